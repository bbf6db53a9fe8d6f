"""What a piece of feedback needs next, and numbers that say how little they know. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum, StrEnum
from math import sqrt

from hoituu.conversations.rules import ResolvedBy

Z_95 = 1.959963984540054
FEWEST_ANSWERS = 10  # below that the answers are shown, not a percentage
LONGEST_WORDS = 5_000
LONGEST_CAUSE = 120
ANSWER_WITHIN = timedelta(days=7)


class Mood(IntEnum):
    """The four faces, from bad to better than expected."""

    BAD = -2
    COULD_BE_BETTER = -1
    WELL = 1
    BEYOND = 2

    @property
    def is_low(self) -> bool:
        return self < 0


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


class SaidMore(Exception):
    """The customer said more than whoever marks it has read."""


def check_step(step: Step, *, done: Step) -> None:
    """Pass the next step, and one that is done already. Raises StepSkipped."""
    if STEPS.index(step) > STEPS.index(done) + 1:
        raise StepSkipped


def may_rate(*, confirmed: bool, resolved_by: str) -> bool:
    """Tell whether how it went is asked: of what the customer confirmed or a person resolved.

    Never of what the clock closed.
    """
    return confirmed or resolved_by == ResolvedBy.PERSON


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, and between what the true share lies, as far as so few can tell."""

    count: int
    of: int

    @property
    def is_known(self) -> bool:
        return self.of >= FEWEST_ANSWERS

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.count, self.of)


def wilson(k: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share k of n, from 0 to 1 (Wilson 1927, score interval).

    Of no answers nothing is known: (0, 1). Raises ValueError where k of n is no share.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is no share")
    if n == 0:
        return 0.0, 1.0
    share, z2 = k / n, Z_95 * Z_95
    middle = share + z2 / (2 * n)
    width = Z_95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low, high = (middle - width) / (1 + z2 / n), (middle + width) / (1 + z2 / n)
    return (0.0 if k == 0 else low), (1.0 if k == n else high)


def nps(promoters: int, passives: int, detractors: int) -> tuple[float | None, float, float]:
    """Return the net promoter score in points, and its 95 % interval (adjusted Wald).

    Three quarters of a promoter and of a detractor and one and a half passives are added before the
    interval is computed (Rocks 2016, Interval estimation for the Net Promoter Score), so that it is
    never without width. Of no answers there is no score: (None, -100, 100). Raises ValueError for
    counts below none.
    """
    if min(promoters, passives, detractors) < 0:
        raise ValueError("there are no fewer than no answers")
    n = promoters + passives + detractors
    if n == 0:
        return None, -100.0, 100.0
    for_us, against, of = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3), n + 3
    middle = for_us - against
    width = Z_95 * sqrt((for_us + against - middle * middle) / of)
    low, high = 100 * (middle - width), 100 * (middle + width)
    return 100 * (promoters - detractors) / n, max(low, -100.0), min(high, 100.0)
