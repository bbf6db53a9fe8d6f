"""The last place of a window: two reach for it at once, one gets it, on both databases."""

import json
import os
import subprocess
import sys
from uuid import uuid4

import pytest

from parts import ROOT

ROUNDS = 1000 if os.environ.get("HOITUU_TEST_LONG") else 60


def race(folder, **environment):
    known = {k: v for k, v in os.environ.items() if not k.startswith("HOITUU_")}
    known |= {"HOITUU_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "hoituu.site.settings"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/race.py"), str(ROUNDS)],
        env=known | {"PYTHONPATH": str(ROOT / "src")} | environment,
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def one_winner_each() -> dict[str, int]:
    return {
        "rounds": ROUNDS,
        "one_winner": ROUNDS,
        "losers_shown_others": ROUNDS,
        "slots": 3 * ROUNDS,
        "failed": 0,
    }


def test_one_wins_on_sqlite(tmp_path):
    assert race(tmp_path) == one_winner_each()


def test_one_wins_on_postgresql(tmp_path):
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
            url = f"{dsn.rsplit('/', 1)[0]}/{name}"
            assert race(tmp_path, HOITUU_DATABASE_URL=url) == one_winner_each()
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
