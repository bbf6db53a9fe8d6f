from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from hoituu.journal.actions import write
from hoituu.journal.models import Entry
from hoituu.journal.rules import NotForTheJournal

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_the_journal_takes_no_text():
    with pytest.raises(NotForTheJournal):
        write("customer.renamed", now=NOON, name="Saara")


@pytest.mark.parametrize(
    "change", [lambda entries: entries.update(kind="other"), lambda entries: entries.delete()]
)
def test_the_database_refuses_to_change_what_happened(change):
    write("promise.made", now=NOON, promise_id=1)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change(Entry.objects.all())
    assert Entry.objects.get().kind == "promise.made"
