"""What the clock does to mail: it comes in, it is read, it goes out, it is forgotten."""

from hoituu.channels.email.jobs.door import open_door
from hoituu.channels.email.jobs.fetch import Listeners, fetch, reconcile
from hoituu.channels.email.jobs.forget import drop_erased
from hoituu.channels.email.jobs.intake import (
    collect_dropped,
    incoming,
    read_new_mail,
    take_dropped,
)
from hoituu.channels.email.jobs.outbox import Carriers, send_queued
from hoituu.channels.email.jobs.servers import imap_server, smtp_server

__all__ = [
    "Carriers",
    "Listeners",
    "collect_dropped",
    "drop_erased",
    "fetch",
    "imap_server",
    "incoming",
    "open_door",
    "read_new_mail",
    "reconcile",
    "send_queued",
    "smtp_server",
    "take_dropped",
]
