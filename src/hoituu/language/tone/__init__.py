"""How a customer sounds, from furious to delighted, and whether they complain, hurry or leave. Pure.

One linear model a language over base forms with their negation, letters and a hand-written lexicon
of service: hashed weights of a signed byte, trained by tools/train_tone.py. It is a hint for whoever
answers, never a score of anybody, and it changes neither who answers nor when.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import exp
from zlib import crc32

from hoituu.language.linear import Linear, read_linear
from hoituu.language.recognise import language_of
from hoituu.language.tone.features import pieces
from hoituu.language.tone.learning import (
    NOTHING,
    Correction,
    Taught,
    learn,
    packed,
    unit,
    unpacked,
)
from hoituu.language.tone.lexicon import MOODS, NEGATIONS
from hoituu.lib.fingerprints import fingerprint_of

# The first four say that a message sounds better than that level: their sum is the tone.
OUTPUTS = ("above_1", "above_2", "above_3", "above_4", "complaint", "urgent", "churn")
LEVELS = 4
READ = ("fi", "en")
LONGEST_TEXT = 4_000
MOST_WORDS = 5
TELLING = 0.12  # of all that speaks for or against, so much must stand in a word to be named


@dataclass(frozen=True, slots=True)
class Tone:
    """`tone` is from 1.0 (furious) to 5.0 (delighted), the others from 0 to 1.

    `words` are where the words stand that say so, as offsets in code points.
    """

    tone: float
    complaint: float
    urgent: float
    churn: float
    words: tuple[tuple[int, int], ...] = ()


NEUTRAL = Tone(3.0, 0.0, 0.0, 0.0)


def tone_of(text: str, lang: str = "", taught: Taught = NOTHING) -> Tone:
    """Return how a message sounds; neutral in a language that we cannot read, and without words.

    `taught` is what a business's own corrections add (`teach`).
    """
    lang = lang or language_of(text)
    found = pieces(text[:LONGEST_TEXT], lang) if lang in READ else []
    if not found:
        return NEUTRAL
    model = _trained(lang)
    features = [piece.feature for piece in found]
    added = taught.adds(features, unit(model, features), len(OUTPUTS))
    logits = (z + more for z, more in zip(model.logits(features), added, strict=True))
    *above, complaint, urgent, churn = (1 / (1 + exp(-z)) for z in logits)
    tone = round(1 + sum(above), 2)
    says: dict[tuple[int, int], float] = {}
    for piece in found:
        if piece.at is not None:
            row = model.row(piece.feature)[:LEVELS]
            mood = sum(weight * scale for weight, scale in zip(row, model.scales, strict=False))
            says[piece.at] = says.get(piece.at, 0.0) + mood * model.value(piece.feature)
    return Tone(tone, round(complaint, 3), round(urgent, 3), round(churn, 3), _telling(says, tone))


def teach(corrections: Iterable[Correction], lang: str) -> bytes:
    """Return what corrections teach, for `taught`: hashed weights, no words."""
    return lesson_mark(lang) + packed(learn(corrections, lang, _trained(lang)), len(OUTPUTS))


def taught(content: bytes, lang: str) -> Taught:
    """Return what was taught; nothing where it stood beside other weights than ours now."""
    mark = lesson_mark(lang)
    return unpacked(content[len(mark) :], len(OUTPUTS)) if content.startswith(mark) else NOTHING


@cache
def lesson_mark(lang: str) -> bytes:
    """Return a mark of the weights that a lesson corrects."""
    return crc32(weights_of(lang).read_bytes()).to_bytes(4, "little")


def _telling(says: Mapping[tuple[int, int], float], tone: float) -> tuple[tuple[int, int], ...]:
    """Return the words that speak for the tone: the strongest, in their order."""
    side = 1 if tone > 3 else -1
    whole = sum(abs(one) for one in says.values()) or 1.0
    strong = [(side * one / whole, at) for at, one in says.items() if side * one / whole > TELLING]
    return tuple(sorted(at for _, at in sorted(strong, reverse=True)[:MOST_WORDS]))


def fingerprint(lang: str) -> bytes:
    """Return a mark of the lexicon: another one needs other weights."""
    moods = [
        f"{mood}: {sorted(words)} {sorted(beginnings)}"
        for mood, (words, beginnings) in MOODS[lang].items()
    ]
    return fingerprint_of([*moods, f"{sorted(NEGATIONS[lang])}"])


def weights_of(lang: str) -> Traversable:
    return files("hoituu.language") / "weights" / f"tone_{lang}.bin"


@cache
def _trained(lang: str) -> Linear:
    return read_linear(weights_of(lang), outputs=len(OUTPUTS))


__all__ = [
    "NOTHING",
    "READ",
    "Correction",
    "Taught",
    "Tone",
    "lesson_mark",
    "taught",
    "teach",
    "tone_of",
]
