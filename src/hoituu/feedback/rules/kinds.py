"""Where feedback comes from, what it says, and which step comes next. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from hoituu.conversations.rules import ResolvedBy

LONGEST_WORDS = 5_000
LONGEST_CAUSE = 120
ANSWER_WITHIN = timedelta(days=7)
OLDEST_TAP = timedelta(days=60)  # A kiosk that says more has a wrong clock.
MOST_AT_ONCE = 25


class Mood(IntEnum):
    """The four faces, from bad to better than expected."""

    BAD = -2
    COULD_BE_BETTER = -1
    WELL = 1
    BEYOND = 2

    @property
    def is_low(self) -> bool:
        return self < 0


class Metric(StrEnum):
    """What is asked, and how it is answered."""

    FACES = "faces"
    CSAT = "csat"  # content, from 1 to 5
    NPS = "nps"  # would recommend, from 0 to 10
    CES = "ces"  # how easy, from 1 to 7

    @property
    def scores(self) -> range:
        """Return the scores that may be given, of faces their moods."""
        return {
            Metric.FACES: range(-2, 3),
            Metric.CSAT: range(1, 6),
            Metric.NPS: range(11),
            Metric.CES: range(1, 8),
        }[self]

    def takes(self, score: int) -> bool:
        """Tell whether a score may be given."""
        return score in self.scores and not (self == Metric.FACES and score == 0)

    def is_low(self, score: int) -> bool:
        """Tell whether a score says that something went wrong."""
        worst_good = {Metric.FACES: 1, Metric.CSAT: 3, Metric.NPS: 7, Metric.CES: 4}[self]
        return score < worst_good


class PointKind(StrEnum):
    """Where somebody meets the question."""

    LINK = "link"  # or its QR code
    KIOSK = "kiosk"
    FORM = "form"


class Source(StrEnum):
    PAGE = "page"  # the customer's own page, after a conversation
    LINK = "link"
    KIOSK = "kiosk"
    FORM = "form"  # on the business's own site
    STAFF = "staff"  # said aloud, and written down by one of us
    IMPORT = "import"
    COMPLAINT = "complaint"  # in a message, which has an owner and a promise already


class Step(StrEnum):
    """The five steps, in their order; none is skipped."""

    RECEIVED = "received"
    READ = "read"
    ANSWERED = "answered"
    CHANGED = "changed"
    TOLD = "told"


STEPS = tuple(Step)


class StepSkipped(Exception):
    """One step comes after the other: read it before it is answered."""


class NotAskedYet(Exception):
    """How it went is asked when it has been taken care of, not before."""


class NothingToSay(Exception):
    """It needs words."""


class TooLong(Exception):
    """There is no room for so many words, and none are dropped unasked."""


class AnsweredAlready(Exception):
    """Somebody else has answered or changed this meanwhile."""


class SaidMore(Exception):
    """The customer said more than whoever marks it has read."""


def check_step(step: Step, *, done: Step) -> None:
    """Pass the next step, and one that is done already. Raises StepSkipped."""
    if STEPS.index(step) > STEPS.index(done) + 1:
        raise StepSkipped


def check_words(text: str, *, at_most: int) -> str:
    """Return words without the space around them. Raises NothingToSay, TooLong."""
    said = text.strip()
    if not said:
        raise NothingToSay
    if len(said) > at_most:
        raise TooLong
    return said


def may_rate(*, confirmed: bool, resolved_by: str) -> bool:
    """Tell whether how it went is asked: of what the customer confirmed or a person resolved.

    Never of what the clock closed.
    """
    return confirmed or resolved_by == ResolvedBy.PERSON


class NoSuchScore(Exception):
    """That is not one of the answers that may be given here."""


class PointClosed(Exception):
    """Here it is not asked any more."""


class NotAnonymous(Exception):
    """They can be answered themselves, so they are not answered in public."""


@dataclass(frozen=True, slots=True)
class Tap:
    """One answer as it was given. `key` is made where it was given; the same twice is one.

    `at` is None where the clock cannot be believed; `taps` are how many a burst was made of.
    """

    key: str
    score: int
    at: datetime | None = None
    words: str = ""
    taps: int = 1


def given_at(tap: Tap, *, now: datetime) -> datetime:
    """Return when a tap was given, as far as its clock can be believed."""
    believed = tap.at is not None and now - OLDEST_TAP <= tap.at <= now
    return tap.at if believed and tap.at is not None else now
