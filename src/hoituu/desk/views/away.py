"""When I am away: entered ahead, or by one press on the morning it happens."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoituu.desk.forms import AbsenceForm, moment
from hoituu.desk.shell import StaffRequest, agents_only, posted_id, say_refusal
from hoituu.desk.words import imported
from hoituu.staff.actions import (
    add_absence,
    be_ill_today,
    import_absences,
    remove_absence,
    renew_feed,
)
from hoituu.staff.models import User
from hoituu.staff.queries import business
from hoituu.staff.rules import AbsenceEndsFirst, AbsenceReason, AbsenceTooLong
from hoituu.worktime.ics import LARGEST, BadEvent, NotACalendar, read_absences

REFUSED = (AbsenceEndsFirst, AbsenceTooLong, NotACalendar, BadEvent)


@agents_only
@require_POST
def away(request: StaffRequest, what: str) -> HttpResponse:
    """Write down that I am ill today, or away some time, or take an absence back."""
    me, now = request.user, timezone.now()
    if what == "ill":
        be_ill_today(me, actor_id=me.pk, now=now)
        said = _("Get well soon. What you have goes to those who are here, and customers are told.")
        messages.success(request, said)
    elif what == "back":
        absence = me.absences.filter(pk=posted_id(request, "absence")).first()
        if absence is not None:
            remove_absence(absence, actor_id=me.pk, now=now)
    elif what == "calendar":
        read_calendar(request, me, actor_id=me.pk)
    elif what == "address":
        renew_feed(me, actor_id=me.pk, now=now)
        messages.success(
            request, _("The calendar has a new address. The one before opens nothing.")
        )
    else:
        add_absence_from_form(request, me, actor_id=me.pk)
    return redirect("settings_me")


def read_calendar(request: HttpRequest, person: User, *, actor_id: int) -> None:
    """Write down the absences of a calendar file, or say in one sentence why not."""
    now, file = timezone.now(), request.FILES.get("calendar")
    try:
        content = file.read(LARGEST + 1) if file else b""
        entries = read_absences(content, tz=ZoneInfo(business().tz), now=now)
        new = import_absences(person, entries=entries, actor_id=actor_id, now=now)
    except REFUSED as refusal:
        say_refusal(request, refusal)
    else:
        messages.success(request, imported(new, len(entries)))


def add_absence_from_form(request: HttpRequest, person: User, *, actor_id: int) -> None:
    """Write an absence down, or say in one sentence why not."""
    form = AbsenceForm(request.POST, auto_id="absence_%s")
    if not form.is_valid():
        messages.error(request, _("When does it begin and end? Both need a date and a time."))
        return
    try:
        add_absence(
            person,
            starts_at=moment(form.cleaned_data["starts_at"], business()),
            ends_at=moment(form.cleaned_data["ends_at"], business()),
            reason=AbsenceReason(form.cleaned_data["reason"]),
            actor_id=actor_id,
            now=timezone.now(),
        )
    except REFUSED as refusal:
        say_refusal(request, refusal)
    else:
        messages.success(request, _("Saved."))
