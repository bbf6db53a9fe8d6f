"""Reading a mail: bytes in, a Letter out. The same bytes always give the same Letter."""

import email
import email.policy
import email.utils
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.errors import MessageError
from email.message import Message
from functools import cache

from hoituu.channels.email.rules.html import clean_html, html_before_quote, html_to_text
from hoituu.channels.email.rules.letter import Letter, LetterFile, Unreadable
from hoituu.channels.email.rules.machine import (
    Header,
    bounce_facts,
    bounced_addresses,
    bounced_ids,
    is_automatic,
)
from hoituu.channels.email.rules.quoted import without_quote
from hoituu.channels.email.rules.text import clean, decode_bytes, decode_header
from hoituu.channels.email.rules.uuencode import take_uuencoded

LARGEST = 35 * 1024 * 1024
LARGEST_HEADER = 256 * 1024
MOST_PARTS = 500
MOST_EDGES = 20_000  # lines that may part a mail: the parser looks at each part before we can count
MOST_LINE_ENDS = 5_000_000  # 35 MB of files have a million
MOST_TEXT = 2_000_000
DEEPEST = 30
MOST_ADDRESSES = 1000
LONGEST_SENDER = 2000
LONGEST_DESCRIPTION = 4000
LONGEST_AUTH_RESULTS = 2000
LONGEST_ADDRESS = 320  # RFC 5321, 4.5.3.1: 64 + 1 + 255

ID = re.compile(r"<[^<>\s]+>")
PERSON = re.compile(r"(?:\"(?:[^\"\\]|\\.){0,300}\"|<[^<>]*>|\([^()]*\)|[^,;\"<(]|[\"<(])+")
WORD = re.compile(r"[^\s<>,;:\"()\[\]]+")
ANGLED = re.compile(r"<([^<>]*)>")
FORWARD = re.compile(r"\s*(?:fwd?|vl|vb|wg|tr|rv|enc|doorst)\s*:", re.IGNORECASE)
CANNOT_WRITE = (UnicodeError, LookupError, ValueError, TypeError, AttributeError, MessageError)
HEADER_LINE = re.compile(rb"[!-9;-~]+:|[ \t]|From |>From |\r?$")
LONE_CR = re.compile(rb"\r(?!\n|$)")
REPORT = re.compile(rb"message/delivery-status", re.IGNORECASE)
EMPTY_LINE = re.compile(rb"\n\r?\n")
CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)


def read_mail(raw: bytes) -> Letter:
    """Return what a mail says. Raises Unreadable when it is beyond our limits."""
    mail = _parse(raw)
    parts = _Parts()
    parts.collect(mail, depth=0)
    text, uuencoded = take_uuencoded(_joined(parts.texts))
    html = _joined(parts.htmls)
    if not (text.strip() or html.strip()):
        text = _joined(parts.instead)
    body = text if text.strip() else html_to_text(html)

    header = _headers(mail)
    from_name, from_email = _sender(header)
    bounce, status = bounce_facts(mail, header, from_email, body)
    return Letter(
        from_email=from_email,
        from_name=from_name,
        reply_to=_first_address(header("reply-to")),
        to=_addresses(mail, "to"),
        cc=_addresses(mail, "cc"),
        subject=re.sub(r"\s+", " ", header("subject")),
        message_id=_first_id(header("message-id")),
        in_reply_to=_first_id(header("in-reply-to")),
        references=tuple(dict.fromkeys(ID.findall(header("references")))),
        date=_date(header("date")),
        body_text=body,
        body_html=clean_html(html) if html else "",
        reply_text=_reply(text, html, forward=bool(FORWARD.match(header("subject")))),
        files=(*parts.files, *(replace(file, name=safe_name(file.name)) for file in uuencoded)),
        automatic=bounce or is_automatic(header, from_email),
        bounce=bounce,
        spam=header("x-spam-flag").lower().startswith("yes"),
        dsn_status=status,
        bounced_ids=bounced_ids(mail, body) if bounce else (),
        bounced_addresses=bounced_addresses(mail) if bounce else (),
        auth_results=tuple(_auth_results(mail)),
        problems=tuple(_problems(from_email, header, cut=parts.cut)),
    )


def _joined(texts: Sequence[str]) -> str:
    return clean("\n".join(texts)[:MOST_TEXT])


def _headers(mail: Message) -> Header:
    """Return a look-up of a mail's headers by their names in lower case; of several the first."""
    raw: dict[str, str] = {}
    for name, value in mail.raw_items():
        raw.setdefault(name.lower(), str(value))

    @cache
    def header(name: str) -> str:
        return decode_header(raw[name]) if name in raw else ""

    return header


def _parse(raw: bytes) -> Message:
    if len(raw) > LARGEST:
        raise Unreadable("too_large")
    start = raw.lstrip(b"\r\n")
    ends = re.search(rb"\r?\n\r?\n|\r\r", start)
    if (ends.start() if ends else len(start)) > LARGEST_HEADER:
        raise Unreadable("header_too_large")
    if not start.strip():
        raise Unreadable("empty")
    if start.count(b"\n--") > MOST_EDGES:
        raise Unreadable("too_many_parts")
    # Of a report the parser makes a message of every block between empty lines.
    if REPORT.search(start) and len(EMPTY_LINE.findall(start)) > MOST_EDGES:
        raise Unreadable("too_many_parts")
    if start.count(b"\n") + start.count(b"\r") > MOST_LINE_ENDS:
        raise Unreadable("too_many_lines")
    if ends is not None:
        head = start[: ends.start()]
        if b"\n" in head:  # To mail servers a lone CR ends no line, so it begins no header.
            head = LONE_CR.sub(b" ", head)
        start = _mended(head) + start[ends.start() :]
    try:
        return email.message_from_bytes(start, policy=email.policy.compat32)
    except RecursionError:
        raise Unreadable("too_deep") from None


def _mended(headers: bytes) -> bytes:
    """Return a block of headers in which every line is one, or goes on from the one before it.

    A line that is neither ends the headers for a parser, and all that follow are lost.
    """
    lines = headers.split(b"\n")
    if all(HEADER_LINE.match(line) for line in lines):
        return headers
    mended = [line if HEADER_LINE.match(line) else b" " + line for line in lines]
    if mended[0].startswith(b" "):
        mended[0] = b"X-Not-A-Header:" + mended[0]
    return b"\n".join(mended)


@dataclass
class _Parts:
    """What the parts of a mail add up to."""

    texts: list[str] = field(default_factory=list)
    htmls: list[str] = field(default_factory=list)
    files: list[LetterFile] = field(default_factory=list)
    # Shown when the writer wrote nothing besides: a mail passed on whole, a text that has a name.
    instead: list[str] = field(default_factory=list)
    seen: int = 0
    cut: bool = False  # there is more text than we read; the mail as it came has it
    only_texts: bool = False  # of a mail inside a mail, which is a file as a whole

    def collect(self, part: Message, *, depth: int) -> None:
        self.seen += 1
        if self.seen > MOST_PARTS:
            raise Unreadable("too_many_parts")
        if depth > DEEPEST:
            raise Unreadable("too_deep")
        _shorten(part)
        if part.is_multipart():
            self._container(part, depth=depth)
        elif part.get_content_maintype() == "multipart":
            self._broken(part)
        else:
            self._leaf(part)

    def _container(self, part: Message, *, depth: int) -> None:
        children = _children(part)
        if part.get_content_maintype() == "multipart":
            for child in children:
                self.collect(child, depth=depth + 1)
        elif part.get_content_type() == "message/rfc822":
            if not self.only_texts:
                self.files.append(_whole_mail(part, children))
            self.instead += _texts_inside(children, depth=depth)
        elif not self.only_texts:
            self.files.append(_status_report(part))

    def _broken(self, part: Message) -> None:
        """Take in a multipart whose boundary never comes: its text, as it stands."""
        self.texts.append(decode_bytes(_content(part), ""))

    def _leaf(self, part: Message) -> None:
        kind = part.get_content_type()
        name = _file_name(part)
        disposition = str(part.get("content-disposition", "")).strip().lower()
        content = _content(part)
        is_text = kind in {"text/plain", "text/html"} and not disposition.startswith("attachment")
        if is_text and not name:
            charset = _charset(part, content)
            text = decode_bytes(content, charset)
            self.cut = self.cut or len(text) > MOST_TEXT
            (self.texts if kind == "text/plain" else self.htmls).append(text[:MOST_TEXT])
            return
        if not content and not name:
            return
        if kind == "text/plain" and disposition.startswith("inline"):
            self.instead.append(decode_bytes(content, _charset(part, content)))
        content_id = decode_header(str(part.get("content-id", ""))).strip("<> ")
        kind = decode_header(kind)
        inline = disposition.startswith("inline") or (bool(content_id) and not disposition)
        inline = inline and kind.startswith("image/")
        self.files.append(
            LetterFile(name or _unnamed(kind, len(self.files)), kind, content, inline, content_id)
        )


def _shorten(part: Message) -> None:
    """Cut what describes a part to a length that no honest one has: it is looked at often."""
    for name in ("content-type", "content-disposition"):
        if len(str(part.get(name, ""))) > LONGEST_DESCRIPTION:
            part.replace_header(name, str(part[name])[:LONGEST_DESCRIPTION])


def _children(part: Message) -> list[Message]:
    return [child for child in part.get_payload() if isinstance(child, Message)]


def _texts_inside(mails: Sequence[Message], *, depth: int) -> list[str]:
    """Return the words of the mails that were passed on whole."""
    inner = _Parts(only_texts=True)
    for one in mails:
        inner.collect(one, depth=depth + 1)
    return inner.texts or [html_to_text(clean(html)) for html in inner.htmls] or inner.instead


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message, content: bytes) -> str:
    try:
        declared = part.get_content_charset() or ""
    except (LookupError, UnicodeError, ValueError):
        declared = ""
    if not declared and part.get_content_type() == "text/html":
        found = CHARSET.search(content[:2000])
        declared = found[1].decode("ascii") if found else ""
    return declared


def _file_name(part: Message) -> str:
    try:
        name = _as_text(part).get_filename() or ""
    except (LookupError, UnicodeError, ValueError, TypeError):
        name = ""
    name = decode_header(str(name))
    return safe_name(name)


def safe_name(name: str) -> str:
    """Return a file's name that leaves no folder and reads as it ends: "exe.fdp" turned round is
    no PDF (U+202E and its like, Unicode Standard Annex 9)."""
    plain = re.sub(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]+", "", name)
    return re.sub(r"[\\/\x00-\x1f]+", "_", plain).strip()[:200]


def _as_text(part: Message) -> Message:
    """Return the headers that name a file, with bytes that nobody encoded read as text."""
    named = Message()
    for name, value in part.raw_items():
        if name.lower() in {"content-type", "content-disposition"}:
            raw = str(value).encode("utf-8", "surrogateescape")
            named[name] = decode_bytes(raw, "" if raw.isascii() else _declared(part))
    return named


def _declared(part: Message) -> str:
    """Return the charset a part declares, or guess one of East Asia from bytes that fit no other."""
    return _charset(part, b"") or "gb18030"


def _unnamed(kind: str, number: int) -> str:
    endings = {
        "text/calendar": "ics",
        "text/plain": "txt",
        "text/html": "html",
        "image/jpeg": "jpg",
        "message/rfc822": "eml",
    }
    ending = endings.get(kind, re.sub(r"[^a-z0-9]+", "", kind.partition("/")[2]) or "bin")
    return f"{kind.partition('/')[0]}-{number + 1}.{ending}"


def _whole_mail(part: Message, mails: Sequence[Message]) -> LetterFile:
    inner = mails[0] if mails else Message()
    subject = decode_header(str(inner.get("subject", "")))
    title = re.sub(r"[^-\w .]+", "_", subject)[:80] or "mail"
    name = _file_name(part) or f"{title}.eml"
    return LetterFile(name, "message/rfc822", _as_bytes(inner))


def _status_report(part: Message) -> LetterFile:
    kind = part.get_content_type()
    return LetterFile(_file_name(part) or _unnamed(kind, 0), kind, _as_bytes(part))


def _as_bytes(part: Message, *, depth: int = 0) -> bytes:
    """Return a part as it came, or nearly: the standard writer refuses headers that its reader takes."""
    try:
        return part.as_bytes()
    except RecursionError:
        return b""
    except CANNOT_WRITE:
        head = "".join(f"{name}: {value}\n" for name, value in part.raw_items())
        return head.encode("utf-8", "surrogateescape") + b"\n" + _inside(part, depth=depth)


def _inside(part: Message, *, depth: int) -> bytes:
    if not part.is_multipart() or depth > DEEPEST:
        return _content(part)
    inner = [_as_bytes(child, depth=depth + 1) for child in _children(part)]
    if part.get_content_maintype() != "multipart":
        return b"\n".join(inner)
    edge = b"--" + str(part.get_boundary("")).encode("utf-8", "replace")
    return b"".join(edge + b"\n" + one + b"\n" for one in inner) + edge + b"--\n"


def _sender(header: Header) -> tuple[str, str]:
    known = ""
    for name in ("from", "sender", "reply-to", "return-path"):
        value = header(name)[:LONGEST_SENDER]
        if not value:
            continue
        people = list(_people(value))
        if people and name == "from" and value.count("@") == 1 and "<" in value:
            # One person: a comma belongs to the name, though nobody quoted it.
            return _bare(value.partition("<")[0].strip(" ()")) or known, people[0][1]
        if people:
            return known or people[0][0], people[0][1]
        if name == "from":
            known, local = _without_domain(value)
            if local:
                return known, local
    return known, ""


def _without_domain(value: str) -> tuple[str, str]:
    """Return the name and the word of a sender that has no domain: "MAILER-DAEMON (Mail …)"."""
    angled = re.fullmatch(r"(.*)<([^<>@\s]*)>\s*", value)
    if angled:
        return _bare(angled[1]), angled[2]
    comment = re.fullmatch(r"(\S+)\s*\((.*)\)\s*", value)
    if comment:
        return _bare(comment[2]), comment[1]
    return _bare(value.strip("<> ")), ""


def _people(value: str) -> Iterator[tuple[str, str]]:
    """Yield (name, address) of a decoded header.

    By hand, since the standard parser changed between patch releases and drops what it dislikes.
    """
    for one in PERSON.findall(value)[:MOST_ADDRESSES]:
        angled = next((found for found in ANGLED.finditer(one) if "@" in found[1]), None)
        address = _address_in(angled[1].replace(" ", "") if angled else one)
        if not address or len(address) > LONGEST_ADDRESS:
            continue
        name = one[: angled.start()] if angled else one.replace(address, "")
        comment = re.search(r"\(([^()]*)\)", one)
        if not _bare(name.strip("() ")) and comment:
            name = comment[1]
        yield _bare(name.strip(" ()")), address.lower().rstrip(".")


def _address_in(text: str) -> str:
    """Return the first word with an @ inside, "" when there is none; in one pass."""
    return next((found[0] for found in WORD.finditer(text) if "@" in found[0][1:-1]), "")


def _bare(name: str) -> str:
    unescaped = re.sub(r"\\(.)", r"\1", name)
    return re.sub(r"\s+", " ", unescaped).strip().strip("\"'").strip()


def _addresses(mail: Message, name: str) -> tuple[str, ...]:
    values = [decode_header(str(v)) for n, v in mail.raw_items() if n.lower() == name]
    people = [address for value in values for _, address in _people(value)]
    return tuple(dict.fromkeys(people))[:MOST_ADDRESSES]


def _first_address(value: str) -> str:
    return next((address for _, address in _people(value)), "") if value else ""


def _first_id(value: str) -> str:
    found = ID.search(value)
    if found:
        return found[0]
    bare = value.strip()
    return f"<{bare}>" if "@" in bare and not re.search(r"[\s<>]", bare) else ""


def _date(value: str) -> datetime | None:
    try:
        at = email.utils.parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    try:
        return at.astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _reply(text: str, html: str, *, forward: bool) -> str:
    if text.strip():
        return without_quote(text, forward=forward)
    whole = html_to_text(html)
    before = whole if forward else html_to_text(html_before_quote(html))
    return without_quote(before, forward=forward) if before else whole


def _auth_results(mail: Message) -> Iterator[str]:
    for name, value in mail.raw_items():
        if name.lower() == "authentication-results":
            yield decode_header(str(value))[:LONGEST_AUTH_RESULTS]


def _problems(from_email: str, header: Header, *, cut: bool) -> Iterator[str]:
    if cut:
        yield "text_cut"
    if not from_email:
        yield "no_sender"
    if not header("message-id"):
        yield "no_message_id"
    if not header("date"):
        yield "no_date"
