"""Search terms: what a text is found by, and what a query asks for.

A Finnish word is found by its base form and by every part of a compound; an English or Swedish one
by its stem (Snowball). Without the Finnish dictionary all words are found by three letters at a
time: see `terms_version`.
"""

import re
import threading
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from hoituu.language.morphology import knows_finnish
from hoituu.language.terms.finnish import asked_for, found_by
from hoituu.language.terms.letters import trigrams

WORD = re.compile(r"[^\W_]+(?:[-‐'’][^\W_]+)*")
GROUPED = re.compile(r"(?<![\w+])\+?\d{2,6}(?:[ \u00a0-]\d{2,6}){1,5}(?!\w)")
DIGITS = re.compile(r"\d+")
BETWEEN = re.compile(r"[-‐'’]")
LONGEST_WORD = 60
MOST_PARTS = 6
# Marks that keep a stem apart from the words of other languages that look like it.
STEMMED = {"en": ("english", "xen"), "sv": ("swedish", "xsv")}
LOCK = threading.Lock()  # A stemmer keeps the word it works on in itself.


def terms_version() -> str:
    """Return how terms are made here; what was indexed otherwise must be indexed anew."""
    return "words-1" if knows_finnish() else "letters-1"


def search_terms(text: str, lang: str) -> list[str]:
    """Return what a text is found by, in order, each once: letters and digits alone, lower case."""
    if not knows_finnish():
        return _each_once(term for parts in _words(text) for w in parts for term in trigrams(w))
    words = list(_words(text))
    if lang in STEMMED:
        terms = [term for parts in words for term in _stemmed(parts, lang)]
    else:
        terms = [term for parts in words for term in found_by(parts)]
    return _each_once([*terms, *_numbers(text)])


def query_terms(query: str, lang: str) -> list[list[str]]:
    """Return groups of terms: a text matches when it has, of every group, any.

    A text may be in any of our languages, whatever `lang` the query is in.
    """
    if not knows_finnish():
        terms = _each_once(term for parts in _words(query) for w in parts for term in trigrams(w))
        return [[term] for term in terms]
    whole = list(_numbers(query))
    if whole and GROUPED.fullmatch(query.strip()):
        return [whole]
    return [
        _each_once([*asked_for(parts), *(_stem("".join(parts), lang) for lang in STEMMED)])
        for parts in _words(query)
    ]


def _words(text: str) -> Iterable[tuple[str, ...]]:
    """Yield the words of a text in lower case, each as the parts between its hyphens."""
    for found in WORD.findall(text):
        parts = BETWEEN.split(found.casefold())[:MOST_PARTS]
        yield tuple(part[:LONGEST_WORD] for part in parts)


def _numbers(text: str) -> Iterable[str]:
    """Yield numbers that are written in groups as one: "040 123 4567" is found by 0401234567."""
    return ("".join(DIGITS.findall(found)) for found in GROUPED.findall(text))


def _stemmed(parts: Sequence[str], lang: str) -> Iterable[str]:
    words = [*parts, "".join(parts)] if len(parts) > 1 else parts
    for word in words:
        yield word
        yield _stem(word, lang)


@lru_cache(maxsize=10_000)
def _stem(word: str, lang: str) -> str:
    name, mark = STEMMED[lang]
    if lang == "sv" and len(word) > 4 and word.endswith("an"):
        word = word[:-1]  # "fakturan": Snowball leaves this article where it is.
    with LOCK:
        return mark + str(_stemmer(name).stemWord(word))


@cache
def _stemmer(name: str) -> Any:
    import snowballstemmer  # type: ignore[import-untyped]

    return snowballstemmer.stemmer(name)


def _each_once(terms: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(terms))
