"""How an inbox's servers are reached now: with its password, or with a token that is fresh."""

from django.utils import timezone

from hoituu.channels.email.actions import keep_tokens, lose_consent
from hoituu.channels.email.consent import ask_for_tokens
from hoituu.channels.email.models import Consent, Inbox
from hoituu.channels.email.rules.consent import (
    PROVIDERS,
    ConsentLost,
    SignIn,
    ask_to_refresh,
    is_fresh,
)
from hoituu.channels.email.rules.server import Server


def imap_server(inbox: Inbox) -> Server:
    """Return where an inbox's mail is fetched. Raises ConsentLost, ConsentUnclear, OSError."""
    return Server(
        inbox.imap_host,
        inbox.imap_port,
        inbox.imap_security,
        inbox.imap_user or inbox.address,
        inbox.imap_password,
        access_token(inbox),
    )


def smtp_server(inbox: Inbox) -> Server:
    """Return where an inbox's answers go. Raises ConsentLost, ConsentUnclear, OSError."""
    token = access_token(inbox)
    user = inbox.smtp_user or (inbox.address if token else "")
    return Server(
        inbox.smtp_host, inbox.smtp_port, inbox.smtp_security, user, inbox.smtp_password, token
    )


def access_token(inbox: Inbox) -> str:
    """Return a token that is good for now, asked for anew when it is old; "" with a password.

    Raises ConsentLost, ConsentUnclear, OSError.
    """
    if inbox.sign_in == SignIn.PASSWORD:
        return ""
    consent = Consent.objects.filter(inbox=inbox).first()
    if consent is None or not consent.refresh_token_sealed:
        raise ConsentLost
    if is_fresh(consent.expires_at, now=timezone.now()):
        return consent.access_token
    return _renewed(consent, SignIn(inbox.sign_in))


def _renewed(consent: Consent, sign_in: SignIn) -> str:
    request = ask_to_refresh(consent.client, refresh_token=consent.refresh_token)
    try:
        tokens = ask_for_tokens(PROVIDERS[sign_in], request, now=timezone.now())
    except ConsentLost:
        lose_consent(consent, now=timezone.now())
        raise
    keep_tokens(consent, tokens=tokens, now=timezone.now())
    return tokens.access
