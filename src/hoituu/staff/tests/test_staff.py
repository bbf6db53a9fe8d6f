from datetime import UTC, date, datetime, timedelta

import pytest

from hoituu.staff.actions import (
    add_absence,
    change_person,
    import_absences,
    make_api_token,
    make_sign_in_link,
    remove_absence,
    renew_feed,
    revoke_api_token,
    set_shift_day,
    set_shifts,
    set_special_day,
    use_sign_in_link,
)
from hoituu.staff.addresses import feed_url, whose_feed
from hoituu.staff.models import Absence, ApiToken
from hoituu.staff.queries import presence_of, presences, shift_days, token_for
from hoituu.staff.rules import (
    AbsenceEndsFirst,
    AbsenceTooLong,
    BadHours,
    LastAdmin,
    Role,
    Scope,
    read_hours,
    write_hours,
)
from hoituu.staff.tests.builders import NOON, a_business, a_person
from hoituu.worktime.ics import Entry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("9-17", ((540, 1020),)),
        ("9.00–12, 13:30–17", ((540, 720), (810, 1020))),
        ("", ()),
        ("22–6", ((1320, 360),)),
    ],
)
def test_hours_are_read_as_people_write_them(text, spans):
    assert read_hours(text) == spans
    assert read_hours(write_hours(spans)) == spans


@pytest.mark.parametrize("text", ["9", "9-25", "aamusta iltaan", "9–17–20", "9–17, 16–20"])
def test_other_words_are_no_hours(text):
    with pytest.raises(BadHours):
        read_hours(text)


def test_without_shifts_one_is_here_when_the_business_is_open():
    aino = presence_of(a_person().pk, now=NOON)
    assert (aino.here, aino.until) == (True, NOON + timedelta(hours=5))


def test_shifts_say_when_one_is_here():
    aino = a_person()
    set_shifts(aino, week={1: [(600, 720)]}, actor_id=None, now=NOON)
    presence = presence_of(aino.pk, now=NOON)
    assert not presence.here
    assert presence.here_at == NOON + timedelta(hours=22)


def test_an_absence_moves_the_return_and_can_be_taken_back():
    aino = a_person()
    away = add_absence(
        aino, starts_at=NOON, ends_at=NOON + timedelta(days=2), actor_id=None, now=NOON
    )
    assert presence_of(aino.pk, now=NOON).here_at == NOON + timedelta(days=2)
    remove_absence(away, actor_id=None, now=NOON)
    assert presence_of(aino.pk, now=NOON).here
    with pytest.raises(AbsenceEndsFirst):
        add_absence(aino, starts_at=NOON, ends_at=NOON, actor_id=None, now=NOON)
    assert not Absence.objects.exists()


def test_a_special_day_closes_the_door():
    aino = a_person()
    set_special_day(date(2026, 3, 2), spans=[], actor_id=None, now=NOON)
    assert not presence_of(aino.pk, now=NOON).here
    set_special_day(date(2026, 3, 2), spans=None, actor_id=None, now=NOON)
    assert presence_of(aino.pk, now=NOON).here


def test_who_is_here_costs_the_same_for_one_and_for_many(django_assert_num_queries):
    firm = a_business()
    for name in ("Aino", "Eetu", "Olli", "Leena"):
        a_person(name)
    with django_assert_num_queries(3):
        assert len(presences(now=NOON, firm=firm)) == 4


def test_there_is_always_an_admin():
    aino = a_person("Aino", Role.ADMIN)
    with pytest.raises(LastAdmin):
        change_person(aino, role=Role.AGENT, actor_id=None, now=NOON)


def test_a_sign_in_link_works_once_and_in_time():
    aino = a_person()
    secret = make_sign_in_link(aino, now=NOON)
    assert use_sign_in_link("arvaus", now=NOON) is None
    assert use_sign_in_link(secret, now=NOON) == aino
    assert use_sign_in_link(secret, now=NOON) is None
    old = make_sign_in_link(aino, now=NOON)
    assert use_sign_in_link(old, now=NOON + timedelta(days=4)) is None


def test_a_program_comes_in_with_its_token_until_it_is_revoked():
    aino = a_person()
    secret = make_api_token(aino, name="kassa", scopes=[Scope.READ], now=NOON)
    assert token_for(secret).user == aino
    revoke_api_token(ApiToken.objects.get(), actor_id=aino.pk, now=NOON)
    assert token_for(secret) is None


def test_other_hours_on_one_day_replace_those_of_its_weekday():
    aino = a_person()
    set_shifts(aino, week={0: [(540, 1020)]}, actor_id=None, now=NOON)
    monday = NOON.date() + timedelta(days=7)
    set_shift_day(aino, day=monday, spans=[(720, 840)], actor_id=None, now=NOON)
    spans = presence_of(aino.pk, now=NOON).calendar.spans(NOON, NOON + timedelta(days=15))
    assert [(e - b) / timedelta(minutes=1) for b, e in spans] == [300, 120, 480]
    set_shifts(aino, week={0: [(540, 600)]}, actor_id=None, now=NOON)
    assert shift_days(aino, now=NOON) == [(monday, [(720, 840)])]
    set_shift_day(aino, day=monday, spans=[], actor_id=None, now=NOON)
    assert shift_days(aino, now=NOON) == []


def test_who_comes_in_on_a_holiday_is_here_then():
    aino = a_person()
    set_shift_day(aino, day=date(2026, 12, 25), spans=[(600, 660)], actor_id=None, now=NOON)
    christmas = datetime(2026, 12, 25, 6, tzinfo=UTC)
    presence = presence_of(aino.pk, now=christmas)
    assert presence.here_at == datetime(2026, 12, 25, 8, tzinfo=UTC)


def test_absences_of_a_calendar_are_brought_up_to_date():
    aino = a_person()
    first = Entry("a", NOON, NOON + timedelta(days=1))
    later = Entry("a", NOON, NOON + timedelta(days=3))
    other = Entry("b", NOON + timedelta(days=9), NOON + timedelta(days=10))
    assert import_absences(aino, entries=[first], actor_id=None, now=NOON) == 1
    assert import_absences(aino, entries=[later, other], actor_id=None, now=NOON) == 1
    assert import_absences(aino, entries=[later, other], actor_id=None, now=NOON) == 0
    assert [a.ends_at for a in Absence.objects.order_by("starts_at")] == [
        later.ends_at,
        other.ends_at,
    ]


def test_a_calendar_with_one_absence_too_long_changes_nothing():
    endless = Entry("b", NOON, NOON + timedelta(days=900))
    with pytest.raises(AbsenceTooLong):
        import_absences(
            a_person(), entries=[Entry("a", NOON, NOON + timedelta(days=1)), endless],
            actor_id=None, now=NOON,
        )  # fmt: skip
    assert not Absence.objects.exists()


def test_a_new_address_of_a_calendar_closes_the_one_before():
    aino = a_person()
    token = feed_url(aino, a_business()).rpartition("/")[2].removesuffix(".ics")
    assert whose_feed(token) == aino
    renew_feed(aino, actor_id=None, now=NOON)
    assert whose_feed(token) is None
    assert whose_feed("x") is None
