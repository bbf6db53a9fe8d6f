"""The conversation, its messages, and what is being written."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hoituu.conversations.rules import (
    OPEN_TURNS,
    OUTBOUND,
    Channel,
    Delivery,
    MessageKind,
    ResolvedBy,
    Turn,
    number_of,
)

IN_OPEN_TURN = Q(turn__in=[t.value for t in OPEN_TURNS])
# Open is what has a next step (a constraint holds that). Partial indexes need a condition without
# values: SQLite cannot tell that `turn IN (?, ?, ?)` is the index's own, and reads every row.
OPEN = Q(next_step_at__isnull=False)


class Conversation(models.Model):
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="conversations")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    team = models.ForeignKey("staff.Team", models.SET_NULL, null=True, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=2, default="fi")
    channel = models.CharField(max_length=10, default=Channel.EMAIL.value)
    turn = models.CharField(max_length=20, default=Turn.OURS.value)
    # Kept by the room of promises: what we owe here, and when the first of it falls due.
    open_promises = models.PositiveIntegerField(default=0)
    promised_at = models.DateTimeField(null=True, blank=True)
    next_step_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # How long the first answer took, in working minutes: what the first word is computed from.
    answer_minutes = models.PositiveIntegerField(null=True, blank=True)
    # When we asked a silent customer, once, whether it is still open.
    reminded_at = models.DateTimeField(null=True, blank=True)
    latest_at = models.DateTimeField()
    latest_id = models.BigIntegerField(default=0)  # the latest message that is not our own machine
    heard_id = models.BigIntegerField(default=0)  # the latest that was listened to for a complaint
    seen_by_owner = models.BooleanField(default=False)
    # Its owner has it until this person has taken it: nothing falls between two of us.
    offered_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undelivered = models.BooleanField(default=False)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.CharField(max_length=10, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    related_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True)
    # What it is part of now; that one is never part of another itself.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(turn__in=[t.value for t in Turn]), name="conversation_turn_is_known"
            ),
            models.CheckConstraint(
                condition=IN_OPEN_TURN & OPEN | ~IN_OPEN_TURN & ~OPEN,
                name="conversation_has_a_next_step",
            ),
            models.CheckConstraint(
                condition=~Q(turn=Turn.RESOLVED.value) | Q(open_promises=0),
                name="conversation_resolved_owes_nothing",
            ),
            models.CheckConstraint(
                condition=~Q(turn=Turn.RESOLVED.value)
                | Q(resolved_by__in=[r.value for r in ResolvedBy]),
                name="conversation_resolved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(turn=Turn.MERGED.value, merged_into__isnull=False, open_promises=0)
                | ~Q(turn=Turn.MERGED.value) & Q(merged_into=None),
                name="conversation_merged_owes_nothing",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "turn", "next_step_at"], name="conversation_mine", condition=OPEN
            ),
            models.Index(
                fields=["owner", "next_step_at"], name="conversation_my_soonest", condition=OPEN
            ),
            models.Index(
                fields=["owner", "-latest_at"], name="conversation_my_latest", condition=OPEN
            ),
            models.Index(fields=["turn", "next_step_at"], name="conversation_open", condition=OPEN),
            models.Index(fields=["next_step_at"], name="conversation_soonest", condition=OPEN),
            models.Index(fields=["-latest_at"], name="conversation_latest", condition=OPEN),
            models.Index(
                fields=["owner"], name="conversation_undelivered", condition=Q(undelivered=True)
            ),
            models.Index(
                fields=["owner", "promised_at"],
                name="conversation_my_promised",
                condition=Q(promised_at__isnull=False),
            ),
            models.Index(
                fields=["promised_at"],
                name="conversation_promised",
                condition=Q(promised_at__isnull=False),
            ),
            models.Index(
                fields=["id"],
                name="conversation_unheard",
                condition=OPEN & Q(latest_id__gt=F("heard_id")),
            ),
            models.Index(
                fields=["offered_to"],
                name="conversation_offered",
                condition=Q(offered_to__isnull=False),
            ),
            models.Index(
                fields=["merged_into"],
                name="conversation_merged",
                condition=Q(merged_into__isnull=False),
            ),
            models.Index(fields=["customer", "-latest_at"], name="conversation_of_customer"),
            models.Index(
                fields=["-resolved_at"],
                name="conversation_resolved",
                condition=Q(resolved_at__isnull=False),
            ),
            models.Index(fields=["turn", "-latest_at"], name="conversation_by_turn"),
            models.Index(
                fields=["-answered_at"],
                name="conversation_measured",
                condition=Q(answer_minutes__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return number_of(self.pk)


class Message(models.Model):
    """Something said. `delivery` with `send_at` is the outbox: it is written with the answer."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="messages")
    came_from = models.ForeignKey(
        Conversation, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=12)
    channel = models.CharField(max_length=10)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sender_name = models.CharField(max_length=200, blank=True)
    sender = models.CharField(max_length=320, blank=True)
    to = models.JSONField(default=list)
    cc = models.JSONField(default=list)
    body = models.TextField(blank=True)
    shown = models.TextField(blank=True)
    html = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="fi")
    # What our own mail server found out about its sender, and whether that leaves them unproven.
    verdicts = models.CharField(max_length=60, blank=True)
    unproven = models.BooleanField(default=False)
    at = models.DateTimeField()
    delivery = models.CharField(max_length=10, blank=True, default=Delivery.NONE.value)
    send_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in MessageKind]), name="message_kind_is_known"
            ),
            # A note can never reach the customer.
            models.CheckConstraint(
                condition=Q(delivery="") | Q(kind__in=[k.value for k in OUTBOUND]),
                name="message_only_ours_goes_out",
            ),
            models.CheckConstraint(
                condition=~Q(delivery__in=["queued", "sending"]) | Q(send_at__isnull=False),
                name="message_to_send_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["conversation", "id"], name="message_of_conversation"),
            models.Index(
                fields=["send_at"],
                name="message_outbox",
                condition=Q(send_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"


class Participant(models.Model):
    """An address that takes part: whose mail belongs here, and who may be answered."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="participants")
    address = models.CharField(max_length=320)
    came_from = models.ForeignKey(
        Conversation, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    # Somebody we asked: their words are for us, never for the customer.
    asked_by_us = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "address"], name="participant_is_named_once"
            ),
        ]
        indexes = [models.Index(fields=["address"], name="participant_address")]

    def __str__(self) -> str:
        return f"participant {self.pk}"


class WrittenDraft(models.Model):
    """What one person is writing in one conversation; with `goes_at`, it is on its way.

    Until `goes_at` an undo deletes nothing but the time.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="drafts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, default=MessageKind.ANSWER.value)
    channel = models.CharField(max_length=10, default=Channel.EMAIL.value)
    body = models.TextField(blank=True)
    to = models.JSONField(default=list)
    cc = models.JSONField(default=list)
    promise = models.CharField(max_length=300, blank=True)
    promise_due_at = models.DateTimeField(null=True, blank=True)
    # Promises found in the text that its writer wants written down: [[text, ISO 8601 time], …].
    found = models.JSONField(default=list)
    keeps = models.JSONField(default=list)  # ids of the promises that this answer keeps
    resolves = models.BooleanField(default=False)
    seen_id = models.BigIntegerField(null=True, blank=True)
    goes_at = models.DateTimeField(null=True, blank=True)
    stopped = models.CharField(max_length=40, blank=True)
    left = models.JSONField(default=list)  # marks of the coach's remarks that its writer left so
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "author"], name="draft_is_one"),
        ]
        indexes = [
            models.Index(fields=["goes_at"], name="draft_goes", condition=Q(goes_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class Attachment(models.Model):
    message = models.ForeignKey(
        Message, models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    draft = models.ForeignKey(
        WrittenDraft, models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    inline = models.BooleanField(default=False)
    content_id = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(message__isnull=False, draft=None)
                | Q(message=None, draft__isnull=False),
                name="attachment_hangs_on_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["sha256"], name="attachment_bytes")]

    def __str__(self) -> str:
        return f"attachment {self.pk}"


class Blob(models.Model):
    """Small bytes, by their SHA-256 (blobs.py reads and writes them); large ones are files."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    packed = models.BooleanField()  # by zlib (RFC 1950)
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"blob {self.pk}"


class BlobToDrop(models.Model):
    """Bytes of an erased person; the row is gone once they are."""

    sha256 = models.CharField(max_length=64, unique=True)
    # When this was asked, or the same bytes came in again: they stay until whatever may be
    # bringing them in this moment has had time to say that it has them.
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"blob to drop {self.pk}"


class Mention(models.Model):
    """A colleague was called by name in a note; it waits until they have looked."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "user"], name="mention_is_one"),
        ]
        indexes = [
            models.Index(fields=["user"], name="mention_unseen", condition=Q(seen_at=None)),
        ]

    def __str__(self) -> str:
        return f"mention {self.pk}"


class Template(models.Model):
    """A ready text for replies, with slots such as [aika] that a person fills in."""

    name = models.CharField(max_length=80, unique=True)
    body = models.TextField()
    language = models.CharField(max_length=2, default="fi")

    def __str__(self) -> str:
        return self.name


class SearchIndex(models.Model):
    """The one row that says how messages are indexed, and which are still to be indexed anew."""

    version = models.CharField(max_length=20)  # of the search terms, by hoituu.language
    # Messages with a smaller id still have the terms of another version; null once all are done.
    below = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="search_index_is_one")]

    def __str__(self) -> str:
        return f"search index {self.version}"
