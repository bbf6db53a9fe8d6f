"""The business itself: its name, teams, texts and programs."""

from collections.abc import Iterable
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from hoituu.coach import BadPattern, Level, own_habit
from hoituu.conversations.models import Template
from hoituu.desk.words import LEVELS
from hoituu.staff.models import LANGUAGES, Business, User
from hoituu.staff.rules import Scope
from hoituu.wording.models import OwnHabit


class BusinessForm(forms.ModelForm):  # type: ignore[type-arg]
    base_url = forms.URLField(
        label=_("Public address"),
        required=False,
        assume_scheme="https",
        help_text=_("Where customers reach this server, e.g. https://care.example.com"),
    )

    class Meta:
        model = Business
        fields = ["name", "phone", "language", "tz", "base_url", "welcome"]
        labels = {
            "name": _("Name of the business"),
            "phone": _("Phone"),
            "language": _("Language"),
            "tz": _("Time zone"),
            "welcome": _("What the web form says first"),
        }
        widgets = {
            "language": forms.Select(choices=[*LANGUAGES, ("sv", "Svenska")]),
            "welcome": forms.Textarea(attrs={"rows": 3}),
        }

    def clean_tz(self) -> str:
        name: str = self.cleaned_data["tz"]
        try:
            ZoneInfo(name)
        except (ValueError, OSError, KeyError):
            raise forms.ValidationError(_("There is no such time zone.")) from None
        return name


class OwnHabitForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a business does not say. Its `tried` is the mark of what was tried on past replies."""

    tried = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = OwnHabit
        fields = ["name", "language", "says", "instead", "why", "level"]
        labels = {
            "name": _("Name"),
            "language": _("Language"),
            "says": _("What we do not say"),
            "instead": _("What we say instead"),
            "why": _("Why"),
            "level": _("How loudly"),
        }
        widgets = {
            "language": forms.Select(choices=LANGUAGES),
            "says": forms.Textarea(attrs={"rows": 4, "maxlength": 2000}),
            "level": forms.Select(choices=[(level.value, LEVELS[level]) for level in Level]),
        }
        help_texts = {
            "says": _("One word or phrase a line. It is found in all of its forms."),
            "instead": _("Stands for the words found. Leave a slot such as [time] for facts."),
            "why": _("One sentence for whoever wrote it."),
        }

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if "says" in facts and "language" in facts:
            try:
                own_habit("new", lang=facts["language"], says=facts["says"])
            except BadPattern as bad:
                said = _("This line says nothing that can be found: %(line)s")
                self.add_error("says", said % {"line": bad.line or facts["says"]})
        return facts

    @property
    def mark(self) -> str:
        """What was filled in that past replies are tried with."""
        told = (self.cleaned_data[name] for name in ("language", "says"))
        return f"{crc32(repr(list(told)).encode()):x}"


class TeamForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    signature = forms.CharField(
        label=_("Signature"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=1000,
    )


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Which program"),
        max_length=80,
        help_text=_("So that you know later what it was for: booking, till, website."),
    )
    user_id = forms.TypedChoiceField(label=_("On whose behalf"), coerce=int)
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(Scope.READ.value, _("Read")), (Scope.WRITE.value, _("Write"))],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user_id"].choices = [(p.pk, p.name) for p in people]  # type: ignore[attr-defined]


class TemplateForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Template
        fields = ["name", "language", "body"]
        labels = {"name": _("Name"), "language": _("Language"), "body": _("Text")}
        widgets = {
            "language": forms.Select(choices=[*LANGUAGES, ("sv", "Svenska")]),
            "body": forms.Textarea(attrs={"rows": 6}),
        }
        help_texts = {"body": _("Leave slots such as [time] for what must be filled in.")}
