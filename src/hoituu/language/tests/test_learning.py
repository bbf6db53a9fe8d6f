"""What corrections teach: they hold, they spread to their like, and leave the rest alone."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoituu.language.tone import NOTHING, Correction, taught, teach, tone_of

DATA = Path(__file__).parent / "data"


def messages(lang):
    lines = (DATA / f"tone_{lang}.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_what_was_corrected_is_heard_so(lang):
    """Corrections that all say the opposite of what was heard."""
    known = [
        Correction(m["text"], m["tone"] + (2 if m["tone"] < 3 else -2), not m["complaint"])
        for m in messages(lang)[:60]
    ]
    lesson = taught(teach(known, lang), lang)
    for one in known:
        heard = tone_of(one.text, lang, lesson)
        assert (heard.complaint > 0.5) is one.complaint
        assert abs(heard.tone - one.tone) < 1


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_corrections_leave_other_messages_nearly_as_they_were(lang):
    some, others = messages(lang)[:60], messages(lang)[60:]
    lesson = taught(teach([Correction(m["text"], m["tone"]) for m in some], lang), lang)
    moved = [
        abs(tone_of(m["text"], lang, lesson).tone - tone_of(m["text"], lang).tone) for m in others
    ]
    assert sum(moved) / len(moved) < 0.15


def test_no_corrections_teach_nothing_and_bytes_of_another_shape_neither():
    assert taught(teach([], "fi"), "fi") == NOTHING
    assert taught(b"no lesson", "fi") == NOTHING
    assert tone_of("Kiitos!", "fi", taught(b"", "fi")) == tone_of("Kiitos!", "fi")


def test_a_lesson_beside_other_weights_is_none():
    lesson = teach([Correction("Lasku tuli kahdesti.", 5, complaint=False)], "fi")
    assert taught(lesson, "fi").rows
    assert taught(lesson, "en") == NOTHING


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.builds(
            Correction,
            st.text(max_size=60),
            st.one_of(st.none(), st.integers(1, 5)),
            st.one_of(st.none(), st.booleans()),
        ),
        max_size=5,
    )
)
def test_any_corrections_teach_something_that_can_be_used(corrections):
    heard = tone_of("Lasku tuli kahdesti.", "fi", taught(teach(corrections, "fi"), "fi"))
    assert 1 <= heard.tone <= 5
    assert 0 <= heard.complaint <= 1
