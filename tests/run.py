"""What `./hoituu test` runs: everything on SQLite, the rooms again on PostgreSQL when it is there.

It says in a line each what it ran and what it left out, and why. With HOITUU_TEST_REQUIRE=1 what is
missing is a failure (that is how CI calls it).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    arguments = sys.argv[1:]
    long = "--long" in arguments
    chosen = [a for a in arguments if a != "--long"]
    missing = left_out()
    markers = " and ".join(
        (["not long"] if not long else [])
        + (["not browser"] if "browser tests" in missing else [])
        + (["not imap"] if "the story over IMAP" in missing else [])
    )
    options = [*(["-m", markers] if markers else []), *chosen]
    failed = pytest(options, {"HOITUU_TEST_LONG": "1" if long else ""})
    said = ["SQLite: ran" + (", with the long tests" if long else "")]
    dsn = postgres()
    if dsn:
        rooms = [*options, *([] if chosen else ["src"])]
        failed = pytest(rooms, {"HOITUU_DATABASE_URL": dsn}) or failed
        said.append("PostgreSQL: ran the tests of the rooms")
    else:
        missing["PostgreSQL"] = "HOITUU_TEST_POSTGRES is not set and no local server answers"
    for name, why in missing.items():
        said.append(f"left out {name}: {why}")
    if not long:
        said.append("left out the long tests: run ./hoituu test --long")
    print("\n".join(said))
    if missing and os.environ.get("HOITUU_TEST_REQUIRE"):
        print("What is missing counts as a failure here.")
        return 1
    return failed


def left_out() -> dict[str, str]:
    """Return what cannot run on this machine, and why."""
    missing = {}
    if not any(map(shutil.which, CHROMIUMS)):
        missing["browser tests"] = "no chromium found (apt-get install chromium)"
    if not (shutil.which("dovecot") or Path("/usr/sbin/dovecot").exists()):
        missing["the story over IMAP"] = "no dovecot found (apt-get install dovecot-imapd)"
    if not (shutil.which("clamd") or Path("/usr/sbin/clamd").exists()):
        missing["the virus scanner"] = "no clamd found (apt-get install clamav-daemon)"
    if not Path("/usr/lib/python3/dist-packages/dkim").exists():
        missing["signatures checked by others"] = "no dkimpy found (apt-get install python3-dkim)"
    if not Path("/usr/lib/voikko").is_dir():
        missing["Finnish"] = "no dictionary found (apt-get install libvoikko1 voikko-fi)"
    return missing


def postgres() -> str:
    """Return the address of a PostgreSQL to test on, "" when there is none."""
    import psycopg

    dsn = os.environ.get("HOITUU_TEST_POSTGRES", "")
    for candidate in filter(None, [dsn, "postgresql:///postgres"]):
        try:
            psycopg.connect(candidate, connect_timeout=2).close()
        except psycopg.Error:
            continue
        return candidate
    return ""


def pytest(options: list[str], environment: dict[str, str]) -> int:
    with tempfile.TemporaryDirectory(prefix="hoituu-test-") as folder:
        merged = {**os.environ, "HOITUU_DATA": folder, **environment}
        command = [sys.executable, "-m", "pytest", *options]
        return subprocess.run(command, cwd=ROOT, env=merged, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
