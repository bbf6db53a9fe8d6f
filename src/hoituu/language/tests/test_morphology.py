from concurrent.futures import ThreadPoolExecutor

import pytest

from hoituu.language import morphology
from hoituu.language.morphology import by_ending, knows_finnish, looked_up, readings

needs_dictionary = pytest.mark.skipif(
    not knows_finnish(), reason="libvoikko is not installed: Finnish is read by endings"
)


@needs_dictionary
def test_a_verb_has_person_tense_and_mood():
    [reading] = [r for r in readings("soitan") if r.is_verb]
    assert (reading.lemma, reading.person, reading.tense, reading.mood) == (
        *("soittaa", "1", "present"),
        "indicative",
    )


@needs_dictionary
def test_a_compound_has_parts():
    assert readings("palvelumaksun")[0].parts[-1] == "maksu"


@needs_dictionary
def test_threads_read_the_same():
    words = ["soitan", "maanantaina", "palvelumaksun", "lupaamme", "korjataan", "teille"] * 50
    alone = [looked_up.__wrapped__(word) for word in words]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(looked_up.__wrapped__, words)) == alone


def test_an_endless_word_is_no_word():
    assert readings("a" * 100_000) == ()


def test_a_dictionary_that_fails_in_mid_flight_is_done_without(monkeypatch):
    class Broken:
        def analyze(self, word):
            raise OSError

    monkeypatch.setattr(morphology, "_dictionary", Broken)
    assert looked_up.__wrapped__("soitamme") == by_ending("soitamme")


def test_by_its_ending_a_word_may_be_a_verb():
    assert by_ending("soitamme")[0].person == "1"
    assert by_ending("lupaisin")[0].mood == "conditional"
    assert by_ending("korjataan")[0].person == "4"
