"""Times as people say them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from hoituu.web.times import NBSP, Times

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)  # Friday noon in Helsinki


def said(how: str, at: datetime, lang: str) -> str:
    with translation.override(lang):
        times = Times(NOW, ZoneInfo("Europe/Helsinki"))
        return str(getattr(times, how)(at)).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("how", "day", "hour", "fi", "sv", "en"),
    [
        ("when", 20, 14, "klo 16", "kl. 16", "16:00"),
        ("when", 21, 6, "huomenna klo 8", "i morgon kl. 8", "tomorrow 08:00"),
        ("when", 19, 6, "eilen klo 8", "i går kl. 8", "yesterday 08:00"),
        ("when", 23, 6, "ma 23.11. klo 8", "må 23.11. kl. 8", "Mon 23 Nov 08:00"),
        ("deadline", 20, 14, "tänään klo 16 mennessä", "i dag senast kl. 16", "by 16:00 today"),
        ("deadline", 19, 14, "eilen klo 16", "i går kl. 16", "yesterday 16:00"),
        ("day_and_time", 20, 14, "tänään klo 16", "i dag kl. 16", "today 16:00"),
    ],
)
def test_a_moment_in_three_languages(how, day, hour, fi, sv, en):
    at = datetime(2026, 11, day, hour, 0, tzinfo=UTC)
    assert [said(how, at, lang) for lang in ("fi", "sv", "en")] == [fi, sv, en]


def test_the_day_is_the_business_s():
    assert said("when", datetime(2026, 11, 20, 22, 30, tzinfo=UTC), "fi") == "huomenna klo 0.30"


def test_another_year_says_its_year():
    assert said("when", datetime(2027, 1, 4, 7, 0, tzinfo=UTC), "fi") == "ma 4.1.2027 klo 9"
