"""The customer picks when we call, without an account."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.utils import timezone

from hoituu.callbacks.actions import set_terms, start_call
from hoituu.callbacks.models import Callback
from hoituu.callbacks.queries import callback_of, windows_to_offer
from hoituu.callbacks.rules import CallState, written
from hoituu.callbacks.tests.builders import PHONE, a_call, open_always
from hoituu.conversations.models import Conversation
from hoituu.conversations.tests.builders import a_conversation
from hoituu.staff.addresses import page_path
from hoituu.staff.queries import home_zone

pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> Conversation:
    open_always()
    return a_conversation(now=timezone.now())


def pick(client, one, **facts):
    filled = {"tz": "Europe/Helsinki", "phone": PHONE} | facts
    return client.post(page_path(one.pk) + "call/?lang=fi", filled, follow=True)


def first_offer(one, tz="Europe/Helsinki"):
    return windows_to_offer(one, tz=ZoneInfo(tz), now=timezone.now())[0]


def test_a_window_is_picked_and_seen_on_their_own_page(client, one):
    shown = client.get(page_path(one.pk) + "call/?lang=fi").content.decode()
    window = first_offer(one)
    assert written(window) in shown
    page = pick(client, one, choice=written(window)).content.decode()
    assert "Sovittu. Soitamme sinulle silloin." in page
    assert "jonka loppu on 321" in page
    assert PHONE not in page
    assert callback_of(one.pk).window == window


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "Valitse ensin aika."),
        ({"choice": "1000-9000"}, "Se aika meni jo."),
        ({"choice": "now"}, "Valitse ensin aika."),
        ({"choice": "99999999999-99999999999"}, "Anna meille ainakin vartti"),
        ({"day": "2099-01-01", "begins": "10:00", "ends": "11:00"}, "liian kaukana"),
        ({"day": "9999-12-31", "begins": "23:00", "ends": "01:00"}, "liian kaukana"),
        ({"day": "0001-01-01", "begins": "00:00", "ends": "01:00"}, "Se aika meni jo."),
        ({"day": "2020-01-01", "begins": "10:00", "ends": "11:00"}, "Se aika meni jo."),
        ({"phone": "ei ole", "choice": "1-2"}, "tarvitsemme puhelinnumeron"),
    ],
)
def test_what_cannot_be_promised_is_said_in_one_sentence(client, one, facts, sentence):
    answer = pick(client, one, **facts)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Callback.objects.exists()


def test_a_full_window_answers_with_the_nearest_free_ones(client, one):
    window = first_offer(one)
    for number in range(3):
        other = a_conversation(sender=f"matti{number}@asiakas.example", now=timezone.now())
        pick(client, other, choice=written(window))
    answer = pick(client, one, choice=written(window))
    assert answer.status_code == 422
    assert "Se aika ehti täyttyä." in answer.content.decode()
    assert written(first_offer(one)) in answer.content.decode()


def test_a_time_of_their_own_is_read_on_their_own_clock(client, one):
    day = (timezone.now() + timedelta(days=3)).date()
    own = {"tz": "Asia/Tokyo", "day": day.isoformat(), "begins": "10:00", "ends": "11:00"}
    pick(client, one, **own)
    opens = callback_of(one.pk).window.opens.astimezone(ZoneInfo("Asia/Tokyo"))
    assert (opens.date(), opens.hour) == (day, 10)


def test_another_time_and_no_call_at_all(client, one):
    pick(client, one, choice=written(first_offer(one)))
    pick(client, one, choice=written(first_offer(one)), phone="")
    assert Callback.objects.filter(state=CallState.MOVED).count() == 1
    page = client.post(page_path(one.pk) + "call/none/", follow=True).content.decode()
    assert callback_of(one.pk) is None
    assert "emme soita" in page


def test_while_we_call_the_time_cannot_be_changed(client, one):
    call = a_call(0, conversation=one, now=timezone.now())
    start_call(call, agent_id=call.agent_id, now=timezone.now())
    answer = pick(client, one, choice=written(first_offer(one)))
    assert answer.status_code == 422
    client.post(page_path(one.pk) + "call/none/")
    assert callback_of(one.pk) is not None


def test_the_entry_for_the_calendar_is_one_that_calendars_read(client, one):
    assert client.get(page_path(one.pk) + "call/hoituu.ics").status_code == 404
    pick(client, one, choice=written(first_offer(one)))
    answer = client.get(page_path(one.pk) + "call/hoituu.ics")
    [event] = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["DTSTART"].dt == callback_of(one.pk).window.opens
    assert b"4321" not in answer.content


def test_a_business_that_does_not_call_offers_nothing(client, one):
    set_terms(offered=False, actor_id=None, now=timezone.now())
    assert client.get(page_path(one.pk) + "call/").status_code == 404
    assert "/call/" not in client.get(page_path(one.pk)).content.decode()


def test_a_guessed_link_opens_nothing(client, one):
    assert client.get("/my/1.aaaaaaaaaaaaaaaa/call/").status_code == 404


def test_home_is_where_the_business_is():
    assert home_zone().key == "Europe/Helsinki"
