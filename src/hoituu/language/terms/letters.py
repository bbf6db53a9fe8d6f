"""Search without a dictionary: three letters at a time, the last letter of a word cut.

It finds "laskun" by "lasku" and "palvelumaksu" by "maksu", without knowing Finnish.
"""

from functools import lru_cache


@lru_cache(maxsize=10_000)
def trigrams(word: str) -> tuple[str, ...]:
    """Return what a word is found by."""
    stem = word if len(word) < 4 or word.isdigit() else word[:-1]
    if len(stem) < 4 or word.isdigit():
        return (stem,)
    return tuple(stem[at : at + 3] for at in range(len(stem) - 2))
