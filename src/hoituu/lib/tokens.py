"""Numbers that a stranger cannot guess: signed names for the things we let out of the house.

A token is `number.signature`, the signature 16 characters (80 bits) of base32, which survives
mail systems that fold case. HMAC-SHA256 as in RFC 2104, cut as its section 5 allows.
"""

import base64
import hmac


class BadToken(Exception):
    """This was not made here, or not for this purpose."""


def seal(number: int, *, purpose: str, key: str) -> str:
    """Return a token that names `number`, for one purpose only."""
    return f"{number}.{_signature(number, purpose=purpose, key=key)}"


def unseal(token: str, *, purpose: str, key: str) -> int:
    """Return the number that a token names; raises BadToken."""
    digits, _, signature = token.partition(".")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
        raise BadToken
    number = int(digits)
    expected = _signature(number, purpose=purpose, key=key)
    if not hmac.compare_digest(signature.lower().encode(), expected.encode()):
        raise BadToken
    return number


def _signature(number: int, *, purpose: str, key: str) -> str:
    digest = hmac.digest(key.encode(), f"{purpose}:{number}".encode(), "sha256")
    return base64.b32encode(digest[:10]).decode().lower()
