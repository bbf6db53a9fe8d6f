"""When somebody is here: opening hours, shifts, holidays, and deadlines counted in them. Pure.

Seed: "asia pitää laittaa toiselle osastolle, missä ei enää tähän aikaan ole ketään töissä".
"""

from hoituu.worktime.rules import Calendar, NeverOpen

__all__ = ["Calendar", "NeverOpen"]
