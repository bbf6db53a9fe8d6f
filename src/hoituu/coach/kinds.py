"""What a draft answers, read from the draft itself or from what the customer said."""

from collections.abc import Collection

from hoituu.coach import english, finnish
from hoituu.coach.draft import Draft
from hoituu.coach.patterns import Pattern, first_found
from hoituu.coach.rules import Kind, Part
from hoituu.language.tone import NOTHING, Taught, Tone, tone_of

COMPLAINS, DELIGHTED = 0.6, 4.3

SIGNS: dict[str, tuple[tuple[Kind, tuple[Pattern, ...]], ...]] = {
    "fi": (
        (
            Kind.CALLBACK,
            finnish.patterns("""
            soittopyyntö|takaisinsoitto|soittotoive
            ^ soittaa&:minä .. :luku
        """),
        ),
        (
            Kind.LEAD,
            finnish.patterns("""
            kiinnostus|tarjouspyyntö|kysely .. kiitos
            kiitos .. kiinnostus|tarjouspyyntö
            tarjous|hinta-arvio .. lähettää|laskea|tehdä
            laskea|lähettää|tehdä .. tarjous
        """),
        ),
        (
            Kind.PRAISE,
            finnish.patterns("""
            kiitos|kiva|ihana|mukava .. sana|kuulla|palaute .. $
            kiva|ihana|mukava .. kuulla
            kaunis|lämmin|kiltti .. sana
        """),
        ),
    ),
    "en": (
        (Kind.CALLBACK, english.patterns("callback|call-back\n call .. request\n request .. call")),
        (
            Kind.LEAD,
            english.patterns(
                "thank|thanks .. interest|enquiry|inquiry\n quote|offer .. send|prepare"
            ),
        ),
        (
            Kind.PRAISE,
            english.patterns(
                "thank|thanks .. kind|lovely|nice .. word\n glad|happy|delighted .. like|enjoy|hear"
            ),
        ),
    ),
}


def kind_of(draft: Draft, present: Collection[Part]) -> Kind:
    """Return what was asked, as far as the answer tells; a sorry answers a complaint."""
    if Part.APOLOGY in present:
        return Kind.COMPLAINT
    for kind, patterns in SIGNS[draft.lang]:
        if any(first_found(patterns, sentence) for sentence in draft.sentences):
            return kind
    return Kind.QUESTION


def complains(heard: Tone) -> bool:
    """Tell whether a message that sounds so is answered as a complaint."""
    return heard.complaint >= COMPLAINS


def kind_asked(message: str, lang: str = "", taught: Taught = NOTHING) -> Kind | None:
    """Return what a customer's message is, where it tells: a complaint, or nothing but kind words."""
    heard = tone_of(message, lang, taught)
    if complains(heard):
        return Kind.COMPLAINT
    return Kind.PRAISE if heard.tone >= DELIGHTED and "?" not in message else None
