"""A complaint is heard, a solution agreed on together, promised, done, and confirmed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hoituu.conversations.actions import confirm, record_sent, resolve, see
from hoituu.conversations.models import Conversation, Message, Participant
from hoituu.conversations.rules import Draft, NotYours, PromiseStillOpen, ResolvedBy
from hoituu.conversations.tests.builders import NOON, a_contact, a_conversation, a_person
from hoituu.customers.actions import describe_customer
from hoituu.feedback.models import Feedback
from hoituu.feedback.queries import to_answer, to_read
from hoituu.feedback.rules import NothingToSay
from hoituu.journal.actions import run_reaction
from hoituu.journal.queries import next_due
from hoituu.promises.actions import (
    answer_with_promise,
    keep_promise,
    merge_conversations,
    release_promise,
    renegotiate_promise,
    take_in,
)
from hoituu.promises.models import Promise
from hoituu.promises.queries import promises_of
from hoituu.recovery.actions import (
    accept_proposal,
    assess,
    choose_remedy,
    decide_as_lead,
    dismiss,
    erase_person,
    hear,
    name_its_cause,
    need_nothing,
    offer_remedy,
    open_recovery,
    propose_remedy,
    refuse_proposal,
    set_budget,
    withdraw_remedy,
)
from hoituu.recovery.jobs import hear_complaints
from hoituu.recovery.models import Offer, Recovery, Remedy
from hoituu.recovery.queries import (
    asked_of,
    complaint_in,
    export_person,
    offers_asked_for,
    open_complaints,
    recovery_of,
    recovery_view,
    remedies_to_choose,
    report,
    unheard,
)
from hoituu.recovery.rules import (
    AlreadyAgreed,
    Closed,
    NoSuchRemedy,
    RecoveryStep,
    RemediesOffered,
    RemedyGone,
    RemedyKind,
    RemedyState,
    Severity,
)
from hoituu.staff.rules import NotAllowed, Role
from hoituu.wording.actions import correct_tone

pytestmark = pytest.mark.django_db
ANGRY = "Olen todella pettynyt. Netti ei toimi vieläkään, ja tämä on jo kolmas kerta!"
LATER = NOON + timedelta(minutes=10)


def follow():
    """Let everything follow that does: the reactions, and what was written is listened to."""
    hear([(one, complaint_in(one)) for one in unheard()], now=LATER)
    while due := next_due(now=LATER + timedelta(days=30)):
        run_reaction(due, now=LATER)


def a_complaint(body=ANGRY, **facts):
    one = a_conversation(body=body, shown=body, **facts)
    follow()
    return recovery_of(one.pk)


def an_offer(one, *, text="Kuukausi veloituksetta", worth_cents=4_000, by=None, **facts):
    plain = {"kind": RemedyKind.CREDIT, "days": 3, "now": LATER}
    by = by or one.conversation.owner
    return offer_remedy(one, text=text, worth_cents=worth_cents, by=by, **(plain | facts))


def answer(one, body):
    draft = Draft(body, to=("matti@asiakas.example",))
    message = answer_with_promise(
        one.conversation, author_id=one.conversation.owner_id, draft=draft, now=LATER
    )
    record_sent(message, now=LATER)
    follow()
    return message


def view(one):
    one = Recovery.objects.get(pk=one.pk)
    return recovery_view(one, promises_of(one.conversation_id, now=LATER), now=LATER)


def test_an_offer_and_a_proposal_sent_twice_are_one_each():
    one = a_complaint()
    assert an_offer(one) == an_offer(one)
    first = propose_remedy(one, text="Lauantaina", now=LATER)
    assert propose_remedy(one, text="Lauantaina", now=LATER) == first
    assert one.remedies.count() == 2


def test_a_message_that_complains_opens_a_complaint_and_a_question_does_not():
    assert a_complaint() is not None
    assert a_complaint("Hei! Mihin aikaan olette auki lauantaina?", sender="x@y.example") is None


def test_a_complaint_is_a_piece_of_feedback_that_its_owner_has():
    one = a_complaint()
    assert (one.feedback.words, one.feedback.source) == (ANGRY, "complaint")
    assert to_read() == []
    assert [row.id for row in to_answer()] == [one.feedback_id]
    answer(one, "Hei Matti! Kiitos, että kerroit, ja olen pahoillani. Soitan huomenna klo 10.")
    assert to_answer() == []


def test_heard_twice_it_is_one_complaint():
    one = a_complaint()
    again = a_contact(ANGRY, conversation_id=one.conversation_id, at=LATER)
    take_in([again], now=LATER)
    follow()
    assert Recovery.objects.count() == Feedback.objects.count() == 1


def test_a_colleague_says_that_it_complains_or_does_not():
    one = a_complaint()
    message = Message.objects.get(conversation=one.conversation, kind="contact")
    eetu = a_person("Eetu Laine")
    correct_tone(message, tone=3, complaint=False, actor_id=eetu.pk, now=LATER)
    follow()
    assert Recovery.objects.get(pk=one.pk).dismissed_at is not None
    assert open_complaints() == []
    correct_tone(message, tone=1, complaint=True, actor_id=eetu.pk, now=LATER)
    follow()
    assert [row.conversation_id for row in open_complaints()] == [one.conversation_id]


def test_a_person_marks_what_we_did_not_hear():
    conversation = a_conversation(body="Kävin teillä eilen.", shown="Kävin teillä eilen.")
    eetu = a_person("Eetu Laine")
    one = open_recovery(conversation, by_id=eetu.pk, now=LATER)
    assert one.opened_by == eetu
    dismiss(one, by_id=eetu.pk, now=LATER)
    assert open_complaints() == []


def test_what_something_was_offered_for_is_a_complaint():
    one = a_complaint()
    an_offer(one)
    with pytest.raises(RemediesOffered):
        dismiss(one, by_id=one.conversation.owner_id, now=LATER)


def test_the_steps_are_read_from_what_was_written():
    one = a_complaint()
    see(one.conversation, by_id=one.conversation.owner_id, now=LATER)
    assert view(one).next_step == RecoveryStep.THANKED
    answer(one, "Hei Matti! Kiitos, että kerroit. Selvitän asian ja soitan huomenna klo 10.")
    assert view(one).next_step == RecoveryStep.APOLOGISED
    answer(one, "Olen todella pahoillani, että näin kävi. Korjaan tämän tänään klo 16 mennessä.")
    assert view(one).next_step == RecoveryStep.EXPLAINED
    name_its_cause(one, name="Kaapeli  poikki", by_id=one.conversation.owner_id, now=LATER)
    assert view(one).cause == "Kaapeli poikki"
    assert view(one).next_step == RecoveryStep.AGREED


def test_what_the_customer_chooses_is_promised_and_the_others_are_passed_by():
    one = a_complaint()
    credit, redo = an_offer(one), an_offer(one, text="Asentaja käy", worth_cents=None)
    assert [row.text for row in remedies_to_choose(one, now=LATER)] == [credit.text, redo.text]
    choose_remedy(one, remedy_id=credit.pk, now=LATER)
    promise = Promise.objects.get(text=credit.text)
    assert promise.conversation_id == one.conversation_id
    assert promise.due_at > LATER
    assert Remedy.objects.get(pk=redo.pk).state == RemedyState.PASSED
    assert remedies_to_choose(one, now=LATER) == []


def test_chosen_twice_it_is_promised_once_and_another_is_not_chosen_after_it():
    one = a_complaint()
    credit, redo = an_offer(one), an_offer(one, text="Asentaja käy", worth_cents=None)
    for _ in range(2):
        choose_remedy(one, remedy_id=credit.pk, now=LATER)
    assert Promise.objects.filter(text=credit.text).count() == 1
    with pytest.raises(AlreadyAgreed):
        choose_remedy(one, remedy_id=redo.pk, now=LATER)


def test_what_was_withdrawn_meanwhile_or_is_anothers_cannot_be_chosen():
    one = a_complaint()
    credit = an_offer(one)
    withdraw_remedy(credit, by_id=one.conversation.owner_id, now=LATER)
    with pytest.raises(RemedyGone):
        choose_remedy(one, remedy_id=credit.pk, now=LATER)
    with pytest.raises(NoSuchRemedy):
        choose_remedy(one, remedy_id=credit.pk + 1000, now=LATER)


def test_it_is_done_when_its_promise_is_kept_and_over_when_the_customer_says_so():
    one = a_complaint()
    credit = an_offer(one)
    choose_remedy(one, remedy_id=credit.pk, now=LATER)
    follow()
    conversation = Conversation.objects.get(pk=one.conversation_id)
    with pytest.raises(PromiseStillOpen):
        confirm(conversation, now=LATER)
    assert RecoveryStep.DONE in [s for s, done in view(one).steps.items() if not done]
    for promise in Promise.objects.filter(conversation=conversation):
        keep_promise(promise, now=LATER)
    follow()
    assert Remedy.objects.get(pk=credit.pk).state == RemedyState.DONE
    assert view(one).steps[RecoveryStep.DONE]
    confirm(conversation, now=LATER)
    follow()
    assert Recovery.objects.get(pk=one.pk).confirmed_at is not None
    with pytest.raises(Closed):
        an_offer(one)


def test_a_new_time_moves_the_remedy_to_the_promise_that_carries_it():
    one = a_complaint()
    credit = choose_remedy(one, remedy_id=an_offer(one).pk, now=LATER)
    newer = renegotiate_promise(
        credit.promise,
        due_at=LATER + timedelta(days=9),
        customer_told_at=LATER,
        actor_id=one.conversation.owner_id,
        now=LATER,
    )
    follow()
    assert Remedy.objects.get(pk=credit.pk).promise_id == newer.pk
    keep_promise(newer, now=LATER + timedelta(days=1))
    follow()
    assert Remedy.objects.get(pk=credit.pk).state == RemedyState.DONE


def test_what_the_customer_no_longer_needs_leaves_room_for_another():
    one = a_complaint()
    credit = choose_remedy(one, remedy_id=an_offer(one).pk, now=LATER)
    release_promise(credit.promise, actor_id=one.conversation.owner_id, now=LATER)
    follow()
    assert Remedy.objects.get(pk=credit.pk).state == RemedyState.RELEASED
    an_offer(one, text="Uusi reititin")
    assert [row.text for row in remedies_to_choose(one, now=LATER)] == ["Uusi reititin"]


def test_the_customer_proposes_another_and_we_agree():
    one = a_complaint()
    proposed = propose_remedy(one, text="Riittää, jos asentaja käy lauantaina.", now=LATER)
    assert Message.objects.filter(conversation=one.conversation, channel="page").count() == 1
    accept_proposal(
        proposed,
        kind=RemedyKind.REDO,
        worth_cents=None,
        days=5,
        by=one.conversation.owner,
        now=LATER,
    )
    assert Promise.objects.filter(text="Riittää, jos asentaja käy lauantaina.").exists()


def test_a_proposal_that_cannot_be_done_is_said_so():
    one = a_complaint()
    proposed = propose_remedy(one, text="Uusi talo", now=LATER)
    refuse_proposal(proposed, by_id=one.conversation.owner_id, now=LATER)
    with pytest.raises(RemedyGone):
        accept_proposal(
            proposed,
            kind=RemedyKind.GIFT,
            worth_cents=1,
            days=1,
            by=one.conversation.owner,
            now=LATER,
        )


def test_who_needs_nothing_is_asked_nothing():
    one = a_complaint()
    an_offer(one)
    need_nothing(one, now=LATER)
    assert remedies_to_choose(one, now=LATER) == []
    assert view(one).steps[RecoveryStep.AGREED]


def test_above_the_budget_a_lead_who_is_here_answers_by_a_promised_time():
    one = a_complaint()
    maija = a_person("Maija Lehto", role=Role.LEAD)
    large = an_offer(one, worth_cents=15_000)
    assert (large.state, large.lead) == (RemedyState.ASKED, maija)
    assert remedies_to_choose(one, now=LATER) == []
    assert [(row.id, row.answer_by > LATER) for row in asked_of(maija.pk)] == [(large.pk, True)]
    with pytest.raises(RemedyGone):
        choose_remedy(one, remedy_id=large.pk, now=LATER)
    with pytest.raises(NotAllowed):
        decide_as_lead(large, approved=True, by=one.conversation.owner, now=LATER)
    decide_as_lead(large, approved=True, by=maija, now=LATER)
    assert [row.id for row in remedies_to_choose(one, now=LATER)] == [large.pk]


def test_what_a_lead_does_not_agree_to_is_not_offered():
    one = a_complaint()
    maija = a_person("Maija Lehto", role=Role.LEAD)
    large = an_offer(one, worth_cents=15_000)
    decide_as_lead(large, approved=False, by=maija, now=LATER)
    assert remedies_to_choose(one, now=LATER) == []


def test_a_proposal_above_the_budget_is_agreed_on_with_the_leads_yes():
    one = a_complaint()
    maija = a_person("Maija Lehto", role=Role.LEAD)
    proposed = propose_remedy(one, text="Puoli vuotta ilmaiseksi", now=LATER)
    asked = accept_proposal(
        proposed,
        kind=RemedyKind.CREDIT,
        worth_cents=24_000,
        days=3,
        by=one.conversation.owner,
        now=LATER,
    )
    assert asked.state == RemedyState.ASKED
    decide_as_lead(asked, approved=True, by=maija, now=LATER)
    assert Promise.objects.filter(text="Puoli vuotta ilmaiseksi").exists()


def test_a_budget_is_what_one_gives_in_thirty_days_and_each_may_have_their_own():
    maija = a_person("Maija Lehto", role=Role.LEAD)
    first, second = a_complaint(), a_complaint(sender="saara@asiakas.example")
    an_offer(first, worth_cents=7_000)
    an_offer(first, worth_cents=3_000, text="Pienempi")
    assert an_offer(second, worth_cents=7_000).state == RemedyState.ASKED
    set_budget(second.conversation.owner_id, cents=50_000, by_id=maija.pk, now=LATER)
    assert an_offer(second, worth_cents=7_000, text="Toinen").state == RemedyState.OFFERED


def test_only_the_owner_offers():
    one = a_complaint()
    with pytest.raises(NotYours):
        an_offer(one, by=a_person("Eetu Laine"))
    with pytest.raises(NothingToSay):
        an_offer(one, text="  ")


def test_closed_by_the_clock_it_is_counted_so_and_open_again_when_they_write():
    one = a_complaint()
    for promise in Promise.objects.filter(conversation=one.conversation):
        keep_promise(promise, now=LATER)
    resolve(one.conversation, by=ResolvedBy.CLOCK, now=LATER)
    follow()
    assert report(NOON, LATER).closed_unconfirmed == 1
    take_in([a_contact("Ei tämä ole kunnossa.", conversation_id=one.conversation_id)], now=LATER)
    follow()
    assert Recovery.objects.get(pk=one.pk).closed_at is None


def test_a_complaint_follows_what_its_conversation_became_part_of():
    one = a_complaint()
    other = a_conversation(body="Toinen asia", now=LATER)
    merge_conversations(one.conversation, into=other, by_id=other.owner_id, now=LATER)
    assert recovery_of(other.pk).pk == one.pk


def test_a_year_of_gestures_is_remembered():
    first = a_complaint()
    choose_remedy(first, remedy_id=an_offer(first).pk, now=LATER)
    again = a_conversation(body="Taas!", now=LATER)
    second = open_recovery(again, by_id=again.owner_id, now=LATER)
    assert view(second).trouble.given_cents == 4_000
    assess(second, severity=Severity.SERIOUS, lost_cents=9_000, by_id=again.owner_id, now=LATER)
    assert view(second).trouble.lost_cents == 9_000


def test_who_is_known_hears_of_what_new_customers_get():
    offer = Offer.objects.create(title="Uusi kortinlukija", about="kortinlukija, maksupääte")
    one = a_conversation(
        body="Haluaisin ostaa uuden kortinlukijan.", shown="Haluaisin ostaa uuden kortinlukijan."
    )
    message = Message.objects.get(conversation=one, kind="contact")
    today = NOON.date()
    assert offers_asked_for(message, one.customer, today=today) == []
    facts = {
        "name": "Matti",
        "remember": "",
        "since": "vuodesta 2015",
        "actor_id": None,
        "now": NOON,
    }
    describe_customer(one.customer, **facts)
    assert offers_asked_for(message, one.customer, today=today) == [offer]
    Offer.objects.update(until=today - timedelta(days=1))
    assert offers_asked_for(message, one.customer, today=today) == []


def test_the_report_counts_what_was_done():
    one = a_complaint()
    answer(one, "Kiitos, että kerroit. Olen pahoillani. Korjaan tämän huomenna klo 10.")
    name_its_cause(one, name="Kaapeli", by_id=one.conversation.owner_id, now=LATER)
    choose_remedy(one, remedy_id=an_offer(one).pk, now=LATER)
    found = report(NOON - timedelta(days=1), LATER + timedelta(minutes=1))
    assert (found.received, found.acknowledged.count, found.answered.count) == (1, 1, 1)
    assert found.remedies == {RemedyKind.CREDIT: (1, 4_000)}
    assert found.causes == [("Kaapeli", 1)]


def test_what_was_agreed_is_exported_and_its_words_go_with_the_person():
    one = a_complaint()
    choose_remedy(one, remedy_id=an_offer(one).pk, now=LATER)
    told = export_person(one.conversation.customer_id)
    assert told[0]["remedies"][0]["text"] == "Kuukausi veloituksetta"
    erase_person(one.conversation.customer_id, now=LATER)
    assert Remedy.objects.get().text == ""


def test_the_database_refuses_what_is_agreed_on_without_a_promise():
    one = a_complaint()
    offered = an_offer(one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Remedy.objects.filter(pk=offered.pk).update(state=RemedyState.CHOSEN)


def test_the_clock_listens_and_whom_we_asked_is_no_customer():
    conversation = a_conversation(body=ANGRY, shown=ANGRY)
    Participant.objects.filter(conversation=conversation).update(asked_by_us=True)
    hear_complaints()
    assert recovery_of(conversation.pk) is None
    assert unheard() == []
    Participant.objects.filter(conversation=conversation).update(asked_by_us=False)
    take_in([a_contact(ANGRY, conversation_id=conversation.pk, at=LATER)], now=LATER)
    assert [one.pk for one in unheard()] == [conversation.pk]
    hear_complaints()
    assert recovery_of(conversation.pk) is not None


def test_thanks_after_it_was_put_right_is_no_new_complaint_and_anger_is():
    one = a_complaint()
    answer(one, "Kiitos, että kerroit. Olen pahoillani. Vaihdoin kaapelin.")
    for promise in Promise.objects.filter(conversation=one.conversation):
        keep_promise(promise, now=LATER)
    confirm(Conversation.objects.get(pk=one.conversation_id), now=LATER)
    follow()
    at = LATER + timedelta(hours=1)
    take_in([a_contact("Kiitos paljon!", conversation_id=one.conversation_id, at=at)], now=at)
    follow()
    assert Recovery.objects.get(pk=one.pk).confirmed_at is not None
    take_in([a_contact(ANGRY, conversation_id=one.conversation_id, at=at)], now=at)
    follow()
    assert Recovery.objects.get(pk=one.pk).closed_at is None
    assert Feedback.objects.get().answered_at is None, "it is to be answered anew"
    assert Feedback.objects.get().words.count("kolmas kerta") == 2
