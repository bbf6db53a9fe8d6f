"""Taking a mail from a pipe: durable first, everything else afterwards.

Only the standard library, and no Django: a mail server starts this once for every mail.
"""

import hashlib
import json
import os
import secrets
import socket
import sys
from pathlib import Path

ANSWER_WITHIN_SECONDS = 5
LARGEST_NAME = 80


def store(raw: bytes, *, data: Path, inbox: str = "", past: bool = False) -> Path:
    """Write a mail durably to `data`/incoming and return its file. Raises OSError.

    The name carries the inbox and whether it is from before us: `<random>.<inbox>[.past].eml`.
    Complete files end in `.eml`.
    """
    folder = data / "incoming"
    folder.mkdir(mode=0o700, exist_ok=True)
    safe = "".join(c for c in inbox if c.isalnum() or c in "-_")[:LARGEST_NAME]
    path = folder / f"{secrets.token_hex(12)}.{safe}{'.past' if past else ''}.eml"
    temporary = path.with_suffix(".part")
    try:
        with open(temporary, "xb") as file:
            os.fchmod(
                file.fileno(), 0o644
            )  # Mail servers pipe as another user; the folder is ours.
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        os.rename(temporary, path)
        _sync(folder)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return path


def ask(question: dict[str, object], *, data: Path) -> dict[str, object] | None:
    """Ask the running server over its socket; None when there is none or it takes too long."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(ANSWER_WITHIN_SECONDS)
            line.connect(short_path(data / "sock"))
            line.sendall(json.dumps(question).encode() + b"\n")
            answer = b""
            while not answer.endswith(b"\n"):
                chunk = line.recv(65536)
                if not chunk:
                    return None
                answer += chunk
    except OSError:
        return None
    return dict(json.loads(answer))


def outcome_of(path: Path, *, data: Path) -> dict[str, object] | None:
    """Ask the server where a stored mail ended; None when there is no server."""
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        sha256 = ""  # The server took it in this very moment.
    answer = ask({"do": "receive", "file": path.name, "sha256": sha256}, data=data)
    return answer if answer and "outcome" in answer else None


def short_path(path: Path) -> str:
    """Return a path that fits into a socket address (108 bytes), by /proc when it is long."""
    text = str(path)
    if len(os.fsencode(text)) < 100:
        return text
    descriptor = os.open(path.parent, os.O_PATH | os.O_DIRECTORY)
    return f"/proc/self/fd/{descriptor}/{path.name}"


def receive(*, data: Path, inbox: str) -> tuple[Path | None, str]:
    """Read a mail from standard input and store it; the sentence says why it could not be."""
    raw = sys.stdin.buffer.read()
    if not raw:
        return None, "The mail was empty, so nothing was stored."
    try:
        return store(raw, data=data, inbox=inbox), ""
    except OSError as error:
        return None, f"The mail could not be stored: {error.strerror or error}."


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
