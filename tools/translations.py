"""Bring the catalogs up to date with the texts, or check that they are.

    python tools/translations.py            # write locale/*/LC_MESSAGES/django.po and .mo
    python tools/translations.py --check    # change nothing; exit 1 and say what is missing

Finnish must be whole; Swedish must cover what customers see (the rooms in CUSTOMERS_SEE).
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parents[1] / "src/hoituu"
METHODS = [("**/tests/**", "ignore"), ("**.py", "python"), ("**/jinja2/**.html", "jinja2")]
OPTIONS = {"**/jinja2/**.html": {"trimmed": "true"}}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "gettext_lazy": None}
CUSTOMERS_SEE = (
    "counter/",
    "promises/words.py",
    "callbacks/words.py",
    "feedback/words.py",
    "recovery/invitation.py",
    "callbacks/invitation.py",
    "channels/email/letters.py",
    "web/times.py",
    "web/errors.py",
    "web/jinja2/web/public.html",
    "web/jinja2/web/error.html",
)
HEAD = "# The texts of Hoituu. Made by tools/translations.py; the translations are written by hand."


def extracted() -> Catalog:
    """Return every text of the source with the files it stands in."""
    catalog = Catalog(project="Hoituu", fuzzy=False, header_comment=HEAD)
    found = extract_from_dir(SOURCE, METHODS, OPTIONS, KEYWORDS)
    for name, _line, message, comments, context in sorted(found, key=lambda f: (f[0], f[1])):
        catalog.add(message, locations=[(name, None)], auto_comments=comments, context=context)
    return catalog


def updated(language: str, template: Catalog) -> Catalog:
    """Return a language's catalog with exactly the texts of the source."""
    path = SOURCE / f"locale/{language}/LC_MESSAGES/django.po"
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.header_comment = HEAD
    catalog.mime_headers = [(n, v) for n, v in catalog.mime_headers if not n.endswith("-Date")]
    return catalog


def untranslated(language: str, catalog: Catalog) -> list[str]:
    missing = []
    for message in catalog:
        whole = all(message.string) if isinstance(message.string, tuple) else bool(message.string)
        files = [name for name, _ in message.locations]
        seen = language == "fi" or any(f.startswith(CUSTOMERS_SEE) for f in files)
        if message.id and seen and not whole:
            missing.append(str(message.id))
    return missing


def written(catalog: Catalog) -> tuple[bytes, bytes]:
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalog, width=0, sort_by_file=True, include_lineno=False)
    dated = (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
        "Report-Msgid-Bugs-To",
    )
    lines = [
        line
        for line in po.getvalue().decode().split("\n")
        if not line.startswith(tuple(f'"{name}' for name in dated))
    ]
    text = "\n".join(lines).encode()
    plain = read_po(io.BytesIO(text), locale=catalog.locale)
    plain.creation_date = plain.revision_date = datetime(2026, 1, 1, tzinfo=UTC)  # Not the clock.
    write_mo(mo, plain)
    return text, mo.getvalue()


def main() -> int:
    check = "--check" in sys.argv
    template, faults = extracted(), []
    for language in ("fi", "sv"):
        catalog = updated(language, template)
        faults += [f"{language}: no translation of {m!r}" for m in untranslated(language, catalog)]
        for ending, content in zip((".po", ".mo"), written(catalog), strict=True):
            path = SOURCE / f"locale/{language}/LC_MESSAGES/django{ending}"
            if not check:
                path.write_bytes(content)
            elif not path.exists() or path.read_bytes() != content:
                faults.append(f"{path.name} of {language} is old: run tools/translations.py")
    print("\n".join(faults) or "translations are whole")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
