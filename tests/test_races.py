"""Two at once, on both databases: the last place of a window, two of us, a customer in two tabs."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from uuid import uuid4

import pytest

from parts import ROOT

ROUNDS = 1000 if os.environ.get("HOITUU_TEST_LONG") else 60


def race(what, folder, **environment):
    known = {k: v for k, v in os.environ.items() if not k.startswith("HOITUU_")}
    known |= {"HOITUU_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "hoituu.site.settings"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/race.py"), what, str(ROUNDS)],
        env=known | {"PYTHONPATH": str(ROOT / "src")} | environment,
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@contextmanager
def a_database(kind):
    """Yield the settings of a new database of a kind, which is gone afterwards."""
    if kind == "sqlite":
        yield {}
        return
    psycopg = pytest.importorskip("psycopg")
    dsn = os.environ.get("HOITUU_TEST_POSTGRES", "postgresql:///postgres")
    name = f"race_{uuid4().hex[:12]}"
    try:
        server = psycopg.connect(dsn, autocommit=True, connect_timeout=2)
    except psycopg.Error:
        pytest.skip("no PostgreSQL answers")
    with server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield {"HOITUU_DATABASE_URL": f"{dsn.rsplit('/', 1)[0]}/{name}"}
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


both_databases = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])


@both_databases
def test_one_wins_the_last_place(tmp_path, kind):
    with a_database(kind) as settings:
        assert race("places", tmp_path, **settings) == {
            "rounds": ROUNDS,
            "one_winner": ROUNDS,
            "losers_shown_others": ROUNDS,
            "slots": 3 * ROUNDS,
            "failed": 0,
        }


@both_databases
def test_two_of_us_at_once_come_to_one_outcome(tmp_path, kind):
    with a_database(kind) as settings:
        done = race("desk", tmp_path, **settings)
        assert done == {"rounds": ROUNDS, "wrong": {}, "broken": {}}


@both_databases
def test_a_customer_twice_at_once_comes_to_one_outcome(tmp_path, kind):
    with a_database(kind) as settings:
        assert race("customers", tmp_path, **settings) == {"rounds": ROUNDS, "wrong": {}}
