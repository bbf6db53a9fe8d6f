"""Bytes on disk, named by their SHA-256: what is said to be stored survives a power failure."""

import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from django.conf import settings


class BlobMissing(Exception):
    """The bytes that a row names are not in the blobs folder."""


def put_blob(content: bytes) -> str:
    """Store bytes durably and return their SHA-256 in hexadecimal; the same bytes once."""
    return put_blobs([content])[0]


def put_blobs(contents: Sequence[bytes]) -> list[str]:
    """Store each durably, and return their SHA-256 in their order.

    All are written before the first is synced: the disk then has its work at once.
    """
    hashes = [hashlib.sha256(content).hexdigest() for content in contents]
    wanted = dict(zip(hashes, contents, strict=True))
    new = {sha256: content for sha256, content in wanted.items() if not _path(sha256).exists()}
    written: dict[Path, Path] = {}
    try:
        for sha256, content in new.items():
            written[_write_beside(_path(sha256), content)] = _path(sha256)
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
    return hashes


def open_blob(sha256: str) -> BinaryIO:
    """Return an open file of the bytes; raises BlobMissing."""
    try:
        return _path(sha256).open("rb")
    except FileNotFoundError:
        raise BlobMissing(sha256) from None


def read_blob(sha256: str) -> bytes:
    """Return the bytes; raises BlobMissing."""
    with open_blob(sha256) as file:
        return file.read()


def drop_blob(sha256: str) -> bytes | None:
    """Forget bytes, and return them a last time; None when they were gone already."""
    try:
        content = read_blob(sha256)
    except BlobMissing:
        return None
    _path(sha256).unlink(missing_ok=True)
    _sync(_path(sha256).parent)
    return content


def _path(sha256: str) -> Path:
    return Path(settings.HOITUU_DATA) / "blobs" / sha256[:2] / sha256


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
