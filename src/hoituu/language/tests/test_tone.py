"""How messages sound, on sets that others wrote and labelled without having seen the bank."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoituu.language.morphology import knows_finnish
from hoituu.language.tone import fingerprint, tone_of, weights_of
from hoituu.lib.fingerprints import trained_with

DATA = Path(__file__).parent / "data"
needs_dictionary = pytest.mark.skipif(not knows_finnish(), reason="libvoikko is not installed")


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_weights_were_trained_with_the_lexicon_of_now(lang):
    assert trained_with(weights_of(lang)) == fingerprint(lang), "run python tools/train_tone.py"


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ("Aivan uskomatonta pelleilyä, en osta teiltä enää ikinä!", "Lasku tuli kahdesti."),
        ("Netti ei ole toiminut eilisen jälkeen.", "Milloin olette auki?"),
        ("Mihin aikaan voin tulla?", "Kiitos, hyvin meni."),
        ("Kiitos, hyvin meni.", "Aivan ihana palvelu, suosittelen lämpimästi kaikille!"),
        ("This is a disgrace, you are liars and thieves.", "The invoice is wrong."),
        ("The parcel arrived broken.", "What time do you open?"),
        ("Can I book for Friday?", "Thank you, it works now."),
        ("Thanks, all fine.", "Absolutely wonderful, you are the best, a thousand thanks!"),
    ],
)
def test_one_sounds_better_than_another(worse, better):
    assert tone_of(worse).tone + 0.3 < tone_of(better).tone


def test_the_words_that_say_so_are_named():
    text = "Hei, tämä on hävytöntä touhua. Tilasin sen maanantaina."
    said = [text[start:end] for start, end in tone_of(text, "fi").words]
    assert "hävytöntä" in said
    assert "maanantaina" not in said


@pytest.mark.parametrize("text", ["", "   ", "?!", "12345", "Tack så mycket för hjälpen!"])
def test_what_cannot_be_read_says_nothing_of_anybody(text):
    assert tone_of(text, "" if text.strip() else "fi").words == ()


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300), st.sampled_from(["fi", "en", "sv", ""]))
def test_any_text_has_a_tone_and_its_words_are_inside(text, lang):
    heard = tone_of(text, lang)
    assert 1 <= heard.tone <= 5
    assert all(0 <= one <= 1 for one in (heard.complaint, heard.urgent, heard.churn))
    assert all(0 <= start < end <= len(text) for start, end in heard.words)


# What may not be lost again: Spearman's rho of the tone, AUC of the furious, F1 of complaints.
# The second set of each language is irony, reproach without a word of feeling, thanks in a complaint.
LEAST = {
    "tone_fi": (0.93, 0.97, 0.86),
    "tone_en": (0.88, 0.96, 0.86),
    "tone_fi_h": (0.88, 0.95, 0.85),
    "tone_en_h": (0.87, 0.95, 0.8),
}


@needs_dictionary
@pytest.mark.parametrize("name", LEAST)
def test_messages_of_other_people(name):
    rho, furious, complaint = scored(DATA / f"{name}.jsonl", name.split("_")[1])
    least_rho, least_furious, least_complaint = LEAST[name]
    assert rho >= least_rho
    assert furious >= least_furious
    assert complaint >= least_complaint


@needs_dictionary
@pytest.mark.parametrize("lang", ["fi", "en"])
def test_shared_examples(lang, shared):
    rho, _, complaint = scored(shared / "gold/tone_dev.jsonl", lang)
    assert rho >= 0.7, "a dozen messages: a mark, not a measure"
    assert complaint >= 0.6


def scored(path, lang):
    rows = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
    rows = [row for row in rows if row.get("lang", lang) == lang]
    heard = [tone_of(row["text"], lang) for row in rows]
    tones, wanted = [one.tone for one in heard], [row["tone"] for row in rows]
    furious = area([-tone for tone in tones], [tone == 1 for tone in wanted])
    said = [
        (one.complaint > 0.5, bool(row["complaint"])) for one, row in zip(heard, rows, strict=True)
    ]
    right = said.count((True, True))
    f1 = 2 * right / (2 * right + said.count((True, False)) + said.count((False, True)))
    return spearman(tones, wanted), furious, f1


def ranks(values):
    """Return the rank of each, equal ones sharing the mean of theirs."""
    return [
        sum(other < value for other in values) + sum(other == value for other in values) / 2
        for value in values
    ]


def spearman(some, others):
    """Return Spearman's rho: Pearson's correlation of the ranks."""
    one, two = ranks(some), ranks(others)
    mean = len(some) / 2
    both = sum((a - mean) * (b - mean) for a, b in zip(one, two, strict=True))
    return both / (sum((a - mean) ** 2 for a in one) * sum((b - mean) ** 2 for b in two)) ** 0.5


def area(values, wanted):
    """Return the area under the ROC curve: how often one of them stands above one of the others."""
    yes = [value for value, want in zip(values, wanted, strict=True) if want]
    no = [value for value, want in zip(values, wanted, strict=True) if not want]
    above = sum((a > b) + (a == b) / 2 for a in yes for b in no)
    return above / (len(yes) * len(no))
