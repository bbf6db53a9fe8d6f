"""What a customer fills in."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from hoituu.callbacks.rules import pick_window
from hoituu.callbacks.words import REFUSALS, REFUSED
from hoituu.customers.rules import (
    NotAContactPoint,
    NotAPhoneNumber,
    PointKind,
    Preference,
    contact_point,
    phone_number,
)
from hoituu.feedback.rules import LONGEST_WORDS, Mood
from hoituu.web.fields import PickTimeForm

CHOICES = [
    (Preference.EMAIL.value, _("By e-mail")),
    (Preference.PHONE.value, _("By calling")),
    (Preference.PAGE.value, _("I will look at the page myself")),
]


class ContactForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    reach = forms.CharField(label=_("Your e-mail address or phone number"), max_length=320)
    text = forms.CharField(
        label=_("How can we help?"), max_length=20000, widget=forms.Textarea(attrs={"rows": 6})
    )
    file = forms.FileField(label=_("A picture or a file"), required=False)
    preference = forms.ChoiceField(
        label=_("How would you like us to let you know?"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        initial=Preference.EMAIL.value,
        required=False,
    )
    # People do not see these two; what fills them in is no person.
    website = forms.CharField(required=False, label=_("Leave this empty"))
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_reach(self) -> str:
        text: str = self.cleaned_data["reach"]
        try:
            contact_point(text)
        except NotAContactPoint:
            raise forms.ValidationError(
                _("We need an e-mail address or a phone number, so that we can answer you.")
            ) from None
        return text

    def clean(self) -> dict[str, Any]:
        """Let a number be called: nobody mails to one. Who wishes for a call may name it later."""
        facts: dict[str, Any] = super().clean() or {}
        if "reach" in facts:
            kind, _value = contact_point(facts["reach"])
            if kind == PointKind.PHONE and facts.get("preference") == Preference.EMAIL:
                facts["preference"] = Preference.PHONE.value
        return facts


class WishForm(forms.Form):
    """How to be told. `has_phone` tells whether we know a number."""

    preference = forms.ChoiceField(
        choices=CHOICES, widget=forms.RadioSelect, label=_("How would you like us to let you know?")
    )
    call_times = forms.CharField(
        label=_("If we call, when does it suit you?"), max_length=200, required=False
    )
    phone = forms.CharField(label=_("To which number may we call?"), max_length=40, required=False)

    def __init__(self, *args: Any, has_phone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_phone = has_phone

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        phone = facts.get("phone", "").strip()
        if facts.get("preference") == Preference.PHONE and not (phone or self.has_phone):
            self.add_error("phone", _("To call you, we need your phone number here."))
        elif phone and not is_phone(phone):
            self.add_error("phone", _("That is not a phone number."))
        return facts


def is_phone(text: str) -> bool:
    """Tell whether a text is a phone number."""
    try:
        return bool(phone_number(text))
    except NotAPhoneNumber:
        return False


class RateForm(forms.Form):
    """One of the four faces."""

    mood = forms.TypedChoiceField(choices=[(mood.value, mood.name) for mood in Mood], coerce=int)


class WordsForm(forms.Form):
    words = forms.CharField(max_length=LONGEST_WORDS)


class MoreOfItForm(forms.Form):
    """What is added to a tap, and where its writer can be answered if they want that."""

    words = forms.CharField(
        label=_("What happened? In your own words, if you like."),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name = forms.CharField(label=_("Your name"), required=False, max_length=200)
    reach = forms.CharField(
        label=_("Your number or e-mail address, if you would like an answer"),
        required=False,
        max_length=320,
    )

    def __init__(self, *args: Any, is_low: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_low:
            self.fields["words"].label = _("What was good? In your own words, if you like.")

    def clean_reach(self) -> str:
        text: str = self.cleaned_data["reach"]
        if text:
            try:
                contact_point(text)
            except NotAContactPoint:
                raise forms.ValidationError(
                    _("We need an e-mail address or a phone number, so that we can answer you.")
                ) from None
        return text

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        if not self.errors and not facts.get("words", "").strip() and not facts.get("reach"):
            self.add_error("words", _("Write something first."))
        return facts


class RightForm(forms.Form):
    """How to put it right: one of what we offer, something else, or nothing."""

    choice = forms.IntegerField(required=False)
    other = forms.CharField(required=False, max_length=20000)
    nothing = forms.BooleanField(required=False)


class MoreForm(forms.Form):
    text = forms.CharField(
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write something first."),
            "max_length": _("The message is too long. Please shorten it a little."),
        },
    )
    file = forms.FileField(required=False)


class CallForm(PickTimeForm):
    """When we call, and at which number. `known` is the number we have, as in E.164."""

    def __init__(self, *args: Any, known: str, tz: ZoneInfo, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known, self.tz, self.now = known, tz, now

    @property
    def known_end(self) -> str:
        """Return the last digits of the number we have: enough for its owner to know it by."""
        return self.known[-3:]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        try:
            facts["phone"] = phone_number(facts.get("phone") or self.known)
            if not self.errors:
                facts["window"] = pick_window(facts, tz=self.tz, now=self.now)
        except NotAPhoneNumber:
            self.add_error("phone", str(REFUSALS[NotAPhoneNumber]))
        except REFUSED as refusal:
            self.add_error(None, str(REFUSALS[type(refusal)]))
        return facts
