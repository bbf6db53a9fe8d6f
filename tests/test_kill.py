"""Mails by the pipe, by IMAP and by LMTP while the process is killed at random: each is there
once afterwards, every one that was acknowledged is stored, and nothing went twice under one ID.
"""

import imaplib
import json
import os
import random
import signal
import smtplib
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter

import pytest

from parts import ROOT, environment, free_port, hoituu, start, wait_for
from test_story import a_mail

pytestmark = [pytest.mark.long, pytest.mark.imap]
MAILS = 50


def serving_process(parent):
    found = subprocess.run(
        ["pgrep", "-P", str(parent)], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in found.stdout.split()]


def set_up_inbox(data, imap, sink):
    """Write the inbox down without the browser."""
    code = f"""
import django; django.setup()
from django.utils import timezone
from hoituu.channels.email.actions import set_up_inbox
from hoituu.channels.email.models import Inbox
from hoituu.staff.actions import set_up_business
now = timezone.now()
set_up_business(hours={{str(d): [[0, 1440]] for d in range(7)}}, now=now)
set_up_inbox(Inbox(name="tuki", address="asiakaspalvelu@firma.example"), imap_host="127.0.0.1",
    imap_port={imap.port}, imap_security="none", imap_user="asiakaspalvelu",
    imap_password="salasana", smtp_host="127.0.0.1", smtp_port={sink.port}, smtp_security="none",
    now=now)
"""
    env = environment(data, DJANGO_SETTINGS_MODULE="hoituu.site.settings")
    subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, check=True)


def is_taken(door, raw):
    """Hand a mail over as a mail server does: until it hears 250 it keeps it."""
    try:
        with smtplib.LMTP("127.0.0.1", door, timeout=20) as line:
            line.sendmail("matti@asiakas.example", ["asiakaspalvelu@firma.example"], raw)
    except (OSError, smtplib.SMTPException):
        return False
    return True


def gives_up(running) -> bool:
    """Tell whether a server whose last kill may have been one too many ends within six seconds."""
    until = time.monotonic() + 6
    while time.monotonic() < until and running.process.poll() is None:
        time.sleep(0.2)
    return running.process.poll() is not None


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_lost_and_nothing_comes_twice(tmp_path, imap, sink, seed):
    chance = random.Random(seed)
    data, port, stored, done = tmp_path / "data", free_port(), [], threading.Event()
    door = free_port()
    running = start(data, port=port, HOITUU_LMTP_PORT=str(door))
    set_up_inbox(data, imap, sink)

    def pipe():
        for number in range(MAILS):
            raw = a_mail(f"pipe{number}", f"Viesti {number} putkesta", subject=f"Putki {number}")
            env = environment(data)
            done_one = subprocess.run(
                [str(ROOT / "hoituu"), "receive", "--inbox", "tuki"],
                input=raw,
                env=env,
                capture_output=True,
                check=False,
            )
            if done_one.returncode == 0:
                stored.append(f"Putki {number}")

    def post():
        for number in range(MAILS):
            imap.deliver(a_mail(f"imap{number}", f"Viesti {number}", subject=f"IMAP {number}"))
            stored.append(f"IMAP {number}")
            time.sleep(0.2)

    def hand_over():
        for number in range(MAILS):
            raw = a_mail(f"lmtp{number}", f"Viesti {number} ovelta", subject=f"Ovi {number}")
            while not is_taken(door, raw):
                time.sleep(0.5)
            stored.append(f"Ovi {number}")

    threads = [threading.Thread(target=way) for way in (pipe, post, hand_over)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        time.sleep(chance.uniform(0.5, 4))
        victims = chance.choice(
            [
                [running.process.pid],
                serving_process(running.process.pid),
                [running.process.pid, *serving_process(running.process.pid)],
            ]
        )
        for pid in victims:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if running.process.pid in victims:
            running.process.wait()
            time.sleep(1.5)  # What it leaves behind notices within a second that it is alone.
            running = start(data, port=port, HOITUU_LMTP_PORT=str(door))
        elif running.process.poll() is not None:
            # Killed twice within six seconds it gives up; whoever supervises it starts it again.
            running = start(data, port=port, HOITUU_LMTP_PORT=str(door))
    done.set()
    assert len(stored) == 3 * MAILS
    if gives_up(running):
        running = start(data, port=port, HOITUU_LMTP_PORT=str(door))

    def all_there():
        with sqlite3.connect(data / "hoituu.sqlite3", timeout=20) as db:
            rows = db.execute("SELECT subject FROM conversations_conversation").fetchall()
        return len(rows) >= 3 * MAILS and Counter(subject for (subject,) in rows)

    wait_for(running.ready, seconds=60)
    counted = wait_for(all_there, seconds=90, every=1)
    assert set(counted) == set(stored)
    assert set(counted.values()) == {1}

    def nothing_waits():
        with sqlite3.connect(data / "hoituu.sqlite3", timeout=20) as db:
            return not db.execute(
                "SELECT 1 FROM conversations_message WHERE delivery IN "
                "('queued', 'sending') AND send_at < datetime('now', '+1 minute')"
            ).fetchone()

    wait_for(nothing_waits, seconds=60, every=1)
    ids = Counter(m.message_id for m in sink.to("matti@asiakas.example"))
    assert [i for i, times in ids.items() if times > 1] == []
    running.stop()
    checked = json.loads(hoituu("check", "--full", "--json", data=data).stdout)
    assert checked["unaccounted_mail"] == 0


FULL_SECONDS = 60


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own that can be filled to the last byte."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk to fill: the full disk is not tested")
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=150m", "tmpfs", disk], check=True)
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def fill(disk, seconds):
    """Leave not a byte for so long."""
    full = disk / "full"
    with full.open("wb", buffering=0) as file:
        for size in (1_000_000, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    time.sleep(seconds)
    full.unlink()


def subjects(data):
    with sqlite3.connect(data / "hoituu.sqlite3", timeout=20) as db:
        return Counter(s for (s,) in db.execute("SELECT subject FROM conversations_conversation"))


def read_and_delete(imap, data):
    """What another client does: everything is read, and what we have already is deleted."""
    known = subjects(data)
    with imaplib.IMAP4("127.0.0.1", imap.port) as line:
        line.login("asiakaspalvelu", "salasana")
        assert line.select("INBOX")[0] == "OK"
        _, found = line.search(None, "ALL")
        for number in found[0].split():
            _, parts = line.fetch(number, "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")
            line.store(number, "+FLAGS", "\\Seen")
            if parts[0][1].decode().partition(":")[2].strip() in known:
                line.store(number, "+FLAGS", "\\Deleted")
        line.expunge()


def make_anew(imap):
    """Have the mailbox's numbers mean something else (another UIDVALIDITY)."""
    imap.stop()
    for name in ("dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache"):
        for path in (imap.folder / "mail").rglob(name):
            path.unlink()
    time.sleep(1.5)  # Dovecot takes the clock for it, in seconds.
    imap.start()


def test_servers_mailboxes_and_disks_may_fail(small_disk, imap, sink):
    data, port, door = small_disk / "data", free_port(), free_port()
    running = start(data, port=port, HOITUU_LMTP_PORT=str(door))
    set_up_inbox(data, imap, sink)
    troubled, stored = threading.Event(), []

    def until_troubled(bring, name):
        """Bring mail after mail as a mail server does: again until it is taken."""
        number = 0
        while not troubled.is_set():
            subject = f"{name} {number}"
            raw = a_mail(f"{name}{number}", f"Viesti {number}", subject=subject)
            while not bring(raw):
                time.sleep(0.5)
            stored.append(subject)
            number += 1
            time.sleep(0.3)

    def by_pipe(raw):
        command = [str(ROOT / "hoituu"), "receive", "--inbox", "tuki"]
        env = environment(data)
        return not subprocess.run(command, input=raw, env=env, capture_output=True).returncode

    def by_imap(raw):
        try:
            imap.deliver(raw)
        except (OSError, imaplib.IMAP4.error):
            return False
        return True

    ways = [(by_pipe, "Putki"), (by_imap, "IMAP"), (lambda raw: is_taken(door, raw), "Ovi")]
    threads = [threading.Thread(target=until_troubled, args=way, daemon=True) for way in ways]
    for thread in threads:
        thread.start()
    time.sleep(5)
    imap.stop()
    time.sleep(3)
    imap.start()
    time.sleep(5)
    read_and_delete(imap, data)
    fill(small_disk, FULL_SECONDS)
    time.sleep(10)
    make_anew(imap)
    time.sleep(5)
    read_and_delete(imap, data)
    troubled.set()
    for thread in threads:
        thread.join(120)
    assert len(stored) > 100

    until = time.monotonic() + 90
    while set(stored) - set(subjects(data)) and time.monotonic() < until:
        time.sleep(1)
    assert subjects(data) == Counter(stored)
    count_again(data)
    checked = json.loads(hoituu("check", "--full", "--json", data=data).stdout)
    running.stop()
    assert (checked["unaccounted_mail"], checked["ok"]) == (0, True), checked


def count_again(data):
    """Have the server's mails counted against ours, as the button does, and wait for it."""
    with sqlite3.connect(data / "hoituu.sqlite3", timeout=20) as db:
        db.execute("UPDATE email_inbox SET reconciled_at = NULL")

    def counted():
        with sqlite3.connect(data / "hoituu.sqlite3", timeout=20) as db:
            return db.execute("SELECT 1 FROM email_inbox WHERE reconciled_at NOT NULL").fetchone()

    wait_for(counted, seconds=60, every=1)
