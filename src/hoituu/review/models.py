"""What the team decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from hoituu.review.rules import DecisionState


class Decision(models.Model):
    """What somebody of the team does about it, and by when; it comes back until it is over."""

    text = models.CharField(max_length=500)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField()
    decided_at = models.DateTimeField()
    state = models.CharField(max_length=8, default=DecisionState.OPEN.value)
    over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in DecisionState]),
                name="decision_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state=DecisionState.OPEN.value, over_at=None)
                | ~Q(state=DecisionState.OPEN.value) & Q(over_at__isnull=False),
                name="decision_over_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], name="decision_open", condition=Q(over_at=None)),
            models.Index(fields=["-over_at"], name="decision_over"),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"
