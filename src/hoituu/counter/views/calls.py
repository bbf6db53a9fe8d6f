"""The customer picks when we call, on their own page and their own clock."""

from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoituu.callbacks.actions import book_callback, cancel_callback
from hoituu.callbacks.invitation import invitation
from hoituu.callbacks.queries import callback_of, terms, windows_to_offer
from hoituu.callbacks.rules import BusyWithIt, NotThatNow, WindowFull, zone_named
from hoituu.callbacks.words import REFUSALS, by_day
from hoituu.counter.forms import CallForm
from hoituu.counter.shell import Visit, show, visit_of
from hoituu.customers.queries import phones_of
from hoituu.staff.addresses import page_path
from hoituu.staff.queries import business, home_zone
from hoituu.web.times import Times


@login_not_required
def call(request: HttpRequest, token: str) -> HttpResponse:
    """Show the windows that we can keep, and promise the one that is picked."""
    visit, now = visit_of(token), timezone.now()
    agreed = callback_of(visit.conversation.pk)
    if not terms().offered and agreed is None:
        raise Http404
    known = agreed.phone if agreed else next(iter(phones_of(visit.conversation.customer_id)), "")
    tz = zone_named(request.POST.get("tz") or request.GET.get("zone", ""), default=home_zone())
    with translation.override(visit.language(request)):
        filled = CallForm(request.POST or None, known=known, tz=tz, now=now)
        if not filled.is_valid():
            return _offer(request, visit, filled, tz=tz)
        try:
            book_callback(
                visit.conversation,
                window=filled.cleaned_data["window"],
                phone=filled.cleaned_data["phone"],
                tz=tz.key,
                now=now,
            )
        except (WindowFull, BusyWithIt) as refusal:
            filled.add_error(None, str(REFUSALS[type(refusal)]))
            return _offer(request, visit, filled, tz=tz, refusal=refusal)
    return redirect(f"{page_path(visit.conversation.pk)}?kept=call")


@login_not_required
@require_POST
def no_call(request: HttpRequest, token: str) -> HttpResponse:
    """Give a call up, because its customer needs none."""
    visit = visit_of(token)
    agreed = callback_of(visit.conversation.pk)
    said = "no-call"
    try:
        if agreed is not None:
            cancel_callback(agreed, now=timezone.now())
    except NotThatNow:
        said = "too-early"
    return redirect(f"{page_path(visit.conversation.pk)}?kept={said}")


@login_not_required
def calendar_entry(request: HttpRequest, token: str) -> HttpResponse:
    """Give an agreed call as an entry for the customer's calendar."""
    visit = visit_of(token)
    agreed = callback_of(visit.conversation.pk)
    if agreed is None:
        raise Http404
    with translation.override(visit.language(request)):
        content = invitation(agreed, firm=business(), masked=True, now=timezone.now())
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="hoituu.ics"'},
    )


def _offer(
    request: HttpRequest,
    visit: Visit,
    filled: CallForm,
    *,
    tz: ZoneInfo,
    refusal: Exception | None = None,
) -> HttpResponse:
    now = timezone.now()
    agreed = callback_of(visit.conversation.pk)
    if isinstance(refusal, WindowFull):
        windows = list(refusal.nearest)
    else:
        windows = windows_to_offer(visit.conversation, tz=tz, besides=agreed, now=now)
    page = show(
        request,
        "call",
        status=422 if filled.errors else 200,
        now=now,
        times=Times(now, tz),
        visit=visit,
        one=visit.conversation,
        form=filled,
        days=by_day(windows, tz),
        agreed=agreed,
        tz=tz,
        abroad=tz.utcoffset(now) != home_zone().utcoffset(now),
        new="new" in request.GET,
        title=_("When shall we call?"),
    )
    page.render()
    return page
