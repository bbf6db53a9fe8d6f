"""What the composer offers of a text: a true time, or what is missing to make it a promise."""

from datetime import datetime, timedelta

import pytest

from hoituu.promises.found import offers, read_offers
from hoituu.worktime import Calendar

OFFICE = Calendar.from_dict(
    {
        "tz": "Europe/Helsinki",
        "week": {str(day): [["09:00", "12:00"], ["13:00", "17:00"]] for day in range(5)},
    }
)
TUESDAY = datetime.fromisoformat("2026-03-10T10:00:00+02:00")


def offered(text, lang="fi"):
    return offers(text, lang, here=OFFICE, open_hours=OFFICE, minutes=240, now=TUESDAY)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Soitan huomenna klo 14.", "2026-03-11T14:00:00+02:00"),
        ("Soitan huomenna.", "2026-03-11T17:00:00+02:00"),
        ("Paketti on perillä lauantaina.", "2026-03-14T23:59:00+02:00"),
        ("Vastaan ensi maanantaihin mennessä.", "2026-03-16T17:00:00+02:00"),
    ],
)
def test_a_day_is_over_when_the_business_closes(text, due):
    [one] = offered(text)
    assert one.due_at == datetime.fromisoformat(due)


def test_a_promise_stands_alone_without_the_word_that_tied_it_to_another():
    text = "Tarkistan asian ja soitan sinulle perjantaina klo 10."
    [one] = offered(text)
    assert one.said == "soitan sinulle perjantaina klo 10"
    assert [said for said, _ in read_offers([one.value], text=text, now=TUESDAY)] == [one.said]


def test_soon_is_no_time_and_a_true_one_is_offered():
    [one] = offered("Palaan asiaan mahdollisimman pian.")
    assert one.vague
    assert one.due_at == datetime.fromisoformat("2026-03-10T15:00:00+02:00")


def test_nobody_is_asked_who():
    [one] = offered("Joku on sinuun yhteydessä huomenna.")
    assert (one.nobody, one.due_at, one.value) == (True, None, "")


def test_what_has_gone_is_not_offered():
    assert offered("Soitan teille tänään klo 9.") == []


def test_what_was_offered_can_be_sent_back():
    [one] = offered("Soitan huomenna klo 14.")
    values, text = [one.value, "|", "yesterday|x", "2026-03-11|x"], "Hei! Soitan huomenna klo 14. x"
    assert read_offers(values, text=text, now=TUESDAY) == [(one.said, one.due_at)]
    assert read_offers([one.value], text=text, now=TUESDAY + timedelta(days=2)) == []


def test_what_no_longer_stands_in_the_text_is_not_promised():
    [one] = offered("Soitan huomenna klo 14.")
    assert read_offers([one.value], text="Soitan torstaina.", now=TUESDAY) == []


def test_today_after_closing_time_is_over_at_midnight():
    evening = TUESDAY.replace(hour=18)
    [one] = offers(
        "Vastaan vielä tänään.", "fi", here=OFFICE, open_hours=OFFICE, minutes=240, now=evening
    )
    assert one.due_at == evening.replace(hour=23, minute=59)
