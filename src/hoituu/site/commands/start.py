"""`start`: set up what is missing, then serve."""

import errno
import os
import secrets
import shutil
import socket
import sys
from pathlib import Path

import click

from hoituu.site.commands import complain, set_up_django
from hoituu.site.config import Config, read_config

WAIT_FOR_LOCK_SECONDS = 6
LEAST_FREE_BYTES = 100 * 1024 * 1024
FIRMS = ("studio", "operator")


@click.command()
@click.option(
    "--demo",
    is_flag=False,
    flag_value="studio",
    type=click.Choice(FIRMS),
    help="Open with a firm of the essays.",
)
@click.option("--host", help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on.")
def start(demo: str | None, host: str | None, port: int | None) -> None:
    """Set up what is missing and serve."""
    for name, value in (("HOST", host), ("PORT", port)):
        if value is not None:
            os.environ[f"HOITUU_{name}"] = str(value)
    config = read_config()
    problem = prepare_folder(config.data) or port_problem(config.host, config.port)
    if config.lmtp_port and not problem:
        problem = port_problem("127.0.0.1", config.lmtp_port, setting="HOITUU_LMTP_PORT")
    if problem:
        sys.exit(complain(problem))
    from hoituu.site.lock import wait_for_lock

    lock = wait_for_lock(config.data, seconds=WAIT_FOR_LOCK_SECONDS)
    if lock is None:
        sys.exit(complain(f"Hoituu is already running on {config.data}."))
    problem = set_up(config, demo=demo)
    if problem:
        sys.exit(complain(problem))
    greet(config, demo=demo)
    os.close(lock)
    serve(config)


@click.command()
def migrate() -> None:
    """Bring the database up to date."""
    config = read_config()
    problem = prepare_folder(config.data) or bring_up_to_date(config)
    if problem:
        sys.exit(complain(problem))


def prepare_folder(data: Path) -> str:
    """Make the data folder and its key; return what is in the way as a sentence, or ""."""
    try:
        for folder in (data, data / "blobs", data / "incoming"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if shutil.disk_usage(data).free < LEAST_FREE_BYTES:
            return f"The disk of {data} is full: less than 100 MB are free."
        key = data / "key"
        if not key.exists():
            temporary = key.with_suffix(".new")
            with open(
                os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w"
            ) as file:
                file.write(secrets.token_urlsafe(48))
                file.flush()
                os.fsync(file.fileno())
            temporary.rename(key)
        (data / ".writable").write_text("")
        (data / ".writable").unlink()
    except OSError as error:
        if error.errno == errno.ENOSPC:
            return f"The disk of {data} is full."
        return f"The data folder {data} cannot be written to: {error.strerror}."
    return ""


def port_problem(host: str, port: int, *, setting: str = "--port") -> str:
    """Return why nothing can listen there, as a sentence, or ""."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"Port {port} is taken; choose another with {setting}."
            return f"Hoituu cannot listen on {host}:{port}: {error.strerror}."
    return ""


def set_up(config: Config, *, demo: str | None) -> str:
    """Bring the database up to date and fill an empty one; return a problem as a sentence."""
    problem = bring_up_to_date(config)
    if problem:
        return problem
    from django.utils import timezone

    from hoituu.site.demo import build_firm
    from hoituu.site.welcome import first_admin
    from hoituu.staff.models import Business, User

    firm = Business.objects.filter(pk=1).first()
    if demo and firm is not None and firm.demo != demo:
        return f"{config.data} holds something else than the demo {demo}; remove that folder first."
    if not demo and firm is not None and firm.demo:
        return f"{config.data} holds a demo; start it with --demo."
    if demo and not User.objects.exists():
        click.echo("Setting up the demo …")
        build_firm(demo, now=timezone.now())
    elif not demo:
        first_admin(tz=config.tz, language=config.lang, now=timezone.now())
    return ""


def bring_up_to_date(config: Config) -> str:
    """Migrate, after a backup when there is something to lose; return a problem as a sentence."""
    set_up_django()
    from django.core.management import call_command
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan and executor.loader.applied_migrations:
            from hoituu.site.commands.backup import write_backup

            write_backup(config.data / "before-migration.tar.gz")
        if plan:
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
    except DatabaseError as error:
        return f"The database cannot be opened: {str(error).splitlines()[0]}."
    finally:
        connection.close()
    return ""


def greet(config: Config, *, demo: str | None) -> None:
    """Print where to go, and the way in for who has none yet."""
    from django.db import connection

    from hoituu.site.welcome import link_for
    from hoituu.staff.addresses import base_url
    from hoituu.staff.models import User
    from hoituu.staff.queries import business

    click.echo(f"Hoituu is at {base_url(business())}/")
    nobody_yet = not User.objects.filter(last_login__isnull=False).exists()
    if demo or nobody_yet:
        click.echo(f"Sign in here: {link_for({})['link']}")
    click.echo("Stop with Ctrl+C.")
    connection.close()


def serve(config: Config) -> None:
    """Serve until stopped. The parent is small; the serving process holds everything."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    os.environ["HOITUU_SERVING"] = str(os.getpid())
    Granian(
        target="hoituu.site.wsgi:application",
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=max(config.workers, 1),
        blocking_threads=2,
        respawn_failed_workers=True,
        static_path_route=[route for route, _ in static_folders()],
        static_path_mount=[folder for _, folder in static_folders()],
        static_path_expires=86400 * 30,
        log_level=LogLevels.warning,
        log_access=False,
    ).serve()


def static_folders() -> list[tuple[str, Path]]:
    """Return what is served as it is: the scripts of allauth's pages, then our own files."""
    import allauth

    theirs = Path(allauth.__file__).parent
    ours = Path(__file__).parents[2] / "web" / "static"
    return [
        ("/static/account", theirs / "account/static/account"),
        ("/static/mfa", theirs / "mfa/static/mfa"),
        *[(f"/static/{name}", ours / name) for name in ("css", "js", "img", "vendor")],
    ]
