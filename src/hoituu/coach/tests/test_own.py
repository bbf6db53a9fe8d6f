"""A business's own words: phrases in all their forms, patterns, and what is neither."""

import time

import pytest

from hoituu.coach import BadPattern, own_habit, spots_of
from hoituu.language.morphology import knows_finnish

needs_dictionary = pytest.mark.skipif(not knows_finnish(), reason="libvoikko is not installed")


@needs_dictionary
@pytest.mark.parametrize(
    ("says", "text", "found"),
    [
        ("otamme yhteyttä", "Otan yhteyttä huomenna.", ["Otan yhteyttä"]),
        ("otamme yhteyttä", "Otan huomenna siihen yhteyttä.", []),
        ("Joku|Joskus .. Palata", "Joku meistä kyllä palaa.", ["Joku meistä kyllä palaa"]),
        ("ASAP*", "Hoidan asap.", ["asap"]),
        ("H&M", "Ostin sen H&M:stä.", ["H&M"]),
        ("info@firma.fi", "Kirjoita info@firma.fi", ["info@firma.fi"]),
        ("#1 valinta", "Olet 1 valinta meille.", ["1 valinta"]),
    ],
)
def test_a_line_finds_what_it_says(says, text, found):
    assert spots_of(own_habit("own-1", lang="fi", says=says), text, "fi") == found


@pytest.mark.parametrize(
    "says",
    ["", "...", "!!!", "a | b", "a|b !!!!a", "sana " * 9, ":nosuch x", "\n".join(["a"] * 51)],
)
def test_a_line_that_says_nothing_is_refused(says):
    with pytest.raises(BadPattern):
        own_habit("own-1", lang="fi", says=says)


def test_a_pattern_of_many_gaps_takes_no_time():
    habit = own_habit("own-1", lang="en", says=" .. ".join(["!zz"] * 7 + ["qqq*"]))
    began = time.monotonic()
    assert spots_of(habit, "word " * 200, "en") == []
    assert time.monotonic() - began < 5, "without a memory it took minutes"
