"""A piece of feedback and its five steps, and what we changed because of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hoituu.feedback.rules import Metric, Mood, PointKind, Source, Step


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
    # "You said … we did …": on the page that anybody may read, once somebody said what was said.
    said = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(said=""), name="change_published_says_why"
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_at"],
                name="change_published",
                condition=Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"change {self.pk}"


class PublicAnswer(models.Model):
    """What we answer to those whose names we do not know, where anybody may read it."""

    said = models.CharField(max_length=500)  # what was said, in our words: theirs may name people
    text = models.CharField(max_length=1000)
    language = models.CharField(max_length=2, default="fi")
    published_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["-published_at"], name="answer_published")]

    def __str__(self) -> str:
        return f"public answer {self.pk}"


class Point(models.Model):
    """Where people meet the question: a link with its QR code, a kiosk, a form on our site."""

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8)
    metric = models.CharField(max_length=6, default=Metric.FACES.value)
    question = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="fi")
    team = models.ForeignKey("staff.Team", models.SET_NULL, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in PointKind]), name="point_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(metric__in=[m.value for m in Metric]), name="point_metric_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"point {self.pk}"


class Asking(models.Model):
    """The one row that says whether and how often we ask by mail how it went."""

    by_mail = models.BooleanField(default=False)
    after_hours = models.PositiveSmallIntegerField(default=20)
    every_days = models.PositiveSmallIntegerField(default=90)  # one customer, once in so many

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="asking_is_one")]

    def __str__(self) -> str:
        return "asking"


class Request(models.Model):
    """That we asked a customer by mail how it went; or, without a time, that they want no asking."""

    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="+")
    conversation = models.OneToOneField(
        "conversations.Conversation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["customer", "-asked_at"], name="request_of_customer"),
            models.Index(fields=["asked_at"], name="request_asked"),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"


class Feedback(models.Model):
    """What somebody said of us. `key` is made where it was given: the same twice is one."""

    key = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=10)
    mood = models.SmallIntegerField(null=True, blank=True)
    # An answer to another question than the faces: content, would recommend, how easy.
    metric = models.CharField(max_length=6, default=Metric.FACES.value)
    score = models.SmallIntegerField(null=True, blank=True)
    is_low = models.BooleanField(default=False)
    taps = models.PositiveSmallIntegerField(default=1)  # of a burst, which counts once
    point = models.ForeignKey(Point, models.PROTECT, null=True, blank=True, related_name="feedback")
    origin = models.CharField(max_length=40, blank=True)  # where imported reviews were written
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
    # Who sees to it that what nobody's conversation holds is read, and answered in public.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    public_answer = models.ForeignKey(
        PublicAnswer, models.SET_NULL, null=True, blank=True, related_name="feedback"
    )
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
            models.CheckConstraint(
                condition=Q(metric__in=[m.value for m in Metric]), name="feedback_metric_is_known"
            ),
            models.CheckConstraint(
                condition=Q(mood=None) | Q(mood__gt=0, is_low=False) | Q(mood__lt=0, is_low=True),
                name="feedback_low_as_its_face",
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
            models.Index(
                fields=["owner"], name="feedback_owned", condition=Q(answered_at__isnull=True)
            ),
            models.Index(
                fields=["cause"], name="feedback_of_cause", condition=Q(cause__isnull=False)
            ),
            models.Index(fields=["point", "-received_at"], name="feedback_of_point"),
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk}"

    @property
    def is_rated(self) -> bool:
        return self.mood is not None or self.score is not None

    @property
    def is_anonymous(self) -> bool:
        """Nobody knows whose it is, so it can only be answered where anybody may read it."""
        return self.conversation_id is None

    def begin_anew(self) -> None:
        """Let what was said anew go through all of its steps; what we changed stays written down."""
        self.read_at = self.answered_at = self.changed_at = self.told_at = self.read_by = None

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
