"""What is filled in while customers are served: answers, calls written down, who they are."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoituu.conversations.rules import Channel
from hoituu.customers.rules import NotAContactPoint, PointKind, Preference, contact_point
from hoituu.desk.forms.fields import LocalTime
from hoituu.staff.queries import Presence


class ComposeForm(forms.Form):
    kind = forms.ChoiceField(choices=[(k, k) for k in ("answer", "note", "call", "forward")])
    body = forms.CharField(required=False, strip=False)
    to = forms.CharField(required=False)
    cc = forms.CharField(required=False)
    promise = forms.CharField(required=False, max_length=300)
    due_at = LocalTime(required=False)
    keeps = forms.CharField(required=False)
    resolves = forms.BooleanField(required=False)
    seen_id = forms.IntegerField(required=False)
    anyway = forms.BooleanField(required=False)

    def addresses(self, name: str) -> list[str]:
        """Return the addresses in a field, in lower case; what is none stays as it was typed."""
        parts = self.cleaned_data[name].replace(";", ",").split(",")
        return [address_in(part) or part.strip() for part in parts if part.strip()]


class SayForm(forms.Form):
    text = forms.CharField(max_length=2000)


class SoundForm(forms.Form):
    """How a customer's message sounds, from furious (1) to delighted (5)."""

    tone = forms.TypedChoiceField(choices=[(level, level) for level in range(1, 6)], coerce=int)
    complaint = forms.BooleanField(required=False)


def address_in(text: str) -> str:
    """Return the e-mail address in a text such as "Matti <matti@x.example>", or ""."""
    try:
        kind, value = contact_point(text.partition("<")[2].strip("> ") or text)
    except NotAContactPoint:
        return ""
    return value if kind == PointKind.EMAIL else ""


class GiveForm(forms.Form):
    to_id = forms.TypedChoiceField(label=_("To"), coerce=int)
    sentence = forms.CharField(
        label=_("A sentence for them"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )

    def __init__(self, *args: Any, people: Iterable[Presence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_id"].choices = [(p.id, p.name) for p in people]  # type: ignore[attr-defined]


class WriteDownForm(forms.Form):
    """A call or a visit, in fifteen seconds."""

    channel = forms.ChoiceField(
        label=_("How"),
        choices=[
            (Channel.PHONE.value, _("On the phone")),
            (Channel.COUNTER.value, _("At the counter")),
        ],
        widget=forms.RadioSelect,
        initial=Channel.PHONE.value,
    )
    text = forms.CharField(
        label=_("What is it about?"), widget=forms.Textarea(attrs={"rows": 4, "autofocus": True})
    )
    name = forms.CharField(label=_("Who?"), max_length=200, required=False)
    reach = forms.CharField(
        label=_("How do we reach them?"),
        max_length=320,
        required=False,
        help_text=_(
            "An e-mail address or a phone number. Leave it empty for somebody who comes back."
        ),
    )
    keeps_it = forms.BooleanField(label=_("I take care of this"), required=False, initial=True)


class StartForm(forms.Form):
    """A conversation that we start."""

    to = forms.EmailField(label=_("To"), max_length=320)
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    subject = forms.CharField(label=_("Subject"), max_length=300)
    body = forms.CharField(label=_("Message"), widget=forms.Textarea(attrs={"rows": 8}))
    promise = forms.CharField(label=_("What we promise"), max_length=300, required=False)
    due_at = LocalTime(label=_("By when"), required=False)


class CustomerForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    since = forms.CharField(label=_("Customer since"), max_length=40, required=False)
    monthly = forms.DecimalField(
        label=_("Spends with us, euros a month"),
        min_value=0,
        max_value=1_000_000,
        decimal_places=2,
        required=False,
        localize=True,
        help_text=_("Changes nothing about who answers, when, or in which order."),
    )
    remember = forms.CharField(
        label=_("What we remember"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Write nothing that they could not read themselves."),
    )

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        monthly: Decimal | None = facts.pop("monthly", None)
        facts["monthly_cents"] = None if monthly is None else int(monthly * 100)
        return facts


class PreferForm(forms.Form):
    preference = forms.ChoiceField(
        label=_("How they want to be told"),
        required=False,
        choices=[
            (Preference.NONE.value, _("Not said")),
            (Preference.EMAIL.value, _("By e-mail")),
            (Preference.PHONE.value, _("By phone")),
            (Preference.PAGE.value, _("On their own page")),
        ],
    )
    call_times = forms.CharField(label=_("When calling suits them"), max_length=200, required=False)


class PointForm(forms.Form):
    text = forms.CharField(label=_("E-mail address or phone number"), max_length=320)


class TimeForm(forms.Form):
    due_at = LocalTime(label=_("New time"))


class MailboxAnswerForm(forms.Form):
    body = forms.CharField(
        label=_("Answer as the customer"), widget=forms.Textarea(attrs={"rows": 4})
    )
