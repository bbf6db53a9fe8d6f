"""Mails by the pipe, by IMAP and by LMTP while the process is killed at random: each is there
once afterwards, every one that was acknowledged is stored, and nothing went twice under one ID.
"""

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
    done.set()
    assert len(stored) == 3 * MAILS

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
