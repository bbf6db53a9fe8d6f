"""A business's own words: phrases in all their forms, patterns, and what is neither."""

import pytest

from hoituu.coach import BadPattern, own_habit, spots_of
from hoituu.coach.draft import read_draft
from hoituu.coach.patterns import WIDE_GAP, Element, Pattern
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


def test_a_pattern_of_many_gaps_looks_at_no_word_over_and_over():
    looked = 0

    def anything(_word):
        nonlocal looked
        looked += 1
        return True

    some = [Element(anything, WIDE_GAP, None) for _ in range(7)]
    never = Element(lambda _word: False, WIDE_GAP, None)
    (sentence,) = read_draft("word " * 60, "en").sentences
    assert Pattern("many gaps", (*some, never)).find(sentence) is None
    assert looked <= 60 * len(some) * (WIDE_GAP + 1), "without a memory it was nine to the eighth"
