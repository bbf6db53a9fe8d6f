"""Old mail comes in by the same way as what the pipe brings: stored durably, then read.

A running server takes it from DATA/incoming; without one we hold the lock and do it here.
"""

import hashlib
import mailbox
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from hoituu.channels.email import drop
from hoituu.channels.email.jobs import collect_dropped, incoming, read_new_mail
from hoituu.channels.email.queries import mails_with_bytes
from hoituu.site.lock import take_lock

BATCH = 50
MOST_WAITING = 200  # The server reads them; more would only fill its folder.
MAILDIR = {"cur", "new", "tmp"}


class BadMailbox(Exception):
    """There is no mail at a path; the text says so."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What one batch brought: how many mails were read, and how many of them were new."""

    found: int
    taken: int


def mails_in(path: Path) -> Iterator[bytes]:
    """Yield the mails of an mbox, a Maildir, an .eml file or a folder. Raises BadMailbox."""
    try:
        if path.is_dir():
            yield from _in_folder(path)
        elif _begins_as_mbox(path):
            box = mailbox.mbox(path, create=False)
            yield from (box.get_bytes(key) for key in box.iterkeys())
        elif path.suffix.lower() == ".eml":
            yield path.read_bytes()
        else:
            raise BadMailbox(f"{path} is neither an mbox nor an .eml file.")
    except OSError as error:
        raise BadMailbox(f"{path} cannot be read: {error.strerror}.") from None


def import_mails(mails: Iterable[bytes], *, data: Path, inbox: str) -> Iterator[Progress]:
    """Take mails in that are not here yet, in batches. Raises what `mails` raises."""
    waiting = iter(mails)
    while batch := list(islice(waiting, BATCH)):
        hashes = {hashlib.sha256(raw).hexdigest(): raw for raw in batch}
        known = mails_with_bytes(hashes)
        new = [raw for sha256, raw in hashes.items() if sha256 not in known]
        for raw in new:
            drop.store(raw, data=data, inbox=inbox, past=True)
        _have_taken(data, most=MOST_WAITING)
        yield Progress(len(batch), len(new))
    _have_taken(data, most=0)


def _have_taken(data: Path, *, most: int) -> None:
    """Return when at most so many mails wait in DATA/incoming, whoever takes them."""
    while len(list(incoming().glob("*.eml"))) > most:
        lock = take_lock(data)
        if lock is None:
            time.sleep(0.2)
            continue
        try:
            while any([collect_dropped(), read_new_mail()]):
                continue
        finally:
            os.close(lock)


def _begins_as_mbox(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(5) == b"From "


def _in_folder(path: Path) -> Iterator[bytes]:
    if MAILDIR - {"tmp"} <= {child.name for child in path.iterdir()}:
        box = mailbox.Maildir(path, create=False)
        yield from (box.get_bytes(key) for key in sorted(box.iterkeys()))
    for child in sorted(path.iterdir()):
        if child.is_dir() and child.name not in MAILDIR:
            yield from _in_folder(child)
        elif child.suffix.lower() in {".eml", ".mbox"}:
            yield from mails_in(child)
