"""Settings: the business, its people, its inboxes and its texts."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings as configured
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoituu.conversations.actions.templates import keep_template, remove_template
from hoituu.conversations.models import Template
from hoituu.desk.forms import (
    AbsenceForm,
    BusinessForm,
    CoverForm,
    MeForm,
    PersonForm,
    ShiftDayForm,
    SpecialDayForm,
    TeamForm,
    TemplateForm,
    TokenForm,
    WeekForm,
)
from hoituu.desk.queries import whispered
from hoituu.desk.shell import StaffRequest, managers_only, posted_id, say_refusal, show
from hoituu.desk.views.away import add_absence_from_form, read_calendar
from hoituu.desk.words import REFUSALS
from hoituu.language.morphology import knows_finnish
from hoituu.staff.actions import (
    change_person,
    employ,
    make_api_token,
    make_sign_in_link,
    name_team,
    remove_absence,
    revoke_api_token,
    set_covers,
    set_shift_day,
    set_shifts,
    set_special_day,
    set_up_business,
)
from hoituu.staff.addresses import base_url, feed_url, is_public
from hoituu.staff.models import Absence, ApiToken, Team, User
from hoituu.staff.queries import (
    absences_ahead,
    api_tokens,
    business,
    employed,
    opening_hours,
    presences,
    shift_days,
)
from hoituu.staff.rules import (
    CoversThemselves,
    LastAdmin,
    NotAllowed,
    Role,
    Scope,
    write_hours,
)
from hoituu.worktime.holidays import finnish_holidays


def index(request: StaffRequest) -> HttpResponse:
    firm = business()
    return show(
        request,
        "settings/index",
        here="settings",
        firm=firm,
        public=is_public(firm),
        address=base_url(firm),
        finnish=knows_finnish(),
        environment=configured.HOITUU_ENVIRONMENT,
    )


@managers_only
def firm(request: StaffRequest) -> HttpResponse:
    """Change what the business is called and where it is reached."""
    one = business()
    form = BusinessForm(request.POST or None, instance=one)
    if configured.HOITUU_BASE_URL:
        form.fields["base_url"].disabled = True
        form.fields["base_url"].help_text = _("Set by HOITUU_BASE_URL: %(url)s") % {
            "url": configured.HOITUU_BASE_URL
        }
    if form.is_valid():
        set_up_business(**form.cleaned_data, actor_id=request.user.pk, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("settings_firm")
    said = whispered(one.welcome, to=request.user, lang=one.language) if one.welcome else None
    return show(
        request, "settings/form", here="settings", form=form, title=_("Business"), coached=said
    )


@managers_only
def hours(request: StaffRequest) -> HttpResponse:
    """Change the weekly opening hours and which holidays close the business."""
    one, now = business(), timezone.now()
    form = WeekForm(request.POST or None, week=dict(opening_hours(one).week))
    year = now.astimezone(ZoneInfo(one.tz)).year
    days = [
        (day, name)
        for y in (year, year + 1)
        for day, name in finnish_holidays(y).items()
        if day >= now.astimezone(ZoneInfo(one.tz)).date()
    ]
    if form.is_valid():
        week = {str(day): [list(s) for s in spans] for day, spans in form.week().items()}
        closing = set(request.POST.getlist("closes"))
        names = {name for _day, name in days}
        set_up_business(
            hours=week,
            closes_on_holidays=True,
            open_holidays=sorted((set(one.open_holidays) - names) | (names - closing)),
            actor_id=request.user.pk,
            now=now,
        )
        messages.success(request, _("Saved."))
        return redirect("settings_hours")
    special = [
        (date.fromisoformat(d), write_hours((s[0], s[1]) for s in spans))
        for d, spans in sorted(one.special.items())
    ]
    return show(
        request,
        "settings/hours",
        here="settings",
        form=form,
        special=special,
        special_form=SpecialDayForm(),
        holidays=days[:16],
        open_holidays=one.open_holidays,
        closes=one.closes_on_holidays,
    )


@managers_only
@require_POST
def special_day(request: StaffRequest) -> HttpResponse:
    """Give one day other hours, or make it an ordinary day again."""
    form = SpecialDayForm(request.POST)
    if form.is_valid():
        spans = None if "remove" in request.POST else form.cleaned_data["hours"]
        set_special_day(
            form.cleaned_data["day"], spans=spans, actor_id=request.user.pk, now=timezone.now()
        )
    else:
        messages.error(request, _("The day or its hours were not understood."))
    return redirect("settings_hours")


@managers_only
def people(request: StaffRequest) -> HttpResponse:
    """Show everybody and invite a colleague."""
    form = PersonForm(request.POST or None)
    if form.is_valid():
        facts = form.cleaned_data
        teams = facts.pop("teams")
        if facts["role"] == Role.ADMIN and request.user.role != Role.ADMIN:
            raise PermissionDenied
        person = employ(
            **{**facts, "role": Role(facts["role"])}, actor_id=request.user.pk, now=timezone.now()
        )
        change_person(person, teams=teams, actor_id=request.user.pk, now=timezone.now())
        _put_link(request, person)
        return redirect("settings_person", person.pk)
    here = {p.id: p for p in presences(now=timezone.now())}
    rows = [(u, here.get(u.pk)) for u in User.objects.order_by("-is_active", "name")]
    return show(request, "settings/people", here="settings", rows=rows, form=form)


@managers_only
def person(request: StaffRequest, user_id: int) -> HttpResponse:
    """Change one person: who they are, when they are here, when away, and how they get in."""
    one = get_object_or_404(User, pk=user_id)
    week: dict[int, list[tuple[int, int]]] = {}
    for shift in one.shifts.filter(day=None).order_by("weekday", "starts"):
        week.setdefault(shift.weekday, []).append((shift.starts, shift.ends))
    facts = {
        "id": one.pk,
        "name": one.name,
        "email": one.email,
        "role": one.role,
        "language": one.language,
        "is_active": one.is_active,
        "teams": [team.pk for team in one.teams.all()],
    }
    return show(
        request,
        "settings/person",
        here="settings",
        one=one,
        form=PersonForm(initial=facts),
        week_form=WeekForm(week=week),
        day_form=ShiftDayForm(auto_id="day_%s"),
        days=[(day, write_hours(spans)) for day, spans in shift_days(one, now=timezone.now())],
        absence_form=AbsenceForm(auto_id="absence_%s"),
        absences=absences_ahead(one, now=timezone.now()),
        cover_form=CoverForm(person=one, auto_id="cover_%s"),
        link=request.session.pop("sign_in_link", ""),
    )


@managers_only
@require_POST
def change(request: StaffRequest, user_id: int, what: str) -> HttpResponse:
    """Save one part of a person's page."""
    one = get_object_or_404(User, pk=user_id)
    if what not in CHANGES:
        raise Http404
    try:
        problem = CHANGES[what](request, one)
    except (LastAdmin, CoversThemselves) as refusal:
        say_refusal(request, refusal)
    else:
        if problem:
            messages.error(request, problem)
        elif problem is not None:
            messages.success(request, _("Saved."))
    return redirect("settings_person", user_id)


def _change_facts(request: StaffRequest, one: User) -> str:
    form = PersonForm(request.POST, initial={"id": one.pk})
    if not form.is_valid():
        return _first_error(form)
    above = Role.ADMIN in {one.role, form.cleaned_data["role"]}
    if above and request.user.role != Role.ADMIN:
        return str(REFUSALS[NotAllowed])
    change_person(one, **form.cleaned_data, actor_id=request.user.pk, now=timezone.now())
    return ""


def _change_shifts(request: StaffRequest, one: User) -> str:
    form = WeekForm(request.POST)
    if not form.is_valid():
        return _first_error(form)
    set_shifts(one, week=form.week(), actor_id=request.user.pk, now=timezone.now())
    return ""


def _change_day(request: StaffRequest, one: User) -> str:
    form = ShiftDayForm(request.POST)
    if not form.is_valid():
        return _first_error(form)
    spans = () if "remove" in request.POST else form.cleaned_data["hours"]
    set_shift_day(
        one,
        day=form.cleaned_data["day"],
        spans=spans,
        actor_id=request.user.pk,
        now=timezone.now(),
    )
    return ""


def _import_absences(request: StaffRequest, one: User) -> str | None:
    read_calendar(request, one, actor_id=request.user.pk)
    return None  # It has said how it went.


def _add_absence(request: StaffRequest, one: User) -> str | None:
    add_absence_from_form(request, one, actor_id=request.user.pk)
    return None  # It has said how it went.


def _set_covers(request: StaffRequest, one: User) -> str:
    form = CoverForm(request.POST, person=one)
    if not form.is_valid():
        return _first_error(form)
    set_covers(one, stand_ins=form.stand_ins(), actor_id=request.user.pk, now=timezone.now())
    return ""


def _remove_absence(request: StaffRequest, one: User) -> str:
    absence = Absence.objects.filter(user=one, pk=posted_id(request, "absence")).first()
    if absence is not None:
        remove_absence(absence, actor_id=request.user.pk, now=timezone.now())
    return ""


def _make_link(request: StaffRequest, one: User) -> str:
    if request.user.role != Role.ADMIN:
        return str(REFUSALS[NotAllowed])
    _put_link(request, one)
    return ""


def _put_link(request: StaffRequest, one: User) -> None:
    """Make a one-time link, to be shown once on the person's page."""
    secret = make_sign_in_link(one, actor_id=request.user.pk, now=timezone.now())
    request.session["sign_in_link"] = f"{base_url(business())}/welcome/{secret}/"


CHANGES = {
    "facts": _change_facts,
    "shifts": _change_shifts,
    "day": _change_day,
    "calendar": _import_absences,
    "absence": _add_absence,
    "back": _remove_absence,
    "covers": _set_covers,
    "link": _make_link,
}


@managers_only
def texts(request: StaffRequest, template_id: int | None = None) -> HttpResponse:
    """Write reply templates and team signatures."""
    one = get_object_or_404(Template, pk=template_id) if template_id else Template()
    form = TemplateForm(request.POST or None, instance=one)
    if "remove" in request.POST and one.pk:
        remove_template(one, actor_id=request.user.pk, now=timezone.now())
        return redirect("settings_texts")
    if "name" in request.POST and form.is_valid():
        keep_template(one, **form.cleaned_data, actor_id=request.user.pk, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("settings_text", one.pk)
    return show(
        request,
        "settings/texts",
        here="settings",
        form=form,
        one=one,
        rows=list(Template.objects.order_by("name")),
        coached=whispered(one.body, to=request.user, lang=one.language) if one.pk else None,
    )


@managers_only
def teams(request: StaffRequest) -> HttpResponse:
    """Name teams and write what stands under their answers."""
    form = TeamForm(request.POST or None)
    if form.is_valid():
        name_team(
            form.cleaned_data["name"],
            signature=form.cleaned_data["signature"],
            actor_id=request.user.pk,
            now=timezone.now(),
        )
        messages.success(request, _("Saved."))
        return redirect("settings_teams")
    rows = list(Team.objects.prefetch_related("people").order_by("name"))
    return show(request, "settings/teams", here="settings", form=form, rows=rows)


@managers_only
def tokens(request: StaffRequest) -> HttpResponse:
    """Let programs in, each by a token of its own, and shut them out again."""
    if request.user.role != Role.ADMIN:
        raise PermissionDenied
    now, me = timezone.now(), request.user.pk
    if "revoke" in request.POST:
        token = get_object_or_404(ApiToken, pk=posted_id(request, "revoke"))
        revoke_api_token(token, actor_id=me, now=now)
        return redirect("settings_tokens")
    people = {person.pk: person for person in employed()}
    form = TokenForm(request.POST or None, people=people.values())
    secret = ""
    if form.is_valid():
        facts = form.cleaned_data
        secret = make_api_token(
            people[facts["user_id"]],
            name=facts["name"],
            scopes=[Scope(scope) for scope in facts["scopes"]],
            actor_id=me,
            now=now,
        )
        form = TokenForm(people=people.values())
    return show(
        request, "settings/tokens", here="settings", form=form, secret=secret, rows=api_tokens()
    )


def me(request: StaffRequest) -> HttpResponse:
    """Change what concerns only me: name, language, signature, keys."""
    user = request.user
    form = MeForm(
        request.POST or None,
        initial={
            "name": user.name,
            "language": user.language,
            "signature": user.signature,
            "tells_new_times": user.tells_new_times,
            "keys_off": user.keys_off,
            "hears_hints": user.hears_hints,
        },
    )
    if form.is_valid():
        change_person(user, **form.cleaned_data, actor_id=user.pk, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("settings_me")
    return show(
        request,
        "settings/me",
        here="settings",
        form=form,
        absence_form=AbsenceForm(auto_id="absence_%s"),
        absences=absences_ahead(user, now=timezone.now()),
        feed=feed_url(user, business()),
    )


def _first_error(form: object) -> str:
    errors = form.errors  # type: ignore[attr-defined]
    name, found = next(iter(errors.items()))
    return f"{form.fields[name].label}: {found[0]}"  # type: ignore[attr-defined]
