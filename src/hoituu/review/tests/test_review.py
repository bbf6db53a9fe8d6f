"""The half hour makes its own agenda, and what is decided comes back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hoituu.conversations.tests.builders import NOON, a_conversation, a_person
from hoituu.feedback.actions import hear_complaint, name_cause
from hoituu.feedback.models import Feedback
from hoituu.feedback.rules import Source
from hoituu.promises.actions import make_promise
from hoituu.review.actions import decide, end_decision, put_off
from hoituu.review.models import Decision
from hoituu.review.queries import agenda, decisions_of
from hoituu.review.rules import DecisionNeedsOwner, DecisionNeedsWords, DecisionState
from hoituu.wording.actions import use_better_words

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
LATER = NOON + timedelta(days=2)


def a_decision(text="Ovi korjataan", *, due=TODAY + timedelta(days=7), **facts):
    aino = a_person()
    plain = {"owner": aino, "due_on": due, "by_id": aino.pk, "now": NOON}
    return decide(text=text, **(plain | facts))


def todays(now=LATER):
    return agenda(today=now.date(), now=now)


def test_an_empty_week_has_an_empty_agenda():
    a_person()
    assert todays().is_empty


def test_the_agenda_is_made_of_the_week():
    one = a_conversation(now=NOON)
    complaint = hear_complaint(one.messages.get(kind="contact"), now=NOON)
    name_cause(complaint, name="Kaapeli", by_id=one.owner_id, now=NOON)
    Feedback.objects.create(
        key="a", source=Source.KIOSK, mood=2, words="Ihanaa!", given_at=NOON, received_at=NOON
    )
    make_promise(one, text="Soitan", due_at=NOON + timedelta(hours=1), now=NOON)
    for _ in range(2):
        use_better_words("vague_someone", now=NOON)
    found = todays()
    assert [f.words for f in found.delighted] == ["Ihanaa!"]
    assert [f.id for f in found.failed] == [complaint.pk]
    assert "Soitan" in [p.text for p in found.broken]
    assert found.causes == [("Kaapeli", 1)]
    assert [h.habit for h in found.habits] == ["vague_someone"]
    assert found.unanswered == 2


def test_what_is_older_than_a_week_is_not_talked_over_again():
    Feedback.objects.create(
        key="a", source=Source.KIOSK, mood=2, words="Ihanaa!", given_at=NOON, received_at=NOON
    )
    a_person()
    assert todays(NOON + timedelta(days=8)).delighted == []


def test_what_was_decided_comes_back_until_it_is_over():
    decision = a_decision()
    assert todays(NOON + timedelta(days=7)).decisions == [decision]
    assert decisions_of(decision.owner_id, until=TODAY + timedelta(days=7)) == [decision]
    assert decisions_of(decision.owner_id, until=TODAY) == []
    end_decision(decision, state=DecisionState.DONE, by_id=decision.owner_id, now=LATER)
    end_decision(decision, state=DecisionState.DONE, by_id=decision.owner_id, now=LATER)
    assert [d.state for d in todays().decisions] == [DecisionState.DONE], "seen once more as done"
    assert todays(LATER + timedelta(days=8)).decisions == []


def test_a_decision_may_be_put_off_dropped_and_opened_again():
    decision = a_decision()
    put_off(decision, due_on=TODAY + timedelta(days=20), by_id=decision.owner_id, now=NOON)
    with pytest.raises(DecisionNeedsOwner):
        put_off(decision, due_on=TODAY - timedelta(days=1), by_id=decision.owner_id, now=NOON)
    end_decision(decision, state=DecisionState.DROPPED, by_id=decision.owner_id, now=NOON)
    end_decision(decision, state=DecisionState.OPEN, by_id=decision.owner_id, now=NOON)
    assert Decision.objects.get().over_at is None


def test_a_decision_has_words_somebody_and_a_day_ahead():
    with pytest.raises(DecisionNeedsWords):
        a_decision("  ")
    for facts in ({"due": TODAY - timedelta(days=1)}, {"due_on": None}):
        with pytest.raises(DecisionNeedsOwner):
            a_decision(**facts)


def test_the_database_refuses_one_that_is_over_without_a_time():
    a_decision()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.update(state=DecisionState.DONE)
