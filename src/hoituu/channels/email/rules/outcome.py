"""Where a mail came from, how it travels, and where it ended."""

from enum import StrEnum


class Outcome(StrEnum):
    NEW = "new"
    MESSAGE = "message"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"


class Source(StrEnum):
    PIPE = "pipe"
    IMAP = "imap"
    LMTP = "lmtp"
    IMPORT = "import"


class Security(StrEnum):
    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class InboxIncomplete(Exception):
    """Mail would come in and no answer could go out: the SMTP server is missing."""
