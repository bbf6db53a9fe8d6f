"""A mailbox with somebody's consent instead of a password: a real IMAP server asks the provider
whether our token is good, and consent that is taken back is a person's task.

The provider is played here: what it answers is RFC 6749, and what it is asked is checked.
"""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, auth_mechanism
from django.utils import timezone

from hoituu.channels.email import imap as boxes
from hoituu.channels.email.actions import keep_tokens, lose_consent, set_up_consent, set_up_inbox
from hoituu.channels.email.jobs import fetch, imap_server, smtp_server
from hoituu.channels.email.models import Consent, Inbox, RawMail
from hoituu.channels.email.queries import configuration_problems
from hoituu.channels.email.rules import Envelope
from hoituu.channels.email.rules import consent as rules
from hoituu.channels.email.rules.consent import ConsentLost, Provider, SignIn, Tokens
from hoituu.channels.email.smtp import Carrier, TryLater
from mail_servers import dovecot
from parts import free_port
from test_story import a_mail

pytestmark = [pytest.mark.imap, pytest.mark.django_db]
ADDRESS = "asiakaspalvelu@firma.example"
DOVECOT_ASKS = """
auth_mechanisms = plain xoauth2
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
"""
HOW_IT_ASKS = """
tokeninfo_url = http://127.0.0.1:{port}/tokeninfo?access_token=
username_attribute = email
"""


class Asked(BaseHTTPRequestHandler):
    """Gives tokens for the right code and refresh token, and says whose token one is."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        asked = {name: values[0] for name, values in parse_qs(body).items()}
        self.server.asked.append(asked)
        good = asked.get("code") == "koodi" or asked.get("refresh_token") in self.server.refresh
        if not good:
            return self._say(400, {"error": "invalid_grant"})
        self.server.access = f"avain-{len(self.server.asked)}"
        tokens = {"access_token": self.server.access, "expires_in": 3600, "token_type": "Bearer"}
        return self._say(200, tokens | ({"refresh_token": "r1"} if "code" in asked else {}))

    def do_GET(self):
        token = parse_qs(urlsplit(self.path).query).get("access_token", [""])[0]
        if token != self.server.access:
            return self._say(400, {"error": "invalid_token"})
        return self._say(200, {"email": "asiakaspalvelu", "expires_in": 3600})

    def _say(self, status, facts):
        content = json.dumps(facts).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


@pytest.fixture
def provider(monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    server.asked, server.access, server.refresh = [], "", {"r1"}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    ours = Provider(f"{url}/authorize", f"{url}/token", "mail")
    monkeypatch.setitem(rules.PROVIDERS, SignIn.GOOGLE, ours)
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def mailbox(provider):
    asks = HOW_IT_ASKS.format(port=provider.server_port)
    with dovecot(more=DOVECOT_ASKS, files={"oauth2.conf": asks}) as server:
        yield server


@pytest.fixture
def inbox(mailbox):
    one = set_up_inbox(
        Inbox(name="tuki", address=ADDRESS),
        sign_in=SignIn.GOOGLE,
        imap_host="127.0.0.1",
        imap_port=mailbox.port,
        imap_security="none",
        imap_user="asiakaspalvelu",
        smtp_host="127.0.0.1",
        smtp_security="none",
        now=timezone.now(),
    )
    set_up_consent(one, client_id="me", client_secret="salaisuus", actor_id=1, now=timezone.now())
    return one


def given(inbox, *, for_=timedelta(hours=1)):
    consent = Consent.objects.get(inbox=inbox)
    now = timezone.now()
    tokens = Tokens("vanha", "r1", now + for_)
    keep_tokens(consent, tokens=tokens, actor_id=1, now=now)


def test_an_old_token_is_renewed_and_mail_comes_in(inbox, mailbox, provider):
    mailbox.deliver(a_mail("luvalla", "Tulin luvalla"))
    given(inbox, for_=timedelta(minutes=1))
    with boxes.open_folder(imap_server(inbox), "INBOX") as box:
        assert fetch(inbox, box) == 1
    assert RawMail.objects.count() == 1
    assert [a["grant_type"] for a in provider.asked] == ["refresh_token"]
    assert provider.asked[0]["client_secret"] == "salaisuus"
    with boxes.open_folder(imap_server(inbox), "INBOX"):
        assert len(provider.asked) == 1  # A fresh token is used again.
    stored = Consent.objects.values_list("access_token_sealed", "refresh_token_sealed").get()
    assert "avain" not in "".join(stored)


def test_a_token_that_the_server_does_not_take_lets_nobody_in(inbox, provider):
    given(inbox)
    with pytest.raises(boxes.PROBLEMS):
        boxes.open_folder(imap_server(inbox), "INBOX")


def test_consent_that_was_taken_back_is_somebodys_task(inbox, provider):
    given(inbox, for_=timedelta(minutes=1))
    provider.refresh.clear()
    with pytest.raises(ConsentLost):
        imap_server(inbox)
    assert Consent.objects.get().lost_at is not None
    assert "consent_lost" in configuration_problems(public=True)
    with pytest.raises(ConsentLost):
        imap_server(inbox)
    assert len(provider.asked) == 1  # Nobody is asked again for what is gone.


@pytest.mark.parametrize("change", [{"sign_in": SignIn.MICROSOFT}, {"imap_user": "joku.muu"}])
def test_a_token_is_for_one_provider_and_one_mailbox(inbox, provider, change):
    given(inbox)
    set_up_inbox(inbox, **change, now=timezone.now())
    assert Consent.objects.values_list("access_token_sealed", "refresh_token_sealed").get() == (
        "",
        "",
    )


def test_a_refused_old_token_takes_no_new_consent_away(inbox, provider):
    given(inbox)
    old = Consent.objects.get()
    given(inbox)
    lose_consent(old, now=timezone.now())
    assert Consent.objects.get().refresh_token == "r1"


class Xoauth2(SMTP):
    @auth_mechanism("XOAUTH2")
    async def auth_XOAUTH2(self, server, args):
        from base64 import b64decode

        said = b64decode(args[1]).decode()
        good = said == f"user={ADDRESS}\1auth=Bearer {self.event_handler.token}\1\1"
        return AuthResult(success=good, handled=False)


class Server(Controller):
    def factory(self):
        return Xoauth2(self.handler, auth_require_tls=False)


class Sink:
    def __init__(self):
        self.token, self.mails = "", []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(envelope)
        return "250 OK"


def test_answers_go_out_with_the_same_consent(inbox, provider):
    given(inbox, for_=timedelta(minutes=1))
    sink = Sink()
    server = Server(sink, hostname="127.0.0.1", port=free_port())
    server.start()
    inbox.smtp_port = server.port
    envelope = Envelope(ADDRESS, ("matti@asiakas.example",))
    try:
        way = smtp_server(inbox)
        with Carrier(way) as carrier, pytest.raises(TryLater, match="SMTPAuthentication"):
            carrier.carry(envelope, b"Subject: Hei\r\n\r\nHei\r\n", before_data=lambda: None)
        sink.token = provider.access
        with Carrier(way) as carrier:
            carrier.carry(envelope, b"Subject: Hei\r\n\r\nHei\r\n", before_data=lambda: None)
    finally:
        server.stop()
    assert len(sink.mails) == 1


class TestGivingIt:
    @pytest.fixture
    def admin(self, client, settings):
        from hoituu.staff.rules import Role
        from hoituu.staff.tests.builders import a_person

        settings.HOITUU_BASE_URL = "https://care.example"
        client.force_login(a_person(role=Role.ADMIN))
        return client

    def ask(self, admin, inbox):
        there = urlsplit(admin.get(f"/settings/inboxes/{inbox.pk}/consent/").url)
        return {name: values[0] for name, values in parse_qs(there.query).items()}

    def test_a_person_goes_there_and_brings_back_a_code(self, admin, inbox, provider):
        asked = self.ask(admin, inbox)
        assert asked["redirect_uri"] == "https://care.example/settings/inboxes/consent/"
        assert (asked["client_id"], asked["code_challenge_method"]) == ("me", "S256")
        back = {"code": "koodi", "state": asked["state"]}
        admin.get("/settings/inboxes/consent/", back)
        assert Consent.objects.get().refresh_token == "r1"
        assert len(provider.asked[0]["code_verifier"]) >= 43  # RFC 7636, 4.1
        admin.get("/settings/inboxes/consent/", back)
        assert len(provider.asked) == 1  # A code works once, and so does its state.

    def test_an_answer_to_no_question_of_ours_is_refused(self, admin, inbox, provider):
        self.ask(admin, inbox)
        page = admin.get(
            "/settings/inboxes/consent/", {"code": "koodi", "state": "arvattu"}, follow=True
        )
        assert "start again" in page.content.decode() or "alusta" in page.content.decode()
        assert provider.asked == []

    def test_a_no_changes_nothing(self, admin, inbox, provider):
        asked = self.ask(admin, inbox)
        given(inbox)
        admin.get("/settings/inboxes/consent/", {"error": "access_denied", "state": asked["state"]})
        assert Consent.objects.get().refresh_token == "r1"
        assert provider.asked == []
