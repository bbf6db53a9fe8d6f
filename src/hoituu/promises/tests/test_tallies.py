from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hoituu.conversations.models import Conversation
from hoituu.conversations.tests.builders import NOON, a_conversation
from hoituu.promises.actions import keep_promise, make_promise, renegotiate_promise
from hoituu.promises.queries import tallies, week_of
from hoituu.staff.actions import name_team

pytestmark = pytest.mark.django_db
HELSINKI = ZoneInfo("Europe/Helsinki")
HOUR = timedelta(hours=1)


def test_a_week_begins_on_monday_on_the_clock_of_the_business():
    since, until = week_of(date(2026, 3, 29), HELSINKI)
    assert since == datetime(2026, 3, 22, 22, tzinfo=UTC)
    assert until == datetime(2026, 3, 29, 21, tzinfo=UTC)  # An hour shorter: the clocks go forward.


def test_the_numbers_are_those_of_the_ledger_by_team_and_of_nobody():
    team = name_team("Laskut", now=NOON)
    ours, other = a_conversation(), a_conversation(sender="saara@asiakas.example")
    Conversation.objects.filter(pk=ours.pk).update(team=team)
    kept, late = (make_promise(ours, due_at=NOON + HOUR, now=NOON) for _ in range(2))
    keep_promise(kept, now=NOON + HOUR)
    keep_promise(late, now=NOON + 2 * HOUR)
    make_promise(other, due_at=NOON + HOUR, now=NOON)
    moved = make_promise(other, due_at=NOON + HOUR, now=NOON)
    renegotiate_promise(moved, due_at=NOON + 400 * HOUR, customer_told_at=NOON, now=NOON)
    rows = tallies(*week_of(NOON.date(), HELSINKI), now=NOON + 3 * HOUR)
    assert [(row.team, dict(row.counts)) for row in rows] == [
        ("Laskut", {"kept": 1, "late": 1}),
        (None, {"broken": 1, "renegotiated": 1}),
        ("", {"kept": 1, "late": 1, "broken": 1, "renegotiated": 1}),
    ]


def test_a_week_costs_what_it_holds(django_assert_num_queries):
    for number in range(5):
        one = a_conversation(sender=f"m{number}@asiakas.example")
        make_promise(one, due_at=NOON + HOUR, now=NOON)
    with django_assert_num_queries(2):
        tallies(*week_of(NOON.date(), HELSINKI), now=NOON)
