"""The business, its people, and when they are here."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from hoituu.staff.rules import AbsenceReason, Role

LANGUAGES = [("fi", "Suomi"), ("en", "English")]


class Business(models.Model):
    """The one row that says whose installation this is. `demo` names the firm of the essays."""

    name = models.CharField(max_length=120)
    tz = models.CharField(max_length=60, default="Europe/Helsinki")
    language = models.CharField(max_length=2, default="fi")
    phone = models.CharField(max_length=40, blank=True)
    base_url = models.URLField(blank=True)
    hours = models.JSONField(default=dict)  # {"0": [[540, 1020]]}: minutes from midnight
    special = models.JSONField(default=dict)  # {"2026-12-23": [[540, 720]]}: replaces the day
    closes_on_holidays = models.BooleanField(default=True)
    open_holidays = models.JSONField(default=list)
    welcome = models.TextField(blank=True)
    demo = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="business_is_one")]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    name = models.CharField(max_length=80, unique=True)
    signature = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who works here."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=10, default=Role.AGENT.value)
    language = models.CharField(max_length=2, default="fi", choices=LANGUAGES)
    signature = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)
    teams = models.ManyToManyField(Team, related_name="people", blank=True)
    # Their consent: what they promised and will not make in time gets a new time in their name.
    tells_new_times = models.BooleanField(default=False)
    keys_off = models.BooleanField(default=False)
    hears_hints = models.BooleanField(default=False)  # of the coach: its smallest remarks
    feed_no = models.PositiveIntegerField(default=0)  # A new address of their calendar is one more.

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[r.value for r in Role]), name="user_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"user {self.pk}"

    @property
    def answers(self) -> bool:
        return self.role != Role.VIEWER

    @property
    def manages(self) -> bool:
        return self.role in {Role.ADMIN, Role.LEAD}


class Shift(models.Model):
    """A turn, in minutes from local midnight; one that ends before it starts is a night.

    Each week, or on one `day`, whose turns then replace those of its weekday.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="shifts")
    weekday = models.PositiveSmallIntegerField()
    day = models.DateField(null=True, blank=True)
    starts = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__lte=6, starts__lt=1440, ends__lte=1440),
                name="shift_is_in_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"shift {self.pk}"


class Absence(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="absences")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=10, default=AbsenceReason.HOLIDAY.value)
    uid = models.CharField(max_length=250, blank=True)  # of the calendar it was read from

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="absence_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["ends_at"], name="absence_ends")]

    def __str__(self) -> str:
        return f"absence {self.pk}"


class Cover(models.Model):
    """Who stands in for a person, in their order."""

    user = models.ForeignKey(User, models.CASCADE, related_name="covers")
    stand_in = models.ForeignKey(User, models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "stand_in"], name="cover_is_named_once"),
            models.UniqueConstraint(fields=["user", "rank"], name="cover_has_a_rank"),
            models.CheckConstraint(condition=~Q(stand_in=F("user")), name="cover_is_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"cover {self.pk}"


class SignInLink(models.Model):
    """A one-time link to choose a password with: for the first admin, and for invited people.

    Only the hash of its secret is kept.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"sign-in link {self.pk}"


class ApiToken(models.Model):
    """A program's way in, on behalf of a person, for some scopes. Only its hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    secret_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"token {self.pk}"
