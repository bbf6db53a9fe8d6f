"""Inboxes, the raw mails that came, and which message each Message-ID belongs to."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from hoituu.channels.email.rules.consent import Client, SignIn
from hoituu.channels.email.rules.outcome import Outcome, Security, Source
from hoituu.lib.secrets import decrypt, encrypt


class Inbox(models.Model):
    """An intake address: how mail comes in, how it goes out, and who takes it."""

    name = models.SlugField(max_length=40, unique=True)
    address = models.EmailField(unique=True)
    from_name = models.CharField(max_length=120, blank=True)
    team = models.ForeignKey("staff.Team", models.SET_NULL, null=True, blank=True)
    enabled = models.BooleanField(default=True)
    form_open = models.BooleanField(default=True)
    plus_addressing = models.BooleanField(default=False)
    # The name of the business's own server in its Authentication-Results: only its word counts.
    authserv_id = models.CharField(max_length=200, blank=True)

    imap_host = models.CharField(max_length=200, blank=True)
    imap_port = models.PositiveIntegerField(default=993)
    imap_security = models.CharField(max_length=10, default=Security.TLS.value)
    imap_user = models.CharField(max_length=200, blank=True)
    imap_password_sealed = models.TextField(blank=True)
    imap_folder = models.CharField(max_length=200, default="INBOX")
    mark_seen = models.BooleanField(default=False)  # on the server, once a mail is stored here
    connected_at = models.DateTimeField(null=True, blank=True)  # what came long before is history

    # With a password, or with tokens that stand for somebody's consent (Consent).
    sign_in = models.CharField(max_length=10, default=SignIn.PASSWORD.value)
    smtp_host = models.CharField(max_length=200, blank=True)
    smtp_port = models.PositiveIntegerField(default=587)
    smtp_security = models.CharField(max_length=10, default=Security.STARTTLS.value)
    smtp_user = models.CharField(max_length=200, blank=True)
    smtp_password_sealed = models.TextField(blank=True)

    # Mails are signed once the key is in the DNS, which a person says.
    dkim_selector = models.CharField(max_length=63, blank=True)
    dkim_key_sealed = models.TextField(blank=True)
    dkim_on = models.BooleanField(default=False)

    # How the last try went, for the settings page and for /readyz.
    fetched_at = models.DateTimeField(null=True, blank=True)
    fetch_problem = models.CharField(max_length=60, blank=True)
    # When the server's mails were last counted against ours, and which of them we do not have.
    reconciled_at = models.DateTimeField(null=True, blank=True)
    missing_uids = models.JSONField(default=list)
    sent_at = models.DateTimeField(null=True, blank=True)
    send_problem = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(imap_security__in=[s.value for s in Security])
                & Q(smtp_security__in=[s.value for s in Security]),
                name="inbox_security_is_known",
            ),
            models.CheckConstraint(
                condition=Q(sign_in__in=[s.value for s in SignIn]), name="inbox_sign_in_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def imap_password(self) -> str:
        return decrypt(self.imap_password_sealed, key=settings.HOITUU_KEY)

    @property
    def smtp_password(self) -> str:
        return decrypt(self.smtp_password_sealed, key=settings.HOITUU_KEY)

    @property
    def dkim_key(self) -> str:
        return decrypt(self.dkim_key_sealed, key=settings.HOITUU_KEY)

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    def seal_passwords(self, *, imap: str | None, smtp: str | None) -> None:
        """Take new passwords in; None leaves the old one."""
        if imap is not None:
            self.imap_password_sealed = encrypt(imap, key=settings.HOITUU_KEY)
        if smtp is not None:
            self.smtp_password_sealed = encrypt(smtp, key=settings.HOITUU_KEY)


class Consent(models.Model):
    """What Google or Microsoft lets us do with a mailbox, and the tokens that stand for it."""

    inbox = models.OneToOneField(Inbox, models.CASCADE, related_name="consent")
    client_id = models.CharField(max_length=300)
    client_secret_sealed = models.TextField(blank=True)
    refresh_token_sealed = models.TextField(blank=True)
    access_token_sealed = models.TextField(blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    lost_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"consent for inbox {self.inbox_id}"

    @property
    def client(self) -> Client:
        return Client(self.client_id, decrypt(self.client_secret_sealed, key=settings.HOITUU_KEY))

    @property
    def access_token(self) -> str:
        return decrypt(self.access_token_sealed, key=settings.HOITUU_KEY)

    @property
    def refresh_token(self) -> str:
        return decrypt(self.refresh_token_sealed, key=settings.HOITUU_KEY)


class Cursor(models.Model):
    """How far an IMAP folder has been fetched: never by \\Seen, never by date (RFC 3501, 2.3.1)."""

    inbox = models.OneToOneField(Inbox, models.CASCADE, related_name="cursor")
    uidvalidity = models.BigIntegerField()
    uid_next = models.BigIntegerField(default=1)

    def __str__(self) -> str:
        return f"cursor of inbox {self.inbox_id}"


class RawMail(models.Model):
    """A mail as it came. The bytes are in the blobs; what became of it is `outcome`."""

    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    inbox = models.ForeignKey(Inbox, models.SET_NULL, null=True, blank=True)
    source = models.CharField(max_length=10)
    uidvalidity = models.BigIntegerField(null=True, blank=True)
    uid = models.BigIntegerField(null=True, blank=True)
    # {"from": "…", "to": ["…"]} where the door tells: an empty "from" is a machine's (RFC 5321, 4.5.5).
    envelope = models.JSONField(default=dict, blank=True)
    # From before we had this mailbox: what is old in it waits for nobody.
    past = models.BooleanField(default=False)
    came_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, default=Outcome.NEW.value)
    reason = models.CharField(max_length=60, blank=True)
    unscanned = models.BooleanField(default=False)  # the virus scanner was down when it was read
    # In quarantine: who looks at it, and by when.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    due_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)  # its bytes went with its person
    message = models.ForeignKey(
        "conversations.Message", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=~Q(outcome=Outcome.DUPLICATE.value),
                name="raw_mail_is_one",
            ),
            models.UniqueConstraint(
                fields=["inbox", "uidvalidity", "uid"],
                condition=Q(uid__isnull=False),
                name="raw_mail_uid_is_one",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[o.value for o in Outcome]),
                name="raw_mail_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=Q(source__in=[s.value for s in Source]), name="raw_mail_source_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="raw_mail_bytes"),
            models.Index(fields=["outcome", "id"], name="raw_mail_outcome"),
            models.Index(
                fields=["came_at"], name="raw_mail_unscanned", condition=Q(unscanned=True)
            ),
        ]

    def __str__(self) -> str:
        return f"raw mail {self.pk}"


class LetterId(models.Model):
    """Which message a Message-ID names, of ours or of theirs; one of ours may have had several."""

    message = models.ForeignKey("conversations.Message", models.CASCADE, related_name="letter_ids")
    value = models.CharField(max_length=500, db_index=True)
    inbox = models.ForeignKey(Inbox, models.SET_NULL, null=True, blank=True)
    # Set before the bytes go: a send that ended after this moment may have arrived.
    data_began_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Message-ID of message {self.message_id}"
