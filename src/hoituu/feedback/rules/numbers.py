"""Numbers that say how little they know. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959963984540054
FEWEST_ANSWERS = 10  # below that the answers are shown, not a percentage
TOP_OF_FIVE, PROMOTER, DETRACTOR = 4, 9, 6


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


def nps_of(answers: Mapping[int, int]) -> tuple[float | None, float, float]:
    """Return the net promoter score of how often each of 0 to 10 was answered, and its interval."""
    promoters = sum(n for score, n in answers.items() if score >= PROMOTER)
    detractors = sum(n for score, n in answers.items() if score <= DETRACTOR)
    return nps(promoters, sum(answers.values()) - promoters - detractors, detractors)


def csat_of(answers: Mapping[int, int]) -> Share:
    """Return how many are content of how often each of 1 to 5 was answered: a 4 or a 5."""
    content = sum(n for score, n in answers.items() if score >= TOP_OF_FIVE)
    return Share(content, sum(answers.values()))


def difference(k1: int, n1: int, k2: int, n2: int) -> tuple[float, float]:
    """Return the 95 % interval of k1/n1 - k2/n2 (Newcombe 1998, Statistics in Medicine 17:873,
    method 10: the hybrid of two score intervals). Of no answers nothing is known: (-1, 1).

    Raises ValueError where one is no share.
    """
    (low1, high1), (low2, high2) = wilson(k1, n1), wilson(k2, n2)
    if n1 == 0 or n2 == 0:
        return -1.0, 1.0
    p1, p2 = k1 / n1, k2 / n2
    low = p1 - p2 - sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    high = p1 - p2 + sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return max(low, -1.0), min(high, 1.0)


def is_different(before: Share, after: Share) -> bool:
    """Tell whether two shares differ for sure: the interval of their difference leaves out zero."""
    low, high = difference(after.count, after.of, before.count, before.of)
    return before.is_known and after.is_known and not low <= 0 <= high
