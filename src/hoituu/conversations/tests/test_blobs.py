"""Bytes are kept once under their name: small ones as rows, large ones as files."""

import os
from pathlib import Path

import pytest

from hoituu.conversations.blobs import (
    LARGEST_ROW_BYTES,
    BlobMissing,
    drop_blob,
    open_blob,
    put_blob,
    put_blobs,
    read_blob,
    sha256_of,
)
from hoituu.conversations.models import Blob

pytestmark = pytest.mark.django_db
LARGE = os.urandom(LARGEST_ROW_BYTES + 1)


def files(settings):
    return [p.name for p in Path(settings.HOITUU_DATA).glob("blobs/*/*")]


@pytest.mark.parametrize("content", [b"", b"x" * 5000, os.urandom(200), LARGE])
def test_what_is_put_is_what_is_read(content):
    name = put_blob(content)
    assert name == sha256_of(content)
    assert read_blob(name) == content
    with open_blob(name) as file:
        assert file.read() == content


def test_small_ones_are_rows_and_packed_when_that_helps(settings):
    put_blobs([b"x" * 5000, b"x" * 5000, os.urandom(200)])
    assert sorted(Blob.objects.values_list("packed", flat=True)) == [False, True]
    assert files(settings) == []


def test_large_ones_are_files(settings):
    name = put_blob(LARGE)
    assert files(settings) == [name]
    assert not Blob.objects.exists()


def test_a_small_file_of_before_is_still_read(settings):
    name = sha256_of(b"ennen")
    folder = Path(settings.HOITUU_DATA) / "blobs" / name[:2]
    folder.mkdir(parents=True)
    (folder / name).write_bytes(b"ennen")
    assert read_blob(name) == b"ennen"
    drop_blob(name)
    assert files(settings) == []


@pytest.mark.parametrize("content", [b"pieni", LARGE])
def test_dropped_is_gone(content):
    name = put_blob(content)
    drop_blob(name)
    drop_blob(name)
    with pytest.raises(BlobMissing):
        read_blob(name)
