"""Where mail comes in and goes out."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from hoituu.channels.email.models import Inbox
from hoituu.channels.email.rules.consent import SignIn
from hoituu.channels.email.rules.outcome import Security
from hoituu.desk.forms.people import _teams

SECURITY = [
    (Security.TLS.value, "TLS"),
    (Security.STARTTLS.value, "STARTTLS"),
    (Security.NONE.value, _("none (only inside this machine)")),
]

SIGN_INS = {
    SignIn.PASSWORD.value: _("with a password"),
    SignIn.GOOGLE.value: _("with Google's consent (Gmail, Workspace)"),
    SignIn.MICROSOFT.value: _("with Microsoft's consent (Microsoft 365)"),
}


class InboxForm(forms.ModelForm):  # type: ignore[type-arg]
    client_id = forms.CharField(label=_("Client ID"), required=False, max_length=300)
    client_secret = forms.CharField(
        label=_("Client secret"),
        required=False,
        widget=forms.PasswordInput,
        help_text=_("Leave it empty to keep the old one."),
    )
    imap_password = forms.CharField(
        label=_("Password"),
        required=False,
        widget=forms.PasswordInput,
        help_text=_("Leave it empty to keep the old one."),
    )
    smtp_password = forms.CharField(
        label=_("Password"),
        required=False,
        widget=forms.PasswordInput,
        help_text=_("Leave it empty to keep the old one."),
    )

    class Meta:
        model = Inbox
        fields = [
            "name",
            "address",
            "from_name",
            "team",
            "form_open",
            "plus_addressing",
            "enabled",
            "imap_host",
            "imap_port",
            "imap_security",
            "imap_user",
            "imap_folder",
            "mark_seen",
            "sign_in",
            "authserv_id",
            "dkim_on",
            "smtp_host",
            "smtp_port",
            "smtp_security",
            "smtp_user",
        ]
        error_messages = {
            "name": {"unique": _("Another inbox has this short name already.")},
            "address": {"unique": _("Another inbox has this address already.")},
        }
        labels = {
            "name": _("Short name"),
            "address": _("E-mail address"),
            "from_name": _("Name on our mails"),
            "team": _("Team"),
            "form_open": _("The web form is open"),
            "plus_addressing": _("Our server takes name+anything@"),
            "enabled": _("In use"),
            "imap_host": _("Server"),
            "imap_port": _("Port"),
            "imap_security": _("Encryption"),
            "imap_user": _("User name"),
            "imap_folder": _("Folder"),
            "mark_seen": _("Mark as read on the server what we have stored"),
            "sign_in": _("How we sign in"),
            "authserv_id": _("Name of your mail server"),
            "dkim_on": _("The key is in our DNS: sign our mails"),
            "smtp_host": _("Server"),
            "smtp_port": _("Port"),
            "smtp_security": _("Encryption"),
            "smtp_user": _("User name"),
        }
        help_texts = {
            "name": _("Lower-case letters; it is part of the web form's address."),
            "authserv_id": _(
                "As it stands first in its Authentication-Results. Only its word on a sender counts."
            ),
        }
        widgets = {
            "sign_in": forms.Select(choices=list(SIGN_INS.items())),
            "imap_security": forms.Select(choices=SECURITY),
            "smtp_security": forms.Select(choices=SECURITY),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("imap_port", "smtp_port"):
            self.fields[name].validators.append(MaxValueValidator(65535))
        self.fields["team"].choices = [("", "–"), *_teams()]  # type: ignore[attr-defined]
        self.fields["sign_in"].required = False

    def clean_sign_in(self) -> str:
        return self.cleaned_data["sign_in"] or SignIn.PASSWORD.value

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("sign_in") != SignIn.PASSWORD and not facts.get("client_id"):
            self.add_error("client_id", _("Google and Microsoft know us by a client ID."))
        return facts

    def password(self, name: str) -> str | None:
        """Return a new password, None to keep the old one."""
        return self.cleaned_data[name] or None
