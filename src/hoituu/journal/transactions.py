"""One transaction for an action and all the actions it calls, and one insert for their entries.

Django's own decorator makes a savepoint for every call inside a transaction: two statements each,
28 of the 60 that taking a mail in had. An action that calls another means both or neither, so the
inner one joins the outer. What follows: a refusal is never caught between actions.

Entries are noted as they happen and written together just before the commit: eight inserts a mail
became one a batch.
"""

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import ParamSpec, Protocol, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from hoituu.journal.models import Due, Entry
from hoituu.journal.rows import insert_rows

P = ParamSpec("P")
R = TypeVar("R")
_noted: ContextVar[list[Entry] | None] = ContextVar("entries of the action", default=None)


class Reaction(Protocol):
    """An action that follows from an entry. It may run twice, so twice must equal once."""

    __name__: str

    def __call__(self, entry: Entry, /, *, now: datetime) -> None: ...


def atomic(action: Callable[P, R]) -> Callable[P, R]:
    """Run an action in a transaction, or in that of the action that calls it."""

    @wraps(action)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _noted.get() is not None:
            return action(*args, **kwargs)
        entries: list[Entry] = []
        token = _noted.set(entries)
        try:
            with transaction.atomic():
                result = action(*args, **kwargs)
                _write_down(entries)
                return result
        finally:
            _noted.reset(token)

    return run


def note(entry: Entry) -> None:
    """Have an entry written with the transaction of the action that is running."""
    entries = _noted.get()
    if entries is None:
        raise RuntimeError("an entry is noted outside of an action")
    entries.append(entry)


def reactions_to(kind: str) -> Sequence[Reaction]:
    """Look the kind up on the top floor, by a setting as ROOT_URLCONF is: no import goes up."""
    reactions: Mapping[str, Sequence[Reaction]] = import_string(settings.JOURNAL_REACTIONS)
    return reactions.get(kind, ())


def _write_down(entries: Sequence[Entry]) -> None:
    """Append the entries in their order, and one due row a reaction."""
    insert_rows(entries)
    insert_rows(
        [
            Due(
                entry=entry,
                conversation_id=entry.conversation_id,
                reaction=reaction.__name__,
                due_at=entry.at,
            )
            for entry in entries
            for reaction in reactions_to(entry.kind)
        ]
    )
