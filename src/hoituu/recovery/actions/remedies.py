"""A solution that is agreed on together: we offer, the customer chooses or proposes another."""

from datetime import datetime
from typing import Any

from hoituu.channels.web.actions import take_page_message
from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import freest_of
from hoituu.conversations.rules import check_may_answer
from hoituu.feedback.rules import NothingToSay
from hoituu.journal.transactions import atomic
from hoituu.promises.actions import make_promise
from hoituu.promises.queries import calendar_of
from hoituu.recovery.actions.complaint import open_recovery
from hoituu.recovery.actions.entries import write_of
from hoituu.recovery.models import Recovery, Remedy
from hoituu.recovery.queries import budget_of, hold_recovery, spent_by
from hoituu.recovery.rules import (
    AlreadyAgreed,
    Closed,
    NoSuchRemedy,
    RemedyGone,
    RemedyKind,
    RemedyState,
    done_by,
    needs_approval,
    turn_into,
)
from hoituu.staff.models import User
from hoituu.staff.rules import MANAGES_PEOPLE, NotAllowed

LONGEST = 300


@atomic
def offer_remedy(
    one: Recovery,
    *,
    kind: RemedyKind,
    text: str,
    worth_cents: int | None,
    days: int,
    by: User,
    now: datetime,
) -> Remedy:
    """Offer a way to put it right; above their budget a lead answers first, by a promised time.

    `days` are the working days it takes once it is chosen. The same twice is one. Raises NotYours,
    NothingToSay, Closed, AlreadyAgreed.
    """
    one = hold_recovery(one)
    check_may_answer(owner_id=one.conversation.owner_id, author_id=by.pk)
    _check_open(one)
    said = _said(text)
    same = one.remedies.filter(kind=kind, text=said, worth_cents=worth_cents, days=days)
    known = same.filter(state__in=[RemedyState.OFFERED, RemedyState.ASKED]).first()
    if known is not None:
        return known
    remedy = Remedy(
        recovery=one,
        kind=kind,
        text=said,
        worth_cents=worth_cents,
        days=days,
        state=RemedyState.OFFERED,
        made_by=by,
        made_at=now,
    )
    _ask_lead_if_above(remedy, by=by, now=now)
    remedy.save()
    write_of("recovery.offered", one=one, remedy=remedy, by_id=by.pk, now=now)
    return remedy


@atomic
def offer_in(conversation: Conversation, *, by: User, now: datetime, **way: Any) -> Remedy:
    """Offer a way in a conversation, which is a complaint with that: both or neither.

    `way` is as of offer_remedy. Raises NothingSaid, and as offer_remedy.
    """
    one = open_recovery(conversation, by_id=by.pk, now=now)
    return offer_remedy(one, by=by, now=now, **way)


@atomic
def decide_as_lead(remedy: Remedy, *, approved: bool, by: User, now: datetime) -> None:
    """Say yes or no to what is above somebody's budget. Raises NotAllowed, RemedyGone.

    What the customer proposed is agreed on with a yes; what we offer is theirs to choose.
    """
    if by.role not in MANAGES_PEOPLE:
        raise NotAllowed
    one, remedy = _held_remedy(remedy)
    if not approved:
        remedy.state = turn_into(RemedyState(remedy.state), RemedyState.REFUSED)
    elif remedy.by_customer:
        _agree(one, remedy, by_id=by.pk, now=now)
        return
    else:
        remedy.state = turn_into(RemedyState(remedy.state), RemedyState.OFFERED)
    remedy.save()
    kind = "recovery.approved" if approved else "recovery.not_approved"
    write_of(kind, one=one, remedy=remedy, by_id=by.pk, now=now)


@atomic
def withdraw_remedy(remedy: Remedy, *, by_id: int, now: datetime) -> None:
    """Take back an offer that nobody has chosen. Raises NotYours, RemedyGone."""
    one, remedy = _held_remedy(remedy)
    check_may_answer(owner_id=one.conversation.owner_id, author_id=by_id)
    remedy.state = turn_into(RemedyState(remedy.state), RemedyState.WITHDRAWN)
    remedy.save()
    write_of("recovery.withdrawn", one=one, remedy=remedy, by_id=by_id, now=now)


@atomic
def choose_remedy(
    one: Recovery, *, remedy_id: int, by_id: int | None = None, now: datetime
) -> Remedy:
    """Take the customer's choice, on their page or told to one of us: what is agreed is promised.

    The same choice twice is one. Raises NoSuchRemedy, RemedyGone, AlreadyAgreed, Closed.
    """
    one = hold_recovery(one)
    remedy = one.remedies.select_for_update().filter(pk=remedy_id).first()
    if remedy is None:
        raise NoSuchRemedy
    if remedy.state == RemedyState.CHOSEN:
        return remedy
    _check_open(one)
    if remedy.state != RemedyState.OFFERED:
        raise RemedyGone
    _agree(one, remedy, by_id=by_id, now=now)
    return remedy


@atomic
def propose_remedy(one: Recovery, *, text: str, now: datetime) -> Remedy:
    """Take what the customer proposes instead: it goes to who has the matter, as their message.

    The same twice is one. Raises NothingToSay, AlreadyAgreed, Closed.
    """
    one = hold_recovery(one)
    _check_open(one)
    said = _said(text)
    known = one.remedies.filter(by_customer=True, text=said, state=RemedyState.PROPOSED).first()
    if known is not None:
        return known
    take_page_message(text.strip(), conversation=one.conversation, now=now)
    remedy = Remedy.objects.create(
        recovery=one,
        kind=RemedyKind.FAVOUR,
        text=said,
        state=RemedyState.PROPOSED,
        by_customer=True,
        made_at=now,
    )
    write_of("recovery.proposed", one=one, remedy=remedy, now=now)
    return remedy


@atomic
def accept_proposal(
    remedy: Remedy,
    *,
    kind: RemedyKind,
    worth_cents: int | None,
    days: int,
    by: User,
    now: datetime,
) -> Remedy:
    """Agree to what the customer proposed; above the budget a lead answers first.

    Raises NotYours, RemedyGone, AlreadyAgreed, Closed.
    """
    one, remedy = _held_remedy(remedy)
    check_may_answer(owner_id=one.conversation.owner_id, author_id=by.pk)
    _check_open(one)
    remedy.kind, remedy.worth_cents, remedy.days = kind, worth_cents, days
    remedy.made_by = by
    asked = _ask_lead_if_above(remedy, by=by, now=now)
    if asked:
        remedy.save()
        write_of("recovery.offered", one=one, remedy=remedy, by_id=by.pk, now=now)
    else:
        _agree(one, remedy, by_id=by.pk, now=now)
    return remedy


@atomic
def refuse_proposal(remedy: Remedy, *, by_id: int, now: datetime) -> None:
    """Note that what they proposed cannot be done; why, and what instead, is for an answer.

    Raises NotYours, RemedyGone.
    """
    one, remedy = _held_remedy(remedy)
    check_may_answer(owner_id=one.conversation.owner_id, author_id=by_id)
    remedy.state = turn_into(RemedyState(remedy.state), RemedyState.REFUSED)
    remedy.save()
    write_of("recovery.not_possible", one=one, remedy=remedy, by_id=by_id, now=now)


@atomic
def need_nothing(one: Recovery, *, by_id: int | None = None, now: datetime) -> None:
    """Take the customer's word that they need nothing more. Raises AlreadyAgreed, Closed."""
    one = hold_recovery(one)
    _check_open(one)
    one.needs_nothing_at = one.needs_nothing_at or now
    one.save()
    _pass_others(one, None)
    write_of("recovery.needs_nothing", one=one, by_id=by_id, now=now)


def _agree(one: Recovery, remedy: Remedy, *, by_id: int | None, now: datetime) -> None:
    """Put what was agreed on the ledger, with a time; other ways are passed by."""
    _check_nothing_agreed(one)
    remedy.state = turn_into(RemedyState(remedy.state), RemedyState.CHOSEN)
    calendar = calendar_of(one.conversation.owner_id, now=now)
    remedy.promise = make_promise(
        one.conversation,
        text=remedy.text,
        due_at=done_by(calendar, days=remedy.days, now=now),
        made_by_id=remedy.made_by_id or one.conversation.owner_id,
        now=now,
    )
    remedy.agreed_at = now
    remedy.save()
    if one.needs_nothing_at is not None:
        one.needs_nothing_at = None
        one.save()
    _pass_others(one, remedy)
    write_of("recovery.agreed", one=one, remedy=remedy, by_id=by_id, now=now)


def _ask_lead_if_above(remedy: Remedy, *, by: User, now: datetime) -> bool:
    """Send what is above somebody's budget to a lead who is here in time; tells whether it was."""
    User.objects.select_for_update().get(
        pk=by.pk
    )  # Two offers at once do not both fit in one budget.
    above = by.role not in MANAGES_PEOPLE and needs_approval(
        remedy.worth_cents, spent_cents=spent_by(by.pk, now=now), budget_cents=budget_of(by.pk)
    )
    if above:
        remedy.state = (
            turn_into(RemedyState(remedy.state), RemedyState.ASKED)
            if remedy.pk
            else RemedyState.ASKED
        )
        remedy.lead_id, remedy.answer_by = freest_of(MANAGES_PEOPLE, now=now)
    return above


def _pass_others(one: Recovery, chosen: Remedy | None) -> None:
    waiting = [RemedyState.OFFERED, RemedyState.ASKED, RemedyState.PROPOSED]
    others = one.remedies.filter(state__in=waiting)
    if chosen is not None:
        others = others.exclude(pk=chosen.pk)
    others.update(state=RemedyState.PASSED)


def _check_open(one: Recovery) -> None:
    if one.confirmed_at is not None:
        raise Closed
    _check_nothing_agreed(one)


def _check_nothing_agreed(one: Recovery) -> None:
    if one.remedies.filter(state=RemedyState.CHOSEN).exists():
        raise AlreadyAgreed


def _said(text: str) -> str:
    said = " ".join(text.split())
    if not said:
        raise NothingToSay
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


def _held_remedy(remedy: Remedy) -> tuple[Recovery, Remedy]:
    one = hold_recovery(remedy.recovery)
    return one, one.remedies.select_for_update().get(pk=remedy.pk)
