"""Whose turn it is, who has it, and what may not happen to a conversation. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from hoituu.workload import Person, freest


class Turn(StrEnum):
    OURS = "waiting_on_us"
    CUSTOMERS = "waiting_on_customer"
    OTHERS = "waiting_on_other"
    RESOLVED = "resolved"
    SPAM = "spam"
    MERGED = "merged"  # it is part of another one now


OPEN_TURNS = (Turn.OURS, Turn.CUSTOMERS, Turn.OTHERS)


class ResolvedBy(StrEnum):
    CUSTOMER = "customer"
    PERSON = "person"
    CLOCK = "clock"


class CoverReason(StrEnum):
    AWAY = "away"  # its owner is absent until after the next step
    LEFT = "left"  # its owner does not serve customers here any more
    NOBODY = "nobody"  # nobody is ever here: the lead has it, and sees why


class Channel(StrEnum):
    EMAIL = "email"
    FORM = "form"
    PAGE = "page"
    PHONE = "phone"
    COUNTER = "counter"
    API = "api"


class MessageKind(StrEnum):
    CONTACT = "contact"  # the customer, or somebody we asked
    ANSWER = "answer"  # a person of ours
    FORWARD = "forward"  # a person of ours, to somebody else
    NOTE = "note"  # internal, can never leave
    FIRST_WORD = "first_word"  # the acknowledgement; never stops a clock
    MACHINE = "machine"  # a bounce, an auto-reply, a list


class Delivery(StrEnum):
    NONE = ""
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


OUTBOUND = (MessageKind.ANSWER, MessageKind.FORWARD, MessageKind.FIRST_WORD)

MOVES = {
    Turn.OURS: {Turn.OURS, Turn.CUSTOMERS, Turn.OTHERS, Turn.RESOLVED, Turn.SPAM, Turn.MERGED},
    Turn.CUSTOMERS: {Turn.OURS, Turn.OTHERS, Turn.RESOLVED, Turn.CUSTOMERS, Turn.SPAM, Turn.MERGED},
    Turn.OTHERS: {Turn.OURS, Turn.CUSTOMERS, Turn.RESOLVED, Turn.OTHERS, Turn.SPAM, Turn.MERGED},
    Turn.RESOLVED: {Turn.OURS, Turn.CUSTOMERS, Turn.OTHERS, Turn.SPAM, Turn.MERGED},
    Turn.SPAM: {Turn.OURS, Turn.SPAM},
    Turn.MERGED: {Turn.OURS, Turn.CUSTOMERS, Turn.RESOLVED},
}
LOOK_AGAIN_AFTER = timedelta(days=3)
CLOSE_AFTER = timedelta(days=7)  # of silence after a reminder
ANSWER_WITHIN_MINUTES = 4 * 60  # working minutes, until this business has answers to measure
NEAR = timedelta(hours=1)
UNDO_FOR = timedelta(seconds=10)
SPAM_RECORD = 2
NEWS_FOR = timedelta(days=7)  # A contact written longer ago is not greeted as if it were new.
CROWD = 20
FIRST_NUMBER = 1000
NUMBER = re.compile(r"\bH-(\d{4,12})\b", re.IGNORECASE)
LONGEST_SUBJECT = 300


class NotYours(Exception):
    """Only the owner of a conversation answers it; take it over first."""


class TakenMeanwhile(Exception):
    """Somebody else took it in the meantime: both would think that they have it."""


class NoSuchMove(Exception):
    """The conversation cannot go from where it is to there."""


class PromiseStillOpen(Exception):
    """We still owe the customer something; keep it or agree otherwise with them first."""


class NothingSaid(Exception):
    """An answer, a note or a hand-over needs words."""


class NobodyToTell(Exception):
    """There is no address that this could be sent to."""


class SomethingNew(Exception):
    """The customer or a colleague has written since the page was opened."""


class OthersMatter(Exception):
    """Only conversations of one and the same customer can be made one."""


class NotOpen(Exception):
    """The one that another goes into must be open."""


class BeingWritten(Exception):
    """Somebody is writing in the one that would go into another."""


class NotHere(Exception):
    """The one it would be given to does not work here, or is not here in time."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that is stored already, by the SHA-256 of its bytes."""

    name: str
    media_type: str
    size: int
    sha256: str
    inline: bool = False
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """What somebody told us, read and analysed: nothing in it needs the database or the clock."""

    channel: Channel
    body: str
    at: datetime
    sender_kind: str = ""  # "email", "phone", or none for a stranger at the counter
    sender: str = ""
    sender_name: str = ""
    subject: str = ""
    shown: str = ""  # the body without the quoted tail
    html: str = ""  # already clean
    language: str = "fi"
    terms: Sequence[str] = ()
    to: Sequence[str] = ()
    cc: Sequence[str] = ()
    attachments: Sequence[Attached] = ()
    automatic: bool = False
    spam: bool = False
    past: bool = False  # from before we were here: nobody waits for an answer
    quiet: bool = False  # nothing is mailed to this address: it may not be theirs
    customer_id: int | None = None  # known already: their own page, or chosen at the desk
    conversation_id: int | None = None  # what a signed token or a reference says
    hinted_id: int | None = None  # what a number in the subject says: only to who takes part there
    verdicts: str = ""  # what our server found out about the sender: "spf=pass dmarc=fail"
    unproven: bool = False  # it may be somebody else: goes with nothing, and is told nothing
    team_id: int | None = None
    entered_by: int | None = None  # the member of staff who wrote it down
    preferred_id: int | None = None  # who should have it, if they are here in time


@dataclass(frozen=True, slots=True)
class Received:
    """Where a contact ended."""

    conversation_id: int
    message_id: int
    opened: bool
    reopened: bool
    deserves_first_word: bool


class Here(Protocol):
    """Somebody with working time ahead."""

    @property
    def id(self) -> int: ...
    @property
    def here_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Owed:
    """What the ledger owes in one conversation: how many promises, and when the first is due."""

    promises: int = 0
    first_due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What is about to be said, as plain data."""

    body: str
    to: Sequence[str] = ()
    cc: Sequence[str] = ()
    attachments: Sequence[Attached] = field(default_factory=tuple)


class StillOpen(Exception):
    """Something is still open with this customer: they would never hear from us again."""


def check_may_answer(*, owner_id: int, author_id: int) -> None:
    """Pass the owner; raises NotYours."""
    if owner_id != author_id:
        raise NotYours


def check_may_resolve(*, open_promises: int) -> None:
    """Pass a conversation in which nothing is owed; raises PromiseStillOpen."""
    if open_promises:
        raise PromiseStillOpen


class Mergeable(Protocol):
    """A conversation, or what is known of it."""

    @property
    def pk(self) -> int: ...
    @property
    def customer_id(self) -> int: ...
    @property
    def owner_id(self) -> int: ...
    @property
    def turn(self) -> str: ...


def check_may_merge(other: Mergeable, *, into: Mergeable, by_id: int) -> None:
    """Pass two conversations of one customer, both somebody's own, of which the second is open.

    Raises OthersMatter, NotYours, NotOpen, NoSuchMove.
    """
    if other.customer_id != into.customer_id or other.pk == into.pk:
        raise OthersMatter
    for one in (other, into):
        check_may_answer(owner_id=one.owner_id, author_id=by_id)
    if into.turn not in OPEN_TURNS:
        raise NotOpen
    move(Turn(other.turn), Turn.MERGED)


def turn_when_separated(*, waits: bool, resolved: bool) -> Turn:
    """Return whose turn it is in what was part of another: as it was when it went there."""
    return Turn.OURS if waits else Turn.RESOLVED if resolved else Turn.CUSTOMERS


def check_says_something(text: str, *, signature: str = "") -> str:
    """Return the text without white space around it; raises NothingSaid, also for a signature."""
    if text.strip() in {"", signature.strip()}:
        raise NothingSaid
    return text.strip()


def check_nothing_new(*, seen_id: int | None, latest_id: int) -> None:
    """Pass somebody who has seen the latest message; raises SomethingNew."""
    if seen_id is not None and seen_id < latest_id:
        raise SomethingNew


def move(current: Turn, new: Turn) -> Turn:
    """Return the new turn; raises NoSuchMove."""
    if new not in MOVES[current]:
        raise NoSuchMove
    return new


def next_step(*, promised_at: datetime | None, now: datetime) -> datetime:
    """Return when we act next: when we promised to, else when silence has lasted long enough."""
    return promised_at or now + LOOK_AGAIN_AFTER


def choose_owner(
    people: Sequence[Here],
    *,
    waiting: Mapping[int, int],
    previous_id: int | None,
    due_at: datetime,
) -> int | None:
    """Return who has it: the previous owner if back before `due_at`, else the freest.

    None when nobody will ever be here.
    """
    able = {p.id: p.here_at for p in people if p.here_at is not None}
    if previous_id in able and able[previous_id] <= due_at:
        return previous_id
    best = freest(Person(pk, here_at, waiting.get(pk, 0)) for pk, here_at in able.items())
    return best.id if best else None


def is_on_duty(
    *, here_at: datetime | None, usually_at: datetime | None, next_step_at: datetime | None
) -> bool:
    """Tell whether an owner is here before the next step, or only away as on any evening.

    `here_at` is when they are here next, `usually_at` when they would be if they were not away.
    """
    latest = max(filter(None, [next_step_at, usually_at]), default=None)
    return here_at is not None and latest is not None and here_at <= latest


def stand_in(
    people: Sequence[Here],
    *,
    owner_id: int,
    chain: Sequence[int],
    team: Collection[int],
    waiting: Mapping[int, int],
    due_at: datetime,
) -> int | None:
    """Return who has it while its owner is away: of those here in time the first of their
    stand-ins, else the freest of the team, else of all.

    When nobody is here in time, whoever comes first, the owner too: in a business of one it stays
    with the one. None when nobody will ever be here.
    """
    able = {p.id: p.here_at for p in people if p.here_at is not None}
    in_time = {pk: at for pk, at in able.items() if at <= due_at and pk != owner_id}
    named = next((pk for pk in chain if pk in in_time), None)
    if named is not None:
        return named
    near = {pk: at for pk, at in in_time.items() if pk in team}
    best = freest(
        Person(pk, at, waiting.get(pk, 0)) for pk, at in (near or in_time or able).items()
    )
    return best.id if best else None


def number_of(conversation_id: int) -> str:
    """Return the number for a paper in somebody's hand."""
    return f"H-{FIRST_NUMBER + conversation_id}"


def id_in(text: str) -> int | None:
    """Return the conversation whose number stands in a text, e.g. "Re: [H-1042] Lasku"."""
    found = NUMBER.search(text)
    return int(found[1]) - FIRST_NUMBER if found else None


def reply_subject(subject: str) -> str:
    """Return the subject of an answer, with one "Re:" in front."""
    bare = subject.strip()
    return bare if bare[:3].lower() in {"re:", "vs:", "sv:"} else f"Re: {bare}"


def reply_to_all(
    *, sender: str, to: Sequence[str], cc: Sequence[str], ours: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Return To and Cc of an answer to everybody: the sender first, ourselves never, each once.

    A mail to a crowd is answered to its sender alone: nobody means to write to all of them.
    """
    if len(to) + len(cc) > CROWD:
        to, cc = [], []
    seen = {address.lower() for address in ours} | {""}
    people: list[str] = []
    for address in [sender, *to]:
        if address.lower() not in seen:
            seen.add(address.lower())
            people.append(address)
    copies = []
    for address in cc:
        if address.lower() not in seen:
            seen.add(address.lower())
            copies.append(address)
    return people, copies
