"""Fields that more than one surface asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PickTimeForm(forms.Form):
    """An offered time (`choice`), or a day with the earliest and the latest moment; and a number."""

    choice = forms.CharField(required=False, max_length=40)
    day = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    begins = forms.TimeField(
        label=_("Earliest"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    ends = forms.TimeField(
        label=_("Latest"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    phone = forms.CharField(
        label=_("Which number shall we call?"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
