"""Every habit's own examples: what it must find, what it must leave alone, and what it suggests."""

import pytest

from hoituu.coach import review
from hoituu.coach.exemplars import fingerprint, weights_of
from hoituu.coach.habits import HABITS
from hoituu.language.morphology import knows_finnish
from hoituu.lib.fingerprints import trained_with

pytestmark = pytest.mark.skipif(not knows_finnish(), reason="libvoikko is not installed")
EACH = [(habit, lang) for habit in HABITS for lang in ("fi", "en")]
each_habit = pytest.mark.parametrize(
    ("habit", "lang"), EACH, ids=[f"{habit.code}-{lang}" for habit, lang in EACH]
)


def habits_in(text, lang):
    return {finding.habit for finding in review(text, lang).findings}


@each_habit
def test_its_examples_show_it_and_its_near_misses_do_not(habit, lang):
    assert len(habit.fires[lang]) >= 5
    assert len(habit.near[lang]) >= 5
    assert [text for text in habit.fires[lang] if habit.code not in habits_in(text, lang)] == []
    assert [text for text in habit.near[lang] if habit.code in habits_in(text, lang)] == []


@each_habit
def test_what_it_suggests_is_clean(habit, lang):
    assert habits_in(habit.instead[lang], lang) == set()


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_bank_was_trained_with_these_patterns(lang):
    assert fingerprint(lang) == trained_with(weights_of(lang)), (
        f"run: python tools/train_coach.py {lang}"
    )


def test_there_are_twenty():
    assert len({habit.code for habit in HABITS}) == 20


@pytest.mark.parametrize(
    "text",
    [
        "We will get back to you as soon as possible.",
        "Thank you for contacting us. Someone from our team will be in touch shortly.",
        "Your request has been received, and our support staff is reviewing it.",
    ],
)
def test_what_helpdesks_answer_by_themselves_is_found(text):
    assert "vague_someone" in habits_in(text, "en")


def test_it_will_be_taken_care_of_needs_who_and_when():
    assert "vague_someone" in habits_in("Kyllä tämä hoituu.", "fi")
    assert "vague_someone" not in habits_in("Hoidan tämän huomenna klo 10 mennessä.", "fi")
