"""What a customer fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hoituu.customers.rules import NotAContactPoint, Preference, contact_point

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


class WishForm(forms.Form):
    preference = forms.ChoiceField(
        choices=CHOICES, widget=forms.RadioSelect, label=_("How would you like us to let you know?")
    )
    call_times = forms.CharField(
        label=_("If we call, when does it suit you?"), max_length=200, required=False
    )


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
