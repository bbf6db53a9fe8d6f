"""Passwords of other systems, unreadable without the installation's key file."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken


class WrongKey(Exception):
    """This was encrypted with another installation's key."""


def encrypt(text: str, *, key: str) -> str:
    """Return a text that only this key opens; an empty text stays empty."""
    return _box(key).encrypt(text.encode()).decode() if text else ""


def decrypt(sealed: str, *, key: str) -> str:
    """Return what was encrypted; raises WrongKey."""
    try:
        return _box(key).decrypt(sealed.encode()).decode() if sealed else ""
    except InvalidToken:
        raise WrongKey from None


def _box(key: str) -> Fernet:
    digest = hashlib.sha256(b"hoituu secrets:" + key.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
