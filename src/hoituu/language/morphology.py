"""What Finnish words are made of: their base forms, person, tense, mood and case.

The dictionary is libvoikko with voikko-fi, a system package found at run time. Without it, or
when it fails, a word is read by its ending alone, and `knows_finnish` says so.

libvoikko is not thread-safe: four threads on one handle gave wrong answers and then stopped the
process. So one lock, and one cache in front of it.
"""

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

LONGEST_WORD = 100
CACHED_WORDS = 30_000
LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word. What does not apply is empty; `person` 4 is the passive."""

    lemma: str
    kind: str = ""  # libvoikko's word class: teonsana (verb), nimisana (noun), etunimi, …
    person: str = ""  # 1, 2, 3, or 4
    plural: bool = False
    tense: str = ""  # present, past
    mood: str = ""  # indicative, conditional, imperative, A-infinitive, …
    negative: bool = False  # the form that follows "ei"
    case: str = ""  # libvoikko's: nimento, omanto, osanto, sisaolento, …
    possessive: str = ""  # 1s, 1p, 2s, 2p, 3
    participle: str = ""
    verb: str = ""  # what a participle is made of: "maksettu" of maksaa
    parts: tuple[str, ...] = ()  # the base forms a compound is made of
    pieces: tuple[str, ...] = ()  # what a compound is made of, as it is written, in lower case

    @property
    def is_verb(self) -> bool:
        return self.kind in {"teonsana", "kieltosana"}


def knows_finnish() -> bool:
    """Tell whether the dictionary is there; without it words are read by their endings."""
    return _dictionary() is not None


def readings(word: str) -> tuple[Reading, ...]:
    """Return every way to read a Finnish word, none for what is no word.

    Without the dictionary: at most one, by its ending.
    """
    if len(word) > LONGEST_WORD:
        return ()
    return looked_up(word) if knows_finnish() else by_ending(word)


@lru_cache(maxsize=CACHED_WORDS)
def looked_up(word: str) -> tuple[Reading, ...]:
    """Return the readings that the dictionary knows, by its ending when it fails."""
    dictionary = _dictionary()
    try:
        with LOCK:
            found = dictionary.analyze(word)
    except Exception:  # noqa: BLE001  A library in C: whatever fails in it, the word is still read.
        return by_ending(word)
    return tuple(dict.fromkeys(_reading(word, one) for one in found))


@cache
def _dictionary() -> Any:
    """Return libvoikko with its Finnish dictionary, None where it is not installed."""
    try:
        from libvoikko import Voikko  # type: ignore[import-untyped]

        return Voikko("fi")
    except Exception:  # noqa: BLE001  Whatever is wrong with it, words are read without it.
        return None


TENSES = {"present_simple": "present", "past_imperfective": "past"}
BASE = re.compile(r"\(([^+()][^()]*)\)")
PARTS = re.compile(r"\+[^()+]*\(([^()+]+)\)")


def _reading(word: str, facts: Mapping[str, str]) -> Reading:
    bases = facts.get("WORDBASES", "")
    parts = tuple(PARTS.findall(bases))
    made_of = BASE.findall(bases) if facts.get("PARTICIPLE") else []
    return Reading(
        lemma=facts.get("BASEFORM", "").lower(),
        kind=facts.get("CLASS", ""),
        person=facts.get("PERSON", ""),
        plural=facts.get("NUMBER") == "plural",
        tense=TENSES.get(facts.get("TENSE", ""), ""),
        mood=facts.get("MOOD", ""),
        negative=facts.get("NEGATIVE") == "true",
        case=facts.get("SIJAMUOTO", ""),
        possessive=facts.get("POSSESSIVE", ""),
        participle=facts.get("PARTICIPLE", ""),
        verb=made_of[-1].lower() if made_of else "",
        parts=parts if len(parts) > 1 else (),
        pieces=_pieces(word, facts.get("STRUCTURE", "")),
    )


def _pieces(word: str, structure: str) -> tuple[str, ...]:
    """Return the pieces of a compound; a structure such as "=pppp=ppp" says where each begins."""
    lengths = [len(piece) for piece in structure.split("=")[1:]]
    if len(lengths) < 2 or sum(lengths) != len(word):
        return ()
    ends = list(accumulate(lengths))
    return tuple(
        word[end - length : end].lower() for end, length in zip(ends, lengths, strict=True)
    )


# Endings that say most, the longest first; what a word begins with is taken as its base form.
ENDINGS: list[tuple[re.Pattern[str], Mapping[str, Any]]] = [
    (re.compile(r"(?:isin|isimme|isivat|isit|isitte|isi|ttaisiin|taisiin|täisiin)$"), {
        "kind": "teonsana", "mood": "conditional", "person": "1"}),
    (re.compile(r"(?:(?:[aeiouyäö])mme)$"), {
        "kind": "teonsana", "person": "1", "plural": True, "tense": "present",
        "mood": "indicative"}),
    (re.compile(r"(?:(?:[aeiouyäö])tte)$"), {
        "kind": "teonsana", "person": "2", "plural": True, "tense": "present",
        "mood": "indicative"}),
    (re.compile(r"(?:t?taan|t?tään|daan|dään|llaan|llään|nnaan|nnään|rraan|rrään)$"), {
        "kind": "teonsana", "person": "4", "tense": "present", "mood": "indicative"}),
    (re.compile(r"(?:vat|vät)$"), {
        "kind": "teonsana", "person": "3", "plural": True, "tense": "present",
        "mood": "indicative"}),
    (re.compile(r"(?:[^aeiouyäö]in)$"), {
        "kind": "teonsana", "person": "1", "tense": "past", "mood": "indicative"}),
    (re.compile(r"(?:[aeiouyäö]n)$"), {
        "kind": "teonsana", "person": "1", "tense": "present", "mood": "indicative"}),
]  # fmt: skip


def by_ending(word: str) -> tuple[Reading, ...]:
    """Return how a word is read by its ending alone, at most one way."""
    lower = word.lower()
    for ending, facts in ENDINGS:
        if len(lower) > 4 and ending.search(lower):
            return (Reading(ending.sub("", lower), **facts),)
    return (Reading(lower),) if lower.isalpha() else ()
