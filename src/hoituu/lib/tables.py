"""Tables that people bring along: CSV in whatever encoding and with whatever separator."""

import csv
import io
from collections.abc import Mapping

SEPARATORS = ";,\t|"
# What one byte a letter may mean: Windows, old Macs, DOS; the one that reads most as words is it.
ONE_BYTE = ("cp1252", "mac_roman", "cp850")
LETTERS = frozenset("äöåÄÖÅéÉüÜõøæß€–—…’‘”“´§°·•")
RARE = frozenset("šžŠŽ")  # What an old Mac writes for ä is Š on Windows.
MOST_ROWS = 100_000


class BadTable(Exception):
    """A line of the file could not be read; `line` is its number, from one."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read_table(content: bytes) -> list[dict[str, str]]:
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
    rows: list[dict[str, str]] = []
    try:
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if not names:
                names = [cell.strip().lower() for cell in cells]
                continue
            if len(rows) >= MOST_ROWS or any(cell.strip() for cell in cells[len(names) :]):
                raise BadTable(lines.line_num)
            rows.append(dict(zip(names, (cell.strip() for cell in cells), strict=False)))
    except csv.Error:
        raise BadTable(lines.line_num) from None
    if not names:
        raise BadTable(1)
    return rows


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
