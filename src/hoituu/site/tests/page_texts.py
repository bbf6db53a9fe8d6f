"""What our pages and letters say to customers, one text each, with plain facts in their places."""

import re
from pathlib import Path

HOITUU = Path(__file__).parents[2]
CUSTOMERS_SEE = (
    "counter/",
    "promises/words.py",
    "callbacks/words.py",
    "callbacks/invitation.py",
    "recovery/invitation.py",
    "feedback/words.py",
    "channels/email/letters.py",
    "web/errors.py",
)
BLOCK = re.compile(r"((?:^#.*\n)+)((?:^(?:msg|\").*\n)+)", re.MULTILINE)
LINE = re.compile(r'^(?:(msgid|msgid_plural|msgstr)(?:\[\d\])? )?"(.*)"$')
PLACE = re.compile(r"%\((\w+)\)[sd]")
FACTS = {
    "name": ("Aino", "Anna"),
    "owner": ("Aino", "Anna"),
    "phone": ("09 555 0142", "09 555 0142"),
    "number": ("09 555 0142", "09 555 0142"),
    "n": ("3", "3"),
}
OTHERWISE = ("huomenna klo 10", "tomorrow at 10")


def page_texts(lang: str) -> list[str]:
    """Return every text that customers see, in Finnish or English."""
    catalog = (HOITUU / "locale/fi/LC_MESSAGES/django.po").read_text()
    texts = []
    for comments, entry in BLOCK.findall(catalog):
        if any(f"#: {room}" in comments or f" {room}" in comments for room in CUSTOMERS_SEE):
            texts += [_filled(text, lang) for text in _said(entry, lang) if text]
    return texts


def _said(entry: str, lang: str) -> list[str]:
    wanted = ("msgstr",) if lang == "fi" else ("msgid", "msgid_plural")
    said: list[str] = []
    taken = False
    for line in entry.splitlines():
        if found := LINE.match(line):
            key, text = found.groups()
            if key:
                taken = key in wanted
                said += [""] if taken else []
            if taken:
                said[-1] += text.replace("\\n", "\n").replace('\\"', '"')
    return said


def _filled(text: str, lang: str) -> str:
    return PLACE.sub(lambda place: FACTS.get(place[1], OTHERWISE)[lang == "en"], text)
