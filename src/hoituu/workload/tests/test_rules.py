from datetime import UTC, datetime, timedelta

from hoituu.workload import Person, freest

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MONDAY = NOON + timedelta(days=3)


def test_the_one_with_least_waiting_takes_it():
    assert freest([Person(1, NOON, 4), Person(2, NOON, 1)]).id == 2


def test_outside_hours_the_one_who_opens_next_takes_it():
    assert freest([Person(1, MONDAY + timedelta(hours=1), 0), Person(2, MONDAY, 9)]).id == 2


def test_nobody_is_an_answer():
    assert freest([]) is None
