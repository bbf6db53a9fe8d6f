from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hoituu.callbacks.actions import (
    book_callback,
    cancel_callback,
    end_call,
    erase_person,
    give_up_attempt,
    hear_answer,
    hear_no_answer,
    hear_not_now,
    keep_place,
    plan_calls,
    save_window,
    set_terms,
    start_call,
    take_back_call,
    tell_ahead,
)
from hoituu.callbacks.models import Callback, HeldSlot
from hoituu.callbacks.queries import (
    callback_of,
    calls_ahead,
    calls_now,
    displaced,
    not_tried_again,
    windows_to_offer,
)
from hoituu.callbacks.rules import (
    BusyWithIt,
    CallState,
    NotThatNow,
    TooEarly,
    Window,
    WindowFull,
    WindowHasPassed,
)
from hoituu.callbacks.tests.builders import PHONE, a_call, a_window
from hoituu.conversations.actions import confirm
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.rules import NothingSaid, PromiseStillOpen, Turn
from hoituu.conversations.tests.builders import NOON, a_conversation, a_person
from hoituu.customers.rules import NotAPhoneNumber
from hoituu.promises.actions import look_at_promises, make_promise, merge_conversations
from hoituu.promises.models import Promise
from hoituu.promises.rules import CallIsAgreed, PromiseKind, State, state
from hoituu.staff.actions import add_absence, be_ill_today
from hoituu.staff.queries import home_zone

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def test_a_call_that_is_agreed_on_is_not_merged_away():
    call = a_call()
    agreed, other = call.conversation, a_conversation(subject="Lasku")
    by_id = agreed.owner_id
    with pytest.raises(CallIsAgreed):
        merge_conversations(agreed, into=other, by_id=by_id, now=NOON)
    agreed.refresh_from_db()
    assert agreed.turn == Turn.OURS
    merge_conversations(other, into=agreed, by_id=by_id, now=NOON)
    assert callback_of(agreed.pk) == call


def how_it_stands(promise: Promise, now: datetime) -> State | None:
    return state(Promise.objects.get(pk=promise.pk).word, now=now)


def rehouse(now: datetime) -> None:
    for call in displaced(now=now):
        keep_place(call, now=now)


def words_to_customer() -> list[str]:
    return list(Message.objects.filter(kind="first_word").values_list("body", flat=True))


def test_a_window_is_a_promise_with_a_place_of_somebodys_own_time():
    call = a_call(1)
    assert (call.state, call.agent.name) == (CallState.BOOKED, "Aino Mäkelä")
    assert (call.promise.window_start, call.promise.due_at) == (NOON + HOUR, NOON + 2 * HOUR)
    assert call.promise.kind == PromiseKind.CALL
    assert call.slots.count() == 3  # ten minutes and half as much again, alone: fifteen
    conversation = Conversation.objects.get(pk=call.conversation_id)
    assert (conversation.turn, conversation.next_step_at) == (Turn.OURS, NOON + 2 * HOUR)


def test_what_is_full_is_refused_with_the_nearest_that_are_free():
    for number in range(3):
        a_call(1, sender=f"matti{number}@asiakas.example")
    with pytest.raises(WindowFull) as refused:
        a_call(1, sender="saara@asiakas.example")
    assert refused.value.nearest[0].opens == NOON + 2 * HOUR
    assert Promise.objects.filter(kind=PromiseKind.CALL).count() == 3


def test_nothing_is_offered_when_nobody_is_here():
    one = a_conversation()
    offered = windows_to_offer(one, tz=home_zone(), now=NOON)
    assert offered[0] == a_window(1)
    local = [w.opens.astimezone(home_zone()) for w in offered]
    assert {at.hour for at in local} <= set(range(9, 17))
    with pytest.raises(WindowFull):
        book_callback(one, window=a_window(8), phone=PHONE, tz="Europe/Helsinki", now=NOON)


def test_two_never_get_the_same_place():
    first, second = a_call(1), a_call(1, sender="saara@asiakas.example")
    theirs = [set(call.slots.values_list("agent", "slot")) for call in (first, second)]
    assert not theirs[0] & theirs[1]


def test_another_time_frees_the_place_at_once_and_tells_what_came_of_the_promise():
    call = a_call(1)
    moved = a_call(3, conversation=call.conversation, now=NOON)
    assert Callback.objects.get(pk=call.pk).state == CallState.MOVED
    assert HeldSlot.objects.count() == moved.slots.count()
    assert how_it_stands(call.promise, NOON) == State.RENEGOTIATED
    assert callback_of(call.conversation_id) == moved


def test_who_needs_no_call_gets_none():
    call = a_call(1)
    cancel_callback(call, now=NOON)
    assert how_it_stands(call.promise, NOON) == State.RELEASED
    assert not HeldSlot.objects.exists()


def test_what_was_promised_by_the_first_word_gives_way_to_the_time_the_customer_picked():
    one = a_conversation()
    first = make_promise(one, kind=PromiseKind.FIRST_WORD, due_at=NOON + HOUR, now=NOON)
    a_call(3, conversation=one)
    assert how_it_stands(first, NOON + 3 * HOUR) == State.RENEGOTIATED


@pytest.mark.parametrize(
    ("window", "phone", "refusal"),
    [
        (Window(NOON - 2 * HOUR, NOON - HOUR), PHONE, WindowHasPassed),
        (a_window(1), "matti@asiakas.example", NotAPhoneNumber),
        (a_window(1), "", NotAPhoneNumber),
    ],
)
def test_what_cannot_be_promised_changes_nothing(window, phone, refusal):
    one = a_conversation()
    with pytest.raises(refusal):
        book_callback(one, window=window, phone=phone, tz="Europe/Helsinki", now=NOON)
    assert not Promise.objects.exists()


def test_a_call_before_its_window_suits_only_us():
    call = a_call(1)
    with pytest.raises(TooEarly):
        start_call(call, agent_id=call.agent_id, now=NOON + 59 * MINUTE)


def test_a_call_that_is_answered_keeps_our_word_from_when_it_began():
    call, at = a_call(1), NOON + 119 * MINUTE
    start_call(call, agent_id=call.agent_id, now=at)
    look_at_promises([call.promise], now=NOON + 2 * HOUR + MINUTE)
    assert not any("myöhässä" in word for word in words_to_customer())
    hear_answer(call, now=NOON + 2 * HOUR + 2 * MINUTE)
    assert how_it_stands(call.promise, NOON + 3 * HOUR) == State.KEPT
    end_call(call, said="Sovimme, että Matti saa uuden modeemin.", now=NOON + 3 * HOUR)
    call.refresh_from_db()
    assert (call.state, call.slots.count()) == (CallState.ANSWERED, 0)
    said = Message.objects.get(kind="answer")
    assert (said.channel, said.body) == ("phone", "Sovimme, että Matti saa uuden modeemin.")


def test_a_call_ends_with_a_word_on_what_was_agreed():
    call = a_call(1)
    start_call(call, agent_id=call.agent_id, now=NOON + HOUR)
    with pytest.raises(NothingSaid):
        end_call(call, said=" ", now=NOON + HOUR)
    end_call(
        call,
        said="Lupasin tarkistaa.",
        promises=[("Tarkistan laskun", NOON + 5 * HOUR)],
        now=NOON + HOUR + 9 * MINUTE,
    )
    assert Promise.objects.get(text="Tarkistan laskun").made_at == NOON + HOUR + 9 * MINUTE


def test_a_colleague_who_calls_leaves_it_with_its_owner():
    call, eetu = a_call(1), a_person("Eetu Salo")
    start_call(call, agent_id=eetu.pk, now=NOON + HOUR)
    end_call(call, said="Kaikki kunnossa.", now=NOON + HOUR + 5 * MINUTE)
    one = Conversation.objects.get(pk=call.conversation_id)
    assert one.owner.name == "Aino Mäkelä"
    assert Message.objects.get(kind="answer").author == eetu


def test_one_customer_is_called_by_one_and_one_person_calls_one():
    call, eetu = a_call(1), a_person("Eetu Salo")
    other = a_call(1, sender="saara@asiakas.example")
    start_call(call, agent_id=eetu.pk, now=NOON + HOUR)
    with pytest.raises(BusyWithIt):
        start_call(call, agent_id=call.agent_id, now=NOON + HOUR)
    with pytest.raises(NotThatNow):
        start_call(other, agent_id=eetu.pk, now=NOON + HOUR)


def test_a_bad_moment_counts_as_kept_and_the_customer_picks_again():
    call = a_call(1)
    start_call(call, agent_id=call.agent_id, now=NOON + HOUR)
    hear_not_now(call, now=NOON + HOUR + MINUTE)
    assert how_it_stands(call.promise, NOON + 3 * HOUR) == State.KEPT
    assert Conversation.objects.get(pk=call.conversation_id).turn == Turn.CUSTOMERS
    assert "huonoon aikaan" in words_to_customer()[-1]


def test_phone_tag_ends_after_two_attempts_ten_minutes_apart():
    call = a_call(1)
    start_call(call, agent_id=call.agent_id, now=NOON + HOUR)
    assert hear_no_answer(call, now=NOON + HOUR + MINUTE)
    assert "en saanut sinua kiinni" in words_to_customer()[-1]
    with pytest.raises(TooEarly):
        start_call(call, agent_id=call.agent_id, now=NOON + HOUR + 5 * MINUTE)
    start_call(call, agent_id=call.agent_id, now=NOON + HOUR + 11 * MINUTE)
    assert not hear_no_answer(call, now=NOON + HOUR + 12 * MINUTE)
    call.refresh_from_db()
    assert (call.state, call.attempts.count()) == (CallState.NO_ANSWER, 2)
    assert how_it_stands(call.promise, NOON + 5 * HOUR) == State.ATTEMPTED
    with pytest.raises(NotThatNow):
        start_call(call, agent_id=call.agent_id, now=NOON + HOUR + 30 * MINUTE)
    one = Conversation.objects.get(pk=call.conversation_id)
    assert (one.turn, one.resolved_at) == (Turn.CUSTOMERS, None)


def test_reached_at_the_second_attempt_is_kept():
    call = a_call(1)
    start_call(call, agent_id=call.agent_id, now=NOON + HOUR)
    hear_no_answer(call, now=NOON + HOUR + MINUTE)
    start_call(call, agent_id=call.agent_id, now=NOON + HOUR + 12 * MINUTE)
    hear_answer(call, now=NOON + HOUR + 13 * MINUTE)
    assert how_it_stands(call.promise, NOON + 5 * HOUR) == State.KEPT


def test_a_call_begun_by_mistake_is_as_if_it_had_not_been():
    call = a_call(1)
    start_call(call, agent_id=call.agent_id, now=NOON + HOUR)
    take_back_call(call, now=NOON + HOUR + MINUTE)
    call.refresh_from_db()
    assert call.state == CallState.BOOKED
    assert how_it_stands(call.promise, NOON + 3 * HOUR) == State.BROKEN
    assert hear_no_answer_count(call) == 0


def hear_no_answer_count(call: Callback) -> int:
    return call.attempts.exclude(outcome="not_made").count()


def test_a_call_that_we_did_not_make_is_broken_and_we_say_so():
    call = a_call(1)
    for minutes in (118, 121):
        look_at_promises([call.promise], now=NOON + minutes * MINUTE)
    assert how_it_stands(call.promise, NOON + 121 * MINUTE) == State.BROKEN
    assert "soittaa sinulle" in words_to_customer()[-1]


def test_a_window_in_danger_goes_to_a_colleague():
    call, eetu = a_call(1), a_person("Eetu Salo")
    be_ill_today(call.agent, actor_id=None, now=NOON + MINUTE)
    rehouse(NOON + MINUTE)
    call.refresh_from_db()
    assert call.agent == eetu
    assert plan_calls(now=NOON + 30 * MINUTE) == []


def test_a_window_nobody_can_keep_gets_a_new_time_before_it_breaks():
    call = a_call(1)
    aino = call.agent
    be_ill_today(aino, actor_id=None, now=NOON + MINUTE)
    rehouse(NOON + MINUTE)
    moved = callback_of(call.conversation_id)
    assert moved is not None
    assert moved.window.opens > NOON + timedelta(hours=12)
    assert how_it_stands(call.promise, NOON + 5 * HOUR) == State.RENEGOTIATED
    assert "ehdi" in words_to_customer()[-1]


def test_we_move_a_call_ourselves_once_at_the_most():
    call = a_call(1)
    aino = call.agent
    add_absence(aino, starts_at=NOON, ends_at=NOON + timedelta(hours=20), actor_id=None, now=NOON)
    assert save_window(call, now=NOON)
    moved = callback_of(call.conversation_id)
    add_absence(aino, starts_at=NOON, ends_at=NOON + timedelta(days=4), actor_id=None, now=NOON)
    assert not save_window(moved, now=NOON + MINUTE)


def test_ten_minutes_before_the_customer_hears_that_we_call():
    call = a_call(1)
    assert not tell_ahead(call, now=NOON + 49 * MINUTE)
    assert tell_ahead(call, now=NOON + 50 * MINUTE)
    assert not tell_ahead(call, now=NOON + 51 * MINUTE)
    assert "hetken kuluttua" in words_to_customer()[-1]


def test_who_has_just_picked_a_time_hears_no_second_word():
    call = a_call(0.1)
    assert not tell_ahead(call, now=NOON + MINUTE)


def test_an_agreed_call_is_confirmed_with_an_entry_for_the_calendar():
    a_call(1)
    mail = Message.objects.get(kind="first_word")
    assert "040 765 4321" in mail.body
    [file] = mail.attachments.all()
    assert (file.name, file.media_type) == ("hoituu.ics", "text/calendar")


def test_what_is_owed_by_phone_holds_the_conversation_open():
    call = a_call(1)
    with pytest.raises(PromiseStillOpen):
        confirm(call.conversation, now=NOON + MINUTE)


def test_a_customer_abroad_is_offered_hours_of_their_own_clock():
    one = a_conversation()
    offered = windows_to_offer(one, tz=ZoneInfo("Asia/Kathmandu"), now=NOON)
    assert offered[0].opens == datetime(2026, 3, 2, 10, 15, tzinfo=UTC)  # 16.00 in Kathmandu


def test_a_call_is_moved_with_its_own_length_and_never_back_in_time_or_into_the_night():
    set_terms(minutes=60, actor_id=None, now=NOON)
    call = a_call(3)
    set_terms(minutes=5, actor_id=None, now=NOON)
    add_absence(call.agent, starts_at=NOON, ends_at=NOON + 4.5 * HOUR, actor_id=None, now=NOON)
    assert save_window(call, now=NOON)
    moved = callback_of(call.conversation_id)
    assert moved.window.opens == NOON + 27 * HOUR  # the same hour of the next day
    assert moved.slots.count() == 18
    assert [f.name for m in Message.objects.order_by("-pk")[:1] for f in m.attachments.all()]


def test_we_choose_no_hour_of_the_night_for_a_customer_abroad():
    one = a_conversation()
    window = a_window(2)  # seven in the morning in New York
    call = book_callback(one, window=window, phone=PHONE, tz="America/New_York", now=NOON)
    be_ill_today(call.agent, actor_id=None, now=NOON)
    assert save_window(call, now=NOON)
    moved = callback_of(one.pk).window.opens.astimezone(ZoneInfo("America/New_York"))
    assert moved.hour in range(8, 20)


def test_who_was_tried_is_not_moved_and_no_second_attempt_is_promised_when_nobody_is_here():
    call = a_call(4)  # from four to five, when the office closes
    start_call(call, agent_id=call.agent_id, now=NOON + 4 * HOUR + 46 * MINUTE)
    assert hear_no_answer(call, now=NOON + 4 * HOUR + 47 * MINUTE)
    call.refresh_from_db()
    assert not save_window(call, now=NOON + 4 * HOUR + 50 * MINUTE)
    other = a_call(4, sender="saara@asiakas.example")
    aino = other.agent
    start_call(other, agent_id=aino.pk, now=NOON + 4 * HOUR)
    add_absence(aino, starts_at=NOON + 4 * HOUR, ends_at=NOON + 9 * HOUR, actor_id=None, now=NOON)
    assert not hear_no_answer(other, now=NOON + 4 * HOUR + 2 * MINUTE)


def test_a_second_attempt_that_was_not_made_is_owned_up_to():
    call = a_call(1)
    start_call(call, agent_id=call.agent_id, now=NOON + HOUR)
    hear_no_answer(call, now=NOON + HOUR + MINUTE)
    late = NOON + 2 * HOUR + MINUTE
    assert not_tried_again(now=late - 2 * MINUTE) == []
    for one in not_tried_again(now=late):
        give_up_attempt(one, now=late)
    call.refresh_from_db()
    assert call.state == CallState.NO_ANSWER
    assert "vielä kerran, mutta en soittanut" in words_to_customer()[-1]
    assert Conversation.objects.get(pk=call.conversation_id).turn == Turn.CUSTOMERS


def test_what_was_missed_hides_nothing_that_can_be_kept():
    for number in range(7):
        a_call(1, minutes=600, sender=f"m{number}@asiakas.example")
    missed = Callback.objects.all()
    late = NOON + timedelta(days=1)
    call = a_call(0.25, sender="saara@asiakas.example", now=late)
    aino = call.agent_id
    assert calls_ahead(now=late)[0].id == call.pk
    assert [row.id for row in calls_ahead(now=late, limit=1)] == [call.pk]
    listed = calls_now(aino, now=late + 20 * MINUTE)
    assert listed[0].id == call.pk
    assert len(listed) == 1 + min(missed.count() - 1, 5)


def test_who_gives_a_call_up_is_still_owed_the_answer_it_had_taken_the_place_of():
    one = a_conversation()
    make_promise(one, kind=PromiseKind.FIRST_WORD, due_at=NOON + HOUR, now=NOON)
    call = a_call(3, conversation=one)
    cancel_callback(call, now=NOON + MINUTE)
    one.refresh_from_db()
    owed = Promise.objects.get(conversation=one, attention_at__isnull=False)
    assert (owed.kind, one.open_promises) == (PromiseKind.FIRST_WORD, 1)


def test_nobody_is_not_reached_once_they_have_answered():
    call = a_call(1)
    start_call(call, agent_id=call.agent_id, now=NOON + HOUR)
    hear_answer(call, now=NOON + HOUR)
    for too_late in (hear_no_answer, hear_not_now, take_back_call):
        with pytest.raises(NotThatNow):
            too_late(call, now=NOON + HOUR + MINUTE)


def test_a_forgotten_customer_is_called_no_more():
    call = a_call(1)
    erase_person(call.conversation.customer_id, now=NOON)
    call.refresh_from_db()
    assert (call.state, call.phone, HeldSlot.objects.count()) == (CallState.CANCELLED, "", 0)
    assert how_it_stands(call.promise, NOON) == State.RELEASED
