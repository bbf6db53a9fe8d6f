"""Was this written by a machine? Bounces (RFC 3464), auto-replies (RFC 3834), lists, loops."""

import re
from collections.abc import Callable
from email.message import Message

from hoituu.channels.email.rules.text import CONTROL

LONGEST, MOST = 500, 200  # of what a report names
Header = Callable[[str], str]

ROBOT = re.compile(
    r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|noreply|bounces?|auto-?reply|"
    r"autoresponder|mail-daemon|daemon|abuse)([+._-].*)?(@|$)",
    re.IGNORECASE,
)
BOUNCE_SENDER = re.compile(
    r"^(mailer-daemon|mail-daemon|postmaster)([+._-].*)?(@|$)|^<>$", re.IGNORECASE
)
BOUNCE_SUBJECT = re.compile(
    r"undeliver|delivery (status|failure|has failed|problem|notification)|returned mail|"
    r"mail delivery|failure notice|delivery failed|non-?deliverable|not delivered|"
    r"toimittaminen epäonnistui|viestiä ei voitu toimittaa|ei toimitettu|"
    r"kunde inte levereras|olevererbar|unzustellbar|rejected mail|error sending your mail",
    re.IGNORECASE,
)
# What the text of a bounce says where its headers say nothing; only of a mail from nobody.
BOUNCE_TEXT = re.compile(
    r"(could not|cannot|can't|couldn't) be delivered|(error|trouble|problems?) delivering|"
    r"delivery (problems|failed|failure)|(permanent|fatal) errors?\b|undeliver(able|ed)|"
    r"mailbox (is )?full|user unknown|unknown user|no such user|address rejected|"
    r"ei voitu toimittaa|toimitus epäonnistui|kunde inte levereras",
    re.IGNORECASE,
)
AUTO_SUBJECT = re.compile(
    r"^\s*(re: |vs: |sv: |aw: )*(poissa(olo)?:|automaattinen (poissaolo)?(vastaus|viesti)|poissaoloviesti|"
    r"automatisk(t)? svar|frånvaro|auto(matic)?[ -]?(reply|response)|autosvar|out of (the )?office|"
    r"abwesenheits|automatische antwort|réponse automatique|respuesta automática|"
    r"vacation (reply|response)|auto:)",
    re.IGNORECASE,
)
STATUS = re.compile(r"^\s*([245]\.\d{1,3}\.\d{1,3})")
STATUS_IN_TEXT = re.compile(r"(?:^|[\s#(:])([45]\.\d{1,3}\.\d{1,3})(?=[\s,;:.)<-]|$)", re.MULTILINE)
SMTP_IN_TEXT = re.compile(r"(?:^|[\s:(])(5[0-5]\d|4[0-5]\d)[ -](?=\S)", re.MULTILINE)
MESSAGE_ID = re.compile(r"^message-id:\s*(<[^>\s]+>)", re.IGNORECASE | re.MULTILINE)


def is_automatic(header: Header, sender: str) -> bool:
    """Tell whether a machine sent this: such mail is kept, and never answered."""
    submitted = header("auto-submitted").lower()
    if submitted and not submitted.startswith("no"):
        return True
    if header("precedence").lower() in {"bulk", "junk", "list", "auto_reply"}:
        return True
    marks = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-failed-recipients")
    if any(_set(header(name)) for name in marks):
        return True
    if header("list-id") or header("list-unsubscribe"):
        return True
    return bool(AUTO_SUBJECT.search(header("subject")) or ROBOT.search(sender))


def bounce_facts(mail: Message, header: Header, sender: str, text: str) -> tuple[bool, str]:
    """Return whether this says that a mail of ours did not arrive, and its status (RFC 3463)."""
    report = _delivery_report(mail)
    if report is not None:
        action, status, diagnostic = report
        vague = not status or status.endswith(".0.0")
        status = (vague and (_status_in(diagnostic) or _status_in(text))) or status
        return action not in {"delivered", "relayed", "expanded"}, status
    nobody = header("return-path") == "<>" or BOUNCE_SENDER.search(header("from").strip("<> "))
    came_back = BOUNCE_SENDER.search(sender) or nobody
    said = BOUNCE_SUBJECT.search(header("subject")) or (nobody and BOUNCE_TEXT.search(text[:4000]))
    if header("x-failed-recipients") or (came_back and said):
        return True, _status_in(text)
    return False, ""


def bounced_ids(mail: Message, text: str) -> tuple[str, ...]:
    """Return the Message-IDs that a bounce carries: of the mail that came back."""
    own = str(mail.get("message-id", "")).strip()
    found: list[str] = []
    for part in mail.walk():
        if part is not mail and part.get("message-id"):
            found.append(str(part["message-id"]).strip())
        elif part.get_content_type() == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            headers = content.decode("latin-1") if isinstance(content, bytes) else ""
            found += MESSAGE_ID.findall(headers)
    found += MESSAGE_ID.findall(text)
    plain = (CONTROL.sub("", one)[:LONGEST] for one in found)
    return tuple(dict.fromkeys(one for one in plain if one and one != own))[:MOST]


def bounced_addresses(mail: Message) -> tuple[str, ...]:
    """Return whom a delivery report names as not reached (RFC 3464, 2.3.2), in lower case."""
    found = []
    for part in mail.walk():
        if part.get("final-recipient") and str(part.get("action", "")).lower() == "failed":
            for name in ("original-recipient", "final-recipient"):
                address = str(part.get(name, "")).rpartition(";")[2].strip().lower()
                found.append(address)
    plain = (CONTROL.sub("", one)[:LONGEST] for one in found)
    return tuple(dict.fromkeys(filter(None, plain)))[:MOST]


def _delivery_report(mail: Message) -> tuple[str, str, str] | None:
    """Return the action, the status and the diagnostic of the first recipient it reports on."""
    for part in mail.walk():
        if part.get_content_type() not in {
            "message/delivery-status",
            "message/global-delivery-status",
        }:
            continue
        payload = part.get_payload() if part.is_multipart() else []
        blocks = payload if isinstance(payload, list) else []
        for block in blocks:
            if isinstance(block, Message) and (block.get("action") or block.get("status")):
                found = STATUS.search(str(block.get("status", "")))
                action = str(block.get("action", "")).strip().lower()
                diagnostic = str(block.get("diagnostic-code", ""))
                return action, found[1] if found else "", diagnostic
    return None


def _status_in(text: str) -> str:
    found = STATUS_IN_TEXT.search(text)
    if found:
        return found[1]
    reply = SMTP_IN_TEXT.search(text)
    return f"{reply[1][0]}.0.0" if reply else ""


def _set(value: str) -> bool:
    return bool(value) and value.strip().lower() not in {"no", "false", "none", "0"}
