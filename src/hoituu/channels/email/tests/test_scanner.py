"""The virus scanner, asked as ClamAV's daemon is asked; a real one where it is installed."""

import hashlib
import shutil
import socket
import subprocess
import threading
import time
from email.message import EmailMessage

import pytest

from hoituu.channels.email.actions import store_mails, take_in_mail
from hoituu.channels.email.contacts import SCANNER, Arrived, read_stored
from hoituu.channels.email.models import RawMail
from hoituu.channels.email.rules.outcome import Source
from hoituu.channels.email.scanner import ScannerDown, finds_virus
from hoituu.channels.email.tests.builders import a_mail
from hoituu.conversations.tests.builders import NOON, a_person

# What this test calls a virus; the daemon is given its hash as its only signature.
BAD = b"tama ei ole oikea virus vaan testin oma"
CLAMD = shutil.which("clamd") or "/usr/sbin/clamd"


@pytest.fixture(scope="module")
def clamd(tmp_path_factory):
    """A real clamd that knows one thing."""
    if not shutil.which(CLAMD):
        pytest.skip("clamd is not installed (apt-get install clamav-daemon)")
    folder = tmp_path_factory.mktemp("c")
    signatures = folder / "db"
    signatures.mkdir()
    digest = hashlib.md5(BAD, usedforsecurity=False).hexdigest()
    (signatures / "ours.hdb").write_text(f"{digest}:{len(BAD)}:Ours.Test\n")
    path = folder / "s"
    config = folder / "clamd.conf"
    config.write_text(
        f"LocalSocket {path}\nDatabaseDirectory {signatures}\nForeground yes\n"
        f"TemporaryDirectory {folder}\nStreamMaxLength 1M\nUser root\n"
    )
    process = subprocess.Popen([CLAMD, "-c", str(config)], stdout=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.1)
    yield path
    process.terminate()
    process.wait(10)


@pytest.fixture(autouse=True)
def fresh_scanner():
    SCANNER.down_until = 0.0
    yield
    SCANNER.down_until = 0.0


def with_file(content):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@b.example", "tuki@x.example", "Lasku"
    mail.set_content("Liitteenä lasku.")
    mail.add_attachment(content, maintype="application", subtype="pdf", filename="lasku.pdf")
    return mail.as_bytes()


def comes(raw):
    [mail] = store_mails([Arrived(raw, Source.PIPE)], now=NOON)
    take_in_mail(read_stored([mail], now=NOON), now=NOON)
    return RawMail.objects.get(pk=mail.pk)


class TestAsked:
    def test_the_real_one_finds_what_it_knows_inside_a_mail(self, clamd):
        assert finds_virus(with_file(BAD), path=clamd)
        assert not finds_virus(with_file(b"lasku"), path=clamd)

    def test_what_is_larger_than_it_takes_is_not_found(self, clamd):
        assert not finds_virus(b"x" * 3_000_000, path=clamd)

    def test_one_that_hangs_up_is_down(self, tmp_path):
        path = tmp_path / "s"
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))
            server.listen()
            threading.Thread(target=lambda: server.accept()[0].close()).start()
            with pytest.raises(ScannerDown):
                finds_virus(b"x", path=path)


@pytest.mark.django_db
class TestMail:
    def test_a_bad_mail_is_where_a_person_sees_it_and_a_good_one_goes_on(self, clamd, settings):
        a_person()
        settings.HOITUU_CLAMD = str(clamd)
        bad, good = comes(with_file(BAD)), comes(with_file(b"lasku"))
        assert (bad.outcome, bad.reason, bad.message) == ("quarantined", "virus", None)
        assert good.outcome == "message"
        assert good.message.attachments.count() == 1

    def test_while_it_is_down_mail_comes_in_and_is_marked(self, settings, tmp_path):
        a_person()
        settings.HOITUU_CLAMD = str(tmp_path / "nobody")
        mail = comes(a_mail())
        assert (mail.outcome, mail.unscanned) == ("message", True)

    def test_off_is_off(self, settings):
        a_person()
        settings.HOITUU_CLAMD = "off"
        assert not comes(a_mail()).unscanned
