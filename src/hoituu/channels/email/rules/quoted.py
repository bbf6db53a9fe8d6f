"""What is new in a reply: the quoted tail and what introduces it are left out. Display only.

The whole body is always kept; when most of it would go, or nothing would be left, all is shown.
"""

import re

LONGEST_INTRODUCTION = 400
MARKERS = re.compile(
    r"^\s*(?:[-_*]{2,}\s*)?(?:original message|alkuperäinen viesti|ursprungligt meddelande|"
    r"originalmeddelande|ursprüngliche nachricht|message d'origine|mensaje original|"
    r"reply to the message|vastaa tämän rivin yläpuolelle|välitetty viesti)(?:\s*[-_*:]{2,})?\s*$",
    re.IGNORECASE,
)
FORWARDED = re.compile(
    r"[-_*>]*\s*(?:begin forwarded message|forwarded message|välitetty viesti|"
    r"lähetetty edelleen|vidarebefordrat (?:meddelande|brev)|weitergeleitete nachricht|"
    r"alkuperäinen viesti välitetty)\b",
    re.IGNORECASE,
)
WROTE = re.compile(
    r"(?:wrote|writes|kirjoitti|skrev|schrieb|a écrit|escribió|ha scritto|schreef|написал\w*|"
    r"napisał\w*|kirjutas|писал\w*|viestissään|yazdı|escreveu|skrifaði)\b[^\n]{0,80}:?\s*$",
    re.IGNORECASE,
)
STARTS_INTRODUCTION = re.compile(
    r"^\s*(?:on|am|le|el|il|op|den|dne|em|pe|ma|ti|ke|to|la|su|\d{1,4}[./-]|<|\"|\S+@|\w+day|"
    r"[^\W\d]+,? \d|[A-ZÅÄÖ][\w.-]+ [A-ZÅÄÖ])",
    re.IGNORECASE,
)
HEADERS = re.compile(
    r"^\s*\**(?:from|lähettäjä|från|von|de|da|van|sent|lähetetty|skickat|gesendet|date|päivämäärä|"
    r"päiväys|datum|to|vastaanottaja|till|an|subject|aihe|ämne|betreff|cc|kopio)\**\s*:\**\s*\S",
    re.IGNORECASE,
)
FROM_HEADER = re.compile(r"^\s*\**(?:from|lähettäjä|från|von|de|van)\**\s*:\**\s*\S", re.IGNORECASE)
RULE = re.compile(r"^\s*_{8,}\s*$")
SIGNATURE = re.compile(r"^--\s*$")
DEVICE = re.compile(
    r"^\s*(?:sent from (?:my |mail for|outlook)|lähetetty (?:iphonesta|minun|laitteesta|samsung|"
    r"androidista|outlook|puhelimesta|yahoo)|skickat från (?:min|outlook|mail)|"
    r"get outlook for|hanki outlook|skaffa outlook|von meinem|envoyé de mon|"
    r"enviado desde mi)[^\n]{0,80}$",
    re.IGNORECASE,
)


def without_quote(text: str) -> str:
    """Return the part of a reply that its writer wrote, or all of it when that is unsure."""
    lines = text.split("\n")
    # What is looked at is short and has no white space at its ends: no pattern can run away.
    looks = [line.strip()[:LONGEST_INTRODUCTION] for line in lines]
    if any(FORWARDED.match(look) for look in looks):
        return text.strip()
    kept = _without_signature(lines[: _where_quote_begins(looks)])
    answer = "\n".join(_without_trailing_quote(kept)).strip()
    return answer or text.strip()


def _where_quote_begins(lines: list[str]) -> int:
    for at, line in enumerate(lines):
        if MARKERS.match(line) or _is_header_block(lines, at):
            return at
        begins = _introduction_begins(lines, at)
        if begins is not None and _all_quoted_after(lines, at + 1):
            return begins
    return len(lines)


def _introduction_begins(lines: list[str], at: int) -> int | None:
    """Return where "On Monday, Aino wrote:" begins when it ends on this line: up to four lines."""
    if lines[at].startswith(">") or not WROTE.search(lines[at]):
        return None
    for back in range(4):
        first = at - back
        if first < 0 or (back and not lines[first].strip()):
            return None
        joined = " ".join(lines[first : at + 1])
        if len(joined) > LONGEST_INTRODUCTION:
            return None
        if STARTS_INTRODUCTION.match(lines[first]) and re.search(r"\d|@", joined):
            return first
    return None


def _all_quoted_after(lines: list[str], at: int) -> bool:
    """Tell whether nothing of the writer's own follows: answers between the lines are kept."""
    rest = [line for line in lines[at:] if line.strip()]
    quoted = [line for line in rest if line.lstrip().startswith((">", "|"))]
    if not quoted:
        return True  # A tail without marks, as Outlook and web mail leave it.
    last = max(i for i, line in enumerate(rest) if line.lstrip().startswith((">", "|")))
    first = next(i for i, line in enumerate(rest) if line.lstrip().startswith((">", "|")))
    own = [line for line in rest[first:last] if not line.lstrip().startswith((">", "|"))]
    own += [] if _is_signature(rest[last + 1 :]) else rest[last + 1 :]
    return (len(own) <= len(quoted) * 0.1 and not rest[last + 1 :]) or not own


def _is_signature(lines: list[str]) -> bool:
    return not lines or bool(SIGNATURE.match(lines[0]) or DEVICE.match(lines[0]))


def _is_header_block(lines: list[str], at: int) -> bool:
    """Tell whether a block such as From/Sent/To/Subject begins here, with or without a rule."""
    if RULE.match(lines[at]):
        following = [i for i in range(at + 1, min(at + 3, len(lines))) if lines[i].strip()]
        return bool(following) and _is_header_block(lines, following[0])
    if not FROM_HEADER.match(lines[at]):
        return False
    block = [line for line in lines[at : at + 9] if line.strip()][:6]
    return sum(bool(HEADERS.match(line)) for line in block) >= 3


def _without_trailing_quote(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith(">")):
        end -= 1
    return lines[:end]


def _without_signature(lines: list[str]) -> list[str]:
    for at, line in enumerate(lines):
        if SIGNATURE.match(line[:9]) and at and any(text.strip() for text in lines[:at]):
            lines = lines[:at]
            break
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    if end > 1 and DEVICE.match(lines[end - 1].strip()[:LONGEST_INTRODUCTION]):
        return lines[: end - 1]
    return lines
