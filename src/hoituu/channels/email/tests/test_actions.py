import socket
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from email.utils import formatdate

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.utils import timezone

from hoituu.channels.email.actions import (
    name_letter,
    set_up_inbox,
    store_mails,
    take_in_mail,
    try_again,
)
from hoituu.channels.email.contacts import Arrived, read_stored
from hoituu.channels.email.jobs import Carriers, read_new_mail, send_queued
from hoituu.channels.email.letters import letter_for
from hoituu.channels.email.models import Inbox, LetterId, RawMail
from hoituu.channels.email.queries import (
    inboxes_for,
    known_names,
    message_that_bounced,
    proven,
    quarantine,
    quarantine_of,
)
from hoituu.channels.email.rules import read_mail
from hoituu.channels.email.rules.outcome import InboxIncomplete, Outcome, Security, Source
from hoituu.channels.email.tests.builders import BOUNCE, a_mail
from hoituu.conversations.actions import answer_customer
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.rules import UNDO_FOR, Draft, Turn
from hoituu.conversations.tests.builders import NOON, a_person
from hoituu.customers.models import ContactPoint
from hoituu.promises.actions import answer_with_promise, send_written, start_conversation
from hoituu.staff.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def inbox():
    a_person()
    return set_up_inbox(
        Inbox(name="tuki", address="asiakaspalvelu@pohjanverkko.example"),
        smtp_host="127.0.0.1",
        smtp_port=1,
        smtp_security=Security.NONE,
        smtp_password="salasana",
        now=NOON,
    )


def place_of(raw):
    letter = read_mail(raw)
    return proven(letter, (), known_names([letter]))


def comes(raw, inbox, now=NOON):
    [mail] = store_mails([Arrived(raw, Source.PIPE, inbox)], now=now)
    if mail.outcome == Outcome.NEW:
        take_in_mail(read_stored([mail], now=now), now=now)
    return RawMail.objects.get(pk=mail.pk)


def answered(one, body="Hei Matti", now=NOON, **facts):
    draft = Draft(body, to=("matti@asiakas.example",), **facts)
    return answer_customer(one, author_id=one.owner_id, draft=draft, now=now)


def test_a_mail_becomes_a_message_with_an_owner(inbox):
    mail = comes(a_mail(), inbox)
    assert mail.outcome == Outcome.MESSAGE
    assert mail.message.conversation.subject == "Netti pätkii"
    assert mail.message.conversation.customer.name == "Matti Virtanen"


def test_the_same_bytes_are_a_duplicate(inbox):
    first, second = comes(a_mail(), inbox), comes(a_mail(), inbox)
    assert (second.outcome, second.message) == (Outcome.DUPLICATE, first.message)
    assert Message.objects.filter(kind="contact").count() == 1


def test_the_same_message_id_is_not_the_same_mail(inbox):
    comes(a_mail("Ensimmäinen"), inbox)
    assert comes(a_mail("Toinen"), inbox).outcome == Outcome.MESSAGE


def test_one_uid_is_stored_once(inbox):
    for _ in range(2):
        store_mails([Arrived(a_mail(), Source.IMAP, inbox, 1, 7)], now=NOON)
    assert RawMail.objects.count() == 1


def test_a_batch_knows_its_own_answers_and_copies(inbox):
    """Two days of outage arrive at once: a customer's addition to their own mail, and a copy."""
    first, other = a_mail(), a_mail("Muu asia", sender="saara@asiakas.example", message_id="<2@a>")
    addition = a_mail("Lisäys", message_id="<3@a>", In_Reply_To="<1@asiakas.example>")
    copy = first.replace(b"To: ", b"Delivered-To: tuki@pohjanverkko.example\nTo: ")
    mails = [Arrived(m, Source.PIPE, inbox) for m in (first, other, addition, copy)]
    take_in_mail(read_stored(store_mails(mails, now=NOON), now=NOON), now=NOON)
    ended = list(RawMail.objects.order_by("pk").values_list("outcome", "message__conversation"))
    matti, saara = ended[0][1], ended[1][1]
    kinds = [outcome for outcome, _ in ended]
    assert kinds == ["message", "message", "message", "duplicate"]
    assert [whose for _, whose in ended] == [matti, saara, matti, matti]
    assert matti != saara


def test_a_batch_costs_the_same_whatever_its_size(inbox, django_assert_max_num_queries):
    mails = [a_mail(sender=f"a{n}@b.example", message_id=f"<{n}@b>") for n in range(30)]
    read = read_stored(
        store_mails([Arrived(m, Source.PIPE, inbox) for m in mails], now=NOON), now=NOON
    )
    with django_assert_max_num_queries(34 + len(mails)):  # One a mail: its next step.
        take_in_mail(read, now=NOON)


def test_what_cannot_be_read_waits_for_a_person_with_its_reason(inbox):
    mail = comes(b"X: " + b"a" * 300_000, inbox)
    [row] = quarantine()
    aino = User.objects.get()
    assert (row.reason, row.owner_id) == ("header_too_large", aino.pk)
    assert NOON < row.due_at < NOON + timedelta(days=1)
    assert quarantine_of(aino.pk, now=NOON) == [row]
    assert quarantine_of(aino.pk + 1, now=NOON) == []
    assert quarantine_of(aino.pk + 1, now=row.due_at + timedelta(minutes=1)) == [row]
    try_again(mail, actor_id=1, now=NOON)
    assert quarantine() == []


def test_an_answer_is_threaded_by_our_message_id(inbox):
    one = comes(a_mail(), inbox).message.conversation
    sent = name_letter(answered(one), inbox=inbox, now=NOON)
    reply = comes(a_mail("Kiitos", message_id="<2@a.example>", In_Reply_To=sent.value), inbox)
    assert reply.message.conversation_id == one.pk


def test_an_answer_is_threaded_by_the_link_it_quotes_when_headers_are_lost(inbox, settings):
    settings.HOITUU_BASE_URL = "https://care.example"
    one = comes(a_mail(), inbox).message.conversation
    message = answered(one)
    _, raw = letter_for(message, inbox=inbox, message_id="<x@y.example>")
    quoted = "\n".join("> " + line for line in read_mail(raw).body_text.split("\n"))
    reply = comes(a_mail(f"Kiitos\n\n{quoted}", message_id="<3@a.example>"), inbox)
    assert reply.message.conversation_id == one.pk


def test_a_forged_token_opens_nothing(inbox):
    one = comes(a_mail(), inbox).message.conversation
    forged = f"<r.{one.pk}.aaaaaaaaaaaaaaaa.00@pohjanverkko.example>"
    assert place_of(a_mail(In_Reply_To=forged)) is None


def test_a_letter_is_whole(inbox, settings):
    settings.HOITUU_BASE_URL = "https://care.example"
    one = comes(a_mail(), inbox).message.conversation
    message = answered(one, "Hei\n\n<b>Korjattu</b>", cc=("maija@asiakas.example",))
    letter = name_letter(message, inbox=inbox, now=NOON)
    envelope, raw = letter_for(message, inbox=inbox, message_id=letter.value)
    mail = message_from_bytes(raw, policy=default)
    assert envelope.recipients == ("matti@asiakas.example", "maija@asiakas.example")
    assert mail["From"] == '"Aino, Pohjan Verkko" <asiakaspalvelu@pohjanverkko.example>'
    assert (mail["Subject"], mail["In-Reply-To"]) == ("Re: Netti pätkii", "<1@asiakas.example>")
    assert mail["Content-Language"] == "fi"
    text = mail.get_body(("plain",)).get_content()
    assert "https://care.example/my/" in text
    assert "&lt;b&gt;Korjattu" in mail.get_body(("html",)).get_content()
    assert "Auto-Submitted" not in mail


def test_without_a_public_address_there_is_no_link(inbox):
    one = comes(a_mail(), inbox).message.conversation
    _, raw = letter_for(answered(one), inbox=inbox, message_id="<x@y.example>")
    assert b"/my/" not in raw


def test_our_own_mail_that_comes_back_answers_nobody(inbox):
    mail = comes(a_mail(sender="asiakaspalvelu@pohjanverkko.example"), inbox)
    assert mail.message.kind == "machine"


def test_a_bounce_marks_the_message_the_address_and_wakes_the_owner(inbox):
    one = comes(a_mail(), inbox).message.conversation
    message = answered(one)
    sent = name_letter(message, inbox=inbox, now=NOON)
    Message.objects.filter(pk=message.pk).update(delivery="sent")
    comes(BOUNCE.format(status="5.1.1", message_id=sent.value).encode(), inbox)
    message.refresh_from_db(), one.refresh_from_db()
    assert (message.delivery, message.failure) == ("failed", "bounced")
    assert (one.turn, one.undelivered) == (Turn.OURS, True)
    assert ContactPoint.objects.get().undelivered_at == NOON


def test_a_bounce_that_may_pass_fails_nothing(inbox):
    one = comes(a_mail(), inbox).message.conversation
    message = answered(one)
    sent = name_letter(message, inbox=inbox, now=NOON)
    raw = BOUNCE.format(status="4.4.1", message_id=sent.value).encode()
    assert message_that_bounced(read_mail(raw)) == message
    comes(raw, inbox)
    message.refresh_from_db()
    assert message.delivery == "queued"


def test_an_inbox_that_could_not_answer_is_refused():
    with pytest.raises(InboxIncomplete):
        set_up_inbox(Inbox(name="x", address="x@y.example"), imap_host="imap.y.example", now=NOON)


def test_passwords_are_not_readable_in_the_database(inbox):
    stored = Inbox.objects.values_list("smtp_password_sealed", flat=True).get()
    assert "salasana" not in stored
    assert Inbox.objects.get().smtp_password == "salasana"


def test_a_hostile_mail_does_not_hold_up_the_others(inbox, settings):
    bad = b"From: a@b.example\nContent-Type: text/plain; charset=utf-7\n\n+2AA-\n"
    store_mails([Arrived(m, Source.PIPE, inbox) for m in (bad, a_mail())], now=NOON)
    read_new_mail()
    assert not RawMail.objects.filter(outcome=Outcome.NEW).exists()


def test_a_message_id_cannot_smuggle_a_header_into_our_answer(inbox):
    raw = a_mail().replace(b"<1@asiakas.example>", b"=?utf-8?q?x=40y=0D=0ABcc:_evil?=")
    one = comes(raw, inbox).message.conversation
    _, sent = letter_for(answered(one), inbox=inbox, message_id="<x@y.example>")
    assert b"Bcc" not in sent.split(b"\r\n\r\n")[0]


def test_one_mail_by_two_ways_is_one_message(inbox):
    comes(a_mail(), inbox)
    twin = comes(b"Delivered-To: toinen@pohjanverkko.example\n" + a_mail(), inbox)
    assert twin.outcome == Outcome.DUPLICATE


def test_another_mailbox_with_the_same_numbers_loses_nothing(inbox):
    store_mails([Arrived(a_mail("Yksi"), Source.IMAP, inbox, 1, 7)], now=NOON)
    store_mails([Arrived(a_mail("Kaksi"), Source.IMAP, inbox, 1, 7)], now=NOON)
    assert RawMail.objects.filter(outcome=Outcome.NEW).count() == 2


def test_the_past_of_a_mailbox_is_not_greeted(inbox):
    comes(a_mail(), inbox, timezone.now())
    assert not Message.objects.filter(kind="first_word").exists()


def test_a_dead_copy_does_not_silence_the_customer(inbox):
    one = comes(a_mail(), inbox).message.conversation
    message = answered(one, cc=("poissa@z.example",))
    sent = name_letter(message, inbox=inbox, now=NOON)
    bounce = BOUNCE.format(status="5.1.1", message_id=sent.value)
    comes(
        bounce.replace("rfc822; matti@asiakas.example", "rfc822; poissa@z.example").encode(), inbox
    )
    assert ContactPoint.objects.get(value="matti@asiakas.example").undelivered_at is None


def test_who_writes_again_can_be_reached_again(inbox):
    comes(a_mail(), inbox)
    ContactPoint.objects.update(undelivered_at=NOON)
    comes(a_mail("Taas minä", message_id="<9@asiakas.example>"), inbox)
    assert ContactPoint.objects.get().undelivered_at is None


class Sink:
    """A mail server that keeps what it gets; `says` is its answer to DATA, or to a recipient."""

    def __init__(self):
        self.mails, self.data, self.rcpt = [], "250 OK", "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope):
        if self.data.startswith("250"):
            envelope.peer = session.peer
            self.mails.append(envelope)
        return self.data


@pytest.fixture
def sink(inbox):
    SMTP.line_length_limit = 100_000
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=_free_port())
    controller.start()
    inbox.smtp_port = controller.port
    inbox.save()
    yield handler
    controller.stop()


def send_everything(carriers=None):
    while send_queued(carriers):
        pass


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class TestSending:
    def test_the_first_word_and_the_answer_leave(self, inbox, sink):
        one = comes(a_mail(Date=formatdate()), inbox, timezone.now()).message.conversation
        answered(one, now=timezone.now())
        send_everything()
        senders = [m.mail_from for m in sink.mails]
        assert senders == ["<>", "asiakaspalvelu@pohjanverkko.example"]
        assert set(Message.objects.exclude(delivery="").values_list("delivery", flat=True)) == {
            "sent"
        }
        assert not send_queued()

    def test_one_connection_carries_all_of_them_and_a_lost_one_is_opened_again(self, inbox, sink):
        carriers = Carriers()
        for number in range(3):
            raw = a_mail(f"Asia {number}", message_id=f"<{number}@a.example>", Date=formatdate())
            comes(raw, inbox, timezone.now())
            send_everything(carriers)
        [carrier] = carriers.open.values()
        carrier.line.sock.shutdown(socket.SHUT_RDWR)  # As a server does with one that rests.
        answered(Conversation.objects.first(), now=timezone.now())
        send_everything(carriers)
        assert len({mail.peer for mail in sink.mails}) == 2
        assert len(sink.mails) == 2  # One address is acknowledged once a day.
        carriers.hang_up_idle(seconds=0)
        assert carriers.open == {}

    def test_an_address_hears_things_in_the_order_they_were_said(self, inbox, sink):
        sink.rcpt = "451 later"
        one = comes(a_mail(Date=formatdate()), inbox, timezone.now()).message.conversation
        send_everything()
        answered(one, now=timezone.now())
        sink.rcpt = "250 OK"
        assert not send_queued()  # The answer waits for the first word, which is put off.
        Message.objects.filter(delivery="queued").update(send_at=timezone.now())
        send_everything()
        assert sink.mails[0].mail_from == "<>"

    def test_while_no_inbox_can_send_all_waits_but_words_whose_time_has_passed(self, inbox):
        one = comes(a_mail(Date=formatdate()), inbox, timezone.now()).message.conversation
        message = answered(one, now=timezone.now())
        Inbox.objects.update(smtp_host="")
        long_ago = timezone.now() - timedelta(hours=5)
        Message.objects.exclude(delivery="").update(at=long_ago, send_at=long_ago)
        send_everything()
        message.refresh_from_db()
        assert (message.delivery, message.failure) == ("queued", "delayed")
        assert Message.objects.get(kind="first_word").failure == "no_inbox"

    def test_a_first_word_of_hours_ago_would_promise_the_past(self, inbox, sink):
        sink.rcpt = "451 later"
        comes(a_mail(Date=formatdate()), inbox, timezone.now())
        Message.objects.filter(delivery="queued").update(at=timezone.now() - timedelta(hours=5))
        send_everything()
        assert Message.objects.get(kind="first_word").failure == "too_old"

    def test_a_server_that_is_down_is_waited_for(self, inbox):
        one = comes(a_mail(Date=formatdate()), inbox, timezone.now()).message.conversation
        message = answered(one, now=timezone.now())
        send_queued()
        message.refresh_from_db(), inbox.refresh_from_db()
        assert (message.delivery, inbox.send_problem) == ("queued", "ConnectionRefusedError")

    def test_a_refused_recipient_is_the_owners_task(self, inbox, sink):
        sink.rcpt = "550 no such user"
        message = answered(
            comes(a_mail(Date=formatdate()), inbox, timezone.now()).message.conversation,
            now=timezone.now(),
        )
        send_everything()
        message.refresh_from_db()
        assert (message.delivery, message.failure) == ("failed", "refused")

    def test_a_message_that_cannot_be_put_together_holds_up_no_other(self, inbox, sink):
        one = comes(a_mail(Date=formatdate()), inbox, timezone.now()).message.conversation
        broken = answered(one, now=timezone.now())
        broken.attachments.create(name="x", media_type="a/b", size=1, sha256="0" * 64)
        answered(one, "Toinen", now=timezone.now())
        send_everything()
        broken.refresh_from_db()
        assert broken.failure == "unwritable"
        assert len(sink.mails) == 2

    def test_a_busy_server_is_tried_again(self, inbox, sink):
        sink.rcpt = "451 later"
        comes(a_mail(Date=formatdate()), inbox, timezone.now())
        send_queued()
        message = Message.objects.get(delivery="queued")
        assert message.send_at > timezone.now()

    def test_what_may_have_gone_goes_under_a_new_id(self, inbox, sink):
        one = comes(a_mail(Date=formatdate()), inbox, timezone.now()).message.conversation
        message = answered(one, now=timezone.now())
        first = name_letter(message, inbox=inbox, now=NOON)
        assert name_letter(message, inbox=inbox, now=NOON) == first
        first.data_began_at = NOON
        first.save()
        send_everything()
        ids = list(LetterId.objects.filter(message=message).values_list("value", flat=True))
        assert len(set(ids)) == 2
        assert place_of(a_mail(In_Reply_To=ids[0])) == one.pk


def test_the_inbox_of_a_conversation_is_the_one_it_came_by(inbox):
    other = set_up_inbox(
        Inbox(name="myynti", address="myynti@pohjanverkko.example"), smtp_host="127.0.0.1", now=NOON
    )
    one = comes(a_mail(), other).message.conversation
    assert inboxes_for([one.pk]) == {one.pk: other}


def test_a_promise_beside_send_is_in_the_mail(inbox):
    one = comes(a_mail(), inbox).message.conversation
    message = answer_with_promise(
        one,
        author_id=one.owner_id,
        draft=Draft("Hei Matti", to=("matti@asiakas.example",)),
        promises=[("Ehdotan korjausaikaa", NOON + timedelta(hours=2))],
        now=NOON,
    )
    _, raw = letter_for(message, inbox=inbox, message_id="<1@x.example>")
    said = read_mail(raw).body_text.replace("\u00a0", " ")
    assert "Lupauksemme: Ehdotan korjausaikaa, tänään klo 14 mennessä." in said


def test_what_we_start_is_no_answer(inbox):
    one = start_conversation(
        to="uusi@asiakas.example",
        name="Uusi",
        subject="Kutsu",
        body="Tervetuloa",
        author_id=User.objects.get().pk,
        now=NOON,
    )
    send_written(one.drafts.get(), now=NOON + UNDO_FOR)
    message = one.messages.get(kind="answer")
    _, raw = letter_for(message, inbox=inbox, message_id="<1@x.example>")
    assert read_mail(raw).subject == "Kutsu"
