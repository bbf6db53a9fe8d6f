"""How large a gesture is in proportion: a span with its reasons, never an amount by itself.

What the research says, and how far: Gelbrich, Gäthke & Grégoire 2015 (Journal of Service Research
18: of the price of what failed, a customer who rejects it is satisfied most between 60 and 120 %;
one who accepts it, by the first euros), Haesevoets et al. 2017 (nothing is gained above about
150 %). Both are experiments with the price of one purchase. That a gift below one per cent of what
somebody spends in a year reads as an insult is our own guess, from the essay's film tickets.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hoituu.recovery.rules.steps import Severity

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
YEARS_THAT_COUNT = 20
EACH_YEAR = 0.0125  # of a gesture, so twenty years with us make it a quarter larger


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What a business assumes; each can be changed in the settings. Money in cents."""

    token_percent: float = 1.0  # of what they spend in a year: less may feel like an insult
    most_percent: float = 150.0  # of what failed: more does no more good
    unknown_monthly_cents: int = 5_000  # at most this, where nobody knows what they spend
    unknown_loss_cents: int = 5_000  # at most this, where nobody knows what failed
    floors: Mapping[Severity, int] = field(
        default_factory=lambda: {
            Severity.SMALL: 500,
            Severity.REAL: 1_500,
            Severity.SERIOUS: 4_000,
        }
    )


# Of the price of what failed, and of the yearly token: from what to what.
BACK = {Severity.SMALL: (0.2, 0.6), Severity.REAL: (0.6, 1.2), Severity.SERIOUS: (0.8, 1.5)}
TOKENS = {Severity.SMALL: (1.0, 2.0), Severity.REAL: (1.25, 3.0), Severity.SERIOUS: (2.0, 5.0)}


class Reason(StrEnum):
    """Why a span is what it is, in the order in which it is said."""

    LOSS = "loss"
    LOSS_UNKNOWN = "loss_unknown"
    VALUE = "value"
    VALUE_UNKNOWN = "value_unknown"
    TENURE = "tenure"
    TENURE_UNKNOWN = "tenure_unknown"
    GIVEN_BEFORE = "given_before"


class Verdict(StrEnum):
    INSULTING = "insulting"
    SMALL = "small"
    FITS = "fits"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a customer went through and who they are to us; None is unknown. Money in cents."""

    severity: Severity
    lost_cents: int | None = None  # the price of what failed
    monthly_cents: int | None = None  # what they spend with us
    years: int | None = None  # with us
    given_cents: int = 0  # gestures of the last twelve months


@dataclass(frozen=True, slots=True)
class Span:
    """From what to what a gesture fits, in cents, and why; below `insult_cents` it may insult."""

    low_cents: int
    high_cents: int
    insult_cents: int
    reasons: tuple[Reason, ...]


def span_of(trouble: Trouble, assumed: Assumptions) -> Span:
    """Return the span that fits.

    It grows with loss, severity, years and value; it never falls below what would insult, nor rises
    above what does no more good; what is unknown widens it. What they got in the last year lowers
    its upper end, never its lower.
    """
    back_low, back_high = BACK[trouble.severity]
    token_low, token_high = TOKENS[trouble.severity]
    floor = assumed.floors[trouble.severity]
    least_token, most_token = _token(trouble.monthly_cents, assumed)
    least_loss, most_loss = _between(trouble.lost_cents, assumed.unknown_loss_cents)
    of_years = _of_years(trouble.years)
    insult = round(least_token * of_years[0])
    low = max(floor, insult, least_loss * back_low, least_token * token_low * of_years[0])
    high = most_loss * min(back_high, assumed.most_percent / 100)
    high += most_token * token_high * of_years[1]
    high = max(low, floor * 2, high - trouble.given_cents)
    return Span(_rounded_up(low), _rounded_up(high), insult, _reasons(trouble))


def weigh(worth_cents: int, span: Span) -> Verdict:
    """Tell how an amount reads beside its span."""
    if worth_cents < span.insult_cents:
        return Verdict.INSULTING
    if worth_cents < span.low_cents:
        return Verdict.SMALL
    return Verdict.FITS if worth_cents <= span.high_cents else Verdict.LARGE


def tenure_years(since: str, *, this_year: int) -> int | None:
    """Return how many years somebody has been with us, as "since 2019" says; None if it does not."""
    years = [int(year) for year in YEAR.findall(since)]
    return this_year - years[0] if years and years[0] <= this_year else None


def _token(monthly_cents: int | None, assumed: Assumptions) -> tuple[float, float]:
    """Return the smallest gesture for who spends that much: from what to what, where unknown."""
    least, most = _between(monthly_cents, assumed.unknown_monthly_cents)
    share = 12 * assumed.token_percent / 100
    return least * share, most * share


def _between(known: int | None, at_most: int) -> tuple[int, int]:
    return (0, at_most) if known is None else (known, known)


def _of_years(years: int | None) -> tuple[float, float]:
    least, most = _between(years, YEARS_THAT_COUNT)
    return 1 + EACH_YEAR * min(least, YEARS_THAT_COUNT), 1 + EACH_YEAR * min(most, YEARS_THAT_COUNT)


def _reasons(trouble: Trouble) -> tuple[Reason, ...]:
    said = {
        Reason.LOSS: bool(trouble.lost_cents),
        Reason.LOSS_UNKNOWN: trouble.lost_cents is None,
        Reason.VALUE: bool(trouble.monthly_cents),
        Reason.VALUE_UNKNOWN: trouble.monthly_cents is None,
        Reason.TENURE: bool(trouble.years),
        Reason.TENURE_UNKNOWN: trouble.years is None,
        Reason.GIVEN_BEFORE: trouble.given_cents > 0,
    }
    return tuple(reason for reason, holds in said.items() if holds)


def _rounded_up(cents: float) -> int:
    """Return an amount as people say it, at least this: whole euros, fives, tens, fifties."""
    step = 100 if cents < 1_000 else 500 if cents < 10_000 else 1_000 if cents < 50_000 else 5_000
    return int(-(-cents // step)) * step
