"""What one business does not say, in its own words: a habit made of phrases, one a line."""

import re
from functools import lru_cache

from hoituu.coach import english, finnish
from hoituu.coach.draft import Word, read_draft
from hoituu.coach.habit import Habit
from hoituu.coach.patterns import BadPattern, Element, Pattern, Test, each_line, pattern_of
from hoituu.coach.rules import Level

WORDS = {
    "fi": (finnish.CLASSES, finnish.FORMS),
    "en": (english.CLASSES, english.FORMS),
}
# What makes a line a pattern of hoituu.coach.patterns, and not a phrase.
MARKS = re.compile(r"[|*&@=^$]|(?:^|\s)(?:\.\.?|[:!]\w+)(?=\s|$)")


@lru_cache(maxsize=200)
def own_habit(
    code: str,
    *,
    lang: str,
    says: str,
    why: str = "",
    instead: str = "",
    level: Level = Level.THINK,
) -> Habit:
    """Return a habit that shows wherever one of the lines of `says` is said.

    A line of plain words is a phrase, said in any of its forms ("otamme yhteyttä" is also "otan
    yhteyttä"); a line with marks is a pattern. `instead` stands for the words found. Raises
    BadPattern, which names the line.
    """
    shows = each_line(says, lambda line: _said(line, lang))
    if not shows:
        raise BadPattern("there is no word in it")
    return Habit(
        code,
        level,
        seed="",
        why={lang: why},
        instead={lang: instead},
        fires={},
        near={},
        shows={lang: shows},
        of_words=True,
    )


def _said(line: str, lang: str) -> Pattern:
    if MARKS.search(line):
        classes, forms = WORDS[lang]
        return pattern_of(line, classes=classes, forms=forms)
    words = [word for sentence in read_draft(line, lang).sentences for word in sentence.words]
    if not words:
        raise BadPattern("there is no word in it")
    return Pattern(line, tuple(Element(_same(word), 0, word.lemmas) for word in words))


def _same(word: Word) -> Test:
    return lambda other: not word.lemmas.isdisjoint(other.lemmas)
