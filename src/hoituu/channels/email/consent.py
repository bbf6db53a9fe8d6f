"""Asking a provider for tokens: one HTTPS request."""

import http.client
import urllib.error
import urllib.request
from datetime import datetime

from hoituu.channels.email.rules.consent import ConsentUnclear, Provider, Tokens, read_tokens

TIMEOUT_SECONDS = 20
LARGEST_ANSWER = 100_000


def ask_for_tokens(provider: Provider, request: bytes, *, now: datetime) -> Tokens:
    """Return what the provider gives. Raises ConsentLost, ConsentUnclear, OSError."""
    try:
        with urllib.request.urlopen(  # noqa: S310  The provider's own address, from our table.
            provider.token_url, data=request, timeout=TIMEOUT_SECONDS
        ) as answer:
            content = answer.read(LARGEST_ANSWER)
    except urllib.error.HTTPError as refusal:  # A 400 has its reason in the body.
        content = refusal.read(LARGEST_ANSWER)
    except http.client.HTTPException:
        raise ConsentUnclear from None
    return read_tokens(content, now=now)
