"""The words beside the faces."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from hoituu.feedback.rules import Mood

FACES: dict[Mood, Lazy] = {
    Mood.BAD: _("Badly"),
    Mood.COULD_BE_BETTER: _("It could have gone better"),
    Mood.WELL: _("Well"),
    Mood.BEYOND: _("Better than I expected"),
}
