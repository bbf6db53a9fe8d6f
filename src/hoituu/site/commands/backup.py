"""`backup` and `restore`: database, blobs, waiting mail and key in one file, on a live system."""

import io
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from hoituu.site.commands import complain
from hoituu.site.config import Config, read_config

VERSION = "hoituu backup 1\n"


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write everything into FILE (a .tar.gz), while Hoituu runs."""
    try:
        write_backup(file)
    except (OSError, sqlite3.Error, subprocess.CalledProcessError) as error:
        sys.exit(complain(f"The backup could not be written: {error}."))
    click.echo(f"{file}: {file.stat().st_size // 1024} kB. Keep it safe: it holds the key.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(file: Path, yes: bool) -> None:
    """Take everything back from FILE. What is here now is set aside, not deleted."""
    from hoituu.site.lock import take_lock

    config = read_config()
    config.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if take_lock(config.data) is None:
        sys.exit(complain("Hoituu is running; stop it first."))
    if not yes:
        click.confirm(f"Replace what is in {config.data} with {file}?", abort=True)
    try:
        read_backup(file, config)
    except (OSError, tarfile.TarError, ValueError, subprocess.CalledProcessError) as error:
        sys.exit(complain(f"The backup could not be restored: {error}."))
    click.echo("Restored.")


def write_backup(file: Path) -> None:
    """Write a backup; the file appears whole or not at all. Raises OSError and database errors.

    The database goes first: a blob that comes later is in the archive as well, never missing.
    """
    config = read_config()
    temporary = file.with_name(file.name + ".part")
    with tempfile.TemporaryDirectory(dir=file.absolute().parent) as folder:
        database = dump(config, Path(folder))
        with tarfile.open(temporary, "w:gz", compresslevel=3) as archive:
            _add_text(archive, "VERSION", VERSION)
            archive.add(database, arcname=database.name)
            for name in ("key", "blobs", "incoming", "mailbox"):
                for path in sorted((config.data / name).rglob("*")) or [config.data / name]:
                    _add_file(archive, path, config.data)
    os.chmod(temporary, 0o600)
    with open(temporary, "rb") as written:
        os.fsync(written.fileno())
    temporary.rename(file)


def dump(config: Config, folder: Path) -> Path:
    """Write a consistent copy of the live database and return its file."""
    if config.database_url:
        path = folder / "postgresql.dump"
        subprocess.run(
            ["pg_dump", "--format=custom", f"--file={path}", config.database_url], check=True
        )
        return path
    path = folder / "hoituu.sqlite3"
    source = sqlite3.connect(f"file:{config.data / 'hoituu.sqlite3'}?mode=ro", uri=True)
    target = sqlite3.connect(path)
    with source, target:
        source.backup(target, pages=1000)
    source.close()
    target.close()
    return path


def read_backup(file: Path, config: Config) -> None:
    """Put a backup in place of what is here. Raises ValueError when it is none of ours."""
    with tempfile.TemporaryDirectory(dir=config.data) as name:
        folder = Path(name)
        with tarfile.open(file, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        if not (folder / "VERSION").exists() or (folder / "VERSION").read_text() != VERSION:
            raise ValueError("this is not a backup of Hoituu")
        if config.database_url:
            subprocess.run(
                [
                    "pg_restore",
                    "--clean",
                    "--if-exists",
                    "--no-owner",
                    "--single-transaction",
                    f"--dbname={config.database_url}",
                    str(folder / "postgresql.dump"),
                ],
                check=True,
            )
        elif not (folder / "hoituu.sqlite3").exists():
            raise ValueError("the backup is of a PostgreSQL installation")
        aside = config.data / "before-restore"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(mode=0o700)
        for path in list(_parts_of(config.data)):
            path.rename(aside / path.name)
        for path in list(_parts_of(folder)):
            path.rename(config.data / path.name)


def _parts_of(folder: Path) -> Iterator[Path]:
    for name in (
        "hoituu.sqlite3",
        "hoituu.sqlite3-wal",
        "hoituu.sqlite3-shm",
        "key",
        "blobs",
        "incoming",
        "mailbox",
    ):
        if (folder / name).exists():
            yield folder / name


def _add_file(archive: tarfile.TarFile, path: Path, data: Path) -> None:
    """Add one finished file; one that is taken in at this very moment is in the database."""
    unfinished = path.suffix == ".part" or path.name.startswith("new-")
    if unfinished or not path.is_file():
        return
    try:
        archive.add(path, arcname=str(path.relative_to(data)))
    except FileNotFoundError:
        return


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(text)
    archive.addfile(entry, io.BytesIO(text.encode()))
