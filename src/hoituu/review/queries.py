"""The agenda of the weekly half hour, made of what happened since the last one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hoituu.feedback.queries import FeedbackRow, failed_ones, kind_words, to_answer, to_read
from hoituu.promises.queries import LedgerRow, broken_between
from hoituu.recovery.queries import causes_counted
from hoituu.review.models import Decision
from hoituu.wording.queries import recurring
from hoituu.wording.rules import Heard

WEEK = timedelta(days=7)
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Agenda:
    """What there is to talk over. Of people only what delighted; what failed is about the work."""

    since: datetime
    decisions: Sequence[Decision]  # of last time: what became of them comes first
    delighted: Sequence[FeedbackRow]
    failed: Sequence[FeedbackRow]
    broken: Sequence[LedgerRow]
    unanswered: int
    causes: Sequence[tuple[str, int]]
    habits: Sequence[Heard]

    @property
    def is_empty(self) -> bool:
        return not (self.decisions or self.delighted or self.failed or self.broken or self.causes)


def agenda(*, today: date, now: datetime) -> Agenda:
    """Return what the last seven days give to talk over."""
    since = now - WEEK
    return Agenda(
        since=since,
        decisions=decisions(since=since),
        delighted=kind_words(since=since)[:SHOWN],
        failed=failed_ones(since=since)[:SHOWN],
        broken=broken_between(since, now, now=now)[:SHOWN],
        unanswered=len(to_read()) + len(to_answer()),
        causes=causes_counted(since, now)[:SHOWN],
        habits=recurring(today=today),
    )


def decisions(*, since: datetime) -> list[Decision]:
    """Return what is still to be done, the soonest first, and what was done or dropped since."""
    still = Decision.objects.filter(over_at=None).select_related("owner").order_by("due_on")
    over = Decision.objects.filter(over_at__gte=since).select_related("owner").order_by("-over_at")
    return [*still, *over[:SHOWN]]


def decisions_of(user_id: int, *, until: date) -> list[Decision]:
    """Return what somebody decided to do by a day and has not said done."""
    theirs = Decision.objects.filter(over_at=None, owner=user_id, due_on__lte=until)
    return list(theirs.order_by("due_on"))
