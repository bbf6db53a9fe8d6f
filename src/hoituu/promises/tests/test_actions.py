from datetime import timedelta

import pytest

from hoituu.conversations.actions import (
    mark_spam,
    record_failed,
    record_sent,
    resolve,
    save_draft,
    send_draft,
    undo_draft,
)
from hoituu.conversations.actions.send import Failure
from hoituu.conversations.models import Conversation, Message, WrittenDraft
from hoituu.conversations.queries import search_conversations
from hoituu.conversations.rules import (
    UNDO_FOR,
    Draft,
    NobodyToTell,
    NotYours,
    PromiseStillOpen,
    ResolvedBy,
    SomethingNew,
    Turn,
)
from hoituu.conversations.tests.builders import (
    NOON,
    TOMORROW,
    a_contact,
    a_conversation,
    a_person,
)
from hoituu.journal.models import Entry
from hoituu.journal.tests.builders import follow_up
from hoituu.promises.actions import (
    answer_with_promise,
    keep_promise,
    look_at_promises,
    make_promise,
    release_promise,
    renegotiate_promise,
    send_written,
    start_conversation,
    take_in,
    tell_new_time,
    warn_owners,
)
from hoituu.promises.jobs import send_drafts
from hoituu.promises.models import Promise
from hoituu.promises.queries import ledger, tally, to_warn, to_watch
from hoituu.promises.rules import PromiseNeedsTime, State, state
from hoituu.staff.actions import change_person

pytestmark = pytest.mark.django_db


def answer(one, **changes):
    said = {
        "draft": Draft("Hoidan tämän.", to=("matti@asiakas.example",)),
        "promises": [("Soitan", TOMORROW)],
        "now": NOON,
    }
    return answer_with_promise(one, author_id=one.owner_id, **said | changes)


def taken_in(**facts):
    a_person()
    received = take_in([a_contact(**facts)], now=NOON)[0]
    return Conversation.objects.get(pk=received.conversation_id)


def follow(now=NOON):
    follow_up(now=now)


class TestFirstWord:
    def test_it_names_the_person_and_a_time_that_is_a_promise(self):
        one = taken_in()
        word = Message.objects.get(kind="first_word")
        assert word.to == ["matti@asiakas.example"]
        assert "Aino Mäkelä" in word.body
        assert "tänään klo\u00a016 mennessä" in word.body
        assert Promise.objects.get().due_at == one.promised_at == NOON + timedelta(hours=4)

    @pytest.mark.parametrize(
        ("lang", "words"),
        [("fi", "hoitaa asiaasi"), ("sv", "tar hand om"), ("en", "is taking care")],
    )
    def test_it_speaks_the_customers_language(self, lang, words):
        taken_in(language=lang)
        assert words in Message.objects.get(kind="first_word").body

    def test_it_is_not_an_answer(self):
        one = taken_in()
        assert (one.turn, one.answered_at, one.waiting_since) == (Turn.OURS, None, NOON)

    @pytest.mark.parametrize("facts", [{"automatic": True}, {"spam": True}])
    def test_machines_and_spam_hear_nothing(self, facts):
        taken_in(**facts)
        assert not Message.objects.filter(kind="first_word").exists()
        assert not Promise.objects.exists()

    def test_who_writes_twice_is_told_once(self):
        one = taken_in()
        take_in([a_contact("Unohdin: se alkoi eilen", conversation_id=one.pk)], now=NOON)
        assert Message.objects.filter(kind="first_word").count() == 1

    def test_any_answer_keeps_it_once_it_has_left(self):
        one = taken_in()
        message = answer(one, promises=())
        assert [p.state for p in ledger(now=NOON)] == [State.OPEN]
        record_sent(message, now=NOON)
        follow()
        assert ledger(now=NOON) == []
        assert tally(owner_id=one.owner_id, now=NOON)["kept"] == 1


def test_answer_and_promise_go_together_or_not_at_all():
    with pytest.raises(PromiseNeedsTime):
        answer(a_conversation(), promises=[("Soitan", NOON)])
    assert not Message.objects.filter(kind="answer").exists()


def test_a_promise_is_the_next_step_and_holds_the_conversation_open():
    one = a_conversation()
    answer(one)
    one.refresh_from_db()
    assert (one.open_promises, one.next_step_at, one.promised_at) == (1, TOMORROW, TOMORROW)
    with pytest.raises(PromiseStillOpen):
        resolve(one, by=ResolvedBy.PERSON, now=NOON)


def test_a_broken_promise_is_still_owed():
    one = a_conversation()
    answer(one)
    with pytest.raises(PromiseStillOpen):
        resolve(one, by=ResolvedBy.CLOCK, now=TOMORROW + timedelta(days=1))


def test_a_new_time_ends_one_promise_and_makes_another():
    later = TOMORROW + timedelta(days=1)
    old = make_promise(a_conversation(), text="Soitan", due_at=TOMORROW, now=NOON)
    new = renegotiate_promise(old, due_at=later, customer_told_at=NOON, now=NOON)
    assert [state(p.word, now=NOON) for p in (old, new)] == [State.RENEGOTIATED, State.OPEN]
    assert new.conversation.promises.get(attention_at__isnull=False).due_at == later


def test_a_new_time_told_too_late_leaves_it_broken_but_owed_only_once():
    late = TOMORROW + timedelta(hours=1)
    old = make_promise(a_conversation(), text="Soitan", due_at=TOMORROW, now=NOON)
    new = renegotiate_promise(old, due_at=late + timedelta(days=1), customer_told_at=late, now=late)
    assert state(old.word, now=late) == State.BROKEN
    assert new.conversation.promises.get(attention_at__isnull=False) == new


def test_keeping_twice_counts_once():
    promise = make_promise(a_conversation(), text="Soitan", due_at=TOMORROW, now=NOON)
    keep_promise(promise, now=NOON)
    keep_promise(promise, now=NOON)
    assert promise.events.count() == 1


def test_the_customer_may_let_us_off():
    one = a_conversation()
    promise = make_promise(one, text="Soitan", due_at=TOMORROW, now=NOON)
    release_promise(promise, actor_id=one.owner_id, now=NOON)
    resolve(one, by=ResolvedBy.PERSON, now=NOON)
    assert state(promise.word, now=TOMORROW) == State.RELEASED


def test_an_answer_keeps_the_promises_it_says_it_keeps_and_a_bounce_takes_that_back():
    one = a_conversation()
    answer(one)
    owed = Promise.objects.get()
    message = answer(one, promises=(), keeps=[owed.pk], now=NOON + timedelta(hours=1))
    record_sent(message, now=NOON + timedelta(hours=1))
    follow(TOMORROW)
    assert state(owed.word, now=TOMORROW) == State.KEPT
    record_failed(message, failure=Failure.BOUNCED, now=NOON + timedelta(hours=2))
    follow(TOMORROW)
    one.refresh_from_db()
    assert state(Promise.objects.get(pk=owed.pk).word, now=NOON + timedelta(hours=3)) == State.OPEN
    assert (one.turn, one.open_promises) == (Turn.OURS, 1)


def test_an_answer_that_takes_care_of_it_resolves_when_it_has_left():
    one = taken_in()
    message = answer(one, promises=(), resolves=True)
    one.refresh_from_db()
    assert one.turn == Turn.CUSTOMERS
    record_sent(message, now=NOON)
    follow()
    one.refresh_from_db()
    assert (one.turn, one.resolved_by) == (Turn.RESOLVED, ResolvedBy.PERSON)


def test_it_does_not_resolve_when_the_customer_wrote_in_between():
    one = taken_in()
    message = answer(one, promises=(), resolves=True)
    take_in([a_contact("Vielä yksi asia", conversation_id=one.pk)], now=NOON)
    record_sent(message, now=NOON)
    follow()
    one.refresh_from_db()
    assert one.turn == Turn.OURS


def test_a_call_keeps_the_first_word_at_once():
    one = taken_in()
    answer(one, promises=(), by_phone=True)
    assert ledger(now=NOON) == []


def writes_first(author, **facts):
    said = {
        "to": "Saara@Asiakas.example",
        "name": "Saara",
        "subject": "Korttisi on täällä",
        "body": "Hei Saara, korttisi tuli.",
    }
    return start_conversation(**said | facts, author_id=author.pk, now=NOON)


def test_we_may_write_first():
    aino = a_person()
    one = writes_first(aino, promise="Pidän sen tallessa", due_at=TOMORROW)
    assert not one.messages.exists()
    send_written(one.drafts.get(), now=NOON + UNDO_FOR)
    one.refresh_from_db()
    assert (one.owner_id, one.turn, one.open_promises) == (aino.pk, Turn.CUSTOMERS, 1)
    assert [m.kind for m in one.messages.all()] == ["answer"]
    assert [row.id for row in search_conversations("Saara kortti")] == [one.pk]


def test_what_we_begin_can_be_undone_and_is_ours_to_finish():
    one = writes_first(a_person())
    assert undo_draft(one.drafts.get(), now=NOON)
    assert (one.turn, one.drafts.get().body) == (Turn.OURS, "Hei Saara, korttisi tuli.")
    assert one.next_step_at > NOON


def test_a_promise_without_a_time_begins_nothing():
    with pytest.raises(PromiseNeedsTime):
        writes_first(a_person(), promise="Joskus")
    assert not Conversation.objects.exists()


def first_words():
    return Message.objects.filter(kind="first_word")


class TestLoops:
    """Two machines that answer each other must come to an end."""

    def test_an_address_is_acknowledged_once_a_day(self):
        taken_in()
        other = taken_in()
        assert first_words().count() == 1
        assert other.open_promises == 1  # The promise stands all the same.
        take_in([a_contact()], now=NOON + timedelta(days=1))
        assert first_words().count() == 2

    def test_also_within_one_batch(self):
        a_person()
        take_in([a_contact(), a_contact(), a_contact(sender="saara@asiakas.example")], now=NOON)
        assert sorted(m.to[0] for m in first_words()) == [
            "matti@asiakas.example",
            "saara@asiakas.example",
        ]

    def test_what_is_late_is_owned_up_to_when_three_mails_an_hour_allow_it(self):
        many = [taken_in() for _ in range(4)]
        late = NOON + timedelta(days=3)
        for promise in Promise.objects.filter(conversation__in=many):
            look_at_promises([promise], now=late)
        assert first_words().count() == 1 + 3
        waits = Promise.objects.get(attention_at__isnull=False, due_at__lt=late)
        look_at_promises([waits], now=late + timedelta(minutes=90))
        assert first_words().count() == 1 + 4


class TestSending:
    def written(self, one, **facts):
        said = {
            "body": "Hei",
            "to": ["matti@asiakas.example"],
            "seen_id": one.latest_id,
            "promise": "Soitan",
            "promise_due_at": TOMORROW,
        }
        draft = save_draft(one, author_id=one.owner_id, now=NOON, **said | facts)
        return send_draft(draft, now=NOON)

    def test_it_goes_once_when_the_ten_seconds_are_over(self):
        draft = self.written(a_conversation())
        send_written(draft, now=NOON)
        assert not Message.objects.filter(kind="answer").exists()
        send_written(draft, now=NOON + UNDO_FOR)
        send_written(draft, now=NOON + UNDO_FOR)
        assert Message.objects.filter(kind="answer").count() == 1
        assert not WrittenDraft.objects.exists()

    def test_the_customer_who_writes_within_the_ten_seconds_stops_it(self):
        one = a_conversation()
        draft = self.written(one)
        take_in([a_contact("Odota!", conversation_id=one.pk)], now=NOON)
        with pytest.raises(SomethingNew):
            send_written(draft, now=NOON + UNDO_FOR)
        assert WrittenDraft.objects.get().body == "Hei"


def test_one_draft_that_cannot_go_stops_no_other():
    first, second = a_conversation(), a_conversation(sender="saara@asiakas.example")
    for one in (first, second):
        draft = save_draft(
            one,
            author_id=one.owner_id,
            body="Hei",
            to=["x@asiakas.example"],
            seen_id=one.latest_id,
            now=NOON,
        )
        send_draft(draft, now=NOON)
    mark_spam(first, actor_id=first.owner_id, now=NOON)
    send_drafts()
    assert Message.objects.get(kind="answer").conversation_id == second.pk
    assert WrittenDraft.objects.get().stopped == "NoSuchMove"


def look(at):
    """Let the watch look as often as it wants to until a moment."""
    while found := to_watch(now=at):
        look_at_promises([found[0]], now=at)


class TestWatch:
    def test_a_first_word_gets_a_new_time_before_it_breaks(self):
        one = taken_in()
        due_at = one.promised_at
        look(due_at - timedelta(minutes=40))
        assert Message.objects.filter(kind="first_word").count() == 1
        look(due_at - timedelta(minutes=5))
        told = Message.objects.latest("pk")
        assert "Emme ehdi siihen mennessä" in told.body
        old, new = Promise.objects.order_by("pk")
        assert state(old.word, now=due_at + timedelta(days=1)) == State.RENEGOTIATED
        assert (new.instead_of, new.made_in) == (old, told)
        one.refresh_from_db()
        assert one.promised_at == new.due_at > due_at

    def test_many_owners_are_warned_at_once_and_each_once(self):
        many = [taken_in(sender=f"{n}@asiakas.example") for n in range(5)]
        near = many[0].promised_at - timedelta(minutes=40)
        warn_owners(to_warn(now=near), now=near)
        assert to_warn(now=near) == []
        assert Entry.objects.filter(kind="promise.at_risk").count() == 5
        assert not Promise.objects.filter(attention_at__lte=near).exists()
        warn_owners(Promise.objects.all(), now=near)
        assert Entry.objects.filter(kind="promise.at_risk").count() == 5

    def test_an_answer_on_its_way_is_not_late(self):
        one = taken_in()
        answer(one, promises=())
        look(one.promised_at - timedelta(minutes=1))
        assert not Message.objects.filter(body__contains="Emme ehdi").exists()

    def test_a_new_time_is_given_by_ourselves_once_then_we_own_up(self):
        one = taken_in()
        look(one.promised_at - timedelta(minutes=5))
        second = Promise.objects.latest("pk")
        look(second.due_at - timedelta(minutes=5))
        assert Promise.objects.count() == 2
        late = second.due_at + timedelta(minutes=1)
        look(late)
        assert "olemme myöhässä" in Message.objects.latest("pk").body
        assert [p.state for p in ledger(now=late)] == [State.BROKEN]
        assert to_watch(now=late + timedelta(days=1)) == []

    def test_a_worker_that_was_down_says_late_and_a_new_time(self):
        one = taken_in()
        late = one.promised_at + timedelta(days=1)
        look(late)
        told = Message.objects.latest("pk")
        assert "olemme myöhässä" in told.body
        old, new = Promise.objects.order_by("pk")
        assert state(old.word, now=late + timedelta(days=9)) == State.BROKEN
        assert [p.id for p in ledger(now=late)] == [new.pk]

    def test_what_a_person_promised_waits_for_that_person_and_the_lead_hears(self):
        one = a_conversation()
        promise = make_promise(one, text="Soitan", due_at=TOMORROW, now=NOON)
        look(TOMORROW - timedelta(minutes=2))
        promise.refresh_from_db()
        assert promise.warned_at
        assert promise.escalated_at
        assert state(promise.word, now=TOMORROW) == State.OPEN
        kinds = Entry.objects.filter(conversation_id=one.pk).values_list("kind", flat=True)
        assert {"promise.at_risk", "promise.unheeded"} <= set(kinds)

    def test_with_their_consent_the_customer_hears_in_time_in_their_name(self):
        one = a_conversation()
        change_person(one.owner, tells_new_times=True, actor_id=None, now=NOON)
        make_promise(one, text="Oikaisen laskun", due_at=TOMORROW, now=NOON)
        look(TOMORROW - timedelta(minutes=2))
        told = Message.objects.latest("pk")
        assert "Emme ehdi siihen mennessä" in told.body
        assert "Oikaisen laskun" in told.body
        old, new = Promise.objects.order_by("pk")
        assert state(old.word, now=TOMORROW + timedelta(days=1)) == State.RENEGOTIATED
        assert (new.text, new.instead_of, new.due_at > TOMORROW) == ("Oikaisen laskun", old, True)


class TestTellingANewTime:
    def test_the_owner_says_so_in_one_press(self):
        one = a_conversation()
        promise = make_promise(one, text="Soitan", due_at=TOMORROW, now=NOON)
        later = TOMORROW + timedelta(days=1)
        new = tell_new_time(promise, due_at=later, by_id=one.owner_id, now=NOON)
        assert state(promise.word, now=later) == State.RENEGOTIATED
        assert new.made_in == Message.objects.latest("pk")
        assert new.made_in.to == ["matti@asiakas.example"]
        assert [p.due_at for p in ledger(now=NOON)] == [later]

    def test_a_colleague_an_earlier_time_and_who_cannot_be_written_to_are_refused(self):
        one = a_conversation()
        promise = make_promise(one, text="Soitan", due_at=TOMORROW, now=NOON)
        with pytest.raises(NotYours):
            tell_new_time(promise, due_at=TOMORROW, by_id=a_person("Eetu Salo").pk, now=NOON)
        with pytest.raises(PromiseNeedsTime):
            tell_new_time(promise, due_at=None, by_id=one.owner_id, now=NOON)
        one.customer.points.all().delete()
        with pytest.raises(NobodyToTell):
            tell_new_time(promise, due_at=TOMORROW, by_id=one.owner_id, now=NOON)
        assert [p.id for p in ledger(now=NOON)] == [promise.pk]
