"""Who does what in a Finnish sentence: a first person in the present takes it, whatever the verb."""

from collections.abc import Iterator

from hoituu.coach import finnish
from hoituu.coach.draft import Sentence
from hoituu.coach.patterns import first_found
from hoituu.coach.rules import Part
from hoituu.language.clauses import Clause, Token, clauses
from hoituu.language.commitment import finnish as commitment
from hoituu.language.commitment.finnish_words import STATES

CAN = {"voida", "ehtiä", "aikoa", "yrittää", "pystyä", "tulla", "käydä", "lähteä"}
# What a first person does that is no deed for the customer.
NO_DEED = STATES | {"olla", "kiittää", "pahoitella", "toivoa", "ihmetellä", "ruveta", "alkaa"}
MISTAKES = finnish.patterns("@mistake")
TAKES_IT = finnish.patterns("""
    ottaa .. hoitaa|vastuu|hoito|selvittää|huolehtia
    =hoitaakseni|=vastuullani|=vastuulleni|=hoidettavakseni|=hoitooni
""")
SOME_DAY_BACK = {"palata", "ilmoittaa", "ilmoitella", "soitella", "palailla", "viestiä"}
IN_TOUCH = finnish.patterns("ottaa .. yhteys\n olla .. yhteys\n pitää .. ajan")


def deeds(sentence: Sentence, *, timed: bool) -> Iterator[Part]:
    """Yield ownership, next step, time and done, as far as they are in a sentence."""
    if any(_done(clause) for clause in clauses(sentence.text)) and not first_found(
        MISTAKES, sentence
    ):
        yield from (Part.OWNERSHIP, Part.NEXT_STEP, Part.DONE)
    mine = [clause for clause in clauses(sentence.text) if _takes(clause)]
    if mine and not _is_vague(sentence, mine, timed=timed):
        yield Part.OWNERSHIP
        takes = first_found(TAKES_IT, sentence)
        if not takes or len(mine) > 1 or timed:
            yield Part.NEXT_STEP
        if timed:
            yield Part.TIME
    elif timed and not sentence.asks and commitment.commitments(sentence.text):
        yield from (Part.NEXT_STEP, Part.TIME)


def _takes(clause: Clause) -> bool:
    """Tell whether a first person says what they do, or can and will do."""
    if any(token.any(kind="kieltosana") for token in clause.tokens):
        return False
    for number, token in enumerate(clause.tokens):
        reading = token.finite
        if reading is None or reading.person != "1" or token.word.endswith(("ko", "kö")):
            continue
        if not token.is_only_verb and any(other.is_only_verb for other in clause.tokens):
            continue
        later = clause.tokens[number + 1 :]
        if reading.lemma in CAN and any(_infinitive(other) for other in later):
            return True
        if reading.lemma not in NO_DEED:
            return True
    return False


def _infinitive(token: Token) -> bool:
    return any(r.mood in {"A-infinitive", "MA-infinitive"} for r in token.readings)


def _done(clause: Clause) -> bool:
    """Tell whether a first person says what they have done."""
    if any(token.any(kind="kieltosana") for token in clause.tokens):
        return False
    for number, token in enumerate(clause.tokens):
        if not token.is_only_verb:
            continue
        past = [r for r in token.readings if r.tense == "past" and r.person == "1"]
        if past and not token.finite and past[0].lemma not in NO_DEED:
            return True
        if token.any(lemma="olla", person="1"):
            later = clause.tokens[number + 1 : number + 6]
            participle = [r for t in later for r in t.readings if r.participle == "past_active"]
            if participle and participle[0].verb not in NO_DEED:
                return True
    return False


def _is_vague(sentence: Sentence, mine: list[Clause], *, timed: bool) -> bool:
    """Tell whether all that is said is that we will be in touch some day."""
    if timed:
        return False
    verbs = {t.finite.lemma for c in mine for t in c.tokens if t.finite and t.finite.person == "1"}
    return verbs <= SOME_DAY_BACK or first_found(IN_TOUCH, sentence) is not None
