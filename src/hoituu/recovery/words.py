"""What the desk says of complaints, their steps and their remedies."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hoituu.recovery.rules import (
    AlreadyAgreed,
    Closed,
    NoSuchRemedy,
    Reason,
    RecoveryStep,
    RemediesOffered,
    RemedyGone,
    RemedyKind,
    RemedyState,
    Severity,
    Span,
    Trouble,
    Verdict,
)
from hoituu.web.money import euros

STEPS: dict[RecoveryStep, Lazy] = {
    RecoveryStep.HEARD: _("Heard to the end"),
    RecoveryStep.THANKED: _("Thanked for telling us"),
    RecoveryStep.APOLOGISED: _("Apologised"),
    RecoveryStep.EXPLAINED: _("We know what went wrong"),
    RecoveryStep.AGREED: _("A solution is agreed on"),
    RecoveryStep.DONE: _("Done"),
    RecoveryStep.CONFIRMED: _("The customer says so"),
}
NEXT: dict[RecoveryStep, Lazy] = {
    RecoveryStep.HEARD: _("Read or hear them to the end first."),
    RecoveryStep.THANKED: _("Thank them for telling you."),
    RecoveryStep.APOLOGISED: _("Say that you are sorry, and mean it."),
    RecoveryStep.EXPLAINED: _("Find out what went wrong, and name it below."),
    RecoveryStep.AGREED: _("Offer ways to put it right. The customer chooses."),
    RecoveryStep.DONE: _("Do what was agreed on, by its time."),
    RecoveryStep.CONFIRMED: _("Ask whether it is right now."),
}
# After seven pieces of advice that the essay on the small giant of customer service closes with.
RULES: list[Lazy] = [
    _("Listen until they have said it all."),
    _("Do not argue, do not interrupt."),
    _("Feel with them, and be truly sorry."),
    _("Do not make it smaller than it is, and do not be clever."),
    _("Thank them: they could have just left."),
    _("Look for a solution at once."),
    _("Do not take it to heart: it is part of the work."),
]
SEVERITIES: dict[Severity, Lazy] = {
    Severity.SMALL: _("A small annoyance"),
    Severity.REAL: _("A real harm"),
    Severity.SERIOUS: _("Serious"),
}
KINDS: dict[RemedyKind, Lazy] = {
    RemedyKind.REDO: _("Done anew"),
    RemedyKind.REFUND: _("Money back"),
    RemedyKind.CREDIT: _("Credit"),
    RemedyKind.REPLACEMENT: _("A new one instead"),
    RemedyKind.GIFT: _("A gift"),
    RemedyKind.FAVOUR: _("A favour"),
}
STATES: dict[RemedyState, Lazy] = {
    RemedyState.ASKED: _("Waits for %(lead)s"),
    RemedyState.PROPOSED: _("The customer proposes this"),
    RemedyState.OFFERED: _("Offered"),
    RemedyState.CHOSEN: _("Agreed on"),
    RemedyState.DONE: _("Done"),
    RemedyState.PASSED: _("Not chosen"),
    RemedyState.REFUSED: _("Not possible"),
    RemedyState.WITHDRAWN: _("Taken back"),
    RemedyState.RELEASED: _("No longer needed"),
}
REFUSALS: dict[type[Exception], Lazy] = {
    RemedyGone: _("It was taken back or has moved on meanwhile. Look at it again."),
    AlreadyAgreed: _("Something is agreed on here already. Finish it, or release it first."),
    NoSuchRemedy: _("That is not one of these."),
    RemediesOffered: _("Something was offered to put it right, so it stays a complaint."),
    Closed: _("The customer has confirmed that it was put right."),
}


def reasons(span: Span, trouble: Trouble) -> list[str]:
    """Return why a gesture of that size fits, a sentence each."""
    said = {
        Reason.LOSS: gettext("What failed was worth %(amount)s."),
        Reason.LOSS_UNKNOWN: gettext("What failed was worth nobody has said: the range is wider."),
        Reason.VALUE: gettext("They spend %(monthly)s a month with us."),
        Reason.VALUE_UNKNOWN: gettext(
            "What they spend with us nobody has said: the range is wider."
        ),
        Reason.TENURE: ngettext(
            "They have been with us for %(n)d year.",
            "They have been with us for %(n)d years.",
            trouble.years or 0,
        ),
        Reason.TENURE_UNKNOWN: gettext("How long they have been with us nobody has said."),
        Reason.GIVEN_BEFORE: gettext("In a year they have got %(given)s before."),
    }
    facts = {
        "amount": euros(trouble.lost_cents or 0),
        "monthly": euros(trouble.monthly_cents or 0),
        "n": trouble.years or 0,
        "given": euros(trouble.given_cents),
    }
    return [said[reason] % facts for reason in span.reasons]


def warning(verdict: Verdict, *, worth_cents: int, trouble: Trouble) -> str:
    """Return a warning about an amount, "" for one that fits."""
    facts = {"amount": euros(worth_cents), "monthly": euros(trouble.monthly_cents or 0)}
    said = {
        Verdict.INSULTING: gettext(
            "%(amount)s may feel like an insult to somebody who spends %(monthly)s a month with us."
        ),
        Verdict.SMALL: gettext("%(amount)s may feel small beside what happened."),
        Verdict.FITS: "",
        Verdict.LARGE: gettext(
            "%(amount)s is a lot beside what happened. A sorry that is meant may do more."
        ),
    }
    return said[verdict] % facts
