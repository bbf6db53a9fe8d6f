"""What differs between installations: HOITUU_* variables, each also as HOITUU_*_FILE.

Only the standard library: the launcher and `hoituu receive` read it before anything is installed.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NAMES = {
    "DATA",
    "DATABASE_URL",
    "BASE_URL",
    "HOST",
    "PORT",
    "WORKERS",
    "TRUSTED_PROXIES",
    "SECRET_KEY",
    "TZ",
    "LANG",
    "SOCKET_GROUP",
    "LOG_LEVEL",
    "LMTP_PORT",
    "CLAMD",
}
# Set by our own commands for the processes they start; not for people.
INTERNAL = {"SERVING", "POLL_SECONDS"}
ROOT = Path(__file__).resolve().parents[3]


class BadSetting(Exception):
    """A HOITUU_* variable cannot be used; the text says which, and why."""


@dataclass(frozen=True)
class Config:
    data: Path
    database_url: str
    base_url: str
    host: str
    port: int
    workers: int
    trusted_proxies: int
    secret_key: str
    tz: str
    lang: str
    socket_group: str
    log_level: str
    lmtp_port: int  # 0: no door
    clamd: str  # the virus scanner's socket, "off", or empty for where it usually is


def read_config(environ: Mapping[str, str] | None = None) -> Config:
    """Return the configuration. Raises BadSetting for an unknown or unusable variable."""
    given = _given(os.environ if environ is None else environ)
    return Config(
        data=Path(given.get("DATA") or ROOT / "data").expanduser().absolute(),
        database_url=given.get("DATABASE_URL", ""),
        base_url=given.get("BASE_URL", ""),
        host=given.get("HOST", "127.0.0.1"),
        port=_number(given, "PORT", 8710),
        workers=_number(given, "WORKERS", 1),
        trusted_proxies=_number(given, "TRUSTED_PROXIES", 0),
        secret_key=given.get("SECRET_KEY", ""),
        tz=given.get("TZ", "Europe/Helsinki"),
        lang=given.get("LANG", "fi"),
        socket_group=given.get("SOCKET_GROUP", ""),
        log_level=given.get("LOG_LEVEL", "WARNING").upper(),
        lmtp_port=_number(given, "LMTP_PORT", 0),
        clamd=given.get("CLAMD", ""),
    )


def set_in_environment(environ: Mapping[str, str] | None = None) -> list[str]:
    """Return the names of the variables that are set, never their values."""
    given = _given(os.environ if environ is None else environ)
    return sorted(f"HOITUU_{name}" for name in given)


def demo_is_meant(data: Path) -> bool:
    """Tell whether commands mean the demo: only a demo is there."""
    return (data / "demo" / "key").exists() and not (data / "key").exists()


def _given(environ: Mapping[str, str]) -> dict[str, str]:
    given = {}
    for variable, value in environ.items():
        if not variable.startswith("HOITUU_"):
            continue
        name = variable.removeprefix("HOITUU_")
        if name.startswith("TEST_") or name in INTERNAL:
            continue
        if name in NAMES:
            given[name] = value
        elif name.removesuffix("_FILE") in NAMES and name.endswith("_FILE"):
            given[name.removesuffix("_FILE")] = _content(variable, value)
        else:
            raise BadSetting(f"{variable} is not a setting of Hoituu.")
    return given


def _content(variable: str, path: str) -> str:
    try:
        return Path(path).read_text().strip()
    except OSError as error:
        raise BadSetting(f"{variable} cannot be read: {error.strerror}.") from None


def _number(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name, "")
    if not text:
        return default
    if not text.isdigit():
        raise BadSetting(f"HOITUU_{name} must be a whole number.")
    return int(text)
