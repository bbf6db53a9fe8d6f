"""CSV as people bring it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoituu.lib.tables import BadTable, column, decoded, read_table

WORDS = "Nimi;Määrä\r\nPäivi Öljyläinen;45,50\r\nÅke;1 200\r\n"


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "cp1252",
        "mac_roman",
        "cp850",
        "iso8859-15",
    ],
)
def test_every_encoding_says_the_same(encoding):
    table = read_table(WORDS.encode(encoding))
    assert table.rows == [
        (2, {"nimi": "Päivi Öljyläinen", "määrä": "45,50"}),
        (3, {"nimi": "Åke", "määrä": "1 200"}),
    ]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_separator_and_line_end(separator, end):
    text = end.join([f"a{separator}b", f'1{separator}"x{separator}y"', "", f"2{separator}"])
    assert read_table(text.encode()).rows == [
        (2, {"a": "1", "b": f"x{separator}y"}),
        (4, {"a": "2", "b": ""}),
    ]


@pytest.mark.parametrize(
    ("content", "line"), [(b"", 1), (b"a;b\n1;2\n1;2;3\n", 3), (b"a\x00b;c", 1)]
)
def test_what_cannot_be_read_is_named_by_its_line(content, line):
    with pytest.raises(BadTable) as refusal:
        read_table(content)
    assert refusal.value.line == line


def test_a_column_may_have_several_names():
    assert column({"päivä": "", "date": "1.2."}, "päivä", "date") == "1.2."
    assert column({}, "päivä") == ""


@given(st.binary(max_size=2_000))
def test_any_bytes_are_read_or_refused(content):
    with suppress(BadTable):
        assert all(isinstance(row, dict) for _, row in read_table(content).rows)
    assert isinstance(decoded(content), str)
