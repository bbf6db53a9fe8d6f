"""Files inside a text, as mail carried them before MIME (POSIX uuencode)."""

import binascii
import re

from hoituu.channels.email.rules.letter import LetterFile

BEGIN = re.compile(r"begin [0-7]{3,4} (\S.{0,199})")
DATA = re.compile(r"[ -`]{1,90}")


def take_uuencoded(text: str) -> tuple[str, list[LetterFile]]:
    """Return a text without the files in it, and the files; one that is not whole stays text."""
    if "\nbegin " not in f"\n{text}":
        return text, []
    lines, kept, files = text.split("\n"), [], []
    at = 0
    while at < len(lines):
        file, after = _file_at(lines, at)
        if file is None:
            kept.append(lines[at])
        else:
            files.append(file)
        at = after
    return "\n".join(kept), files


def _file_at(lines: list[str], at: int) -> tuple[LetterFile | None, int]:
    """Return the file that begins in a line and the line after it; none and the next line else."""
    begins = BEGIN.fullmatch(lines[at].rstrip())
    content = bytearray()
    for number in range(at + 1, len(lines) if begins else 0):
        line = lines[number].rstrip("\r\n")
        if line.strip() == "end" and begins:
            return LetterFile(
                begins[1].strip(), "application/octet-stream", bytes(content)
            ), number + 1
        if not DATA.fullmatch(line or "`"):
            break
        try:
            content += binascii.a2b_uu(line or "`")
        except binascii.Error:
            break
    return None, at + 1
