"""Reading inboxes, stored mail, and where a mail belongs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from hoituu.channels.email.models import Inbox, LetterId, RawMail
from hoituu.channels.email.rules import Letter
from hoituu.channels.email.rules.consent import SignIn
from hoituu.channels.email.rules.outcome import Outcome
from hoituu.channels.email.rules.verdict import servers_in
from hoituu.conversations.blobs import BlobMissing, read_blob
from hoituu.conversations.models import Message
from hoituu.lib.tokens import BadToken, unseal

STUCK = "SELECT 1 FROM email_inbox WHERE enabled AND send_problem <> '' LIMIT 1"
SHOW_AT_MOST = 400_000
MOST_IDS = 50
LONGEST_ID = 500
LONGEST_HEAD = 64 * 1024
MOST_BYTES_AT_ONCE = 40 * 1024 * 1024
REPLY = "reply"
PAGE = "page"
OUR_ID = re.compile(r"<r\.(\d{1,18}\.[a-z2-7]{16})\.[\w-]+@", re.IGNORECASE)
PLUS = re.compile(r"\+(\d{1,18}\.[a-z2-7]{16})@", re.IGNORECASE)
LINK = re.compile(r"/my/(\d{1,18}\.[a-z2-7]{16})", re.IGNORECASE)


# The tables of this room that are exported and erased with a person.
PERSONAL = (RawMail, LetterId)
Place = tuple[int | None, int | None, int | None]
# Asked for every batch of mails: through the ORM they cost more to put together than to run.
EVERY_INBOX = "SELECT * FROM email_inbox ORDER BY id DESC"
SAME_BYTES = "SELECT * FROM email_rawmail WHERE outcome <> %s AND sha256 IN ({})"
NAMED = (
    "SELECT l.value, l.message_id, m.conversation_id FROM email_letterid l "
    "JOIN conversations_message m ON m.id = l.message_id WHERE l.value IN ({}) "
    "ORDER BY l.id DESC"  # The first to bear a name keeps it.
)


class Named(NamedTuple):
    """What a Message-ID stands for."""

    message_id: int
    conversation_id: int


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    id: int
    came_at: datetime
    size: int
    reason: str
    inbox: str
    owner_id: int | None
    owner: str
    due_at: datetime | None


def inboxes() -> list[Inbox]:
    """Return every inbox in use."""
    return list(Inbox.objects.filter(enabled=True).order_by("pk"))


def our_addresses() -> set[str]:
    """Return the addresses that are our own."""
    return {inbox.address.lower() for inbox in Inbox.objects.raw(EVERY_INBOX)}


def trusted_server() -> str:
    """Return whose word on a sender counts for mail that came to no inbox; "" when none is named."""
    named = (i.authserv_id for i in Inbox.objects.raw(EVERY_INBOX) if i.enabled and i.authserv_id)
    return next(named, "")


def inboxes_by_address() -> dict[str, Inbox]:
    """Return the inboxes in use by their address, in lower case."""
    return {i.address.lower(): i for i in Inbox.objects.raw(EVERY_INBOX) if i.enabled}


def can_send() -> bool:
    """Tell whether any inbox in use can send."""
    return any(inbox.enabled and inbox.smtp_host for inbox in Inbox.objects.raw(EVERY_INBOX))


def inboxes_for(conversation_ids: Iterable[int]) -> dict[int, Inbox]:
    """Return by which inbox each conversation is answered: the one it came by last, else the first.

    Only where some inbox can send.
    """
    able = {i.pk: i for i in Inbox.objects.filter(enabled=True).exclude(smtp_host="")}
    letters = LetterId.objects.filter(
        message__conversation__in=conversation_ids, inbox__in=able.keys()
    ).order_by("pk")
    latest = dict(letters.values_list("message__conversation_id", "inbox_id"))
    first = min(able)
    return {pk: able[latest.get(pk) or first] for pk in conversation_ids}


def known_names(letters: Iterable[Letter]) -> dict[str, Named]:
    """Return what the Message-IDs stand for that these letters have or answer, in one query."""
    values = {i for letter in letters for i in (letter.message_id, *letter.answers_to[:MOST_IDS])}
    wanted = [value[:LONGEST_ID] for value in values if value]
    if not wanted:
        return {}
    places = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:  # For every batch of mails: see docs/decisions/0007.
        cursor.execute(NAMED.format(places), wanted)
        return {value: Named(*ids) for value, *ids in cursor.fetchall()}


def proven(letter: Letter, sent_to: Iterable[str], known: Mapping[str, Named]) -> int | None:
    """Return which conversation a mail belongs to, by what it proves, the surest first.

    A token we signed in an address (`sent_to` are those of the envelope), in a Message-ID it
    answers or in a link it quotes; then a Message-ID that we know. Whether its sender takes part
    is decided where it is received.
    """
    for address in (*letter.to, *letter.cc, *sent_to):
        found = _unsealed(PLUS.findall(address), REPLY)
        if found:
            return found
    for message_id in letter.answers_to:
        found = _unsealed(OUR_ID.findall(message_id), REPLY)
        if found:
            return found
    for message_id in letter.answers_to[:MOST_IDS]:
        if message_id in known:
            return known[message_id].conversation_id
    return _unsealed(LINK.findall(letter.body_text[:200_000]), PAGE)


def message_that_bounced(letter: Letter) -> Message | None:
    """Return the message of ours that a bounce speaks of."""
    letters = LetterId.objects.filter(value__in=letter.answers_to[:20])
    known = letters.exclude(message__delivery="").select_related("message").order_by("-pk")
    first = known.first()
    return first.message if first else None


def messages_like(letters: Iterable[Letter], known: Mapping[str, Named]) -> dict[str, Message]:
    """Return the messages that letters are other copies of, by their Message-ID.

    A copy has the ID, the sender and the words: the same ID alone is not the same mail.
    """
    by_id = {letter.message_id[:LONGEST_ID]: letter for letter in letters if letter.message_id}
    if not by_id.keys() & known.keys():
        return {}
    theirs = LetterId.objects.filter(value__in=by_id, message__delivery="")
    copies = {}
    for found in theirs.select_related("message").order_by("-pk"):
        letter = by_id[found.value]
        if (found.message.sender, found.message.body) == (
            letter.from_email,
            letter.body_text[:SHOW_AT_MOST],
        ):
            copies[letter.message_id] = found.message
    return copies


def mails_with_uids(places: Iterable[Place]) -> dict[Place, RawMail]:
    """Return the mails that were stored from these places: inbox, UIDVALIDITY and UID."""
    numbered = [place for place in places if place[2] is not None]
    if not numbered:
        return {}
    inbox_ids, validities, uids = (set(values) for values in zip(*numbered, strict=True))
    rows = RawMail.objects.filter(inbox__in=inbox_ids, uidvalidity__in=validities, uid__in=uids)
    return {(row.inbox_id, row.uidvalidity, row.uid): row for row in rows}


def mails_with_bytes(hashes: Iterable[str]) -> dict[str, RawMail]:
    """Return the mails that have these bytes, by their SHA-256; of the same bytes the first."""
    wanted = list(hashes)
    places = ", ".join(["%s"] * len(wanted))
    rows = RawMail.objects.raw(SAME_BYTES.format(places), [Outcome.DUPLICATE.value, *wanted])
    return {row.sha256: row for row in rows} if wanted else {}


def uids_of(inbox: Inbox, uidvalidity: int) -> set[int]:
    """Return the UIDs of the mails that we have of a folder."""
    rows = RawMail.objects.filter(inbox=inbox, uidvalidity=uidvalidity, uid__isnull=False)
    return {uid for uid in rows.values_list("uid", flat=True).iterator() if uid is not None}


def reconciliation() -> tuple[bool, datetime | None, int]:
    """Return whether any inbox is fetched, since when all were counted, and how many mails lack."""
    fetched = [i for i in inboxes() if i.imap_host]
    counted = [i.reconciled_at for i in fetched if i.reconciled_at]
    since = min(counted) if counted and len(counted) == len(fetched) else None
    return bool(fetched), since, sum(len(i.missing_uids) for i in fetched)


def is_stored(sha256: str) -> bool:
    """Tell whether a mail has these bytes, and is not erased."""
    return RawMail.objects.filter(sha256=sha256, erased_at=None).exists()


def unread_mail(*, limit: int = 50) -> list[RawMail]:
    """Return stored mails that nobody has made anything of yet, the oldest first.

    As many as memory holds at once, and at least one.
    """
    new = RawMail.objects.filter(outcome=Outcome.NEW).select_related("inbox").order_by("pk")
    mails: list[RawMail] = []
    size = 0
    for mail in new[:limit]:
        size += mail.size
        if mails and size > MOST_BYTES_AT_ONCE:
            break
        mails.append(mail)
    return mails


def quarantine() -> list[QuarantineRow]:
    """Return the mails we could not read, the latest first, at most a hundred."""
    rows = RawMail.objects.filter(outcome=Outcome.QUARANTINED).order_by("-pk")
    columns = (
        "pk",
        "came_at",
        "size",
        "reason",
        "inbox__name",
        "owner_id",
        "owner__name",
        "due_at",
    )
    return [
        QuarantineRow(pk, at, size, why, inbox or "", owner_id, owner or "", due_at)
        for pk, at, size, why, inbox, owner_id, owner, due_at in rows.values_list(*columns)[:100]
    ]


def quarantine_of(user_id: int, *, now: datetime) -> list[QuarantineRow]:
    """Return the mails in quarantine that one person looks at: theirs, and what is overdue."""
    return [
        row
        for row in quarantine()
        if row.owner_id == user_id or row.due_at is None or row.due_at < now
    ]


def mail_cannot_leave() -> bool:
    """Tell whether answers wait because no server takes them."""
    with connection.cursor() as cursor:  # On every page of the desk.
        cursor.execute(STUCK)
        return cursor.fetchone() is not None


def _unsealed(tokens: Iterable[str], purpose: str) -> int | None:
    for token in tokens:
        try:
            return unseal(token, purpose=purpose, key=settings.HOITUU_KEY)
        except BadToken:
            continue
    return None


def configuration_problems(*, public: bool) -> list[str]:
    """Return codes of what would leave a customer hanging, for those who can mend it."""
    problems = []
    used = Inbox.objects.filter(enabled=True)
    if not used.exists():
        problems.append("no_inbox")
    if used.filter(smtp_host="").exists():
        problems.append("inbox_cannot_answer")
    if any(_is_unconsented(inbox) for inbox in used.select_related("consent")):
        problems.append("consent_lost")
    elif used.exclude(fetch_problem="").exists():
        problems.append("inbox_cannot_fetch")
    if any(inbox.missing_uids for inbox in used):
        problems.append("mail_missing")
    if not public:
        problems.append("address_not_public")
    return problems


def _is_unconsented(inbox: Inbox) -> bool:
    """Tell whether nobody has given the consent that an inbox lives on, or took it back."""
    if inbox.sign_in == SignIn.PASSWORD:
        return False
    consent = getattr(inbox, "consent", None)
    return consent is None or not consent.refresh_token_sealed


def servers_that_looked(inbox: Inbox) -> list[str]:
    """Return which servers said in the latest mail who its sender is, the nearest first."""
    latest = RawMail.objects.filter(inbox=inbox, erased_at=None).order_by("-pk").first()
    if latest is None:
        return []
    try:
        head = read_blob(latest.sha256)[:LONGEST_HEAD]
    except BlobMissing:
        return []
    return servers_in(message_from_bytes(head).get_all("authentication-results", []))


def unscanned_since(at: datetime) -> int:
    """Return how many mails were read since then while the virus scanner was down."""
    return RawMail.objects.filter(unscanned=True, came_at__gte=at).count()


def export_person(customer_id: int) -> list[dict[str, Any]]:
    """Return the mails of a customer's conversations, as they came."""
    theirs = RawMail.objects.filter(message__conversation__customer_id=customer_id).order_by("pk")
    return [
        {
            "name": f"{mail.pk}.eml",
            "sha256": mail.sha256,
            "size": mail.size,
            "came_at": mail.came_at,
            "envelope": mail.envelope,
            "message_ids": [letter.value for letter in mail.message.letter_ids.all()]
            if mail.message
            else [],
        }
        for mail in theirs.select_related("message").prefetch_related("message__letter_ids")
    ]
