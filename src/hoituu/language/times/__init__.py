"""Times that a text names: "ensi viikon tiistaina klo 14 mennessä", "by noon on Friday". Pure."""

from datetime import datetime

from hoituu.language.times.english import ENGLISH
from hoituu.language.times.finnish import FINNISH
from hoituu.language.times.pieces import When, find_whens

GRAMMARS = {"fi": FINNISH, "en": ENGLISH}


def find_times(text: str, lang: str, *, now: datetime) -> list[When]:
    """Return the times a text names, in its order; `now` is when it is said, in local time.

    A time that sounds like one and names none has no `due`. Languages without a grammar: none.
    """
    grammar = GRAMMARS.get(lang)
    return find_whens(text, grammar, now=now) if grammar else []


__all__ = ["When", "find_times"]
