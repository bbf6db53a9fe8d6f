"""What the house itself writes to customers is clean under its own habits, in both languages."""

from datetime import timedelta

import pytest
from django.utils import translation

from hoituu.callbacks import words as of_calls
from hoituu.callbacks.tests.builders import a_call, a_window, open_always
from hoituu.coach import review
from hoituu.conversations.tests.builders import NOON
from hoituu.language.morphology import knows_finnish
from hoituu.promises import words as of_promises
from hoituu.promises.models import Promise
from hoituu.promises.rules import PromiseKind
from hoituu.site.tests.page_texts import page_texts
from hoituu.staff.queries import business

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not knows_finnish(), reason="libvoikko is not installed"),
]


def letters():
    """Yield every letter with its name: about promises, about calls."""
    now = NOON
    later = now + timedelta(hours=5)
    open_always()
    call, firm = a_call(now=now), business()
    one = call.conversation
    told = {"firm": firm, "now": now}
    about = {"conversation": one, **told}
    yield "first", of_promises.first_word(owner=one.owner.name, due_at=later, **about)
    for kind in (PromiseKind.CALL, PromiseKind.GIVEN):
        for due_at in (now - timedelta(hours=1), now + timedelta(hours=1)):
            promise = Promise(kind=kind, due_at=due_at, text="")
            yield f"own up {kind}", of_promises.own_up_word(promise=promise, **about)
            yield (
                f"new time {kind} {due_at}",
                of_promises.new_time_word(promise=promise, due_at=later, **about),
            )
    for away in (True, False):
        yield (
            f"other person {away}",
            of_promises.changed_person_word(before="Aino Mäkelä", away=away, **about),
        )
    yield "reminder", of_promises.reminder_word(**about)
    for name in ("agreed_word", "soon_word", "not_now_word", "no_second_word"):
        yield name, getattr(of_calls, name)(callback=call, **told)
    for again in (True, False):
        yield f"missed {again}", of_calls.not_reached_word(callback=call, again=again, **told)
    yield "moved", of_calls.moved_word(callback=call, before=a_window(2, since=now), **told)


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_no_letter_of_ours_has_a_bad_habit(lang):
    with translation.override(lang):
        said = {name: review(letter, lang).findings for name, letter in letters()}
    assert len(said) == 17
    heard = {n: [(f.habit, f.text) for f in found] for n, found in said.items() if found}
    assert heard == {}


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_no_text_of_our_pages_has_a_bad_habit(lang):
    texts = page_texts(lang)
    assert len(texts) > 100
    heard = {text: [f.habit for f in review(text, lang).findings] for text in texts}
    assert {text: found for text, found in heard.items() if found} == {}
