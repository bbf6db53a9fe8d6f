"""A link, a kiosk, a form: one tap is enough, twice is once, and a guessed link opens nothing."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from hoituu.conversations.actions import resolve
from hoituu.conversations.models import Conversation
from hoituu.conversations.rules import ResolvedBy
from hoituu.conversations.tests.builders import a_conversation, a_person
from hoituu.feedback.actions import close_point, keep_point
from hoituu.feedback.models import Feedback, Point, Request
from hoituu.feedback.rules import Metric, PointKind
from hoituu.promises.actions import merge_conversations
from hoituu.promises.models import Promise
from hoituu.staff.addresses import page_path, say_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def point():
    return a_point()


def a_point(kind=PointKind.LINK, metric=Metric.FACES):
    point = Point(name="Aula", kind=kind, metric=metric, language="en")
    return keep_point(point, by_id=a_person().pk, now=timezone.now())


def send(client, point, *answers, sent_at=None):
    now = timezone.now().timestamp() * 1000
    body = json.dumps({"sent_at": now if sent_at is None else sent_at, "answers": answers})
    path = f"{say_path(point.pk)}queue/"
    return client.post(path, body, content_type="application/json")


def an_answer(**facts):
    return {"id": "a-tap-0001", "score": -1, "at": timezone.now().timestamp() * 1000} | facts


@pytest.mark.parametrize("metric", Metric)
def test_every_question_is_asked_with_buttons_that_have_words(client, metric):
    page = client.get(say_path(a_point(metric=metric).pk)).content.decode()
    assert page.count('name="score"') == {"faces": 4, "csat": 5, "nps": 11, "ces": 7}[metric]


def test_one_tap_is_enough_and_words_may_follow(client, point):
    page = client.post(
        f"{say_path(point.pk)}tap/", {"score": "-1", "key": "abcd-0001"}, follow=True
    )
    assert "we are sorry" in page.content.decode()
    url = page.redirect_chain[-1][0]
    thanked = client.post(url, {"words": "Too cold."}, follow=True).content.decode()
    assert "We read it" in thanked
    assert Feedback.objects.get().words == "Too cold."


def test_the_same_page_posted_twice_is_one_answer(client, point):
    for _ in range(2):
        client.post(f"{say_path(point.pk)}tap/", {"score": "1", "key": "abcd-0001"})
    assert Feedback.objects.count() == 1


def test_a_form_on_another_site_posts_without_a_cookie(point):
    strict = Client(enforce_csrf_checks=True)
    path = f"{say_path(point.pk)}tap/"
    assert strict.post(path, {"score": "-2", "words": "Slow"}).status_code == 302
    assert Feedback.objects.get().words == "Slow"


def test_who_leaves_a_number_is_promised_an_answer(client, point):
    client.post(f"{say_path(point.pk)}tap/", {"score": "-2", "key": "abcd-0001"})
    url = f"{say_path(point.pk)}abcd-0001/"
    wrong = client.post(url, {"words": "Cold", "reach": "nobody"})
    assert wrong.status_code == 422
    assert "Cold" in wrong.content.decode()
    page = client.post(url, {"name": "Saara", "reach": "saara@asiakas.example"}, follow=True)
    assert page.status_code == 200
    assert Promise.objects.count() == 1
    assert Conversation.objects.get().messages.get(kind="contact").body.startswith("How did it go")


@pytest.mark.parametrize("score", ["", "x", "0", "9"])
def test_a_strange_answer_is_one_sentence(client, point, score):
    page = client.post(f"{say_path(point.pk)}tap/", {"score": score})
    assert page.status_code == 422
    assert "Choose one of these" in page.content.decode()
    assert not Feedback.objects.exists()


def test_a_guessed_link_opens_nothing(client, point):
    for path in (f"/say/{point.pk}.aaaaaaaaaaaaaaaa/", f"{say_path(point.pk)}guessed-key/"):
        assert client.get(path).status_code == 404


def test_a_closed_point_says_so_in_one_sentence(client, point):
    close_point(point, by_id=a_person().pk, now=timezone.now())
    page = client.get(say_path(point.pk))
    assert (page.status_code, "do not ask any more" in page.content.decode()) == (410, True)
    assert send(client, point, an_answer()).status_code == 410
    assert client.post(f"{say_path(point.pk)}tap/", {"score": "1"}).status_code == 410


def test_a_kiosks_queue_is_taken_once_however_often_it_is_sent(client):
    point = a_point(PointKind.KIOSK)
    answers = [an_answer(id=f"a-tap-{n:04}", score=[-2, -1, 1, 2][n % 4]) for n in range(25)]
    for _ in range(2):
        said = send(client, point, *answers).json()
        assert (len(said["kept"]), said["refused"]) == (25, {})
    assert Feedback.objects.count() == 25


def test_what_can_never_be_taken_is_named_and_the_others_are_kept(client):
    point = a_point(PointKind.KIOSK)
    said = send(client, point, an_answer(), an_answer(id="b-tap-0002", score=7), "x", {"id": 5})
    assert said.json()["kept"] == ["a-tap-0001"]
    assert "b-tap-0002" in said.json()["refused"]
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize("body", ["", "[]", "{", '{"answers": 5}', "\x00", '"x"'])
def test_a_queue_that_is_none_is_one_sentence(client, body):
    point = a_point(PointKind.KIOSK)
    path = f"{say_path(point.pk)}queue/"
    assert client.post(path, body, content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    "facts",
    [
        {"words": "Hyv\u00e4\ud83d"},  # half of an emoji, where the field was full
        {"reach": "\ud800"},
        {"reach": "a@asiakas.example", "name": "\ud800\x00"},
        {"words": ["x"], "name": 5, "lang": 5},
        {"at": float("nan"), "taps": -5},
        {"taps": 1e30, "words": "x" * 100_000},
    ],
)
def test_whatever_a_kiosk_sends_the_answer_beside_it_is_kept(client, facts):
    kiosk = a_point(PointKind.KIOSK)
    sent = [{"id": "kiosk-0001", "score": -1} | facts, {"id": "kiosk-0002", "score": 1}]
    assert send(client, kiosk, *sent).json()["kept"] == ["kiosk-0001", "kiosk-0002"]
    assert Feedback.objects.count() == 2


def test_a_kiosk_whose_clock_is_wrong_is_read_by_its_own_clock(client):
    point, now = a_point(PointKind.KIOSK), timezone.now()
    wrong = (now - timedelta(days=4000)).timestamp() * 1000
    send(client, point, an_answer(at=wrong - 3_600_000), sent_at=wrong)
    given = Feedback.objects.get().given_at
    assert abs(given - (now - timedelta(hours=1))) < timedelta(minutes=1)


def test_a_kiosk_that_does_not_tell_its_time_is_believed_to_be_of_now(client):
    send(client, a_point(PointKind.KIOSK), an_answer(at="yesterday"), sent_at="?")
    assert timezone.now() - Feedback.objects.get().given_at < timedelta(minutes=1)


def test_a_number_left_at_a_kiosk_opens_a_matter_and_a_bad_one_stays_in_the_words(client):
    point = a_point(PointKind.KIOSK)
    send(client, point, an_answer(words="Cold", reach="040 123 4567"))
    assert Conversation.objects.count() == 1
    send(client, point, an_answer(id="b-tap-0002", words="Cold", reach="04o"))
    assert Feedback.objects.get(key__endswith="b-tap-0002").words == "Cold\n(04o)"


def test_a_kiosk_forgets_the_language_that_somebody_chose_and_others_keep_it(client):
    kiosk, link = a_point(PointKind.KIOSK), a_point()
    for point, then in ((kiosk, "How did it go"), (link, "Miten meillä sujui?")):
        path = say_path(point.pk)
        assert "Miten meillä sujui?" in client.get(f"{path}?lang=fi").content.decode()
        assert then in client.get(path).content.decode()
        assert "How did it go" in Client().get(f"{path}?lang=xx").content.decode()


def test_a_question_of_our_own_is_asked_in_its_own_language_only(client, point):
    point.question = "How was the sauna?"
    point.save()
    assert "How was the sauna?" in client.get(say_path(point.pk)).content.decode()
    assert "sauna" not in client.get(f"{say_path(point.pk)}?lang=fi").content.decode()


def test_who_was_content_is_asked_what_was_good(client, point):
    page = client.post(f"{say_path(point.pk)}tap/", {"score": "2"}, follow=True)
    assert "What was good?" in page.content.decode()


def test_the_public_page_says_what_to_expect_while_it_is_empty(client):
    a_person()
    assert "Nothing here yet" in client.get("/said-and-done/?lang=en").content.decode()


def test_who_was_asked_by_mail_may_say_not_again(client):
    one = a_conversation(now=timezone.now(), language="en")
    Request.objects.create(customer=one.customer, conversation=one, asked_at=timezone.now())
    client.post(f"{page_path(one.pk)}no-asking/")
    assert Request.objects.filter(declined_at__isnull=False).count() == 1


def test_a_rating_for_what_has_become_part_of_another_is_of_that_other(client):
    now = timezone.now()
    one, other = a_conversation(now=now), a_conversation(body="Toinen asia", now=now)
    merge_conversations(one, into=other, by_id=other.owner_id, now=now)
    Promise.objects.filter(conversation=other).delete()
    Conversation.objects.filter(pk=other.pk).update(open_promises=0)
    resolve(Conversation.objects.get(pk=other.pk), by=ResolvedBy.PERSON, now=now)
    client.post(f"{page_path(one.pk)}rate/", {"mood": "-1"})
    assert Feedback.objects.get().conversation_id == other.pk


def test_a_flood_of_numbers_is_kept_but_no_stranger_is_mailed_to(client):
    point = a_point(PointKind.KIOSK)
    cache.set("form:127.0.0.1", 1_000)
    send(client, point, an_answer(words="Cold", reach="victim@asiakas.example"))
    assert Conversation.objects.get().messages.filter(kind="first_word").count() == 0
    cache.clear()
