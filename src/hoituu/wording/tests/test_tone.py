"""What a business corrects is learnt from, and what is erased is unlearnt."""

import pytest
from django.utils import timezone

from hoituu.conversations.queries import latest_contact
from hoituu.conversations.tests.builders import a_conversation
from hoituu.language.tone import NOTHING, tone_of
from hoituu.wording.actions import correct_tone, erase_person
from hoituu.wording.jobs import learn_tones
from hoituu.wording.models import Correction, Lesson
from hoituu.wording.queries import export_person, taught_here
from hoituu.wording.rules import NotACustomersMessage

pytestmark = pytest.mark.django_db
NOW = timezone.now()
INVOICE = "Lasku tuli taas kahdesti tässä kuussa."


def a_message(body=INVOICE, **facts):
    return latest_contact(a_conversation(now=NOW, body=body, **facts).pk)


def test_what_is_corrected_is_heard_so_the_next_time():
    assert tone_of(INVOICE, "fi").complaint > 0.9
    correct_tone(a_message(), tone=3, complaint=False, actor_id=1, now=NOW)
    assert taught_here("fi").rows == {}, "the worker learns, not whoever waits for the page"
    learn_tones()
    heard = tone_of("Lasku tuli kahdesti.", "fi", taught_here("fi"))
    assert heard.complaint < 0.5
    other = "Olen pettynyt, netti ei ole toiminut."
    assert tone_of(other, "fi", taught_here("fi")).complaint > 0.8, "and nothing else is"


def test_a_second_correction_of_a_message_replaces_the_first():
    message = a_message()
    correct_tone(message, tone=3, complaint=False, actor_id=1, now=NOW)
    learn_tones()
    correct_tone(message, tone=1, complaint=True, actor_id=2, now=NOW)
    learn_tones()
    assert Correction.objects.get().tone == 1
    assert tone_of(INVOICE, "fi", taught_here("fi")).tone < 2


def test_only_what_a_customer_said_in_a_language_we_hear_is_corrected():
    swedish = a_message(language="sv")
    with pytest.raises(NotACustomersMessage):
        correct_tone(swedish, tone=1, complaint=True, actor_id=1, now=NOW)
    assert not Lesson.objects.exists()


def test_what_was_learnt_while_another_correction_came_is_learnt_once_more(monkeypatch):
    message = a_message()
    correct_tone(message, tone=3, complaint=False, actor_id=1, now=NOW)
    from hoituu.wording import jobs

    def teach_slowly(corrections, language):
        correct_tone(message, tone=1, complaint=True, actor_id=1, now=NOW)
        return jobs.__dict__["taught_then"](corrections, language)

    jobs.taught_then = jobs.teach
    monkeypatch.setattr(jobs, "teach", teach_slowly)
    learn_tones()
    assert Lesson.objects.get().is_stale, "what came meanwhile is still to be learnt"
    monkeypatch.undo()
    del jobs.taught_then
    learn_tones()
    assert not Lesson.objects.get().is_stale


def test_what_is_erased_is_unlearnt():
    message = a_message()
    customer_id = message.conversation.customer_id
    correct_tone(message, tone=1, complaint=True, actor_id=1, now=NOW)
    learn_tones()
    assert export_person(customer_id) == [{"message": message.pk, "tone": 1, "complaint": True}]
    assert taught_here("fi").rows
    erase_person(customer_id, now=NOW)
    learn_tones()
    assert export_person(customer_id) == []
    assert taught_here("fi") == NOTHING
