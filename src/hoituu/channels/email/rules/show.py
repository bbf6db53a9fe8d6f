"""A mail as plain facts, for people and programs that want to know what we read in it."""

from collections.abc import Mapping

from hoituu.channels.email.rules.letter import Letter, Unreadable
from hoituu.channels.email.rules.read import read_mail


def facts_of(raw: bytes, *, name: str) -> dict[str, object]:
    """Return what we read in a mail; one beyond our limits has its reason under `problems`."""
    try:
        letter = read_mail(raw)
    except Unreadable as why:
        letter = Letter(problems=(f"unreadable: {why.reason}",))
    return {
        "file": name,
        "from_email": letter.from_email,
        "from_name": letter.from_name,
        "to": list(letter.to),
        "cc": list(letter.cc),
        "subject": letter.subject,
        "message_id": letter.message_id,
        "in_reply_to": letter.in_reply_to,
        "references": list(letter.references),
        "date": letter.date.isoformat() if letter.date else None,
        "body_text": letter.body_text,
        "body_html": letter.body_html,
        "reply_text": letter.reply_text,
        "attachments": [
            {"name": f.name, "type": f.type, "size": len(f.content), "inline": f.inline}
            for f in letter.files
        ],
        "automatic": letter.automatic,
        "bounce": letter.bounce,
        "dsn_status": letter.dsn_status or None,
        "problems": list(letter.problems),
    }


def lines_of(facts: Mapping[str, object]) -> str:
    """Return the facts as a person reads them."""
    shown = ("file", "from_name", "from_email", "to", "cc", "subject", "date", "problems")
    head = [f"{name}: {facts[name]}" for name in shown if facts[name]]
    return "\n".join([*head, "", str(facts["reply_text"]), ""])
