"""What a Finnish word is found by: its base form, and every part of a compound in its base form.

"astianpesukoneen" is found by astianpesukone, astianpesu, pesukone, astia, pesu and kone, but
"sähköpostin" by sähköposti alone: some compounds mean something else than their parts.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from hoituu.language.morphology import Reading, readings
from hoituu.language.spoken import read_word
from hoituu.language.spoken_words import SPOKEN
from hoituu.language.terms.finnish_words import APART, WHOLE

CACHED_WORDS = 20_000
SHORTEST_TAIL = 4
LONGER_TAIL = 6  # in a word that does not look Finnish: "voucherin" is no hera
SHORTEST_HEAD = 2
MOST_SPANS = 6  # pieces of one compound that are put together anew
FOREIGN = re.compile(r"[cqwzšžå]|sh|th")
VOWEL = re.compile(r"[aeiouyäöå]")
NOUNS = {"nimisana", "laatusana", "nimisana_laatusana", "paikannimi", "etunimi", "sukunimi", "nimi"}
# Endings of borrowed words that the dictionary does not know ("chatissa", "appiin"), longest first.
BORROWED = re.compile(
    r"(?:i?(?:ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|tta|ttä|hin|en|in|ien|eihin|eissa|eista|eilla)"
    r"|i[aä]|eja|ejä|it|(?<=[aeiouyäö])[tn]|i)$"
)


def found_by(parts: Sequence[str]) -> list[str]:
    """Return what a word is found by; `parts` stand between its hyphens, in lower case."""
    if len(parts) == 1:
        return list(_found_by(parts[0]))
    pieces = [_Piece(part, _whole(part)) for part in parts]
    return [*chain.from_iterable(map(_found_by, parts)), *_spans(pieces), "".join(parts)]


def asked_for(parts: Sequence[str]) -> list[str]:
    """Return what a word of a query may be found as: its base forms, never its parts.

    In a query "kuusi" is a spruce or six; "kuusen" is what it says.
    """
    if len(parts) > 1:
        head = "".join(parts[:-1])
        return ["".join(parts), *(head + last for last in _whole(parts[-1]))]
    word = SPOKEN.get(parts[0], parts[0])
    whole, verbs = _whole(word), [one.verb for one in _read(word) if one.verb]
    return [word, *verbs] if word in whole else [*whole, *verbs, word, *_in_finnish(word)]


def _in_finnish(word: str) -> list[str]:
    """Return what a borrowed word is in Finnish: "chat" is chatti, "mail" maili."""
    if not word.isalpha() or word[-1] in "aeiouyäöå" or readings(word):
        return []
    return [made for made in (f"{word}i", f"{word}{word[-1]}i") if readings(made)]


@lru_cache(maxsize=CACHED_WORDS)
def _found_by(word: str) -> tuple[str, ...]:
    word = SPOKEN.get(word, word)
    terms = [word]
    if word in WHOLE:
        return (word,)
    read = _read(word)
    apart = [reading for reading in read if _clean(reading.lemma) in APART]
    for reading in apart or read:
        terms += _terms(reading)
    if len(terms) == 1:
        terms += _unknown(word)
    return tuple(dict.fromkeys(terms))


def _whole(word: str) -> list[str]:
    """Return the base forms of a whole word, guessed when nobody knows it."""
    read = _read(SPOKEN.get(word, word))
    if read:
        return list(dict.fromkeys(_clean(reading.lemma) for reading in read))
    return _unknown(word)[:1] or [word]


def _read(word: str) -> tuple[Reading, ...]:
    return read_word(word) if word.isalpha() else ()


class _Piece:
    """A part of a compound: as it is written, and its base forms."""

    def __init__(self, written: str, lemmas: Sequence[str]) -> None:
        self.written, self.lemmas = written, lemmas


def _terms(reading: Reading) -> list[str]:
    lemma = _clean(reading.lemma)
    terms = [lemma, reading.verb] if reading.verb else [lemma]
    if len(reading.pieces) > 1 and lemma not in APART:
        terms += _spans(_pieces(reading))
    return terms


def _pieces(reading: Reading) -> list[_Piece]:
    """Return the pieces of a compound; those that only together mean something as one."""
    written = [_clean(piece) for piece in reading.pieces]
    head = "".join(written[:-1])
    lemma = _clean(reading.lemma)
    last = lemma.removeprefix(head) if lemma.startswith(head) else written[-1]
    pieces = [_Piece(w, _base_forms(w)) for w in written[:-1]] + [_Piece(written[-1], [last])]
    at = 0
    while at < len(pieces) - 1:
        first, second = pieces[at : at + 2]
        together = [first.written + lemma for lemma in second.lemmas]
        if any(one in APART for one in together):
            pieces[at : at + 2] = [_Piece(first.written + second.written, together)]
        else:
            at += 1
    return pieces


def _base_forms(written: str) -> list[str]:
    """Return the base forms of a part of a compound: of a noun, where it can be one."""
    found = readings(written)
    found = tuple(one for one in found if one.kind in NOUNS) or found
    return list(dict.fromkeys(_clean(one.lemma) for one in found)) or [written]


def _spans(pieces: Sequence[_Piece]) -> list[str]:
    """Return every run of neighbouring pieces, its last one in its base forms."""
    pieces = pieces[:MOST_SPANS]
    terms = []
    for first in range(len(pieces)):
        head = ""
        for piece in pieces[first:]:
            terms += [head + lemma for lemma in piece.lemmas]
            head += piece.written
    return terms


def _unknown(word: str) -> list[str]:
    """Return what a word that no dictionary knows may be found by: its longest known tail first.

    "takaisinsoittopyyntööni" is read as takaisin + soittopyyntö, "chatissa" as chat.
    """
    if not word.isalpha():
        return []
    for at in range(SHORTEST_HEAD, len(word) - SHORTEST_TAIL + 1):
        head, tail = word[:at], word[at:]
        if not VOWEL.search(head):
            continue
        if FOREIGN.search(word) and len(tail) < LONGER_TAIL:
            break
        known = [one for one in readings(tail) if one.kind in NOUNS and len(one.lemma) > 3]
        if known:
            return list(chain.from_iterable(_joined(head, one) for one in known))
    bare = BORROWED.sub("", word)
    return [bare] if 2 < len(bare) < len(word) else []


def _joined(head: str, tail: Reading) -> Iterable[str]:
    pieces = _pieces(tail) if len(tail.pieces) > 1 else [_Piece("", [_clean(tail.lemma)])]
    spans = _spans([_Piece(head, _base_forms(head)), *pieces])
    return [head + _clean(tail.lemma), *spans]


def _clean(term: str) -> str:
    return "".join(filter(str.isalnum, term)).casefold()
