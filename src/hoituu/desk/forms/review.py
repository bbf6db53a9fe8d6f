"""What is filled in at the weekly half hour."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoituu.staff.models import User


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget)


class DecisionForm(forms.Form):
    text = forms.CharField(label=_("What do we do?"), max_length=500)
    owner = forms.TypedChoiceField(label=_("Who?"), coerce=int)
    due_on = _day(_("By which day?"))

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people if person.answers}
        choices = [(pk, person.name) for pk, person in self.people.items()]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]

    def clean_owner(self) -> User:
        return self.people[self.cleaned_data["owner"]]


class PutOffForm(forms.Form):
    due_on = _day(_("Another day"))
