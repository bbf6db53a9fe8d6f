"""Reading in a process of its own: the same letters, and nothing holds up the rest."""

from functools import partial

import pytest

from hoituu.channels.email.reading import Reader
from hoituu.channels.email.rules import read_mail
from hoituu.channels.email.tests.builders import a_mail

WITH_FILE = (
    b"From: a@b.example\nSubject: x\nDate: Mon, 02 Mar 2026 11:55:00 +0200\n"
    b"Content-Type: application/pdf; name=lasku.pdf\n\n%PDF \x00\xff"
)


@pytest.fixture
def reader():
    reader = Reader()
    yield reader
    reader.close()


def read(reader, *raws):
    return list(reader.read_all([partial(bytes, raw) for raw in raws]))


def test_it_reads_what_reading_here_reads(reader):
    mails = [a_mail(), a_mail("Hei\n\n> Ö", subject="Äiti"), WITH_FILE, a_mail("x" * 500_000)]
    assert read(reader, *mails) == [read_mail(raw) for raw in mails]


def test_it_says_why_it_could_not_and_goes_on(reader):
    bad, good = read(reader, b"X: " + b"a" * 300_000, a_mail())
    assert (bad.reason, good.subject) == ("header_too_large", "Netti pätkii")


def test_one_that_takes_too_long_is_stopped_and_the_next_is_read(reader):
    read(reader, a_mail())
    reader.seconds = 0.0
    slow = a_mail("x" * 3_000_000)
    assert [why.reason for why in read(reader, slow, slow)] == ["reading_was_stopped"] * 2
    reader.seconds = 20.0
    assert read(reader, a_mail())[0].subject == "Netti pätkii"


def test_a_reader_that_died_is_started_again(reader):
    read(reader, a_mail())
    reader.close()
    assert read(reader, a_mail())[0].subject == "Netti pätkii"
