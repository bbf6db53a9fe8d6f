"""Mails are read in a process of its own, which is killed when one takes too long or too much.

Whatever a mail does to its reader, the rest of the house goes on and the mail is quarantined.
Both ends are here: `Reader` asks, and `python -m hoituu.channels.email.reading` answers, in frames
of eight bytes of length and the content. No Django is loaded on the other side.
"""

import io
import json
import os
import resource
import select
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from hoituu.channels.email.rules import Letter, LetterFile, Unreadable, read_mail

LONGEST_SECONDS = 20.0
MOST_MEMORY_BYTES = 2 * 1024**3
LENGTH_BYTES = 8
SOURCE = Path(__file__).parents[3]

Running = tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]]


class Reader:
    """A process that reads mails in their order; it is started again when it ended."""

    def __init__(self, *, seconds: float = LONGEST_SECONDS) -> None:
        self.seconds = seconds
        self._running: Running | None = None
        self._one_at_a_time = threading.Lock()

    def read_all(self, raws: Sequence[Callable[[], bytes]]) -> Iterator[Letter | Unreadable]:
        """Yield what each mail says, or why it cannot be read; `raws` load the bytes.

        They are sent ahead by a thread, so that both processes have work.
        """
        with self._one_at_a_time:
            done = 0
            try:
                while done < len(raws):
                    _, questions, answers = self._started()
                    threading.Thread(target=_send_ahead, args=(raws[done:], questions)).start()
                    for letter in _answers(answers, len(raws) - done, seconds=self.seconds):
                        done += 1
                        yield letter
                    if done < len(raws):
                        self.close()
                        done += 1
                        yield Unreadable("reading_was_stopped")
            finally:
                if done < len(raws):  # Nobody wants the rest: its answers must not meet the next.
                    self.close()

    @property
    def pid(self) -> int:
        """The process that reads, started when there is none."""
        return self._started()[0].pid

    def close(self) -> None:
        """End the process; the next mail starts it again."""
        if self._running is not None:
            process, questions, answers = self._running
            process.kill()
            process.wait()
            answers.close()
            with suppress(BrokenPipeError):
                questions.close()
            self._running = None

    def _started(self) -> Running:
        if self._running is not None and self._running[0].poll() is not None:
            self.close()
        if self._running is None:
            process = subprocess.Popen(
                [sys.executable, "-m", "hoituu.channels.email.reading"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # A trace could hold what the mail says.
                env={**os.environ, "PYTHONPATH": str(SOURCE)},
                bufsize=0,
            )
            if process.stdin is None or process.stdout is None:
                raise OSError("no pipes to the reader")
            self._running = process, io.BufferedWriter(process.stdin), process.stdout
        return self._running


def _send_ahead(raws: Sequence[Callable[[], bytes]], questions: IO[bytes]) -> None:
    for raw in raws:
        try:
            _write_frame(questions, raw())
        except (BrokenPipeError, ValueError):
            return  # The reader was stopped: what is left is sent to the next one.


def _answers(answers: IO[bytes], count: int, *, seconds: float) -> Iterator[Letter | Unreadable]:
    """Yield so many answers, fewer when one does not come in time or the reader died."""
    for _ in range(count):
        ready, _, _ = select.select([answers], [], [], seconds)
        try:
            if not ready:
                return
            letter: Letter | Unreadable = _letter_from(answers)
        except Unreadable as why:
            letter = why
        except EOFError:
            return
        yield letter


def answer_until_closed(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Read every mail that is asked for, until who asks is gone."""
    while True:
        try:
            raw = _read_frame(questions)
        except EOFError:
            return
        try:
            letter = read_mail(raw)
        except Unreadable as why:
            _write_frame(answers, json.dumps({"unreadable": why.reason}).encode())
        except Exception as error:  # noqa: BLE001  A border: whatever a mail does to us, it is kept.
            reason = f"error_{type(error).__name__}"[:60]
            _write_frame(answers, json.dumps({"unreadable": reason}).encode())
        else:
            _write_letter(answers, letter)


def _write_letter(answers: IO[bytes], letter: Letter) -> None:
    facts = {f.name: getattr(letter, f.name) for f in fields(Letter) if f.name != "files"}
    facts["date"] = letter.date and letter.date.isoformat()
    facts["files"] = [
        {"name": f.name, "type": f.type, "inline": f.inline, "content_id": f.content_id}
        for f in letter.files
    ]
    _write_frame(answers, json.dumps(facts).encode())
    for file in letter.files:
        _write_frame(answers, file.content)


def _letter_from(answers: IO[bytes]) -> Letter:
    facts = json.loads(_read_frame(answers))
    if "unreadable" in facts:
        raise Unreadable(facts["unreadable"])
    files = tuple(LetterFile(content=_read_frame(answers), **one) for one in facts.pop("files"))
    date = facts.pop("date")
    plain: dict[str, Any] = {
        name: tuple(v) if isinstance(v, list) else v for name, v in facts.items()
    }
    return Letter(**plain, date=date and datetime.fromisoformat(date), files=files)


def _write_frame(stream: IO[bytes], content: bytes) -> None:
    stream.write(len(content).to_bytes(LENGTH_BYTES, "big"))
    stream.write(content)
    stream.flush()


def _read_frame(stream: IO[bytes]) -> bytes:
    length = int.from_bytes(_exactly(stream, LENGTH_BYTES), "big")
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    parts = []
    while length:
        part = stream.read(length)
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    answer_until_closed(sys.stdin.buffer, sys.stdout.buffer)
