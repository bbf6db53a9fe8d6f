"""Today: what waits for me, and what I have promised."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils import timezone

from hoituu.callbacks.queries import calls_now, going_on
from hoituu.channels.email.queries import configuration_problems, quarantine_of
from hoituu.conversations.queries import open_groups
from hoituu.desk.queries import failed_messages, offered_to, stopped_drafts, unseen_mentions
from hoituu.desk.shell import StaffRequest, show
from hoituu.feedback.queries import count_waiting, kind_words
from hoituu.promises.queries import ledger, tallies, tally, unheeded, week_of
from hoituu.recovery.queries import asked_of
from hoituu.review.queries import decisions_of
from hoituu.staff.addresses import is_public
from hoituu.staff.queries import business, covered_by

EARLIEST = date(2000, 1, 1)
WEEK = timedelta(days=7)


def today(request: StaffRequest) -> HttpResponse:
    now, firm, me = timezone.now(), business(), request.user
    groups = open_groups(owner_id=me.pk, now=now)
    waiting = [*groups["near"], *groups["ours"]]
    unread, to_answer = count_waiting(me.pk)
    helped = None if me.manages else covered_by(me.pk)  # Who leads sees everybody's.
    return show(
        request,
        "today",
        here="today",
        now=now,
        firm=firm,
        hour=now.astimezone(ZoneInfo(firm.tz)).hour,
        waiting=waiting[:8],
        more=max(len(waiting) - 8, 0),
        promised=ledger(now=now, owner_id=me.pk)[:8],
        tally=tally(owner_id=me.pk, now=now),
        offered=offered_to(me.pk),
        unheeded=[p for p in unheeded(now=now, owner_ids=helped) if p.owner_id != me.pk],
        mine_now=calls_now(me.pk, now=now),
        going_on=going_on(me.pk),
        mentions=unseen_mentions(me.pk),
        failed=failed_messages(me.pk),
        stopped=stopped_drafts(me.pk),
        unread=unread,
        to_answer=to_answer,
        kind=kind_words(since=now - WEEK, owner_id=me.pk, shown=3),
        decided=decisions_of(me.pk, until=now.astimezone(ZoneInfo(firm.tz)).date()),
        asked=asked_of(me.pk) if me.manages else [],
        quarantined=len(quarantine_of(me.pk, now=now)) if me.manages else 0,
        problems=configuration_problems(public=is_public(firm)) if me.manages else [],
    )


def promises(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    everybody = request.GET.get("show") == "all"
    rows = ledger(now=now, owner_id=None if everybody else request.user.pk)
    return show(request, "promises", here="promises", now=now, rows=rows, everybody=everybody)


def numbers(request: StaffRequest) -> HttpResponse:
    """Show how a week's promises went, of each team: never of a person."""
    now, firm = timezone.now(), business()
    tz = ZoneInfo(firm.tz)
    today = now.astimezone(tz).date()
    try:
        asked = date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        asked = today
    since, until = week_of(min(max(asked, EARLIEST), today), tz)
    return show(
        request,
        "numbers",
        here="promises",
        now=now,
        firm=firm,
        since=since,
        last=until - timedelta(days=1),
        before=(since - timedelta(days=7)).date(),
        after=until.date() if until <= now else None,
        rows=tallies(since, until, now=now),
    )
