"""A call as an entry for the customer's calendar (RFC 5545)."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from hoituu.callbacks.models import Callback
from hoituu.customers.rules import shown_number
from hoituu.lib.tokens import seal
from hoituu.staff.addresses import page_url
from hoituu.staff.models import Business


def invitation(callback: Callback, *, firm: Business, masked: bool = False, now: datetime) -> bytes:
    """Return a calendar with one event: the window in which we call, in the customer's own zone.

    One conversation is one event: a new time, sent again, moves it. `masked` names no number: what
    a link gives may be seen by others than who was called.
    """
    event = Event()
    event.add(
        "uid", f"call-{seal(callback.conversation_id, purpose='call', key=settings.HOITUU_KEY)}"
    )
    event.add("dtstamp", now)
    event.add("sequence", callback.pk)
    event.add("dtstart", callback.window.opens)
    event.add("dtend", callback.window.closes)
    event.add("summary", _("%(firm)s calls you") % {"firm": firm.name})
    facts = {"phone": shown_number(callback.phone), "from": firm.phone}
    lines = [] if masked else [_("We call %(phone)s.") % facts]
    if firm.phone:
        lines.append(_("The call comes from %(from)s.") % facts)
    page = page_url(callback.conversation_id, firm)
    if page:
        event.add("url", f"{page}call/")
        lines.append(_("Choose another time here: %(link)s") % {"link": f"{page}call/"})
    event.add("description", "\n".join(lines))
    calendar = Calendar()
    calendar.add("prodid", "-//Hoituu//Hoituu//FI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
