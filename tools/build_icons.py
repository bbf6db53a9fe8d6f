"""Build web/static/img/icons.svg: one sprite with only the icons our pages use (Lucide, ISC).

Run: python tools/build_icons.py FOLDER_OF_LUCIDE_SVGS
"""

import re
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/hoituu/web/static/img/icons.svg"
WANTED = [
    "arrow-left",
    "book-heart",
    "calendar-clock",
    "calendar-days",
    "check",
    "check-check",
    "chevron-right",
    "circle-help",
    "clock",
    "corner-up-left",
    "flower-2",
    "forward",
    "gift",
    "git-merge",
    "hand-helping",
    "handshake",
    "heart-handshake",
    "inbox",
    "keyboard",
    "lock",
    "mail",
    "mail-open",
    "megaphone",
    "message-square-text",
    "moon",
    "paperclip",
    "pause",
    "phone",
    "phone-call",
    "plus",
    "search",
    "send",
    "settings",
    "smile",
    "sparkle",
    "store",
    "sun",
    "tag",
    "timer",
    "trash-2",
    "triangle-alert",
    "undo-2",
    "user-round",
    "users-round",
    "wand-sparkles",
    "x",
    "shield-alert",
    "log-out",
]


def main(source: str) -> None:
    symbols = []
    for name in WANTED:
        raw = (Path(source) / f"{name}.svg").read_text()
        found = re.search(r"<svg[^>]*>(.*)</svg>", raw, re.DOTALL)
        assert found, name
        body = re.sub(r"\s+", " ", found[1]).strip()
        symbols.append(f'  <symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>')
    head = "<!-- Icons: Lucide 1.62.0 (ISC licence, vendor/lucide-LICENSE.txt) -->\n"
    body = "\n".join(symbols)
    TARGET.write_text(f'{head}<svg xmlns="http://www.w3.org/2000/svg">\n{body}\n</svg>\n')


if __name__ == "__main__":
    main(sys.argv[1])
