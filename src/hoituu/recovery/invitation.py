"""The words by which a customer is invited to choose how it is put right."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from hoituu.lib.money import names_amount
from hoituu.web.money import euros


def worded(text: str, *, cents: int | None) -> str:
    """Return an offer as it is said to the customer; `cents` are what they get, None for no money."""
    return f"{text}, {euros(cents)}" if cents and not names_amount(text) else text


def invitation(remedies: Sequence[str], *, link: str) -> str:
    """Return what stands in an answer: the ways we offer, and where to choose; `link` may be ""."""
    ways = "\n".join(f"– {text}" for text in remedies)
    where = (
        _("Choose on your own page, or answer this message: %(link)s") % {"link": link}
        if link
        else _("Tell me which one, by answering this message.")
    )
    asked = _("How shall we put this right? You choose, or propose something else:")
    return f"{asked}\n{ways}\n{where}"


def further() -> str:
    """Return where else a consumer may take a complaint in Finland, in the customer's language.

    The Board (Act on the Consumer Disputes Board, 8/2007) recommends; it asks that the Advisory
    Service is turned to first. Neither costs anything.
    """
    return _(
        "If we do not find a solution together, you can ask for advice from the Consumer Advisory "
        "Service (https://www.kkv.fi/kuluttajaneuvonta) and take the matter to the Consumer "
        "Disputes Board (https://www.kuluttajariita.fi). Neither costs you anything. Contact the "
        "Advisory Service first."
    )
