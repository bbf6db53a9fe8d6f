"""Forgetting a person everywhere, and which tables nobody forgets."""

from datetime import datetime

from django.apps import apps

from hoituu.callbacks import actions as callbacks
from hoituu.channels.email import actions as email
from hoituu.conversations import actions as conversations
from hoituu.customers import actions as customers
from hoituu.feedback import actions as feedback
from hoituu.insight.queries import personal_tables
from hoituu.journal.models import Entry
from hoituu.journal.transactions import atomic
from hoituu.promises import actions as promises
from hoituu.recovery import actions as recovery
from hoituu.wording import actions as wording

# From the street to the cellar: whoever asks a lower room who it was must come first.
ROOMS = (recovery, callbacks, feedback, email, promises, wording, conversations, customers)

# Tables that hold nothing about a customer: the business, its staff, settings, ids and codes.
NOT_ABOUT_CUSTOMERS = {
    "account.EmailAddress",
    "account.EmailConfirmation",
    "auth.Group",
    "auth.Permission",
    "callbacks.Terms",
    "contenttypes.ContentType",
    "conversations.SearchIndex",
    "conversations.Template",
    "email.Consent",
    "email.Cursor",
    "email.Inbox",
    "feedback.Asking",
    "feedback.Cause",
    "feedback.Change",
    "feedback.Point",
    "feedback.PublicAnswer",
    "journal.Due",
    "journal.Entry",
    "mfa.Authenticator",
    "recovery.Budget",
    "recovery.Offer",
    "recovery.Terms",
    "review.Decision",
    "sessions.Session",
    "staff.Absence",
    "staff.ApiToken",
    "staff.Business",
    "staff.Cover",
    "staff.Shift",
    "staff.SignInLink",
    "staff.Team",
    "staff.User",
    "wording.Count",
    "wording.OwnHabit",
    "wording.Rest",
}


@atomic
def erase_everywhere(entry: Entry, *, now: datetime) -> None:
    """Forget a person in every room, all or nothing (a reaction)."""
    for room in ROOMS:
        room.erase_person(int(entry.facts["customer_id"]), now=now)


def forgotten_tables() -> list[str]:
    """Return the tables that no room exports and erases, and nobody has looked at."""
    known = personal_tables() | NOT_ABOUT_CUSTOMERS
    return sorted(m._meta.label for m in apps.get_models() if m._meta.label not in known)
