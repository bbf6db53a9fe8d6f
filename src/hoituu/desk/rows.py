"""The rows of a list, drawn once: a row looks the same until its facts or the time in it change.

Lists are polled by every open browser, and drawing fifty rows was a quarter of what a page cost.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from functools import lru_cache

from django.template import engines
from markupsafe import Markup

from hoituu.conversations.queries import ListRow
from hoituu.web.times import Times

MOST_KEPT = 5000
A_MINUTE = 60
A_QUARTER = 15 * A_MINUTE  # Every zone's midnight is on a quarter of an hour.


def draw_rows(
    rows: Iterable[ListRow], times: Times, current: int | None = None, show: str = "mine"
) -> Markup:
    """Return the rows as list items; `current` is the one that is open, `show` the list's name."""
    return Markup("").join(
        _drawn(row, _moment(row, times), times.tz, times.lang, row.id == current, show)
        for row in rows
    )


def _moment(row: ListRow, times: Times) -> int:
    """Return the moment a row shows itself at: by the minute while it counts minutes."""
    step = A_MINUTE if row.promised_at else A_QUARTER
    return int(times.now.timestamp()) // step * step


@lru_cache(maxsize=MOST_KEPT)
def _drawn(row: ListRow, moment: int, tz: tzinfo, lang: str, is_current: bool, show: str) -> Markup:
    template = engines.all()[0].env.get_template("desk/row.html")  # type: ignore[attr-defined]
    drawn: Markup = template.module.row(row, _times(moment, tz, lang), is_current, show)
    return drawn


@lru_cache(maxsize=100)
def _times(moment: int, tz: tzinfo, lang: str) -> Times:
    return Times(datetime.fromtimestamp(moment, UTC), tz, lang)
