"""Whose word counts on who sent a mail, and what it says."""

import pytest

from hoituu.channels.email.rules import read_mail
from hoituu.channels.email.rules.verdict import Verdict, servers_in, verdict_of

OURS = (
    "mx.firma.example; spf=pass smtp.mailfrom=asiakas.example;\r\n"
    "\tdkim=pass (2048-bit key; ok) header.d=asiakas.example; dmarc=pass (p=none) "
    "header.from=asiakas.example"
)
FORGED = "mx.firma.example; spf=fail; dkim=none; dmarc=fail"


def test_our_own_servers_word_counts():
    assert verdict_of([OURS], server="MX.firma.example") == Verdict("pass", "pass", "pass")
    assert verdict_of([FORGED], server="mx.firma.example").failed


def test_nobody_elses_word_counts():
    theirs = OURS.replace("mx.firma", "mx.huijari")
    assert verdict_of([theirs], server="mx.firma.example") == Verdict()
    assert verdict_of([OURS], server="") == Verdict()
    assert verdict_of([theirs, FORGED], server="mx.firma.example").failed


def test_what_stands_in_a_comment_is_no_result():
    header = "mx.firma.example; dmarc=fail (; dmarc=pass)"
    assert verdict_of([header], server="mx.firma.example").failed


def test_what_stands_in_quotes_is_no_result():
    header = 'mx.firma.example; spf=fail smtp.mailfrom="x;dmarc=pass"@muu.example; dmarc=fail'
    assert verdict_of([header], server="mx.firma.example").dmarc == "fail"


def test_of_our_servers_headers_only_the_topmost_counts():
    assert verdict_of([FORGED, OURS], server="mx.firma.example").failed


def test_a_carriage_return_begins_no_header():
    raw = f"Subject: x\rAuthentication-Results: {OURS}\r\nFrom: a@b.example\r\n\r\nHei"
    assert read_mail(raw.encode()).auth_results == ()


def test_one_good_signature_of_two_is_enough():
    header = "mx.firma.example 1; dkim=fail header.d=lista.example; dkim=pass; dkim=neutral"
    assert str(verdict_of([header], server="mx.firma.example")) == "dkim=pass"


@pytest.mark.parametrize(
    ("verdict", "failed"),
    [
        (Verdict(), False),
        (Verdict(spf="none", dkim="none"), False),
        (Verdict(spf="softfail", dkim="none"), True),
        (Verdict(spf="fail", dkim="pass"), False),
        (Verdict(spf="pass", dkim="fail"), False),
        (Verdict(spf="pass", dkim="pass", dmarc="fail"), True),
        (Verdict(spf="fail", dkim="fail", dmarc="pass"), False),
        (Verdict(spf="fail", dkim="", dmarc="none"), True),
    ],
)
def test_dmarc_decides_and_else_one_proof_is_enough(verdict, failed):
    assert verdict.failed is failed


@pytest.mark.parametrize(
    ("header", "failed"),
    [
        ("spf=pass smtp.mailfrom=asiakas.example; dkim=fail header.d=asiakas.example", False),
        ("spf=pass smtp.mailfrom=x@post.asiakas.example; dkim=fail", False),
        ("spf=fail smtp.mailfrom=lista.example; dkim=pass header.i=@asiakas.example", False),
        ("spf=pass smtp.mailfrom=huijari.example; dkim=fail header.d=asiakas.example", True),
        ("spf=fail; dkim=pass header.d=example; dkim=pass header.d=asiakas.example", False),
        ("spf=softfail; dkim=pass header.d=toinenasiakas.example", True),
        ("spf=pass smtp.mailfrom=bounces.kirje.example; dkim=none", False),
        ("spf=pass smtp.mailfrom=huijari.example; dkim=fail; dmarc=pass", False),
    ],
)
def test_a_strangers_own_domain_passing_proves_nothing(header, failed):
    found = verdict_of(
        [f"mx.a.example; {header}"], server="mx.a.example", sender="m@asiakas.example"
    )
    assert found.failed is failed


def test_a_mail_brings_what_the_servers_said_the_nearest_first():
    raw = (
        f"Authentication-Results: {OURS}\r\nAuthentication-Results: b.example; spf=none\r\n\r\nHei"
    )
    letter = read_mail(raw.encode())
    assert servers_in(letter.auth_results) == ["mx.firma.example", "b.example"]
    assert verdict_of(letter.auth_results, server="mx.firma.example").dmarc == "pass"
