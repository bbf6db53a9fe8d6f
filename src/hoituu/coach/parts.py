"""What is there in a draft: thanks, a sorry, somebody who takes it, what happens next and by when.

By person, tense and mood, not by phrases: a first person in the present takes it, the passive does
not, whatever the verb.
"""

from collections.abc import Iterator
from datetime import datetime

from hoituu.coach import english, finnish
from hoituu.coach.draft import Draft, Sentence
from hoituu.coach.parts_english import deeds as english_deeds
from hoituu.coach.parts_finnish import deeds as finnish_deeds
from hoituu.coach.patterns import first_found
from hoituu.coach.rules import Part
from hoituu.language.times import When, find_times

# Times are read as of some Monday morning: only that there is one matters.
SOME_DAY = datetime(2026, 3, 9, 8, 0)  # noqa: DTZ001  Local to whoever writes.

THANKS = {
    "fi": finnish.patterns("kiitos|kiittää|*kiitos|kiitellä|kiitollinen"),
    "en": english.patterns("thank|thanks|thankyou|grateful|cheers|ta|appreciate|obliged|ty"),
}
NO_THANKS = {
    "fi": finnish.patterns(":ei .. kiitos|kiittää"),
    "en": english.patterns(":not .. thank|thanks"),
}
APOLOGY = {
    "fi": finnish.patterns("""
        anteeksi|pahoittelu|sori|anteeksipyyntö
        pahoitella|valitella|harmitella
        pahoillaan|pahoillani|pahoillamme|=pahoillani|=pahoillamme
        ikävä|harmillinen|kurja|harmi|surullinen|noloa|nolo .. että|juttu|kuulla|homma
        =ikävä|=ikävää|=harmi .. kun
    """),
    "en": english.patterns("""
        sorry|apologise|apologize|apology|apologies
        =pardon
        forgive .. :i|:we
    """),
}
NO_APOLOGY = {
    "fi": finnish.patterns("""
        =jos|mikäli|kenties|mahdollisesti|mahdollinen|ehkä .. anteeksi|pahoitella|pahoittelu|sori|pahoillaan|=pahoillani|=pahoillamme
        anteeksi|pahoitella|pahoittelu|sori|pahoillaan|=pahoillani|=pahoillamme .. =jos|mikäli|kenties|mahdollisesti|mahdollinen|ehkä
    """),
    "en": english.patterns("""
        sorry|apologise|apologize|apology|apologies .. =if|should|any|may
        =if .. sorry|apologise|apologies
    """),
}
CHANNEL = {
    "fi": finnish.patterns("""
        miten|kummin|kuinka|kumpi .. ilmoittaa|kertoa|tavoittaa|sopia|haluta|toivoa|mieluummin|yhteys|kuulla
        mikä . kautta
        soittaa|puhelin|puhelu|soitto .. vai .. viesti|sähköposti|tekstiviesti|meili|kirje|kirjoittaa|soittaa|tekstata
        viesti|sähköposti|tekstiviesti|meili|kirje|tekstata .. vai .. soittaa|puhelin|puhelu|soitto|käydä|viesti|sähköposti
        vai .. sähköposti|puhelin|soittaa|tekstiviesti|viesti
        soittaa|viesti|sähköposti .. tai .. valita
    """),
    "en": english.patterns("""
        how|which .. :you .. hear|reach|contact|update|contacted|reached
        how|which .. :i|:we .. reach|contact|update|let|get
        phone|call|ring|text|email|e-mail|post|message .. or .. phone|call|ring|text|email|e-mail|post|message|letter
        prefer|rather|suit|best .. phone|call|ring|text|email|e-mail|message
    """),
}


def parts_of(draft: Draft) -> tuple[Part, ...]:
    """Return which parts are in a draft, in the order of `Part`."""
    there: set[Part] = set()
    for sentence in draft.sentences:
        there |= set(_parts(sentence, draft.lang))
    return tuple(part for part in Part if part in there)


WAY_ON = {
    "fi": finnish.patterns(
        "mutta|kuitenkin|sijasta|sijaan|vaihtoehto|ehdottaa|ehdotan|=sopisiko|=kävisikö"
    ),
    "en": english.patterns("but|however|instead|alternatively|alternative|suggest|although"),
}


def has_way_on(draft: Draft) -> bool:
    """Tell whether a draft says what is possible: somebody does something, or another way."""
    takes = {Part.OWNERSHIP, Part.NEXT_STEP, Part.DONE}
    return bool(takes.intersection(parts_of(draft))) or any(
        first_found(WAY_ON[draft.lang], sentence) for sentence in draft.sentences
    )


def times_in(sentence: Sentence, lang: str) -> list[When]:
    """Return the times a sentence names, those that name none left out."""
    return [when for when in find_times(sentence.text, lang, now=SOME_DAY) if not when.vague]


def apologises(sentence: Sentence, lang: str) -> bool:
    """Tell whether a sentence says sorry, and not "sorry, if"."""
    said = first_found(APOLOGY[lang], sentence)
    return bool(said) and not first_found(NO_APOLOGY[lang], sentence)


def _parts(sentence: Sentence, lang: str) -> Iterator[Part]:
    if first_found(THANKS[lang], sentence) and not first_found(NO_THANKS[lang], sentence):
        yield Part.THANKS
    if apologises(sentence, lang):
        yield Part.APOLOGY
    if sentence.asks and first_found(CHANNEL[lang], sentence):
        yield Part.CHANNEL_CHOICE
    times = times_in(sentence, lang)
    deeds = finnish_deeds if lang == "fi" else english_deeds
    yield from deeds(sentence, timed=bool(times))
