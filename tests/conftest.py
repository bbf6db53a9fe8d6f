"""Real parts for whole afternoons: the product as a process, a mail server, a browser."""

import os
import shutil

import pytest

from mail_servers import Sink, dovecot
from parts import STARTED, free_port, start


@pytest.fixture(autouse=True)
def nothing_is_left_running():
    """End what a test started and, failing, did not stop: it would go on in the next one's folder."""
    before = len(STARTED)
    yield
    for process in STARTED[before:]:
        process.kill()  # Its serving process notices and ends.
        process.wait()


@pytest.fixture(scope="session")
def studio(tmp_path_factory):
    running = start(tmp_path_factory.mktemp("studio") / "data", "--demo", "studio")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    flags = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-sync",
        "--disable-background-networking",
        "--disable-component-update",
    ]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def imap():
    with dovecot() as server:
        yield server


@pytest.fixture
def sink():
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import SMTP

    SMTP.line_length_limit = 100_000
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.port = controller.port
    yield handler
    controller.stop()
