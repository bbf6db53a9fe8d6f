"""Train which language a word looks like: hashed numbers, from public sentences in three languages.

Run: python tools/train_language.py FOLDER_OF_THE_DATA [--check]

The data (NOTICE names it) stays where it is; src/hoituu/language/weights/recognise.bin is written.
With --check a fifth of the sentences is left out, and how many of them are told is printed.
"""

import csv
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from hoituu.language.recognise import BUCKETS, LANGUAGES, WORD, buckets_of  # noqa: E402

EPOCHS, RATE, LEAST = 4, 0.5, 12  # characters of a sentence
MOST = 24_000  # sentences a language
MARKED = re.compile(r"\[[A-Z]+\]")


# Where the sentence stands in each file: its column.
FILES = (
    ("fi", "fi-annotated.tsv", 0),
    ("en", "en-annotated.tsv", 0),
    ("fi", "neu_fi.txt", 1),
    ("en", "neu_en.txt", 1),
    ("sv", "sv-projections.tsv", 0),
    ("fi", "FinnSentiment2020neg.txt", 0),
    ("fi", "FinnSentiment2020neut.txt", 0),
    ("fi", "FinnSentiment2020pos.txt", 0),
    ("en", "goemotions_train.tsv", 0),
)


def sentences(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield sentences with their languages."""
    for lang, name, column in FILES:
        for line in (folder / name).read_text().splitlines():
            text = line.split("\t")[min(column, line.count("\t"))]
            if ".xml.gz" not in text:
                yield lang, text
    for row in csv.reader((folder / "banking77_train.csv").open()):
        yield "en", row[0]
    for path in sorted((ROOT / "tools/coach").glob("*.jsonl")):
        for line in path.read_text().splitlines():
            yield path.name[:2], json.loads(line)["text"]


def read(folder: Path):
    """Return sentences as buckets, so many a language, those with too little to tell left out."""
    chance = random.Random(0)
    of: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
    for lang, text in sentences(folder):
        bare = MARKED.sub("", text).strip()
        if len(bare) >= LEAST:
            of[lang].append(bare)
    rows = []
    for lang, texts in of.items():
        chance.shuffle(texts)
        rows += [(LANGUAGES.index(lang), text) for text in texts[:MOST]]
    chance.shuffle(rows)
    return [(lang, text, np.array(buckets(text))) for lang, text in rows]


def buckets(text: str) -> list[int]:
    return [one for word in WORD.findall(text.lower()) for one in buckets_of(word)]


def fit(rows):
    """Return weights (softmax, AdaGrad); each language counts alike, however much there is of it."""
    weights = np.zeros((BUCKETS, len(LANGUAGES)), np.float32)
    grown = np.full_like(weights, 1e-2)
    counts = np.bincount([lang for lang, _, _ in rows], minlength=len(LANGUAGES))
    of_lang = (len(rows) / len(LANGUAGES) / counts) ** 0.5
    rng = np.random.default_rng(0)
    for _ in range(EPOCHS):
        for at in rng.permutation(len(rows)):
            lang, _, found = rows[at]
            if not len(found):
                continue
            scale = 1 / np.sqrt(len(found))
            z = weights[found].sum(0) * scale
            p = np.exp(z - z.max())
            p /= p.sum()
            p[lang] -= 1
            step = p * scale * of_lang[lang]
            grown[found] += step * step
            weights[found] -= RATE * step / np.sqrt(grown[found])
    return weights


def check(rows) -> None:
    cut = len(rows) // 5
    weights = fit(rows[cut:])
    for lang, name in enumerate(LANGUAGES):
        left = [(t, f) for where, t, f in rows[:cut] if where == lang and len(t) >= 20 and len(f)]
        wrong = [t for t, f in left if weights[f].sum(0).argmax() != lang]
        print(f"{name}: {1 - len(wrong) / len(left):.4f} of {len(left)}", wrong[:8])


def main(folder: str, *options: str) -> None:
    rows = read(Path(folder))
    if "--check" in options:
        check(rows)
        return
    weights = fit(rows)
    scale = np.abs(weights).max() / 127
    target = ROOT / "src/hoituu/language/weights/recognise.bin"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(np.round(weights / scale).astype(np.int8).tobytes())
    print(f"{target.name}: {len(rows)} sentences, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
