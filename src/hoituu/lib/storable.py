"""What comes as JSON, without what no database takes."""

from typing import Any

LARGEST = 2**63 - 1


def storable(told: Any) -> Any:
    """Return JSON as it can be stored: texts without zeros and halves of surrogate pairs.

    An emoji that was cut in two leaves a half. Raises OverflowError for a number over 64 bits.
    """
    if isinstance(told, str):
        return told.replace("\x00", "").encode("utf-8", "replace").decode()
    if isinstance(told, dict):
        return {storable(key): storable(value) for key, value in told.items()}
    if isinstance(told, list):
        return [storable(one) for one in told]
    if isinstance(told, int) and abs(told) > LARGEST:
        raise OverflowError(told)
    return told
