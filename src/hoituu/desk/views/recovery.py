"""Complaints: their steps and remedies beside the conversation, the list, and the report."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoituu.conversations.actions import save_draft
from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import draft_of
from hoituu.conversations.rules import NothingSaid, NotYours
from hoituu.customers.actions import note_values
from hoituu.customers.rules import read_values
from hoituu.desk.forms import (
    AcceptForm,
    AssessForm,
    BudgetForm,
    CauseForm,
    OfferForm,
    RecoveryTermsForm,
    RemedyForm,
    ValuesForm,
)
from hoituu.desk.shell import StaffRequest, agents_only, managers_only, say_refusal, show
from hoituu.desk.views.composing import signature_of
from hoituu.desk.views.conversations import show_conversation
from hoituu.desk.words import bad_table
from hoituu.feedback.actions import rename_cause
from hoituu.feedback.models import Cause
from hoituu.feedback.rules import NothingToSay, Share, TooLong
from hoituu.lib.tables import BadTable
from hoituu.recovery.actions import (
    accept_proposal,
    assess,
    choose_remedy,
    decide_as_lead,
    dismiss,
    keep_offer,
    keep_terms,
    name_its_cause,
    need_nothing,
    offer_remedy,
    open_recovery,
    refuse_proposal,
    remove_offer,
    set_budget,
    withdraw_remedy,
)
from hoituu.recovery.invitation import invitation, worded
from hoituu.recovery.models import Offer, Recovery, Remedy
from hoituu.recovery.queries import (
    budgets,
    offers,
    open_complaints,
    remedies_to_choose,
    report,
    terms,
    trouble_of,
)
from hoituu.recovery.rules import (
    AlreadyAgreed,
    Closed,
    NoSuchRemedy,
    RemediesOffered,
    RemedyGone,
    span_of,
    weigh,
)
from hoituu.recovery.words import KINDS, SEVERITIES, warning
from hoituu.staff.addresses import page_url
from hoituu.staff.models import User
from hoituu.staff.queries import business, employed, home_zone
from hoituu.staff.rules import NotAllowed

REFUSED = (
    AlreadyAgreed,
    Closed,
    NoSuchRemedy,
    NotAllowed,
    NothingSaid,
    NothingToSay,
    NotYours,
    RemediesOffered,
    RemedyGone,
    TooLong,
)
LARGEST_FILE = 5 * 1024 * 1024


def index(request: StaffRequest) -> HttpResponse:
    """Show the complaints that are open, and how those of a year went."""
    now, firm = timezone.now(), business()
    since, until = _asked_for(request, ZoneInfo(firm.tz), now=now)
    if request.GET.get("as") == "csv":
        return _as_csv(since, until)
    return show(
        request,
        "complaints",
        here="feedback",
        now=now,
        firm=firm,
        open=open_complaints(),
        report=report(since, until),
        since=since,
        last=until - timedelta(days=1),
        kinds=KINDS,
        severities=SEVERITIES,
    )


@agents_only
@require_POST
def mark(request: StaffRequest, conversation_id: int) -> HttpResponse:
    """Mark a conversation as a complaint that we did not hear by ourselves."""
    one = get_object_or_404(Conversation, pk=conversation_id)
    try:
        open_recovery(one, by_id=request.user.pk, now=timezone.now())
    except REFUSED as refusal:
        say_refusal(request, refusal)
    return redirect("conversation", conversation_id)


@agents_only
@require_POST
def act(request: StaffRequest, recovery_id: int, what: str) -> HttpResponse:
    """Assess it, name its cause, offer a way, write the offers into the answer, or put it aside."""
    full = Recovery.objects.select_related("conversation__customer", "conversation__owner")
    one = get_object_or_404(full, pk=recovery_id)
    now = timezone.now()
    form = _form(request, one, what, now=now)
    if form is not None and not form.is_valid():
        return show_conversation(request, one.conversation, status=422, **{f"{what}_form": form})
    try:
        _do(request, one, what, form.cleaned_data if form else {}, now=now)
    except REFUSED as refusal:
        say_refusal(request, refusal)
        if form is not None:
            return show_conversation(
                request, one.conversation, status=409, **{f"{what}_form": form}
            )
    return redirect("conversation", one.conversation_id)


@agents_only
@require_POST
def act_on_remedy(request: StaffRequest, remedy_id: int, what: str) -> HttpResponse:
    """Take an offer back, write down what the customer chose, or answer what they proposed."""
    full = Remedy.objects.select_related(
        "recovery__conversation__customer", "recovery__conversation__owner"
    )
    remedy = get_object_or_404(full, pk=remedy_id)
    now, me = timezone.now(), request.user
    try:
        if what == "withdraw":
            withdraw_remedy(remedy, by_id=me.pk, now=now)
        elif what == "chosen":
            choose_remedy(remedy.recovery, remedy_id=remedy.pk, by_id=me.pk, now=now)
            messages.success(request, _("Agreed on, and promised."))
        elif what == "accept":
            form = AcceptForm(request.POST, warning=_warning(remedy.recovery, now=now))
            if not form.is_valid():
                return show_conversation(
                    request, remedy.recovery.conversation, status=422, accept_form=form
                )
            accept_proposal(remedy, **form.cleaned_data, by=me, now=now)
        elif what == "refuse":
            refuse_proposal(remedy, by_id=me.pk, now=now)
            messages.success(request, _("Noted. Tell them why, and what you can do instead."))
        elif what in {"approve", "decline"}:
            decide_as_lead(remedy, approved=what == "approve", by=me, now=now)
        else:
            raise Http404
    except REFUSED as refusal:
        say_refusal(request, refusal)
    return redirect("conversation", remedy.recovery.conversation_id)


@managers_only
def settings_recovery(request: StaffRequest) -> HttpResponse:
    """What this business assumes, each person's budget, and what new customers are offered."""
    return _settings(request)


@managers_only
@require_POST
def change(request: StaffRequest, what: str) -> HttpResponse:
    """Keep the assumptions, an offer, or what customers are worth as a file says."""
    now, me = timezone.now(), request.user.pk
    if what == "terms":
        form = RecoveryTermsForm(request.POST, instance=terms())
        if not form.is_valid():
            return _settings(request, form=form)
        keep_terms(by_id=me, now=now, **form.cleaned_data)
    elif what == "offer":
        offer = OfferForm(request.POST, today=_today())
        if not offer.is_valid():
            return _settings(request, offer_form=offer)
        keep_offer(offer.instance, by_id=me, now=now)
    elif what == "values":
        values = ValuesForm(request.POST, request.FILES)
        if not (values.is_valid() and _read_values(request, values)):
            return _settings(request, values_form=values)
        return redirect("settings_recovery")
    else:
        raise Http404
    messages.success(request, _("Saved."))
    return redirect("settings_recovery")


@managers_only
@require_POST
def end_offer(request: StaffRequest, offer_id: int) -> HttpResponse:
    remove_offer(get_object_or_404(Offer, pk=offer_id), by_id=request.user.pk, now=timezone.now())
    return redirect("settings_recovery")


@managers_only
@require_POST
def cause(request: StaffRequest, cause_id: int) -> HttpResponse:
    """Give a cause another name, or make it one with another that has the name."""
    one, form = get_object_or_404(Cause, pk=cause_id), CauseForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["name"]))
    else:
        name = form.cleaned_data["name"]
        rename_cause(one, name=name, by_id=request.user.pk, now=timezone.now())
        messages.success(request, _("Saved."))
    return redirect("settings_recovery")


@managers_only
@require_POST
def budget(request: StaffRequest, user_id: int) -> HttpResponse:
    """Say what one person may agree on by themselves; empty is as everybody's."""
    person, form = get_object_or_404(User, pk=user_id), BudgetForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["cents"]))
    else:
        cents = form.cleaned_data["cents"]
        set_budget(person.pk, cents=cents, by_id=request.user.pk, now=timezone.now())
        messages.success(request, _("Saved."))
    return redirect("settings_recovery")


def _form(
    request: StaffRequest, one: Recovery, what: str, *, now: datetime
) -> AssessForm | CauseForm | RemedyForm | None:
    if what == "offer":
        return RemedyForm(request.POST, warning=_warning(one, now=now))
    if what == "assess":
        return AssessForm(request.POST)
    return CauseForm(request.POST) if what == "cause" else None


def _warning(one: Recovery, *, now: datetime) -> Callable[[int], str]:
    """Return what says of an amount why it may not fit this complaint, "" where it does."""
    trouble = trouble_of(one, now=now)
    span = span_of(trouble, terms().assumed)
    return lambda cents: warning(weigh(cents, span), worth_cents=cents, trouble=trouble)


def _do(
    request: StaffRequest, one: Recovery, what: str, facts: dict[str, Any], *, now: datetime
) -> None:
    me = request.user
    if what == "assess":
        assess(one, **facts, by_id=me.pk, now=now)
    elif what == "cause":
        name_its_cause(one, **facts, by_id=me.pk, now=now)
    elif what == "offer":
        remedy = offer_remedy(one, **facts, by=me, now=now)
        if remedy.lead is not None:
            messages.success(request, _("That is above your budget, so a lead answers first."))
    elif what == "write":
        _write_offers(me, one, now=now)
    elif what == "nothing":
        need_nothing(one, by_id=me.pk, now=now)
    elif what == "dismiss":
        dismiss(one, by_id=me.pk, now=now)
    else:
        raise Http404


def _write_offers(me: User, one: Recovery, *, now: datetime) -> None:
    """Put what is offered into the answer that is being written, in the customer's language."""
    conversation, firm = one.conversation, business()
    with translation.override(conversation.language):
        ways = [worded(row.text, cents=row.given_cents) for row in remedies_to_choose(one, now=now)]
        text = invitation(ways, link=page_url(conversation.pk, firm))
    draft = draft_of(conversation.pk, me.pk)
    body = draft.body.strip() if draft else ""
    signature = signature_of(me, conversation, firm)
    written = body.removesuffix(signature).strip()
    whole = "\n\n".join(part for part in (written, text, signature) if part)
    save_draft(conversation, author_id=me.pk, body=whole, now=now)


def _settings(
    request: StaffRequest,
    *,
    form: RecoveryTermsForm | None = None,
    offer_form: OfferForm | None = None,
    values_form: ValuesForm | None = None,
) -> HttpResponse:
    known = budgets()
    return show(
        request,
        "settings/recovery",
        here="settings",
        status=422 if form or offer_form or values_form else 200,
        form=form or RecoveryTermsForm(instance=terms()),
        offer_form=offer_form or OfferForm(today=_today()),
        today=_today(),
        values_form=values_form or ValuesForm(),
        offers=offers(),
        people=[
            (person, BudgetForm(initial={"cents": known.get(person.pk)}, prefix=None))
            for person in employed()
            if person.answers and not person.manages
        ],
        budget=terms().budget_cents,
        causes=list(Cause.objects.order_by("name")),
    )


def _today() -> date:
    return timezone.now().astimezone(home_zone()).date()


def _read_values(request: StaffRequest, form: ValuesForm) -> bool:
    """Take in a CSV of what customers spend; tells whether it could be read."""
    file = form.cleaned_data["file"]
    if file.size > LARGEST_FILE:
        form.add_error("file", _("The file is over 5 MB."))
        return False
    try:
        values = read_values(file.read())
    except BadTable as refusal:
        form.add_error("file", bad_table(refusal))
        return False
    known = note_values(values, actor_id=request.user.pk, now=timezone.now())
    messages.success(
        request,
        _("%(known)d of %(all)d were customers that we know. Theirs is written down.")
        % {"known": known, "all": len(values)},
    )
    return True


def _asked_for(request: StaffRequest, tz: ZoneInfo, *, now: datetime) -> tuple[datetime, datetime]:
    """Return the span of the report: as asked for, else the last twelve months."""
    today = now.astimezone(tz).date()
    since, last = today - timedelta(days=365), today
    try:
        since = date.fromisoformat(request.GET.get("since") or since.isoformat())
        last = date.fromisoformat(request.GET.get("until") or last.isoformat())
    except ValueError:
        messages.error(
            request, _("That is no day that we know, so here are the last twelve months.")
        )
    since, last = min(since, last), max(since, last)
    first = datetime.combine(since, datetime.min.time(), tz)
    return first, datetime.combine(last, datetime.min.time(), tz) + timedelta(days=1)


def _as_csv(since: datetime, until: datetime) -> HttpResponse:
    """Return the report as a table that the reader's spreadsheet opens."""
    found, in_commas = report(since, until), get_language() == "en"
    out = io.StringIO()
    rows = csv.writer(out, delimiter="," if in_commas else ";")
    rows.writerow([_("What"), _("How many"), _("Of"), _("Worth together")])
    rows.writerow([_("Received"), found.received])
    for name, share in (
        (_("Had a first word"), found.acknowledged),
        (_("How bad it was, written down"), found.assessed),
        (_("Answered"), found.answered),
        (_("Put right, as the customer says"), found.confirmed),
        (_("Closed without their word"), Share(found.closed_unconfirmed, found.received)),
        (_("Still open"), Share(found.still_open, found.received)),
    ):
        rows.writerow([name, share.count, share.of])
    for kind, (count, cents) in found.remedies.items():
        worth = f"{cents / 100:.2f}"
        rows.writerow([KINDS[kind], count, "", worth if in_commas else worth.replace(".", ",")])
    for name, count in found.causes:
        rows.writerow([_("Cause: %(name)s") % {"name": name}, count, found.received])
    answer = HttpResponse(
        out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="complaints.csv"'
    return answer
