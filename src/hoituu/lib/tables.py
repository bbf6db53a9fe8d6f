"""Tables that people bring along: CSV in whatever encoding and with whatever separator."""

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

SEPARATORS = ";,\t|"
# What one byte a letter may mean: Windows, old Macs, DOS; the one that reads most as words is it.
ONE_BYTE = ("cp1252", "mac_roman", "cp850")
LETTERS = frozenset("äöåÄÖÅéÉüÜõøæß€–—…’‘”“´§°·•")
RARE = frozenset("šžŠŽ")  # What an old Mac writes for ä is Š on Windows.
MOST_ROWS = 100_000


class Why(StrEnum):
    """Why a table, or a line of it, is not taken in."""

    UNREADABLE = "unreadable"
    TOO_LONG = "too_long"
    NO_REACH = "no_reach"  # the columns that are missing
    NO_AMOUNTS = "no_amounts"
    NO_DATES = "no_dates"
    NOT_REACHED = "not_reached"  # neither an address nor a number
    NOT_EUROS = "not_euros"
    NOT_A_DATE = "not_a_date"
    NOT_A_SCORE = "not_a_score"
    SAYS_NOTHING = "says_nothing"


class BadTable(Exception):
    """A line of the file could not be read; `line` is its number, from one, and `why` the reason."""

    def __init__(self, line: int, why: Why = Why.UNREADABLE) -> None:
        super().__init__(line, why)
        self.line, self.why = line, why


@dataclass(frozen=True, slots=True)
class Table:
    """What a file says: the names of its columns, and its rows, each with the line it begins on."""

    names: Sequence[str]
    rows: Sequence[tuple[int, Mapping[str, str]]]

    def require(self, names: Collection[str], why: Why) -> None:
        """Pass where there is one of these columns. Raises BadTable."""
        if not set(names) & set(self.names):
            raise BadTable(1, why)


def read_table(content: bytes) -> Table:
    """Return the rows of a CSV file by the names in its first line, in lower case and stripped.

    UTF-8 and UTF-16 with or without their mark, Windows-1252, Mac Roman and code page 850;
    separated by semicolons, commas, tabs or bars. Empty rows are left out; a row with more cells
    than names raises BadTable, as does a file without rows of names.
    """
    text = decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise BadTable(1)
    first = text.lstrip("\n").partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    lines = csv.reader(io.StringIO(text), delimiter=separator)
    names: list[str] = []
    rows: list[tuple[int, dict[str, str]]] = []
    begins, ends = 1, 0
    try:
        for cells in lines:
            begins, ends = ends + 1, lines.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if not names:
                names = [cell.strip().lower() for cell in cells]
                continue
            if len(rows) >= MOST_ROWS:
                raise BadTable(begins, Why.TOO_LONG)
            if any(cell.strip() for cell in cells[len(names) :]):
                raise BadTable(begins)
            stripped = (cell.strip() for cell in cells)
            rows.append((begins, dict(zip(names, stripped, strict=False))))
    except csv.Error:
        raise BadTable(lines.line_num) from None
    if not names:
        raise BadTable(1)
    return Table(names, rows)


def column(row: Mapping[str, str], *names: str) -> str:
    """Return the first column of a row that has one of these names, "" for none."""
    return next((row[name] for name in names if row.get(name)), "")


def decoded(content: bytes) -> str:
    """Return the text that bytes mean."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    zeros = content[:400].count(0)
    if zeros > len(content[:400]) // 4:
        first_is_zero = content[:1] == b"\x00"
        return content.decode("utf-16-be" if first_is_zero else "utf-16-le", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return max((content.decode(e, errors="replace") for e in ONE_BYTE), key=_reads_well)


def _reads_well(text: str) -> int:
    """Return how much a text reads as our languages: letters of theirs, less strange signs."""
    beyond = [sign for sign in text if ord(sign) > 127]
    known = sum(sign in LETTERS for sign in beyond)
    rare = sum(sign in RARE for sign in beyond)
    return known - 2 * (len(beyond) - known - rare)
