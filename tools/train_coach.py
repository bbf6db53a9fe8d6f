"""Train the coach's bank: from example sentences to one linear model a habit, as hashed numbers.

Run: python tools/train_coach.py fi|en [--check]

Reads tools/coach/LANG_*.jsonl, one {"text", "habits"} a line, and writes
src/hoituu/coach/weights/LANG.bin. With --check it leaves out each file in turn, trains on the others
and says how well that file's habits are found.
"""

import json
import sys
from pathlib import Path

import numpy as np
from training import ROOT, rareness, sigmoid, unit, write_linear

from hoituu.coach.draft import read_draft
from hoituu.coach.exemplars import fingerprint
from hoituu.coach.features import BUCKETS, features
from hoituu.coach.habits import HABITS
from hoituu.language.linear import SHARPNESS

CODES = [habit.code for habit in HABITS]
OWN_EXAMPLES_COUNT = 10
FITS = 5
EPOCHS, RATE, DECAY, WEIGHT_OF_A_HABIT = 20, 0.3, 2e-4, 2.0


def read(path: Path, lang: str) -> list[tuple[np.ndarray, list[bool]]]:
    """Return each line's features, of all its sentences together, and its habits."""
    said = (json.loads(line) for line in filter(str.strip, path.read_text().splitlines()))
    return [row(one["text"], one["habits"], lang) for one in said]


def own_examples(lang: str) -> list[tuple[np.ndarray, list[bool]]]:
    """Return what the habits themselves give as examples, several times: they must not be missed."""
    rows = []
    for habit in HABITS:
        rows += [row(text, [habit.code], lang) for text in habit.fires[lang]]
        rows += [row(text, [], lang) for text in (*habit.near[lang], habit.instead[lang])]
    return rows * OWN_EXAMPLES_COUNT


def row(text: str, habits: list[str], lang: str) -> tuple[np.ndarray, list[bool]]:
    sentences = read_draft(text, lang).sentences
    found = sorted({one for s in sentences for one in features(s, lang)})
    return np.array(found, dtype=np.int64), [code in habits for code in CODES]


def fit(rows, rare):
    """Return weights and biases: the means of some fits, each in another order."""
    fits = [fit_in_order(rows, rare, np.random.default_rng(seed)) for seed in range(FITS)]
    weights, biases = zip(*fits, strict=True)
    return sum(weights) / FITS, sum(biases) / FITS


def fit_in_order(rows, rare, rng):
    """Return weights and biases (AdaGrad on the logistic loss; a habit counts double)."""
    count = len(CODES)
    weights = np.zeros((BUCKETS, count), np.float32)
    biases, grown = np.full(count, -3.0, np.float32), np.full((BUCKETS, count), 1e-2, np.float32)
    values = [unit(found, rare) for found, _ in rows]
    wanted = np.array([habits for _, habits in rows], np.float32)
    for _ in range(EPOCHS):
        for at in rng.permutation(len(rows)):
            found, value, want = rows[at][0], values[at] * SHARPNESS, wanted[at]
            if not len(found):
                continue
            off = sigmoid(value @ weights[found] + biases) - want
            off *= np.where(want > 0, WEIGHT_OF_A_HABIT, 1.0)
            step = np.outer(value, off)
            grown[found] += step * step
            weights[found] -= RATE * (step / np.sqrt(grown[found]) + DECAY * weights[found])
            biases -= RATE * 0.02 * off
    return weights, biases


def write(lang: str, rows) -> None:
    rare = rareness(rows, BUCKETS)
    weights, biases = fit(rows, rare)
    target = ROOT / f"src/hoituu/coach/weights/{lang}.bin"
    size = write_linear(target, fingerprint(lang), rare, weights, biases)
    print(f"{target.name}: {len(rows)} sentences, {size} bytes")


def check(files) -> None:
    """Leave out each file in turn: what share of its habits is found when 85 or 75 % are right."""
    chances, wanted = [], []
    for left_out in files:
        others = [one for path, rows in files.items() if path != left_out for one in rows]
        rare = rareness(others, BUCKETS)
        weights, biases = fit_in_order(others, rare, np.random.default_rng(0))
        for found, habits in files[left_out]:
            chances.append(sigmoid(unit(found, rare) @ weights[found] * SHARPNESS + biases))
            wanted.append(habits)
    flat, want = np.array(chances).ravel(), np.array(wanted).ravel()
    order = np.argsort(-flat)
    right = np.cumsum(want[order])
    precision, recall = right / np.arange(1, len(order) + 1), right / want.sum()
    for least in (0.9, 0.85, 0.75):
        there = precision >= least
        at = np.flatnonzero(there).max()
        print(f"precision {least}: recall {recall[at]:.3f} at {flat[order][at]:.2f}")


def main(lang: str, *options: str) -> None:
    files = {
        path: read(path, lang) for path in sorted((ROOT / "tools/coach").glob(f"{lang}_*.jsonl"))
    }
    if "--check" in options:
        check(files)
    else:
        write(lang, [*own_examples(lang), *(one for rows in files.values() for one in rows)])


if __name__ == "__main__":
    main(*sys.argv[1:])
