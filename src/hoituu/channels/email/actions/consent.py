"""Consent to a mailbox at Google or Microsoft is given, renewed and lost."""

from datetime import datetime

from django.conf import settings

from hoituu.channels.email.models import Consent, Inbox
from hoituu.channels.email.rules.consent import Tokens
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.lib.secrets import encrypt


@atomic
def set_up_consent(
    inbox: Inbox, *, client_id: str, client_secret: str, actor_id: int, now: datetime
) -> Consent:
    """Write down as whom we ask for consent; an empty secret stays as it is."""
    consent, _ = Consent.objects.get_or_create(inbox=inbox)
    if consent.client_id != client_id.strip():
        forget_tokens(inbox, now=now)
        consent.refresh_from_db()
    consent.client_id = client_id.strip()
    if client_secret:
        consent.client_secret_sealed = encrypt(client_secret.strip(), key=settings.HOITUU_KEY)
    consent.save()
    write("inbox.consent_prepared", actor_id=actor_id, now=now, inbox_id=inbox.pk)
    return consent


@atomic
def keep_tokens(
    consent: Consent, *, tokens: Tokens, actor_id: int | None = None, now: datetime
) -> None:
    """Keep what a provider gave us, sealed; without a new refresh token the old one goes on."""
    kept = Consent.objects.filter(pk=consent.pk)
    if actor_id is None:  # Renewed by the clock: what a person gave meanwhile goes before it.
        kept = kept.filter(refresh_token_sealed=consent.refresh_token_sealed)
    facts = {
        "access_token_sealed": encrypt(tokens.access, key=settings.HOITUU_KEY),
        "expires_at": tokens.expires_at,
        "lost_at": None,
    }
    if tokens.refresh:
        facts["refresh_token_sealed"] = encrypt(tokens.refresh, key=settings.HOITUU_KEY)
    if kept.update(**facts):
        kind = "inbox.consent_given" if actor_id else "inbox.consent_renewed"
        write(kind, actor_id=actor_id, now=now, inbox_id=consent.inbox_id)


@atomic
def lose_consent(consent: Consent, *, now: datetime) -> None:
    """Note that the consent is gone: until somebody gives it again nothing comes in or goes out."""
    # The one that was refused: somebody may have given a new one meanwhile.
    refused = Consent.objects.filter(
        pk=consent.pk, refresh_token_sealed=consent.refresh_token_sealed, lost_at=None
    )
    if refused.update(
        access_token_sealed="", refresh_token_sealed="", expires_at=None, lost_at=now
    ):
        write("inbox.consent_lost", now=now, inbox_id=consent.inbox_id)


@atomic
def forget_tokens(inbox: Inbox, *, now: datetime) -> None:
    """Forget what stood for a consent to somebody else, or as somebody else."""
    given = Consent.objects.filter(inbox=inbox).exclude(refresh_token_sealed="")
    if given.update(access_token_sealed="", refresh_token_sealed="", expires_at=None):
        write("inbox.consent_forgotten", now=now, inbox_id=inbox.pk)


@atomic
def distrust_token(inbox: Inbox, *, now: datetime) -> None:
    """Have a new token asked for: the server did not take this one, whatever its time says."""
    stale = Consent.objects.filter(inbox=inbox, expires_at__isnull=False)
    if stale.update(expires_at=None):
        write("inbox.token_refused", now=now, inbox_id=inbox.pk)
