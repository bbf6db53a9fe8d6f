"""Our signature, checked by somebody else's program."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hoituu.channels.email.rules import Outgoing, compose
from hoituu.channels.email.rules.dkim import BadKey, dns_record, new_key, sign

CHECK = """
import sys, dkim
name, value = sys.argv[1].encode(), sys.argv[2].encode()
ask = lambda asked, timeout=5: value if asked.rstrip(b".") == name else b""
sys.exit(0 if dkim.verify(sys.stdin.buffer.read(), dnsfunc=ask) else 1)
"""
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def key():
    return new_key()


def a_mail(**facts):
    plain = {
        "from_name": "Maija, Pohjan Verkko",
        "from_email": "tuki@firma.example",
        "to": ["matti@asiakas.example"],
        "cc": [],
        "subject": "Vs: Lasku, jossa on pitkä otsikko ja ääkkösiä, niin että se taitetaan kahdelle riville",
        "body": "Hei Matti,\n\nhoidan tämän.   \n\n\nMaija\n\n\n",
        "message_id": "<1@firma.example>",
        "date": NOON,
        "references": [f"<{n}.pitka.viittaus@asiakas.example>" for n in range(9)],
    }
    return compose(Outgoing(**plain | facts))


def is_good(mail, key):
    """Ask dkimpy of Debian's python3-dkim, another implementation of RFC 6376."""
    name, value = dns_record(key, selector="s1", domain="firma.example")
    if not Path("/usr/lib/python3/dist-packages/dkim").exists():
        pytest.skip("python3-dkim is not installed: the signature is not checked by others")
    done = subprocess.run(["/usr/bin/python3", "-c", CHECK, name, value], input=mail)
    return done.returncode == 0


def signed(mail, key):
    return sign(mail, pem=key, selector="s1", domain="firma.example", now=NOON)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"body": ""},
        {"cc": ["saara@asiakas.example"], "automatic": True},
        {"files": [("kuitti.pdf", "application/pdf", bytes(range(256)) * 40)]},
    ],
)
def test_others_can_prove_that_a_mail_is_ours(key, facts):
    assert is_good(signed(a_mail(**facts), key), key)


def test_a_changed_mail_is_not_ours(key):
    mail = signed(a_mail(), key)
    assert not is_good(mail.replace(b"firma.example>", b"huijari.example>", 1), key)
    assert not is_good(mail + b"PS. Maksa tilille\r\n", key)


def test_what_a_relay_folds_anew_is_still_ours(key):
    mail = signed(a_mail(), key)
    assert is_good(mail.replace(b"Message-ID: ", b"Message-ID:  \t "), key)


def test_what_is_no_key_is_said():
    with pytest.raises(BadKey):
        sign(b"From: a@b.example\r\n\r\n", pem="avain", selector="s", domain="b.example", now=NOON)
