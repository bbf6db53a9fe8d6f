"""The mails that the house itself writes about its promises, in the customer's language."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hoituu.conversations.models import Conversation
from hoituu.lib.names import first_name
from hoituu.promises.models import Promise
from hoituu.promises.rules import PromiseKind
from hoituu.staff.models import Business
from hoituu.web.times import Times


def first_word(
    *, conversation: Conversation, owner: str, firm: Business, due_at: datetime, now: datetime
) -> str:
    """Return the acknowledgement: who has it, and by when they answer."""
    by_when = Times(now, ZoneInfo(firm.tz)).deadline(due_at)
    lines = [
        greeting(conversation),
        _(
            "Thank you for getting in touch. %(owner)s is taking care of this and will answer you "
            "%(by_when)s."
        )
        % {"owner": owner, "by_when": by_when},
        _("If you want to add something, just reply to this message."),
        f"{first_name(owner)}\n{firm.name}",
    ]
    return "\n\n".join(lines)


def own_up_word(
    *, conversation: Conversation, promise: Promise, firm: Business, now: datetime
) -> str:
    """Return what we say when a promise has broken: that we know, and who still has it."""
    due = Times(now, ZoneInfo(firm.tz)).deadline(promise.due_at)
    owner = conversation.owner.name
    if promise.kind == PromiseKind.CALL:
        said = _(
            "We promised to call you %(due)s, and we did not. We are sorry. %(owner)s still has "
            "this. Tell us when a call suits you: on your own page, or by answering this message."
        )
    else:
        said = _(
            "We promised to be back with you %(due)s, and we are late. We are sorry. You do not "
            "need to do anything: %(owner)s has this and knows that you are waiting."
        )
    lines = [
        greeting(conversation),
        said % {"due": due, "owner": owner},
        f"{first_name(owner)}\n{firm.name}",
    ]
    return "\n\n".join(lines)


def new_time_word(
    *, conversation: Conversation, promise: Promise, firm: Business, due_at: datetime, now: datetime
) -> str:
    """Return what we say when a promise will not hold or has not: sorry, and by when instead."""
    times = Times(now, ZoneInfo(firm.tz))
    owner = conversation.owner.name
    said = {"due": times.deadline(promise.due_at), "by_when": times.deadline(due_at)}
    late = now > promise.due_at
    about = [_("This is about what we promised: %(text)s.") % {"text": promise.text}]
    lines = [
        greeting(conversation),
        (
            _(
                "We promised to be back with you %(due)s, and we are late. We are sorry. "
                "%(owner)s has this and will get back to you %(by_when)s."
            )
            if late
            else _(
                "We promised to be back with you %(due)s. We will not make it in time, and are "
                "sorry. %(owner)s has this and will get back to you %(by_when)s."
            )
        )
        % {**said, "owner": owner},
        *(about if promise.text else []),
        _("You do not need to do anything."),
        f"{first_name(owner)}\n{firm.name}",
    ]
    return "\n\n".join(lines)


def changed_person_word(
    *, conversation: Conversation, before: str, away: bool, firm: Business, now: datetime
) -> str:
    """Return what we say when somebody else has it: who, and that nothing is told twice."""
    owner = conversation.owner.name
    reason = _("%(before)s is away now.") if away else _("%(before)s does not have this any more.")
    lines = [
        greeting(conversation),
        (reason + " " + _("From now on I, %(owner)s, am taking care of this."))
        % {"before": before, "owner": owner},
        _("You do not need to explain anything again: I can see all that you have written."),
    ]
    if conversation.promised_at and conversation.promised_at > now:
        by_when = Times(now, ZoneInfo(firm.tz)).deadline(conversation.promised_at)
        lines.append(_("What was promised still holds: %(by_when)s.") % {"by_when": by_when})
    return "\n\n".join([*lines, f"{first_name(owner)}\n{firm.name}"])


def reminder_word(*, conversation: Conversation, firm: Business, now: datetime) -> str:
    """Return what a silent customer is asked once, and how the door stays open."""
    day = Times(now, ZoneInfo(firm.tz)).day(conversation.latest_at)
    lines = [
        greeting(conversation),
        _("We wrote to you %(day)s and have not heard from you. Is this still open?")
        % {"day": day},
        _("Just reply to this message, and we go on from where we were."),
        _(
            "If we do not hear from you in a week, we close this for now. You can come back to it "
            "at any time by replying to this message."
        ),
        f"{first_name(conversation.owner.name)}\n{firm.name}",
    ]
    return "\n\n".join(lines)


def greeting(conversation: Conversation) -> str:
    name = first_name(conversation.customer.name)
    return _("Hi %(name)s,") % {"name": name} if name and "@" not in name else _("Hi,")
