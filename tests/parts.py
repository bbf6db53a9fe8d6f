"""The product as processes, for tests."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STARTED: list[subprocess.Popen] = []  # for conftest.py, which leaves none of them running


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(what, *, seconds=30, every=0.2):
    """Return the first true answer of `what`; fail when none comes in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        answer = what()
        if answer:
            return answer
        time.sleep(every)
    raise AssertionError(f"{what.__name__} did not come true in {seconds} s")


@dataclass
class Running:
    """A `hoituu start`, and where it is."""

    process: subprocess.Popen
    data: Path
    port: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def sign_in(self) -> str:
        return self.url + re.findall(r"http\S+(/welcome/\S+)", self.log.read_text())[-1]

    def ready(self) -> bool:
        if self.process.poll() is not None:
            raise AssertionError(self.log.read_text())
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def hoituu(*arguments, data, **more):
    """Run a command of the product and return what it did."""
    return subprocess.run(
        [sys.executable, "-m", "hoituu", *arguments],
        env=environment(data),
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=60,
        **more,
    )


def environment(data, **more) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("HOITUU_") or "TEST" in k}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "HOITUU_DATA": str(data), **more}


def start(data: Path, *arguments: str, port: int | None = None, **more: str) -> Running:
    port = port or free_port()
    log = data.parent / f"{data.name}.log"
    command = [sys.executable, "-m", "hoituu", "start", "--port", str(port), *arguments]
    with log.open("w") as out:
        process = subprocess.Popen(
            command,
            env=environment(data, HOITUU_POLL_SECONDS="2", **more),
            cwd=ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    STARTED.append(process)
    running = Running(process, data, port, log)
    wait_for(running.ready, seconds=60)
    return running
