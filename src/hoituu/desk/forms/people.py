"""Who works here, and when they are here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoituu.desk.forms.fields import WEEKDAYS, HoursField, LocalTime
from hoituu.desk.words import ABSENCES, ROLES
from hoituu.staff.models import LANGUAGES, Team, User
from hoituu.staff.rules import Role, write_hours


class WeekForm(forms.Form):
    """Seven days of hours."""

    def __init__(self, *args: Any, week: dict[int, Any] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        for day, label in enumerate(WEEKDAYS):
            self.fields[f"day{day}"] = HoursField(
                label=label, initial=write_hours((week or {}).get(day, ()))
            )

    def week(self) -> dict[int, tuple[tuple[int, int], ...]]:
        days = {day: self.cleaned_data[f"day{day}"] for day in range(7)}
        return {day: spans for day, spans in days.items() if spans}


class SpecialDayForm(forms.Form):
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    hours = HoursField(label=_("Hours"), help_text=_("Empty: closed all day."))


class ShiftDayForm(SpecialDayForm):
    """One day on which a person works other hours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hours"].help_text = _("Empty: as on any such day. A day off is an absence.")


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()), initial=Role.AGENT)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    teams = forms.ModelMultipleChoiceField(
        label=_("Teams"),
        queryset=Team.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_active = forms.BooleanField(label=_("Works here"), required=False, initial=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["teams"].choices = _teams()  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        taken = User.objects.filter(email__iexact=email).exclude(pk=self.initial.get("id", 0))
        if taken.exists():
            raise forms.ValidationError(_("Somebody else has this address."))
        return email


class AbsenceForm(forms.Form):
    starts_at = LocalTime(label=_("From"))
    ends_at = LocalTime(label=_("Until"))
    reason = forms.ChoiceField(label=_("Why"), choices=list(ABSENCES.items()))


class CoverForm(forms.Form):
    """Who stands in for a person, the first choice first."""

    first = forms.ChoiceField(label=_("First"), required=False)
    second = forms.ChoiceField(label=_("Then"), required=False)
    third = forms.ChoiceField(label=_("Then"), required=False)

    def __init__(self, data: Any = None, *, person: User, auto_id: str = "id_%s") -> None:
        chain = [str(cover.stand_in_id) for cover in person.covers.order_by("rank")]
        super().__init__(
            data, initial=dict(zip(self.base_fields, chain, strict=False)), auto_id=auto_id
        )
        serve = User.objects.filter(is_active=True).exclude(role=Role.VIEWER).exclude(pk=person.pk)
        self.people = {str(user.pk): user for user in serve.order_by("name")}
        for field in self.fields.values():
            names = [(pk, user.name) for pk, user in self.people.items()]
            field.choices = [("", "–"), *names]  # type: ignore[attr-defined]

    def stand_ins(self) -> list[User]:
        return [self.people[pk] for pk in self.cleaned_data.values() if pk]


class MeForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    signature = forms.CharField(
        label=_("Signature"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Put under your answers. Empty: your first name and the business."),
    )
    tells_new_times = forms.BooleanField(
        label=_("When I am about to be late, tell the customer a new time in my name"),
        required=False,
        help_text=_("Once for each promise, a few minutes before it would break."),
    )
    keys_off = forms.BooleanField(label=_("No shortcut keys"), required=False)
    hears_hints = forms.BooleanField(
        label=_("Hints from the coach, too"),
        required=False,
        help_text=_("Small things, such as length and sinä beside te."),
    )


def _teams() -> list[tuple[int, str]]:
    """Return the teams to choose from, read before the page is drawn."""
    return list(Team.objects.order_by("name").values_list("pk", "name"))
