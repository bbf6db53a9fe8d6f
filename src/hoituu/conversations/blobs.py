"""Bytes on disk, named by their SHA-256: what is said to be stored survives a power failure."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings


class BlobMissing(Exception):
    """The bytes that a row names are not in the blobs folder."""


def put_blob(content: bytes) -> str:
    """Store bytes durably and return their SHA-256 in hexadecimal; the same bytes once."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = _path(sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix="new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    return sha256


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


def _path(sha256: str) -> Path:
    return Path(settings.HOITUU_DATA) / "blobs" / sha256[:2] / sha256


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
