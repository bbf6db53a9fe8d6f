"""At which hours customers answer, learned from our own attempts. Pure; it only suggests.

Each hour of the week has answered and unanswered calls; what little is known of one hour leans on
its part of the day, and that on all calls (a Beta-binomial with the mean of the wider group, Gelman
et al., Bayesian Data Analysis, section 5.3).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PRIOR_ANSWERED, PRIOR_CALLS = 3.0, 5.0  # Before any call of ours: three of five are answered.
WEIGHT = 5.0  # How many calls the wider group counts for.
FEWEST_TO_SHOW = 10
PARTS = {
    range(9): "early",
    range(9, 12): "morning",
    range(12, 16): "noon",
    range(16, 24): "late",
}

Hour = tuple[int, int]  # weekday (0 = Monday) and hour, on the business's clock


@dataclass(frozen=True, slots=True)
class Reached:
    """Of so many calls in an hour of the week, so many were answered; `share` is what to expect."""

    calls: int
    answered: int
    share: float

    @property
    def is_known(self) -> bool:
        """Tell whether there are enough calls to show a number of their own."""
        return self.calls >= FEWEST_TO_SHOW


def reached(attempts: Iterable[tuple[Hour, bool]]) -> Mapping[Hour, Reached]:
    """Return what to expect of each hour of the week that was called in."""
    counts: dict[Hour, list[int]] = {}
    for at, was_answered in attempts:
        one = counts.setdefault(at, [0, 0])
        one[0] += 1
        one[1] += was_answered
    everything = _share(
        sum(a for _, a in counts.values()),
        sum(n for n, _ in counts.values()),
        PRIOR_ANSWERED / PRIOR_CALLS,
    )
    parts: dict[str, list[int]] = {}
    for (_, hour), (calls, answered) in counts.items():
        part = parts.setdefault(part_of_day(hour), [0, 0])
        part[0] += calls
        part[1] += answered
    wider = {part: _share(a, n, everything) for part, (n, a) in parts.items()}
    return {
        (day, hour): Reached(calls, answered, _share(answered, calls, wider[part_of_day(hour)]))
        for (day, hour), (calls, answered) in counts.items()
    }


def best_hours(hours: Mapping[Hour, Reached]) -> tuple[int, int] | None:
    """Return from when to when customers are reached best, None until enough is known.

    The three hours in a row with the highest expected share, each with enough calls of its own.
    """
    by_hour: dict[int, list[Reached]] = {}
    for (_, hour), one in hours.items():
        by_hour.setdefault(hour, []).append(one)
    best: tuple[float, int] | None = None
    for first in range(22):
        three = [by_hour.get(hour, []) for hour in range(first, first + 3)]
        if any(sum(one.calls for one in ones) < FEWEST_TO_SHOW for ones in three):
            continue
        calls = sum(one.calls for ones in three for one in ones)
        share = sum(one.share * one.calls for ones in three for one in ones) / calls
        if best is None or share > best[0]:
            best = (share, first)
    return best and (best[1], best[1] + 3)


def part_of_day(hour: int) -> str:
    """Return which part of the day an hour belongs to."""
    return next(part for hours, part in PARTS.items() if hour in hours)


def _share(answered: int, calls: int, wider: float) -> float:
    return (answered + WEIGHT * wider) / (calls + WEIGHT)
