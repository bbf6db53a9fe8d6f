from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoituu.worktime import Calendar, NeverOpen

OFFICE = Calendar.from_dict(
    {
        "tz": "Europe/Helsinki",
        "week": {str(day): [["09:00", "12:00"], ["13:00", "17:00"]] for day in range(5)},
    }
)


@pytest.mark.parametrize(
    ("end", "minutes", "expected"),
    [
        ("2026-11-23T10:00", 120, "2026-11-20T16:00"),
        ("2026-11-16T15:00", 60, "2026-11-16T14:00"),
        ("2026-11-16T13:30", 60, "2026-11-16T11:30"),
        ("2026-11-21T12:00", 60, "2026-11-20T16:00"),
        ("2026-03-30T09:30", 60, "2026-03-27T16:30"),
    ],
)
def test_back_counts_only_working_time(end, minutes, expected):
    end, expected = (datetime.fromisoformat(at).replace(tzinfo=OFFICE.tz) for at in (end, expected))
    assert OFFICE.back(end, minutes) == expected


@given(st.integers(0, 60 * 24 * 400), st.integers(1, 5000))
def test_what_back_finds_is_that_far_away(start, minutes):
    end = datetime(2026, 1, 5, tzinfo=OFFICE.tz) + timedelta(minutes=start)
    assert OFFICE.between(OFFICE.back(end, minutes), end) == minutes


def test_a_calendar_that_never_opens_never_did():
    with pytest.raises(NeverOpen):
        Calendar(OFFICE.tz, {}).back(datetime(2026, 1, 5, tzinfo=OFFICE.tz), 10)
