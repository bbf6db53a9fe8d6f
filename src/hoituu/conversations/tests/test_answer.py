from datetime import timedelta

import pytest

from hoituu.conversations.actions import (
    answer_customer,
    claim_outgoing,
    confirm,
    decline,
    forward,
    log_call,
    not_yet,
    offer_to,
    put_off_sending,
    receive_contacts,
    record_failed,
    record_sent,
    resolve,
    save_draft,
    see,
    send_again,
    send_draft,
    set_next_steps,
    take,
    undo_draft,
    write_note,
)
from hoituu.conversations.actions.send import LEASE, Failure
from hoituu.conversations.models import Mention, Message, Participant
from hoituu.conversations.queries import (
    customer_thread,
    draft_of,
    latest_contact,
    open_groups,
    search_conversations,
)
from hoituu.conversations.rules import (
    LOOK_AGAIN_AFTER,
    UNDO_FOR,
    Channel,
    Draft,
    NobodyToTell,
    NoSuchMove,
    NotHere,
    NothingSaid,
    NotYours,
    Owed,
    PromiseStillOpen,
    ResolvedBy,
    SomethingNew,
    Turn,
    reply_subject,
    reply_to_all,
)
from hoituu.conversations.tests.builders import (
    NOON,
    TOMORROW,
    a_contact,
    a_conversation,
    a_person,
)
from hoituu.staff.actions import add_absence
from hoituu.staff.rules import Role

pytestmark = pytest.mark.django_db
TO_MATTI = Draft("Hei Matti, hoidan tämän.", to=("matti@asiakas.example",))


def answer(one, draft=TO_MATTI, now=NOON):
    return answer_customer(one, author_id=one.owner_id, draft=draft, now=now)


def test_a_colleague_takes_over_before_answering():
    one = a_conversation()
    with pytest.raises(NotYours):
        answer_customer(one, author_id=a_person("Eetu Salo").pk, draft=TO_MATTI, now=NOON)


def test_an_answer_waits_in_the_outbox_and_passes_the_turn():
    one = a_conversation()
    message = answer(one)
    one.refresh_from_db()
    assert (message.delivery, one.turn) == ("queued", Turn.CUSTOMERS)
    assert one.next_step_at == NOON + LOOK_AGAIN_AFTER


def test_how_long_the_first_answer_took_is_measured_in_working_time():
    one = a_conversation()
    answer(one, now=TOMORROW)
    one.refresh_from_db()
    assert one.answer_minutes == 8 * 60


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [(Draft("  ", to=("m@a.example",)), NothingSaid), (Draft("Hei"), NobodyToTell)],
)
def test_an_answer_says_something_to_somebody(draft, refusal):
    with pytest.raises(refusal):
        answer(a_conversation(), draft)


def test_a_call_is_an_answer_that_no_mail_carries():
    one = a_conversation()
    told = log_call(one, author_id=one.owner_id, body="Kerroin, että linja on korjattu", now=NOON)
    one.refresh_from_db()
    assert (told.delivery, one.turn, one.answered_at) == ("", Turn.CUSTOMERS, NOON)


def test_who_is_asked_may_answer_here_and_the_turn_comes_back():
    one = a_conversation()
    forward(
        one, author_id=one.owner_id, draft=Draft("Mikä osa?", to=("tukku@osat.example",)), now=NOON
    )
    one.refresh_from_db()
    assert one.turn == Turn.OTHERS
    received = receive_contacts(
        [a_contact("Osa 7", sender="tukku@osat.example", conversation_id=one.pk)], now=NOON
    )[0]
    one.refresh_from_db()
    assert (received.conversation_id, one.turn) == (one.pk, Turn.OURS)


def test_a_note_never_leaves_and_calls_a_colleague():
    one, eetu = a_conversation(), a_person("Eetu Salo")
    note = write_note(one, author_id=one.owner_id, draft=Draft("@Eetu tiedätkö?"), now=NOON)
    assert (note.delivery, Mention.objects.get().user_id) == ("", eetu.pk)
    assert note not in customer_thread(one.pk)
    see(one, by_id=eetu.pk, now=NOON)
    assert Mention.objects.get().seen_at == NOON


def test_copies_are_kept_and_answered():
    to, cc = reply_to_all(
        sender="matti@a.example",
        to=["asiakaspalvelu@meidan.example", "maija@a.example"],
        cc=["Maija@a.example", "pomo@a.example"],
        ours=["Asiakaspalvelu@meidan.example"],
    )
    assert (to, cc) == (["matti@a.example", "maija@a.example"], ["pomo@a.example"])


def test_a_crowd_is_not_answered():
    crowd = [f"a{n}@b.example" for n in range(30)]
    answer = reply_to_all(sender="matti@a.example", to=crowd, cc=crowd, ours=[])
    assert answer == (["matti@a.example"], [])


def test_one_re_is_enough():
    assert reply_subject("Re: Lasku") == "Re: Lasku"
    assert reply_subject("Lasku") == "Re: Lasku"


def test_who_is_copied_takes_part():
    one = a_conversation()
    answer(one, Draft("Hei", to=("matti@asiakas.example",), cc=("maija@asiakas.example",)))
    addresses = set(Participant.objects.values_list("address", flat=True))
    assert addresses == {"matti@asiakas.example", "maija@asiakas.example"}


def test_what_a_third_party_writes_never_reaches_the_customer():
    one = a_conversation()
    forward(
        one, author_id=one.owner_id, draft=Draft("Mikä osa?", to=("tukku@osat.example",)), now=NOON
    )
    receive_contacts(
        [a_contact("Salainen hinta", sender="tukku@osat.example", conversation_id=one.pk)], now=NOON
    )
    assert [m.body for m in customer_thread(one.pk)] == ["Milloin netti toimii?"]
    assert latest_contact(one.pk).body == "Milloin netti toimii?"


def test_an_answer_after_a_confirmation_asks_again():
    one = a_conversation()
    answer(one)
    confirm(one, now=NOON)
    answer(one, now=TOMORROW)
    one.refresh_from_db()
    assert (one.turn, one.confirmed_at) == (Turn.CUSTOMERS, None)


class TestDrafts:
    def draft(self, one, **facts):
        plain = {
            "kind": "answer",
            "body": "Hei",
            "to": ["matti@asiakas.example"],
            "seen_id": one.latest_id,
        }
        return save_draft(one, author_id=one.owner_id, now=NOON, **plain | facts)

    def test_what_is_written_is_kept(self):
        one = a_conversation()
        self.draft(one)
        self.draft(one, body="Hei Matti")
        assert draft_of(one.pk, one.owner_id).body == "Hei Matti"

    def test_it_goes_ten_seconds_after_send_and_can_be_undone(self):
        draft = self.draft(a_conversation())
        send_draft(draft, now=NOON)
        assert draft.goes_at == NOON + UNDO_FOR
        assert undo_draft(draft, now=NOON)
        assert not undo_draft(draft, now=NOON)

    def test_what_is_on_its_way_is_not_written_over(self):
        one = a_conversation()
        send_draft(self.draft(one), now=NOON)
        self.draft(one, body="Jotain muuta")
        assert draft_of(one.pk, one.owner_id).body == "Hei"

    def test_it_stops_when_the_customer_has_written_since(self):
        one = a_conversation()
        draft = self.draft(one)
        receive_contacts([a_contact("Vielä yksi asia", conversation_id=one.pk)], now=NOON)
        with pytest.raises(SomethingNew):
            send_draft(draft, now=NOON)
        send_draft(draft, anyway=True, now=NOON)
        assert draft.goes_at


class TestHands:
    def test_taking_is_one_press(self):
        one, eetu = a_conversation(), a_person("Eetu Salo")
        take(one, by_id=eetu.pk, now=NOON)
        one.refresh_from_db()
        assert one.owner_id == eetu.pk

    def test_who_only_looks_cannot_take(self):
        with pytest.raises(NotHere):
            take(a_conversation(), by_id=a_person("Ville Kari", Role.VIEWER).pk, now=NOON)

    def test_giving_needs_a_sentence(self):
        one, eetu = a_conversation(), a_person("Eetu Salo")
        with pytest.raises(NothingSaid):
            offer_to(one, to_id=eetu.pk, by_id=one.owner_id, sentence=" ", now=NOON)

    def test_nobody_is_given_what_they_are_not_here_for(self):
        one, eetu = a_conversation(), a_person("Eetu Salo")
        add_absence(
            eetu,
            starts_at=NOON - timedelta(days=1),
            ends_at=NOON + timedelta(days=7),
            actor_id=None,
            now=NOON,
        )
        with pytest.raises(NotHere):
            offer_to(one, to_id=eetu.pk, by_id=one.owner_id, sentence="Ota tämä", now=NOON)

    def test_the_sentence_is_a_note_and_the_owner_has_it_until_it_is_taken(self):
        one, eetu = a_conversation(), a_person("Eetu Salo")
        offer_to(one, to_id=eetu.pk, by_id=one.owner_id, sentence="Osaat tämän", now=NOON)
        assert Message.objects.filter(kind="note", body="Osaat tämän").exists()
        one.refresh_from_db()
        assert (one.owner.name, one.offered_to) == ("Aino Mäkelä", eetu)
        take(one, by_id=eetu.pk, now=NOON)
        one.refresh_from_db()
        assert (one.owner, one.offered_to) == (eetu, None)

    def test_only_its_owner_offers_it(self):
        one, eetu = a_conversation(), a_person("Eetu Salo")
        with pytest.raises(NotYours):
            offer_to(one, to_id=eetu.pk, by_id=eetu.pk, sentence="Minulle", now=NOON)

    def test_who_cannot_take_it_leaves_it_where_it_is(self):
        one, eetu, ulla = a_conversation(), a_person("Eetu Salo"), a_person("Ulla Aalto")
        offer_to(one, to_id=eetu.pk, by_id=one.owner_id, sentence="Osaat tämän", now=NOON)
        with pytest.raises(NotYours):
            decline(one, by_id=ulla.pk, now=NOON)
        decline(one, by_id=eetu.pk, now=NOON)
        one.refresh_from_db()
        assert (one.owner.name, one.offered_to) == ("Aino Mäkelä", None)


class TestEnds:
    def test_nothing_is_resolved_while_we_owe_something(self):
        one = a_conversation()
        set_next_steps({one.pk: Owed(1, TOMORROW)}, now=NOON)
        with pytest.raises(PromiseStillOpen):
            resolve(one, by=ResolvedBy.PERSON, now=NOON)

    def test_resolved_twice_is_refused(self):
        one = a_conversation()
        resolve(one, by=ResolvedBy.CUSTOMER, now=NOON)
        with pytest.raises(NoSuchMove):
            resolve(one, by=ResolvedBy.CLOCK, now=NOON)

    def test_the_customers_yes_resolves_and_confirms(self):
        one = a_conversation()
        answer(one)
        confirm(one, now=NOON)
        confirm(one, now=TOMORROW)
        one.refresh_from_db()
        assert (one.turn, one.resolved_by, one.confirmed_at) == (
            Turn.RESOLVED,
            ResolvedBy.CUSTOMER,
            NOON,
        )

    def test_the_customers_not_yet_brings_it_back_at_once(self):
        one = a_conversation()
        resolve(one, by=ResolvedBy.PERSON, now=NOON)
        not_yet(one, now=NOON)
        one.refresh_from_db()
        assert (one.turn, one.next_step_at) == (Turn.OURS, NOON)


class TestOutbox:
    def test_a_claim_is_one_senders(self):
        answer(a_conversation())
        assert len(claim_outgoing(Channel.EMAIL, now=NOON)) == 1
        assert claim_outgoing(Channel.EMAIL, now=NOON) == []

    def test_a_claim_of_a_sender_that_died_lapses(self):
        answer(a_conversation())
        claim_outgoing(Channel.EMAIL, now=NOON)
        assert len(claim_outgoing(Channel.EMAIL, now=NOON + LEASE)) == 1

    def test_what_cannot_go_now_goes_later(self):
        message = answer(a_conversation())
        claim_outgoing(Channel.EMAIL, now=NOON)
        put_off_sending([message], now=NOON)
        assert claim_outgoing(Channel.EMAIL, now=NOON) == []
        assert claim_outgoing(Channel.EMAIL, now=NOON + timedelta(minutes=1)) == [message]

    def test_what_has_not_gone_for_an_hour_is_the_owners_task_until_it_goes(self):
        one = a_conversation()
        message = answer(one)
        later = NOON + timedelta(minutes=61)
        [claimed] = claim_outgoing(Channel.EMAIL, now=later)
        put_off_sending([claimed], now=later)
        one.refresh_from_db(), message.refresh_from_db()
        assert (one.turn, one.next_step_at, one.undelivered) == (Turn.OURS, later, True)
        assert (message.delivery, message.failure) == ("queued", "delayed")
        record_sent(message, now=later)
        one.refresh_from_db()
        assert not one.undelivered

    def test_what_never_arrives_is_the_owners_task_at_once(self):
        one = a_conversation()
        message = answer(one)
        record_failed(message, failure=Failure.REFUSED, now=TOMORROW)
        one.refresh_from_db()
        assert (one.turn, one.next_step_at, one.undelivered) == (Turn.OURS, TOMORROW, True)

    def test_it_can_be_sent_again_to_a_better_address(self):
        one = a_conversation()
        message = answer(one)
        record_failed(message, failure=Failure.REFUSED, now=NOON)
        send_again(message, actor_id=one.owner_id, to=["matti@parempi.example"], now=NOON)
        one.refresh_from_db()
        assert not one.undelivered
        assert claim_outgoing(Channel.EMAIL, now=NOON)[0].to == ["matti@parempi.example"]

    def test_sent_once_is_sent(self):
        message = answer(a_conversation())
        record_sent(message, now=NOON)
        record_failed(
            Message(pk=message.pk, conversation_id=message.conversation_id, kind="answer"),
            failure=Failure.BOUNCED,
            now=TOMORROW,
        )
        message.refresh_from_db()
        assert message.failure == "bounced"


class TestLists:
    def test_four_groups(self):
        near, ours = a_conversation(), a_conversation(sender="saara@asiakas.example")
        answered = a_conversation(sender="ville@asiakas.example")
        set_next_steps({near.pk: Owed(1, NOON + timedelta(minutes=30))}, now=NOON)
        answer(answered)
        later = a_conversation(sender="liisa@asiakas.example")
        answer(later)  # Answered, with a promise: it is us that they wait for.
        set_next_steps({later.pk: Owed(1, TOMORROW)}, now=NOON)
        groups = open_groups(owner_id=near.owner_id, now=NOON)
        assert {k: [r.id for r in rows] for k, rows in groups.items()} == {
            "near": [near.pk],
            "ours": [ours.pk, later.pk],
            "customers": [answered.pk],
            "others": [],
        }

    @pytest.mark.parametrize("query", ["virtanen", "pätki", "matti netti", "asiakas.example"])
    def test_found_by_customer_subject_and_text(self, query):
        one = a_conversation()
        assert [r.id for r in search_conversations(query)] == [one.pk]

    def test_found_by_number_and_by_what_we_answered(self):
        one = a_conversation()
        answer(one, Draft("Vaihdoimme reitittimen", to=("matti@asiakas.example",)))
        assert search_conversations(one.number)[0].id == one.pk
        assert search_conversations("reititin") or search_conversations("reitittimen")
        assert search_conversations("olematon") == []

    def test_a_list_costs_the_same_however_many_there_are(self, django_assert_num_queries):
        a_conversation(), a_conversation(sender="saara@asiakas.example")
        with django_assert_num_queries(1):
            open_groups(owner_id=None, now=NOON)
