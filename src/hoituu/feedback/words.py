"""The words of the questions and their answers, and the mails that ask and tell."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hoituu.conversations.models import Conversation
from hoituu.feedback.models import Change
from hoituu.feedback.rules import Metric, Mood
from hoituu.lib.names import first_name
from hoituu.promises.words import greeting
from hoituu.staff.models import Business

FACES: dict[Mood, Lazy] = {
    Mood.BAD: _("Badly"),
    Mood.COULD_BE_BETTER: _("It could have gone better"),
    Mood.WELL: _("Well"),
    Mood.BEYOND: _("Better than I expected"),
}
QUESTIONS: dict[Metric, Lazy] = {
    Metric.FACES: _("How did it go with us?"),
    Metric.CSAT: _("How content are you with us?"),
    Metric.NPS: _("How likely are you to recommend us to a friend?"),
    Metric.CES: _("How easy was it to get your matter taken care of?"),
}
CONTENT: dict[int, Lazy] = {
    1: _("Not at all"),
    2: _("Not very"),
    3: _("So so"),
    4: _("Content"),
    5: _("Very content"),
}
ENDS: dict[Metric, tuple[Lazy, Lazy]] = {
    Metric.NPS: (_("0: not at all likely"), _("10: very likely")),
    Metric.CES: (_("1: very hard"), _("7: very easy")),
}


def asking_word(*, conversation: Conversation, firm: Business, link: str) -> str:
    """Return the mail that asks once how it went."""
    lines = [
        greeting(conversation),
        gettext("We took care of your matter. How did it go? One tap is enough: %(link)s")
        % {"link": link},
        gettext("We read every answer. On the same page you can tell us not to ask again."),
        f"{first_name(conversation.owner.name)}\n{firm.name}",
    ]
    return "\n\n".join(lines)


def change_word(*, conversation: Conversation, change: Change, firm: Business) -> str:
    """Return the mail that tells who said it what we changed."""
    lines = [
        greeting(conversation),
        gettext("You told us what went wrong. Thank you. Because of what you said, we did this:"),
        change.text,
        f"{first_name(conversation.owner.name)}\n{firm.name}",
    ]
    return "\n\n".join(lines)
