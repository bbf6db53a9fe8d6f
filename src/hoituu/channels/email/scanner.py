"""Asking ClamAV's daemon whether it knows something bad in a mail (clamd(8), INSTREAM)."""

import logging
import socket
import time
from pathlib import Path

log = logging.getLogger("hoituu.email")
USUAL_SOCKET = Path("/run/clamav/clamd.ctl")  # Debian's
TIMEOUT_SECONDS = 20
ASK_AGAIN_AFTER_SECONDS = 60
CHUNK_BYTES = 256 * 1024
TOO_LARGE = b"size limit exceeded"


class ScannerDown(Exception):
    """The scanner is there and does not answer, or not in a way we understand."""


class Scanner:
    """The scanner of this machine, asked mail by mail; while it is down nobody waits for it."""

    def __init__(self) -> None:
        self.down_until = 0.0

    def finds_virus(self, content: bytes, *, setting: str) -> bool | None:
        """Tell whether it finds something; None when it is down."""
        if time.monotonic() < self.down_until:
            return None
        try:
            return finds_virus(content, path=Path(setting or USUAL_SOCKET))
        except ScannerDown as error:
            log.error("the virus scanner does not answer: %s", error)
            self.down_until = time.monotonic() + ASK_AGAIN_AFTER_SECONDS
            return None


def is_there(setting: str) -> bool:
    """Tell whether there is a scanner to ask: a path, "off", or empty for where Debian puts it."""
    return setting != "off" and (bool(setting) or USUAL_SOCKET.exists())


def finds_virus(content: bytes, *, path: Path) -> bool:
    """Tell whether the scanner behind a socket finds something. Raises ScannerDown.

    What is larger than it takes is not scanned, as it is not on any other way there.
    """
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(TIMEOUT_SECONDS)
            line.connect(str(path))
            answer = _stream(line, content)
    except OSError as error:
        raise ScannerDown(type(error).__name__) from None
    if b"FOUND" in answer:
        return True
    if b"OK" in answer or TOO_LARGE in answer:
        return False
    raise ScannerDown("answer")


def _stream(line: socket.socket, content: bytes) -> bytes:
    line.sendall(b"zINSTREAM\0")
    try:
        for at in range(0, len(content), CHUNK_BYTES):
            chunk = content[at : at + CHUNK_BYTES]
            line.sendall(len(chunk).to_bytes(4, "big") + chunk)
        line.sendall(bytes(4))
    except BrokenPipeError:
        pass  # It has had enough, and says why.
    answer = b""
    while not answer.endswith(b"\0"):
        part = line.recv(4096)
        if not part:
            break
        answer += part
    return answer
