"""Calls at the customer's time: who is called when, the call itself, and agreeing on one."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoituu.callbacks.actions import (
    book_callback,
    cancel_callback,
    end_call,
    hear_answer,
    hear_no_answer,
    hear_not_now,
    set_terms,
    start_call,
    take_back_call,
)
from hoituu.callbacks.models import Callback
from hoituu.callbacks.queries import (
    callback_of,
    calls_ahead,
    calls_now,
    going_on,
    reached_by_hour,
    terms,
    windows_to_offer,
)
from hoituu.callbacks.rules import WindowFull, best_hours
from hoituu.callbacks.words import REFUSALS, by_day
from hoituu.callbacks.words import REFUSED as CALL_REFUSED
from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import latest_contact
from hoituu.conversations.rules import NothingSaid, PromiseStillOpen
from hoituu.customers.queries import customer_row
from hoituu.customers.rules import shown_number
from hoituu.desk.forms import AgreeForm, EndCallForm, TermsForm, moment
from hoituu.desk.queries import left_number, timeline
from hoituu.desk.shell import StaffRequest, agents_only, managers_only, say_refusal, show
from hoituu.promises.queries import promises_of
from hoituu.promises.rules import PromiseNeedsTime
from hoituu.staff.queries import business, home_zone

REFUSED: tuple[type[Exception], ...] = (
    *CALL_REFUSED,
    NothingSaid,
    PromiseNeedsTime,
    PromiseStillOpen,
)
LAST_WORDS = 6


def calls(request: StaffRequest) -> HttpResponse:
    """Show whom to call now, what has been agreed on, and when customers answer."""
    now, me = timezone.now(), request.user.pk
    everybody = request.GET.get("show") == "all"
    hours = reached_by_hour(tz=home_zone(), now=now)
    return show(
        request,
        "calls",
        here="calls",
        now=now,
        mine_now=calls_now(me, now=now),
        going_on=going_on(me),
        rows=calls_ahead(agent_id=None if everybody else me, now=now),
        everybody=everybody,
        hours=hours,
        best=best_hours(hours),
    )


def call(request: StaffRequest, callback_id: int) -> HttpResponse:
    """Show all that the one who calls needs: the customer's story, the number, what comes next."""
    return _call(request, _get(callback_id), EndCallForm())


@agents_only
@require_POST
def act(request: StaffRequest, callback_id: int, what: str) -> HttpResponse:
    """Begin a call, say how it went, or give it up: one press, one action."""
    one, now = _get(callback_id), timezone.now()
    if what not in {"start", "answered", "not-now", "no-answer", "take-back", "cancel"}:
        raise Http404
    try:
        if what == "start":
            start_call(one, agent_id=request.user.pk, now=now)
        elif what == "answered":
            hear_answer(one, now=now)
        elif what == "not-now":
            hear_not_now(one, now=now)
        elif what == "no-answer":
            hear_no_answer(one, now=now)
        elif what == "take-back":
            take_back_call(one, now=now)
        else:
            cancel_callback(one, by_id=request.user.pk, now=now)
            messages.success(request, _("Noted: the customer needs no call."))
    except REFUSED as refusal:
        say_refusal(request, refusal)
    return redirect("call", one.pk)


@agents_only
@require_POST
def end(request: StaffRequest, callback_id: int) -> HttpResponse:
    """Write down what was agreed in a call, and end it."""
    one, form = _get(callback_id), EndCallForm(request.POST)
    if not form.is_valid():
        return _call(request, one, form)
    facts = form.cleaned_data
    due_at = moment(facts["due_at"], business()) if facts["due_at"] else None
    try:
        end_call(
            one,
            said=facts["said"],
            promises=[(facts["promise"], due_at)] if facts["promise"] or due_at else [],
            resolves=facts["resolves"],
            now=timezone.now(),
        )
    except REFUSED as refusal:
        say_refusal(request, refusal)
        return _call(request, one, form)
    messages.success(request, _("Written down. Thank you for calling."))
    return redirect("conversation", one.conversation_id)


@agents_only
def agree(request: StaffRequest, conversation_id: int) -> HttpResponse:
    """Agree with the customer on when they are called."""
    related = Conversation.objects.select_related("customer", "owner")
    one, now = get_object_or_404(related, pk=conversation_id), timezone.now()
    agreed, customer = callback_of(one.pk), customer_row(one.customer)
    tz = ZoneInfo(agreed.tz) if agreed else home_zone()
    left = left_number(latest_contact(one.pk))
    known = shown_number(agreed.phone) if agreed else next(iter(customer.phones), left)
    form = AgreeForm(request.POST or None, tz=tz, now=now, initial={"phone": known})
    windows = None
    if form.is_valid():
        try:
            booked = book_callback(
                one,
                window=form.cleaned_data["window"],
                phone=form.cleaned_data["phone"],
                tz=tz.key,
                by_id=request.user.pk,
                now=now,
            )
        except WindowFull as full:
            form.add_error(None, str(REFUSALS[WindowFull]))
            windows = list(full.nearest)
        except REFUSED as refusal:
            say_refusal(request, refusal)
            return redirect("conversation", one.pk)
        else:
            messages.success(request, _("Agreed. The customer has a place in the calendar."))
            return redirect("call", booked.pk)
    if windows is None:
        windows = windows_to_offer(one, tz=tz, besides=agreed, now=now)
    return show(
        request,
        "agree",
        here="calls",
        now=now,
        status=422 if form.errors else 200,
        one=one,
        customer=customer,
        form=form,
        days=by_day(windows, tz),
        agreed=agreed,
    )


@managers_only
def settings_calls(request: StaffRequest) -> HttpResponse:
    """Change how calls are agreed on here."""
    form = TermsForm(request.POST or None, instance=terms())
    if form.is_valid():
        set_terms(**form.cleaned_data, actor_id=request.user.pk, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("settings_calls")
    return show(
        request,
        "settings/form",
        here="settings",
        status=422 if form.errors else 200,
        form=form,
        title=_("Calls"),
    )


def _call(request: StaffRequest, one: Callback, form: EndCallForm) -> HttpResponse:
    now, conversation = timezone.now(), one.conversation
    customer = customer_row(conversation.customer)
    said = [
        item
        for item in timeline(conversation, theirs=customer.emails)
        if item.kind in {"contact", "answer", "note"}
    ]
    return show(
        request,
        "call",
        here="calls",
        now=now,
        status=422 if form.errors else 200,
        call=one,
        attempt=one.attempts.filter(ended_at=None).first(),
        tries=one.attempts.exclude(outcome="not_made").exclude(ended_at=None).count(),
        number=shown_number(one.phone),
        one=conversation,
        customer=customer,
        said=said[-LAST_WORDS:],
        promised=[
            p for p in promises_of(conversation.pk, now=now) if p.state in {"open", "broken"}
        ],
        form=form,
        opens=max(one.window.opens, one.not_before or one.window.opens),
        mine=one.agent_id == request.user.pk,
    )


def _get(callback_id: int) -> Callback:
    related = Callback.objects.select_related(
        "promise", "agent", "conversation__customer", "conversation__owner"
    )
    return get_object_or_404(related, pk=callback_id)
