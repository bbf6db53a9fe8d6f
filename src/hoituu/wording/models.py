"""A business's own habits, which habits rest, and how remarks were taken: by habit, never by person."""

from django.db import models
from django.db.models import Q

from hoituu.coach import Level


class OwnHabit(models.Model):
    """Words and phrases that this business does not say, one a line, and what it says instead."""

    name = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    says = models.TextField()
    why = models.CharField(max_length=300)
    instead = models.CharField(max_length=300)
    level = models.CharField(max_length=5, default=Level.THINK.value)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "name"], name="own_habit_has_one_name"),
            models.CheckConstraint(
                condition=Q(level__in=[level.value for level in Level]),
                name="own_habit_level_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        return f"own-{self.pk}"


class Rest(models.Model):
    """A habit that nobody here wants to hear of."""

    habit = models.CharField(max_length=40, unique=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.habit


class Count(models.Model):
    """How a habit's remarks were taken in a month. Nobody's name, no text, no conversation."""

    habit = models.CharField(max_length=40)
    month = models.DateField()
    kept = models.PositiveIntegerField(default=0)
    used = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["habit", "month"], name="remarks_of_a_month_are_one"),
        ]

    def __str__(self) -> str:
        return f"{self.habit} {self.month}"


class Correction(models.Model):
    """How a customer's message sounds to somebody who knows; the words stay in the message."""

    message = models.OneToOneField("conversations.Message", models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    tone = models.PositiveSmallIntegerField()  # 1 furious to 5 delighted
    complaint = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(tone__gte=1, tone__lte=5), name="corrected_tone_is_a_level"
            ),
        ]
        indexes = [models.Index(fields=["language", "id"], name="corrections_of_language")]

    def __str__(self) -> str:
        return f"correction {self.pk}"


class Lesson(models.Model):
    """What all corrections in a language teach: hashed weights, made anew when one changes."""

    language = models.CharField(max_length=2, unique=True)
    weights = models.BinaryField(default=bytes)
    made_at = models.DateTimeField(null=True, blank=True)
    mark = models.CharField(max_length=8, blank=True)  # of the weights that it corrects
    is_stale = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=0)  # of what there is to learn from

    def __str__(self) -> str:
        return self.language
