"""Handing a mail to the next server (RFC 5321), one connection for a batch."""

import smtplib
import socket
import ssl
import time
from collections.abc import Callable
from types import TracebackType

from hoituu.channels.email.rules import Envelope
from hoituu.channels.email.rules.outcome import Security
from hoituu.channels.email.rules.server import Server

TIMEOUT_SECONDS = 30


class Refused(Exception):
    """The server will never take this mail: every recipient, or the mail itself, was refused."""


class TryLater(Exception):
    """The server cannot be reached or does not take it now. The text is a code, no address."""


class Carrier:
    """One SMTP connection, opened when it is needed. As a context manager it hangs up at the end."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.line: smtplib.SMTP | None = None
        self.unreachable = False
        self.used_at = time.monotonic()

    def __enter__(self) -> "Carrier":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.hang_up()

    def carry(
        self, envelope: Envelope, content: bytes, *, before_data: Callable[[], None]
    ) -> list[str]:
        """Hand a mail over and return the recipients that were refused.

        `before_data` is called at the last moment when it is certain that nothing has gone.
        Raises Refused, TryLater.
        """
        try:
            line = self._connected()
            self._ok(line.mail(envelope.sender, _mail_options(line, envelope)))
            refused = self._recipients(line, envelope)
            before_data()
            self._ok(line.data(content))
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            self.hang_up()
            raise TryLater(type(error).__name__) from None
        return refused

    def _connected(self) -> smtplib.SMTP:
        self.used_at = time.monotonic()
        if self.line is not None and not self._still_listens(self.line):
            self.hang_up()
        if self.line is None:
            self.unreachable = True
            self.line = _connect(self.server)
            self.unreachable = False
        return self.line

    def _still_listens(self, line: smtplib.SMTP) -> bool:
        """Begin anew on an open connection; a server may have ended it while it rested."""
        try:
            return line.rset()[0] == 250
        except (OSError, smtplib.SMTPException):
            return False

    def _recipients(self, line: smtplib.SMTP, envelope: Envelope) -> list[str]:
        refused, later = [], 0
        for recipient in envelope.recipients:
            code, _ = line.rcpt(recipient, _recipient_options(line, envelope))
            if 500 <= code < 600:
                refused.append(recipient)
            elif code >= 400:
                later += 1
        if later:
            raise TryLater("recipient_later")
        if len(refused) == len(envelope.recipients):
            raise Refused
        return refused

    def _ok(self, reply: tuple[int, bytes]) -> None:
        code = reply[0]
        if code >= 500:
            raise Refused
        if code >= 400:
            raise TryLater(f"smtp_{code}")

    def hang_up(self) -> None:
        """End the connection; the next mail opens it again."""
        if self.line is not None:
            try:
                self.line.quit()
            except (OSError, smtplib.SMTPException):
                self.line.close()
            self.line = None


def _connect(server: Server) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.security == Security.TLS:
        line: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=TIMEOUT_SECONDS, context=context
        )
    else:
        line = smtplib.SMTP(
            server.host,
            server.port,
            timeout=TIMEOUT_SECONDS,
            local_hostname=socket.gethostname() or "localhost",
        )
    try:
        if server.security == Security.STARTTLS:
            line.starttls(context=context)
        line.ehlo_or_helo_if_needed()
        _sign_in(line, server)
    except BaseException:
        line.close()
        raise
    return line


def _sign_in(line: smtplib.SMTP, server: Server) -> None:
    if server.token:
        said = f"user={server.user}\1auth=Bearer {server.token}\1\1"
        line.auth("XOAUTH2", lambda challenge=None: "" if challenge else said)
    elif server.user:
        line.login(server.user, server.password)


def _mail_options(line: smtplib.SMTP, envelope: Envelope) -> list[str]:
    """Ask for reports with headers only: the mail itself we have (RFC 3461, section 4.3)."""
    utf8 = ["SMTPUTF8"] if _needs_utf8(envelope) else []
    return [*utf8, "RET=HDRS"] if line.has_extn("dsn") else utf8


def _recipient_options(line: smtplib.SMTP, envelope: Envelope) -> list[str]:
    """Ask to hear of a mail that fails; of an automatic one nobody wants to hear."""
    if not line.has_extn("dsn"):
        return []
    return ["NOTIFY=FAILURE" if envelope.sender else "NOTIFY=NEVER"]


def _needs_utf8(envelope: Envelope) -> bool:
    return not all(a.isascii() for a in (envelope.sender, *envelope.recipients))
