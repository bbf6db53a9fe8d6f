"""From whoever comes by: each answer once, an owner for a low one, an answer in public."""

from contextlib import suppress
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.rules import Channel
from hoituu.conversations.tests.builders import a_business, a_person
from hoituu.customers.rules import NotAContactPoint
from hoituu.feedback.actions import (
    answer_in_public,
    close_point,
    correct_change,
    correct_public_answer,
    import_reviews,
    join_conversation,
    keep_point,
    mark_read,
    name_cause,
    note_change,
    publish_change,
    take_taps,
    tell_change,
    write_down_spoken,
)
from hoituu.feedback.jobs import keep_feedback_held
from hoituu.feedback.models import Change, Feedback, Point, PublicAnswer
from hoituu.feedback.queries import (
    changes,
    count_waiting,
    said_and_done,
    sums,
    to_answer,
    to_read,
)
from hoituu.feedback.rules import (
    AnsweredAlready,
    Metric,
    Mood,
    NoSuchScore,
    NotAnonymous,
    NothingToSay,
    PointClosed,
    PointKind,
    SaidMore,
    Step,
    StepSkipped,
    Tap,
    TooLong,
    read_reviews,
)
from hoituu.lib.tables import BadTable
from hoituu.promises.models import Promise
from hoituu.staff.models import User

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HELSINKI = ZoneInfo("Europe/Helsinki")


def a_point(kind=PointKind.KIOSK, metric=Metric.FACES, **facts):
    aino = a_person()
    point = Point(name="Aula", kind=kind, metric=metric, **facts)
    return keep_point(point, by_id=aino.pk, now=NOW)


def tap(point, score, key="tap-0001", **facts):
    [one] = take_taps(point, taps=[Tap(key=key, score=score, **facts)], now=NOW)
    return Feedback.objects.get(pk=one.pk)


def seen(one):
    return Feedback.objects.get(pk=one.pk).seen


def test_sent_twice_it_is_one_and_its_words_may_come_later():
    point = a_point()
    tap(point, -1)
    one = tap(point, -1, words="Liian kylmä.")
    assert tap(point, -1).words == "Liian kylmä."
    assert Feedback.objects.count() == 1
    assert one.step == Step.RECEIVED


def test_a_low_one_has_somebody_at_once_and_a_good_one_is_answered_by_the_thanks():
    point = a_point()
    low, good = tap(point, -2), tap(point, 2, "tap-0002")
    assert low.owner is not None
    assert count_waiting(low.owner_id) == (0, 1), "without words there is nothing to read"
    assert (good.owner, good.step) == (None, Step.ANSWERED)
    assert [row.id for row in to_answer()] == [low.pk]


def test_kind_words_without_a_name_are_read_before_they_are_done_with():
    one = tap(a_point(), 2, words="Ihana palvelu!")
    assert one.step == Step.RECEIVED
    mark_read(one, seen=seen(one), by_id=a_person().pk, now=NOW)
    assert Feedback.objects.get().step == Step.ANSWERED


def test_the_same_key_at_another_point_is_another_answer():
    tap(a_point(), 1)
    tap(a_point(), 1)
    assert Feedback.objects.count() == 2


def test_a_burst_counts_once():
    point = a_point()
    tap(point, -2)
    assert tap(point, -2, taps=40).taps == 40
    assert tap(point, -2, taps=3).taps == 40
    assert sums(since=NOW - timedelta(days=1))[0].count == 1


def test_a_closed_point_takes_nothing_and_a_strange_score_is_refused():
    point = a_point()
    with pytest.raises(NoSuchScore):
        tap(point, 0)
    close_point(point, by_id=a_person().pk, now=NOW)
    with pytest.raises(PointClosed):
        tap(point, 1)


@pytest.mark.parametrize(
    ("at", "believed"),
    [(timedelta(hours=-5), True), (timedelta(days=-400), False), (timedelta(hours=3), False)],
)
def test_a_clock_that_cannot_be_right_is_not_believed(at, believed):
    one = tap(a_point(), 1, at=NOW + at)
    assert one.given_at == (NOW + at if believed else NOW)


def test_a_number_left_later_makes_it_a_matter_with_a_promise_and_once():
    one = tap(a_point(), -1, words="Odotin tunnin.")
    for _ in range(2):
        conversation = join_conversation(
            Feedback.objects.get(pk=one.pk),
            said="-",
            name="Saara",
            reach="saara@asiakas.example",
            language="fi",
            now=NOW,
        )
    assert Conversation.objects.count() == 1
    assert (conversation.channel, conversation.customer.name) == (Channel.FORM, "Saara")
    assert Message.objects.filter(kind="contact").get().body == "Odotin tunnin."
    assert Promise.objects.filter(conversation=conversation).count() == 1
    one = Feedback.objects.get()
    assert (one.conversation, one.owner, one.step) == (conversation, None, Step.RECEIVED)


def test_a_number_that_is_none_loses_nothing():
    one = tap(a_point(), -1, words="Odotin tunnin.")
    with pytest.raises(NotAContactPoint):
        join_conversation(one, said="-", name="", reach="?", language="fi", now=NOW)
    assert Feedback.objects.get().words == "Odotin tunnin."


def test_one_public_answer_is_to_many_and_to_nobody_with_a_name():
    point, aino = a_point(), a_person()
    pieces = [tap(point, -1, f"tap-000{n}") for n in range(3)]
    answer = {"said": "Aulassa on kylmä.", "text": "Lämpö on nyt 21 astetta.", "language": "fi"}
    with pytest.raises(NothingToSay):
        answer_in_public(pieces, **(answer | {"said": " "}), by_id=aino.pk, now=NOW)
    with pytest.raises(NotAnonymous):
        answer_in_public([], **answer, by_id=aino.pk, now=NOW)
    answer_in_public(pieces, **answer, by_id=aino.pk, now=NOW)
    assert {one.step for one in Feedback.objects.all()} == {Step.ANSWERED}
    assert [line.answer for line in said_and_done()] == ["Lämpö on nyt 21 astetta."]
    known = tap(point, -1, "tap-0009")
    join_conversation(known, said="-", name="S", reach="s@x.example", language="fi", now=NOW)
    with pytest.raises(NotAnonymous):
        answer_in_public([known], **answer, by_id=aino.pk, now=NOW)


def test_what_is_changed_is_told_to_all_who_said_it():
    point, aino = a_point(), a_person()
    anonymous, known = tap(point, -1, words="Kylmä!"), tap(point, -2, "tap-0002", words="Palelin.")
    facts = {"said": "-", "name": "Saara", "reach": "saara@asiakas.example", "language": "fi"}
    join_conversation(known, **facts, now=NOW)
    for one in (anonymous, known):
        name_cause(Feedback.objects.get(pk=one.pk), name="Kylmä aula", by_id=aino.pk, now=NOW)
    Feedback.objects.update(read_at=NOW, answered_at=NOW)
    change = note_change(anonymous, text="Ovi sulkeutuu nyt itse.", by_id=aino.pk, now=NOW)
    assert {one.step for one in Feedback.objects.all()} == {Step.CHANGED}
    before = Message.objects.count()
    assert tell_change(change, by_id=aino.pk, now=NOW) == 1
    assert tell_change(change, by_id=aino.pk, now=NOW) == 0, "nobody is told twice"
    told = Message.objects.get(pk__gt=0, body__contains="Ovi sulkeutuu")
    assert (told.to, Message.objects.count()) == (["saara@asiakas.example"], before + 1)
    with pytest.raises(NothingToSay):
        publish_change(change, said="", by_id=aino.pk, now=NOW)
    publish_change(change, said="Aulassa on kylmä.", by_id=aino.pk, now=NOW)
    assert {one.step for one in Feedback.objects.all()} == {Step.TOLD}
    assert [(c.pieces, c.told, c.to_tell) for c in changes()] == [(2, 2, 0)]
    assert said_and_done()[0].done == "Ovi sulkeutuu nyt itse."


def test_what_is_sent_twice_is_one():
    one, aino = tap(a_point(), -1, words="Kylmä!"), a_person()
    said = {"said": "Kylmä.", "language": "fi", "by_id": aino.pk, "now": NOW}
    first = answer_in_public([one], text="Korjaamme.", **said)
    assert answer_in_public([one], text="Korjaamme.", **said) == first
    with pytest.raises(AnsweredAlready):
        answer_in_public([one], text="Muuta.", **said)
    change = note_change(one, text="Uusi ovi.", by_id=aino.pk, now=NOW)
    assert note_change(one, text="Uusi ovi.", by_id=aino.pk, now=NOW) == change
    with pytest.raises(AnsweredAlready):
        note_change(one, text="Muuta.", by_id=aino.pk, now=NOW)
    for _ in range(2):
        write_down_spoken(words="Hissi.", mood=None, key="a" * 32, by_id=aino.pk, now=NOW)
    assert (PublicAnswer.objects.count(), Change.objects.count()) == (1, 1)
    assert Feedback.objects.filter(source="staff").count() == 1


def test_what_everybody_reads_can_be_corrected():
    one, aino = tap(a_point(), -1, words="Kylmä!"), a_person()
    answer = answer_in_public(
        [one], said="Kylmä.", text="Korjamme.", language="fi", by_id=aino.pk, now=NOW
    )
    with pytest.raises(NothingToSay):
        correct_public_answer(answer, said="", text="Korjaamme.", by_id=aino.pk, now=NOW)
    correct_public_answer(answer, said="Kylmä.", text="Korjaamme.", by_id=aino.pk, now=NOW)
    change = note_change(one, text="Uusi obi.", by_id=aino.pk, now=NOW)
    correct_change(change, text="Uusi ovi.", said="", by_id=aino.pk, now=NOW)
    publish_change(change, said="Kylmä.", by_id=aino.pk, now=NOW)
    with pytest.raises(NothingToSay):
        correct_change(change, text="Uusi ovi.", said=" ", by_id=aino.pk, now=NOW)
    assert [(m.answer, m.done) for m in said_and_done()] == [("Korjaamme.", "Uusi ovi.")]


def test_an_answer_and_what_came_of_it_are_one_matter():
    point, aino = a_point(), a_person()
    one, other = tap(point, -1, words="Kylmä!"), tap(point, -1, "tap-0002", words="Jono!")
    said = {"text": "Korjaamme oven.", "language": "fi", "by_id": aino.pk, "now": NOW}
    answer_in_public([one], said="Aulassa on kylmä.", **said)
    answer_in_public([other], said="Jono oli pitkä.", **said)
    change = note_change(one, text="Ovi on korjattu.", by_id=aino.pk, now=NOW)
    publish_change(change, said="Aula oli kylmä.", by_id=aino.pk, now=NOW + timedelta(days=1))
    first, second = said_and_done()
    assert (first.said, first.answer, first.done) == (
        "Aulassa on kylmä.",
        "Korjaamme oven.",
        "Ovi on korjattu.",
    )
    assert (second.said, second.done) == ("Jono oli pitkä.", "")


def test_too_many_words_are_refused_and_none_dropped():
    one, aino = tap(a_point(), -1, words="Kylmä!"), a_person()
    Feedback.objects.update(read_at=NOW, answered_at=NOW)
    with pytest.raises(TooLong):
        name_cause(one, name="x" * 121, by_id=aino.pk, now=NOW)
    with pytest.raises(TooLong):
        note_change(one, text="x" * 501, by_id=aino.pk, now=NOW)
    change = note_change(one, text="Uusi ovi.", by_id=aino.pk, now=NOW)
    with pytest.raises(TooLong):
        publish_change(change, said="x" * 501, by_id=aino.pk, now=NOW)
    assert Change.objects.get().published_at is None


def test_what_is_read_with_its_answer_is_counted_once():
    low = tap(a_point(), -2, words="Odotin tunnin.")
    assert count_waiting(low.owner_id) == (0, 1)
    assert [row.is_for_everybody for row in to_read()] == [True]


def test_what_somebody_sees_to_goes_to_who_is_here_while_they_are_away():
    a_business()
    aino, eetu = a_person(), a_person("Eetu Laine")
    low = tap(a_point(), -2)
    Feedback.objects.update(owner=aino)
    assert not keep_feedback_held(), "she is here"
    User.objects.filter(pk=aino.pk).update(is_active=False)
    assert keep_feedback_held()
    assert Feedback.objects.get(pk=low.pk).owner == eetu
    assert not keep_feedback_held()


def test_what_came_after_a_change_is_not_told_of_it():
    point, aino = a_point(), a_person()
    first = tap(point, -1, words="Kylmä!")
    name_cause(first, name="Kylmä aula", by_id=aino.pk, now=NOW)
    Feedback.objects.update(read_at=NOW, answered_at=NOW)
    note_change(Feedback.objects.get(), text="Uusi ovi.", by_id=aino.pk, now=NOW)
    later = tap(point, -1, "tap-0002", words="Taas kylmä!")
    name_cause(later, name="kylmä aula", by_id=aino.pk, now=NOW)
    assert Change.objects.get().feedback.count() == 1
    assert Feedback.objects.get(pk=later.pk).cause.name == "Kylmä aula"


def test_what_was_said_aloud_is_owned_by_who_wrote_it_down():
    aino = a_person()
    with pytest.raises(NothingToSay):
        write_down_spoken(words=" ", mood=None, by_id=aino.pk, now=NOW)
    write_down_spoken(words="Hissi haisee.", mood=Mood.BAD, by_id=aino.pk, now=NOW)
    assert [row.owner for row in to_answer()] == ["Aino"]
    assert count_waiting(aino.pk) == (0, 1)


def reviews(text, encoding="utf-8"):
    return read_reviews(text.encode(encoding), tz=HELSINKI)


def test_reviews_in_any_encoding_are_one_each_however_often_they_are_brought():
    aino, day = a_person(), f"{NOW:%Y-%m-%d}"
    whole = f"Päivä;Arvosana;Teksti\n{day};2;Täällä jäädyttiin\n{day};5;Ihanaa!\n1.2.2019;1;Vanha\n"
    bring = {"origin": "Google", "language": "fi", "by_id": aino.pk, "now": NOW}
    assert import_reviews(reviews(whole), **bring) == 3
    for encoding in ("cp1252", "utf-16", "mac_roman"):
        assert import_reviews(reviews(whole, encoding), **bring) == 0
    low = Feedback.objects.get(words="Täällä jäädyttiin")
    assert (low.is_low, low.score, low.owner) == (True, 2, aino)
    assert Feedback.objects.get(words="Vanha").step == Step.ANSWERED, "nobody waits any more"
    assert len(to_read()) == 2


@pytest.mark.parametrize(
    ("text", "score"), [("4", 4), ("4,5", 5), ("8/10", 4), ("0", 1), ("100/100", 5), ("7/10", 4)]
)
def test_stars_of_every_kind(text, score):
    assert reviews(f"date;rating\n2026-01-02;{text}\n")[0].score == score


@pytest.mark.parametrize(
    "line", ["eilen;5;Hyvä", "2026-01-02;kuusi;Hyvä", "2026-01-02;6;Hyvä", "2026-01-02;;"]
)
def test_a_line_that_is_no_review_is_named(line):
    with pytest.raises(BadTable) as refusal:
        reviews(f"date;rating;text\n2026-01-02;5;Hyvä\n{line}\n")
    assert refusal.value.line == 3


def test_each_question_adds_up_in_its_own_way():
    csat = a_point(metric=Metric.CSAT)
    nps = a_point(metric=Metric.NPS)
    ease = a_point(metric=Metric.CES)
    for n, score in enumerate([5, 4, 3, 5, 1, 2, 4, 5]):
        tap(csat, score, f"csat-{n:04}")
    for n in range(10):
        tap(nps, 10 if n < 6 else 5, f"nps-{n:05}")
        tap(ease, 6, f"ease-{n:04}")
    found = {one.metric: one for one in sums(since=NOW - timedelta(days=1))}
    assert (found[Metric.CSAT].content.count, found[Metric.CSAT].content.of) == (5, 8)
    assert found[Metric.NPS].recommend[0] == pytest.approx(20)
    assert found[Metric.CES].mean_ease == pytest.approx(6)


MOVES = st.sampled_from(["read", "answer", "cause", "change", "tell", "words", "publish"])


@given(st.lists(MOVES, max_size=12))
@settings(max_examples=25, deadline=None)
def test_no_step_is_ever_skipped_or_lost(moves):
    point, aino = a_point(), a_person()
    one = tap(point, -1, f"tap-{Feedback.objects.count():04}", words="Kylmä!")
    said = {"said": "Kylmä.", "text": "Lämpöä.", "language": "fi"}
    for number, move in enumerate(moves):
        one = Feedback.objects.get(pk=one.pk)
        with suppress(StepSkipped, SaidMore):
            if move == "read":
                mark_read(one, seen=one.seen, by_id=aino.pk, now=NOW)
            elif move == "answer":
                answer_in_public([one], **said, by_id=aino.pk, now=NOW)
            elif move == "cause":
                name_cause(one, name="Kylmä", by_id=aino.pk, now=NOW)
            elif move == "change":
                note_change(one, text="Uusi ovi.", by_id=aino.pk, now=NOW)
            elif move == "tell" and one.change:
                tell_change(one.change, by_id=aino.pk, now=NOW)
            elif move == "publish" and one.change:
                publish_change(one.change, said="Kylmä.", by_id=aino.pk, now=NOW)
            elif move == "words":
                key = one.key.partition("-")[2]
                tap(point, -1, key, words=f"{one.words} Ja taas {number}.")
        after = Feedback.objects.get(pk=one.pk)
        times = [
            after.received_at,
            after.read_at,
            after.answered_at,
            after.changed_at,
            after.told_at,
        ]
        taken = [at is not None for at in times]
        assert taken == sorted(taken, reverse=True)
        assert len(after.words) >= len(one.words)
