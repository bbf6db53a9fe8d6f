"""How a reply reads to the customer who gets it. Pure; advice, never a block, never a score.

Seed: "Ikävä juttu, että näin on käynyt. Minäpä otan tämän hoitaakseni."
"""

from hoituu.coach.facts import facts_of
from hoituu.coach.habits import why_of
from hoituu.coach.kinds import kind_asked
from hoituu.coach.review import review
from hoituu.coach.rules import Finding, Kind, Level, Part, Review

__all__ = [
    "Finding",
    "Kind",
    "Level",
    "Part",
    "Review",
    "facts_of",
    "kind_asked",
    "review",
    "why_of",
]
