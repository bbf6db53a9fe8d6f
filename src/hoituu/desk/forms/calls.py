"""When a customer is called, how it went, and how calls are agreed on here."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from hoituu.callbacks.models import Terms
from hoituu.callbacks.rules import pick_window
from hoituu.callbacks.words import REFUSED as CALL_REFUSED
from hoituu.customers.rules import phone_number
from hoituu.desk.forms.fields import LocalTime
from hoituu.desk.words import REFUSALS
from hoituu.web.fields import PickTimeForm


class AgreeForm(PickTimeForm):
    """When a customer is called, as agreed with them."""

    def __init__(self, *args: Any, tz: ZoneInfo, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tz, self.now = tz, now

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        try:
            facts["window"] = pick_window(facts, tz=self.tz, now=self.now)
            facts["phone"] = phone_number(facts.get("phone", ""))
        except CALL_REFUSED as refusal:
            if not self.errors:
                self.add_error(None, str(REFUSALS[type(refusal)]))
        return facts


class EndCallForm(forms.Form):
    said = forms.CharField(
        label=_("What did you agree on?"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    promise = forms.CharField(label=_("Did you promise something?"), required=False, max_length=300)
    due_at = LocalTime(label=_("By when?"), required=False)
    resolves = forms.BooleanField(label=_("This was taken care of"), required=False)


class TermsForm(forms.ModelForm):  # type: ignore[type-arg]
    """How calls are agreed on here."""

    class Meta:
        model = Terms
        fields = ["offered", "minutes", "small_team", "team", "large_team"]
        labels = {
            "offered": _("Customers may pick a time on their own page"),
            "minutes": _("A call takes so many minutes"),
            "small_team": _("Place for a call, in a team of up to four"),
            "team": _("Place for a call, in a team of up to fifty"),
            "large_team": _("Place for a call, in a larger team"),
        }
        help_texts = {
            "minutes": _("Empty: as your own calls have taken, ten minutes to begin with."),
            "small_team": _(
                "As many times as long as the call is expected to take: 1.5 is half more."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("small_team", "team", "large_team"):
            field = self.fields[name]
            field.validators += [MinValueValidator(1), MaxValueValidator(5)]
        self.fields["minutes"].validators += [MinValueValidator(1), MaxValueValidator(240)]
