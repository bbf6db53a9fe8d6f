"""The API. Each operation makes one action call, or none, on behalf of the token's person."""

from hoituu.api.shell import api
from hoituu.api.views import feedback, work

__all__ = ["api", "feedback", "work"]
