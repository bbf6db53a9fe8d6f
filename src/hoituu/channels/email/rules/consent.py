"""A mailbox at Google or Microsoft 365: a person gives consent, and tokens stand for it (RFC 6749).

What is sent and what is read, as plain data; who sends it is one floor up. Codes are proven with
PKCE (RFC 7636).
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlencode

REFRESH_BEFORE = timedelta(minutes=5)
DEFAULT_LIFE_SECONDS = 3600


class SignIn(StrEnum):
    PASSWORD = "password"  # noqa: S105
    GOOGLE = "google"
    MICROSOFT = "microsoft"


class ConsentLost(Exception):
    """The one who gave consent took it back, or it lapsed: a person has to give it again."""


class ConsentUnclear(Exception):
    """The provider answered something else than tokens; trying later may help."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Where consent is asked for and where it is turned into tokens."""

    authorize_url: str
    token_url: str
    scope: str
    extra: tuple[tuple[str, str], ...] = ()


PROVIDERS = {
    SignIn.GOOGLE: Provider(
        "https://accounts.google.com/o/oauth2/v2/auth",
        "https://oauth2.googleapis.com/token",
        "https://mail.google.com/",
        (("access_type", "offline"), ("prompt", "consent")),
    ),
    SignIn.MICROSOFT: Provider(
        "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
        "https://login.microsoftonline.com/common/oauth2/v2.0/token",
        "https://outlook.office.com/IMAP.AccessAsUser.All "
        "https://outlook.office.com/SMTP.Send offline_access",
    ),
}


@dataclass(frozen=True, slots=True)
class Client:
    """Our installation as the provider knows it."""

    id: str
    secret: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """What stands for the consent; `refresh` is empty when the old one goes on."""

    access: str
    refresh: str
    expires_at: datetime


def consent_url(
    provider: Provider, client: Client, *, back_to: str, state: str, verifier: str, address: str
) -> str:
    """Return where a person goes to give consent; they come back to `back_to`."""
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": client.id,
        "redirect_uri": back_to,
        "scope": provider.scope,
        "state": state,
        "login_hint": address,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        **dict(provider.extra),
    }
    return f"{provider.authorize_url}?{urlencode(asked)}"


def ask_with_code(client: Client, *, code: str, back_to: str, verifier: str) -> bytes:
    """Return the request that turns a code into tokens (RFC 6749, 4.1.3)."""
    return _request(
        client,
        grant_type="authorization_code",
        code=code,
        redirect_uri=back_to,
        code_verifier=verifier,
    )


def ask_to_refresh(client: Client, *, refresh_token: str) -> bytes:
    """Return the request for a new access token (RFC 6749, 6)."""
    return _request(client, grant_type="refresh_token", refresh_token=refresh_token)


def read_tokens(answer: bytes, *, now: datetime) -> Tokens:
    """Return the tokens of an answer. Raises ConsentLost, ConsentUnclear (RFC 6749, 5.2)."""
    try:
        facts = json.loads(answer)
        if facts.get("error") in {"invalid_grant", "interaction_required", "consent_required"}:
            raise ConsentLost
        life = timedelta(seconds=int(facts.get("expires_in") or DEFAULT_LIFE_SECONDS))
        return Tokens(str(facts["access_token"]), str(facts.get("refresh_token") or ""), now + life)
    except (ValueError, KeyError, AttributeError, TypeError):
        raise ConsentUnclear from None


def is_fresh(expires_at: datetime | None, *, now: datetime) -> bool:
    """Tell whether an access token is good for what we are about to do."""
    return expires_at is not None and expires_at - now > REFRESH_BEFORE


def _request(client: Client, **fields: str) -> bytes:
    return urlencode({"client_id": client.id, "client_secret": client.secret, **fields}).encode()
