"""Which of our three languages a message is written in: what each of its words looks like.

A word counts by itself and by its letters in twos to fours, in hashed weights of a signed byte
(tools/train_language.py), so a message is the sum of its words and a word is looked at once.
"""

import re
from array import array
from functools import cache, lru_cache
from importlib.resources import files
from zlib import crc32

LANGUAGES = ("fi", "sv", "en")
BUCKETS = 1 << 15
LONGEST_PIECE = 4
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
READ_AT_MOST = 2000
LONGEST_WORD = 40
# By how much words must speak for another language than the one that their writer is known by, and a
# few words than the house's first: an "ok" does not, a "thanks" does.
PRIOR_IS_WORTH, FEW_WORDS_OUTWEIGH, SHORT = 40, 110, 20


def language_of(text: str, *, prior: str = "") -> str:
    """Return "fi", "sv" or "en" for a text; `prior` decides what the words leave open.

    Without a prior it is "fi", the house's first language.
    """
    totals = [0] * len(LANGUAGES)
    for word in WORD.findall(text[:READ_AT_MOST].lower()):
        for at, weight in enumerate(_weights(word[:LONGEST_WORD])):
            totals[at] += weight
    best = max(range(len(LANGUAGES)), key=lambda at: (totals[at], -at))
    known = LANGUAGES.index(prior) if prior in LANGUAGES else 0
    leads_by = totals[best] - totals[known]
    is_worth = FEW_WORDS_OUTWEIGH if len(text) < SHORT else PRIOR_IS_WORTH if prior else 0
    return LANGUAGES[best if leads_by >= is_worth else known]


def buckets_of(word: str) -> list[int]:
    """Return a word, in small letters, and its pieces as buckets."""
    bounded = f"<{word}>"
    pieces = {bounded}
    for length in range(2, LONGEST_PIECE + 1):
        pieces |= {bounded[at : at + length] for at in range(len(bounded) - length + 1)}
    return [crc32(piece.encode("utf-8", "replace")) % BUCKETS for piece in sorted(pieces)]


@lru_cache(maxsize=20_000)
def _weights(word: str) -> tuple[int, ...]:
    """Return how much a word speaks for each language."""
    weights, count = _trained(), len(LANGUAGES)
    rows = [weights[bucket * count : (bucket + 1) * count] for bucket in buckets_of(word)]
    return tuple(sum(column) for column in zip(*rows, strict=True))


@cache
def _trained() -> "array[int]":
    content = (files("hoituu.language") / "weights" / "recognise.bin").read_bytes()
    return array("b", content)
