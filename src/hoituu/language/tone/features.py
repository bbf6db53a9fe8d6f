"""What a message is made of, for its tone: words with their negation, letters, and a lexicon."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from zlib import crc32

from hoituu.language.english import base_forms
from hoituu.language.spoken import read_word
from hoituu.language.tone.lexicon import MOODS, NEGATIONS

NEGATED_FOR = 3  # words after a "not"
WORD = re.compile(
    r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|[!?]+|\d+|:\)|:\(|:D|[🙂😀😃😄😊😍🥰👍❤🙏😡😠🤬😤👎😢😭🙄]"
)
LETTERS = 5
LONGEST_WORD = 60
QUOTES = tuple("\"”“»'’")


@dataclass(frozen=True, slots=True)
class Piece:
    """A feature, hashed, and where in the text the word stands that it is of, if of one."""

    feature: int
    at: tuple[int, int] | None = None


def pieces(text: str, lang: str) -> list[Piece]:
    """Return the features of a message, each once, where it first stands, hashed to four bytes."""
    found: dict[int, Piece] = {}
    for name, at in _names(text, lang):
        feature = crc32(name.encode("utf-8", "replace"))
        if feature not in found:
            found[feature] = Piece(feature, at)
    return list(found.values())


def _names(text: str, lang: str) -> Iterator[tuple[str, tuple[int, int] | None]]:
    before, negated, moods, count = "", 0, set[str](), 0
    for match in WORD.finditer(text):
        word, at = match[0], (match.start(), match.end())
        count += 1
        if not word[0].isalpha():
            yield _mark(word), None
            continue
        lemmas = _base_forms(_plain(word), lang)
        denied = "not " if negated > 0 else ""
        felt = [f"{denied}{mood}" for mood in _moods((*lemmas, _plain(word)), lang)]
        moods |= set(felt)
        yield f"{before} {lemmas[0]}", at
        yield from ((f"{denied}{lemma}", at) for lemma in lemmas)
        yield from ((f"@{mood}", at) for mood in felt)
        yield from ((letters, at) for letters in _letters(_plain(word)))
        if lang == "fi":
            yield from ((form, at) for form in _forms(_plain(word)))
        if _is_in_quotes(text, match):
            yield from ((f"so-called {mood}", at) for mood in ["", *felt])
        if word.isupper() and len(word) > 3:
            yield "shouts", at
        negated = NEGATED_FOR if _negates(_plain(word), lemmas, lang) else negated - 1
        before = lemmas[0]
    yield from ((f"{one} & {other}", None) for one, other in combinations(sorted(moods), 2))
    yield "short" if count < 6 else "long" if count > 25 else "middling", None
    if "?" in text:
        yield "asks", None


def _is_in_quotes(text: str, match: re.Match[str]) -> bool:
    """Tell whether a word stands in quotes by itself, as when it is meant the other way round."""
    return text[match.start() - 1 : match.start()] in QUOTES and text[match.end() :][:1] in QUOTES


def _plain(word: str) -> str:
    return word[:LONGEST_WORD].lower().replace("’", "'")


def _mark(mark: str) -> str:
    """Return a name for what is no word: how many of "!" and "?", the beginning of a number."""
    return f"{mark[0]}{min(len(mark), 3)}" if mark[0] in "!?" else mark[:2]


@lru_cache(maxsize=10_000)
def _base_forms(word: str, lang: str) -> tuple[str, ...]:
    if lang == "en":
        return tuple(sorted(base_forms(word), key=lambda one: (len(one), one)))
    lemmas = {one.lemma for one in read_word(word)} | {
        one.verb for one in read_word(word) if one.verb
    }
    return tuple(sorted(lemmas, key=lambda one: (len(one), one))) or (word,)


@lru_cache(maxsize=10_000)
def _forms(word: str) -> tuple[str, ...]:
    """Return who does what in a Finnish verb: "olisitte" is :conditional2."""
    verbs = (one for one in read_word(word) if one.is_verb and one.person)
    return tuple(sorted({f":{one.mood}{one.person}{one.tense}" for one in verbs}))


@lru_cache(maxsize=10_000)
def _moods(lemmas: tuple[str, ...], lang: str) -> tuple[str, ...]:
    return tuple(
        mood
        for mood, (words, beginnings) in MOODS[lang].items()
        if any(lemma in words or lemma.startswith(beginnings) for lemma in lemmas)
    )


@lru_cache(maxsize=10_000)
def _letters(word: str) -> tuple[str, ...]:
    bounded = f"<{word}>"
    return tuple(f"#{bounded[at : at + LETTERS]}" for at in range(len(bounded) - LETTERS + 1))


def _negates(word: str, lemmas: tuple[str, ...], lang: str) -> bool:
    return word in NEGATIONS[lang] or any(lemma in NEGATIONS[lang] for lemma in lemmas)
