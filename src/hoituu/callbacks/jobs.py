"""What the clock does to calls: the plan is made anew, customers hear in time."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils import timezone

from hoituu.callbacks.actions import (
    give_up_attempt,
    keep_place,
    plan_calls,
    save_window,
    tell_ahead,
)
from hoituu.callbacks.models import Callback
from hoituu.callbacks.queries import displaced, not_tried_again, to_tell

log = logging.getLogger("hoituu.callbacks")


def keep_places() -> bool:
    """Give the calls of who will not be here then to others; each in a transaction of its own."""
    now = timezone.now()
    _each(keep_place, displaced(now=now), now=now)
    return False  # What has no place now will be looked at again with the rest.


def look_after_calls() -> bool:
    """Plan who calls whom, move what nobody reaches, say that we call; True when a word went out."""
    now = timezone.now()
    _each(give_up_attempt, not_tried_again(now=now), now=now)
    saved = _each(save_window, plan_calls(now=now), now=now)
    return _each(tell_ahead, to_tell(now=now), now=now) or saved


def _each(
    action: Callable[..., bool | None], callbacks: Iterable[Callback], *, now: datetime
) -> bool:
    """Do something for each call; one that fails stops no other. True when any changed."""
    changed = False
    for callback in callbacks:
        try:
            changed = bool(action(callback, now=now)) or changed
        except Exception as error:  # noqa: BLE001  A border: the others have their turn.
            log.error("callback %s: %s", callback.pk, type(error).__name__)
    return changed
