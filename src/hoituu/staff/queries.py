"""Reading who is here."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from hoituu.lib.names import first_name, initials
from hoituu.staff.models import Absence, ApiToken, Business, Cover, Shift, User
from hoituu.staff.rules import ANSWERS, OpeningHours, Turn
from hoituu.worktime import Calendar, NeverOpen


@dataclass(frozen=True, slots=True)
class Presence:
    """One person, and when they are here next; `here` means now, until `until`."""

    id: int
    name: str
    role: str
    here: bool
    here_at: datetime | None
    until: datetime | None
    calendar: Calendar

    def usually_here_at(self, *, now: datetime) -> datetime | None:
        """Return when they would be here next if they were not away, None for never."""
        if not self.calendar.away:
            return self.here_at
        try:
            return replace(self.calendar, away=()).next_open(now)
        except NeverOpen:
            return None

    @property
    def first_name(self) -> str:
        return first_name(self.name)

    @property
    def initials(self) -> str:
        return initials(self.name)


# Read for every page of the desk: through the ORM they cost four times as much to put together.
THE_BUSINESS = "SELECT * FROM staff_business WHERE id = 1"
SHIFTS_OF = (
    "SELECT id, weekday, day, starts, ends FROM staff_shift WHERE user_id = %s"
    " AND (day IS NULL OR day >= %s)"
)
ABSENCES_OF = "SELECT id, starts_at, ends_at FROM staff_absence WHERE user_id = %s AND ends_at > %s"


def business() -> Business:
    """Return the business; an installation that has not been named yet gets an unsaved one."""
    found: Iterator[Business] = iter(Business.objects.raw(THE_BUSINESS))
    return next(found, None) or Business(pk=1, name="Hoituu", hours=OFFICE)


def home_zone() -> ZoneInfo:
    """Return the zone of the business, whose clock "tomorrow" and the shifts go by."""
    return ZoneInfo(business().tz)


def opening_hours(firm: Business) -> OpeningHours:
    """Return when the business is open."""
    return OpeningHours(
        tz=ZoneInfo(firm.tz),
        week={int(day): _minutes(spans) for day, spans in firm.hours.items()},
        special={date.fromisoformat(d): _minutes(spans) for d, spans in firm.special.items()},
        closes_on_holidays=firm.closes_on_holidays,
        open_holidays=frozenset(firm.open_holidays),
    )


def presences(
    *, now: datetime, firm: Business | None = None, user_ids: Iterable[int] | None = None
) -> list[Presence]:
    """Return everybody employed who serves customers, in three queries, by name."""
    users = User.objects.filter(is_active=True, role__in=ANSWERS).order_by("name", "pk")
    if user_ids is not None:
        users = users.filter(pk__in=list(user_ids))
    shifts, absences = _times(user_ids, now=now)
    hours = opening_hours(firm or business())
    return [
        _presence(user, hours.calendar_of(shifts[user.pk], absences[user.pk], now=now), now=now)
        for user in users.only("pk", "name", "role")
    ]


def calendars(
    *, now: datetime, firm: Business | None = None, user_ids: Iterable[int] | None = None
) -> dict[int, Calendar]:
    """Return the working time of everybody employed who serves customers, by id; absences less."""
    users = User.objects.filter(is_active=True, role__in=ANSWERS)
    if user_ids is not None:
        users = users.filter(pk__in=list(user_ids))
    shifts, absences = _times(user_ids, now=now)
    hours = opening_hours(firm or business())
    return {
        pk: hours.calendar_of(shifts[pk], absences[pk], now=now)
        for pk in users.order_by("pk").values_list("pk", flat=True)
    }


def presence_of_user(user: User, firm: Business, *, now: datetime) -> Presence | None:
    """Return when somebody we have at hand is here, None for who serves nobody: two queries."""
    if user.role not in ANSWERS:
        return None
    turns = Shift.objects.raw(SHIFTS_OF, [user.pk, _still_counts(now)])
    shifts = [(s.weekday, s.day, s.starts, s.ends) for s in turns]
    ahead = Absence.objects.raw(ABSENCES_OF, [user.pk, now])
    absences = [(absence.starts_at, absence.ends_at) for absence in ahead]
    calendar = opening_hours(firm).calendar_of(shifts, absences, now=now)
    return _presence(user, calendar, now=now)


def presence_of(user_id: int, *, now: datetime) -> Presence | None:
    """Return one person, None when they do not serve customers here any more."""
    return next(iter(presences(now=now, user_ids=[user_id])), None)


def secret_hash(secret: str) -> str:
    """Return what is kept of a secret that was random to begin with."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_for(secret: str) -> ApiToken | None:
    """Return the token with this secret, if its person still works here."""
    alive = ApiToken.objects.filter(revoked_at=None, user__is_active=True)
    return alive.select_related("user").filter(secret_hash=secret_hash(secret)).first()


def employed() -> list[User]:
    """Return everybody who works here, by name."""
    return list(User.objects.filter(is_active=True).order_by("name", "pk"))


def team_members() -> dict[int, set[int]]:
    """Return who is in each team, by the team's id."""
    members: dict[int, set[int]] = {}
    for team_id, user_id in User.teams.through.objects.values_list("team_id", "user_id"):
        members.setdefault(team_id, set()).add(user_id)
    return members


def absences_ahead(user: User, *, now: datetime) -> list[Absence]:
    """Return a person's absences that are not over, the next first."""
    return list(user.absences.filter(ends_at__gt=now).order_by("starts_at"))


def shift_days(user: User, *, now: datetime) -> list[tuple[date, list[tuple[int, int]]]]:
    """Return the days ahead on which a person has other turns than each week, in order."""
    days: dict[date, list[tuple[int, int]]] = {}
    ahead = user.shifts.filter(day__gte=now.date()).order_by("day", "starts")
    for day, starts, ends in ahead.values_list("day", "starts", "ends"):
        if day is not None:
            days.setdefault(day, []).append((starts, ends))
    return list(days.items())


def who_let_us_tell_new_times(user_ids: Collection[int]) -> set[int]:
    """Return which of these people consented to a new time in their name."""
    consented = User.objects.filter(pk__in=user_ids, tells_new_times=True)
    return set(consented.values_list("pk", flat=True))


def covers() -> dict[int, list[int]]:
    """Return who stands in for each person, in their order, by the person's id."""
    chains: dict[int, list[int]] = {}
    for user_id, stand_in_id in Cover.objects.order_by("rank").values_list("user", "stand_in"):
        chains.setdefault(user_id, []).append(stand_in_id)
    return chains


def covered_by(user_id: int) -> list[int]:
    """Return whom somebody stands in for."""
    return list(Cover.objects.filter(stand_in=user_id).values_list("user", flat=True))


def api_tokens() -> list[ApiToken]:
    """Return every token that still lets a program in, the latest first."""
    alive = ApiToken.objects.filter(revoked_at=None).select_related("user")
    return list(alive.order_by("-created_at"))


OFFICE = {str(day): [[9 * 60, 17 * 60]] for day in range(5)}


def _times(
    user_ids: Iterable[int] | None, *, now: datetime
) -> tuple[dict[int, list[Turn]], dict[int, list[tuple[datetime, datetime]]]]:
    """Return the shifts and the absences still ahead, by person; of everybody for None."""
    turns = Shift.objects.filter(Q(day=None) | Q(day__gte=_still_counts(now)))
    ahead = Absence.objects.filter(ends_at__gt=now)
    if user_ids is not None:
        ids = list(user_ids)
        turns, ahead = turns.filter(user_id__in=ids), ahead.filter(user_id__in=ids)
    shifts: dict[int, list[Turn]] = defaultdict(list)
    columns = turns.values_list("user_id", "weekday", "day", "starts", "ends")
    for user_id, weekday, day, starts, ends in columns:
        shifts[user_id].append((weekday, day, starts, ends))
    absences = defaultdict(list)
    for user_id, starts_at, ends_at in ahead.values_list("user_id", "starts_at", "ends_at"):
        absences[user_id].append((starts_at, ends_at))
    return shifts, absences


def _still_counts(now: datetime) -> date:
    """Return the first day whose own turns may still matter: a promise looks back two weeks."""
    return now.date() - timedelta(days=14)


def _presence(user: User, calendar: Calendar, *, now: datetime) -> Presence:
    try:
        here_at = calendar.next_open(now)
    except NeverOpen:
        return Presence(user.pk, user.name, user.role, False, None, None, calendar)
    here = here_at <= now
    until = calendar.closes_at(now) if here else None
    return Presence(user.pk, user.name, user.role, here, here_at, until, calendar)


def _minutes(spans: Iterable[Iterable[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((starts, ends) for starts, ends in spans)
