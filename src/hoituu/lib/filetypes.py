"""What a file is, by its first bytes: what its sender says of it may be a mistake or a lie."""

import filetype

FIRST_BYTES = 8192
UNKNOWN = "application/octet-stream"


def type_of(first_bytes: bytes) -> str:
    """Return the media type of a file by its first bytes, "application/octet-stream" for others.

    Nothing that a browser would run as a page is among them.
    """
    return str(filetype.guess_mime(first_bytes) or UNKNOWN)
