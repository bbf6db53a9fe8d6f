"""Reviews that were written elsewhere, as their site lets them out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from hashlib import sha256

from hoituu.lib.tables import BadTable, Why, column, read_table

LONGEST = 5_000
BEST = {"5": 5, "10": 10, "100": 100}
NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)(?:\s*/\s*(5|10|100))?")
DATES = ("date", "time", "päivä", "päivämäärä", "aika")  # columns of a CSV
SCORES = ("rating", "stars", "score", "arvosana", "tähdet")
WORDS = ("text", "review", "comment", "teksti", "arvio", "kommentti")
FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%d/%m/%Y")


@dataclass(frozen=True, slots=True)
class Review:
    """One review: when, its score from 1 to 5 if there is one, its words. Never who wrote it."""

    at: datetime
    score: int | None
    words: str
    id: str = ""

    def key(self, origin: str) -> str:
        """Return what the same review is known by, however often the file is brought."""
        told = self.id or f"{self.at.isoformat()} {self.score} {self.words}"
        return f"import-{sha256(f'{origin} {told}'.encode()).hexdigest()[:40]}"


def read_reviews(content: bytes, *, tz: tzinfo) -> list[Review]:
    """Return the reviews of a CSV; dates without a zone are of `tz`. Raises BadTable.

    Its columns: `date` or `päivä`; `rating`, `stars`, `score` or `arvosana` ("4", "4,5", "8/10");
    `text`, `review`, `comment`, `teksti`, `arvio` or `kommentti`; `id` if there is one.
    """
    table = read_table(content)
    table.require(DATES, Why.NO_DATES)
    table.require((*SCORES, *WORDS), Why.SAYS_NOTHING)
    return [_review(row, line, tz) for line, row in table.rows]


def _review(row: Mapping[str, str], line: int, tz: tzinfo) -> Review:
    words, score = column(row, *WORDS), column(row, *SCORES)
    try:
        at = _moment(column(row, *DATES), tz)
    except ValueError:
        raise BadTable(line, Why.NOT_A_DATE) from None
    try:
        points = _stars(score) if score else None
    except ValueError:
        raise BadTable(line, Why.NOT_A_SCORE) from None
    if points is None and not words:
        raise BadTable(line, Why.SAYS_NOTHING)
    return Review(at, points, words[:LONGEST], column(row, "id", "tunniste")[:80])


def _stars(text: str) -> int:
    """Return a score from 1 to 5. Raises ValueError."""
    found = NUMBER.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    value, of = float(found[1].replace(",", ".")), BEST[found[2] or "5"]
    if not 0 <= value <= of:
        raise ValueError(text)
    return min(max(int(value * 5 / of + 0.5), 1), 5)


def _moment(text: str, tz: tzinfo) -> datetime:
    """Return a moment as people write dates, with or without a time. Raises ValueError."""
    text = text.strip()
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        day = text.split(" ")[0]
        for form in FORMATS:
            try:
                at = datetime.strptime(day, form)  # noqa: DTZ007  The zone is given below.
                break
            except ValueError:
                continue
        else:
            raise
    return (at if at.tzinfo else at.replace(tzinfo=tz)).astimezone(UTC)
