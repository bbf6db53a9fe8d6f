"""The small language in which habits are written: what it finds, and what it says of a bad line."""

import pytest

from hoituu.coach import english
from hoituu.coach.draft import read_draft
from hoituu.coach.patterns import BadPattern, first_found


def found(pattern, text):
    span = first_found(english.patterns(pattern), read_draft(text, "en").sentences[0])
    return text[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("call", "called"),
        ("=calls", None),
        ("we call", "We called"),
        ("we . you", None),
        ("we you", "We called you"),
        ("we .. noon", "We called you yesterday a little after the noon"),
        ("^ you", None),
        ("noon $", "noon"),
        ("ring|call", "called"),
        ("call&!=called", None),
        ("yester*", "yesterday"),
        ("*noon", "noon"),
    ],
)
def test_what_a_pattern_finds(pattern, words):
    assert found(pattern, "We called you yesterday a little after the noon.") == words


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("call .. @nobody-knows", "there is no class @nobody-knows"),
        ("call :sometimes", "there is no form :sometimes"),
        ("call||ring", "a word is missing"),
        ("^ ..", "there is no word in it"),
        ("!", "a word is missing"),
    ],
)
def test_a_bad_line_is_named(line, why):
    with pytest.raises(BadPattern, match="line 2") as bad:
        english.patterns(f"\n  call  # fine\n  {line}\n")
    assert line in str(bad.value)
    assert why in str(bad.value)
