"""What the clock does to promises: answers whose ten seconds are over leave; the watch looks."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from hoituu.conversations.actions import stop_draft
from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import drafts_to_send, off_duty_ids, silent_customers
from hoituu.conversations.rules import (
    NobodyToTell,
    NoSuchMove,
    NothingSaid,
    NotYours,
    PromiseStillOpen,
    SomethingNew,
)
from hoituu.promises.actions import (
    hear_silence,
    keep_duty,
    look_at_promises,
    look_later,
    send_written,
    warn_owners,
)
from hoituu.promises.models import Promise
from hoituu.promises.queries import to_warn, to_watch
from hoituu.promises.rules import PromiseNeedsTime
from hoituu.staff.queries import business, opening_hours
from hoituu.web.turns import give_way

log = logging.getLogger("hoituu.promises")
AT_ONCE = 50
ROUNDS = 8  # Small ones, with pages between them: a storm of promises must not hold up the desk.
LOOKS_AGAIN_AFTER = timedelta(minutes=5)  # at what failed
STOPS = (
    SomethingNew,
    NotYours,
    NothingSaid,
    NobodyToTell,
    NoSuchMove,
    PromiseNeedsTime,
    PromiseStillOpen,
)


def send_drafts() -> bool:
    """Send what was written and not undone; True when there was something to do."""
    now = timezone.now()
    drafts = drafts_to_send(now=now)
    for draft in drafts:
        try:
            send_written(draft, now=now)
        except STOPS as refusal:
            stop_draft(draft, reason=type(refusal).__name__, now=now)
        except Exception as error:  # noqa: BLE001  A border: one draft must not stop the others.
            log.error("draft %s stopped: %s", draft.pk, type(error).__name__)
            stop_draft(draft, reason="Unexpected", now=now)
    return bool(drafts)


def keep_duties() -> bool:
    """Give what an absent owner has to who is here; True when there was something to do."""
    now, changed = timezone.now(), 0
    for pk in off_duty_ids(now=now):
        try:
            changed += keep_duty(Conversation(pk=pk), now=now)
        except Exception as error:  # noqa: BLE001  A border: one stops no other.
            log.error("conversation %s: %s", pk, type(error).__name__)
        if changed == AT_ONCE:  # What cannot be changed holds up nobody behind it.
            break
    return changed > 0


def remind_customers() -> bool:
    """Remind who has been silent, while we are here to hear them; close what stays silent."""
    now = timezone.now()
    if not opening_hours(business()).calendar(now=now).is_open(now):
        return False
    changed = [hear_silence(one, now=now) for one in silent_customers(now=now)]
    return any(changed)


def watch_promises() -> bool:
    """Warn of what is near and own up to what has broken; True when there was something to do."""
    now, busy = timezone.now(), False
    for _round in range(ROUNDS):
        near = to_warn(now=now)
        if near:
            warn_owners(near, now=now)
        promises = to_watch(now=now)
        if promises:
            _look(promises, now=now)
        if not near and not promises:
            break
        busy = True
        give_way()
    return busy


def _look(promises: Sequence[Promise], *, now: datetime) -> None:
    """Look at many at once; when that fails at each alone, so that one stops no other."""
    try:
        look_at_promises(promises, now=now)
    except Exception:  # noqa: BLE001  A border: whichever it is fails again below, and is named.
        for promise in promises:
            try:
                look_at_promises([promise], now=now)
            except Exception as error:  # noqa: BLE001  A border: the others have their turn.
                log.error("promise %s: %s", promise.pk, type(error).__name__)
                look_later(promise, at=now + LOOKS_AGAIN_AFTER, now=now)
