"""How an answer fits what it answers: the customer's language and form of address, sorry, length.

No habits, and no words to put in their place: each points at where it shows, and says why.
"""

import re
from collections.abc import Iterator

from hoituu.coach.draft import Draft, Word, read_draft
from hoituu.coach.parts import apologises
from hoituu.coach.rules import Finding, Level
from hoituu.language import language_of

OTHER_LANGUAGE, OTHER_ADDRESS, MIXED_ADDRESS = "other_language", "other_address", "mixed_address"
SORRY_AGAIN, LONG = "sorry_again", "long"
WHY = {
    OTHER_LANGUAGE: {
        "fi": "Asiakas kirjoitti toisella kielellä. Vastaa hänen kielellään, jos osaat.",
        "en": "The customer wrote in another language. Answer in theirs, if you can.",
    },
    OTHER_ADDRESS: {
        "fi": "Asiakas puhuttelee sinua toisin. Puhuttele häntä samalla tavalla.",
        "en": "The customer addresses you the other way (sinä or te). Do as they do.",
    },
    MIXED_ADDRESS: {
        "fi": "Tässä sinutellaan ja teititellään vuorotellen. Valitse toinen.",
        "en": "This says sinä and te to the same person. Choose one.",
    },
    SORRY_AGAIN: {
        "fi": "Yksi pahoittelu riittää. Kerro sitten, mitä teet.",
        "en": "One sorry is enough. Say next what you do.",
    },
    LONG: {
        "fi": "Tämä on pitkä. Mitä asiakkaan on hyvä tietää ensin? Karsi loput.",
        "en": "This is long. What does the customer need first? Cut the rest.",
    },
}
TOLD_BY, LONG_WORDS, ENOUGH_SORRY = 40, 180, 2  # characters; words; sentences
# After a word in small letters on its own line: at the beginning of one it may be the whole firm.
FORMAL = re.compile(
    r"[a-zåäö],?[ \t]+(?:Te|Teidän|Teille|Teiltä|Teitä|Teillä|Teihin|Teistä)\b|\bArvoisa\b"
)
# Small words that only texts in a language have several of: others look like one of ours, too.
BY_LANGUAGE = {
    "fi": """että niin kun olen mutta minä voi jos oli vielä tai nyt minun olisi hei kiitos teidän
        teille voisitteko voisitko onko sitten koska milloin miten saisinko tämä myös""",
    "sv": """och att jag är på som för inte till kan ni hej tack undrar kunde skulle mig mitt min
        vill hur när gärna eller""",
    "en": """the and to is of you my it that have this with not your could would please from can i
        hello thank when how there are been last""",
}
SMALL_WORDS = {lang: frozenset(words.split()) for lang, words in BY_LANGUAGE.items()}
FEWEST_SMALL_WORDS = 2


def other_language(text: str, lang: str, asked: str) -> Finding | None:
    """Return that a draft is not in its customer's language, if both are long enough to tell."""
    theirs = language_of(asked)
    small = SMALL_WORDS[theirs] & set(re.findall(r"[^\W\d_]+", asked.lower()))
    is_told = min(len(text.strip()), len(asked.strip())) >= TOLD_BY
    if theirs == lang or not is_told or len(small) < FEWEST_SMALL_WORDS:
        return None
    first = next((line for line in text.splitlines() if line.strip()), "")
    return _pointing(OTHER_LANGUAGE, Level.THINK, text, text.index(first), first, lang)


def manners(draft: Draft, asked: str) -> Iterator[Finding]:
    """Yield how a draft could fit better what it answers; `asked` is "" where nobody knows."""
    if draft.lang == "fi":
        yield from _address(draft, asked)
    sorry = [sentence for sentence in draft.sentences if apologises(sentence, draft.lang)]
    if len(sorry) > ENOUGH_SORRY:
        yield _at(SORRY_AGAIN, Level.HINT, draft, sorry[ENOUGH_SORRY].span)
    if sum(len(sentence.words) for sentence in draft.sentences) > LONG_WORDS:
        yield _at(LONG, Level.HINT, draft, draft.sentences[0].span)


def _address(draft: Draft, asked: str) -> Iterator[Finding]:
    """Yield that a draft says "te" to who says "sinä", "sinä" to who says "Te", or both.

    A "te" in small letters may be a whole firm or family: it tells nothing of how one is addressed.
    """
    here = {word: says for word in _words(draft) if (says := _says(word))}
    ours = set(here.values())
    if len(ours) == 2:
        first = next(iter(here.values()))
        turns = next(word for word, says in here.items() if says != first)
        yield _at(MIXED_ADDRESS, Level.HINT, draft, (turns.start, turns.end))
        return
    theirs = _theirs(asked)
    if ours and theirs and ours != {theirs}:
        word = next(iter(here))
        yield _at(OTHER_ADDRESS, Level.THINK, draft, (word.start, word.end))


def _theirs(asked: str) -> str:
    """Return how a customer addresses us, "" where they do not say."""
    if FORMAL.search(asked):
        return "te"
    words = list(_words(read_draft(asked, "fi")))
    many = any(r.is_verb and r.person == "1" and r.plural for word in words for r in word.readings)
    said = {_says(word) for word in words} - {""}
    return "sinä" if said == {"sinä"} and not many else ""


def _words(draft: Draft) -> Iterator[Word]:
    return (word for sentence in draft.sentences for word in sentence.words)


def _says(word: Word) -> str:
    """Return "sinä" or "te" where a word addresses somebody so, else "".

    "Sinä" alone does not: it is also of a day ("sinä päivänä"), and its verb says the same.
    """
    pronouns = [one for one in word.readings if one.kind == "asemosana"]
    verbs = [one for one in word.readings if one.is_verb and one.person]
    owned = {one.possessive for one in word.readings}
    for says, plural, possessive in (("sinä", False, {"2s"}), ("te", True, {"2p"})):
        if any(one.lemma == says for one in pronouns) and word.text != "sinä":
            return says
        if verbs and all(one.person == "2" and one.plural is plural for one in verbs):
            return says
        if owned == possessive:
            return says
    return ""


def _at(code: str, level: Level, draft: Draft, span: tuple[int, int]) -> Finding:
    start, end = span
    return _pointing(code, level, draft.written, start, draft.written[start:end], draft.lang)


def _pointing(code: str, level: Level, text: str, start: int, said: str, lang: str) -> Finding:
    why = WHY[code].get(lang, WHY[code]["en"])
    return Finding(code, level, start, start + len(said), said, why, "", said, start)
