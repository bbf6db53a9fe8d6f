"""Lists of conversations, as frozen rows, at most a page of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.queries.one import merged_into
from hoituu.conversations.rules import FIRST_NUMBER, NEAR, Turn, number_of
from hoituu.conversations.search import find_messages
from hoituu.customers.queries import find_points
from hoituu.customers.rules import NotAContactPoint, contact_point
from hoituu.language import query_terms

PAGE = 50
CASE_NUMBER = re.compile(r"[Hh]-?(\d{1,11})")
COUNT_UP_TO = 100


@dataclass(frozen=True, slots=True)
class ListRow:
    id: int
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
    confirmed_at: datetime | None

    @property
    def number(self) -> str:
        return number_of(self.id)

    @property
    def confirmed(self) -> bool:
        return self.confirmed_at is not None


# In the order of the fields of a row.
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

# The desk's hottest page. One statement of five short walks along partial indexes: through the
# ORM they are four statements, which cost eight times as much to put together as to run.
GROUP = """
SELECT * FROM (
  SELECT '{name}', c.id, k.name, c.subject, c.owner_id, c.turn, c.channel, c.latest_at,
         c.promised_at, c.next_step_at, c.seen_by_owner, c.undelivered, c.resolved_by,
         c.confirmed_at
  FROM conversations_conversation c JOIN customers_customer k ON k.id = c.customer_id
  WHERE c.next_step_at IS NOT NULL AND {whose} AND {which}
  ORDER BY {order}, c.id LIMIT {limit}
) AS group_{at}"""
NOTHING_OWED = "c.turn = '{turn}' AND c.promised_at IS NULL"
# Whoever spoke last: while we owe something, it is us that they wait for.
GROUPS = [
    ("near", "c.promised_at <= %(near)s", "c.promised_at"),
    ("ours", "c.promised_at > %(near)s", "c.promised_at"),
    ("ours", NOTHING_OWED.format(turn=Turn.OURS), "c.next_step_at"),
    ("customers", NOTHING_OWED.format(turn=Turn.CUSTOMERS), "c.next_step_at"),
    ("others", NOTHING_OWED.format(turn=Turn.OTHERS), "c.next_step_at"),
]

# On every page of the desk.
COUNT_OPEN = """
SELECT COUNT(*) FROM (
  SELECT 1 FROM conversations_conversation WHERE next_step_at IS NOT NULL AND owner_id = %s LIMIT %s
) AS open_ones"""


def _open_groups_sql(whose: str) -> str:
    return " UNION ALL ".join(
        GROUP.format(name=name, at=at, whose=whose, which=which, order=order, limit=PAGE)
        for at, (name, which, order) in enumerate(GROUPS)
    )


MINE = _open_groups_sql("c.owner_id = %(owner)s")
EVERYBODYS = _open_groups_sql("1 = 1")


def open_groups(*, owner_id: int | None, now: datetime) -> dict[str, list[ListRow]]:
    """Return the four groups of open conversations, one owner's or everybody's.

    Keys: "near", "ours", "customers", "others"; the most urgent first, at most a page each.
    """
    near = connection.ops.adapt_datetimefield_value(now + NEAR)
    with connection.cursor() as cursor:
        cursor.execute(EVERYBODYS if owner_id is None else MINE, {"near": near, "owner": owner_id})
        found = cursor.fetchall()
    groups: dict[str, list[ListRow]] = {name: [] for name, _, _ in GROUPS}
    for name, *values in found:
        groups[name].append(_raw_row(values))
    groups["ours"].sort(key=lambda row: row.next_step_at or now)
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
    theirs = Conversation.objects.filter(customer_id=customer_id).exclude(turn=Turn.MERGED)
    rows = _rows(theirs.order_by("-latest_at"))
    return [row for row in rows if row.id != besides]


def search_conversations(query: str, *, lang: str = "fi") -> list[ListRow]:
    """Return conversations with all words of a query, the latest message first."""
    number = CASE_NUMBER.fullmatch(query.strip())
    if number:
        pk = int(number[1]) - FIRST_NUMBER
        return _rows(Conversation.objects.filter(pk=merged_into([pk]).get(pk, pk)))
    theirs = _by_contact_point(query)
    if theirs:
        return theirs
    messages = find_messages(query_terms(query, lang), limit=200)
    found = dict(Message.objects.filter(pk__in=messages).values_list("pk", "conversation_id"))
    ids = list(dict.fromkeys(found[pk] for pk in messages if pk in found))[:PAGE]
    rows = {row.id: row for row in _rows(Conversation.objects.filter(pk__in=ids))}
    return [rows[pk] for pk in ids if pk in rows]


def _by_contact_point(query: str) -> list[ListRow]:
    """Return the conversations of who has this address or number, however it is written."""
    try:
        point = contact_point(query)
    except NotAContactPoint:
        return []
    known = find_points([point]).get(point)
    return conversations_of(known.customer_id) if known else []


def count_open(*, owner_id: int) -> int:
    """Return how many open conversations somebody has, counted up to a hundred."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_OPEN, [owner_id, COUNT_UP_TO])
        return int(cursor.fetchone()[0])


def _rows(conversations: QuerySet[Conversation]) -> list[ListRow]:
    return [_row(values) for values in conversations.values_list(*LIST_COLUMNS)[:PAGE]]


def _row(values: Iterable[Any]) -> ListRow:
    pk, name, *rest = values
    return ListRow(pk, name, *rest)


def _raw_row(values: Sequence[Any]) -> ListRow:
    pk, name, subject, owner_id, turn, channel, latest, promised, step, *rest = values
    seen, undelivered, resolved_by, confirmed = rest
    return ListRow(
        pk,
        name,
        subject,
        owner_id,
        turn,
        channel,
        _moment(latest),
        promised and _moment(promised),
        _moment(step),
        bool(seen),
        bool(undelivered),
        resolved_by,
        confirmed and _moment(confirmed),
    )


def _moment(value: datetime) -> datetime:
    """Return an aware moment: SQLite keeps no zone, and all is in UTC."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)
