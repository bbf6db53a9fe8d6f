"""Break mails until reading one does something it must not: raise, take over a second of
the processor, or say what no database can store.

    python tools/fuzz_mail.py SECONDS [FOLDER_OF_EML_FILES] [--seed N]

Begins with the mails of the folder (and a few of its own), cuts, repeats, swaps and mixes them.
What it finds is written beside it as found-*.eml; keep it as a test in test_read.py.
"""

import json
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
from hoituu.channels.email.rules import Unreadable, read_mail

SLOW_SECONDS = 1.0
LONGEST = 400_000
OURS = [
    b"From: a@b.example\r\nSubject: =?utf-8?q?p=C3=A4?=\r\nContent-Type: multipart/mixed; "
    b"boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHei\r\n> vanha\r\n--x--\r\n",
    b"From: MAILER-DAEMON\r\nContent-Type: multipart/report; boundary=y\r\n\r\n--y\r\n\r\nfailed"
    b"\r\n--y\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; a@b.example"
    b"\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--y--\r\n",
    b"Subject: x\r\n\r\nbegin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\n",
]
TOKENS = [
    *[b"\r\n", b"\n", b"\r", b"\0", b"\xff", b"\xc3", b"=?", b"?=", b"=?utf-8?b?", b"=?x?q?"],
    *[b"<", b">", b'"', b"\\", b"(", b")", b";", b",", b":", b"@", b"=", b"--", b"\t", b" "],
    *[b"Content-Type: multipart/mixed; boundary=x", b"Content-Type: message/rfc822", b"From: "],
    *[b"Content-Transfer-Encoding: base64", b"charset=utf-7", b"charset=idna", b"filename*0*=x"],
    *[b'name="=?utf-8?b?w6Q=?="', b"<blockquote>", b"<style>", b"<!--", b"<div class=gmail_quote>"],
    *[b"\n> ", b"\n-- \n", b"\nOn x wrote:\n", b"kirjoitti:", b"Von:", b"begin 644 a", b"end"],
    *["\u202e".encode(), "\ud83d".encode("utf-8", "surrogatepass"), b"\x1b$B", b"+AGE-", b"~{"],
]


def check(raw: bytes) -> str:
    """Return what reading these bytes did that it must not, "" when all was well."""
    began = time.process_time()
    try:
        letter = read_mail(raw)
    except Unreadable:
        letter = None
    except BaseException as error:  # noqa: BLE001  Whatever it is, it is a finding.
        return f"raised {type(error).__name__}: {error}"[:300]
    seconds = time.process_time() - began
    if seconds > SLOW_SECONDS:
        return f"took {seconds:.1f} s"
    try:
        facts = asdict(letter) if letter else {}
        facts.pop("files", None)
        said = json.dumps(facts, default=str, ensure_ascii=False).encode()
    except (UnicodeError, ValueError) as error:
        return f"said what cannot be stored: {error}"
    return "said a zero byte" if b"\\u0000" in said else ""


Change = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def cut(chance: random.Random, raw: bytes, _: Sequence[bytes]) -> bytes:
    at, to = sorted(chance.choices(range(len(raw) + 1), k=2))
    return raw[:at] + raw[to:] if chance.random() < 0.7 else raw[at:to]


def put(chance: random.Random, raw: bytes, _: Sequence[bytes]) -> bytes:
    at = chance.randrange(len(raw) + 1)
    times = chance.choice([1, 1, 1, 2, 50, 3000])
    return raw[:at] + chance.choice(TOKENS) * times + raw[at:]


def repeat(chance: random.Random, raw: bytes, _: Sequence[bytes]) -> bytes:
    at = chance.randrange(len(raw) + 1)
    piece = raw[at : at + chance.choice([1, 8, 80, 2000])]
    return raw[:at] + piece * chance.choice([2, 20, 800]) + raw[at:]


def mix(chance: random.Random, raw: bytes, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    at, their = chance.randrange(len(raw) + 1), chance.randrange(len(other) + 1)
    return raw[:at] + other[their : their + chance.choice([40, 4000, 40_000])] + raw[at:]


def flip(chance: random.Random, raw: bytes, _: Sequence[bytes]) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.choice([1, 4, 40])):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def swap_lines(chance: random.Random, raw: bytes, _: Sequence[bytes]) -> bytes:
    lines = re.split(rb"(?<=\n)", raw)
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[at], lines[to] = lines[to], lines[at]
    return b"".join(lines)


CHANGES: list[Change] = [cut, put, put, repeat, mix, mix, flip, swap_lines]


def main() -> int:
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    seed = int(sys.argv[sys.argv.index("--seed") + 1]) if "--seed" in sys.argv else 1
    folder = Path(arguments[1]) if len(arguments) > 1 else None
    mails = [p.read_bytes()[:LONGEST] for p in sorted(folder.glob("*.eml"))] if folder else []
    seeds = [*OURS, *mails]
    chance, until = random.Random(seed), time.monotonic() + float(arguments[0])
    tried = found = 0
    slowest = 0.0
    while time.monotonic() < until:
        raw = chance.choice(seeds)
        for _ in range(chance.choice([1, 1, 2, 3, 6])):
            raw = chance.choice(CHANGES)(chance, raw, seeds)[:LONGEST]
        began = time.process_time()
        fault = check(raw)
        slowest = max(slowest, time.process_time() - began)
        tried += 1
        if fault:
            found += 1
            path = Path(f"found-{seed}-{found}.eml")
            path.write_bytes(raw)
            print(f"{path}: {fault}", flush=True)
            if found == 20:
                break
    print(f"{tried} mails, {found} findings, the slowest {slowest:.2f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
