"""What the clock does to calls: the plan is made anew, customers hear in time."""

from django.utils import timezone

from hoituu.callbacks.actions import plan_calls, save_window, tell_ahead
from hoituu.callbacks.queries import to_tell


def look_after_calls() -> bool:
    """Plan who calls whom, move what nobody reaches, say that we call; True when a word went out."""
    now = timezone.now()
    saved = [save_window(one, now=now) for one in plan_calls(now=now)]
    told = [tell_ahead(one, now=now) for one in to_tell(now=now)]
    return any(saved) or any(told)
