"""The coach at the desk: it whispers, it asks for one more click at the most, it never blocks."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from hoituu.conversations.actions import answer_customer
from hoituu.conversations.models import Template, WrittenDraft
from hoituu.conversations.queries import latest_contact
from hoituu.conversations.rules import Draft
from hoituu.desk.tests.builders import a_fresh_conversation, sign_in
from hoituu.staff.queries import business
from hoituu.staff.rules import Role
from hoituu.wording.actions import keep_own_habit
from hoituu.wording.models import Correction, Count, OwnHabit
from hoituu.wording.rules import month_of

pytestmark = pytest.mark.django_db
DOUBTS = "Hei Matti, oletko aivan varma, että maksoit sen?"
SOME_DAY = "Hei Matti, joku on sinuun yhteydessä jossain vaiheessa."


def write(client, one, body, **more):
    said = {
        "kind": "answer",
        "body": body,
        "to": "matti@asiakas.example",
        "seen_id": one.latest_id,
    }
    return client.post(reverse("write", args=[one.pk]), said | more, follow=True)


def test_a_draft_is_read_at_every_pause(client):
    sign_in(client)
    one = a_fresh_conversation()
    said = {"kind": "answer", "body": SOME_DAY, "seen_id": one.latest_id}
    kept = client.post(
        reverse("write", args=[one.pk]), said, headers={"accept": "application/json"}
    ).json()
    assert "Somebody, some day" in kept["coached"]
    assert "Who, and when?" in kept["coached"], "the reason is in the writer's language"
    assert "Hoidan tämän ja vastaan sinulle [aika]." in kept["coached"], (
        "the words in the customer's"
    )
    assert (
        "Somebody, some day" in client.get(reverse("conversation", args=[one.pk])).content.decode()
    )


def test_what_makes_one_think_leaves_with_one_click(client):
    sign_in(client)
    one = a_fresh_conversation()
    assert "goes out in ten seconds" in write(client, one, SOME_DAY, send="1").content.decode()


def test_what_makes_one_stop_takes_one_more_click_and_no_more(client):
    sign_in(client)
    one = a_fresh_conversation()
    page = write(client, one, DOUBTS, send="1").content.decode()
    assert "how does this read to the customer" in page
    assert "Doubts the customer" in page
    draft = WrittenDraft.objects.get()
    assert (draft.body, draft.goes_at) == (DOUBTS, None)
    assert 'name="coached"' in page
    assert (
        "goes out in ten seconds"
        in write(client, one, DOUBTS, send="1", coached="1").content.decode()
    )


def test_a_slot_that_nobody_filled_in_is_asked_about_once(client):
    sign_in(client)
    one = a_fresh_conversation()
    said = "Hei Matti, soitan sinulle [aika]."
    page = write(client, one, said, send="1").content.decode()
    assert "still a slot in it" in page
    sent = write(client, one, said, send="1", coached="1").content.decode()
    assert "goes out in ten seconds" in sent


def test_a_complaint_is_answered_as_one(client):
    sign_in(client)
    one = a_fresh_conversation(
        body="Laskutitte minua jo toisen kerran samasta asiasta, ja olen todella pettynyt."
    )
    said = {"kind": "answer", "body": "Hei Matti, tarkistan laskun.", "seen_id": one.latest_id}
    kept = client.post(
        reverse("write", args=[one.pk]), said, headers={"accept": "application/json"}
    ).json()
    assert "Not there yet" in kept["coached"]
    assert "sorry" in kept["coached"]


def test_notes_and_calls_are_nobody_elses_business(client):
    sign_in(client)
    one = a_fresh_conversation()
    page = write(client, one, DOUBTS, kind="note").content.decode()
    assert "Before you send" not in page


def test_what_a_good_colleague_writes_is_left_alone(client):
    sign_in(client)
    one = a_fresh_conversation()
    page = write(client, one, "Hei Matti, hoidan tämän ja soitan huomenna klo 10.")
    assert "Before you send" not in page.content.decode()


def marks_in(page):
    return re.findall(r'name="leave" value="([^"]+)"', page)


def test_a_remark_that_is_left_so_is_said_no_more_and_stops_nobody(client):
    sign_in(client)
    one = a_fresh_conversation()
    (mark,) = marks_in(write(client, one, DOUBTS).content.decode())
    page = write(client, one, DOUBTS, leave=mark).content.decode()
    assert "Doubts the customer" not in page
    assert "goes out in ten seconds" in write(client, one, DOUBTS, send="1").content.decode()
    count = Count.objects.get()
    assert (count.habit, count.kept, count.used) == ("doubt_customer", 1, 0)


def test_better_words_are_put_in_the_place_of_the_sentence_without_a_script(client):
    sign_in(client)
    one = a_fresh_conversation()
    (mark,) = marks_in(write(client, one, f"Hei!\n{SOME_DAY}\nAino").content.decode())
    write(client, one, f"Hei!\n{SOME_DAY}\nAino", use=mark)
    body = WrittenDraft.objects.get().body
    assert body.startswith("Hei!\n")
    assert "[aika]" in body
    assert "jossain vaiheessa" not in body
    assert Count.objects.get().used == 1


def test_what_nobody_remarked_cannot_be_counted(client):
    sign_in(client)
    one = a_fresh_conversation()
    write(client, one, SOME_DAY, leave="flat_no:1", use="x", used="no such habit")
    assert not Count.objects.exists()


OWN = {
    "name": "Virastokieli",
    "language": "fi",
    "says": "jossain vaiheessa",
    "instead": "[aika]",
    "why": "Meillä kerrotaan aika.",
    "level": "stop",
}


def test_an_own_habit_is_tried_on_past_replies_before_it_is_kept(client):
    sign_in(client, role=Role.LEAD)
    one = a_fresh_conversation()
    for body in (SOME_DAY, "Hei Matti, soitan huomenna klo 10."):
        said = Draft(body=body, to=["matti@asiakas.example"])
        answer_customer(one, author_id=one.owner_id, draft=said, now=timezone.now())
    url = reverse("settings_new_habit")
    page = client.post(url, OWN | {"keep": "1"}).content.decode()
    assert "once in the last 2 replies" in page
    assert "<q>jossain vaiheessa</q>" in page
    assert not OwnHabit.objects.exists()
    tried = re.search(r'name="tried" value="([^"]+)"', page)[1]
    changed = OWN | {"says": "joku", "keep": "1", "tried": tried}
    assert "Tried on past replies" in client.post(url, changed).content.decode()
    assert not OwnHabit.objects.exists(), "other words are tried anew"
    client.post(url, OWN | {"keep": "1", "tried": tried})
    assert OwnHabit.objects.get().name == "Virastokieli"


def test_an_own_habit_speaks_at_the_desk_under_its_own_name(client):
    sign_in(client, role=Role.LEAD)
    keep_own_habit(OwnHabit(), **OWN, actor_id=1, now=timezone.now())
    one = a_fresh_conversation()
    page = write(client, one, "Hei Matti, soitan jossain vaiheessa.").content.decode()
    assert "Virastokieli" in page
    assert "Meillä kerrotaan aika." in page


def test_a_line_that_says_nothing_is_one_sentence(client):
    sign_in(client, role=Role.LEAD)
    answer = client.post(reverse("settings_new_habit"), OWN | {"says": "a | b"})
    assert answer.status_code == 422
    assert "This line says nothing that can be found: a | b" in answer.content.decode()


def test_a_remark_kept_too_often_is_proposed_for_rest(client):
    sign_in(client, role=Role.LEAD)
    now = timezone.now()
    Count.objects.create(habit="doubt_customer", month=month_of(now.date()), kept=20)
    page = client.get(reverse("settings_coach")).content.decode()
    assert "“Doubts the customer” has been left as it was 20 times of 20." in page
    client.post(reverse("settings_rest", args=["doubt_customer", "rest"]))
    assert "Should it rest" not in client.get(reverse("settings_coach")).content.decode()
    one = a_fresh_conversation()
    assert "Doubts the customer" not in write(client, one, DOUBTS).content.decode()
    client.post(reverse("settings_rest", args=["doubt_customer", "wake"]))
    assert "Doubts the customer" in write(client, one, DOUBTS).content.decode()


@pytest.mark.parametrize("what", [("no-such", "rest"), ("grudging", "sleep")])
def test_only_what_there_is_can_rest(client, what):
    sign_in(client, role=Role.LEAD)
    assert client.post(reverse("settings_rest", args=what)).status_code == 404


@pytest.mark.parametrize("name", ["settings_coach", "settings_new_habit"])
def test_how_a_house_speaks_is_for_those_who_lead(client, name):
    sign_in(client)
    assert client.get(reverse(name)).status_code == 403


def test_a_ready_text_is_coached_when_it_is_saved(client):
    sign_in(client, role=Role.LEAD)
    said = {"name": "Palaamme", "language": "fi", "body": SOME_DAY}
    page = client.post(reverse("settings_texts"), said, follow=True).content.decode()
    assert "How this reads to a customer" in page
    assert "Somebody, some day" in page
    assert Template.objects.get().body == SOME_DAY, "it is saved as it is"


def test_what_the_web_form_says_first_is_coached_too(client):
    sign_in(client, role=Role.ADMIN)
    firm = business()
    said = {"name": firm.name, "language": "en", "tz": firm.tz, "phone": "", "base_url": ""}
    said["welcome"] = "Somebody will be in touch at some point."
    page = client.post(reverse("settings_firm"), said, follow=True).content.decode()
    assert "Somebody, some day" in page


def test_the_customers_language_is_kept(client):
    sign_in(client)
    one = a_fresh_conversation(body="Hello, could you please check my invoice from last month?")
    page = write(client, one, "Hei Matti, tarkistan laskun ja soitan huomenna klo 10 sinulle.")
    assert "Another language" in page.content.decode()


def test_hints_are_for_who_asked(client):
    person = sign_in(client)
    one = a_fresh_conversation()
    both = "Hei Matti, laskusi on korjattu. Lähetän Teille uuden huomenna klo 10."
    assert "Two forms of address" not in write(client, one, both).content.decode()
    client.post(
        reverse("settings_me"), {"name": person.name, "language": "en", "hears_hints": "on"}
    )
    assert "Two forms of address" in write(client, one, both).content.decode()


def test_how_a_message_sounds_is_shown_and_corrected_in_one_click(client):
    sign_in(client)
    one = a_fresh_conversation(body="Lasku tuli kahdesti.")
    page = client.get(reverse("conversation", args=[one.pk])).content.decode()
    assert "Tone: unhappy, a complaint" in page
    said = {"kind": "answer", "body": "Hei Matti, tarkistan laskun.", "seen_id": one.latest_id}
    assert "Not there yet" in write(client, one, said["body"]).content.decode()
    client.post(reverse("sounds", args=[latest_contact(one.pk).pk]), {"tone": "3"})
    page = client.get(reverse("conversation", args=[one.pk])).content.decode()
    assert "Tone: matter-of-fact" in page
    assert "as a colleague said" in page
    assert "Not there yet" not in page, "and it is no longer answered as a complaint"


def test_a_tone_that_is_none_changes_nothing(client):
    sign_in(client)
    one = a_fresh_conversation()
    client.post(reverse("sounds", args=[latest_contact(one.pk).pk]), {"tone": "9"})
    assert not Correction.objects.exists()


def test_who_only_looks_corrects_nothing(client):
    sign_in(client, role=Role.VIEWER)
    one = a_fresh_conversation()
    answer = client.post(reverse("sounds", args=[latest_contact(one.pk).pk]), {"tone": "3"})
    assert answer.status_code == 403


def test_the_words_are_put_where_the_remark_points_not_where_they_stand_first(client):
    sign_in(client, role=Role.LEAD)
    facts = OWN | {"says": "ok", "instead": "selvä", "level": "think"}
    keep_own_habit(OwnHabit(), **facts, actor_id=1, now=timezone.now())
    one = a_fresh_conversation()
    body = "Hei, tarkistan kokonaisuuden huomenna klo 10, ok sinulle."
    (mark,) = marks_in(write(client, one, body).content.decode())
    write(client, one, body, use=mark)
    assert WrittenDraft.objects.get().body == body.replace(", ok ", ", selvä ")


def test_the_customers_own_words_above_are_left_alone(client):
    sign_in(client)
    one = a_fresh_conversation()
    body = f"> {SOME_DAY}\n\n{SOME_DAY}"
    (mark,) = marks_in(write(client, one, body).content.decode())
    write(client, one, body, use=mark)
    assert WrittenDraft.objects.get().body.startswith(f"> {SOME_DAY}\n\nHoidan tämän")


def test_nobody_writes_the_counter_of_what_there_is_not(client):
    sign_in(client)
    one = a_fresh_conversation()
    write(client, one, SOME_DAY, used=["own-999", "own-" + "x" * 500, "flat_no", "flat_no"])
    assert [(c.habit, c.used) for c in Count.objects.all()] == [("flat_no", 1)]


def test_manners_rest_like_habits(client):
    sign_in(client, role=Role.LEAD)
    now = timezone.now()
    Count.objects.create(habit="other_address", month=month_of(now.date()), kept=20)
    page = client.get(reverse("settings_coach")).content.decode()
    assert "“Another form of address” has been left as it was 20 times of 20." in page
    assert client.post(reverse("settings_rest", args=["other_address", "rest"])).status_code == 302


def test_while_an_answer_is_on_its_way_nothing_is_whispered(client):
    sign_in(client)
    one = a_fresh_conversation()
    page = write(client, one, SOME_DAY, send="1").content.decode()
    assert "goes out in ten seconds" in page
    assert "Before you send" not in page


def test_a_second_ready_text_does_not_replace_the_first(client):
    sign_in(client, role=Role.LEAD)
    for name in ("Eka", "Toka"):
        said = {"name": name, "language": "fi", "body": "Kiitos! Soitan [aika]."}
        page = client.post(reverse("settings_texts"), said, follow=True).content.decode()
        assert f'href="{reverse("settings_texts")}"' in page, "there is a way to the next one"
    assert Template.objects.count() == 2


def test_what_a_colleague_called_no_complaint_is_none_even_with_a_sorry(client):
    sign_in(client)
    one = a_fresh_conversation(body="Lasku tuli kahdesti.")
    client.post(reverse("sounds", args=[latest_contact(one.pk).pk]), {"tone": "3"})
    body = "Hei Matti, olen pahoillani. Tarkistan laskun."
    assert "Not there yet" not in write(client, one, body).content.decode()
