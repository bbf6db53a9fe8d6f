"""What the desk says about codes: events, refusals, reasons, groups."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise as Lazy
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hoituu.callbacks.rules import Reached
from hoituu.callbacks.words import REFUSALS as CALL_REFUSALS
from hoituu.channels.email.rules.outcome import InboxIncomplete
from hoituu.conversations.rules import (
    BeingWritten,
    NobodyToTell,
    NoSuchMove,
    NotHere,
    NothingSaid,
    NotOpen,
    NotYours,
    OthersMatter,
    PromiseStillOpen,
    SomethingNew,
    StillOpen,
    TakenMeanwhile,
)
from hoituu.customers.rules import NotAContactPoint
from hoituu.feedback.queries import PointSum
from hoituu.feedback.rules import (
    FEWEST_ANSWERS,
    AnsweredAlready,
    Metric,
    NotAnonymous,
    NothingToSay,
    SaidMore,
    Share,
    StepSkipped,
    TooLong,
)
from hoituu.feedback.words import CONTENT
from hoituu.lib.money import NotAnAmount, WrongCurrency
from hoituu.lib.tables import BadTable, Why
from hoituu.promises.queries import Tally
from hoituu.promises.rules import CallIsAgreed, PromiseNeedsTime
from hoituu.recovery.words import REFUSALS as RECOVERY_REFUSALS
from hoituu.review.rules import DecisionNeedsOwner, DecisionNeedsWords
from hoituu.staff.rules import (
    AbsenceEndsFirst,
    AbsenceTooLong,
    BadHours,
    CoversThemselves,
    LastAdmin,
    NotAllowed,
)
from hoituu.wording.rules import NameTaken, NotACustomersMessage
from hoituu.worktime.ics import BadEvent, NotACalendar

REFUSALS: dict[type[Exception], Lazy] = (
    CALL_REFUSALS
    | RECOVERY_REFUSALS
    | {
        NotYours: _("Somebody else has this one. Take it over first."),
        TakenMeanwhile: _("A colleague was first. Look who has it now."),
        NoSuchMove: _("It has moved on in the meantime. Look at it again."),
        PromiseStillOpen: _("We have promised something here. Keep it, or agree otherwise first."),
        NothingSaid: _("Write something first."),
        NobodyToTell: _("There is no address to send this to. Add one, or call."),
        SomethingNew: _("Something new has come since you opened this. Read it, then send again."),
        NotHere: _("They are not here before the next step is due. Choose somebody who is."),
        PromiseNeedsTime: _("When will it be done? A promise needs a time ahead of us."),
        StillOpen: _(
            "Something is still open with them. Finish it first, so that nobody is left waiting."
        ),
        OthersMatter: _("Only conversations of the same customer can become one."),
        NotOpen: _(
            "That one is closed. Open it first, or bring them together the other way round."
        ),
        BeingWritten: _(
            "An answer is being written in the other one. Send it or discard it first."
        ),
        CallIsAgreed: _(
            "A call is agreed on in the other one. Open that, and bring this one there."
        ),
        NotAContactPoint: _("That is neither an e-mail address nor a phone number."),
        BadHours: _(
            "Write hours as 9–17, or one after the other: 9–12, 13.30–17. Leave it empty when closed."
        ),
        AbsenceEndsFirst: _("An absence must end after it begins."),
        AbsenceTooLong: _("An absence lasts two years at the most. When do they come back?"),
        NotACalendar: _("That file is no calendar that we can read. Nothing was changed."),
        BadEvent: _(
            "An event in that calendar has no times, or ends before it begins. Nothing was changed."
        ),
        CoversThemselves: _("Nobody stands in for themselves. Choose a colleague."),
        LastAdmin: _("There must be at least one administrator."),
        NotAllowed: _("Your role may look at this, but not change it."),
        StepSkipped: _(
            "One step after the other: read it first, then answer, then change something."
        ),
        NothingToSay: _("It needs a few words."),
        TooLong: _("That is too long. Please shorten it a little: nothing was saved."),
        NotAnonymous: _("Choose those without a name. The others are answered themselves."),
        AnsweredAlready: _("A colleague was first. Look at it again: nothing was saved."),
        SaidMore: _("The customer said more meanwhile. Read that, too."),
        DecisionNeedsWords: _("What do we do? A decision needs a few words."),
        DecisionNeedsOwner: _("A decision needs somebody who works here, and a day ahead of us."),
        NameTaken: _("There is one with that name already."),
        NotACustomersMessage: _("Only what a customer said has a tone to correct."),
        NotAnAmount: _("That is no amount of money. Write it like 45 or 45,50."),
        WrongCurrency: _("Amounts are in euros here. How much is it in euros?"),
        InboxIncomplete: _(
            "Mail would come in, but no answer could go out. Fill in the SMTP server."
        ),
    }
)

BAD_TABLES: dict[Why, Lazy] = {
    Why.UNREADABLE: _("Line %(line)d of the file could not be read."),
    Why.TOO_LONG: _("The file has over 100,000 lines. Bring it in parts."),
    Why.NO_REACH: _("The file has no column email or phone."),
    Why.NO_AMOUNTS: _("The file has no column monthly."),
    Why.NO_DATES: _("The file has no column date."),
    Why.NOT_REACHED: _("Line %(line)d has neither an e-mail address nor a phone number."),
    Why.NOT_EUROS: _("On line %(line)d the amount is not in euros, such as 45 or 45,50."),
    Why.NOT_A_DATE: _("On line %(line)d the date was not understood. Write it like 26.11.2026."),
    Why.NOT_A_SCORE: _("On line %(line)d the rating is not from 1 to 5, nor like 8/10."),
    Why.SAYS_NOTHING: _("Line %(line)d has neither a rating nor a text."),
}

STOPPED: dict[str, Lazy] = {kind.__name__: text for kind, text in REFUSALS.items()} | {
    "Coached": _(
        "Stop for a moment: how does this read to the customer? Send again if it is right."
    ),
    "SlotLeft": _("There is still a slot in it to fill in. Send again if it is right as it is."),
    "Unexpected": _("This could not be sent as it is. Look it through and send again."),
}

EVENTS: dict[str, Lazy] = {
    "conversation.taken": _("%(name)s took this over"),
    "conversation.given": _("%(name)s gave this to %(other)s"),
    "conversation.reminded": _("The customer was reminded, kindly and once"),
    "conversation.offered": _("%(name)s offered this to %(other)s"),
    "conversation.declined": _("It stayed with who had it"),
    "conversation.covered": _("%(other)s has this now, so that nobody has to wait"),
    "promise.renewed": _("The customer was told a new time by ourselves"),
    "promise.unheeded": _("The lead was told that this promise is about to break"),
    "conversation.resolved.person": _("%(name)s marked this as taken care of"),
    "conversation.resolved.customer": _("The customer said this was taken care of"),
    "conversation.resolved.clock": _("Closed without the customer's confirmation"),
    "conversation.merged": _("%(name)s brought another matter of theirs here"),
    "conversation.separated": _("%(name)s made a matter of its own again of a part"),
    "conversation.reopened": _("The customer wrote again, so this is open again"),
    "conversation.confirmed": _("The customer confirmed that this was taken care of"),
    "conversation.not_yet": _("The customer said this is not taken care of yet"),
    "conversation.marked_spam": _("%(name)s marked this as spam"),
    "conversation.unmarked_spam": _("%(name)s said this is not spam"),
    "conversation.waits_on_other": _("%(name)s noted that this waits on somebody else"),
    "conversation.writer_known": _("%(name)s says that it was the customer we know"),
    "conversation.writer_is_other": _("%(name)s says that it was somebody else"),
    "callback.booked": _("A time for a call was agreed on"),
    "callback.moved": _("Another time for the call was agreed on"),
    "callback.moved.by_itself": _("The call was moved, and the customer was told in time"),
    "callback.cancelled": _("The customer does not need a call"),
    "callback.call_ended.answered": _("%(name)s called the customer"),
    "callback.call_ended.not_now": _("%(name)s called, but it was no good moment"),
    "callback.call_ended.no_answer": _("%(name)s called, nobody answered"),
    "recovery.opened": _("Heard as a complaint"),
    "recovery.dismissed": _("No complaint after all"),
    "recovery.offered": _("%(name)s offered to put it right"),
    "recovery.proposed": _("The customer proposed how to put it right"),
    "recovery.agreed": _("A solution was agreed on"),
    "recovery.needs_nothing": _("The customer needs nothing more"),
    "recovery.done": _("What was agreed on is done"),
    "recovery.approved": _("%(name)s agreed to what is above the budget"),
    "recovery.not_approved": _("%(name)s did not agree to what is above the budget"),
    "recovery.confirmed": _("The customer says that it was put right"),
    "promise.made": _("%(name)s made a promise"),
    "promise.made.first_word": _("We told the customer by when we will answer"),
    "promise.kept": _("A promise was kept"),
    "promise.renegotiated": _("A new time was agreed"),
    "promise.released": _("The customer no longer needs what we promised"),
    "promise.broken": _("A promise was not kept in time"),
    "promise.bounced": _("The message that kept a promise came back"),
}

STATES: dict[str, Lazy] = {
    "open": _("Not due yet"),
    "kept": _("Kept"),
    "renegotiated": _("Told a new time in time"),
    "attempted": _("Called, no answer"),
    "released": _("No longer needed"),
    "late": _("Kept, but late"),
    "broken": _("Broken"),
    "broken_released": _("Broken, then not needed"),
}

HABITS: dict[str, Lazy] = {
    "blame_colleague": _("Blames a colleague"),
    "person_absent": _("They are not here"),
    "too_hard": _("Too hard"),
    "doubt_customer": _("Doubts the customer"),
    "tick_box": _("A box to tick"),
    "demand_papers": _("Asks for papers without saying why"),
    "wrong_department": _("Another department"),
    "too_old": _("Too old a matter"),
    "grudging": _("A sigh"),
    "vague_someone": _("Somebody, some day"),
    "blame_customer": _("Blames the customer"),
    "belittle": _("Plays it down"),
    "argue": _("Argues"),
    "self_service_push": _("Do it yourself"),
    "flat_no": _("A bare no"),
    "new_customers_only": _("For new customers only"),
    "non_apology": _("Sorry, if"),
    "talking_down": _("Talks down"),
    "officialese": _("Officialese"),
    "pressure": _("Hurries"),
    "other_language": _("Another language"),
    "other_address": _("Another form of address"),
    "mixed_address": _("Two forms of address"),
    "sorry_again": _("Sorry, and sorry again"),
    "long": _("Long"),
}
LEVELS: dict[str, Lazy] = {"stop": _("Stop"), "think": _("Think"), "hint": _("Hint")}
TONES: dict[int, Lazy] = {
    1: _("furious"),
    2: _("unhappy"),
    3: _("matter-of-fact"),
    4: _("content"),
    5: _("delighted"),
}
PARTS: dict[str, Lazy] = {
    "thanks": _("thanks"),
    "apology": _("sorry"),
    "ownership": _("I take care of it"),
    "next_step": _("what happens next"),
    "time": _("by when"),
    "done": _("done"),
    "channel_choice": _("how they are told"),
}

CALL_ENDS: dict[str, Lazy] = {
    "answered": _("You have talked"),
    "not_now": _("It was no good moment. The customer picks a new time."),
    "no_answer": _("Nobody answered. The customer picks a new time."),
    "moved": _("Another time was agreed on"),
    "cancelled": _("The customer needs no call"),
}

CHANNELS: dict[str, Lazy] = {
    "email": _("e-mail"),
    "form": _("web form"),
    "page": _("own page"),
    "phone": _("phone"),
    "counter": _("visit"),
    "api": _("program"),
}

DELIVERY: dict[str, Lazy] = {
    "queued": _("Waiting to be sent"),
    "sending": _("Being sent"),
    "sent": _("Sent"),
    "failed": _("Did not arrive"),
}

FAILURES: dict[str, Lazy] = {
    "refused": _("The customer's mail server refused the message. Check the address."),
    "bounced": _("The message came back. The address may be wrong or the mailbox full."),
    "delayed": _(
        "The mail server has not taken it for an hour. We keep trying; a call may be quicker."
    ),
    "no_inbox": _("No inbox can send this."),
    "unwritable": _("The message could not be put together. Check its addresses and files."),
    "too_old": _("The message could not be delivered for five days."),
}

ABSENCES: dict[str, Lazy] = {
    "holiday": _("On holiday"),
    "ill": _("Ill"),
    "other": _("Away"),
}

ROLES: dict[str, Lazy] = {
    "admin": _("Administrator"),
    "lead": _("Team lead"),
    "agent": _("Agent"),
    "viewer": _("Viewer"),
}


NO_SUCH_HOST = _("There is no such server. Check its name.")
SILENT = _("The server does not answer. Check its name and port.")
NOT_LET_IN = _("The server does not let us in. Check the user name and the password.")
NOT_SAFE = _("The connection could not be made safe. Check the port and the kind of security.")
CONNECTION: dict[str, Lazy] = {
    "ConsentLost": _("Nobody's consent lets us in. Open the inbox and give it."),
    "ConsentUnclear": _("The provider gave no token. We try again by ourselves."),
    "URLError": SILENT,
    "gaierror": NO_SUCH_HOST,
    "ConnectionRefusedError": SILENT,
    "TimeoutError": SILENT,
    "timeout": SILENT,
    "SMTPServerDisconnected": SILENT,
    "SMTPConnectError": SILENT,
    "MailboxLoginError": NOT_LET_IN,
    "SMTPAuthenticationError": NOT_LET_IN,
    "SSLError": NOT_SAFE,
    "SSLCertVerificationError": NOT_SAFE,
    "SMTPNotSupportedError": NOT_SAFE,
}


def no_connection(problem: str) -> Lazy | str:
    return CONNECTION.get(problem) or gettext("The server said no (%(code)s).") % {"code": problem}


VERDICTS: dict[str, Lazy] = {
    "pass": _("passed"),
    "fail": _("failed"),
    "softfail": _("failed"),
    "none": _("not said"),
    "neutral": _("not said"),
}


def verdicts(text: str) -> str:
    """Return what a server found out about a sender, as words: "SPF passed, DMARC failed"."""
    found = (one.partition("=") for one in text.split())
    return ", ".join(
        f"{method.upper()} {VERDICTS.get(result, result)}" for method, _, result in found
    )


UNREADABLE: dict[str, Lazy] = {
    "virus": _("The virus scanner found something in it."),
    "reading_was_stopped": _("Reading it took too long, or too much memory."),
    "empty": _("The mail is empty."),
    "too_large": _("The mail is larger than we read."),
    "header_too_large": _("Its headers are larger than we read."),
    "too_many_parts": _("It has more parts than we read."),
    "too_many_lines": _("It has more lines than we read."),
    "too_deep": _("It is nested deeper than we read."),
}


def unreadable_because(code: str) -> Lazy | str:
    return UNREADABLE.get(code) or gettext("Reading it failed (%(code)s).") % {"code": code}


def waiting(n: int) -> str:
    return ngettext("One conversation waits for you.", "%(n)d conversations wait for you.", n) % {
        "n": n
    }


def feedback_is_mine(count: int) -> str:
    return ngettext(
        "You see to it that one piece of feedback is answered",
        "You see to it that %(n)d pieces of feedback are answered",
        count,
    ) % {"n": count}


def said_by(count: int) -> str:
    return ngettext(
        "One piece of feedback said it.", "%(n)d pieces of feedback said it.", count
    ) % {"n": count}


def told(count: int) -> str:
    if not count:
        return gettext("Nobody has been told yet.")
    return ngettext("One has been told.", "%(n)d have been told.", count) % {"n": count}


def feedback_open(count: int) -> str:
    return ngettext(
        "One piece of feedback waits for its answer",
        "%(n)d pieces of feedback wait for their answers",
        count,
    ) % {"n": count}


def feedback_waits(n: int) -> str:
    return ngettext("A customer said how it went", "%(n)d customers said how it went", n) % {"n": n}


def more(n: int) -> str:
    return ngettext("and one more", "and %(n)d more", n) % {"n": n}


@dataclass(frozen=True, slots=True)
class HoursOfWeek:
    """Rows of a week's days, each with a percentage an hour, None where too little is known."""

    hours: list[int]
    days: list[tuple[str, list[int | None]]]


def hours_of_week(reached: Mapping[tuple[int, int], Reached]) -> HoursOfWeek:
    """Return the week as a table, from the first hour and day that was called in to the last."""
    hours = list(range(min(h for _day, h in reached), max(h for _day, h in reached) + 1))
    days = range(max(day for day, _h in reached) + 1)
    return HoursOfWeek(
        hours, [(weekday(day), [_percent(reached.get((day, h))) for h in hours]) for day in days]
    )


def weekday(number: int) -> str:
    """Return a weekday's short name: "ma", "Mon"."""
    name = str(WEEKDAYS[number])
    return name[:3] if (get_language() or "fi").startswith("en") else name[:2].lower()


def _percent(one: Reached | None) -> int | None:
    return round(100 * one.answered / one.calls) if one is not None and one.is_known else None


def held(all_of_them: Tally) -> str:
    """Return what a week's promises say: how many of those that are over did not hold."""
    failed = sum(all_of_them.counts.get(name, 0) for name in ("late", "broken", "broken_released"))
    if not failed:
        return gettext("Every promise of the week has held")
    return ngettext(
        "One promise of the week did not hold", "%(n)d promises of the week did not hold", failed
    ) % {"n": failed}


def imported(new: int, n: int) -> str:
    """Return how an import of absences went."""
    read = ngettext("One absence was read", "%(n)d absences were read", n) % {"n": n}
    return f"{read}, " + ngettext("one of them new.", "%(n)d of them new.", new) % {"n": new}


def trial(found: int, replies: int) -> str:
    """Return how often a habit would have spoken up."""
    return ngettext(
        "It would have spoken up once in the last %(replies)d replies.",
        "It would have spoken up %(n)d times in the last %(replies)d replies.",
        found,
    ) % {"n": found, "replies": replies}


def score(metric: Metric, value: int) -> str:
    """Return an answer to another question than the faces, in words."""
    if metric == Metric.CSAT:
        return f"{gettext(str(CONTENT[value]))} ({value}/5)"
    if metric == Metric.NPS:
        return gettext("Would recommend: %(n)d/10") % {"n": value}
    return gettext("How easy: %(n)d/7") % {"n": value}


def how_content(one: PointSum) -> str:
    """Return how a point's answers add up, in the way of its question."""
    if one.content is not None:
        return counted(one.content)
    if one.recommend is not None:
        value, low, high = one.recommend
        if value is None or one.count < FEWEST_ANSWERS:
            return gettext("too few to tell")
        return gettext("NPS %(value)s (likely %(low)s to %(high)s)") % {
            name: f"{points:+.0f}".replace("-", "−")
            for name, points in (("value", value), ("low", low), ("high", high))
        }
    if one.mean_ease is not None:
        return gettext("%(mean)s of 7") % {"mean": f"{one.mean_ease:.1f}"}
    return gettext("too few to tell")


def counted(one: Share) -> str:
    """Return a share with its interval, or how many of how many where there are too few for one."""
    return share(one) if one.is_known else f"{one.count} / {one.of}"


def days_to_answer(days: float) -> str:
    """Return how long an answer took, in words: the median."""
    if days * 24 < 1:
        said = gettext("within an hour")
    elif days < 1:
        hours = round(days * 24)
        said = ngettext("in %(n)d hour", "in %(n)d hours", hours) % {"n": hours}
    else:
        said = ngettext("in %(n)d day", "in %(n)d days", round(days)) % {"n": round(days)}
    return gettext("half of them %(time)s") % {"time": said}


def share(one: Share) -> str:
    """Return a share as a percentage, and between which the true one lies."""
    low, high = one.interval
    return gettext("%(share)d %% (likely %(low)d to %(high)d %%)") % {
        "share": round(100 * one.count / one.of),
        "low": round(100 * low),
        "high": round(100 * high),
    }


def tries(n: int) -> str:
    return ngettext("called once", "called %(n)d times", n) % {"n": n}


def bad_table(refusal: BadTable) -> str:
    """Return what is wrong with a file, and that nothing came of it."""
    why = str(BAD_TABLES[refusal.why]) % {"line": refusal.line}
    return gettext("%(why)s Nothing was changed.") % {"why": why}


def unreadable(n: int) -> str:
    return ngettext("One mail could not be read", "%(n)d mails could not be read", n) % {"n": n}


def kept(n: int) -> str:
    return ngettext("%(n)d promise kept this week", "%(n)d promises kept this week", n) % {"n": n}


def late(n: int) -> str:
    return ngettext("%(n)d was late", "%(n)d were late", n) % {"n": n}
