"""Drafts that others wrote and labelled without seeing a rule: how much is found, and how rightly.

The figures are in docs/coach.md; here stands what may not be lost again.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from hoituu.coach import review
from hoituu.coach.habits import HABITS
from hoituu.language.morphology import knows_finnish

pytestmark = pytest.mark.skipif(not knows_finnish(), reason="libvoikko is not installed")
DATA = Path(__file__).parent / "data"
PARTS = ("thanks", "apology", "ownership", "next_step", "time")


def drafts(path, lang=""):
    read = (json.loads(line) for line in path.read_text().splitlines() if line.strip())
    return [draft for draft in read if lang in {"", draft["lang"]}]


def score(some):
    """Return precision and recall of habits, and the mean F1 of what is missing."""
    right = found = wanted = 0
    of_part: dict[str, Counter[str]] = {part: Counter() for part in PARTS}
    for draft in some:
        one = review(draft["draft"], draft["lang"], draft["kind"])
        habits, there = set(draft["antipatterns"]), {f.habit for f in one.findings}
        right, found = right + len(habits & there), found + len(there)
        wanted += len(habits)
        for part in PARTS:
            of_part[part][f"{part in draft['missing']} {part in one.missing}"] += 1
    f1 = [
        2 * c["True True"] / (2 * c["True True"] + c["True False"] + c["False True"])
        for c in of_part.values()
    ]
    return right / found, right / wanted, sum(f1) / len(f1)


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("fi_e", (0.88, 0.8, 0.95)),
        ("en_e", (0.86, 0.76, 0.94)),
        ("fi_d", (0.75, 0.42, 0.9)),
        ("en_d", (0.75, 0.3, 0.85)),
        ("fi_f", (0.8, 0.55, 0.9)),
        ("en_f", (0.75, 0.68, 0.93)),
    ],
)
def test_what_others_wrote_is_read_as_well_as_before(name, least):
    got = score(drafts(DATA / f"{name}.jsonl"))
    assert all(value >= floor for value, floor in zip(got, least, strict=True)), got


def test_the_shared_drafts_are_read(shared):
    precision, recall, missing = score(drafts(shared / "gold/coach_dev.jsonl"))
    assert precision >= 0.85
    assert recall >= 0.8
    assert missing >= 0.88


def test_every_habit_is_in_the_sets():
    there = {
        code for path in DATA.glob("*.jsonl") for d in drafts(path) for code in d["antipatterns"]
    }
    assert there == {habit.code for habit in HABITS}
