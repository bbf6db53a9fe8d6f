"""The door for a mail server: 250 means stored, and an answer to each recipient."""

import json
import smtplib
import sqlite3
import subprocess
import sys
from email.message import EmailMessage

import pytest

from parts import ROOT, environment, free_port, hoituu, start, wait_for


def a_mail(number, *, to="tuki@firma.example", more=""):
    mail = EmailMessage()
    mail["From"] = "Matti Meikäläinen <matti@asiakas.example>"
    mail["To"] = to
    mail["Subject"] = f"Ovelta {number}"
    mail["Message-ID"] = f"<{number}@asiakas.example>"
    mail.set_content(f"Reititin {number} on rikki.{more}")
    return mail.as_bytes()


@pytest.fixture
def door(tmp_path):
    """A running installation, and a way to its door."""
    port = free_port()
    running = start(tmp_path / "data", HOITUU_LMTP_PORT=str(port))
    running.door = port
    wait_for(lambda: _listens(port))
    yield running
    running.stop()


def _listens(port):
    try:
        smtplib.SMTP("127.0.0.1", port, timeout=5).close()
    except OSError:
        return False
    return True


def subjects(running):
    with sqlite3.connect(running.data / "hoituu.sqlite3", timeout=20) as db:
        rows = db.execute("SELECT subject FROM conversations_conversation").fetchall()
    return sorted(subject for (subject,) in rows)


def test_it_speaks_lmtp_and_smtp_and_takes_each_mail_once(door):
    with smtplib.LMTP("127.0.0.1", door.door) as line:
        line.sendmail("matti@asiakas.example", ["tuki@firma.example"], a_mail(1))
        line.sendmail("matti@asiakas.example", ["tuki@firma.example"], a_mail(2))
    with smtplib.SMTP("127.0.0.1", door.door) as line:
        line.sendmail("matti@asiakas.example", ["tuki@firma.example"], a_mail(2))
        line.sendmail("matti@asiakas.example", ["tuki@firma.example"], a_mail(3))
    wait_for(lambda: subjects(door) == ["Ovelta 1", "Ovelta 2", "Ovelta 3"])
    with sqlite3.connect(door.data / "hoituu.sqlite3", timeout=20) as db:
        rows = db.execute("SELECT source, outcome, envelope FROM email_rawmail ORDER BY id")
        kept = rows.fetchall()
    assert [outcome for _, outcome, _ in kept].count("duplicate") == 1
    assert {source for source, _, _ in kept} == {"lmtp"}
    assert json.loads(kept[0][2]) == {"from": "matti@asiakas.example", "to": ["tuki@firma.example"]}


def test_each_recipient_gets_an_answer_in_lmtp(door):
    with smtplib.LMTP("127.0.0.1", door.door) as line:
        line.ehlo()  # It says LHLO.
        line.mail("matti@asiakas.example")
        line.rcpt("tuki@firma.example")
        line.rcpt("hei@firma.example")
        assert line.data(a_mail(4)) == (250, b"2.0.0 Stored")
        assert line.getreply() == (250, b"2.0.0 Stored")


def test_a_line_of_a_million_letters_is_mail(door):
    long = b"From: a@b.example\r\nSubject: Ovelta\r\n\r\n" + b"x" * 1_000_000 + b"\r\n"
    with smtplib.SMTP("127.0.0.1", door.door) as line:
        line.sendmail("a@b.example", ["tuki@firma.example"], long)
    wait_for(lambda: subjects(door) == ["Ovelta"])


def test_what_cannot_be_stored_stays_with_the_mail_server(door):
    large = a_mail(5, more=" Ihan rikki." * 4000)  # Large ones are files, small ones rows.
    blobs = door.data / "blobs"
    aside = blobs.rename(door.data / "aside")
    blobs.write_text("in the way")
    with smtplib.SMTP("127.0.0.1", door.door) as line:
        with pytest.raises(smtplib.SMTPDataError) as refused:
            line.sendmail("matti@asiakas.example", ["tuki@firma.example"], large)
        assert refused.value.smtp_code == 451
        blobs.unlink()
        aside.rename(blobs)
        line.sendmail("matti@asiakas.example", ["tuki@firma.example"], large)
    wait_for(lambda: subjects(door) == ["Ovelta 5"])


def test_a_taken_port_is_said_in_a_sentence(door, tmp_path):
    second = subprocess.run(
        [sys.executable, "-m", "hoituu", "start", "--port", str(free_port())],
        env=environment(tmp_path / "second", HOITUU_LMTP_PORT=str(door.door)),
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert second.returncode != 0
    assert second.stderr.decode().strip() == (
        f"Port {door.door} is taken; choose another with HOITUU_LMTP_PORT."
    )


def test_nothing_is_left_to_account_for(door):
    with smtplib.LMTP("127.0.0.1", door.door) as line:
        line.sendmail("matti@asiakas.example", ["tuki@firma.example"], a_mail(6))
    wait_for(lambda: subjects(door) == ["Ovelta 6"])
    assert b'"unaccounted_mail": 0' in hoituu("check", "--full", "--json", data=door.data).stdout


def test_a_mail_server_that_hangs_up_does_not_stop_the_door(door):
    busy = sqlite3.connect(door.data / "hoituu.sqlite3", timeout=20, isolation_level=None)
    busy.execute("BEGIN IMMEDIATE")
    for number in (7, 8):
        with smtplib.SMTP("127.0.0.1", door.door, timeout=1) as line:
            line.ehlo()
            line.mail("matti@asiakas.example")
            line.rcpt("tuki@firma.example")
            with pytest.raises((smtplib.SMTPException, OSError)):
                line.data(a_mail(number))  # It has no answer yet, and gives up.
            line.close()
    busy.execute("COMMIT")
    with smtplib.SMTP("127.0.0.1", door.door, timeout=30) as line:
        line.sendmail("matti@asiakas.example", ["tuki@firma.example"], a_mail(9))
    wait_for(lambda: "Ovelta 9" in subjects(door))
