"""Times and hours as people pick and write them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from hoituu.desk.words import REFUSALS
from hoituu.staff.models import Business
from hoituu.staff.rules import BadHours, read_hours

WEEKDAYS = [
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
]


class LocalTime(forms.DateTimeField):
    """A moment in the business's own zone, as the browser's own picker gives it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M"], **options)


class HoursField(forms.CharField):
    """Hours of a day as a person writes them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=100, **options)

    def clean(self, value: Any) -> tuple[tuple[int, int], ...]:
        try:
            return read_hours(super().clean(value))
        except BadHours:
            raise forms.ValidationError(str(REFUSALS[BadHours])) from None


def moment(at: datetime, firm: Business) -> datetime:
    """Return a wall time that somebody picked as a moment in the business's zone."""
    return at.replace(tzinfo=ZoneInfo(firm.tz))
