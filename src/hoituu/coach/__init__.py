"""How a reply reads to the customer who gets it. Pure; advice, never a block, never a score.

Seed: "Ikävä juttu, että näin on käynyt. Minäpä otan tämän hoitaakseni."
"""

from hoituu.coach.facts import facts_of
from hoituu.coach.habit import Habit
from hoituu.coach.habits import HABITS
from hoituu.coach.kinds import complains, kind_asked
from hoituu.coach.manners import WHY as MANNERS
from hoituu.coach.own import own_habit
from hoituu.coach.patterns import BadPattern
from hoituu.coach.review import review, spots_of, why_of
from hoituu.coach.rules import Finding, Kind, Level, Part, Review

__all__ = [
    "HABITS",
    "MANNERS",
    "BadPattern",
    "Finding",
    "Habit",
    "Kind",
    "Level",
    "Part",
    "Review",
    "complains",
    "facts_of",
    "kind_asked",
    "own_habit",
    "review",
    "spots_of",
    "why_of",
]
