"""What a sentence is made of, as numbers: its words, who does what, which classes, what follows what."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from hoituu.coach import english, finnish
from hoituu.coach.draft import Sentence, Word
from hoituu.coach.patterns import Test

LONG, LONGEST = 8, 20  # words in a sentence
LETTERS, LONGEST_WORD = 5, 60
LEXICON: Mapping[str, tuple[Mapping[str, Test], Mapping[str, Test]]] = {
    "fi": (finnish.IN_CLASS, finnish.FORMS),
    "en": (english.IN_CLASS, english.FORMS),
}


def features(sentence: Sentence, lang: str) -> set[int]:
    """Return the features of a sentence, each hashed to four bytes."""
    return {crc32(name.encode("utf-8", "replace")) for name in _names(sentence, lang)}


def _names(sentence: Sentence, lang: str) -> Iterator[str]:
    of_words = [_of_word(word, lang) for word in sentence.words]
    for names in of_words:
        yield from names
    first = [names[0] for names in of_words]
    yield from (f"{one}_{two}" for one, two in pairwise(first))
    yield from (f"{one}__{two}" for one, two in zip(first, first[2:], strict=False))
    if sentence.asks:
        yield "?"
    count = len(sentence.words)
    yield "short" if count < LONG else "long" if count > LONGEST else "middling"


@lru_cache(maxsize=5_000)
def _of_word(word: Word, lang: str) -> tuple[str, ...]:
    """Return a word's names: its shortest base form first, then its others, classes and letters."""
    lemmas = sorted(word.lemmas - {word.text} or word.lemmas, key=lambda one: (len(one), one))
    classes, forms = LEXICON[lang]
    names = [*lemmas, f"={word.text}"]
    names += [f"@{name}" for name, test in classes.items() if test(word)]
    shown = [name for name, test in forms.items() if test(word)]
    names += [f":{name}" for name in shown]
    names += [f":{name}!{lemmas[0]}" for name in shown]
    padded = f"<{word.text[:LONGEST_WORD]}>"
    names += [f"#{padded[at : at + LETTERS]}" for at in range(len(padded) - LETTERS + 1)]
    return tuple(names)
