"""Bytes to text as a patient person would read them: what was declared is a hint, not a fact."""

import base64
import binascii
import codecs
import quopri
import re
import unicodedata

ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
BETWEEN = re.compile(r"(=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=)\s+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What mail calls them, and the superset that was meant.
MEANT = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "x-unknown": "utf-8",
    "unknown-8bit": "utf-8",
    "default": "utf-8",
    "utf8": "utf-8",
    "ansi": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "iso-8859-8-i": "iso-8859-8",
    "windows-31j": "cp932",
    "unicode-1-1-utf-7": "utf-7",
}


def decode_bytes(content: bytes, charset: str = "") -> str:
    """Return bytes as text: strict UTF-8, else the declared charset, else Windows-1252."""
    declared = MEANT.get(charset.strip().lower(), charset.strip().lower())
    if declared.startswith(("utf-16", "utf-32", "iso-2022", "utf-7", "hz")):
        candidates = [declared, "utf-8", "cp1252"]
    else:
        candidates = ["utf-8", declared, "cp1252"]
    for name in candidates:
        if name and _is_text_codec(name):
            try:
                return content.decode(name)
            except (UnicodeDecodeError, LookupError, ValueError):
                continue
    if declared and _is_text_codec(declared):
        return content.decode(declared, "replace")
    return content.decode("latin-1")


def decode_header(value: str) -> str:
    """Return a raw header value as text: folded lines joined, encoded words read (RFC 2047)."""
    if value.isascii() and "=?" not in value:  # Nearly all of them.
        return " ".join(CONTROL.sub(" ", value).split())
    text = _raw_to_text(value)
    text = re.sub(r"\r?\n[ \t]*", " ", text)
    text = BETWEEN.sub(r"\1", text)
    text = _join_split_words(text)
    text = ENCODED.sub(_decode_word, text)
    return " ".join(_without_surrogates(CONTROL.sub(" ", text)).split())


def clean(text: str) -> str:
    """Return a text with one kind of line end, composed letters and no control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    composed = unicodedata.normalize("NFC", CONTROL.sub("", _without_surrogates(text)))
    return composed.replace("\ufeff", "")


def _without_surrogates(text: str) -> str:
    """Return a text that every database can store: half a letter is no letter."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def _raw_to_text(value: str) -> str:
    try:
        return decode_bytes(value.encode("ascii", "surrogateescape"))
    except UnicodeEncodeError:
        return value.encode("utf-8", "replace").decode("utf-8", "replace")


def _join_split_words(text: str) -> str:
    """Join neighbouring words of one charset, since writers cut letters of several bytes in two."""
    same = re.compile(
        r"=\?([^?\s]{1,60})\?([qQbB])\?([^?]*)\?==\?\1\?\2\?([^?]*)\?=", re.IGNORECASE
    )
    while True:
        found = same.search(text)
        if found is None or (found[2] in "bB" and found[3].endswith("=")):
            return text
        joined = f"=?{found[1]}?{found[2]}?{found[3]}{found[4]}?="
        text = text[: found.start()] + joined + text[found.end() :]


def _decode_word(found: "re.Match[str]") -> str:
    charset, kind, content = found[1].partition("*")[0], found[2].lower(), found[3]
    try:
        if kind == "b":
            raw = base64.b64decode(content + "=" * (-len(content) % 4))
        else:
            raw = quopri.decodestring(content.replace("_", " ").encode("utf-8"), header=False)
    except (binascii.Error, ValueError):
        return found[0]
    return decode_bytes(raw, charset)


def _is_text_codec(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError):
        return False
