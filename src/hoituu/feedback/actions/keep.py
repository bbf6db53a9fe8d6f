"""Somebody has it: what nobody's conversation holds stays with who is here to answer it."""

from datetime import datetime

from hoituu.conversations.queries import Reception
from hoituu.feedback.actions.entries import write_of
from hoituu.feedback.models import Feedback
from hoituu.feedback.queries import held_by
from hoituu.journal.transactions import atomic


@atomic
def hand_on(owner_id: int, *, now: datetime) -> int:
    """Give what somebody sees to, and will not be here for, to those who are; return how much."""
    reception = Reception(now=now)
    given = 0
    for one in held_by(owner_id).select_for_update(of=("self",)):
        team_id = one.point.team_id if one.point else None
        other = reception.owner_for(previous_id=None, team_id=team_id)
        if other != owner_id:
            Feedback.objects.filter(pk=one.pk).update(owner=other)
            write_of("feedback.handed_on", one=one, now=now)
            given += 1
    return given
