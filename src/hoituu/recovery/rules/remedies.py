"""What becomes of a remedy: offered or proposed, agreed on, done."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from hoituu.worktime import Calendar

LOOKS_AHEAD = timedelta(days=14)


class RemedyKind(StrEnum):
    REDO = "redo"
    REFUND = "refund"
    CREDIT = "credit"
    REPLACEMENT = "replacement"
    GIFT = "gift"
    FAVOUR = "favour"


class RemedyState(StrEnum):
    ASKED = "asked"  # above the budget: a lead answers by a promised time
    PROPOSED = "proposed"  # by the customer
    OFFERED = "offered"
    CHOSEN = "chosen"  # agreed on, and on the ledger of promises
    DONE = "done"
    PASSED = "passed"  # another one was chosen
    REFUSED = "refused"  # by the lead, or by us when the customer proposed it
    WITHDRAWN = "withdrawn"
    RELEASED = "released"  # the customer no longer needs it


MOVES = {
    RemedyState.ASKED: {
        RemedyState.OFFERED,
        RemedyState.CHOSEN,  # of what the customer proposed, approved
        RemedyState.REFUSED,
        RemedyState.WITHDRAWN,
        RemedyState.PASSED,
    },
    RemedyState.PROPOSED: {
        RemedyState.ASKED,
        RemedyState.CHOSEN,
        RemedyState.REFUSED,
        RemedyState.WITHDRAWN,
        RemedyState.PASSED,
    },
    RemedyState.OFFERED: {RemedyState.CHOSEN, RemedyState.WITHDRAWN, RemedyState.PASSED},
    RemedyState.CHOSEN: {RemedyState.DONE, RemedyState.RELEASED},
    RemedyState.DONE: {RemedyState.CHOSEN},  # the message that did it came back
    RemedyState.PASSED: set(),
    RemedyState.REFUSED: set(),
    RemedyState.WITHDRAWN: set(),
    RemedyState.RELEASED: set(),
}
ALIVE = (RemedyState.ASKED, RemedyState.PROPOSED, RemedyState.OFFERED, RemedyState.CHOSEN)


class RemedyGone(Exception):
    """It was withdrawn, or has moved on in the meantime."""


class AlreadyAgreed(Exception):
    """Something is agreed on here already."""


class NoSuchRemedy(Exception):
    """It belongs to another complaint, or to none."""


class RemediesOffered(Exception):
    """Something was offered to put it right, so it is a complaint."""


class Closed(Exception):
    """The customer has confirmed that it was put right."""


def turn_into(now_it_is: RemedyState, then: RemedyState) -> RemedyState:
    """Return where a remedy goes. Raises RemedyGone."""
    if then not in MOVES[now_it_is]:
        raise RemedyGone
    return then


def needs_approval(worth_cents: int | None, *, spent_cents: int, budget_cents: int) -> bool:
    """Tell whether a lead must agree: above what is left of somebody's budget of thirty days.

    What costs us nothing that can be counted (a redo, a favour) never does.
    """
    return bool(worth_cents) and spent_cents + (worth_cents or 0) > budget_cents


def done_by(calendar: Calendar, *, days: int, now: datetime) -> datetime:
    """Return when the last of so many working days ends, today not counted; days when never open."""
    tz = calendar.tz
    today = now.astimezone(tz).date()
    ends: dict[date, datetime] = {}
    for _opens, closes in calendar.spans(now, now + LOOKS_AHEAD + days * timedelta(days=3)):
        ends[closes.astimezone(tz).date()] = closes
    ahead = [closes for day, closes in sorted(ends.items()) if day > today]
    return ahead[days - 1] if len(ahead) >= days else now + timedelta(days=days)
