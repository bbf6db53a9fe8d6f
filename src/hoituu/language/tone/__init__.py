"""How a customer sounds, from furious to delighted, and whether they complain, hurry or leave. Pure.

One linear model a language over base forms with their negation, letters and a hand-written lexicon
of service: hashed weights of a signed byte, trained by tools/train_tone.py. It is a hint for whoever
answers, never a score of anybody, and it changes neither who answers nor when.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import exp, sqrt
from zlib import crc32

from hoituu.language.recognise import language_of
from hoituu.language.tone.features import BUCKETS, pieces
from hoituu.language.tone.lexicon import MOODS, NEGATIONS

# The first four say that a message sounds better than that level: their sum is the tone.
OUTPUTS = ("above_1", "above_2", "above_3", "above_4", "complaint", "urgent", "churn")
READ = ("fi", "en")
LONGEST_TEXT = 4_000
RARENESS_STEP = 1 / 16
SHARPNESS = 4.0
FINGERPRINT = 4  # bytes: which lexicon the weights were trained with
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


def tone_of(text: str, lang: str = "") -> Tone:
    """Return how a message sounds; neutral in a language that we cannot read, and without words."""
    lang = lang or language_of(text)
    found = pieces(text[:LONGEST_TEXT], lang) if lang in READ else []
    if not found:
        return NEUTRAL
    trained = _trained(lang)
    values = [trained.rareness[piece.bucket] * RARENESS_STEP for piece in found]
    length = sqrt(sum(value * value for value in values)) or 1.0
    sums = list(trained.biases)
    count = len(OUTPUTS)
    says: dict[tuple[int, int], float] = {}
    for piece, value in zip(found, values, strict=True):
        row = trained.weights[piece.bucket * count : (piece.bucket + 1) * count]
        for at, weight in enumerate(row):
            sums[at] += SHARPNESS * weight * trained.scales[at] * value / length
        if piece.at is not None:
            mood = sum(row[at] * trained.scales[at] for at in range(4)) * value
            says[piece.at] = says.get(piece.at, 0.0) + mood
    above_1, above_2, above_3, above_4, *others = (1 / (1 + exp(-total)) for total in sums)
    complaint, urgent, churn = (round(one, 3) for one in others)
    tone = round(1 + above_1 + above_2 + above_3 + above_4, 2)
    return Tone(tone, complaint, urgent, churn, _telling(says, tone))


def _telling(says: Mapping[tuple[int, int], float], tone: float) -> tuple[tuple[int, int], ...]:
    """Return the words that speak for the tone: the strongest, in their order."""
    side = 1 if tone > 3 else -1
    whole = sum(abs(one) for one in says.values()) or 1.0
    strong = [(side * one / whole, at) for at, one in says.items() if side * one / whole > TELLING]
    return tuple(sorted(at for _, at in sorted(strong, reverse=True)[:MOST_WORDS]))


def fingerprint(lang: str) -> bytes:
    """Return a mark of the lexicon: another one needs other weights."""
    made_of = [
        f"{mood}: {sorted(words)} {sorted(beginnings)}"
        for mood, (words, beginnings) in MOODS[lang].items()
    ]
    made_of.append(f"{sorted(NEGATIONS[lang])}")
    return crc32("\n".join(made_of).encode()).to_bytes(FINGERPRINT, "little")


def trained_with(lang: str) -> bytes:
    """Return the fingerprint of what the weights of a language were trained with."""
    return _weights_of(lang).read_bytes()[:FINGERPRINT]


@dataclass(frozen=True)
class Trained:
    scales: Sequence[float]
    biases: Sequence[float]
    rareness: Sequence[int]
    weights: Sequence[int]


@cache
def _trained(lang: str) -> Trained:
    """Return the weights of a language: scales, biases, how rare a feature is, then the rows."""
    content, head = _weights_of(lang).read_bytes()[FINGERPRINT:], 4 * len(OUTPUTS)
    return Trained(
        array("f", content[:head]),
        array("f", content[head : 2 * head]),
        content[2 * head : 2 * head + BUCKETS],
        array("b", content[2 * head + BUCKETS :]),
    )


def _weights_of(lang: str) -> Traversable:
    return files("hoituu.language") / "weights" / f"tone_{lang}.bin"


__all__ = ["Tone", "fingerprint", "tone_of", "trained_with"]
