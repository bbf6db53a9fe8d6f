"""DATA/sock: how other commands ask the running server to do what only it should do.

One JSON object a line in, one out. Only who may write to the socket's folder can ask.
"""

import grp
import json
import logging
import os
import socket
import socketserver
import struct
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from django.db import close_old_connections

from hoituu.channels.email.drop import short_path

log = logging.getLogger("hoituu.socket")
FOR_ANYBODY = {"receive", "ping"}
Answer = Callable[[Mapping[str, object]], Mapping[str, object]]


class Handler(socketserver.StreamRequestHandler):
    timeout = 30

    def handle(self) -> None:
        line = self.rfile.readline(65536)
        try:
            question = json.loads(line)
            answer = self._answer(question)
        except Exception as error:  # noqa: BLE001  A border: a bad question gets an answer.
            log.error("socket: %s", type(error).__name__)
            answer = {"error": type(error).__name__}
        finally:
            close_old_connections()
        self.wfile.write(json.dumps(answer).encode() + b"\n")

    def _answer(self, question: Mapping[str, object]) -> Mapping[str, object]:
        """Answer; only our own user and root may ask for more than taking a mail."""
        name = str(question["do"])
        credentials = self.connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        _pid, uid, _gid = struct.unpack("3i", credentials)
        if name not in FOR_ANYBODY and uid not in {0, os.geteuid()}:
            return {"error": "NotAllowed"}
        return ANSWERS[name](question)


class Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


def listen(data: Path, *, group: str = "") -> None:
    """Answer on DATA/sock in a thread of its own, until the process ends."""
    path = data / "sock"
    path.unlink(missing_ok=True)
    server = Server(short_path(path), Handler)
    path.chmod(0o660 if group else 0o600)
    if group:
        gid = grp.getgrnam(group).gr_gid
        os.chown(path, -1, gid)
        for folder in (data, data / "incoming"):
            os.chown(folder, -1, gid)
        data.chmod(0o710)
        (data / "incoming").chmod(0o730)
    threading.Thread(target=server.serve_forever, name="socket", daemon=True).start()


ANSWERS: dict[str, Answer] = {}


def answers(name: str) -> Callable[[Answer], Answer]:
    """Register what the server does when it is asked for `name`."""

    def register(answer: Answer) -> Answer:
        ANSWERS[name] = answer
        return answer

    return register
