"""Bytes, named by their SHA-256: what is said to be stored survives a power failure.

Small ones are rows, packed, and durable with the transaction that names them: a file of its own
costs two fsyncs and more time than the mail it belongs to. Large ones are files.
"""

import hashlib
import io
import os
import tempfile
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Now

from hoituu.conversations.models import Blob as Row
from hoituu.conversations.models import BlobToDrop

LARGEST_ROW_BYTES = 32 * 1024
FASTEST = 1  # On mails it packs as well as the slowest level, and in a fifth of a tenth of a ms.
INSERT = (
    "INSERT INTO conversations_blob (sha256, packed, content) VALUES (%s, %s, %s) "
    "ON CONFLICT DO NOTHING"
)


class BlobMissing(Exception):
    """The bytes that a name stands for are not stored."""


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes under their name: a large one is stored already, a small one waits for its row."""

    sha256: str
    row: bytes | None = None
    packed: bool = False


def sha256_of(content: bytes) -> str:
    """Return the name of bytes: their SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def put_blob(content: bytes) -> str:
    """Store bytes durably and return their SHA-256 in hexadecimal; the same bytes once."""
    return put_blobs([content])[0]


def put_blobs(contents: Sequence[bytes]) -> list[str]:
    """Store each durably, and return their SHA-256 in their order."""
    blobs = prepare_blobs(contents)
    keep_rows(blobs)
    return [blob.sha256 for blob in blobs]


def prepare_blobs(contents: Sequence[bytes]) -> list[Blob]:
    """Name each, pack the small and write the large to disk: what is done before a transaction."""
    hashes = [sha256_of(content) for content in contents]
    by_hash = dict(zip(hashes, contents, strict=True))
    _write_files({s: c for s, c in by_hash.items() if len(c) > LARGEST_ROW_BYTES})
    return [_blob(sha256, content) for sha256, content in zip(hashes, contents, strict=True)]


def keep_rows(blobs: Iterable[Blob]) -> None:
    """Write the small ones down, with the transaction that this is called in or in one of its own."""
    rows = [(blob.sha256, blob.packed, blob.row) for blob in blobs if blob.row is not None]
    if rows:
        with transaction.atomic(), connection.cursor() as cursor:
            _spare([sha256 for sha256, _, _ in rows])
            cursor.executemany(INSERT, rows)


def open_blob(sha256: str) -> BinaryIO:
    """Return an open file of the bytes; raises BlobMissing."""
    row = read_rows([sha256]).get(sha256)
    return open_file(sha256) if row is None else io.BytesIO(row)


def open_file(sha256: str) -> BinaryIO:
    """Return an open file of bytes that are no row; asks no database. Raises BlobMissing."""
    try:
        return _path(sha256).open("rb")
    except FileNotFoundError:
        raise BlobMissing(sha256) from None


def read_blob(sha256: str) -> bytes:
    """Return the bytes; raises BlobMissing."""
    with open_blob(sha256) as file:
        return file.read()


def read_rows(hashes: Sequence[str]) -> dict[str, bytes]:
    """Return those of these bytes that are small, by their SHA-256."""
    if not hashes:
        return {}
    places = ", ".join(["%s"] * len(hashes))
    sql = f"SELECT sha256, packed, content FROM conversations_blob WHERE sha256 IN ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, list(hashes))
        return {
            sha256: zlib.decompress(content) if packed else bytes(content)
            for sha256, packed, content in cursor.fetchall()
        }


def drop_blob(sha256: str) -> None:
    """Forget bytes, if they are stored."""
    Row.objects.filter(pk=sha256).delete()
    if _path(sha256).exists():
        _path(sha256).unlink()
        _sync(_path(sha256).parent)


def _spare(hashes: Collection[str]) -> None:
    """Keep bytes that come in from being forgotten just now; waits for whoever is forgetting them.

    Always before looking whether they are stored already.
    """
    BlobToDrop.objects.filter(sha256__in=hashes).update(since=Now())


def _blob(sha256: str, content: bytes) -> Blob:
    if len(content) > LARGEST_ROW_BYTES:
        return Blob(sha256)
    packed = zlib.compress(content, FASTEST)
    if len(packed) < len(content):
        return Blob(sha256, packed, packed=True)
    return Blob(sha256, content)


def _path(sha256: str) -> Path:
    return Path(settings.HOITUU_DATA) / "blobs" / sha256[:2] / sha256


def _write_files(contents: dict[str, bytes]) -> None:
    """Write files durably; all are written before the first is synced: the disk has work at once."""
    if not contents:
        return
    _spare(contents)
    written: dict[Path, Path] = {}
    try:
        for sha256, content in contents.items():
            path = _path(sha256)
            if not path.exists():
                written[_write_beside(path, content)] = path
        for temporary in written:
            _sync(temporary)
        for temporary, path in written.items():
            os.replace(temporary, path)
    except BaseException:
        for temporary in written:
            temporary.unlink(missing_ok=True)
        raise
    for folder in {path.parent for path in written.values()}:
        _sync(folder)


def _write_beside(path: Path, content: bytes) -> Path:
    """Write bytes to a temporary file in a blob's own folder."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix="new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return Path(temporary)


def _sync(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
