"""The door for the business's own mail server: LMTP (RFC 2033) and SMTP (RFC 5321) on loopback.

A mail is answered with 250 when it is stored and not before; until then the mail server keeps it
and tries again. Mails that come at the same time share one commit: an fsync costs more than they.
"""

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session, syntax
from django.db import close_old_connections
from django.utils import timezone

from hoituu.channels.email.actions import store_mails
from hoituu.channels.email.contacts import Arrived
from hoituu.channels.email.queries import inboxes_by_address
from hoituu.channels.email.rules import Envelope as OurEnvelope
from hoituu.channels.email.rules.outcome import Source
from hoituu.web.turns import give_way

log = logging.getLogger("hoituu.door")
HOST = "127.0.0.1"
LARGEST_MAIL = 100 * 1024 * 1024
MOST_AT_ONCE = 50
MOST_BYTES_AT_ONCE = 20 * 1024 * 1024
WAIT_FOR_MORE_SECONDS = 0.01
STORED = "250 2.0.0 Stored"
TRY_LATER = "451 4.3.0 It could not be stored; try again later"

Waiting = tuple[Envelope, "Future[None]"]


class Writer(threading.Thread):
    """Stores what several connections bring in groups, one commit each; wakes the worker."""

    def __init__(self, *, wake: threading.Event) -> None:
        super().__init__(name="door-writer", daemon=True)
        self.wake = wake
        self.waiting: queue.Queue[Waiting] = queue.Queue()
        self.coming: set[SMTP] = set()  # who has said MAIL and whose mail is still on its way

    def store(self, envelope: Envelope) -> "Future[None]":
        """Have a mail stored; the future is done when it is durable, or says why it is not."""
        stored: Future[None] = Future()
        self.waiting.put((envelope, stored))
        return stored

    def run(self) -> None:
        while True:
            group = list(self._group())
            give_way()
            try:
                store_mails(_arrived([envelope for envelope, _ in group]), now=timezone.now())
            except Exception as error:  # noqa: BLE001  A border: the mail server keeps them.
                log.error("%s mails were not stored: %s", len(group), type(error).__name__)
                for _, stored in group:
                    stored.set_exception(error)
            else:
                for _, stored in group:
                    stored.set_result(None)
                self.wake.set()
            close_old_connections()

    def _group(self) -> Iterator[Waiting]:
        """Yield a mail, and those on their way that come within ten milliseconds of it.

        Fewer than fifty, and fewer than memory minds. When nobody else is coming nobody waits.
        """
        count = size = 0
        waiting: Waiting | None = self.waiting.get()
        until = time.monotonic() + WAIT_FOR_MORE_SECONDS
        while waiting is not None:
            envelope, stored = waiting
            if stored.set_running_or_notify_cancel():  # Else who brought it has hung up.
                yield waiting
                count, size = count + 1, size + len(envelope.original_content or b"")
            enough = count == MOST_AT_ONCE or size > MOST_BYTES_AT_ONCE
            waiting = None if enough else self._next(until)

    def _next(self, until: float) -> Waiting | None:
        patience = until - time.monotonic() if self.coming else 0
        try:
            return self.waiting.get(timeout=patience) if patience > 0 else self.waiting.get_nowait()
        except queue.Empty:
            return None


class Door(SMTP):
    """Speaks LMTP to who says LHLO, and SMTP to who says EHLO."""

    line_length_limit = LARGEST_MAIL  # Its default of 1001 refuses real mail.

    @syntax("LHLO hostname")
    async def smtp_LHLO(self, hostname: str) -> None:
        """Greet as EHLO does; from here on every recipient gets an answer of its own."""
        await self.smtp_EHLO(hostname)
        if self.session is not None:
            self.session.is_lmtp = True  # type: ignore[attr-defined]

    @syntax("MAIL FROM: <address>", extended=" [SP <mail-parameters>]")
    async def smtp_MAIL(self, arg: str | None) -> None:
        """Take the sender, and know from here on that a mail is coming."""
        await super().smtp_MAIL(arg)
        if self.envelope is not None and self.envelope.mail_from is not None:
            self.event_handler.writer.coming.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        self.event_handler.writer.coming.discard(self)
        super().connection_lost(error)


class Handler:
    """Hands each mail to the writer and answers when it is stored."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.writer.coming.discard(server)
        try:
            await asyncio.wrap_future(self.writer.store(envelope))
        except Exception:  # noqa: BLE001  A border: the writer has said why.
            return self._each(TRY_LATER, session, envelope)
        return self._each(STORED, session, envelope)

    def _each(self, answer: str, session: Session, envelope: Envelope) -> str:
        """Return the answer once, or to LMTP once a recipient (RFC 2033, section 4.2)."""
        times = len(envelope.rcpt_tos) if getattr(session, "is_lmtp", False) else 1
        return "\r\n".join([answer] * times)


class Doors(Controller):
    """Listens, with a loop of its own in a thread of its own."""

    def factory(self) -> SMTP:
        return Door(self.handler, **self.SMTP_kwargs)


def open_door(port: int, *, wake: threading.Event) -> Doors:
    """Listen on loopback until the controller is stopped. Raises OSError when the port is taken."""
    writer = Writer(wake=wake)
    writer.start()
    doors = Doors(
        Handler(writer),
        hostname=HOST,
        port=port,
        server_hostname="hoituu",
        ident="Hoituu",
        data_size_limit=LARGEST_MAIL,
        enable_SMTPUTF8=True,
    )
    doors.start()
    return doors


def _arrived(envelopes: list[Envelope]) -> list[Arrived]:
    inboxes = inboxes_by_address()
    return [
        Arrived(
            bytes(envelope.original_content or b""),
            Source.LMTP,
            next(filter(None, (inboxes.get(_plain(to)) for to in envelope.rcpt_tos)), None),
            envelope=OurEnvelope((envelope.mail_from or "").strip("<>"), tuple(envelope.rcpt_tos)),
        )
        for envelope in envelopes
    ]


def _plain(address: str) -> str:
    """Return an address without what stands behind a plus, in lower case."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
