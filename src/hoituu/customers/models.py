"""A person or a firm that we serve, and the addresses we know them by."""

from django.db import models
from django.db.models import Q

from hoituu.customers.rules import PointKind, Preference


class Customer(models.Model):
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="fi")
    preference = models.CharField(max_length=10, blank=True, default=Preference.NONE.value)
    call_times = models.CharField(max_length=200, blank=True)
    remember = models.TextField(blank=True)
    since = models.CharField(max_length=40, blank=True)
    # What they spend with us in a month, in cents; None when nobody has said. It informs how large a
    # gesture is, never who answers, when, or in which order.
    monthly_cents = models.PositiveIntegerField(null=True, blank=True)
    spam_marks = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(preference__in=[p.value for p in Preference]),
                name="customer_preference_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"customer {self.pk}"


class ContactPoint(models.Model):
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="points")
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=320)
    verified_at = models.DateTimeField(null=True, blank=True)
    undelivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "value"], name="contact_point_is_one_persons"),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in PointKind]),
                name="contact_point_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"contact point {self.pk}"
