"""What the desk's pages show that no single room knows."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from zlib import crc32

from hoituu.channels.email.rules.html import has_remote_pictures, with_inline_pictures
from hoituu.coach import HABITS, MANNERS, Kind, Level, complains, kind_asked, review, why_of
from hoituu.conversations.blobs import BlobMissing, read_blob
from hoituu.conversations.models import Attachment, Conversation, Mention, Message, WrittenDraft
from hoituu.conversations.queries import (
    ListRow,
    holder_at,
    holders_of,
    latest_contact,
    thread_of,
)
from hoituu.conversations.rules import Channel, MessageKind, Turn
from hoituu.customers.rules import shown_point
from hoituu.journal.queries import EntryRow, entries_of
from hoituu.language.tone import READ, tone_of
from hoituu.lib.names import first_name, initials
from hoituu.promises.queries import LedgerRow
from hoituu.promises.rules import State
from hoituu.staff.models import User
from hoituu.wording.queries import correction_of, heard, house, taught_here
from hoituu.wording.rules import Heard

MOST_REMARKS = 3
MOST_PICTURE_BYTES = 10 * 1024 * 1024
SHOWN_EVENTS = {
    "callback.booked",
    "callback.moved",
    "callback.cancelled",
    "callback.call_ended",
    "conversation.taken",
    "conversation.given",
    "conversation.offered",
    "conversation.reminded",
    "conversation.declined",
    "conversation.covered",
    "conversation.resolved",
    "conversation.merged",
    "conversation.separated",
    "conversation.reopened",
    "conversation.confirmed",
    "conversation.not_yet",
    "conversation.marked_spam",
    "conversation.unmarked_spam",
    "conversation.waits_on_other",
    "conversation.writer_known",
    "conversation.writer_is_other",
    "promise.made",
    "promise.kept",
    "promise.renegotiated",
    "promise.renewed",
    "promise.unheeded",
    "promise.released",
    "promise.broken",
    "promise.bounced",
    "recovery.opened",
    "recovery.dismissed",
    "recovery.offered",
    "recovery.proposed",
    "recovery.agreed",
    "recovery.needs_nothing",
    "recovery.done",
    "recovery.approved",
    "recovery.not_approved",
    "recovery.confirmed",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a thread: a message, or an event between them."""

    at: datetime
    kind: str  # contact, answer, forward, note, first_word, machine or event
    id: int = 0
    name: str = ""
    sender: str = ""
    initials: str = ""
    channel: str = ""
    body: str = ""
    shown: str = ""
    to: Sequence[str] = ()
    cc: Sequence[str] = ()
    delivery: str = ""
    failure: str = ""
    verdicts: str = ""  # what our mail server found out about the sender
    unproven: bool = False
    has_html: bool = False
    has_remote_pictures: bool = False
    attachments: Sequence[Attachment] = ()
    event: str = ""
    other: str = ""  # the new owner in an event about owners

    @property
    def ours(self) -> bool:
        return self.kind in {MessageKind.ANSWER, MessageKind.FORWARD, MessageKind.FIRST_WORD}

    @property
    def is_doubtful(self) -> bool:
        """Tell whether its writer left a number that we know under another name."""
        return self.unproven and self.channel == Channel.FORM

    @property
    def hides_something(self) -> bool:
        return bool(self.shown) and self.shown.strip() != self.body.strip()


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop on the track from the first word to the customer's own yes."""

    code: str
    state: str  # done, now or next
    at: datetime | None = None
    text: str = ""


def list_version(groups: Mapping[str, Sequence[ListRow]], *, now: datetime) -> str:
    """Return a word that changes when a list would be drawn otherwise.

    A list with promises says how many minutes are left, so there the minute counts too.
    """
    promised = any(r.promised_at for rows in groups.values() for r in rows)
    minute = int(now.timestamp() // 60) if promised else 0
    drawn = [(name, [_drawn(row) for row in rows]) for name, rows in groups.items()]
    return f"{crc32(repr(drawn).encode()):x}-{minute}"


def timeline(conversation: Conversation, *, theirs: Collection[str] = ()) -> list[Item]:
    """Return what was said and what happened, in order; `theirs` are the customer's addresses."""
    said = [_message_item(m, conversation, theirs) for m in thread_of(conversation.pk)]
    messages = _name_holders(said, conversation)
    since = messages[0].at if messages else conversation.opened_at
    entries = [e for e in entries_of(conversation.pk) if _is_shown(e) and e.at >= since]
    ids = {pk for e in entries for pk in (e.actor_id or 0, int(e.facts.get("owner_id", 0)))}
    names = dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))
    events = [
        Item(
            at=e.at,
            kind="event",
            event=_event_code(e.kind, e.facts),
            name=first_name(names.get(e.actor_id or 0, "")),
            other=first_name(names.get(int(e.facts.get("owner_id", 0)), "")),
        )
        for e in entries
    ]
    return sorted([*messages, *events], key=lambda item: (item.at, item.kind == "event"))


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding of the coach: its reason in the writer's language, and what its words stand for."""

    habit: str
    name: str  # of a business's own habit, else ""
    level: str
    text: str
    start: int  # offsets in code points: of the words found, and of what the suggestion stands for
    sentence: str
    begins: int
    why: str
    suggestion: str

    @property
    def mark(self) -> str:
        """What it is known by on a draft: a checksum of its habit and words, however wrapped."""
        return f"{crc32(f'{self.habit}: {self.sentence.split()}'.encode()):x}"

    def used_in(self, body: str) -> str:
        """Return a text with the suggestion in its place, as it is where it is not there."""
        if not self.suggestion or not body.startswith(self.sentence, self.begins):
            return body
        return body[: self.begins] + self.suggestion + body[self.begins + len(self.sentence) :]


@dataclass(frozen=True, slots=True)
class Coached:
    """What the coach whispers about a text: three remarks at the most, and what is missing."""

    remarks: Sequence[Remark]
    missing: Sequence[str]

    @property
    def stops(self) -> bool:
        return any(remark.level == Level.STOP for remark in self.remarks)


def coached(draft: WrittenDraft | None, *, to: User) -> Coached | None:
    """Read a draft to a customer as they would, and whisper it to its writer."""
    if draft is None or draft.kind != MessageKind.ANSWER or draft.goes_at is not None:
        return None
    if not draft.body.strip():
        return None
    contact = latest_contact(draft.conversation_id)
    return whispered(
        draft.body,
        to=to,
        kind=_kind_of(contact) or "" if contact else "",
        asked=_said_in(contact) if contact else "",
        left=draft.left,
    )


def whispered(
    text: str,
    *,
    to: User,
    lang: str = "",
    kind: str = "",
    asked: str = "",
    left: Collection[str] = (),
) -> Coached:
    """Return what is to be said about a text; `left` are the marks of what its writer left so."""
    here = house()
    one = review(
        text,
        lang,
        kind,
        asked=asked,
        own=here.own,
        resting=here.resting,
        hints=to.hears_hints,
    )
    order = {Level.STOP: 0, Level.THINK: 1, Level.HINT: 2}
    remarks = [
        Remark(
            f.habit,
            here.names.get(f.habit, ""),
            f.level,
            f.text,
            f.start,
            f.sentence,
            f.begins,
            why_of(f, to.language),
            f.suggestion,
        )
        for f in sorted(one.findings, key=lambda f: order[f.level])
    ]
    missing = one.missing if one.kind == Kind.COMPLAINT else ()
    shown = [remark for remark in remarks if remark.mark not in left]
    return Coached(shown[:MOST_REMARKS], [str(part) for part in missing])


@dataclass(frozen=True, slots=True)
class Sound:
    """How a customer's message sounds, from 1 to 5, the words that say so, and who says that."""

    message_id: int
    level: int
    complaint: bool
    words: Sequence[str]
    corrected: bool


def sound_of(contact: Message | None) -> Sound | None:
    """Return how a message sounds to us, or to a colleague who corrected that."""
    if contact is None or contact.language not in READ:
        return None
    said, known = _said_in(contact), correction_of(contact.pk)
    sounds = tone_of(said, contact.language, taught_here(contact.language))
    return Sound(
        contact.pk,
        known.tone if known else round(sounds.tone),
        known.complaint if known else complains(sounds),
        [said[start:end] for start, end in sounds.words],
        corrected=known is not None,
    )


def _said_in(contact: Message) -> str:
    return contact.shown or contact.body


def _kind_of(contact: Message) -> Kind | None:
    """Return what a message is; whether it complains, a colleague knows best."""
    known = correction_of(contact.pk)
    if known and known.complaint:
        return Kind.COMPLAINT
    kind = kind_asked(_said_in(contact), contact.language, taught_here(contact.language))
    return Kind.QUESTION if known and kind in {None, Kind.COMPLAINT} else kind


@dataclass(frozen=True, slots=True)
class HeardHabit:
    """A habit as the settings show it: how its remarks were taken, and whether it rests."""

    code: str
    name: str
    why: str
    kept: int
    used: int
    rests: bool
    proposed: bool  # for rest


def habits_heard(*, lang: str, today: date) -> list[HeardHabit]:
    """Return every habit, ours and the business's own, in its order; `lang` is the reader's."""
    here, taken = house(), heard(today=today)
    rows = []
    whys = {habit.code: habit.why for habit in (*HABITS, *here.own)} | MANNERS
    for code, why in whys.items():
        one = taken.get(code, Heard(code, 0, 0))
        rests = code in here.resting
        rows.append(
            HeardHabit(
                code,
                here.names.get(code, ""),
                why.get(lang) or next(iter(why.values())),
                one.kept,
                one.used,
                rests,
                one.is_kept_too_often and not rests,
            )
        )
    return rows


def habit_names() -> dict[str, str]:
    """Return the names of this business's own habits, by code."""
    return house().names


def laid_out(message: Message) -> str:
    """Return a mail's own clean HTML, with the pictures that came with it."""
    files, left = {}, MOST_PICTURE_BYTES
    for one in message.attachments.exclude(content_id="").order_by("pk"):
        left -= one.size
        if left < 0:
            break
        with suppress(BlobMissing):
            files[one.content_id] = read_blob(one.sha256)
    return with_inline_pictures(message.html, files)


def track(conversation: Conversation, promises: Sequence[LedgerRow]) -> list[Stop]:
    """Return the four stops: taken, promised, done, confirmed."""
    owed = [p for p in promises if p.state in {State.OPEN, State.BROKEN}]
    kept = [p for p in promises if p.state in {State.KEPT, State.LATE}]
    done = conversation.turn == Turn.RESOLVED
    if owed:
        promised = Stop("promised", "now", owed[0].due_at, owed[0].text)
    elif kept:
        promised = Stop("kept", "done", kept[-1].due_at, kept[-1].text)
    elif conversation.answered_at:
        promised = Stop("answered", "done", conversation.answered_at)
    else:
        promised = Stop("to_answer", "now", conversation.next_step_at)
    return [
        Stop("taken", "done", conversation.opened_at),
        promised,
        Stop(
            "done", "done" if done else "next", conversation.resolved_at, conversation.resolved_by
        ),
        Stop(
            "confirmed", "done" if conversation.confirmed_at else "next", conversation.confirmed_at
        ),
    ]


def offered_to(user_id: int) -> list[Conversation]:
    """Return what colleagues offer to somebody, the next step first, at most ten."""
    offered = Conversation.objects.filter(offered_to=user_id).select_related("customer", "owner")
    return list(offered.order_by("next_step_at")[:10])


def unseen_mentions(user_id: int) -> list[Conversation]:
    """Return the conversations in which a colleague called this person by name."""
    mentions = Mention.objects.filter(user_id=user_id, seen_at=None).order_by("-pk")
    found = mentions.select_related("message__conversation__customer")[:20]
    return list({m.message.conversation_id: m.message.conversation for m in found}.values())


def stopped_drafts(author_id: int) -> list[WrittenDraft]:
    """Return what this person wrote and sent, and what could not leave as it is."""
    stopped = WrittenDraft.objects.filter(author_id=author_id).exclude(stopped="")
    return list(stopped.select_related("conversation__customer").order_by("-updated_at")[:20])


def failed_messages(owner_id: int) -> list[Message]:
    """Return the messages that never arrived, in this person's conversations."""
    theirs = Conversation.objects.filter(owner_id=owner_id, undelivered=True)
    failed = Message.objects.filter(conversation__in=theirs, delivery="failed")
    return list(failed.select_related("conversation__customer").order_by("-at")[:20])


def _drawn(row: ListRow) -> tuple[object, ...]:
    moments = (row.latest_at, row.promised_at, row.next_step_at)
    times = [at and at.timestamp() for at in moments]
    return row.id, row.subject, row.turn, row.seen, row.undelivered, row.confirmed, times


def left_number(contact: Message | None) -> str:
    """Return the number that stands under a message, as people read it, "" for none."""
    return shown_point(contact.sender) if contact and contact.sender.startswith("+") else ""


def _name_holders(items: Sequence[Item], conversation: Conversation) -> list[Item]:
    """Let what the house wrote by itself bear the name of who had the conversation then."""
    by_itself = any(item.kind == MessageKind.FIRST_WORD for item in items)
    holders = holders_of(conversation) if by_itself else []
    return [
        replace(item, name=holder_at(holders, item.at).name)
        if item.kind == MessageKind.FIRST_WORD
        else item
        for item in items
    ]


def _message_item(message: Message, conversation: Conversation, theirs: Collection[str]) -> Item:
    name = message.sender_name or shown_point(message.sender) or conversation.customer.name
    if not message.sender_name and message.sender in theirs:
        name = conversation.customer.name or name
    if message.author is not None and message.kind != MessageKind.CONTACT:
        name = message.author.name
    return Item(
        at=message.at,
        kind=message.kind,
        id=message.pk,
        name=name,
        sender=shown_point(message.sender),
        initials=initials(name),
        channel=message.channel,
        body=message.body,
        shown=message.shown or message.body,
        to=message.to,
        cc=message.cc,
        delivery=message.delivery,
        failure=message.failure,
        verdicts=message.verdicts,
        unproven=message.unproven,
        has_html=bool(message.html),
        has_remote_pictures=has_remote_pictures(message.html),
        attachments=list(message.attachments.all()),
    )


def _is_shown(entry: EntryRow) -> bool:
    """Tell whether an entry says something that no other one says beside it."""
    of_a_call = (
        entry.facts.get("promise_kind") == "call" or entry.facts.get("outcome") == "not_made"
    )
    return entry.kind in SHOWN_EVENTS and not of_a_call


def _event_code(kind: str, facts: dict[str, int | str]) -> str:
    if kind == "conversation.resolved":
        return f"{kind}.{facts['by']}"
    if kind == "promise.made" and facts.get("promise_kind") == "first_word":
        return "promise.made.first_word"
    if kind == "callback.call_ended":
        return f"{kind}.{facts['outcome']}"
    if kind == "callback.moved" and facts.get("by_itself"):
        return "callback.moved.by_itself"
    return kind
