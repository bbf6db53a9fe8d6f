"""Finnish as it is spoken and typed in a hurry, read as it would be written."""

import re
from collections.abc import Iterator
from functools import lru_cache

from hoituu.language.morphology import Reading, knows_finnish, readings
from hoituu.language.spoken_words import SPOKEN

SHORTEST = 4
VOWEL = re.compile(r"[aeiouyäöå]")
DOTS = str.maketrans("ao", "äö")
# Endings that lose a letter in speech: "tullu", "vois", "ostettii", "mennää".
SHORTENED = (
    (re.compile(r"(?:nu|ny)$"), "{}t"),
    (re.compile(r"(?:is)$"), "{}i"),
    (re.compile(r"(?:kaa|kää|taa|tää|daa|dää|llaa|llää)$"), "{}n"),
    (re.compile(r"(?:ks)$"), "{}i"),
)


def read_word(word: str) -> tuple[Reading, ...]:
    """Return the readings of a word: as written, as spoken, with the dots that were left out."""
    return _read_word(word, knows_finnish())


@lru_cache(maxsize=5_000)
def _read_word(word: str, _by_dictionary: bool) -> tuple[Reading, ...]:
    small = word.lower()
    if small in SPOKEN:
        return readings(SPOKEN[small])
    found = readings(word) or readings(small)
    if found or len(small) < SHORTEST or not small.isalpha():
        return found
    for guess in (*_shortened(small), *dotted(small)):
        if found := readings(guess):
            return found
    return ()


def _shortened(word: str) -> Iterator[str]:
    for ending, whole in SHORTENED:
        if ending.search(word):
            yield whole.format(word)


def dotted(word: str) -> Iterator[str]:
    """Yield a word with ä and ö for a and o: in all of it, in its first parts, in its last."""
    at = [i for i, letter in enumerate(word) if letter in "ao"]
    if not at:
        return
    yield word.translate(DOTS)
    for i in at[1:]:
        yield word[:i].translate(DOTS) + word[i:]
    for i in at[1:]:
        yield word[:i] + word[i:].translate(DOTS)
