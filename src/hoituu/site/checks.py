"""Every guarantee, counted on the live database."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Count, Min, QuerySet

from hoituu.callbacks.actions import keep_place
from hoituu.callbacks.queries import displaced, held_while_away
from hoituu.channels.email.actions import quarantine_mail
from hoituu.channels.email.models import RawMail
from hoituu.channels.email.queries import reconciliation
from hoituu.channels.email.rules.outcome import Outcome
from hoituu.conversations.models import IN_OPEN_TURN, OPEN, Conversation
from hoituu.conversations.queries import count_off_duty, off_duty_ids
from hoituu.conversations.rules import Turn
from hoituu.feedback.queries import count_unanswered_overdue
from hoituu.journal.queries import given_up
from hoituu.promises.actions import keep_duty
from hoituu.promises.models import Promise
from hoituu.promises.queries import misjudged
from hoituu.site.hanging import what_hangs
from hoituu.site.privacy import forgotten_tables

RECONCILED_WITHIN = timedelta(hours=26)
UNREAD_AFTER = timedelta(minutes=10)
ANNOUNCE_WITHIN = timedelta(minutes=5)
GUARDS = ("journal_entry_no_UPDATE", "journal_entry_no_DELETE")


def count_guarantees(*, now: datetime, full: bool = False) -> dict[str, object]:
    """Return how many times each guarantee is not kept; `ok` when never. Dials nobody."""
    counts: dict[str, object] = {
        "open": Conversation.objects.filter(OPEN).count(),
        "without_owner": _without_owner(),
        "owner_absent": count_off_duty(now=now),
        "without_next_step": Conversation.objects.filter(IN_OPEN_TURN, next_step_at=None).count(),
        "promises_overdue_unannounced": Promise.objects.filter(
            attention_at__isnull=False, due_at__lt=now - ANNOUNCE_WITHIN, owned_up_at=None
        ).count(),
        "unaccounted_mail": _unaccounted(now=now),
        "calls_held_while_away": held_while_away(now=now),
        "undelivered_unhandled": Conversation.objects.filter(
            undelivered=True, turn__in=[Turn.RESOLVED.value, Turn.CUSTOMERS.value]
        ).count(),
        "feedback_unanswered_overdue": count_unanswered_overdue(now=now),
        "journal_unguarded": len(GUARDS) - len(guards_in_place()),
        "reactions_given_up": len(given_up()),
        "tables_nobody_erases": forgotten_tables(),
        "hanging": what_hangs(now=now),
    }
    if full:
        counts |= _full_counts(now=now)
    fetched, reconciled_at, _ = reconciliation()
    stale = fetched and (reconciled_at is None or now - reconciled_at > RECONCILED_WITHIN)
    counts["reconciled_at"] = reconciled_at and reconciled_at.isoformat()
    broken = [v for k, v in counts.items() if k not in {"open", "reconciled_at"} and v]
    return {**counts, "ok": not broken and not stale}


def _full_counts(*, now: datetime) -> dict[str, object]:
    """Count what only a look at every row can tell."""
    owed = Promise.objects.filter(attention_at__isnull=False)
    per_conversation: dict[int, list[object]] = {
        pk: [count, first_due_at]
        for pk, count, first_due_at in owed.values_list("conversation_id")
        .annotate(Count("pk"), Min("due_at"))
        .iterator()
    }
    wrong = 0
    told = Conversation.objects.exclude(open_promises=0, promised_at=None)
    for pk, *said in told.values_list("pk", "open_promises", "promised_at").iterator():
        wrong += per_conversation.pop(pk, [0, None]) != said
    return {
        "promises_miscounted": wrong + len(per_conversation),
        "promises_misjudged": misjudged(now=now),
        "mail_without_message": RawMail.objects.filter(
            outcome=Outcome.MESSAGE, message=None
        ).count(),
    }


def mend(*, now: datetime) -> None:
    """Give what has no present owner to somebody who is here, unread mails included."""
    for mail in _nobody_looks():
        quarantine_mail(mail, reason=mail.reason, now=now)
    for pk in off_duty_ids(now=now):
        keep_duty(Conversation(pk=pk), now=now)
    for callback in displaced(now=now):
        keep_place(callback, now=now)


def guards_in_place() -> set[str]:
    """Return the journal's triggers that the database has."""
    sql = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger",
    }[connection.vendor]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        names = {row[0].lower() for row in cursor.fetchall()}
    return {guard for guard in GUARDS if guard.lower() in names}


def _unaccounted(*, now: datetime) -> int:
    """Count what the server had at the last count and we did not, and what lies here unread."""
    unread = RawMail.objects.filter(outcome=Outcome.NEW, came_at__lt=now - UNREAD_AFTER)
    _, _, missing = reconciliation()
    return unread.count() + missing


def _without_owner() -> int:
    conversations = Conversation.objects.filter(OPEN, owner__is_active=False)
    return conversations.count() + _nobody_looks().count()


def _nobody_looks() -> QuerySet[RawMail]:
    """Return the mails in quarantine that nobody employed has."""
    waiting = RawMail.objects.filter(outcome=Outcome.QUARANTINED)
    return waiting.exclude(owner__is_active=True)
