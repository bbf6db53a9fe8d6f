"""Train how a customer sounds: one linear model an output, as hashed numbers.

Run: python tools/train_tone.py fi|en FOLDER_OF_THE_DATA [--check]

Reads tools/tone/LANG_*.jsonl, one {"text", "tone", "complaint", "urgent", "churn"} a line, and public
sentences with emotions (NOTICE names them; they stay where they are). The emotions are learnt first;
then, from our own, what they and the words say of each output. Writes
src/hoituu/language/weights/tone_LANG.bin. With --check it leaves out a fifth of our own at a time and
says how well those are told.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from struct import pack

import numpy as np
from training import ROOT, sigmoid

from hoituu.language.linear import RARENESS_STEP, SHARPNESS
from hoituu.language.tone import OUTPUTS, fingerprint
from hoituu.language.tone.features import pieces

EPOCHS, RATE, DECAY = 12, 0.15, 2e-4
EMOTION_EPOCHS, EMOTION_RATE, EMOTION_DECAY, FROM_EMOTIONS_RATE = 3, 0.25, 1e-5, 0.05
WEIGHT_OF_A_YES = np.array([1, 1, 1, 1, 1, 2, 2], np.float32)  # few hurry, and few leave
FOLDS = 5
MOST_FEATURES = 80_000  # under a megabyte a language
XED, FINN_SENTIMENT, GO_EMOTIONS = 8, 2, 28  # how many emotions each names
MOST_NEUTRAL = 8_000
Row = tuple[np.ndarray, np.ndarray]


def our_own(lang: str) -> list[Row]:
    """Return what we wrote ourselves: each text's features, and all its outputs."""
    rows = []
    for path in sorted((ROOT / "tools/tone").glob(f"{lang}_*.jsonl")):
        for line in filter(str.strip, path.read_text().splitlines()):
            one = json.loads(line)
            above = [float(one["tone"] > level) for level in (1, 2, 3, 4)]
            wanted = [*above, one["complaint"], one["urgent"], one["churn"]]
            rows.append((features(one["text"], lang), np.array(wanted, np.float32)))
    return rows


def public(lang: str, folder: Path) -> list[Row]:
    """Return public sentences, each with the emotions it has, and NaN for those nobody asked about."""
    of_the_language = finn_sentiment if lang == "fi" else go_emotions
    first = list(of_the_language(folder))
    second = list(xed(folder, lang))
    count = FINN_SENTIMENT if lang == "fi" else GO_EMOTIONS
    rows = [(text, marked(found, 0, count, count + XED)) for text, found in first]
    rows += [(text, marked(found, count, XED, count + XED)) for text, found in second]
    return [(features(text, lang), emotions) for text, emotions in rows]


def marked(found: Sequence[int], begin: int, count: int, whole: int) -> np.ndarray:
    emotions = np.full(whole, np.nan, np.float32)
    emotions[begin : begin + count] = 0
    emotions[[begin + one for one in found]] = 1
    return emotions


def finn_sentiment(folder: Path) -> Iterator[tuple[str, list[int]]]:
    for name, found in (("neg", [0]), ("pos", [1]), ("neut", [])):
        lines = (folder / f"FinnSentiment2020{name}.txt").read_text().splitlines()
        yield from ((line, found) for line in lines[:MOST_NEUTRAL])


def go_emotions(folder: Path) -> Iterator[tuple[str, list[int]]]:
    for line in (folder / "goemotions_train.tsv").read_text().splitlines():
        text, numbers, _ = line.split("\t")
        yield text, [int(one) for one in numbers.split(",")]


def xed(folder: Path, lang: str) -> Iterator[tuple[str, list[int]]]:
    for line in (folder / f"{lang}-annotated.tsv").read_text().splitlines():
        text, _, numbers = line.partition("\t")
        yield text, [int(one) - 1 for one in numbers.split(", ")]
    for line in (folder / f"neu_{lang}.txt").read_text().splitlines()[:MOST_NEUTRAL]:
        for cell in line.split("\t"):
            if " " in cell and ".xml" not in cell:
                yield cell, []


def features(text: str, lang: str) -> np.ndarray:
    return np.array([piece.feature for piece in pieces(text, lang)], np.uint32)


def fit_emotions(rows: list[Row], rare: np.ndarray) -> np.ndarray:
    """Return weights of the public emotions: AdaGrad on the logistic loss."""
    rng, count = np.random.default_rng(0), len(rows[0][1])
    weights, biases = np.zeros((len(rare), count), np.float32), np.full(count, -2, np.float32)
    grown = np.full_like(weights, 1e-2)
    values = [unit(found, rare) * SHARPNESS for found, _ in rows]
    for _ in range(EMOTION_EPOCHS):
        for at in rng.permutation(len(rows)):
            found, want = rows[at]
            off = np.nan_to_num(sigmoid(values[at] @ weights[found] + biases) - want)
            step = np.outer(values[at], off)
            grown[found] += step * step
            slope = step / np.sqrt(grown[found]) + EMOTION_DECAY * weights[found]
            weights[found] -= EMOTION_RATE * slope
            biases -= EMOTION_RATE * 0.02 * off
    return weights


def fit(rows: list[Row], rare: np.ndarray, of_emotions: np.ndarray):
    """Return weights and biases; what the emotions say of each output is folded into the weights."""
    rng, count = np.random.default_rng(0), len(OUTPUTS)
    weights, biases = np.zeros((len(rare), count), np.float32), np.zeros(count, np.float32)
    grown = np.full_like(weights, 1e-2)
    turn = np.zeros((of_emotions.shape[1], count), np.float32)
    turned = np.full_like(turn, 1e-1)
    values = [unit(found, rare) * SHARPNESS for found, _ in rows]
    emotions = [value @ of_emotions[found] for value, (found, _) in zip(values, rows, strict=True)]
    for _ in range(EPOCHS):
        for at in rng.permutation(len(rows)):
            found, want = rows[at]
            off = sigmoid(values[at] @ weights[found] + emotions[at] @ turn + biases) - want
            off *= np.where(want > 0, WEIGHT_OF_A_YES, 1.0)
            step = np.outer(values[at], off)
            grown[found] += step * step
            weights[found] -= RATE * (step / np.sqrt(grown[found]) + DECAY * weights[found])
            biases -= RATE * 0.02 * off
            step = np.outer(emotions[at], off)
            turned += step * step
            turn -= FROM_EMOTIONS_RATE * step / np.sqrt(turned)
    return weights + of_emotions @ turn, biases


def write(lang: str, own: list[Row], others: list[Row]) -> None:
    known, own, others = numbered(own, others)
    rare = rareness([*own, *others], len(known))
    weights, biases = fit(own, rare, fit_emotions(others, rare))
    tell = np.abs(weights).max(axis=1) * rare
    kept = np.sort(np.argsort(-tell)[:MOST_FEATURES])
    target = ROOT / f"src/hoituu/language/weights/tone_{lang}.bin"
    size = write_linear(target, fingerprint(lang), known[kept], rare[kept], weights[kept], biases)
    print(f"{target.name}: {len(own)} messages, {len(others)} others, {size} bytes")


def numbered(*groups: list[Row]) -> tuple[np.ndarray, ...]:
    """Return every feature there is, and the rows with the features' places among them."""
    known = np.unique(np.concatenate([found for rows in groups for found, _ in rows]))
    return known, *(
        [(np.searchsorted(known, found), wanted) for found, wanted in rows] for rows in groups
    )


def check(own: list[Row], others: list[Row]) -> None:
    known, own, others = numbered(own, others)
    rare = rareness([*own, *others], len(known))
    of_emotions = fit_emotions(others, rare)
    order = np.random.default_rng(1).permutation(len(own))
    chances, wanted = [], []
    for fold in range(FOLDS):
        left_out = set(order[fold::FOLDS])
        kept = [one for at, one in enumerate(own) if at not in left_out]
        weights, biases = fit(kept, rare, of_emotions)
        for at in left_out:
            found, want = own[at]
            chances.append(sigmoid(unit(found, rare) @ weights[found] * SHARPNESS + biases))
            wanted.append(want)
    told, want = np.array(chances), np.array(wanted)
    print(f"Spearman {spearman(told[:, :4].sum(1), want[:, :4].sum(1)):.3f}")
    print(f"furious AUC {area(1 - told[:, 0], want[:, 0] == 0):.3f}")
    for at, name in enumerate(OUTPUTS[4:], 4):
        print(f"{name} F1 {f1(told[:, at] > 0.5, want[:, at] > 0.5):.3f}")


def spearman(told, want) -> float:
    return float(np.corrcoef(ranks(told), ranks(want))[0, 1])


def ranks(values) -> np.ndarray:
    """Return ranks, the mean of its places for each of equal values."""
    _, at, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return (ends - (counts - 1) / 2)[at]


def area(told, want) -> float:
    """Return the area under the ROC curve (Mann and Whitney's U)."""
    among, count = ranks(told), int(want.sum())
    return float((among[want].sum() - count * (count + 1) / 2) / (count * (len(want) - count)))


def f1(told, want) -> float:
    return float(2 * (told & want).sum() / (told.sum() + want.sum()))


def rareness(rows, count: int) -> np.ndarray:
    """Return how rare each feature is among rows of (features, what is wanted), in steps."""
    seen = np.zeros(count)
    for found, _ in rows:
        seen[found] += 1
    steps = np.log(len(rows) / seen).clip(0.3) / RARENESS_STEP
    return steps.clip(1, 255).astype(np.uint8)


def unit(found, rare):
    """Return the values of features, of length one together."""
    value = rare[found].astype(np.float32) * RARENESS_STEP
    return value / (np.linalg.norm(value) or 1.0)


def write_linear(target: Path, mark: bytes, known, rare, weights, biases) -> int:
    """Write a model as hoituu.language.linear reads it; return how many bytes it takes."""
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    return target.write_bytes(
        mark
        + pack("<I", len(known))
        + b"".join(one.astype("<f4").tobytes() for one in (scales, biases))
        + known.astype("<u4").tobytes()
        + rare.tobytes()
        + np.round(weights / scales).astype(np.int8).tobytes()
    )


def main(lang: str, folder: str, *options: str) -> None:
    own, others = our_own(lang), public(lang, Path(folder))
    if "--check" in options:
        check(own, others)
    else:
        write(lang, own, others)


if __name__ == "__main__":
    main(*sys.argv[1:])
