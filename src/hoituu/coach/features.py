"""What a sentence is made of, as numbers: words, their base forms, who does what, which classes."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from hoituu.coach import english, finnish
from hoituu.coach.draft import Sentence, Word
from hoituu.coach.habits import HABITS
from hoituu.coach.patterns import Test

BUCKETS = 1 << 15
LONG, LONGEST = 8, 20  # words in a sentence
LEXICON: Mapping[str, tuple[Mapping[str, Test], Mapping[str, Test]]] = {
    "fi": (finnish.IN_CLASS, finnish.FORMS),
    "en": (english.IN_CLASS, english.FORMS),
}


def features(sentence: Sentence, lang: str) -> list[int]:
    """Return the features of a sentence as buckets, each once."""
    return sorted({crc32(name.encode()) % BUCKETS for name in _names(sentence, lang)})


def _of_patterns(sentence: Sentence, lang: str) -> Iterator[str]:
    """Yield which patterns of which habits are in a sentence, and which habits show undenied."""
    for habit in HABITS:
        shows = [p.source for p in habit.shows.get(lang, ()) if p.find(sentence)]
        denies = [p.source for p in habit.unless.get(lang, ()) if p.find(sentence)]
        yield from (f"+{habit.code}: {source}" for source in shows)
        yield from (f"-{habit.code}: {source}" for source in denies)
        if shows:
            yield f"shows {habit.code}"
            yield f"shows {habit.code} " + ("denied" if denies else "undenied")
        if denies:
            yield f"denies {habit.code}"


def _names(sentence: Sentence, lang: str) -> Iterator[str]:
    yield from _of_patterns(sentence, lang)
    of_words = [_of_word(word, lang) for word in sentence.words]
    for names in of_words:
        yield from names
    short = [names[0] for names in of_words]
    for first, second in pairwise(short):
        yield f"{first}_{second}"
    for first, second in zip(short, short[2:], strict=False):
        yield f"{first}__{second}"
    kinds = [[n for n in names if n[0] in "@:"] for names in of_words]
    for near, other in pairwise(kinds):
        for one in near:
            for two in other:
                yield f"{one}+{two}"
    there = sorted({n for names in kinds for n in names})
    for number, one in enumerate(there):
        for two in there[number + 1 :]:
            yield f"{one}&{two}"
    if sentence.asks:
        yield "?"
    count = len(sentence.words)
    yield "short" if count < LONG else "long" if count > LONGEST else "middling"


@lru_cache(maxsize=5_000)
def _of_word(word: Word, lang: str) -> tuple[str, ...]:
    """Return a word's names: its shortest base form first, then its others, classes and letters."""
    lemmas = sorted(word.lemmas - {word.text} or word.lemmas, key=lambda one: (len(one), one))
    classes, forms = LEXICON[lang]
    names = [lemmas[0], *lemmas[1:], f"={word.text}"]
    names += [f"@{name}" for name, test in classes.items() if test(word)]
    names += [f":{name}" for name, test in forms.items() if test(word)]
    names += [f":{name}!{lemmas[0]}" for name, test in forms.items() if test(word)]
    padded = f"<{word.text}>"
    if len(padded) > 6:
        names += [f"#{padded[at : at + 5]}" for at in range(len(padded) - 4)]
    return tuple(names)
