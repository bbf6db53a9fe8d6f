"""What became of one mail that the pipe left: asked over the socket, or done without a server."""

import threading
from collections.abc import Mapping
from pathlib import Path

from django.utils import timezone

from hoituu.channels.email.actions import take_in_mail
from hoituu.channels.email.contacts import read_stored
from hoituu.channels.email.jobs import incoming, take_dropped
from hoituu.channels.email.models import RawMail
from hoituu.channels.email.rules.outcome import Outcome
from hoituu.site.socket_server import answers


@answers("receive")
def outcome_of(question: Mapping[str, object]) -> dict[str, object]:
    """Take one dropped mail in and say where it ended."""
    path = incoming() / Path(str(question["file"])).name
    raw = next(iter(take_dropped([path])), None)
    if raw is None:  # The worker was quicker.
        sha256 = str(question.get("sha256") or "unknown")
        raw = RawMail.objects.filter(sha256=sha256).order_by("-pk").first()
    return take_in_at_once(raw) if raw else {"outcome": "stored", "conversation": None}


def take_in_at_once(raw: RawMail) -> dict[str, object]:
    """Read one stored mail now and say where it ended."""
    now = timezone.now()
    if raw.outcome == Outcome.NEW:
        take_in_mail(read_stored([raw], now=now), now=now)
        raw = RawMail.objects.select_related("message__conversation").get(pk=raw.pk)
    number = raw.message.conversation.number if raw.message else None
    outcome = "stored" if raw.outcome == Outcome.NEW else raw.outcome
    return {"outcome": outcome, "conversation": number}


@answers("ping")
def ping(question: Mapping[str, object]) -> dict[str, object]:
    """Answer when the worker lives."""
    alive = any(thread.name == "worker" and thread.is_alive() for thread in threading.enumerate())
    return {"worker": alive}
