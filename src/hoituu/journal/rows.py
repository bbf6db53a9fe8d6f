"""Writing many rows of one table: a statement that is put together once and run for each.

Django's own `bulk_create` and `bulk_update` put theirs together anew for every batch, with a
placeholder for every value: that was a third of what taking a mail in cost.
"""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models

from hoituu.web.turns import give_way

M = TypeVar("M", bound=models.Model)
Convert = Callable[[Any], Any]
IDS = {
    # Whoever writes holds SQLite's only write lock, so nobody else takes these.
    "sqlite": "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s",
    "postgresql": "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
}


def insert_rows(rows: Sequence[M], *, or_leave: bool = False) -> list[M]:
    """Insert new rows of one table inside a transaction, and give them their ids.

    With `or_leave`, a row that breaks a unique constraint is left out.
    """
    if not rows:
        return []
    table = type(rows[0])
    for row, pk in zip(rows, _new_ids(table._meta.db_table, len(rows)), strict=True):
        row.pk = pk
        row._state.adding, row._state.db = False, connection.alias
    sql, columns = _insert_sql(table, or_leave, connection.vendor)
    _run_for_each(sql, columns, rows)
    return list(rows)


def update_rows(rows: Sequence[M], fields: Sequence[str]) -> None:
    """Write these fields of rows that are held or known to be ours."""
    if rows:
        sql, columns = _update_sql(type(rows[0]), tuple(fields), connection.vendor)
        _run_for_each(sql, columns, rows)


WHILE_LOCKED_SECONDS = 0.005
Columns = tuple[tuple[str, Convert], ...]


def _run_for_each(sql: str, columns: Columns, rows: Sequence[models.Model]) -> None:
    give_way(at_most=WHILE_LOCKED_SECONDS)
    values = [[convert(getattr(row, attribute)) for attribute, convert in columns] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)


def _new_ids(table: str, count: int) -> Sequence[int]:
    if not connection.in_atomic_block:
        raise RuntimeError("rows are inserted outside of a transaction")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(IDS["sqlite"], [table])
            latest = cursor.fetchone()[0]
            return range(latest + 1, latest + count + 1)
        cursor.execute(IDS["postgresql"], [table, count])
        return [pk for (pk,) in cursor.fetchall()]


@cache
def _insert_sql(table: type[models.Model], or_leave: bool, vendor: str) -> tuple[str, Columns]:
    fields = table._meta.concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    sql = f'INSERT INTO "{table._meta.db_table}" ({names}) VALUES ({places})'  # noqa: S608
    return sql + " ON CONFLICT DO NOTHING" * or_leave, _columns(fields, vendor)


@cache
def _update_sql(
    table: type[models.Model], names: tuple[str, ...], vendor: str
) -> tuple[str, Columns]:
    fields: list[Any] = [table._meta.get_field(name) for name in names]
    changes = ", ".join(f'"{field.column}" = %s' for field in fields)
    sql = f'UPDATE "{table._meta.db_table}" SET {changes} WHERE id = %s'  # noqa: S608
    return sql, (*_columns(fields, vendor), ("pk", _as_it_is))


def _columns(fields: Sequence[Any], vendor: str) -> Columns:
    return tuple((field.attname, _convert(field, vendor)) for field in fields)


def _convert(field: Any, vendor: str) -> Convert:
    """Return how a value of a field is handed to the database."""
    if isinstance(field, models.CharField | models.TextField):
        return _as_text
    if vendor == "sqlite" and isinstance(field, models.DateTimeField):
        return _as_utc
    if isinstance(field, models.JSONField):
        return _as_json if vendor == "sqlite" else _as_jsonb
    return _as_it_is


def _as_text(value: Any) -> Any:
    return value if value is None or type(value) is str else str(value)  # A code is text.


def _as_utc(value: datetime | None) -> str | None:
    return None if value is None else str(value.astimezone(UTC).replace(tzinfo=None))


def _as_json(value: Any) -> str | None:
    return None if value is None else json.dumps(value)


def _as_jsonb(value: Any) -> Any:
    return connection.ops.adapt_json_value(value, None)


def _as_it_is(value: Any) -> Any:
    return value
