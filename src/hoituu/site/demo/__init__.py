"""The firms of the essays, with dates relative to now: `start --demo studio|operator`.

Everything is told through the same actions that real days go through, only with earlier clocks.
"""

from datetime import datetime

from hoituu.site.demo.operator import build_operator
from hoituu.site.demo.studio import build_studio

FIRMS = {"studio": build_studio, "operator": build_operator}


def build_firm(name: str, *, now: datetime) -> None:
    """Fill an empty installation with a firm, its people and its week so far."""
    FIRMS[name](now=now)
