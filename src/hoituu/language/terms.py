"""Search terms in their fallback form: three letters at a time, the last letter of a word cut.

It finds "laskun" by "lasku" and "palvelumaksu" by "maksu", without knowing Finnish.
"""

import re
from functools import lru_cache
from itertools import chain

WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 60


def search_terms(text: str, lang: str) -> list[str]:
    """Return what a text is found by, in order, each once."""
    return list(dict.fromkeys(chain.from_iterable(map(_trigrams, _words(text)))))


def query_terms(query: str, lang: str) -> list[list[str]]:
    """Return groups of terms: a text matches when it has, of every group, any."""
    return [[term] for term in search_terms(query, lang)]


def _words(text: str) -> list[str]:
    return [word.casefold()[:LONGEST_WORD] for word in WORD.findall(text)]


@lru_cache(maxsize=10_000)
def _trigrams(word: str) -> tuple[str, ...]:
    stem = word if len(word) < 4 or word.isdigit() else word[:-1]
    if len(stem) < 4 or word.isdigit():
        return (stem,)
    return tuple(stem[at : at + 3] for at in range(len(stem) - 2))
