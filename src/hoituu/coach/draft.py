"""A draft as the coach reads it: sentences of words with their base forms, quotes left out."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from hoituu.language.english import base_forms as english_base_forms
from hoituu.language.morphology import Reading
from hoituu.language.sentences import sentences
from hoituu.language.spoken import read_word

LONGEST_DRAFT = 30_000
LONGEST_SENTENCE = 1_500
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[?!€%]|:\)")
QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
QUOTED = re.compile(r"[\"“”»«][^\"“”»«\n]{3,300}[\"“”»«]")
# From here on it is a signature.
SIGNED = re.compile(
    r"^[ \t]*+(?:--[ \t]*$|(?:(?:ystävällisin|parhain|lämpimin|kohteliain|hyvin|terveisin|t\.|"
    r"yst\.?)[ \t]*(?:terveisin|terv\.?)?|(?:best|kind|warm|many)?[ \t]*regards|sincerely|"
    r"yours (?:truly|sincerely|faithfully)|cheers),?[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)
NAMES = {"etunimi", "sukunimi"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word in small letters, where it stands in the draft, and what it may be a form of."""

    text: str
    start: int
    end: int
    lemmas: frozenset[str]
    readings: tuple[Reading, ...] = ()
    is_name: bool = False


@dataclass(frozen=True)
class Sentence:
    """One sentence of a draft, as it is written and as words."""

    text: str
    start: int
    words: tuple[Word, ...]

    @cached_property
    def lemmas(self) -> frozenset[str]:
        return frozenset().union(*(word.lemmas for word in self.words))

    @property
    def span(self) -> tuple[int, int]:
        """Where its first and last letters stand in the draft."""
        lead = len(self.text) - len(self.text.lstrip())
        return self.start + lead, self.start + len(self.text.rstrip())

    @property
    def asks(self) -> bool:
        return self.text.rstrip().endswith("?")


@dataclass(frozen=True)
class Draft:
    """What somebody is about to say: as it is written, and with what is not theirs blanked."""

    written: str
    text: str
    lang: str

    def is_quoting(self, sentence: Sentence) -> bool:
        """Tell whether a sentence has words of somebody else's in it."""
        end = sentence.start + len(sentence.text)
        return self.written[sentence.start : end].split() != sentence.text.split()

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(
            Sentence(one.text, one.start, tuple(READERS[self.lang](one.text, one.start)))
            for one in sentences(self.text)
            if len(one.text) <= LONGEST_SENTENCE
        )


def read_draft(text: str, lang: str) -> Draft:
    """Return a draft: the customer's own words and the signature are not judged."""
    ours = QUOTED.sub(_blank, QUOTED_LINE.sub(_blank, text[:LONGEST_DRAFT]))
    signed = SIGNED.search(ours)
    return Draft(text, ours[: signed.start()] if signed else ours, lang)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _words(text: str, start: int, make: Callable[[str, bool], Word]) -> Iterator[Word]:
    for match in WORD.finditer(text):
        begins = not text[: match.start()].strip(" -–•*\t")
        made = make(match[0], begins)
        yield Word(
            made.text,
            start + match.start(),
            start + match.end(),
            made.lemmas,
            made.readings,
            made.is_name,
        )


@lru_cache(maxsize=5_000)
def _finnish(word: str, begins: bool) -> Word:
    small = word.lower()
    found = read_word(word) if word[0].isalpha() else ()
    lemmas = frozenset({small, *(one.lemma for one in found)})
    named = any(one.kind in NAMES and not one.possessive for one in found) or not found
    return Word(small, 0, 0, lemmas, found, is_name=word[0].isupper() and named and word.isalpha())


@lru_cache(maxsize=5_000)
def _english(word: str, begins: bool) -> Word:
    small = word.lower().replace("’", "'")
    name = word[0].isupper() and not begins and word.isalpha() and word != "I"
    return Word(small, 0, 0, english_base_forms(small), is_name=name)


READERS: Mapping[str, Callable[[str, int], Iterator[Word]]] = {
    "fi": lambda text, start: _words(text, start, _finnish),
    "en": lambda text, start: _words(text, start, _english),
}
