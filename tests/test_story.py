"""The main job over real protocols: IMAP in, SMTP out, a browser at the desk and at the counter."""

import json
import re
from email.message import EmailMessage
from email.utils import formatdate

import pytest

from parts import hoituu, start, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.imap]


def a_mail(number, body, *, subject="Lasku näyttää väärältä", **headers):
    mail = EmailMessage()
    mail["From"], mail["To"] = (
        "Matti Virtanen <matti@asiakas.example>",
        "asiakaspalvelu@firma.example",
    )
    mail["Subject"], mail["Date"] = subject, formatdate()
    mail["Message-ID"] = f"<{number}@asiakas.example>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(body)
    return mail.as_bytes()


def fill_inbox(page, running, imap, sink):
    """Do what a newcomer does: one settings page for the mailbox."""
    page.goto(f"{running.url}/settings/inboxes/new/")
    for name, value in {
        "name": "tuki",
        "address": "asiakaspalvelu@firma.example",
        "imap_host": "127.0.0.1",
        "imap_port": str(imap.port),
        "imap_user": "asiakaspalvelu",
        "imap_password": "salasana",
        "smtp_host": "127.0.0.1",
        "smtp_port": str(sink.port),
    }.items():
        page.fill(f"[name={name}]", value)
    page.select_option("[name=imap_security]", "none")
    page.select_option("[name=smtp_security]", "none")
    page.click("main form .btn--main")


def test_a_whole_afternoon(tmp_path, imap, sink, chromium):
    imap.deliver(a_mail(1, "Hei,\n\nlaskussa on sama maksu kahteen kertaan."))
    running = start(tmp_path / "data", HOITUU_BASE_URL="http://palvelu.firma.example")
    desk = chromium.new_context(locale="fi-FI").new_page()
    try:
        desk.goto(running.sign_in)
        desk.click("main .btn--main")
        desk.fill("[name=password1]", "hyvä-pitkä-salasana")
        desk.fill("[name=password2]", "hyvä-pitkä-salasana")
        desk.click("main button[type=submit]")
        # The business is open round the clock here, whenever the test runs.
        desk.goto(f"{running.url}/settings/hours/")
        for day in range(7):
            desk.fill(f"[name=day{day}]", "0–24")
        desk.click("main form .btn--main")
        fill_inbox(desk, running, imap, sink)

        def acknowledged():
            return sink.to("matti@asiakas.example")

        first_word = wait_for(acknowledged, seconds=40)[0]
        assert "Ylläpitäjä hoitaa asiaasi" in first_word.body_text
        assert first_word.automatic
        page_path = re.search(r"(/my/\S+)", first_word.body_text)[1]

        desk.goto(f"{running.url}/conversations/")
        desk.click("text=Matti Virtanen")
        desk.fill("#draft", "Hei Matti,\n\nkorjasin laskun. Kiitos, että kerroit.")
        desk.click("[name=send]")
        desk.wait_for_selector("#going")

        def answered():
            return [m for m in acknowledged() if "korjasin laskun" in m.body_text]

        answer = wait_for(answered, seconds=30)[0]
        assert answer.in_reply_to in {"<1@asiakas.example>", first_word.message_id}
        assert not answer.automatic

        imap.deliver(
            a_mail(
                2,
                "Kiitos! Nyt se on oikein.",
                subject="Re: " + answer.subject,
                In_Reply_To=answer.message_id,
            )
        )

        def came_back():
            desk.goto(f"{running.url}/conversations/1/")
            return "Nyt se on oikein." in desk.content()

        # Its place in the list proves nothing: until the answer's promise is noted as kept, it is
        # ours for a moment without any new word.
        wait_for(came_back, seconds=30, every=1)
        desk.goto(f"{running.url}/conversations/")
        assert desk.locator(".item").count() == 1
        assert "odottaa meitä" in desk.content().lower()
        # A click does not always wait for the page it leads to.
        with desk.expect_navigation():
            desk.click("text=Matti Virtanen")
        assert "Nyt se on oikein." in desk.content()
        assert "Sinä hoidat tätä" in desk.content()

        customer = chromium.new_context(locale="fi-FI").new_page()
        customer.goto(running.url + page_path)
        with customer.expect_navigation():
            customer.click("text=Kyllä, asia hoitui")
        assert "Kiitos, että kerroit." in customer.content()
        desk.reload()
        assert "Asiakas vahvisti, että asia hoitui" in desk.content()

        counted = json.loads(hoituu("check", "--full", "--json", data=running.data).stdout)
        assert counted["ok"], counted
        ids = [m.message_id for m in acknowledged()]
        assert len(ids) == len(set(ids)) == 2
    finally:
        running.stop()
        desk.context.close()
