"""What follows, followed."""

from hoituu.journal.actions import run_reaction
from hoituu.journal.queries import next_due


def follow_up(*, now) -> None:
    """Run every reaction that is due; one that fails fails the test."""
    while due := next_due(now=now):
        run_reaction(due, now=now)
