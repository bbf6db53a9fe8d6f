"""A person's own calendar, for the program on their phone: when they are here, away, and to call."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hoituu.callbacks.queries import calls_ahead
from hoituu.conversations.rules import number_of
from hoituu.staff.addresses import whose_feed
from hoituu.staff.models import User
from hoituu.staff.queries import absences_ahead, presence_of
from hoituu.worktime.ics import Entry, write_calendar

AHEAD = timedelta(days=56)


@login_not_required
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a calendar to whoever knows its address. It names no customer: phones get lost."""
    user, now = whose_feed(token), timezone.now()
    if user is None:
        raise Http404
    with translation.override(user.language):
        content = write_calendar(f"Hoituu, {user.name}", _entries(user, now=now), now=now)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _entries(user: User, *, now: datetime) -> Iterator[Entry]:
    presence = presence_of(user.pk, now=now)
    here = presence.calendar.spans(now - timedelta(days=7), now + AHEAD) if presence else []
    for begins, ends in here:
        yield Entry(f"shift-{user.pk}-{begins:%Y%m%dT%H%M}@hoituu", begins, ends, _("At work"))
    for one in absences_ahead(user, now=now):
        yield Entry(f"absence-{one.pk}@hoituu", one.starts_at, one.ends_at, _("Away"))
    for call in calls_ahead(agent_id=user.pk, now=now):
        title = _("A call: %(number)s") % {"number": number_of(call.conversation_id)}
        yield Entry(f"call-{call.id}@hoituu", call.opens_at, call.closes_at, title)
