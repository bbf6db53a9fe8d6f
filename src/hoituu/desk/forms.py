"""What a person at the desk fills in."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from hoituu.callbacks.models import Terms
from hoituu.callbacks.rules import number_to_call, pick_window
from hoituu.callbacks.words import REFUSED as CALL_REFUSED
from hoituu.channels.email.models import Inbox
from hoituu.channels.email.rules.consent import SignIn
from hoituu.channels.email.rules.outcome import Security
from hoituu.conversations.models import Template
from hoituu.conversations.rules import Channel
from hoituu.customers.rules import NotAContactPoint, PointKind, Preference, contact_point
from hoituu.desk.words import ABSENCES, REFUSALS, ROLES
from hoituu.staff.models import LANGUAGES, Business, Team, User
from hoituu.staff.queries import Presence
from hoituu.staff.rules import BadHours, Role, Scope, read_hours, write_hours
from hoituu.web.fields import PickTimeForm

WEEKDAYS = [
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
]
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


class LocalTime(forms.DateTimeField):
    """A moment in the business's own zone, as the browser's own picker gives it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M"], **options)


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
    remember = forms.CharField(
        label=_("What we remember"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Write nothing that they could not read themselves."),
    )


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


class HoursField(forms.CharField):
    """Hours of a day as a person writes them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=100, **options)

    def clean(self, value: Any) -> tuple[tuple[int, int], ...]:
        try:
            return read_hours(super().clean(value))
        except BadHours:
            raise forms.ValidationError(str(REFUSALS[BadHours])) from None


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
    keys_off = forms.BooleanField(label=_("No shortcut keys"), required=False)


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


class MailboxAnswerForm(forms.Form):
    body = forms.CharField(
        label=_("Answer as the customer"), widget=forms.Textarea(attrs={"rows": 4})
    )


def _teams() -> list[tuple[int, str]]:
    """Return the teams to choose from, read before the page is drawn."""
    return list(Team.objects.order_by("name").values_list("pk", "name"))


def moment(at: datetime, firm: Business) -> datetime:
    """Return a wall time that somebody picked as a moment in the business's zone."""
    return at.replace(tzinfo=ZoneInfo(firm.tz))


class AgreeForm(PickTimeForm):
    """When a customer is called, as agreed with them."""

    def __init__(self, *args: Any, tz: ZoneInfo, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tz, self.now = tz, now

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        try:
            facts["window"] = pick_window(facts, tz=self.tz, now=self.now)
            facts["phone"] = number_to_call(facts.get("phone", ""))
        except CALL_REFUSED as refusal:
            if not self.errors:
                self.add_error(None, str(REFUSALS[type(refusal)]))
        return facts


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


class EndCallForm(forms.Form):
    said = forms.CharField(
        label=_("What did you agree on?"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    promise = forms.CharField(label=_("Did you promise something?"), required=False, max_length=300)
    due_at = LocalTime(label=_("By when?"), required=False)
    resolves = forms.BooleanField(label=_("This was taken care of"), required=False)
