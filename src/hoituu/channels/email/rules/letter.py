"""A mail, read."""

from dataclasses import dataclass, field
from datetime import datetime


class Unreadable(Exception):
    """This mail goes to quarantine; `reason` is a code, e.g. "too_many_parts"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class LetterFile:
    """An attachment, or a picture inside the text."""

    name: str
    type: str
    content: bytes
    inline: bool = False
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says: addresses in lower case, texts as Unicode, the date in UTC."""

    from_email: str = ""
    from_name: str = ""
    reply_to: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    subject: str = ""
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    date: datetime | None = None
    body_text: str = ""
    body_html: str = ""
    reply_text: str = ""
    files: tuple[LetterFile, ...] = ()
    automatic: bool = False
    bounce: bool = False
    spam: bool = False
    dsn_status: str = ""
    bounced_ids: tuple[str, ...] = ()
    bounced_addresses: tuple[str, ...] = ()
    # What mail servers say of its sender; only our own server's word counts (verdict.py).
    auth_results: tuple[str, ...] = ()
    problems: tuple[str, ...] = field(default=())

    @property
    def answers_to(self) -> tuple[str, ...]:
        """The Message-IDs this may be an answer to, the nearest first, each once."""
        nearest = (self.in_reply_to, *reversed(self.references), *self.bounced_ids)
        return tuple(dict.fromkeys(filter(None, nearest)))
