"""A piece of feedback and its five steps, and what we changed because of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hoituu.feedback.rules import Mood, Source, Step


class Cause(models.Model):
    """What goes wrong, by the name that we gave it."""

    name = models.CharField(max_length=120, unique=True)
    named_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"cause {self.pk}"


class Change(models.Model):
    """Something we changed because of what customers said."""

    text = models.CharField(max_length=500)
    cause = models.ForeignKey(Cause, models.SET_NULL, null=True, blank=True, related_name="changes")
    made_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"change {self.pk}"


class Feedback(models.Model):
    """What somebody said of us. `key` is made where it was given: the same twice is one."""

    key = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=10)
    mood = models.SmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="fi")
    given_at = models.DateTimeField()
    received_at = models.DateTimeField()
    conversation = models.ForeignKey(
        "conversations.Conversation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="feedback",
    )
    cause = models.ForeignKey(
        Cause, models.SET_NULL, null=True, blank=True, related_name="feedback"
    )
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    change = models.ForeignKey(
        Change, models.SET_NULL, null=True, blank=True, related_name="feedback"
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(mood=None) | Q(mood__in=[mood.value for mood in Mood]),
                name="feedback_mood_is_a_face",
            ),
            models.CheckConstraint(
                condition=Q(source__in=[source.value for source in Source]),
                name="feedback_source_is_known",
            ),
            # No step is skipped.
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(read_at__isnull=False),
                name="feedback_read_before_answered",
            ),
            models.CheckConstraint(
                condition=Q(changed_at=None) | Q(answered_at__isnull=False),
                name="feedback_answered_before_changed",
            ),
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(changed_at__isnull=False),
                name="feedback_changed_before_told",
            ),
            models.CheckConstraint(
                condition=Q(received_at__gte=F("given_at")), name="feedback_given_before_received"
            ),
        ]
        indexes = [
            models.Index(
                fields=["received_at"],
                name="feedback_unanswered",
                condition=Q(answered_at__isnull=True),
            ),
            models.Index(fields=["-received_at"], name="feedback_latest"),
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk}"

    @property
    def seen(self) -> str:
        """What changes when the customer says something else, or more."""
        return f"{self.mood}-{len(self.words)}"

    @property
    def step(self) -> Step:
        done = {
            Step.TOLD: self.told_at,
            Step.CHANGED: self.changed_at,
            Step.ANSWERED: self.answered_at,
            Step.READ: self.read_at,
        }
        return next((step for step, at in done.items() if at), Step.RECEIVED)
