"""A review as plain facts, for programs."""

from typing import Any

from hoituu.coach.rules import Level, Review

SCHEMA_VERSION = 1
LEVELS = (Level.STOP, Level.THINK, Level.HINT)


def facts_of(one: Review, *, min_level: str = Level.THINK) -> dict[str, Any]:
    """Return a review as plain facts, with the findings at or above a level."""
    wanted = LEVELS[: LEVELS.index(Level(min_level)) + 1]
    return {
        "schema_version": SCHEMA_VERSION,
        "lang": one.lang,
        "kind": str(one.kind),
        "findings": [
            {
                "habit": finding.habit,
                "level": str(finding.level),
                "start": finding.start,
                "end": finding.end,
                "text": finding.text,
                "why": finding.why,
                "suggestion": finding.suggestion,
            }
            for finding in one.findings
            if finding.level in wanted
        ],
        "present": [str(part) for part in one.present],
        "missing": [str(part) for part in one.missing],
    }
