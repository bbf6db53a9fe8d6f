"""What is new in a reply: the quoted tail and what introduces it are left out. Display only.

The whole body is always kept; when nothing would be left, all is shown. Programs introduce what
they quote in three ways, each in its user's language: a sentence that ends in a colon ("On Monday
Aino wrote:"), a block of headers (From, Sent, To, Subject), or a line that says so ("Original
message"). An answer between the quoted lines is kept with the lines it answers.
"""

import re
from dataclasses import dataclass

LONGEST_LOOK = 400
MOST_LINES = 2000  # Nobody writes more above what they answer.
LONGEST_INTRODUCTION_LINES = 6
MOST_INTRODUCTIONS = 20  # Each costs a look at all that follows it.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad\u2060"))

# How mail programs name the headers of what they quote; the sender's stands first.
SENDER = (
    "from|lähettäjä|från|fra|von|van|de|da|od|от|kimden|feladó|saatja|expeditor|remitente|"
    "发件人|發件人|寄件者|差出人|보낸 사람"
)
OTHERS = (
    "sent|date|to|cc|bcc|subject|reply-to|lähetetty|päivämäärä|päiväys|pvm|vastaanottaja|kopio|"
    "aihe|skickat|datum|till|kopia|ämne|sendt|dato|til|kopi|emne|gesendet|an|betreff|kopie|"
    "verzonden|aan|onderwerp|envoyé|envoyé le|à|a|copie à|objet|sujet|enviado|enviado el|"
    "enviada em|enviado em|fecha|para|asunto|assunto|inviato|data|oggetto|wysłano|do|dw|temat|"
    "отправлено|дата|кому|копия|тема|odesláno|komu|předmět|gönderilme|gönderildi|tarih|kime|"
    "konu|elküldve|címzett|tárgy|saadetud|kellele|teema|发送时间|發送時間|日期|收件人|抄送|主题|"
    "主題|寄件日期|收件者|主旨|送信日時|日時|宛先|件名|보낸 날짜|받는 사람|제목"
)
SENDER_HEADER = re.compile(rf"\**(?:{SENDER})\**\s?[:：]\**\s*\S", re.IGNORECASE)
HEADER = re.compile(rf"\**(?:{SENDER}|{OTHERS})\**\s?[:：]", re.IGNORECASE)

ORIGINAL = (
    "original message|original e-?mail|reply message|alkuperäinen viesti|"
    "ursprungligt meddelande|originalmeddelande|oprindelig (?:meddelelse|besked|mail)|"
    "opprinnelig melding|ursprüngliche (?:nachricht|mail|e-mail)|originalnachricht|"
    "message d'origine|message original|mensaje original|mensagem original|messaggio originale|"
    "oorspronkelijk bericht|(?:wiadomość oryginalna|oryginalna wiadomość)|"
    "(?:исходное|оригинальное) сообщение|původní zpráva|algne sõnum|原始邮件|原始郵件|元のメッセージ"
)
MARKER = re.compile(
    rf"[-_*=>\s]*(?:{ORIGINAL})[-_*=:\s]*$|(?:reply to the message|"
    r"(?:please )?reply above this line|vastaa tämän rivin yläpuolelle|message du)\b.{0,60}$",
    re.IGNORECASE,
)
FORWARDED = re.compile(
    r"[-_*>=\s]*(?:begin forwarded message|forwarded (?:message|by)|välitetty viesti|"
    r"lähetetty edelleen|edelleenlähetetty|vidarebefordrat (?:meddelande|brev)|"
    r"weitergeleitete nachricht|alkuperäinen viesti välitetty|message transféré|"
    r"videresendt (?:besked|melding|meddelelse)|doorgestuurd bericht|mensaje reenviado|"
    r"пересылаемое сообщение|messaggio inoltrato)\b",
    re.IGNORECASE,
)

WROTE = (
    r"wrote|writes|sent|kirjoitti|kirjutas|skrev|skrifaði|schrieb|a écrit|escribió|ha scritto|"
    r"schreef|geschreven|написал\w*|писал\w*|napisał\w*(?:\(a\))?|napsal\w*(?:\(a\))?|yazdı|escreveu|írta|"
    r"viestissään|пишет|写道|寫道|のメッセージ"
)
ENDS_WITH_VERB = re.compile(
    rf"(?:^|[\s>\])\"”]|\d)(?:{WROTE})(?:[^\n]{{0,60}}[:：]|\s*)\Z", re.IGNORECASE
)
DATE = re.compile(r"\d{1,4}[./-]\d{1,2}|\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b|\d年|\b\d{1,2}\.? \w")
ADDRESS = re.compile(r"\S@\S")
# A start that only an introduction has, and one that it shares with many a sentence.
STRONG_START = re.compile(
    r"(?:on|at|le|am|el|il|op|den|dne|em|w dniu|på|kl|dana|vào|tanggal)\b[^\n]{0,40}?\d"
    r"|\d{1,4}[./-]\d|\d{1,2}\.? [^\W\d]+\.? \d{4}|\d{4}年"
    r"|(?:ma|ti|ke|to|pe|la|su|må|on|fr|lö|sö|mon|tue|wed|thu|fri|sat|sun|pon|wt|śr|czw|pt|sob)"
    r"[a-zäöå]{0,12}[.,]? +(?:[a-zäöå]{3,12}[.,]? +)?\d|[^\W\d_]{3,14}, \d{1,2}\b",
    re.IGNORECASE,
)
CLOSES = re.compile(
    rf">\s*(?:[:：]|(?:{WROTE})\b)", re.IGNORECASE
)  # of an address that was wrapped
WEAK_START = re.compile(r"[<\"“']|\S+@|[^\W\d_][\w.’'-]*,? \S", re.IGNORECASE)

RULE = re.compile(r"[-_=*]{3,}\s*$")
LONG_RULE = re.compile(r"[_-]{8,}\s*$")
LIST_FOOTER = re.compile(
    r"(?:mailing list|https?://\S+(?:listinfo|/lists?/)|@lists?\.)", re.IGNORECASE
)
SIGNATURE = re.compile(r"--\s*$")
DEVICE = re.compile(
    r"(?:sent from (?:my|mail for|outlook|yahoo|the|typeapp|proton|samsung|an?)\b|"
    r"lähetetty (?:iphonesta|ipadista|minun|laitteesta|samsung|androidista|outlook|puhelimesta|"
    r"yahoo|sähköpostista)|skickat från (?:min|mitt|outlook|mail|yahoo|e-post)|"
    r"get outlook for|hanki outlook|skaffa outlook|von meinem|gesendet (?:von|mit)|"
    r"envoyé (?:de|depuis) mon|enviado (?:desde mi|do meu)|inviato da|verzonden vanaf|"
    r"sendt fra (?:min|mit)|verstuurd vanaf|wysłane z|отправлено (?:с|из))[^\n,;]{0,80}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Introduction:
    """Where "On Monday, Aino wrote:" begins, and the first line after it."""

    begins: int
    ends: int


def without_quote(text: str, *, forward: bool = False) -> str:
    """Return the part of a reply that its writer wrote, or all of it when that is unsure.

    Of a forward (its subject says so, or its text) everything is content.
    """
    lines = text.split("\n")
    # What is looked at is short and has no white space at its ends: no pattern can run away.
    looks = [line[:LONGEST_LOOK].translate(INVISIBLE).strip() for line in lines]
    if forward or _is_forward(looks):
        return text.strip()
    own = _own_lines(lines, looks)
    return "\n".join(own).strip() or text.strip()


def _own_lines(lines: list[str], looks: list[str]) -> list[str]:
    """Return the lines that stay."""
    tried = 0
    for at in range(min(len(looks), MOST_LINES)):
        if MARKER.match(looks[at]) or _is_header_block(looks, at):
            return _folded(lines[:at])
        introduction = _introduction(looks, at)
        if introduction is not None:
            kept = _around(lines, looks, introduction)
            tried += 1
            if kept is not None:
                return kept
            if tried == MOST_INTRODUCTIONS:
                break
    return _folded(lines)


def _around(lines: list[str], looks: list[str], intro: Introduction) -> list[str] | None:
    """Return what stays around an introduction and what it introduces; None when it is none."""
    before = _folded(lines[: intro.begins])
    after = range(intro.ends, len(lines))
    marked = [at for at in after if _is_quoted(looks[at]) or _is_wrapped_quote(looks, at)]
    if not marked:  # A tail without marks, as Outlook and web mail leave it.
        return before if _says_something(before) else lines[intro.ends :]
    quoted = set(marked)
    between = [at for at in range(marked[0], marked[-1]) if looks[at] and at not in quoted]
    below = lines[marked[-1] + 1 :]
    above = [at for at in range(intro.ends, marked[0]) if looks[at]]
    if between or above:  # Answers between the lines: they need the lines.
        return None if _says_something(before) else _folded(lines[intro.ends :])
    return [*before, "", *_folded(below)] if _says_something(below) else before


def _introduction(looks: list[str], at: int) -> Introduction | None:
    """Return the introduction that begins on this line: up to six lines, wrapped as they may be."""
    first = looks[at].lstrip("-–—*_ ")
    alone = at == 0 or not looks[at - 1]
    names = alone and WEAK_START.match(first) and (DATE.search(first) or ADDRESS.search(first))
    if not (STRONG_START.match(first) or names):
        return None
    joined = ""
    for end in range(at, min(at + LONGEST_INTRODUCTION_LINES, len(looks))):
        if _is_quoted(looks[end]):
            return None
        if not looks[end] and not (end + 1 < len(looks) and looks[end + 1].startswith("<")):
            return None
        joined = f"{joined} {looks[end]}".strip("-–—*_ ")
        if len(joined) > LONGEST_LOOK:
            return None
        if _introduces(joined):
            return Introduction(at, end + 1)
    return None


def _introduces(sentence: str) -> bool:
    dated, addressed = DATE.search(sentence), ADDRESS.search(sentence)
    if ENDS_WITH_VERB.search(sentence):
        return bool(dated or addressed)
    return sentence.endswith((":", "：")) and bool(dated and addressed)


def _is_header_block(looks: list[str], at: int) -> bool:
    """Tell whether a block such as From/Sent/To/Subject begins here."""
    if not SENDER_HEADER.match(looks[at]):
        return False
    block = [look for look in looks[at : at + 9] if look][:6]
    return sum(bool(HEADER.match(look)) for look in block) >= 3


def _is_forward(looks: list[str]) -> bool:
    """Tell whether a mail was passed on: a line says so, or what is quoted begins with headers."""
    if any(FORWARDED.match(look) for look in looks):
        return True
    first = next((at for at, look in enumerate(looks) if _is_quoted(look)), None)
    if first is None or any(_introduction(looks, at) for at in range(first)):
        return False
    return _is_header_block([look.lstrip("> ") for look in looks[first : first + 9]], 0)


def _is_quoted(look: str) -> bool:
    return look.startswith((">", "|")) and not CLOSES.match(look)


def _is_wrapped_quote(looks: list[str], at: int) -> bool:
    """Tell whether this is the end of a long quoted line that some program has wrapped."""
    return (
        at > 0
        and bool(looks[at])
        and _is_quoted(looks[at - 1])
        and len(looks[at - 1]) >= 60
        and (at + 1 == len(looks) or _is_quoted(looks[at + 1]))
    )


def _says_something(lines: list[str]) -> bool:
    return any(line.strip() for line in _folded(lines))


def _folded(lines: list[str]) -> list[str]:
    """Return lines without what closes a message: rules, a signature, a device, a list's footer."""
    looks = [line[:LONGEST_LOOK].translate(INVISIBLE).strip() for line in lines]
    end = len(lines)
    for at, look in enumerate(looks):
        if SIGNATURE.match(look):
            end = at
            break
        if LONG_RULE.match(look) and any(LIST_FOOTER.search(rest) for rest in looks[at : at + 5]):
            end = at
            break
    while end and _closes(looks[end - 1], last=end > 1):
        end -= 1
    return lines[:end]


def _closes(look: str, *, last: bool) -> bool:
    """Tell whether a line at the end of a message says nothing of its own."""
    empty = not look or look.startswith(">") or bool(RULE.match(look))
    return empty or (last and bool(DEVICE.match(look)))
