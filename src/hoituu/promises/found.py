"""Promises that stand in a text, as the person who writes it is offered them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from hoituu.language.commitment import NOBODY, FoundPromise, find_promises
from hoituu.promises.rules import first_word_due
from hoituu.worktime import Calendar, NeverOpen

MOST_OFFERED = 4
# What ties a promise to what was said before it.
TIE = re.compile(r"^(?:ja|sekä|mutta|eli|joten|and|but|so)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offer:
    """A promise found in a text: what was said, and the moment that keeps it.

    `vague` says that the text names no time, and `due_at` is one that could be kept; `nobody`
    that the text does not say who does it. Then there is nothing to write down yet.
    """

    said: str
    due_at: datetime | None
    vague: bool = False
    nobody: bool = False

    @property
    def value(self) -> str:
        """What a form sends when this is written down."""
        return f"{self.due_at.isoformat()}|{self.said}" if self.due_at else ""


def offers(
    text: str, lang: str, *, here: Calendar, open_hours: Calendar, minutes: int, now: datetime
) -> list[Offer]:
    """Return what a text promises, to be written down with it; past and impossible times are not.

    `here` is when its writer works, `open_hours` when the business is open: a day is over when it
    closes. `minutes` of working time are what is offered where the text names no time.
    """
    local = now.astimezone(open_hours.tz)
    found = find_promises(text, lang, now=local)
    made = [_offer(one, here, open_hours, minutes=minutes, now=local) for one in found]
    return [offer for offer in made if offer is not None][:MOST_OFFERED]


def read_offers(values: Sequence[str], *, text: str, now: datetime) -> list[tuple[str, datetime]]:
    """Return what a form sent back of offers; what is none, past, or no longer in the text is not.

    Somebody may tick one, write another time, and send before the offers are made anew.
    """
    read, here = [], " ".join(text.split())  # However it was wrapped.
    for value in values[:MOST_OFFERED]:
        at, _, said = value.partition("|")
        try:
            due_at = datetime.fromisoformat(at)
        except ValueError:
            continue
        if said and said in here and due_at.tzinfo is not None and due_at > now:
            read.append((said, due_at))
    return read


def _offer(
    one: FoundPromise, here: Calendar, open_hours: Calendar, *, minutes: int, now: datetime
) -> Offer | None:
    said = TIE.sub("", one.text.rstrip(".!"))
    if one.owner == NOBODY:
        return Offer(said, None, vague=one.vague, nobody=True)
    if one.when is None or one.when.due is None:
        due_at = first_word_due(here, measured=(), default=minutes, now=now)
        return Offer(said, due_at, vague=True)
    due_at = last_moment(one.when.due, open_hours, now=now)
    return Offer(said, due_at) if due_at > now else None


def last_moment(due: date | datetime, open_hours: Calendar, *, now: datetime) -> datetime:
    """Return the last moment of a time that was said.

    A day is over when the business closes, and when that has been, at its last minute.
    """
    if isinstance(due, datetime):
        return due.replace(tzinfo=open_hours.tz)
    midnight = datetime.combine(due, time(), open_hours.tz)
    evening = datetime.combine(due, time(23, 59), open_hours.tz)
    try:
        opens = open_hours.next_open(midnight)
        closes = open_hours.closes_at(opens)
        while open_hours.next_open(closes) < evening and closes < evening:
            closes = open_hours.closes_at(open_hours.next_open(closes))
    except NeverOpen:
        return evening
    return closes if opens < evening and now < closes <= evening else evening
