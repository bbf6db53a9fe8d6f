"""Train the coach's bank: from example sentences to one small network, as hashed numbers.

Run: python tools/train_coach.py fi|en [--check]

Reads tools/coach/LANG_*.jsonl, one {"text", "habits"} a line, and what our own pages say, which is
clean; writes src/hoituu/coach/weights/LANG.bin. With --check it leaves out a fifth of the files at a time, trains
on the others and says how well their habits are found.
"""

import json
import sys
from pathlib import Path
from struct import pack

import numpy as np
from training import ROOT, sigmoid

from hoituu.coach.draft import read_draft
from hoituu.coach.exemplars import CODES, fingerprint
from hoituu.coach.features import features
from hoituu.coach.habits import HABITS
from hoituu.site.tests.page_texts import page_texts

OWN_EXAMPLES_COUNT = 10
FEWEST = 3  # a feature of fewer texts is not learnt
NETWORKS, SIZE = 2, 48  # Two that began otherwise err otherwise: together they are surer.
EPOCHS, RATE, DECAY, FORGOTTEN, WEIGHT_OF_A_HABIT = 14, 0.1, 1e-4, 0.5, 1.5
FOLDS = 5
Row = tuple[np.ndarray, list[bool]]


def read(path: Path, lang: str) -> list[Row]:
    """Return what each line of a file teaches."""
    said = (json.loads(line) for line in filter(str.strip, path.read_text().splitlines()))
    return [row for one in said for row in rows_of(one["text"], one["habits"], lang)]


def own_examples(lang: str) -> list[Row]:
    """Return the habits' own examples and our pages' texts, several times: they must be right."""
    clean = page_texts(lang)
    rows: list[Row] = []
    for habit in HABITS:
        rows += [row for text in habit.fires[lang] for row in rows_of(text, [habit.code], lang)]
        clean += [*habit.near[lang], habit.instead[lang]]
    rows += [row for text in clean for row in rows_of(text, [], lang)]
    return rows * OWN_EXAMPLES_COUNT


def rows_of(text: str, habits: list[str], lang: str) -> list[Row]:
    """Return the features of a text and its habits; of a clean one, those of each sentence.

    Which sentence of several shows a habit nobody said, so they teach it together.
    """
    found = [features(sentence, lang) for sentence in read_draft(text, lang).sentences]
    if habits:
        found = [set().union(*found)]
    return [(np.array(sorted(one), np.uint32), [c in habits for c in CODES]) for one in found]


class Network:
    """Rows of features, their offsets, and weights and biases of the habits; AdaGrad moves them."""

    def __init__(self, rows: list[Row], seed: int = 0) -> None:
        self.rng = np.random.default_rng(seed)
        every, counts = np.unique(np.concatenate([f for f, _ in rows]), return_counts=True)
        self.known = every[counts >= FEWEST]
        self.rows = self.rng.normal(0, 0.3, (len(self.known), SIZE)).astype(np.float32)
        self.offsets = np.zeros(SIZE, np.float32)
        self.habits = self.rng.normal(0, 0.2, (SIZE, len(CODES))).astype(np.float32)
        self.biases = np.full(len(CODES), -3, np.float32)
        self.grown = np.full_like(self.rows, 0.1), np.full_like(self.habits, 0.1)

    def places(self, found: np.ndarray) -> np.ndarray:
        at = np.searchsorted(self.known, found)
        at[at == len(self.known)] = 0
        return at[self.known[at] == found]

    def hidden(self, at: np.ndarray) -> np.ndarray:
        return self.rows[at].sum(0) / np.sqrt(max(len(at), 1)) + self.offsets

    def chances(self, found: np.ndarray) -> np.ndarray:
        return sigmoid(np.maximum(self.hidden(self.places(found)), 0) @ self.habits + self.biases)

    def fit(self, rows: list[Row]) -> "Network":
        """Learn from texts in another order each time, half of their features forgotten."""
        places = [self.places(found) for found, _ in rows]
        wanted = np.array([habits for _, habits in rows], np.float32)
        for _ in range(EPOCHS):
            for number in self.rng.permutation(len(rows)):
                at = places[number]
                at = at[self.rng.random(len(at)) > FORGOTTEN]
                if len(at):
                    self._step(at, wanted[number])
        return self

    def _step(self, at: np.ndarray, want: np.ndarray) -> None:
        hidden = self.hidden(at)
        shown = np.maximum(hidden, 0)
        off = sigmoid(shown @ self.habits + self.biases) - want
        off *= np.where(want > 0, WEIGHT_OF_A_HABIT, 1.0)
        of_hidden = (self.habits @ off) * (hidden > 0)
        of_rows, of_habits = of_hidden / np.sqrt(len(at)), np.outer(shown, off)
        grown_rows, grown_habits = self.grown
        grown_habits += of_habits * of_habits
        self.habits -= RATE * of_habits / np.sqrt(grown_habits)
        grown_rows[at] += of_rows * of_rows
        self.rows[at] -= RATE * (of_rows / np.sqrt(grown_rows[at]) + DECAY * self.rows[at])
        self.offsets -= RATE * 0.01 * of_hidden
        self.biases -= RATE * 0.05 * off


def write(networks: list[Network], target: Path, mark: bytes) -> int:
    """Write them side by side as one, which says what they say on the average, as
    hoituu.coach.exemplars reads it; return how many bytes it takes.
    """
    rows = np.concatenate([one.rows for one in networks], axis=1)
    habits = np.concatenate([one.habits for one in networks]) / len(networks)
    offsets = np.concatenate([one.offsets for one in networks])
    biases = sum(one.biases for one in networks) / len(networks)
    steps = np.maximum(np.abs(rows).max(axis=0), 1e-6) / 127
    known = networks[0].known
    return target.write_bytes(
        mark
        + pack("<II", len(known), len(steps))
        + known.astype("<u4").tobytes()
        + np.round(rows / steps).astype(np.int8).tobytes()
        + b"".join(
            one.astype("<f4").tobytes() for one in (steps, offsets, habits.T.ravel(), biases)
        )
    )


def check(files: list[list[Row]]) -> None:
    """Leave out files in turn: what share of their habits is found when so many are right."""
    chances, wanted = [], []
    for fold in range(FOLDS):
        left_out = files[fold::FOLDS]
        others = [
            one for number, rows in enumerate(files) if number % FOLDS != fold for one in rows
        ]
        network = Network(others).fit(others)
        for found, habits in (one for rows in left_out for one in rows):
            chances.append(network.chances(found))
            wanted.append(habits)
    flat, want = np.array(chances).ravel(), np.array(wanted).ravel()
    order = np.argsort(-flat)
    right = np.cumsum(want[order])
    precision, recall = right / np.arange(1, len(order) + 1), right / want.sum()
    for least in (0.9, 0.85, 0.75):
        at = np.flatnonzero(precision >= least).max()
        print(f"precision {least}: recall {recall[at]:.3f} at {flat[order][at]:.2f}")


def main(lang: str, *options: str) -> None:
    files = [read(path, lang) for path in sorted((ROOT / "tools/coach").glob(f"{lang}_*.jsonl"))]
    if "--check" in options:
        check(files)
        return
    rows = [*own_examples(lang), *(one for rows in files for one in rows)]
    networks = [Network(rows, seed).fit(rows) for seed in range(NETWORKS)]
    size = write(networks, ROOT / f"src/hoituu/coach/weights/{lang}.bin", fingerprint(lang))
    print(f"{lang}.bin: {len(rows)} sentences, {len(networks[0].known)} features, {size} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
