"""The web form, the customer's own page, and the way in for those who were invited."""

from datetime import datetime
from typing import Any

from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoituu.callbacks.queries import callback_of, terms
from hoituu.callbacks.rules import zone_named
from hoituu.channels.email.models import Inbox
from hoituu.channels.web.actions import take_form, take_page_message
from hoituu.conversations.actions import confirm
from hoituu.conversations.blobs import put_blob
from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import customer_thread, holders_of
from hoituu.conversations.rules import Attached, Channel, NoSuchMove, PromiseStillOpen
from hoituu.counter.forms import ContactForm, MoreForm, WishForm
from hoituu.counter.shell import Visit, is_one_of_many, show, visit_of
from hoituu.counter.story import story_of
from hoituu.customers.actions import take_wish
from hoituu.customers.queries import phones_of
from hoituu.customers.rules import Preference
from hoituu.feedback.queries import rating_of, was_asked
from hoituu.feedback.rules import may_rate
from hoituu.feedback.words import FACES
from hoituu.promises.actions import hear_not_yet
from hoituu.promises.queries import promises_of
from hoituu.promises.rules import State
from hoituu.recovery.invitation import further, worded
from hoituu.recovery.models import Recovery
from hoituu.recovery.queries import put_right, recovery_of
from hoituu.recovery.queries import terms as terms_of_recovery
from hoituu.staff.actions import use_sign_in_link
from hoituu.staff.addresses import page_path
from hoituu.staff.queries import business, home_zone, presence_of
from hoituu.web.times import Times

LARGEST_FILE = 25 * 1024 * 1024
FASTEST_PERSON_SECONDS = 2


@login_not_required
def form(request: HttpRequest, inbox_name: str) -> HttpResponse:
    """Take a contact by the public web form of an inbox."""
    inbox = get_object_or_404(Inbox, name=inbox_name, enabled=True, form_open=True)
    opened = signing.dumps(timezone.now().timestamp(), salt="form")
    filled = ContactForm(request.POST or None, request.FILES or None, initial={"opened": opened})
    if filled.is_valid() and _file_fits(filled):
        if not _is_a_person(request, filled):
            filled.add_error(None, _("That was very fast. Please press Send once more."))
        else:
            facts = filled.cleaned_data
            received = take_form(
                facts["text"],
                name=facts["name"],
                reach=facts["reach"],
                preference=Preference(facts["preference"]),
                language=translation.get_language() or "fi",
                team_id=inbox.team_id,
                files=_stored([facts["file"]]),
                quiet=is_one_of_many(request),
                now=timezone.now(),
            )
            wants_call = facts["preference"] == Preference.PHONE and terms().offered
            page = page_path(received.conversation_id)
            return redirect(f"{page}call/?new=1" if wants_call else f"{page}?new=1")
    return show(request, "form", form=filled, opened=opened, inbox=inbox)


@login_not_required
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show a customer their own conversation: who has it, what was promised, what happened."""
    return _page(request, visit_of(token), kept=request.GET.get("kept", ""))


@login_not_required
@require_POST
def change(request: HttpRequest, token: str, what: str) -> HttpResponse:
    """Do what the customer decided on their own page."""
    one, now = visit_of(token).conversation, timezone.now()
    try:
        if what == "wish":
            wish = WishForm(request.POST, has_phone=bool(phones_of(one.customer_id)))
            if not wish.is_valid():
                return _page(request, visit_of(token), wish=wish)
            _wish(wish, one)
        elif what == "more":
            filled = MoreForm(request.POST, request.FILES)
            if not filled.is_valid() or not _file_fits(filled):
                return _page(request, visit_of(token), more=filled)
            _more(filled, one)
        elif what == "done":
            confirm(one, now=now)
        elif what == "not-yet":
            hear_not_yet(one, now=now)
        else:
            raise Http404
    except (PromiseStillOpen, NoSuchMove):
        what = "too-early"
    return redirect(f"{page_path(one.pk)}?kept={what}")


@login_not_required
def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    """Let somebody in by their one-time link; in the demo at once, else after a press.

    Mail scanners open links, so an opened page alone uses nothing up.
    """
    if request.method != "POST" and not business().demo:
        return show(request, "welcome")
    person = use_sign_in_link(secret, now=timezone.now())
    if person is None:
        return show(request, "welcome_old", status=410)
    chosen = person.has_usable_password() or business().demo
    # Through allauth, so that who has a second factor is asked for it here too.
    response: HttpResponse = perform_login(
        request,
        person,
        email_verification="none",
        redirect_url="/" if chosen else reverse("account_set_password"),
    )
    return response


def _wish(filled: WishForm, one: Conversation) -> None:
    take_wish(
        one.customer,
        preference=Preference(filled.cleaned_data["preference"]),
        call_times=filled.cleaned_data["call_times"],
        phone=filled.cleaned_data["phone"].strip(),
        now=timezone.now(),
    )


def _more(filled: MoreForm, one: Conversation) -> None:
    take_page_message(
        filled.cleaned_data["text"],
        conversation=one,
        files=_stored([filled.cleaned_data["file"]]),
        now=timezone.now(),
    )


def _page(
    request: HttpRequest,
    visit: Visit,
    *,
    more: MoreForm | None = None,
    wish: WishForm | None = None,
    kept: str = "",
) -> HttpResponse:
    """Return a customer's own page; `more` and `wish` are what they wrote and we could not take."""
    one, now = visit.conversation, timezone.now()
    promised = promises_of(one.pk, now=now)
    owed = [p for p in promised if p.state in {State.OPEN, State.BROKEN}]
    phones = phones_of(one.customer_id)
    agreed = callback_of(one.pk)
    rated = rating_of(one.pk)
    # Who came by the form has not proved whose number they gave: wishes show after a mail.
    proven = one.channel != Channel.FORM or one.answered_at is not None
    with translation.override(visit.language(request)):
        page = show(
            request,
            "page",
            status=422 if more or wish else 200,
            now=now,
            one=one,
            token=visit.token,
            owed=owed,
            owner=presence_of(one.owner_id, now=now),
            story=story_of(one, customer_thread(one.pk), promised, holders_of(one)),
            call=agreed,
            call_times=Times(now, zone_named(agreed.tz if agreed else "", default=home_zone())),
            offers_calls=terms().offered,
            new="new" in request.GET,
            may_confirm=_may_confirm(one, bool(owed)),
            wish=wish
            or WishForm(
                has_phone=bool(phones),
                initial={
                    "preference": (proven and one.customer.preference) or "email",
                    "call_times": one.customer.call_times if proven else "",
                },
            ),
            asks_phone=not phones,
            more=more or MoreForm(),
            kept=kept,
            **_put_right(recovery_of(one.pk), one, now=now),
            rating=rated,
            changed=rated.change.text if rated and rated.change else "",
            asked_by_mail=was_asked(one.pk),
            may_rate=may_rate(confirmed=one.confirmed_at is not None, resolved_by=one.resolved_by),
            faces=FACES,
        )
        page.render()
    return page


def _put_right(recovery: Recovery | None, one: Conversation, *, now: datetime) -> dict[str, Any]:
    """Return how a complaint is put right, once somebody answered or offered something."""
    if recovery is None or recovery.dismissed_at is not None:
        return {"right": None}
    right = put_right(recovery, now=now)
    return {
        "right": right if one.answered_at is not None or right.has_begun else None,
        "worded": worded,
        "further": terms_of_recovery().further or further(),
    }


def _may_confirm(one: Conversation, owed: bool) -> bool:
    """Tell whether it makes sense to ask: a person has answered and nothing is owed."""
    return not owed and one.confirmed_at is None and one.answered_at is not None


def _is_a_person(request: HttpRequest, filled: ContactForm) -> bool:
    """Tell machines from people by a field nobody sees, and by haste."""
    if filled.cleaned_data["website"]:
        return False
    try:
        opened = float(signing.loads(filled.cleaned_data["opened"], salt="form", max_age=86400))
    except (signing.BadSignature, ValueError):
        return False
    return timezone.now().timestamp() - opened >= FASTEST_PERSON_SECONDS


def _file_fits(filled: Any) -> bool:
    file = filled.cleaned_data.get("file")
    if file is not None and file.size > LARGEST_FILE:
        filled.add_error("file", _("The file is over 25 MB."))
        return False
    return True


def _stored(files: "list[UploadedFile[bytes] | None]") -> list[Attached]:
    stored = []
    for file in files:
        if file is not None:
            content = file.read()
            kind = file.content_type or "application/octet-stream"
            stored.append(Attached(file.name or "file", kind, len(content), put_blob(content)))
    return stored
