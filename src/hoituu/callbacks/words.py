"""The mails that the house writes about calls, in the customer's language and on their clock."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoituu.callbacks.models import Callback
from hoituu.callbacks.rules import (
    BusyWithIt,
    NoSuchTime,
    NothingPicked,
    NotThatNow,
    TooEarly,
    Window,
    WindowFull,
    WindowHasPassed,
    WindowTooFar,
    WindowTooLong,
    WindowTooShort,
)
from hoituu.conversations.models import Conversation
from hoituu.customers.rules import NotAPhoneNumber, shown_number
from hoituu.lib.names import first_name
from hoituu.promises.words import greeting
from hoituu.staff.addresses import page_url
from hoituu.staff.models import Business
from hoituu.web.times import Times

ROUGHLY = timedelta(minutes=15)
REFUSALS: dict[type[Exception], Lazy] = {
    NothingPicked: gettext_lazy("Pick a time first."),
    WindowFull: gettext_lazy("That time is full. These are free and near it."),
    WindowHasPassed: gettext_lazy("That time has passed already. Pick one that is ahead."),
    WindowTooFar: gettext_lazy("That is too far ahead. Pick a time within two months."),
    WindowTooShort: gettext_lazy("Leave at least a quarter of an hour for us to call in."),
    WindowTooLong: gettext_lazy("Pick a shorter time, half a day at most."),
    NoSuchTime: gettext_lazy("There is no such time: the clocks go forward that night."),
    NotAPhoneNumber: gettext_lazy("To call, we need a phone number."),
    TooEarly: gettext_lazy("The agreed time has not begun yet. An early call would suit only us."),
    BusyWithIt: gettext_lazy("A colleague is calling this customer just now."),
    NotThatNow: gettext_lazy("The call is not at that point any more. This is how it is now."),
}
REFUSED: tuple[type[Exception], ...] = tuple(REFUSALS)


def promise_text() -> str:
    """Return what the ledger calls a promised call."""
    return _("We call you")


def by_day(windows: Iterable[Window], tz: ZoneInfo) -> list[list[Window]]:
    """Return windows in order, a list for each day of a zone."""
    in_order = sorted(windows, key=lambda window: window.opens)
    return [list(day) for _, day in groupby(in_order, lambda w: w.opens.astimezone(tz).date())]


def agreed_word(*, callback: Callback, firm: Business, now: datetime) -> str:
    """Return what we say when a call has been agreed on."""
    return _letter(
        callback,
        firm,
        _(
            "We call you %(when)s at %(phone)s. %(owner)s has your matter, so you do not need to "
            "start from the beginning."
        )
        % _facts(callback, firm, now=now),
        _change_line(callback, firm),
    )


def soon_word(*, callback: Callback, firm: Business, now: datetime) -> str:
    """Return what we say ten minutes before: when, from which number, and that it may not suit."""
    facts = _facts(callback, firm, now=now)
    planned = callback.planned_at or callback.window.opens
    times = Times(now, ZoneInfo(callback.tz))
    facts["soon"] = times.span(planned, min(planned + ROUGHLY, callback.window.closes))
    return _letter(
        callback,
        firm,
        (
            _("We call you in a moment: about %(soon)s, from %(from)s.")
            if firm.phone
            else _("We call you in a moment: about %(soon)s.")
        )
        % facts,
        _("Does it not suit you now?") + " " + _change_line(callback, firm),
    )


def not_reached_word(*, callback: Callback, again: bool, firm: Business, now: datetime) -> str:
    """Return what we say at once when nobody answered: why we called, and what happens next."""
    facts = _facts(callback, firm, now=now)
    return _letter(
        callback,
        firm,
        _(
            "I called you just now, as we had agreed, but did not reach you. It was about: "
            "%(subject)s."
        )
        % facts,
        _("I try once more in ten minutes.") if again else _("Nothing is lost: I still have this."),
        _change_line(callback, firm),
    )


def not_now_word(*, callback: Callback, firm: Business, now: datetime) -> str:
    """Return what we say when it was no good moment: they choose when."""
    return _letter(
        callback,
        firm,
        _("I called at a bad moment. Thank you for saying so."),
        _change_line(callback, firm),
    )


def no_second_word(*, callback: Callback, firm: Business, now: datetime) -> str:
    """Return what we say when we did not try once more as we had said."""
    return _letter(
        callback,
        firm,
        _("I said that I would try to call you once more, and did not. I am sorry."),
        _change_line(callback, firm),
    )


def moved_word(*, callback: Callback, before: Window, firm: Business, now: datetime) -> str:
    """Return what we say before a window breaks: sorry, and when we call instead."""
    facts = _facts(callback, firm, now=now)
    times = Times(now, ZoneInfo(callback.tz))
    facts["before"] = times.span(before.opens, before.closes)
    return _letter(
        callback,
        firm,
        _(
            "We promised to call you %(before)s. We will not make it in time, and are sorry. "
            "We call you %(when)s instead."
        )
        % facts,
        _change_line(callback, firm),
    )


def _facts(callback: Callback, firm: Business, *, now: datetime) -> dict[str, str]:
    times = Times(now, ZoneInfo(callback.tz))
    conversation: Conversation = callback.conversation
    return {
        "when": times.span(callback.window.opens, callback.window.closes),
        "phone": shown_number(callback.phone),
        "owner": conversation.owner.name,
        "from": firm.phone,
        "subject": conversation.subject or _("your message"),
    }


def _change_line(callback: Callback, firm: Business) -> str:
    """Return how to choose another time: on their page, or by answering this."""
    page = page_url(callback.conversation_id, firm)
    if page:
        return _("Choose another time here: %(link)s") % {"link": f"{page}call/"}
    return _("Answer this message with a time that suits you.")


def _letter(callback: Callback, firm: Business, *lines: str) -> str:
    name = first_name(callback.conversation.owner.name)
    return "\n\n".join([greeting(callback.conversation), *lines, f"{name}\n{firm.name}"])
