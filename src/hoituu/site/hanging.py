"""Configurations that would leave a customer hanging: mail comes in and nobody could answer."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError
from django.utils import timezone

from hoituu.channels.email.queries import inboxes, unscanned_since
from hoituu.channels.email.rules.consent import ConsentLost
from hoituu.staff.queries import presences, team_members


def what_hangs(*, now: datetime) -> list[str]:
    """Return a sentence for each thing that would leave a customer without an answer."""
    used = inboxes()
    if not used:
        return []
    here = {person.id for person in presences(now=now) if person.here_at is not None}
    members = team_members()
    found = []
    if not any(inbox.smtp_host for inbox in used):
        names = ", ".join(inbox.name for inbox in used)
        found.append(f"Mail comes in ({names}), but no server takes answers out.")
    if not here:
        found.append("Mail comes in, but nobody who answers is ever here.")
    unscanned = unscanned_since(now - timedelta(days=1))
    if unscanned:
        found.append(f"The virus scanner did not answer for {unscanned} mails of the last day.")
    for inbox in used:
        if inbox.fetch_problem == ConsentLost.__name__:
            found.append(f"Nobody's consent lets us into the mailbox of the inbox {inbox.name}.")
        if here and inbox.team_id and not here & members.get(inbox.team_id, set()):
            found.append(f"Nobody in the team of the inbox {inbox.name} is ever here.")
    return found


@register(Tags.database)
def check_configuration(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Report what hangs as errors of Django's own check (asked with --database default)."""
    if not databases:
        return []
    try:
        found = what_hangs(now=timezone.now())
    except DatabaseError:
        return []  # Not set up yet: nothing comes in either.
    return [Error(sentence, id="hoituu.E001") for sentence in found]
