"""Stories over HTTP, one for each sentence of the essays that says how a customer was left hanging."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hoituu.callbacks.tests.builders import open_always
from hoituu.conversations.models import Conversation, Message, WrittenDraft
from hoituu.conversations.tests.builders import a_contact
from hoituu.desk.tests.builders import ALLAUTH
from hoituu.journal.tests.builders import follow_up
from hoituu.promises.actions import take_in
from hoituu.promises.jobs import keep_duties, send_drafts
from hoituu.promises.models import Promise
from hoituu.staff.actions import change_person, employ, name_team, set_covers, set_shifts
from hoituu.staff.addresses import page_path
from hoituu.staff.rules import Role

pytestmark = pytest.mark.django_db


def works_here(name, role=Role.AGENT):
    first = name.split()[0].lower()
    return employ(
        email=f"{first}@pohjanverkko.example",
        name=name,
        role=role,
        language="fi",
        now=timezone.now(),
    )


@pytest.fixture
def aino():
    open_always()
    works_here("Päivi Pomo", Role.ADMIN)
    return works_here("Aino Mäkelä")


def matti_writes(to, body="Miksi maksu veloitettiin kahdesti?"):
    """Let Matti write to somebody; return the conversation that came of it."""
    contact = a_contact(body, preferred_id=to.pk, at=timezone.now())
    received = take_in([contact], now=timezone.now())[0]
    return Conversation.objects.get(pk=received.conversation_id)


def sign_in(client, person):
    client.force_login(person, backend=ALLAUTH)


def owner_of(one):
    return Conversation.objects.get(pk=one.pk).owner


def page(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def answers(client, one, body, **more):
    """Write an answer at the desk, let its ten seconds pass, and return the page it led to."""
    seen = Conversation.objects.get(pk=one.pk).latest_id
    said = {"kind": "answer", "body": body, "to": "matti@asiakas.example", "seen_id": seen}
    shown = client.post(reverse("write", args=[one.pk]), said | {"send": "1"} | more, follow=True)
    WrittenDraft.objects.filter(goes_at__isnull=False).update(goes_at=timezone.now())
    send_drafts()
    return shown.content.decode()


def test_the_one_who_had_it_is_away_until_next_week(client, aino):
    """Nobody says so and shrugs: a colleague has it at once, by name, and knows it all."""
    eetu, one = works_here("Eetu Salo"), matti_writes(aino)
    set_covers(aino, stand_ins=[eetu], actor_id=None, now=timezone.now())
    sign_in(client, aino)
    now = timezone.localtime()
    away = {
        "starts_at": now.strftime("%Y-%m-%dT%H:%M"),
        "ends_at": (now + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M"),
        "reason": "holiday",
    }
    client.post(reverse("away", args=["add"]), away)
    keep_duties()
    assert owner_of(one) == eetu
    told = Message.objects.filter(conversation=one).latest("pk").body
    assert "Aino Mäkelä on nyt poissa" in told
    assert "Eetu Salo" in told
    assert "Sinun ei tarvitse selittää mitään uudestaan" in told
    assert "Eetu Salo" in client.get(page_path(one.pk)).content.decode()
    sign_in(client, eetu)
    assert "Miksi maksu veloitettiin kahdesti?" in page(client, "conversation", one.pk)
    answers(client, one, "Hei Matti, maksu tulee takaisin tänään.")
    assert Message.objects.filter(conversation=one, kind="answer", author=eetu).exists()
    keep_duties()
    assert owner_of(one) == eetu, "it does not change hands again when Aino is back"


def test_another_department_where_nobody_works_at_this_hour(client, aino):
    """It is offered only to who is there, with a sentence, and stays with Aino until it is taken."""
    olli, eetu, one = works_here("Olli Saarinen"), works_here("Eetu Salo"), matti_writes(aino)
    billing = name_team("Laskutus", now=timezone.now())
    change_person(olli, teams=[billing], actor_id=None, now=timezone.now())
    in_four_days = (timezone.localtime() + timedelta(days=4)).weekday()
    only_then = {in_four_days: [(8 * 60, 16 * 60)]}
    set_shifts(olli, week=only_then, actor_id=None, now=timezone.now())
    sign_in(client, aino)
    offered = page(client, "give", one.pk)
    assert "Eetu Salo" in offered
    assert "Olli Saarinen" not in offered
    give = reverse("give", args=[one.pk])
    client.post(give, {"to_id": olli.pk, "sentence": "Laskutuksen asia"})
    assert Conversation.objects.get(pk=one.pk).offered_to is None
    client.post(give, {"to_id": eetu.pk, "sentence": "Osaatko katsoa laskun?"})
    assert owner_of(one) == aino, "it is Aino's until Eetu has said yes"
    sign_in(client, eetu)
    client.post(reverse("act", args=[one.pk, "take"]), {"from": aino.pk})
    assert owner_of(one) == eetu
    # And what is written straight to a team that is not there goes to somebody who is.
    contact = a_contact(
        "Lasku on väärin.", sender="saara@asiakas.example", team_id=billing.pk, at=timezone.now()
    )
    received = take_in([contact], now=timezone.now())[0]
    assert owner_of(Conversation(pk=received.conversation_id)) != olli


def test_somebody_will_be_in_touch_some_day(client, aino):
    """Matti has a name and a time from the start, and nobody can promise him less."""
    one = matti_writes(aino)
    own = client.get(page_path(one.pk)).content.decode()
    assert "Aino Mäkelä" in own
    assert Promise.objects.get(conversation=one).due_at > timezone.now()
    sign_in(client, aino)
    some_day = "Hei Matti, joku on sinuun yhteydessä jossain vaiheessa."
    said = {"kind": "answer", "body": some_day, "to": "matti@asiakas.example"}
    client.post(reverse("write", args=[one.pk]), said | {"seen_id": one.latest_id})
    assert "kuka? Nimi ja aika" in page(client, "conversation", one.pk)
    refused = answers(client, one, some_day, promise="Joku soittaa")
    assert "Mihin mennessä" in refused
    assert not Message.objects.filter(conversation=one, kind="answer").exists()
    due_at = (timezone.localtime() + timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M")
    answers(client, one, "Hei Matti, soitan sinulle.", promise="Soitan sinulle", due_at=due_at)
    follow_up(now=timezone.now())
    own = client.get(page_path(one.pk)).content.decode()
    assert "Soitan sinulle" in own
