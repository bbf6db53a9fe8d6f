"""The coach at the desk: it whispers, it asks for one more click at the most, it never blocks."""

import pytest
from django.urls import reverse

from hoituu.conversations.models import WrittenDraft
from hoituu.desk.tests.builders import a_fresh_conversation, sign_in

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
