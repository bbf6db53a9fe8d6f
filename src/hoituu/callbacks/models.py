"""Calls that were agreed on, the places held for them, and what came of each attempt."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from hoituu.callbacks.rules import ALIVE, INFLATION, CallState, Outcome, Window

# Booked or going on; a partial index needs a condition without values (see conversations/models).
IS_ALIVE = Q(planned_at__isnull=False)


class Terms(models.Model):
    """The one row that says how calls are agreed on here; without it the defaults hold."""

    offered = models.BooleanField(default=True)  # customers may pick a time on their own page
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)  # else as measured
    # How much longer a place is than the expected call, by the size of the team.
    small_team = models.DecimalField(max_digits=4, decimal_places=2, default=INFLATION[0])
    team = models.DecimalField(max_digits=4, decimal_places=2, default=INFLATION[1])
    large_team = models.DecimalField(max_digits=4, decimal_places=2, default=INFLATION[2])

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="call_terms_are_one"),
            models.CheckConstraint(
                condition=Q(small_team__gte=1, team__gte=1, large_team__gte=1),
                name="call_places_fit_the_call",
            ),
        ]

    def __str__(self) -> str:
        return "terms of calls"

    @property
    def inflation(self) -> tuple[float, float, float]:
        return float(self.small_team), float(self.team), float(self.large_team)


class Callback(models.Model):
    """A call in a window that its customer picked. Its promise says from when until when."""

    conversation = models.ForeignKey(
        "conversations.Conversation", models.PROTECT, related_name="callbacks"
    )
    promise = models.OneToOneField("promises.Promise", models.PROTECT, related_name="callback")
    state = models.CharField(max_length=12, default=CallState.BOOKED.value)
    phone = models.CharField(max_length=40)  # as in E.164
    tz = models.CharField(max_length=60)  # the customer's own
    minutes = models.PositiveSmallIntegerField()  # expected
    # Who calls and when, as things stand: planned anew each minute. No time once it is over.
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)  # after an attempt nobody answered
    told_at = models.DateTimeField(null=True, blank=True)  # that we call in ten minutes
    in_danger = models.BooleanField(default=False)  # as planned now, nobody reaches it in time

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in CallState]), name="callback_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ALIVE]) & IS_ALIVE
                | ~Q(state__in=[s.value for s in ALIVE]) & ~IS_ALIVE,
                name="callback_alive_is_planned",
            ),
            models.UniqueConstraint(
                fields=["conversation"], condition=IS_ALIVE, name="callback_is_one"
            ),
        ]
        indexes = [
            models.Index(fields=["planned_at"], name="callback_alive", condition=IS_ALIVE),
        ]

    def __str__(self) -> str:
        return f"callback {self.pk}"

    @property
    def window(self) -> Window:
        return Window(self.promise.window_start or self.promise.made_at, self.promise.due_at)


class HeldSlot(models.Model):
    """Five minutes of a person's time, held for a call: two calls never get the same."""

    callback = models.ForeignKey(Callback, models.CASCADE, related_name="slots")
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    slot = models.PositiveBigIntegerField()  # five-minute steps since 1970

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agent", "slot"], name="slot_is_held_once"),
        ]
        indexes = [models.Index(fields=["slot"], name="slot_held")]

    def __str__(self) -> str:
        return f"slot {self.slot} of user {self.agent_id}"


class Attempt(models.Model):
    callback = models.ForeignKey(Callback, models.PROTECT, related_name="attempts")
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True, default=Outcome.GOING_ON.value)

    class Meta:
        ordering = ["started_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=[o.value for o in Outcome]),
                name="attempt_outcome_is_known",
            ),
            # One conversation on the phone at a time, for the customer and for us.
            models.UniqueConstraint(
                fields=["callback"], condition=Q(ended_at__isnull=True), name="attempt_is_one"
            ),
            models.UniqueConstraint(
                fields=["agent"], condition=Q(ended_at__isnull=True), name="attempt_is_ones_own"
            ),
        ]
        indexes = [
            models.Index(fields=["-started_at"], name="attempt_started"),
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk}"
