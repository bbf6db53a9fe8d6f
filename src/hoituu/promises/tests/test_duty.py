"""Somebody has it: whoever is away is covered, once, and the customer hears it by name."""

from datetime import timedelta

import pytest

from hoituu.conversations.actions import offer_to
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.queries import count_off_duty, off_duty_ids
from hoituu.conversations.tests.builders import NOON, a_contact, a_conversation, a_person
from hoituu.customers.models import ContactPoint
from hoituu.journal.models import Entry
from hoituu.promises import jobs
from hoituu.promises.actions import keep_duty, make_promise, take_in, take_over
from hoituu.promises.models import Promise
from hoituu.promises.rules import State, state
from hoituu.staff.actions import (
    add_absence,
    be_ill_today,
    change_person,
    name_team,
    set_covers,
    set_shifts,
)
from hoituu.staff.models import User
from hoituu.staff.rules import CoversThemselves, Role

pytestmark = pytest.mark.django_db
EVENING = NOON + timedelta(hours=7)


def away(person, *, days=7, now=NOON):
    add_absence(person, starts_at=now, ends_at=now + timedelta(days=days), actor_id=None, now=now)


def keep_duties(now=NOON):
    for pk in off_duty_ids(now=now):
        keep_duty(Conversation(pk=pk), now=now)


def owner_of(one):
    return Conversation.objects.get(pk=one.pk).owner.name


def test_the_cover_gets_it_and_the_customer_hears_by_name():
    one = a_conversation()
    aino, eetu, _ = one.owner, a_person("Eetu Salo"), a_person("Ulla Aalto")
    set_covers(aino, stand_ins=[eetu], actor_id=None, now=NOON)
    away(aino)
    assert count_off_duty(now=NOON) == 1
    keep_duties()
    assert owner_of(one) == "Eetu Salo"
    told = Message.objects.filter(kind="first_word").latest("pk")
    assert "Aino Mäkelä on nyt poissa" in told.body
    assert "Eetu Salo" in told.body
    assert "selittää" in told.body
    assert count_off_duty(now=NOON) == 0


def test_no_change_because_a_day_ended():
    one = a_conversation()
    a_person("Eetu Salo")
    for hours in range(0, 24 * 8, 3):
        assert count_off_duty(now=NOON + timedelta(hours=hours)) == 0
    assert owner_of(one) == "Aino Mäkelä"


def test_at_most_one_change_an_absence():
    one = a_conversation()
    aino = one.owner
    a_person("Eetu Salo")
    away(aino)
    for hours in range(0, 24 * 10, 5):
        keep_duties(now=NOON + timedelta(hours=hours))
    assert Entry.objects.filter(kind="conversation.covered").count() == 1


def test_who_is_back_before_the_next_step_keeps_it():
    one = a_conversation()
    a_person("Eetu Salo")
    make_promise(one, text="Soitan", due_at=NOON + timedelta(days=9), now=NOON)
    Promise.objects.filter(kind="first_word").update(attention_at=None)
    Conversation.objects.update(next_step_at=NOON + timedelta(days=9))
    away(one.owner)
    assert count_off_duty(now=NOON) == 0


def test_ill_today_by_one_press():
    one = a_conversation()
    a_person("Eetu Salo")
    absence = be_ill_today(one.owner, actor_id=one.owner_id, now=NOON)
    assert absence.ends_at == NOON + timedelta(hours=12)
    keep_duties()
    assert owner_of(one) == "Eetu Salo"


def test_a_stand_in_who_is_away_too_is_passed_over():
    one = a_conversation()
    eetu, ulla = a_person("Eetu Salo"), a_person("Ulla Aalto")
    set_covers(one.owner, stand_ins=[eetu, ulla], actor_id=None, now=NOON)
    away(eetu)
    away(one.owner)
    keep_duties()
    assert owner_of(one) == "Ulla Aalto"


def test_their_team_comes_before_the_others():
    team = name_team("Laskutus", now=NOON)
    one = a_conversation(team_id=team.pk)
    a_person("Aatu Elo")
    ulla = a_person("Ulla Aalto")
    ulla.teams.add(team)
    away(one.owner)
    keep_duties()
    assert owner_of(one) == "Ulla Aalto"


def test_who_left_is_covered():
    one = a_conversation()
    a_person("Eetu Salo")
    change_person(one.owner, actor_id=None, now=NOON, is_active=False)
    assert count_off_duty(now=NOON) == 1
    keep_duties()
    assert owner_of(one) == "Eetu Salo"
    assert Entry.objects.get(kind="conversation.covered").facts["why"] == "left"


def test_when_nobody_is_ever_here_the_lead_has_it_and_sees_why():
    one = a_conversation()
    lead = a_person("Camilla Rinne", Role.ADMIN)
    for person in User.objects.all():
        away(person, days=700)
    change_person(one.owner, actor_id=None, now=NOON, is_active=False)
    User.objects.exclude(pk=lead.pk).update(is_active=False)
    set_shifts(lead, week={}, actor_id=None, now=NOON)
    keep_duties()
    assert owner_of(one) == "Camilla Rinne"


def test_a_studio_of_one_on_holiday_passes_with_a_true_time():
    camilla = a_person("Camilla Rinne", Role.ADMIN)
    [received] = take_in([a_contact()], now=NOON)
    first = Promise.objects.get()
    away(camilla, days=14)
    keep_duties()
    one = Conversation.objects.get(pk=received.conversation_id)
    new = Promise.objects.latest("pk")
    assert one.owner == camilla
    assert one.next_step_at == one.promised_at == new.due_at > NOON + timedelta(days=14)
    assert state(first.word, now=NOON + timedelta(days=20)) == State.RENEGOTIATED
    assert "Emme ehdi siihen mennessä" in Message.objects.latest("pk").body
    for hours in range(0, 24 * 14, 7):
        assert count_off_duty(now=NOON + timedelta(hours=hours)) == 0


def test_a_second_holiday_gives_a_second_time():
    camilla = a_person("Camilla Rinne", Role.ADMIN)
    take_in([a_contact()], now=NOON)
    for day in (0, 7):
        now = NOON + timedelta(days=day)
        away(camilla, days=8, now=now)
        keep_duties(now=now)
        assert count_off_duty(now=now) == 0
    assert Promise.objects.count() == 3


def test_who_cannot_be_written_to_is_still_counted_and_nothing_spins():
    one = a_conversation()
    make_promise(one, text="Soitan", due_at=NOON + timedelta(hours=3), now=NOON)
    ContactPoint.objects.all().delete()
    away(one.owner)
    assert not keep_duty(one, now=NOON)
    assert count_off_duty(now=NOON) == 1


def test_a_hand_over_is_told_to_the_customer_when_it_is_taken():
    one, eetu = a_conversation(), a_person("Eetu Salo")
    offer_to(one, to_id=eetu.pk, by_id=one.owner_id, sentence="Osaat tämän", now=NOON)
    assert not Message.objects.filter(kind="first_word").exists()
    take_over(one, by_id=eetu.pk, now=NOON)
    told = Message.objects.get(kind="first_word")
    assert "Eetu Salo, otan asiasi hoitaakseni" in told.body


def test_who_just_takes_one_says_so_in_the_answer():
    one, eetu = a_conversation(), a_person("Eetu Salo")
    take_over(one, by_id=eetu.pk, now=NOON)
    assert not Message.objects.filter(kind="first_word").exists()


def test_who_cannot_be_helped_holds_up_nobody_behind(monkeypatch):
    monkeypatch.setattr(jobs, "AT_ONCE", 1)
    monkeypatch.setattr(jobs.timezone, "now", lambda: NOON)
    camilla = a_person("Camilla Rinne", Role.ADMIN)
    first, second = (
        take_in([a_contact(sender=s)], now=NOON)[0] for s in ("a@x.example", "b@x.example")
    )
    ContactPoint.objects.filter(value="a@x.example").delete()
    away(camilla, days=14)
    assert jobs.keep_duties()
    waits = dict(Conversation.objects.values_list("pk", "next_step_at"))
    assert waits[first.conversation_id] < NOON + timedelta(days=1)
    assert waits[second.conversation_id] > NOON + timedelta(days=14)
    assert not jobs.keep_duties()


def test_nobody_stands_in_for_themselves():
    aino = a_person()
    with pytest.raises(CoversThemselves):
        set_covers(aino, stand_ins=[aino], actor_id=None, now=NOON)
