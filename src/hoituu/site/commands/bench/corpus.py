"""Mails to measure with: 100 words of Finnish each, 4 kB as the median, and one in ten with 50 kB
attached. Of 12,000 words the common ones are common (Zipf), as in real mail. The same number is
always the same mail.
"""

import random
from base64 import encodebytes
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import accumulate, product

WORDS_A_MAIL = 100
FILE_BYTES = 50_000
FILE_EVERY = 10
STEMS = """\
lasku netti maksu aika toimitus palvelu sopimus osoite puhelu viesti vastaus hinta tilaus
peruutus kysymys asia auto talo tieto sana viikko kuukausi vuosi kauppa matka kortti luotto sähkö
vika korjaus huolto varaus kynsi hius hoito kassa kuitti laite modeemi kaapeli antenni ohjelma
tunnus salasana ruutu näyttö akku laturi kuuloke johto lähetys paketti posti nouto jono odotus
soitto numero asema kirje liike avain ovi ikkuna huone keittiö katto lattia seinä piha tie silta
katu tori kirkko koulu opettaja oppilas lapsi vanhempi äiti isä sisko veli ystävä naapuri asiakas
myyjä johtaja työ palkka vero eläke vakuutus pankki laina korko tili raha euro alennus tarjous
kampanja etu lahja arvo pinta väri koko mitta paino määrä osa alku loppu keskus reuna kulma"""
CASES = ["", "n", "a", "ssa", "sta", "lla", "lta", "lle", "na", "ksi", "tta", "t"]
TAILS = ["", "ni", "si", "mme", "kin", "han", "ko", "kaan", "pa"]
WORDS = [f"{stem}{case}{tail}" for tail, case, stem in product(TAILS, CASES, STEMS.split())][
    :12_000
]
STYLE = "margin:0 0 12px 0;font-family:Arial,sans-serif;font-size:14px;color:#222222"
SIGNATURE = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=asiakas.example; s=k1;\r\n\tb=" + "q1Z4" * 84
COMMON = list(accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))


def mail(number: int, *, run: str = "") -> bytes:
    """Return the mail of a number: text and HTML, from one of 5,000 customers; `run` tells runs apart."""
    chance = random.Random(number)  # noqa: S311  Nothing here is secret.
    lines = _lines(chance)
    text = "\r\n".join(["Hei,", "", *lines, "", "terveisin", f"Asiakas {number % 5000}"])
    html = "".join(f'<p style="{STYLE}">{line}</p>\r\n' for line in lines)
    content = _multipart(
        "alternative",
        [
            _part("text/plain; charset=utf-8", text),
            _part("text/html; charset=utf-8", f"<html><body>{html}</body></html>"),
        ],
    )
    if number % FILE_EVERY == 0:
        content = _multipart("mixed", [content, _file(chance)])
    head = "".join(f"{name}: {value}\r\n" for name, value in _headers(number, lines[0], run))
    return f"{head}{content}".encode()


def _multipart(kind: str, parts: list[str]) -> str:
    edge = f"raja-{kind}"
    inside = "".join(f"--{edge}\r\n{part}\r\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{edge}"\r\n\r\n{inside}--{edge}--\r\n'


def sentence(number: int) -> str:
    """Return the six words of a number, where a mail would be too much."""
    stems = STEMS.split()
    return " ".join(stems[(number * step + step) % len(stems)] for step in (1, 3, 7, 11, 13, 17))


def _lines(chance: random.Random) -> list[str]:
    words = chance.choices(WORDS, cum_weights=COMMON, k=WORDS_A_MAIL)
    return [" ".join(words[at : at + 10]).capitalize() + "." for at in range(0, len(words), 10)]


def _headers(number: int, first_line: str, run: str) -> list[tuple[str, str]]:
    now = format_datetime(datetime.now(UTC))
    address = f"asiakas{number % 5000}@asiakas.example"
    hop = (
        "from mail-{0}.asiakas.example (mail-{0}.asiakas.example [192.0.2.{0}])\r\n"
        "\tby mx.mittaus.example with ESMTPS id {1:x}\r\n\tfor <tuki@mittaus.example>; {2}"
    )
    return [
        *[("Received", hop.format(n, number * 977 + n, now)) for n in range(1, 4)],
        ("Authentication-Results", "mx.mittaus.example; spf=pass; dkim=pass; dmarc=pass"),
        ("DKIM-Signature", SIGNATURE),
        ("From", f"Asiakas {number % 5000} <{address}>"),
        ("To", "Tuki <tuki@mittaus.example>"),
        ("Subject", " ".join(first_line.split()[:6])),
        ("Date", now),
        ("Message-ID", f"<{run}{number}.{number * 7919:x}@asiakas.example>"),
        ("MIME-Version", "1.0"),
    ]


def _part(kind: str, content: str) -> str:
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{content}\r\n"


def _file(chance: random.Random) -> str:
    content = encodebytes(chance.randbytes(FILE_BYTES)).decode().replace("\n", "\r\n")
    return (
        'Content-Type: image/jpeg; name="kuva.jpg"\r\nContent-Transfer-Encoding: base64\r\n'
        f'Content-Disposition: attachment; filename="kuva.jpg"\r\n\r\n{content}'
    )
