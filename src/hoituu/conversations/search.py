"""The index of search terms: FTS5 on SQLite, a GIN index on PostgreSQL, the same hits on both.

The terms are made in the room of language; the database only keeps and intersects them.
"""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from hoituu.conversations.models import Message, SearchIndex

CREATE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE conversations_search USING fts5"
        "(terms, detail=none, tokenize='unicode61 remove_diacritics 0')"
    ],
    "postgresql": [
        "CREATE TABLE conversations_search (rowid bigint PRIMARY KEY, terms tsvector NOT NULL)",
        "CREATE INDEX conversations_search_terms ON conversations_search USING gin (terms)",
    ],
}
DROP = "DROP TABLE conversations_search"


def index_message(message_id: int, terms: Sequence[str]) -> None:
    """Make a message findable by its terms."""
    index_messages([(message_id, terms)])


def index_messages(terms_of: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Make messages findable by their terms: pairs of a message's id and its terms."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "INSERT INTO conversations_search (rowid, terms) VALUES (%s, %s)",
                [(pk, " ".join(terms)) for pk, terms in terms_of],
            )
        else:
            cursor.executemany(
                "INSERT INTO conversations_search (rowid, terms) "
                "VALUES (%s, array_to_tsvector(%s::text[]))",
                [(pk, list(terms)) for pk, terms in terms_of],
            )


def forget_messages(message_ids: Sequence[int]) -> None:
    """Make messages unfindable."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM conversations_search WHERE rowid = %s", [(pk,) for pk in message_ids]
        )


def index_again(terms_of: Sequence[tuple[int, Sequence[str]]], *, version: str) -> None:
    """Give messages new terms and note how far the index has come, unless its version is another.

    None are left: the index is whole.
    """
    ids = [pk for pk, _ in terms_of]
    with transaction.atomic():
        index = SearchIndex.objects.select_for_update().get(pk=1)
        if index.version != version:
            return
        still = set(Message.objects.filter(pk__in=ids).values_list("pk", flat=True))
        forget_messages(ids)
        index_messages((pk, terms) for pk, terms in terms_of if pk in still)
        index.below = min(ids, default=None)
        index.save(update_fields=["below"])


def find_messages(groups: Sequence[Sequence[str]], *, limit: int) -> list[int]:
    """Return the ids of messages that have, of every group, any term; the newest first."""
    if not groups:
        return []
    if connection.vendor == "sqlite":
        match = " AND ".join(f"({' OR '.join(_quoted(t, chr(34)) for t in g)})" for g in groups)
        sql = "SELECT rowid FROM conversations_search WHERE conversations_search MATCH %s "
    else:
        match = " & ".join(f"({' | '.join(_quoted(t, chr(39)) for t in g)})" for g in groups)
        sql = "SELECT rowid FROM conversations_search WHERE terms @@ %s::tsquery "
    with connection.cursor() as cursor:
        cursor.execute(sql + "ORDER BY rowid DESC LIMIT %s", [match, limit])
        return [row[0] for row in cursor.fetchall()]


def _quoted(term: str, mark: str) -> str:
    return mark + term.replace("\\", "").replace(mark, mark * 2) + mark
