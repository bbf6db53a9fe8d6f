"""What a mail says and what it is, and how ours are written. Pure."""

from hoituu.channels.email.rules.compose import Envelope, Outgoing, compose
from hoituu.channels.email.rules.letter import Letter, LetterFile, Unreadable
from hoituu.channels.email.rules.read import read_mail

__all__ = ["Envelope", "Letter", "LetterFile", "Outgoing", "Unreadable", "compose", "read_mail"]
