"""All that is stored about one person, from every room."""

import json
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from hoituu.callbacks import queries as callbacks
from hoituu.channels.email import queries as email
from hoituu.conversations import queries as conversations
from hoituu.conversations.blobs import BlobMissing, open_blob
from hoituu.customers import queries as customers
from hoituu.feedback import queries as feedback
from hoituu.promises import queries as promises
from hoituu.recovery import queries as recovery
from hoituu.wording import queries as wording

# Every room that stores something about a customer, and the tables that it exports and erases.
ROOMS = {
    "customer": customers,
    "conversations": conversations,
    "promises": promises,
    "callbacks": callbacks,
    "feedback": feedback,
    "recovery": recovery,
    "wording": wording,
    "mail": email,
}


def personal_tables() -> set[str]:
    """Return the tables that some room exports and erases."""
    return {table._meta.label for room in ROOMS.values() for table in room.PERSONAL}


def export_person(customer_id: int) -> dict[str, Any]:
    """Return all that is stored about a customer, by room; times are ISO 8601 in UTC."""
    return {name: room.export_person(customer_id) for name, room in ROOMS.items()}


def write_export(customer_id: int, file: IO[bytes]) -> None:
    """Write a ZIP: `person.json`, and under `files/` every attachment and mail as it came."""
    everything = export_person(customer_id)
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        text = json.dumps(everything, ensure_ascii=False, indent=2, default=_plain)
        archive.writestr("person.json", text)
        for sha256, name in sorted(_files(everything)):
            try:
                with open_blob(sha256) as blob:
                    archive.writestr(f"files/{sha256[:12]}-{name}", blob.read())
            except BlobMissing:
                continue  # Its row says that it was; its bytes are gone.


def _files(part: object) -> set[tuple[str, str]]:
    """Return the hash and a safe name of every file that an export mentions."""
    if isinstance(part, dict):
        found = set().union(*(_files(value) for value in part.values()))
        if "sha256" in part:
            safe = "".join(c if c.isalnum() or c in ".-_" else "_" for c in part["name"])
            found.add((part["sha256"], safe[-80:] or "file"))
        return found
    if isinstance(part, list):
        return set().union(*(_files(value) for value in part))
    return set()


def _plain(value: object) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
