"""Rows are drawn once, and anew when anything in them changes."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from hoituu.conversations.queries import ListRow
from hoituu.conversations.tests.builders import NOON
from hoituu.desk.rows import draw_rows
from hoituu.web.times import NBSP, Times

ROW = ListRow(
    id=7,
    customer="Matti Virtanen",
    subject="Netti <b>pätkii</b>",
    owner_id=1,
    turn="waiting_on_us",
    channel="email",
    latest_at=NOON,
    promised_at=NOON + timedelta(minutes=40),
    next_step_at=NOON + timedelta(minutes=40),
    seen=False,
    undelivered=False,
    resolved_by="",
    confirmed_at=None,
)


def drawn(row, now=NOON, lang="en", **more):
    with translation.override(lang):
        times = Times(now, ZoneInfo("Europe/Helsinki"))
        return str(draw_rows([row], times, **more)).replace(NBSP, " ")


def test_what_customers_write_is_no_html():
    assert "Netti &lt;b&gt;pätkii&lt;/b&gt;" in drawn(ROW)


@pytest.mark.parametrize(
    ("row", "more", "shown"),
    [
        (ROW, {}, "40 min left"),
        (ROW, {"now": NOON + timedelta(minutes=1)}, "39 min left"),
        (ROW, {"now": NOON + timedelta(hours=1)}, "late by 20 min"),
        (ROW, {"lang": "fi"}, "aikaa 40 min"),
        (ROW, {"current": 7}, 'aria-current="true"'),
        (ROW, {"show": "all"}, "?show=all"),
        (replace(ROW, customer="Saara"), {}, "Saara"),
        (replace(ROW, promised_at=None), {"now": NOON + timedelta(days=1)}, "yesterday"),
    ],
)
def test_it_is_drawn_anew_when_it_changes(row, more, shown):
    drawn(ROW)  # What is kept from here must not be shown for what is asked next.
    assert shown in drawn(row, **more)
