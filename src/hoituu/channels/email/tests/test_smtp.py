import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from hoituu.channels.email.rules import Envelope
from hoituu.channels.email.rules.server import Server
from hoituu.channels.email.smtp import Carrier

MAIL = b"Subject: Hei\r\n\r\nTervetuloa.\r\n"


class Server3461(SMTP):
    """A server that offers reports and understands what is asked of them (RFC 3461)."""

    async def smtp_MAIL(self, arg):
        self.event_handler.asked.append(arg.partition(" ")[2])
        await super().smtp_MAIL(arg.partition(" ")[0])

    async def smtp_RCPT(self, arg):
        self.event_handler.asked.append(arg.partition(" ")[2])
        await super().smtp_RCPT(arg.partition(" ")[0])


class Offers:
    def __init__(self):
        self.asked, self.taken = [], 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        return [responses[0], "250-DSN", *responses[1:]]

    async def handle_DATA(self, server, session, envelope):
        self.taken += 1
        return "250 OK"


class Reports(Controller):
    def factory(self):
        return Server3461(self.handler)


@pytest.fixture
def server():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Reports(Offers(), hostname="127.0.0.1", port=port)
    controller.start()
    yield controller
    controller.stop()


@pytest.mark.parametrize(
    ("sender", "notify"),
    [("tuki@firma.example", "NOTIFY=FAILURE"), ("", "NOTIFY=NEVER")],
)
def test_it_asks_to_hear_of_what_fails(server, sender, notify):
    with Carrier(Server("127.0.0.1", server.port, "none")) as carrier:
        envelope = Envelope(sender, ("matti@asiakas.example",))
        assert carrier.carry(envelope, MAIL, before_data=lambda: None) == []
    assert server.handler.taken == 1
    asked = [option for text in server.handler.asked for option in text.split()]
    assert "RET=HDRS" in asked
    assert notify in asked
