"""Reading conversations. Lists come out as frozen rows, at most a page of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from hoituu.conversations.models import (
    OPEN,
    Attachment,
    Conversation,
    Message,
    Participant,
    WrittenDraft,
)
from hoituu.conversations.rules import NEAR, MessageKind, Turn
from hoituu.conversations.search import find_messages
from hoituu.language import query_terms

PAGE = 50
COUNT_UP_TO = 100
ANSWERS_TO_MEASURE = 100


def hold(conversation: Conversation) -> Conversation:
    """Return the row as it is now, locked until the transaction ends.

    Every change to what hangs on a conversation holds it first, so that two are never at once.
    """
    return Conversation.objects.select_for_update().get(pk=conversation.pk)


@dataclass(frozen=True, slots=True)
class ListRow:
    id: int
    number: str
    customer: str
    subject: str
    owner_id: int
    turn: str
    channel: str
    latest_at: datetime
    promised_at: datetime | None
    next_step_at: datetime | None
    seen: bool
    undelivered: bool
    resolved_by: str
    confirmed: bool


LIST_COLUMNS = (
    "pk",
    "customer__name",
    "subject",
    "owner_id",
    "turn",
    "channel",
    "latest_at",
    "promised_at",
    "next_step_at",
    "seen_by_owner",
    "undelivered",
    "resolved_by",
    "confirmed_at",
)


def open_groups(*, owner_id: int | None, now: datetime) -> dict[str, list[ListRow]]:
    """Return the four groups of open conversations, one owner's or everybody's.

    Keys: "near", "ours", "customers", "others"; the most urgent first, at most a page each.
    """
    mine = Conversation.objects.filter(OPEN)
    if owner_id is not None:
        mine = mine.filter(owner_id=owner_id)
    soonest = _rows(mine.order_by("next_step_at", "pk"), limit=PAGE)
    if len(soonest) < PAGE:
        return _grouped(soonest, now=now)
    near = Q(promised_at__lte=now + NEAR)
    return {
        "near": _rows(mine.filter(near).order_by("promised_at", "pk")),
        "ours": _rows(_not_near(mine, Turn.OURS, near)),
        "customers": _rows(_not_near(mine, Turn.CUSTOMERS, near)),
        "others": _rows(_not_near(mine, Turn.OTHERS, near)),
    }


def _grouped(rows: Iterable[ListRow], *, now: datetime) -> dict[str, list[ListRow]]:
    """Put rows into their groups here: one query instead of four, while they are few."""
    groups: dict[str, list[ListRow]] = {"near": [], "ours": [], "customers": [], "others": []}
    by_turn = {Turn.OURS: "ours", Turn.CUSTOMERS: "customers", Turn.OTHERS: "others"}
    for row in rows:
        near = row.promised_at is not None and row.promised_at <= now + NEAR
        group = groups["near" if near else by_turn[Turn(row.turn)]]
        if len(group) < PAGE:
            group.append(row)
    return groups


def closed_rows(turn: Turn) -> list[ListRow]:
    """Return the latest resolved conversations, or the latest spam."""
    order = "-resolved_at" if turn == Turn.RESOLVED else "-latest_at"
    closed = Conversation.objects.filter(turn=turn)
    if turn == Turn.RESOLVED:
        closed = closed.filter(resolved_at__isnull=False)
    return _rows(closed.order_by(order))


def conversations_of(customer_id: int, *, besides: int | None = None) -> list[ListRow]:
    """Return a customer's conversations, the latest first."""
    rows = _rows(Conversation.objects.filter(customer_id=customer_id).order_by("-latest_at"))
    return [row for row in rows if row.id != besides]


def search_conversations(query: str, *, lang: str = "fi") -> list[ListRow]:
    """Return conversations with all words of a query, the latest message first."""
    number = query.strip().upper().removeprefix("H-")
    if number.isdigit() and query.strip().upper().startswith("H-") and len(number) < 12:
        return _rows(Conversation.objects.filter(pk=int(number) - 1000))
    messages = find_messages(query_terms(query, lang), limit=200)
    found = dict(Message.objects.filter(pk__in=messages).values_list("pk", "conversation_id"))
    ids = list(dict.fromkeys(found[pk] for pk in messages if pk in found))[:PAGE]
    rows = {row.id: row for row in _rows(Conversation.objects.filter(pk__in=ids))}
    return [rows[pk] for pk in ids if pk in rows]


def count_open(*, owner_id: int) -> int:
    """Return how many open conversations somebody has, counted up to a hundred."""
    return Conversation.objects.filter(OPEN, owner_id=owner_id)[:COUNT_UP_TO].count()


def latest_change(*, owner_id: int | None) -> str:
    """Return a word that changes whenever a list of open conversations may have."""
    mine = Conversation.objects.filter(OPEN)
    if owner_id is not None:
        mine = mine.filter(owner_id=owner_id)
    row = mine.order_by("-latest_at").values_list("latest_at", "latest_id").first()
    return f"{row}"


def thread_of(conversation_id: int, *, limit: int = 200) -> list[Message]:
    """Return the latest messages, the oldest first, with their attachments and authors."""
    messages = (
        Message.objects.filter(conversation_id=conversation_id)
        .select_related("author")
        .prefetch_related("attachments")
        .order_by("-pk")[:limit]
    )
    return list(reversed(messages))


def customer_thread(conversation_id: int) -> list[Message]:
    """Return what the customer may see: what they wrote and what we answered. Never a note."""
    shown = [MessageKind.CONTACT.value, MessageKind.ANSWER.value]
    asked = asked_by_us(conversation_id)
    return [m for m in thread_of(conversation_id) if m.kind in shown and m.sender not in asked]


def asked_by_us(conversation_id: int) -> set[str]:
    """Return the addresses of those we asked: their words and copies stay with us."""
    asked = Participant.objects.filter(conversation_id=conversation_id, asked_by_us=True)
    return set(asked.values_list("address", flat=True))


def was_asked(conversation_id: int, address: str) -> bool:
    """Tell whether we brought this address in by asking it."""
    return Participant.objects.filter(
        conversation_id=conversation_id, address=address, asked_by_us=True
    ).exists()


def draft_of(conversation_id: int, author_id: int) -> WrittenDraft | None:
    """Return what somebody is writing here."""
    drafts = WrittenDraft.objects.filter(conversation_id=conversation_id, author_id=author_id)
    return drafts.prefetch_related("attachments").first()


def drafts_to_send(*, now: datetime, limit: int = 20) -> list[WrittenDraft]:
    """Return drafts whose ten seconds are over."""
    due = WrittenDraft.objects.filter(goes_at__lte=now).order_by("goes_at")
    return list(due.select_related("conversation").prefetch_related("attachments")[:limit])


def measured_answer_minutes() -> list[int]:
    """Return how long the latest first answers took, in working minutes."""
    measured = Conversation.objects.filter(answer_minutes__isnull=False).order_by("-answered_at")
    latest = measured.values_list("answer_minutes", flat=True)[:ANSWERS_TO_MEASURE]
    return [minutes for minutes in latest if minutes is not None]


def attachment_for(attachment_id: int) -> Attachment | None:
    return Attachment.objects.filter(pk=attachment_id).select_related("message", "draft").first()


def _not_near(mine: QuerySet[Conversation], turn: Turn, near: Q) -> QuerySet[Conversation]:
    rest = Q(promised_at=None) | ~near
    return mine.filter(rest, turn=turn).order_by("next_step_at", "pk")


def _rows(conversations: QuerySet[Conversation], *, limit: int = PAGE) -> list[ListRow]:
    return [_row(values) for values in conversations.values_list(*LIST_COLUMNS)[:limit]]


def _row(values: Sequence[Any]) -> ListRow:
    facts = dict(zip(LIST_COLUMNS, values, strict=True))
    pk = facts.pop("pk")
    return ListRow(
        id=pk,
        number=f"H-{1000 + pk}",
        customer=facts.pop("customer__name") or "–",
        seen=facts.pop("seen_by_owner"),
        confirmed=facts.pop("confirmed_at") is not None,
        **facts,
    )
