"""The promise ledger: what was said never changes, what happened to it is only added to."""

from django.conf import settings
from django.db import models

from hoituu.promises import rules


class Promise(models.Model):
    conversation = models.ForeignKey(
        "conversations.Conversation", models.PROTECT, related_name="promises"
    )
    # Where it was given, when that one has become part of this one since.
    came_from = models.ForeignKey(
        "conversations.Conversation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    kind = models.CharField(max_length=12, default=rules.PromiseKind.GIVEN.value)
    text = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    window_start = models.DateTimeField(null=True, blank=True)
    # The next moment the watch must look; null once nothing is owed.
    attention_at = models.DateTimeField(null=True, blank=True)
    # How far the watch has come: told the owner that it is near, told the customer that it broke.
    warned_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    owned_up_at = models.DateTimeField(null=True, blank=True)
    # The one whose new time this is, when we gave that time by ourselves.
    instead_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="renewed_as"
    )
    # The message it was made in, and the one that keeps it once that has left the house.
    made_in = models.ForeignKey(
        "conversations.Message", models.PROTECT, null=True, blank=True, related_name="+"
    )
    kept_by = models.ForeignKey(
        "conversations.Message", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_at__gt=models.F("made_at")), name="promise_has_a_time"
            ),
        ]
        indexes = [
            models.Index(
                fields=["attention_at"],
                name="promise_attention",
                condition=models.Q(attention_at__isnull=False),
            ),
            models.Index(fields=["made_at"], name="promise_made"),
            models.Index(fields=["due_at"], name="promise_due"),
            models.Index(
                fields=["due_at"],
                name="promise_owed",
                condition=models.Q(attention_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"promise {self.pk}, due {self.due_at:%Y-%m-%d %H:%M}"

    @property
    def leaving(self) -> bool:
        """The message that keeps it is written and on its way out of the house."""
        return self.kept_by is not None and self.kept_by.delivery in {"queued", "sending"}

    @property
    def given(self) -> rules.Word:
        """The promise as it was given, whatever has happened since."""
        return rules.Word(self.made_at, self.due_at, (), self.window_start)

    @property
    def word(self) -> rules.Word:
        events = tuple(
            rules.Event(rules.EventType(e.type), e.at, e.customer_told_at)
            for e in self.events.all()
        )
        return rules.Word(self.made_at, self.due_at, events, self.window_start)


class Event(models.Model):
    promise = models.ForeignKey(Promise, models.PROTECT, related_name="events")
    type = models.CharField(max_length=20)
    at = models.DateTimeField()
    customer_told_at = models.DateTimeField(null=True, blank=True)
    message = models.ForeignKey(
        "conversations.Message", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(type__in=[t.value for t in rules.EventType]),
                name="promise_event_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(type=rules.EventType.RENEGOTIATED.value)
                | models.Q(customer_told_at__isnull=False),
                name="promise_new_time_was_told",
            ),
            # What makes recording an event twice harmless.
            models.UniqueConstraint(fields=["promise", "type", "at"], name="promise_event_once"),
        ]

    def __str__(self) -> str:
        return f"{self.type} of promise {self.promise_id}"
