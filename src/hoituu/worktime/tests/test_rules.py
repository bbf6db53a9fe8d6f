import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoituu.worktime import Calendar, NeverOpen
from hoituu.worktime.holidays import finnish_holidays
from hoituu.worktime.rules import minutes_of

STUDIO = Calendar.from_dict(
    {
        "tz": "Europe/Helsinki",
        "week": {"1": [["10:00", "13:00"], ["14:00", "18:00"]], "4": [["22:00", "02:00"]]},
        "closed": ["2026-12-01"],
    }
)
TUESDAY = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # ten o'clock in Helsinki
moments = st.integers(0, 60 * 24 * 30).map(lambda m: TUESDAY + timedelta(minutes=m))


def test_lunch_is_not_working_time():
    assert STUDIO.add(TUESDAY, 240) == TUESDAY + timedelta(hours=5)


def test_a_closed_day_is_skipped_whole():
    evening = TUESDAY + timedelta(hours=9)
    assert STUDIO.next_open(evening + timedelta(days=5)).date().isoformat() == "2026-12-04"


def test_nobody_waits_for_a_calendar_that_never_opens():
    never = Calendar(STUDIO.tz, {})
    with pytest.raises(NeverOpen):
        never.next_open(TUESDAY)


def test_the_closing_instant_is_closed():
    assert STUDIO.is_open(TUESDAY)
    assert not STUDIO.is_open(TUESDAY + timedelta(hours=3))
    assert not STUDIO.is_open(TUESDAY - timedelta(minutes=1))


def test_who_is_away_is_not_here():
    away = Calendar(
        STUDIO.tz, STUDIO.week, away=[(TUESDAY, TUESDAY + timedelta(days=1))], closed=STUDIO.closed
    )
    assert away.next_open(TUESDAY).date().isoformat() == "2026-11-27"


@given(moments, st.integers(0, 5000))
def test_what_was_added_is_what_lies_between(start, minutes):
    assert STUDIO.between(start, STUDIO.add(start, minutes)) == pytest.approx(minutes)


@given(moments, st.integers(1, 2000), moments, st.integers(1, 3000))
def test_a_pause_moves_a_deadline_by_the_working_time_in_it(start, minutes, pause, length):
    until = pause + timedelta(minutes=length)
    due = STUDIO.due(start, minutes, [(pause, until)])
    worked = STUDIO.between(start, due) - STUDIO.between(max(start, pause), min(due, until))
    assert worked == pytest.approx(minutes)


@pytest.mark.parametrize("wall", ["24:01", "9:60", "kuusi", ""])
def test_a_time_that_is_none_is_refused(wall):
    with pytest.raises(ValueError):
        minutes_of(wall)


def test_midsummer_eve_is_a_holiday_in_finland():
    assert datetime(2026, 6, 19).date() in finnish_holidays(2026)


def test_shared_cases(shared):
    facts = json.loads((shared / "fixtures/business_hours.json").read_text())
    calendars = {name: Calendar.from_dict(c) for name, c in facts["calendars"].items()}
    assert len(facts["cases"]) > 0
    wrong = [
        (case["id"], found, case["expect"])
        for case in facts["cases"]
        if (found := answer(calendars[case["cal"]], case)) != case["expect"]
    ]
    assert wrong == []


def answer(calendar, case):
    """What we say to one shared case, in the shape of its `expect`."""
    start = datetime.fromisoformat(case["start_utc"])
    if case["op"] == "between":
        return {"minutes": calendar.between(start, datetime.fromisoformat(case["end_utc"]))}
    if case["op"] == "next_open":
        found = calendar.next_open(start)
    elif case["op"] == "add":
        found = calendar.add(start, case["minutes"])
    else:
        pauses = [
            tuple(end and datetime.fromisoformat(end) for end in pause)
            for pause in case["pauses_utc"]
        ]
        found = calendar.due(start, case["minutes"], pauses)
    return found and {
        "utc": found.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"),
        "local": found.strftime("%Y-%m-%dT%H:%M%z"),
    }
