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
MARKS = re.compile(r"\w[|*]|[|*]\w|(?:^|\s)(?:\.\.?|[:!@=]\w+|[|*^$])(?=\s|$)|\w&[:@]\w")
MOST_LINES, MOST_WORDS = 50, 8


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
    shows = each_line(says.replace("#", " "), lambda line: _said(line, lang))
    if not shows:
        raise BadPattern("there is no word in it")
    if len(shows) > MOST_LINES:
        raise BadPattern(f"there are more than {MOST_LINES} lines")
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
        pattern = pattern_of(line.lower(), classes=classes, forms=forms)
    else:
        pattern = _phrase(line, lang)
    if len(pattern.elements) > MOST_WORDS:
        raise BadPattern(f"it has more than {MOST_WORDS} words")
    return pattern


def _phrase(line: str, lang: str) -> Pattern:
    """Return a line of plain words as a pattern that finds them in any of their forms."""
    sentences = read_draft(line, lang).sentences
    if len(sentences) > 1:
        raise BadPattern("it is more than one sentence")
    words = sentences[0].words if sentences else ()
    if not any(word.text[0].isalnum() for word in words):
        raise BadPattern("there is no word in it")
    return Pattern(line, tuple(Element(_same(word), 0, word.lemmas) for word in words))


def _same(word: Word) -> Test:
    return lambda other: not word.lemmas.isdisjoint(other.lemmas)
