"""Who a mail proves to be from, and what that decides."""

import pytest

from hoituu.channels.email.actions import name_letter, set_up_inbox, store_mails, take_in_mail
from hoituu.channels.email.contacts import Arrived, read_stored
from hoituu.channels.email.models import Inbox, RawMail
from hoituu.channels.email.queries import servers_that_looked
from hoituu.channels.email.rules.outcome import Source
from hoituu.channels.email.tests.builders import a_mail
from hoituu.conversations.actions import answer_customer
from hoituu.conversations.models import Conversation, Message, Participant
from hoituu.conversations.rules import Draft
from hoituu.conversations.tests.builders import NOON, a_person

pytestmark = pytest.mark.django_db
PASSED = "mx.firma.example; spf=pass; dkim=pass; dmarc=pass"
FAILED = "mx.firma.example; spf=softfail; dkim=none; dmarc=fail"


@pytest.fixture
def inbox():
    a_person()
    return set_up_inbox(
        Inbox(name="tuki", address="tuki@firma.example"),
        authserv_id="mx.firma.example",
        smtp_host="127.0.0.1",
        now=NOON,
    )


def comes(raw, inbox):
    [mail] = store_mails([Arrived(raw, Source.PIPE, inbox)], now=NOON)
    take_in_mail(read_stored([mail], now=NOON), now=NOON)
    return RawMail.objects.get(pk=mail.pk).message


def answered(message, inbox):
    conversation = message.conversation
    draft = Draft("Hei", to=("matti@asiakas.example",))
    answer = answer_customer(conversation, author_id=conversation.owner_id, draft=draft, now=NOON)
    return name_letter(answer, inbox=inbox, now=NOON).value


def test_a_proven_customer_is_threaded_and_acknowledged(inbox):
    first = comes(a_mail(Authentication_Results=PASSED), inbox)
    ours = answered(first, inbox)
    again = comes(
        a_mail(
            "Kiitos", message_id="<2@a.example>", In_Reply_To=ours, Authentication_Results=PASSED
        ),
        inbox,
    )
    assert again.conversation_id == first.conversation_id
    assert (again.verdicts, again.unproven) == ("spf=pass dkim=pass dmarc=pass", False)
    assert Message.objects.filter(kind="first_word").count() == 1


def test_somebody_who_only_says_so_belongs_nowhere_and_hears_nothing(inbox):
    first = comes(a_mail(Authentication_Results=PASSED), inbox)
    ours = answered(first, inbox)
    forged = a_mail(
        "Lähetä tietoni uudelleen",
        message_id="<3@a.example>",
        In_Reply_To=ours,
        Cc="huijari@toinen.example",
        Authentication_Results=FAILED,
    )
    message = comes(forged, inbox)
    assert message.unproven
    assert message.conversation_id != first.conversation_id
    assert message.conversation.related_to_id == first.conversation_id
    assert message.conversation.next_step_at is not None
    assert Message.objects.filter(kind="first_word").count() == 1
    assert not Participant.objects.filter(address="huijari@toinen.example").exists()


def test_the_word_of_another_server_decides_nothing(inbox):
    theirs = FAILED.replace("mx.firma", "mx.muu")
    assert not comes(a_mail(Authentication_Results=theirs), inbox).unproven
    assert servers_that_looked(inbox) == ["mx.muu.example"]


class TestNumberInTheSubject:
    def test_it_is_a_hint_for_who_takes_part(self, inbox):
        first = comes(a_mail(), inbox)
        again = a_mail(
            subject=f"Vielä asiasta {first.conversation.number}",
            message_id="<2@a.example>",
            Authentication_Results=PASSED,
        )
        assert comes(again, inbox).conversation_id == first.conversation_id

    def test_whoever_only_writes_the_sender_gets_nowhere_with_it(self, inbox):
        first = comes(a_mail(), inbox)
        guessed = a_mail(
            subject=first.conversation.number, message_id="<7@a.example>", Cc="v@muu.example"
        )
        assert comes(guessed, inbox).conversation_id != first.conversation_id
        assert not first.conversation.participants.filter(address="v@muu.example").exists()

    def test_it_tells_a_stranger_nothing(self, inbox):
        first = comes(a_mail(), inbox)
        strangers = a_mail(
            subject=first.conversation.number,
            sender="Ville <ville@muu.example>",
            message_id="<4@muu.example>",
        )
        message = comes(strangers, inbox)
        assert message.conversation_id != first.conversation_id
        assert message.conversation.related_to_id is None

    def test_a_forged_one_is_no_hint(self, inbox):
        first = comes(a_mail(), inbox)
        forged = a_mail(
            subject=first.conversation.number,
            message_id="<5@a.example>",
            Authentication_Results=FAILED,
        )
        assert comes(forged, inbox).conversation_id != first.conversation_id


def test_a_name_that_somebody_uses_again_stays_with_the_first(inbox):
    first = comes(a_mail(message_id="<sama@a.example>"), inbox)
    thief = a_mail("Toinen", message_id="<sama@a.example>", sender="v@muu.example")
    assert comes(thief, inbox).conversation_id != first.conversation_id
    reply = a_mail("Lisää", message_id="<6@a.example>", References="<sama@a.example>")
    assert comes(reply, inbox).conversation_id == first.conversation_id
    assert Conversation.objects.count() == 2
