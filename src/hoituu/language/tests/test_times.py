"""Times as people say them, on Tuesday the 10th of March 2026 at ten."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoituu.language.times import find_times

TUESDAY = datetime.fromisoformat("2026-03-10T10:00:00+02:00")
FINNISH = """
kolmen arkipäivän kuluessa | 2026-03-13
kahteen mennessä | 2026-03-10T14:00
viikon kuluttua | 2026-03-17
5 pankkipäivän sisällä | 2026-03-17
kuun loppuun mennessä | 2026-03-31
torstaina klo 9–11 | 2026-03-12T11:00
maanantaina aamusta | 2026-03-16
ensi viikon keskiviikkona | 2026-03-18
huomenna klo 14 mennessä | 2026-03-11T14:00
puoli neljältä | 2026-03-10T15:30
viimeistään ensi viikon perjantaina | 2026-03-20
parin päivän sisällä | 2026-03-12
varttia vaille viisi huomenna | 2026-03-11T16:45
ylihuomenna aamupäivällä | 2026-03-12
15.4. mennessä | 2026-04-15
15. huhtikuuta | 2026-04-15
kuun vaihteessa | 2026-03-31
tunnin sisällä | 2026-03-10T11:00
puolen tunnin kuluttua | 2026-03-10T10:30
24 tunnin kuluessa | 2026-03-11T10:00
2–3 arkipäivän kuluessa | 2026-03-13
vielä tämän päivän aikana | 2026-03-10
ennen lounasta | 2026-03-10T12:00
ennen viikonloppua | 2026-03-13
pääsiäisen jälkeen | 2026-04-07
ennen joulua | 2026-12-23
viikolla 12 | 2026-03-20
tiistaihin mennessä | 2026-03-17
perjantaihin kello 16 mennessä | 2026-03-13T16:00
to klo 12 | 2026-03-12T12:00
keskiviikkona 18.3. klo 15.30 | 2026-03-18T15:30
kahden ja kolmen välillä | 2026-03-10T15:00
viikonlopun jälkeen | 2026-03-16
ensi kuun 5. päivä | 2026-04-05
kymmenessä minuutissa | 2026-03-10T10:10
puolessa tunnissa | 2026-03-10T10:30
huhtikuun ensimmäisenä päivänä | 2026-04-01
viidentenätoista päivänä huhtikuuta | 2026-04-15
huhtikuun kolmanteentoista mennessä | 2026-04-13
ke–pe | 2026-03-13
ensi viikon alussa | 2026-03-17
mahdollisimman pian | None
lähiaikoina | None
"""
ENGLISH = """
no later than next Tuesday | 2026-03-17
the day after tomorrow | 2026-03-12
by the end of the month | 2026-03-31
by five | 2026-03-10T17:00
in 15 minutes | 2026-03-10T10:15
within the hour | 2026-03-10T11:00
by Friday noon | 2026-03-13T12:00
tomorrow at 3 pm | 2026-03-11T15:00
half past two tomorrow | 2026-03-11T14:30
quarter to five | 2026-03-10T16:45
first thing tomorrow morning | 2026-03-11
by close of business on Thursday | 2026-03-12
between 9 and 11 on Thursday | 2026-03-12T11:00
in a couple of days | 2026-03-12
within two business days | 2026-03-12
in two weeks' time | 2026-03-24
before Easter | 2026-04-02
15 April at 10:30 | 2026-04-15T10:30
the first of June | 2026-06-01
early next week | 2026-03-17
by the weekend | 2026-03-13
a week on Friday | 2026-03-20
at some point | None
as soon as possible | None
"""


def table(text: str) -> list[tuple[str, str]]:
    return [tuple(line.split(" | ")) for line in text.strip().splitlines()]


def due(text: str, lang: str) -> list[str]:
    found = find_times(text, lang, now=TUESDAY)
    return [when.due.isoformat()[:16] if when.due else "None" for when in found]


@pytest.mark.parametrize(("said", "expected"), table(FINNISH))
def test_finnish(said, expected):
    assert due(f"Soitan {said}.", "fi")[-1:] == [expected]


@pytest.mark.parametrize(("said", "expected"), table(ENGLISH))
def test_english(said, expected):
    assert due(f"I'll call you {said}.", "en")[-1:] == [expected]


@pytest.mark.parametrize(
    ("text", "lang"), [("perjantaihin asti", "fi"), ("valid until 15 June 2027", "en")]
)
def test_until_is_no_deadline(text, lang):
    [when] = find_times(text, lang, now=TUESDAY)
    assert not when.limits


@pytest.mark.parametrize(
    ("said", "on", "expected"),
    [
        ("29.2.", "2028-06-01T10:00:00+03:00", "2032-02-29"),
        ("29.2.", "2027-12-01T10:00:00+02:00", "2028-02-29"),
        ("29.2.", "2028-02-01T10:00:00+02:00", "2028-02-29"),
        ("5.1.", "2026-12-20T10:00:00+02:00", "2027-01-05"),
    ],
)
def test_a_date_without_a_year_is_the_next_one(said, on, expected):
    [when] = find_times(f"Soitan {said}", "fi", now=datetime.fromisoformat(on))
    assert when.due.isoformat() == expected


WORDS = [line.split(" | ")[0] for line in (FINNISH + ENGLISH).strip().splitlines()]
PIECES = [*" ".join(WORDS).split(), "29.2.", "31.4.", "24.30", "0.", "99", "999", "29 February"]
moments = st.datetimes(datetime(2026, 1, 1), datetime(2032, 12, 31)).map(datetime.astimezone)


@given(st.lists(st.sampled_from(PIECES), max_size=9), st.sampled_from(["fi", "en"]), moments)
def test_no_pieces_of_time_in_any_order_are_too_much(pieces, lang, now):
    find_times(" ".join(pieces), lang, now=now)


@given(st.text(max_size=200), st.sampled_from(["fi", "en", "sv"]))
def test_times_lie_in_the_text_and_do_not_overlap(text, lang):
    ends = 0
    for when in find_times(text, lang, now=TUESDAY):
        assert ends <= when.start < when.end <= len(text)
        ends = when.end
