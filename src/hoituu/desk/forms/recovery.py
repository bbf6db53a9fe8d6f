"""What is filled in when a complaint is put right."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoituu.desk.words import REFUSALS
from hoituu.lib.money import NotAnAmount, WrongCurrency, read_amount
from hoituu.recovery.models import Offer, Terms
from hoituu.recovery.rules import RemedyKind, Severity
from hoituu.recovery.words import KINDS, SEVERITIES

LONGEST_DAYS = 60
FLOORS = ("floor_small_cents", "floor_real_cents", "floor_serious_cents")
SEVERITY_CHOICES = [(s.value, name) for s, name in SEVERITIES.items()]
KIND_CHOICES = [(k.value, name) for k, name in KINDS.items()]


class AmountField(forms.CharField):
    """Euros as a person writes them, in cents; None when left empty."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 10})
        super().__init__(max_length=40, widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        """Return an amount of cents as it is written; what was typed stays as it was."""
        if not isinstance(value, int):
            return value
        return f"{value // 100}" + (f",{value % 100:02}" if value % 100 else "")

    def clean(self, value: Any) -> int | None:
        try:
            return read_amount(super().clean(value))
        except (NotAnAmount, WrongCurrency) as refusal:
            raise forms.ValidationError(str(REFUSALS[type(refusal)])) from None


class AssessForm(forms.Form):
    severity = forms.TypedChoiceField(
        label=_("How bad was it for them?"),
        choices=SEVERITY_CHOICES,
        coerce=lambda value: Severity(int(value)),
    )
    lost_cents = AmountField(
        label=_("What failed was worth, euros"),
        required=False,
        help_text=_("What they paid for what went wrong. Leave it empty if nobody knows."),
    )


class RemedyForm(forms.Form):
    """A way to put it right. `warning` says of an amount why it may not fit, "" where it does.

    What does not fit is asked about once, and then taken.
    """

    text = forms.CharField(label=_("What we offer"), max_length=300)
    kind = forms.TypedChoiceField(label=_("It is"), choices=KIND_CHOICES, coerce=RemedyKind)
    worth_cents = AmountField(
        label=_("Worth, euros"),
        required=False,
        help_text=_("Empty when it costs no money, as a favour does."),
    )
    days = forms.IntegerField(
        label=_("Working days it takes"), min_value=1, max_value=LONGEST_DAYS, initial=3
    )
    anyway = forms.BooleanField(
        label=_("Yes, all the same"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, warning: Callable[[int], str] | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.warning = warning

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        worth, anyway = facts.get("worth_cents"), facts.pop("anyway", False)
        said = self.warning(worth) if self.warning and worth and not anyway else ""
        if said:
            self.fields["anyway"].widget = forms.CheckboxInput()
            self.add_error("worth_cents", said)
        return facts


class AcceptForm(RemedyForm):
    """What the customer proposed, agreed to: the words are theirs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["text"]
        self.fields["kind"].choices = [("", "–"), *KIND_CHOICES]  # type: ignore[attr-defined]


class CauseForm(forms.Form):
    name = forms.CharField(label=_("What went wrong"), max_length=120)


class RecoveryTermsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What this business assumes about gestures."""

    budget_cents = AmountField(label=_("How much one of us may agree on alone in thirty days (€)"))
    floor_small_cents = AmountField(label=_("At least so much for a small annoyance (€)"))
    floor_real_cents = AmountField(label=_("At least so much for a real harm (€)"))
    floor_serious_cents = AmountField(label=_("At least so much when it is serious (€)"))
    unknown_monthly_cents = AmountField(
        label=_("When nobody knows what they spend with us a month, at most so much (€)")
    )
    unknown_loss_cents = AmountField(
        label=_("When nobody knows what failed was worth, at most so much (€)")
    )

    class Meta:
        model = Terms
        fields = [
            "budget_cents",
            "token_percent",
            "most_percent",
            "floor_small_cents",
            "floor_real_cents",
            "floor_serious_cents",
            "unknown_monthly_cents",
            "unknown_loss_cents",
            "further",
        ]
        labels = {
            "token_percent": _(
                "A gift under so many per cent of what they spend in a year may insult"
            ),
            "most_percent": _(
                "Over so many per cent of the price of what failed does no more good"
            ),
            "further": _("Where else a complaint may be taken"),
        }
        help_texts = {
            "further": _("Empty: the Consumer Advisory Service and the Consumer Disputes Board."),
        }
        widgets = {"further": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("token_percent", "most_percent"):
            self.initial[name] = f"{float(self.initial[name]):g}"  # "1", not "1.00"

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        for name in self.fields:
            if name.endswith("_cents") and name not in self.errors and facts.get(name) is None:
                self.add_error(name, _("This field is required."))
        for less, more in pairwise(FLOORS):
            if not self.errors and facts[less] > facts[more]:
                self.add_error(more, _("What is worse gets at least as much as what is less bad."))
        return facts


class OfferForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a campaign gives new customers."""

    worth_cents = AmountField(label=_("Worth, euros"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_about(self) -> str:
        words = [word.strip() for word in self.cleaned_data["about"].split(",") if word.strip()]
        if not words:
            raise forms.ValidationError(_("Write at least one word by which it is asked for."))
        return ", ".join(words)

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until is not None and until < self.today:
            raise forms.ValidationError(_("That day is over already."))
        return until

    class Meta:
        model = Offer
        fields = ["title", "about", "worth_cents", "until"]
        labels = {
            "title": _("What new customers get"),
            "about": _("Words by which it is asked for, with commas"),
            "until": _("Until"),
        }
        widgets = {"until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class BudgetForm(forms.Form):
    cents = AmountField(label=_("Budget of thirty days, euros"), required=False)


class ValuesForm(forms.Form):
    file = forms.FileField(label=_("A CSV file"))
