"""What happened, append-only (the database itself refuses a change), and what is to follow."""

from django.db import models

from hoituu.journal.rules import GIVE_UP_AFTER


class Entry(models.Model):
    kind = models.CharField(max_length=60)
    conversation_id = models.BigIntegerField(null=True, blank=True)
    # Who did it: a member of staff; null when it was the customer, the clock or a machine.
    actor_id = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)

    class Meta:
        db_table = "journal_entry"
        indexes = [
            models.Index(fields=["conversation_id", "id"], name="journal_of_conversation"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class Due(models.Model):
    """One reaction still to run; the row is gone once it has."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    conversation_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    reaction = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "journal_due"
        constraints = [
            models.UniqueConstraint(fields=["entry", "reaction"], name="journal_due_once"),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="journal_due_alive",
                condition=models.Q(attempts__lt=GIVE_UP_AFTER),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reaction} after entry {self.entry_id}"
