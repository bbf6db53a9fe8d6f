import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoituu.promises.rules import (
    MOVES,
    Event,
    EventType,
    PromiseNeedsTime,
    State,
    Word,
    at_risk,
    first_word_due,
    give_word,
    read_word,
    state,
    warn_at,
)
from hoituu.worktime import Calendar

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TOMORROW = Word(made_at=NOON, due_at=NOON + timedelta(hours=22))

ALWAYS = Calendar.from_dict(
    {"tz": "Europe/Helsinki", "week": {str(day): [["00:00", "24:00"]] for day in range(7)}}
)
OFFICE = Calendar.from_dict(
    {"tz": "Europe/Helsinki", "week": {str(day): [["09:00", "17:00"]] for day in range(5)}}
)
moments = st.integers(0, 60).map(lambda hours: NOON + timedelta(hours=hours))
events = st.builds(Event, st.sampled_from(EventType), moments, st.none() | moments)
words = st.builds(
    Word,
    made_at=st.just(NOON),
    due_at=st.just(TOMORROW.due_at),
    events=st.lists(events, max_size=5).map(tuple),
    window_start=st.none() | st.just(NOON + timedelta(hours=20)),
)


def test_some_day_is_not_a_promise():
    with pytest.raises(PromiseNeedsTime):
        give_word(made_at=NOON, due_at=None)


def test_warning_leaves_time_to_act():
    assert TOMORROW.due_at - warn_at(TOMORROW, ALWAYS) >= timedelta(hours=4)


@pytest.mark.parametrize(
    ("made", "due", "warned"),
    [
        ("2026-11-19T10:00", "2026-11-23T10:00", "2026-11-20T14:48"),
        ("2026-11-16T09:00", "2026-11-16T14:00", "2026-11-16T13:00"),
        ("2026-11-16T14:55", "2026-11-16T15:00", "2026-11-16T14:55"),
        ("2026-11-20T16:00", "2026-11-23T09:05", "2026-11-20T16:52"),
    ],
)
def test_somebody_is_warned_while_they_work_and_can_act(made, due, warned):
    made, due, warned = (
        datetime.fromisoformat(at).replace(tzinfo=OFFICE.tz) for at in (made, due, warned)
    )
    assert warn_at(Word(made, due), OFFICE) == warned


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(1, (State.OPEN, False)), (20, (State.OPEN, True)), (23, (State.BROKEN, False))],
)
def test_at_risk_is_a_view_of_open(hours, expected):
    now = NOON + timedelta(hours=hours)
    assert (state(TOMORROW, now=now), at_risk(TOMORROW, now=now)) == expected


@given(words, moments)
def test_what_is_still_to_come_changes_nothing(word, now):
    so_far = tuple(e for e in word.events if e.at <= now)
    known = Word(word.made_at, word.due_at, so_far, word.window_start)
    assert state(word, now=now) == state(known, now=now)


@given(words)
def test_nothing_is_open_once_due_has_passed(word):
    assert state(word, now=NOON + timedelta(hours=61)) in set(State) - {State.OPEN}


def test_every_state_says_where_it_may_go():
    assert set(MOVES) == set(State)


def test_shared_cases(shared):
    cases = json.loads((shared / "fixtures/promises.json").read_text())["cases"]
    assert len(cases) > 0
    expected = {case["id"]: case["expect"] for case in cases}
    assert expected == {
        case["id"]: state(read_word(case["promise"]), now=datetime.fromisoformat(case["now"]))
        for case in cases
    }


OFFICE = Calendar.from_dict(
    {"tz": "Europe/Helsinki", "week": {str(d): [["09:00", "17:00"]] for d in range(5)}}
)


def test_the_first_word_is_said_in_the_owners_own_hours():
    late = NOON + timedelta(hours=2, minutes=10)  # 16.10 in Helsinki
    due = first_word_due(OFFICE, measured=[], default=240, now=late)
    assert due.isoformat() == "2026-03-03T12:30:00+02:00"


def test_the_first_word_comes_from_what_was_measured_once_there_is_enough():
    quick = first_word_due(OFFICE, measured=[20] * 9 + [50], default=240, now=NOON)
    assert quick == NOON + timedelta(hours=1)
    unsure = first_word_due(OFFICE, measured=[20] * 9, default=120, now=NOON)
    assert unsure == NOON + timedelta(hours=2)


def test_nobody_is_promised_a_time_when_nobody_will_be_here():
    assert first_word_due(Calendar(OFFICE.tz, {}), measured=[], default=60, now=NOON) is None


@given(moments, st.integers(30, 2000))
def test_the_first_word_is_never_after_closing(now, minutes):
    due = first_word_due(OFFICE, measured=[], default=minutes, now=now)
    assert OFFICE.between(now, due) >= minutes
    assert OFFICE.is_open(due - timedelta(minutes=1))
