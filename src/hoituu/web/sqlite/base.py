"""The SQLite backend of Django, and a lock around every transaction.

SQLite lets one connection write at a time and makes the others poll. Threads of one process need
not poll: they queue. Without this, threads that write at once starve each other for seconds.
"""

import threading
from typing import Any

from django.db.backends.sqlite3 import base

WRITING = threading.Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._writes = False

    def _start_transaction_under_autocommit(self) -> None:
        WRITING.acquire()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            WRITING.release()
            raise
        self._writes = True

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if autocommit:
            self._let_others()

    def _close(self) -> None:
        super()._close()  # type: ignore[misc]
        self._let_others()

    def _let_others(self) -> None:
        if self._writes:
            self._writes = False
            WRITING.release()
