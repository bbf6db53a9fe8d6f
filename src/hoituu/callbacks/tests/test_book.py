from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoituu.callbacks.rules import (
    Book,
    NoSuchTime,
    Window,
    WindowHasPassed,
    WindowTooFar,
    WindowTooLong,
    WindowTooShort,
    best_hours,
    bits_of,
    find_place,
    held_slots,
    reached,
    read_window,
    slot_at,
    windows_of_day,
)
from hoituu.callbacks.tests.builders import without

HELSINKI = ZoneInfo("Europe/Helsinki")
NINE = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def a_book(**people: tuple[float, float]) -> Book:
    """Return a book of people with one span of hours after nine each."""
    first = slot_at(NINE)
    spans = {
        int(name[1:]): [(NINE + since * HOUR, NINE + until * HOUR)]
        for name, (since, until) in people.items()
    }
    return Book(first, {pk: bits_of(span, first=first) for pk, span in spans.items()})


def test_the_owners_own_time_comes_first_and_then_the_earliest():
    book = a_book(p1=(0, 1), p2=(0.5, 2))
    window = Window(NINE, NINE + HOUR)
    assert find_place(book, window, slots=3).agent == 1
    assert find_place(book, window, slots=3, owner=2).agent == 2
    assert find_place(book, window, slots=3, owner=9).agent == 1


def test_a_place_lies_wholly_in_somebodys_working_time():
    book = a_book(p1=(0, 0.5))
    assert find_place(book, Window(NINE, NINE + HOUR), slots=6).at == NINE
    assert find_place(book, Window(NINE, NINE + HOUR), slots=7) is None


def test_the_last_part_of_a_window_is_left_for_calls_that_run_long():
    late = a_book(p1=(0.75, 3))
    assert find_place(late, Window(NINE, NINE + HOUR), slots=1) is None
    assert find_place(late, Window(NINE, NINE + 2 * HOUR), slots=1) is not None


def test_half_a_slot_is_not_free():
    first = slot_at(NINE)
    bits = bits_of([(NINE + 2 * MINUTE, NINE + 13 * MINUTE)], first=first)
    assert bits == 0b10


@pytest.mark.parametrize(("people", "slots"), [(1, 3), (4, 3), (5, 3), (50, 3), (51, 2)])
def test_a_small_team_holds_longer_places(people, slots):
    assert held_slots(10, people=people) == slots


@given(
    st.lists(st.tuples(st.integers(0, 90), st.integers(3, 24), st.integers(1, 6)), max_size=60),
    st.integers(1, 4),
)
def test_what_was_promised_stays_possible(wishes, people):
    """Accepting one more never takes a place from another: each has its own slots of one person."""
    book = a_book(**{f"p{pk}": (0, 8) for pk in range(people)})
    taken = set()
    for begins, length, slots in wishes:
        opens = NINE + 5 * begins * MINUTE
        window = Window(opens, opens + 5 * length * MINUTE)
        place = find_place(book, window, slots=slots)
        if place is None:
            continue
        mine = {(place.agent, place.slot + step) for step in range(place.slots)}
        assert not mine & taken
        assert window.opens <= place.at <= window.closes
        assert place.at >= NINE
        assert place.at + slots * 5 * MINUTE <= NINE + 8 * HOUR
        taken |= mine
        book = without(book, place)


@pytest.mark.parametrize(
    ("day", "begins", "ends", "refusal"),
    [
        (date(2026, 3, 29), time(3, 30), time(5), NoSuchTime),
        (date(2026, 3, 3), time(10), time(10, 10), WindowTooShort),
        (date(2026, 3, 3), time(6), time(19), WindowTooLong),
        (date(2026, 3, 1), time(10), time(11), WindowHasPassed),
        (date(2027, 3, 1), time(10), time(11), WindowTooFar),
    ],
)
def test_what_is_no_window_is_refused_by_name(day, begins, ends, refusal):
    with pytest.raises(refusal):
        read_window(day, begins, ends, tz=HELSINKI, now=NINE)


def test_a_window_over_midnight_ends_on_the_next_day():
    window = read_window(date(2026, 3, 2), time(23, 30), time(0, 30), tz=HELSINKI, now=NINE)
    assert window.closes - window.opens == HOUR


def test_the_night_the_clocks_go_forward_has_one_hour_less_to_offer():
    day = date(2026, 3, 29)
    hours = [w.opens.astimezone(HELSINKI).hour for w in windows_of_day(day, tz=HELSINKI, now=NINE)]
    assert hours == [0, 1, 2, *range(4, 24)]


def test_little_known_hours_lean_on_their_part_of_the_day():
    calls = [((0, 16), True)] * 9 + [((0, 16), False)] + [((1, 9), False)] * 10 + [((2, 17), True)]
    hours = reached(calls)
    assert hours[0, 16].share > 0.8
    assert hours[1, 9].share < 0.3
    assert hours[2, 17].share > 0.6
    assert not hours[2, 17].is_known


def test_the_best_hours_are_said_only_when_enough_is_known():
    assert best_hours(reached([((0, 16), True)] * 5)) is None
    many = [((0, hour), hour >= 16) for hour in range(9, 19) for _ in range(20)]
    assert best_hours(reached(many)) == (16, 19)
    only_until_17 = [(at, answered) for at, answered in many if at[1] < 17]
    assert best_hours(reached(only_until_17)) == (14, 17), "nobody knows about later"
