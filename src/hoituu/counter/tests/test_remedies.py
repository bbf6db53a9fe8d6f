"""The customer's own page: they choose, propose another, or need nothing."""

import pytest
from django.utils import timezone

from hoituu.conversations.actions import answer_customer
from hoituu.conversations.models import Conversation
from hoituu.conversations.rules import Draft
from hoituu.conversations.tests.builders import a_conversation
from hoituu.promises.models import Promise
from hoituu.recovery.actions import (
    offer_remedy,
    open_recovery,
    refuse_proposal,
    withdraw_remedy,
)
from hoituu.recovery.models import Remedy
from hoituu.recovery.rules import RemedyKind
from hoituu.staff.addresses import page_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def complaint():
    now = timezone.now()
    one = a_conversation(now=now, language="en")
    return open_recovery(one, by_id=one.owner_id, now=now)


def offered(one, text="A month for free"):
    return offer_remedy(
        one,
        kind=RemedyKind.CREDIT,
        text=text,
        worth_cents=4_000,
        days=3,
        by=one.conversation.owner,
        now=timezone.now(),
    )


def decide(client, one, **facts):
    url = f"{page_path(one.conversation_id)}right/"
    return client.post(url, facts, follow=True).content.decode()


def test_they_choose_and_it_is_promised(client, complaint):
    remedy = offered(complaint)
    page = client.get(page_path(complaint.conversation_id)).content.decode()
    assert "How shall we put this right?" in page
    assert "Consumer Disputes Board" in page
    assert "A month for free, €40" in page
    assert "done by " in page  # when it would be, before they choose
    chosen = decide(client, complaint, choice=remedy.pk)
    assert "We have agreed: A month for free, €40." in chosen
    assert "This is how we put it right" in chosen
    assert "Agreed: A month for free. Done by" in chosen
    assert Promise.objects.filter(text="A month for free").exists()


def test_what_was_taken_back_meanwhile_is_said_and_nothing_is_promised(client, complaint):
    remedy = offered(complaint)
    withdraw_remedy(remedy, by_id=complaint.conversation.owner_id, now=timezone.now())
    assert "taken back or changed" in decide(client, complaint, choice=remedy.pk)
    assert "taken back or changed" in decide(client, complaint, choice=999_999)
    assert "taken back or changed" in decide(client, complaint, choice="x")
    assert not Promise.objects.filter(text=remedy.text).exists()


def test_they_propose_another_and_it_reaches_who_has_the_matter(client, complaint):
    offered(complaint)
    assert "reads your proposal" in decide(client, complaint, other="Come on Saturday instead.")
    assert Remedy.objects.filter(by_customer=True, state="proposed").exists()
    assert Conversation.objects.get().messages.filter(channel="page").count() == 1
    page = client.get(page_path(complaint.conversation_id)).content.decode()
    assert "You proposed: Come on Saturday instead." in page
    refuse_proposal(
        Remedy.objects.get(by_customer=True),
        by_id=complaint.conversation.owner_id,
        now=timezone.now(),
    )
    page = client.get(page_path(complaint.conversation_id)).content.decode()
    assert "That could not be done." in page


def test_a_proposal_without_words_is_asked_for_once_more(client, complaint):
    offered(complaint)
    assert "Write first what would be fair to you." in decide(client, complaint, other="  ")
    assert not Remedy.objects.filter(by_customer=True).exists()


def test_they_need_nothing_more_and_may_change_their_mind(client, complaint):
    offered(complaint)
    page = decide(client, complaint, nothing="1")
    assert "All right, you need nothing more. If you change your mind, tell us here." in page
    assert "I need nothing more" not in page
    assert "A month for free" not in page
    assert "reads your proposal" in decide(client, complaint, other="A visit after all")


def test_an_amount_that_the_words_say_is_not_said_twice(client, complaint):
    offered(complaint, "Money back, €40")
    page = client.get(page_path(complaint.conversation_id)).content.decode()
    assert page.count("€40") == 1


def test_a_second_choice_after_the_first_says_that_it_is_agreed(client, complaint):
    first, second = offered(complaint), offered(complaint, "A visit")
    decide(client, complaint, choice=first.pk)
    assert "We have agreed on something already" in decide(client, complaint, choice=second.pk)
    assert "We have agreed: A month for free, €40" in decide(client, complaint, choice=first.pk)


def test_a_guessed_link_opens_nothing(client, complaint):
    remedy = offered(complaint)
    guessed = f"/my/{complaint.conversation_id}.aaaaaaaaaaaaaaaa/right/"
    assert client.post(guessed, {"choice": remedy.pk}).status_code == 404


def test_nobody_who_did_not_complain_is_asked(client):
    one = a_conversation(now=timezone.now(), language="en")
    draft = Draft("Hello", to=("matti@asiakas.example",))
    answer_customer(one, author_id=one.owner_id, draft=draft, now=timezone.now())
    assert "put this right" not in client.get(page_path(one.pk)).content.decode()
