"""The mails that the house writes about calls, in the customer's language and on their clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hoituu.callbacks.models import Callback
from hoituu.callbacks.rules import Window
from hoituu.conversations.models import Conversation
from hoituu.customers.rules import shown_number
from hoituu.lib.names import first_name
from hoituu.promises.words import greeting
from hoituu.staff.addresses import page_url
from hoituu.staff.models import Business
from hoituu.web.times import Times

ROUGHLY = timedelta(minutes=15)


def promise_text() -> str:
    """Return what the ledger calls a promised call."""
    return _("We call you")


def window_words(window: Window, times: Times) -> str:
    """Return a window in words: "tänään klo 17–18"."""
    return times.span(window.opens, window.closes)


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


def moved_word(*, callback: Callback, before: Window, firm: Business, now: datetime) -> str:
    """Return what we say before a window breaks: sorry, and when we call instead."""
    facts = _facts(callback, firm, now=now)
    times = Times(now, ZoneInfo(callback.tz))
    facts["before"] = window_words(before, times)
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
        "when": window_words(callback.window, times),
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
