"""Who may see and do what at the desk: the owner, a colleague, a viewer, a stranger."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hoituu.channels.email.actions import (
    store_mails,
    take_in_mail,
)
from hoituu.channels.email.contacts import Arrived, read_stored
from hoituu.channels.email.models import RawMail
from hoituu.channels.email.rules.outcome import Source
from hoituu.conversations.actions import queue_first_words, resolve, take
from hoituu.conversations.blobs import put_blob
from hoituu.conversations.models import Conversation, Message, WrittenDraft
from hoituu.conversations.rules import ResolvedBy, Turn
from hoituu.conversations.tests.builders import a_contact, a_person
from hoituu.customers.models import ContactPoint
from hoituu.desk.tests.builders import ALLAUTH, a_fresh_conversation, sign_in
from hoituu.journal.tests.builders import follow_up
from hoituu.promises.actions import look_at_promises, make_promise, send_written, take_in
from hoituu.promises.models import Promise
from hoituu.staff.actions import set_covers, set_shifts
from hoituu.staff.queries import business
from hoituu.staff.rules import Role

pytestmark = pytest.mark.django_db


def write(client, one, **changes):
    said = {
        "kind": "answer",
        "body": "Hei Matti",
        "to": "matti@asiakas.example",
        "seen_id": one.latest_id,
        "send": "1",
    }
    return client.post(reverse("write", args=[one.pk]), said | changes, follow=True)


def test_a_stranger_sees_nothing(client):
    one = a_fresh_conversation()
    for path in (
        "/",
        "/conversations/",
        f"/conversations/{one.pk}/",
        "/settings/people/",
        f"/messages/{one.latest_id}/html/",
        "/attachments/1/",
    ):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"].startswith("/account/login/")) == (302, True)


def test_aino_answers_and_it_waits_ten_seconds(client):
    aino = sign_in(client)
    one = a_fresh_conversation()
    page = write(client, one).content.decode()
    assert "goes out in ten seconds" in page
    draft = WrittenDraft.objects.get(author=aino)
    assert draft.goes_at > timezone.now()
    client.post(reverse("undo", args=[one.pk]))
    draft.refresh_from_db()
    assert draft.goes_at is None


def test_eetu_is_told_that_it_is_not_his_until_he_takes_it(client):
    one = a_fresh_conversation()
    sign_in(client, "Eetu Salo")
    assert "Take it over first" in write(client, one).content.decode()
    client.post(reverse("act", args=[one.pk, "take"]))
    assert "ten seconds" in write(client, one).content.decode()


def test_ville_may_look_but_not_touch(client):
    one = a_fresh_conversation()
    sign_in(client, "Ville Kari", Role.VIEWER)
    assert client.get(reverse("conversation", args=[one.pk])).status_code == 200
    assert write(client, one).status_code == 403
    for what in ("take", "resolve", "spam"):
        assert client.post(reverse("act", args=[one.pk, what])).status_code == 403
    assert client.get("/settings/people/").status_code == 403
    assert not Message.objects.filter(kind="answer").exists()


def test_some_day_comes_back_as_a_sentence_and_loses_nothing(client):
    sign_in(client)
    one = a_fresh_conversation()
    page = write(client, one, promise="Soitan", due_at="").content.decode()
    assert "A promise needs a time" in page
    assert "Hei Matti" in page
    assert not Promise.objects.filter(kind="given").exists()


def test_a_note_is_there_at_once_and_nobody_else_gets_it(client):
    sign_in(client)
    one = a_fresh_conversation()
    write(client, one, kind="note", body="Tämä on meille")
    draft = WrittenDraft.objects.get()
    assert draft.goes_at <= timezone.now()


def test_what_is_typed_is_kept_without_sending(client):
    sign_in(client)
    one = a_fresh_conversation()
    said = {"kind": "answer", "body": "Kesken", "seen_id": one.latest_id}
    answer = client.post(
        reverse("write", args=[one.pk]), said, headers={"accept": "application/json"}
    )
    assert "kept_at" in answer.json()
    assert "Kesken" in client.get(reverse("conversation", args=[one.pk])).content.decode()


def test_a_promise_in_the_text_is_offered_and_written_down_with_the_answer(client):
    sign_in(client)
    one = a_fresh_conversation()
    said = {
        "kind": "answer",
        "body": "Tarkistan ja soitan ensi viikolla.",
        "seen_id": one.latest_id,
    }
    kept = client.post(
        reverse("write", args=[one.pk]), said, headers={"accept": "application/json"}
    )
    [value] = re.findall(r'name="found" value="([^"]+)"', kept.json()["found"])
    page = write(client, one, body=said["body"], found=value).content.decode()
    assert "goes out in ten seconds" in page
    draft = WrittenDraft.objects.get()
    WrittenDraft.objects.update(goes_at=timezone.now())
    send_written(draft, now=timezone.now())
    promise = Promise.objects.get(kind="given")
    assert (promise.text, promise.due_at.isoformat()) == (
        "Soitan ensi viikolla",
        datetime.fromisoformat(value.split("|")[0]).astimezone(UTC).isoformat(),
    )


def test_joku_is_no_promise_and_the_writer_is_asked_who(client):
    sign_in(client)
    one = a_fresh_conversation()
    said = {"kind": "answer", "body": "Joku on yhteydessä huomenna.", "seen_id": one.latest_id}
    client.post(reverse("write", args=[one.pk]), said)
    page = client.get(reverse("conversation", args=[one.pk])).content.decode()
    assert "who? A name and a time" in page


def test_a_mails_own_html_can_do_nothing(client):
    sign_in(client)
    one = a_fresh_conversation(html="<p>Hei</p>")
    answer = client.get(reverse("message_html", args=[one.latest_id]))
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]


def test_what_strangers_write_is_never_run(client):
    sign_in(client)
    one = a_fresh_conversation(
        body="<script>x()</script>", subject="<img src=x onerror=y()>", sender_name="<b>Matti</b>"
    )
    page = client.get(reverse("conversation", args=[one.pk])).content.decode()
    for bad in ("<script>x", "<img src=x", "<b>Matti"):
        assert bad not in page


def test_done_spam_and_back(client):
    sign_in(client)
    one = a_fresh_conversation()
    for what, turn in [("resolve", Turn.RESOLVED), ("spam", Turn.SPAM), ("unspam", Turn.OURS)]:
        client.post(reverse("act", args=[one.pk, what]))
        one.refresh_from_db()
        assert one.turn == turn


def test_of_two_who_take_it_at_once_one_has_it_and_the_other_is_told(client):
    one, ulla = a_fresh_conversation(), a_person("Ulla Aalto", language="en")
    for name in ("Eetu Salo", "Ulla Aalto"):
        sign_in(client, name)
        page = client.post(
            reverse("act", args=[one.pk, "take"]), {"from": one.owner_id}, follow=True
        ).content.decode()
    assert "A colleague was first" in page
    assert "In care of: Eetu Salo" in page
    one.refresh_from_db()
    assert one.owner != ulla


def test_what_the_house_wrote_bears_the_name_of_who_had_it_then(client):
    eetu = sign_in(client, "Eetu Laine")
    one = a_fresh_conversation()
    now = timezone.now()
    queue_first_words([(one, "matti@asiakas.example", "Kiitos!")], now=now)
    take(one, by_id=eetu.pk, now=now + timedelta(seconds=1))
    page = client.get(reverse("conversation", args=[one.pk])).content.decode()
    assert "Hoituu, for Aino" in page
    assert "Hoituu, for Eetu" not in page


def test_giving_to_a_colleague_who_takes_it(client):
    sign_in(client)
    one, eetu = a_fresh_conversation(), a_person("Eetu Salo", language="en")
    always = {day: [(0, 24 * 60)] for day in range(7)}
    set_shifts(eetu, week=always, actor_id=None, now=timezone.now())
    said = {"to_id": eetu.pk, "sentence": "Osaat tämän"}
    page = client.post(reverse("give", args=[one.pk]), said, follow=True).content.decode()
    assert "Waits until Eetu Salo takes it" in page
    client.force_login(eetu, backend=ALLAUTH)
    assert "Aino offers you this" in client.get("/").content.decode()
    client.post(reverse("act", args=[one.pk, "take"]))
    one.refresh_from_db()
    assert (one.owner, one.offered_to) == (eetu, None)


def test_a_new_time_is_told_to_the_customer_in_one_press(client):
    sign_in(client)
    one, now = a_fresh_conversation(), timezone.now()
    promise = make_promise(one, text="Soitan", due_at=now + timedelta(hours=1), now=now)
    page = client.get(reverse("conversation", args=[one.pk])).content.decode()
    assert "Tell the customer" in page
    tell = reverse("settle_promise", args=[promise.pk, "tell"])
    later = timezone.localtime(now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    said = client.post(tell, {"due_at": later}, follow=True).content.decode()
    assert "hears of the new time from you now" in said
    assert one.messages.filter(kind="first_word", delivery="queued").count() == 1
    assert "A promise needs a time" in client.post(tell, {}, follow=True).content.decode()


def test_a_lead_and_a_stand_in_see_what_nobody_reacts_to(client):
    one, now = a_fresh_conversation(), timezone.now()
    promise = make_promise(one, text="Soitan", due_at=now + timedelta(hours=1), now=now)
    look_at_promises([promise], now=now + timedelta(minutes=59))
    eetu = sign_in(client, "Eetu Salo")
    assert "needs help with a promise" not in client.get("/").content.decode()
    set_covers(one.owner, stand_ins=[eetu], actor_id=None, now=now)
    assert "Aino needs help with a promise" in client.get("/").content.decode()
    sign_in(client, "Camilla Rinne", Role.LEAD)
    assert "Aino needs help with a promise" in client.get("/").content.decode()


def test_a_call_is_written_down_and_the_customer_leaves_with_a_name(client):
    sign_in(client)
    page = client.post(
        "/new/",
        {
            "channel": "phone",
            "text": "Netti ei toimi",
            "name": "Saara",
            "reach": "040 123 4567",
            "keeps_it": "on",
        },
        follow=True,
    )
    assert "takes care of this" in page.content.decode()
    one = Conversation.objects.get()
    assert (one.channel, one.customer.name) == ("phone", "Saara")
    assert Promise.objects.filter(conversation=one).exists()


def test_what_a_customer_spends_is_written_in_euros(client):
    sign_in(client)
    one = a_fresh_conversation()
    change = reverse("change_customer", args=[one.customer_id, "describe"])
    page = client.post(change, {"name": "Matti", "monthly": "412.50"}, follow=True)
    assert 'value="412.50"' in page.content.decode()
    one.customer.refresh_from_db()
    assert one.customer.monthly_cents == 41_250
    client.post(change, {"name": "Matti", "monthly": "paljon"})
    client.post(change, {"name": "Matti", "monthly": "-3"})
    one.customer.refresh_from_db()
    assert one.customer.monthly_cents == 41_250
    client.post(change, {"name": "Matti", "monthly": ""})
    one.customer.refresh_from_db()
    assert one.customer.monthly_cents is None


def test_a_number_that_is_none_is_said_so(client):
    sign_in(client)
    page = client.post("/new/", {"channel": "phone", "text": "Netti", "reach": "kissa"})
    assert "neither an e-mail address nor a phone number" in page.content.decode()


def test_pictures_that_came_along_are_shown_and_others_only_when_asked_for(client):
    sign_in(client)
    one = a_fresh_conversation()
    message = one.messages.get()
    message.html = '<img src="cid:a@x"><img src="cid:b@x"><img src="https://x.example/spy.png">'
    message.save()
    png = b"\x89PNG\r\n\x1a\n0"
    for name, content in (("a@x", png), ("b@x", b"<script>alert(1)</script>")):
        message.attachments.create(
            name="k.png", size=len(content), sha256=put_blob(content), content_id=name
        )
    path = reverse("message_html", args=[message.pk])
    page, asked = client.get(path), client.get(path, {"pictures": "1"})
    assert page.content.count(b'src="data:image/png;base64,') == 1
    assert b"script" not in page.content
    assert "img-src data:;" in page["Content-Security-Policy"]
    assert "img-src data: https: http:;" in asked["Content-Security-Policy"]
    thread = client.get(reverse("conversation", args=[one.pk])).content.decode()
    assert f'{path}?pictures=1" target="mail-{message.pk}"' in thread


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/", 21),  # Today asks once for each thing that it shows.
        ("/conversations/", 20),
        ("/promises/", 20),
        ("/search/?q=netti", 20),
        ("/settings/", 20),
        ("/new/", 20),
        ("/new/mail/", 20),
        ("/feedback/", 20),
        ("/complaints/", 20),
        ("/review/", 21),
    ],
)
def test_pages_cost_the_same_however_much_there_is(
    client, path, most, django_assert_max_num_queries
):
    sign_in(client)
    for number in range(5):
        a_fresh_conversation(sender=f"a{number}@asiakas.example")
    client.get(path)
    with django_assert_max_num_queries(most):
        assert client.get(path).status_code == 200


def test_a_customer_takes_their_data_along_and_is_forgotten(client):
    lead = sign_in(client, role=Role.LEAD)
    one = a_fresh_conversation()
    page = client.post(reverse("export_customer", args=[one.customer_id]))
    assert page.getvalue()[:2] == b"PK"
    erase = reverse("erase_customer", args=[one.customer_id])
    page = client.post(erase, {"sure": "on"}, follow=True)
    assert "still open with them" in page.content.decode()
    resolve(one, by=ResolvedBy.PERSON, actor_id=lead.pk, now=timezone.now())
    client.post(erase, {"sure": "on"})
    follow_up(now=timezone.now())
    assert not ContactPoint.objects.filter(customer_id=one.customer_id).exists()


def test_an_agent_neither_exports_nor_erases(client):
    sign_in(client)
    one = a_fresh_conversation()
    for name in ("export_customer", "erase_customer"):
        assert client.post(reverse(name, args=[one.customer_id])).status_code == 403


def test_a_mail_that_nobody_could_read_gets_an_owner(client):
    lead = sign_in(client, role=Role.LEAD)
    mail = Arrived(b"X: " + b"a" * 300_000, Source.PIPE)
    [raw] = store_mails([mail], now=timezone.now())
    take_in_mail(read_stored([raw], now=timezone.now()), now=timezone.now())
    assert "headers are larger" in client.get(reverse("quarantine")).content.decode()
    client.post(reverse("make_conversation", args=[raw.pk]))
    one = Conversation.objects.get()
    file = one.messages.get().attachments.get()
    assert (one.owner, one.turn, file.sha256) == (lead, Turn.OURS, raw.sha256)
    assert RawMail.objects.get().outcome == "message"


class TestNewcomersFindings:
    def test_a_wrong_address_stops_the_answer_and_stays_in_its_field(self, client):
        sign_in(client)
        one = a_fresh_conversation()
        page = write(client, one, to="matti@asiakas.example, höpö").content.decode()
        assert "This is not an address, so nothing was sent: höpö." in page
        assert 'value="matti@asiakas.example, höpö"' in page
        assert WrittenDraft.objects.get().goes_at is None

    def test_a_signature_alone_says_nothing(self, client):
        aino = sign_in(client)
        one = a_fresh_conversation()
        body = f"\n\n{aino.name.split()[0]}\n{business().name}"
        assert "Write something first." in write(client, one, body=body).content.decode()

    def test_spam_with_our_first_word_on_it_can_be_marked(self, client):
        sign_in(client)
        [received] = take_in([a_contact("Osta nyt", at=timezone.now())], now=timezone.now())
        one = Conversation.objects.get(pk=received.conversation_id)
        assert one.open_promises == 1
        client.post(reverse("act", args=[one.pk, "spam"]))
        one.refresh_from_db()
        assert (one.turn, one.open_promises) == (Turn.SPAM, 0)

    def test_what_could_not_leave_is_on_today(self, client):
        aino = sign_in(client)
        one = a_fresh_conversation()
        WrittenDraft.objects.create(
            conversation=one,
            author=aino,
            body="Hei",
            stopped="NobodyToTell",
            updated_at=timezone.now(),
        )
        assert "has not left" in client.get("/").content.decode()

    @pytest.mark.parametrize("query", ["0405556677", "040 555 6677", "+358405556677", "h{number}"])
    def test_a_customer_is_found_as_they_are_read_aloud(self, client, query):
        sign_in(client)
        reach = {"sender_kind": "phone", "sender": "+358405556677"}
        one = a_fresh_conversation(**reach)
        found = client.get("/search/", {"q": query.format(number=one.pk + 1000)})
        assert f"/conversations/{one.pk}/" in found.content.decode()


def test_how_our_word_has_held_is_shown_by_week_and_never_by_person(client):
    sign_in(client)
    one = a_fresh_conversation()
    make_promise(one, due_at=timezone.now() + timedelta(seconds=1), now=timezone.now())
    assert "Every promise of the week has held" in client.get("/promises/numbers/").content.decode()
    shown = client.get("/promises/numbers/?week=2026-03-02").content.decode()
    assert "Nothing fell due in this week" in shown
    for odd in ("x", "9999-12-31", "0001-01-01", ""):
        assert client.get(f"/promises/numbers/?week={odd}").status_code == 200
    table = client.get("/promises/numbers/").content.decode().partition("<table")[2]
    assert "Aino" not in table.partition("</table>")[0]


def test_the_slip_has_a_code_that_opens_the_customers_own_page(client, settings):
    sign_in(client)
    one = a_fresh_conversation()
    path = reverse("slip", args=[one.pk])
    assert 'class="qr"' not in client.get(path).content.decode()  # Nobody outside could open it.
    settings.HOITUU_BASE_URL = "https://palvelu.firma.example"
    assert 'class="qr"' in client.get(path).content.decode()
