"""Everything that changes the business, its people and when they are here."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F

from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.staff.models import (
    Absence,
    ApiToken,
    Business,
    Cover,
    Shift,
    SignInLink,
    Team,
    User,
)
from hoituu.staff.queries import business, secret_hash
from hoituu.staff.rules import (
    LONGEST_ABSENCE,
    AbsenceEndsFirst,
    AbsenceReason,
    AbsenceTooLong,
    BadHours,
    CoversThemselves,
    LastAdmin,
    Role,
    Scope,
)
from hoituu.worktime.ics import Entry
from hoituu.worktime.rules import Minutes

LINK_LIVES = timedelta(days=3)


@atomic
def set_up_business(*, actor_id: int | None = None, now: datetime, **facts: Any) -> Business:
    """Write down what the business is called and when it is open; facts are its columns."""
    firm, _ = Business.objects.update_or_create(pk=1, defaults=facts)
    write("business.set_up", actor_id=actor_id, now=now)
    return firm


@atomic
def employ(
    *,
    email: str,
    name: str,
    role: Role = Role.AGENT,
    actor_id: int | None = None,
    now: datetime,
    **facts: Any,
) -> User:
    """Add a person; they sign in with a link until they have chosen a password."""
    user = User(email=email.strip().lower(), name=name.strip(), role=role, **facts)
    user.set_unusable_password()
    user.save()
    write("user.employed", actor_id=actor_id, now=now, user_id=user.pk, role=role)
    return user


@atomic
def change_person(
    user: User,
    *,
    actor_id: int | None,
    now: datetime,
    teams: Iterable[Team] | None = None,
    **facts: Any,
) -> User:
    """Change a person's name, role, language, signature or whether they work here.

    Raises LastAdmin.
    """
    loses_admin = facts.get("role", Role.ADMIN) != Role.ADMIN or not facts.get("is_active", True)
    others = User.objects.filter(role=Role.ADMIN, is_active=True).exclude(pk=user.pk)
    if user.role == Role.ADMIN and loses_admin and not others.exists():
        raise LastAdmin
    for name, fact in facts.items():
        setattr(user, name, fact)
    user.save(update_fields=list(facts) or None)
    if teams is not None:
        user.teams.set(teams)
    write("user.changed", actor_id=actor_id, now=now, user_id=user.pk)
    return user


@atomic
def name_team(
    name: str, *, signature: str = "", actor_id: int | None = None, now: datetime
) -> Team:
    """Make a team, or change its signature."""
    team, _ = Team.objects.update_or_create(name=name, defaults={"signature": signature})
    write("team.named", actor_id=actor_id, now=now, team_id=team.pk)
    return team


@atomic
def set_shifts(
    user: User, *, week: Mapping[int, Sequence[Minutes]], actor_id: int | None, now: datetime
) -> None:
    """Replace a person's weekly shifts; none means whenever the business is open."""
    if any(starts >= 24 * 60 for spans in week.values() for starts, _ in spans):
        raise BadHours
    user.shifts.filter(day=None).delete()
    Shift.objects.bulk_create(
        Shift(user=user, weekday=day, starts=starts, ends=ends)
        for day, spans in week.items()
        for starts, ends in spans
    )
    write("shifts.set", actor_id=actor_id, now=now, user_id=user.pk)


@atomic
def set_shift_day(
    user: User, *, day: date, spans: Sequence[Minutes], actor_id: int | None, now: datetime
) -> None:
    """Give a person other turns on one day; none makes it an ordinary day again. Raises BadHours.

    A day off is an absence.
    """
    if any(starts >= 24 * 60 for starts, _ in spans):
        raise BadHours
    user.shifts.filter(day=day).delete()
    Shift.objects.bulk_create(
        Shift(user=user, weekday=day.weekday(), day=day, starts=starts, ends=ends)
        for starts, ends in spans
    )
    write("shifts.set", actor_id=actor_id, now=now, user_id=user.pk)


@atomic
def import_absences(
    user: User, *, entries: Sequence[Entry], actor_id: int | None, now: datetime
) -> int:
    """Write down the absences of a calendar, all or none; return how many are new.

    What was read from it before is brought up to date. Raises AbsenceEndsFirst, AbsenceTooLong.
    """
    known = {absence.uid: absence for absence in user.absences.exclude(uid="")}
    new = 0
    for entry in entries:
        before = known.get(entry.uid)
        if before and (before.starts_at, before.ends_at) == (entry.starts_at, entry.ends_at):
            continue
        if before is not None:
            before.delete()
        absence = add_absence(
            user,
            starts_at=entry.starts_at,
            ends_at=entry.ends_at,
            reason=AbsenceReason.OTHER,
            actor_id=actor_id,
            now=now,
        )
        absence.uid = entry.uid
        absence.save(update_fields=["uid"])
        new += before is None
    write("absences.imported", actor_id=actor_id, now=now, user_id=user.pk, count=len(entries))
    return new


@atomic
def renew_feed(user: User, *, actor_id: int | None, now: datetime) -> None:
    """Give a person's calendar a new address; the one before opens nothing any more."""
    User.objects.filter(pk=user.pk).update(feed_no=F("feed_no") + 1)
    write("calendar.readdressed", actor_id=actor_id, now=now, user_id=user.pk)


@atomic
def add_absence(
    user: User,
    *,
    starts_at: datetime,
    ends_at: datetime,
    reason: AbsenceReason = AbsenceReason.HOLIDAY,
    actor_id: int | None,
    now: datetime,
) -> Absence:
    """Write down when somebody is away. Raises AbsenceEndsFirst, AbsenceTooLong."""
    if ends_at <= starts_at:
        raise AbsenceEndsFirst
    if ends_at - starts_at > LONGEST_ABSENCE:
        raise AbsenceTooLong
    absence = user.absences.create(starts_at=starts_at, ends_at=ends_at, reason=reason)
    write("absence.added", actor_id=actor_id, now=now, user_id=user.pk, reason=reason)
    return absence


@atomic
def be_ill_today(user: User, *, actor_id: int | None, now: datetime) -> Absence:
    """Write down that somebody is away for the rest of today, by one press."""
    zone = ZoneInfo(business().tz)
    tomorrow = datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), zone)
    return add_absence(
        user,
        starts_at=now,
        ends_at=tomorrow,
        reason=AbsenceReason.ILL,
        actor_id=actor_id,
        now=now,
    )


@atomic
def set_covers(
    user: User, *, stand_ins: Sequence[User], actor_id: int | None, now: datetime
) -> None:
    """Say who stands in for a person, in this order. Raises CoversThemselves."""
    if user in stand_ins:
        raise CoversThemselves
    user.covers.all().delete()
    Cover.objects.bulk_create(
        Cover(user=user, stand_in=stand_in, rank=rank)
        for rank, stand_in in enumerate(dict.fromkeys(stand_ins))
    )
    write("covers.set", actor_id=actor_id, now=now, user_id=user.pk)


@atomic
def remove_absence(absence: Absence, *, actor_id: int | None, now: datetime) -> None:
    """Take an absence back."""
    write("absence.removed", actor_id=actor_id, now=now, user_id=absence.user_id)
    absence.delete()


@atomic
def set_special_day(
    day: date, *, spans: Sequence[Minutes] | None, actor_id: int | None, now: datetime
) -> None:
    """Replace one day's opening hours; no spans closes it, None makes it an ordinary day again."""
    firm = Business.objects.select_for_update().get(pk=1)
    special = dict(firm.special)
    special.pop(day.isoformat(), None)
    if spans is not None:
        special[day.isoformat()] = [list(span) for span in spans]
    firm.special = special
    firm.save(update_fields=["special"])
    write("business.special_day_set", actor_id=actor_id, now=now)


@atomic
def make_sign_in_link(user: User, *, actor_id: int | None = None, now: datetime) -> str:
    """Return a new one-time secret for a person; the earlier ones stop working."""
    SignInLink.objects.filter(user=user, used_at=None).delete()
    secret = secrets.token_urlsafe(24)
    SignInLink.objects.create(
        user=user, secret_hash=secret_hash(secret), expires_at=now + LINK_LIVES
    )
    write("sign_in_link.made", actor_id=actor_id, now=now, user_id=user.pk)
    return secret


@atomic
def use_sign_in_link(secret: str, *, now: datetime) -> User | None:
    """Return whom a link lets in, once and in time, else None."""
    link = (
        SignInLink.objects.select_for_update()
        .filter(
            secret_hash=secret_hash(secret), used_at=None, expires_at__gt=now, user__is_active=True
        )
        .first()
    )
    if link is None:
        return None
    link.used_at = now
    link.save(update_fields=["used_at"])
    write("sign_in_link.used", actor_id=link.user_id, now=now, user_id=link.user_id)
    return link.user


@atomic
def make_api_token(
    user: User, *, name: str, scopes: Iterable[Scope], actor_id: int | None = None, now: datetime
) -> str:
    """Return a new secret for a program; it is shown once and kept only as a hash."""
    secret = f"hoituu_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        user=user, name=name, secret_hash=secret_hash(secret), scopes=list(scopes), created_at=now
    )
    write("api_token.made", actor_id=actor_id, now=now, user_id=user.pk, token_id=token.pk)
    return secret


@atomic
def revoke_api_token(token: ApiToken, *, actor_id: int, now: datetime) -> None:
    """Shut a program out from now on."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now)
    write("api_token.revoked", actor_id=actor_id, now=now, token_id=token.pk)
