"""A complaint and its remedies, and what a business assumes about their size."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from hoituu.recovery.rules import Assumptions, RemedyKind, RemedyState, Severity

DEFAULTS = Assumptions()


class Recovery(models.Model):
    """A complaint that is put right. Its feedback holds the customer's words and the cause."""

    conversation = models.OneToOneField(
        "conversations.Conversation", models.PROTECT, related_name="recovery"
    )
    feedback = models.OneToOneField("feedback.Feedback", models.PROTECT, related_name="recovery")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(  # nobody when we heard it in the message ourselves
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    severity = models.PositiveSmallIntegerField(default=Severity.REAL.value)
    lost_cents = models.PositiveIntegerField(null=True, blank=True)
    assessed_at = models.DateTimeField(null=True, blank=True)
    # Read in the answers that reached the customer.
    thanked_at = models.DateTimeField(null=True, blank=True)
    apologised_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    needs_nothing_at = models.DateTimeField(null=True, blank=True)  # the customer said so
    closed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    dismissed_at = models.DateTimeField(null=True, blank=True)  # it was no complaint

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(severity__in=[s.value for s in Severity]),
                name="recovery_severity_is_known",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(closed_at__isnull=False),
                name="recovery_confirmed_is_closed",
            ),
        ]
        indexes = [
            models.Index(fields=["opened_at"], name="recovery_opened"),
            models.Index(
                fields=["conversation"],
                name="recovery_open",
                condition=Q(closed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"recovery {self.pk}"


class Remedy(models.Model):
    """One way to put it right. Agreed on, it is a promise on the ledger."""

    recovery = models.ForeignKey(Recovery, models.PROTECT, related_name="remedies")
    kind = models.CharField(max_length=12)
    text = models.CharField(max_length=300)
    worth_cents = models.PositiveIntegerField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(default=3)  # working days to do it in, once agreed on
    state = models.CharField(max_length=12)
    by_customer = models.BooleanField(default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    # Above the budget: whose word it waits for, and by when they give it.
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer_by = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    promise = models.ForeignKey(
        "promises.Promise", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in RemedyKind]), name="remedy_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in RemedyState]), name="remedy_state_is_known"
            ),
            # What is agreed on is promised, with a time.
            models.CheckConstraint(
                condition=~Q(state__in=[RemedyState.CHOSEN.value, RemedyState.DONE.value])
                | Q(promise__isnull=False, agreed_at__isnull=False),
                name="remedy_agreed_is_promised",
            ),
            # Somebody has what waits for a lead, and it has a time.
            models.CheckConstraint(
                condition=~Q(state=RemedyState.ASKED.value)
                | Q(lead__isnull=False, answer_by__isnull=False),
                name="remedy_asked_has_a_lead",
            ),
            models.UniqueConstraint(
                fields=["recovery"],
                condition=Q(state=RemedyState.CHOSEN.value),
                name="remedy_agreed_is_one",
            ),
        ]
        indexes = [
            models.Index(
                fields=["lead", "answer_by"],
                name="remedy_asked",
                condition=Q(state=RemedyState.ASKED.value),
            ),
            models.Index(fields=["made_by", "made_at"], name="remedy_spent"),
        ]

    def __str__(self) -> str:
        return f"remedy {self.pk}"


class Terms(models.Model):
    """The one row that says what this business assumes; without it the defaults hold."""

    token_percent = models.DecimalField(
        max_digits=5, decimal_places=2, default=DEFAULTS.token_percent
    )
    most_percent = models.DecimalField(
        max_digits=5, decimal_places=1, default=DEFAULTS.most_percent
    )
    unknown_monthly_cents = models.PositiveIntegerField(default=DEFAULTS.unknown_monthly_cents)
    unknown_loss_cents = models.PositiveIntegerField(default=DEFAULTS.unknown_loss_cents)
    floor_small_cents = models.PositiveIntegerField(default=DEFAULTS.floors[Severity.SMALL])
    floor_real_cents = models.PositiveIntegerField(default=DEFAULTS.floors[Severity.REAL])
    floor_serious_cents = models.PositiveIntegerField(default=DEFAULTS.floors[Severity.SERIOUS])
    budget_cents = models.PositiveIntegerField(default=10_000)  # each person's, of thirty days
    further = models.TextField(blank=True)  # where else a complaint may be taken, in their words

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="recovery_terms_are_one")]

    def __str__(self) -> str:
        return "terms of recovery"

    @property
    def assumed(self) -> Assumptions:
        return Assumptions(
            token_percent=float(self.token_percent),
            most_percent=float(self.most_percent),
            unknown_monthly_cents=self.unknown_monthly_cents,
            unknown_loss_cents=self.unknown_loss_cents,
            floors={
                Severity.SMALL: self.floor_small_cents,
                Severity.REAL: self.floor_real_cents,
                Severity.SERIOUS: self.floor_serious_cents,
            },
        )


class Budget(models.Model):
    """What one person may agree on by themselves in thirty days, where it is not as everybody's."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    cents = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"budget of user {self.user_id}"


class Offer(models.Model):
    """What a campaign gives new customers: those we have get at least as much."""

    title = models.CharField(max_length=120)
    about = models.CharField(max_length=200)  # the words by which a customer asks for it
    worth_cents = models.PositiveIntegerField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"offer {self.pk}"
