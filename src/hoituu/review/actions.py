"""Deciding, and saying what became of it."""

from datetime import date, datetime

from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.review.models import Decision
from hoituu.review.rules import MOVES, DecisionNeedsOwner, DecisionState, check_decision
from hoituu.staff.models import User
from hoituu.staff.queries import home_zone

LONGEST = 500


@atomic
def decide(*, text: str, owner: User, due_on: date | None, by_id: int, now: datetime) -> Decision:
    """Write down what somebody does about it, and by when; the same twice is one.

    Raises DecisionNeedsWords, DecisionNeedsOwner.
    """
    said = check_decision(text, due_on=due_on, today=now.astimezone(home_zone()).date())
    if due_on is None or not owner.is_active:
        raise DecisionNeedsOwner
    known = Decision.objects.filter(text=said[:LONGEST], owner=owner, due_on=due_on, over_at=None)
    if (decision := known.first()) is not None:
        return decision
    decision = Decision.objects.create(
        text=said[:LONGEST], owner=owner, due_on=due_on, decided_at=now
    )
    write("review.decided", actor_id=by_id, now=now, decision_id=decision.pk, owner_id=owner.pk)
    return decision


@atomic
def end_decision(decision: Decision, *, state: DecisionState, by_id: int, now: datetime) -> None:
    """Say that a decision was carried out, dropped, or is open again; the same twice is once."""
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if state not in MOVES[DecisionState(decision.state)]:
        return
    decision.state = state
    decision.over_at = None if state == DecisionState.OPEN else now
    decision.save()
    write(f"review.{state}", actor_id=by_id, now=now, decision_id=decision.pk)


@atomic
def put_off(decision: Decision, *, due_on: date | None, by_id: int, now: datetime) -> None:
    """Give a decision another day. Raises DecisionNeedsOwner."""
    today = now.astimezone(home_zone()).date()
    check_decision(decision.text, due_on=due_on, today=today)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    decision.due_on = due_on or decision.due_on
    decision.save(update_fields=["due_on"])
    write("review.put_off", actor_id=by_id, now=now, decision_id=decision.pk)
