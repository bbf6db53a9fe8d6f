"""Signing our mails, so that others can prove that they are ours (DKIM, RFC 6376).

relaxed/relaxed with rsa-sha256: what every receiver must understand (RFC 8301).
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from datetime import datetime

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

KEY_BITS = 2048  # RFC 8301, 3.2
# Those that say who, to whom, what about and when (RFC 6376, 5.4.1); what a relay may add is left out.
SIGNED = (
    b"from",
    b"to",
    b"cc",
    b"subject",
    b"date",
    b"message-id",
    b"in-reply-to",
    b"references",
    b"reply-to",
    b"mime-version",
    b"content-type",
    b"auto-submitted",
)
SPACE = re.compile(rb"[ \t]+")
FOLD = re.compile(rb"\r\n(?=[ \t])")


class BadKey(Exception):
    """This is not a private key we can sign with."""


def new_key() -> str:
    """Return a new private key as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def dns_record(pem: str, *, selector: str, domain: str) -> tuple[str, str]:
    """Return the name and the value of the TXT record that lets others check. Raises BadKey."""
    public = (
        _key(pem)
        .public_key()
        .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    value = f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"
    return f"{selector}._domainkey.{domain}", value


def sign(mail: bytes, *, pem: str, selector: str, domain: str, now: datetime) -> bytes:
    """Return a mail with its signature in front; `mail` has CRLF line ends. Raises BadKey."""
    head, _, body = mail.partition(b"\r\n\r\n")
    fields = [_relaxed(field) for field in re.split(rb"\r\n(?![ \t])", head) if b":" in field]
    signed = [field for name in SIGNED for field in _last(fields, name)]
    names = b":".join(field.partition(b":")[0] for field in signed).decode()
    body_hash = base64.b64encode(hashlib.sha256(_relaxed_body(body)).digest()).decode()
    unsigned = (
        f"v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s={selector}; "
        f"t={int(now.timestamp())};\r\n\th={names};\r\n\tbh={body_hash};\r\n\tb="
    )
    ours = _relaxed(f"DKIM-Signature: {unsigned}".encode())
    content = b"".join(field + b"\r\n" for field in signed) + ours
    signature = _key(pem).sign(content, padding.PKCS1v15(), hashes.SHA256())
    text = base64.b64encode(signature).decode()
    folded = "\r\n\t ".join(text[at : at + 70] for at in range(0, len(text), 70))
    return f"DKIM-Signature: {unsigned}{folded}\r\n".encode() + mail


def _key(pem: str) -> rsa.RSAPrivateKey:
    try:
        key = serialization.load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError):
        raise BadKey from None
    if not isinstance(key, rsa.RSAPrivateKey):
        raise BadKey
    return key


def _relaxed(field: bytes) -> bytes:
    """Return a header field in relaxed form (RFC 6376, 3.4.2)."""
    name, _, value = FOLD.sub(b"", field).partition(b":")
    return name.strip().lower() + b":" + SPACE.sub(b" ", value).strip()


def _relaxed_body(body: bytes) -> bytes:
    """Return a body in relaxed form (RFC 6376, 3.4.4)."""
    lines = [SPACE.sub(b" ", line).rstrip(b" ") for line in body.split(b"\r\n")]
    while lines and not lines[-1]:
        lines.pop()
    return b"".join(line + b"\r\n" for line in lines)


def _last(fields: Sequence[bytes], name: bytes) -> list[bytes]:
    """Return the last field of a name, which is the one that a signature takes first."""
    return [field for field in fields if field.startswith(name + b":")][-1:]
