"""Inboxes: how mail comes in and goes out, as whom we are let in, and how our mails are signed."""

import secrets
from urllib.error import URLError

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoituu.channels.email.actions import (
    ask_to_reconcile,
    keep_tokens,
    make_dkim_key,
    set_up_consent,
    set_up_inbox,
)
from hoituu.channels.email.consent import ask_for_tokens
from hoituu.channels.email.models import Consent, Inbox
from hoituu.channels.email.queries import servers_that_looked
from hoituu.channels.email.rules.consent import (
    PROVIDERS,
    ConsentLost,
    ConsentUnclear,
    SignIn,
    ask_with_code,
    consent_url,
)
from hoituu.channels.email.rules.dkim import dns_record, new_key
from hoituu.channels.email.rules.outcome import InboxIncomplete
from hoituu.desk.forms import InboxForm
from hoituu.desk.shell import StaffRequest, managers_only, show
from hoituu.desk.words import REFUSALS
from hoituu.staff.addresses import base_url
from hoituu.staff.queries import business

NOT_OF_THE_INBOX = ("imap_password", "smtp_password", "client_id", "client_secret")
ASKED = "consent_asked"  # in the session: for which inbox, and what proves that it was us


@managers_only
def inboxes(request: StaffRequest) -> HttpResponse:
    return show(
        request,
        "settings/inboxes",
        here="settings",
        rows=list(Inbox.objects.order_by("name")),
        address=base_url(business()),
    )


@managers_only
def inbox(request: StaffRequest, inbox_id: int | None = None) -> HttpResponse:
    """Set up an inbox: how mail comes in and how it goes out."""
    one = get_object_or_404(Inbox, pk=inbox_id) if inbox_id else Inbox()
    consent = Consent.objects.filter(inbox=one).first() if one.pk else None
    form = InboxForm(
        request.POST or None,
        instance=one,
        initial={"client_id": consent.client_id if consent else ""},
    )
    if form.is_valid():
        try:
            saved = _save(form, one, actor_id=request.user.pk)
        except InboxIncomplete as refusal:
            form.add_error("smtp_host", str(REFUSALS[type(refusal)]))
        else:
            messages.success(request, _("Saved."))
            return redirect("settings_inbox", saved.pk)
    return show(
        request,
        "settings/inbox",
        here="settings",
        form=form,
        one=one,
        consent=consent,
        back_to=_back_to(),
        record=_record(one),
        looked=servers_that_looked(one) if one.pk and not one.authserv_id else [],
        address=base_url(business()),
    )


@managers_only
@require_POST
def count(request: StaffRequest, inbox_id: int) -> HttpResponse:
    """Have an inbox's mails counted now."""
    one = get_object_or_404(Inbox, pk=inbox_id)
    ask_to_reconcile(one, actor_id=request.user.pk, now=timezone.now())
    messages.success(request, _("The mails are counted within two minutes."))
    return redirect("settings_inboxes")


@managers_only
@require_POST
def make_key(request: StaffRequest, inbox_id: int) -> HttpResponse:
    """Make a key to sign an inbox's mails with."""
    one = get_object_or_404(Inbox, pk=inbox_id)
    now = timezone.now()
    make_dkim_key(
        one, pem=new_key(), selector=f"hoituu{now:%Y%m%d}", actor_id=request.user.pk, now=now
    )
    messages.success(request, _("The key is made. Put its record into your DNS next."))
    return redirect("settings_inbox", one.pk)


@managers_only
def give_consent(request: StaffRequest, inbox_id: int) -> HttpResponse:
    """Send a person to Google or Microsoft to let us into a mailbox."""
    one = get_object_or_404(Inbox.objects.exclude(sign_in=SignIn.PASSWORD), pk=inbox_id)
    consent = get_object_or_404(Consent, inbox=one)
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
    request.session[ASKED] = {"inbox": one.pk, "state": state, "verifier": verifier}
    return redirect(
        consent_url(
            PROVIDERS[SignIn(one.sign_in)],
            consent.client,
            back_to=_back_to(),
            state=state,
            verifier=verifier,
            address=one.imap_user or one.address,
        )
    )


@managers_only
def consent_given(request: StaffRequest) -> HttpResponse:
    """Take in what a person brings back from there: a code, or a no."""
    asked = request.session.pop(ASKED, {})
    state, code = request.GET.get("state", ""), request.GET.get("code", "")
    if not asked or not secrets.compare_digest(state.encode(), asked["state"].encode()):
        messages.error(request, _("That was not an answer to our question. Please start again."))
        return redirect("settings_inboxes")
    one = get_object_or_404(Inbox.objects.exclude(sign_in=SignIn.PASSWORD), pk=asked["inbox"])
    if not code:
        messages.error(request, _("No consent was given, so nothing has changed."))
        return redirect("settings_inbox", one.pk)
    _take_code(request, one, code=code, verifier=asked["verifier"])
    return redirect("settings_inbox", one.pk)


def _take_code(request: StaffRequest, one: Inbox, *, code: str, verifier: str) -> None:
    consent = get_object_or_404(Consent, inbox=one)
    asking = ask_with_code(consent.client, code=code, back_to=_back_to(), verifier=verifier)
    now = timezone.now()
    try:
        tokens = ask_for_tokens(PROVIDERS[SignIn(one.sign_in)], asking, now=now)
    except (ConsentLost, ConsentUnclear):
        messages.error(request, _("They did not take the code. Check the client ID and secret."))
    except (URLError, OSError):
        messages.error(request, _("They could not be reached. Please try again in a moment."))
    else:
        keep_tokens(consent, tokens=tokens, actor_id=request.user.pk, now=now)
        messages.success(request, _("We may read and send now."))


def _save(form: InboxForm, one: Inbox, *, actor_id: int) -> Inbox:
    facts = {n: v for n, v in form.cleaned_data.items() if n not in NOT_OF_THE_INBOX}
    now = timezone.now()
    saved = set_up_inbox(
        one,
        **facts,
        imap_password=form.password("imap_password"),
        smtp_password=form.password("smtp_password"),
        actor_id=actor_id,
        now=now,
    )
    if saved.sign_in != SignIn.PASSWORD:
        set_up_consent(
            saved,
            client_id=form.cleaned_data["client_id"],
            client_secret=form.cleaned_data["client_secret"],
            actor_id=actor_id,
            now=now,
        )
    return saved


def _record(one: Inbox) -> tuple[str, str] | None:
    """Return the name and the value of the DNS record that an inbox's key needs."""
    if not one.dkim_key_sealed:
        return None
    return dns_record(one.dkim_key, selector=one.dkim_selector, domain=one.domain)


def _back_to() -> str:
    return base_url(business()).rstrip("/") + reverse("consent_given")
