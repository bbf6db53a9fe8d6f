"""Finnish sentences as clauses of words: each word with every way to read it, a finite verb each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hoituu.language.morphology import Reading, by_ending, readings

SPOKEN_VERBS = {
    "tuun": "tulla", "oon": "olla", "meen": "mennä", "paan": "panna", "nään": "nähdä",
    "meinaan": "aikoa", "lupaan": "luvata", "tulen": "tulla",
}  # fmt: skip

SPOKEN_WORDS = {
    "kattomaan": "katsomaan", "kattoo": "katsoa", "kattoa": "katsoa", "yhteydes": "yhteydessä",
    "soittaan": "soittamaan", "laittaan": "laittamaan", "katon": "katson", "tsekkaan": "tarkistan",
}  # fmt: skip

# Words that could be verbs and in such letters never are.
NOT_A_VERB_HERE = frozenset([
    "kuin", "viikon", "tunnin", "päivän", "kuun", "vuoden", "ajan", "asian", "kanssa", "asiaan",
    "minun", "sinun", "meidän", "teidän", "tähän", "siihen", "johon", "mihin", "tänään",
    "huomenna", "ennen", "jälkeen", "kuluessa", "aikana", "sisään", "takaisin", "hetken",
    "parin", "vain", "ihan", "heti", "vielä", "siten", "sitten", "kun", "niin", "joten",
    "koska", "siinä", "tässä", "tuolloin", "silloin", "samalla", "toki", "kyllä", "ainakin",
    "varmaan", "lisää", "uuden", "tilin", "tilille", "puolen", "alkaen", "lähtien", "olkaa",
    "mukaan", "kiinni", "ohessa", "jo", "noin", "tasan", "hyvin", "pian", "saman", "koko",
    "muuten", "eli", "mutta", "sekä",
])  # fmt: skip

SPLIT = re.compile(
    r"[,;:]|\s[–-]\s|\b(?:ja|mutta|sekä|vaan|joten|että|niin|eli|sillä|koska|kun|vai)\b",
    re.IGNORECASE,
)

# What the dictionary does not know and a customer hears all the same: "pirautan", "soitellemme".
UNKNOWN_VERB = re.compile(r"^(?:[a-zåäö]{3,}mme|[a-zåäö]{3,}(?:[aä]n|len|sen))$")
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence in small letters, where it stands, and every way to read it."""

    word: str
    at: int
    readings: tuple[Reading, ...]

    def any(self, **facts: object) -> bool:
        """Tell whether some reading has all of these."""
        return any(all(getattr(r, k) == v for k, v in facts.items()) for r in self.readings)

    @property
    def finite(self) -> Reading | None:
        """The reading as a finite verb in the present, None when it is none."""
        if self.word in NOT_A_VERB_HERE:
            return None
        return next((r for r in self.readings if _is_present(r)), None)

    @property
    def is_finite(self) -> bool:
        """Whether it can be a finite verb of any tense, or the negation."""
        other = any(
            r.kind == "teonsana" and r.person and r.tense != "present" for r in self.readings
        )
        conditional = self.is_only_verb and any(
            r.person and r.mood not in {"", "indicative"} for r in self.readings
        )
        return self.finite is not None or other or conditional or self.any(kind="kieltosana")

    @property
    def is_only_verb(self) -> bool:
        return all(reading.is_verb for reading in self.readings)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence with one finite verb, and where it begins and ends."""

    sentence: str
    tokens: Sequence[Token]
    start: int
    end: int

    @property
    def words(self) -> str:
        return " ".join(token.word for token in self.tokens)

    def after(self, token: Token) -> list[Token]:
        return [other for other in self.tokens if other.at > token.at]


def tokens(sentence: str) -> list[Token]:
    """Return the words of a sentence, in their order."""
    return [
        Token(match[0].lower(), match.start(), _readings(match[0]))
        for match in WORD.finditer(sentence)
    ]


def _readings(word: str) -> tuple[Reading, ...]:
    """Return how a word is read: as written, as spoken, as a name, or by its ending."""
    spoken = SPOKEN_VERBS.get(word.lower())
    if spoken:
        return (Reading(spoken, "teonsana", "1", tense="present", mood="indicative"),)
    written = SPOKEN_WORDS.get(word.lower(), word)
    found = readings(written) or (readings(written.capitalize()) if written.islower() else ())
    return found or (by_ending(word) if UNKNOWN_VERB.search(word.lower()) else ())


def _is_present(reading: Reading) -> bool:
    present = reading.tense == "present" and reading.mood == "indicative"
    return present and reading.kind == "teonsana" and bool(reading.person) and not reading.negative


def clauses(sentence: str) -> list[Clause]:
    """Return the parts of a sentence with a finite verb each; what has none joins the next."""
    ends = [match.start() for match in SPLIT.finditer(sentence)][::-1]
    parts: list[list[Token]] = [[]]
    finite = False  # whether the last part has a finite verb
    for token in tokens(sentence):
        divided = bool(ends) and token.at >= ends[-1]
        while ends and token.at >= ends[-1]:
            ends.pop()
        if divided and finite:
            parts.append([])
            finite = False
        parts[-1].append(token)
        finite = finite or token.is_finite
    if len(parts) > 1 and not finite:
        last = parts.pop()
        parts[-1] += last
    borders = [0, *(part[0].at for part in parts[1:]), len(sentence)]
    return [
        Clause(sentence, part, start, end)
        for part, (start, end) in zip(parts, pairwise(borders), strict=True)
    ]
