from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoituu.worktime.ics import BadEvent, Entry, NotACalendar, read_absences, write_calendar

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def a_calendar(*events: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"]
    for number, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:e{number}", "DTSTAMP:20260101T000000Z"]
        lines += [*event.split("\n"), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def read(*events: str) -> list[tuple[str, str]]:
    found = read_absences(a_calendar(*events), tz=HELSINKI, now=NOW)
    return [
        (
            f"{e.starts_at.astimezone(HELSINKI):%d.%m. %H.%M}",
            f"{e.ends_at.astimezone(HELSINKI):%d.%m. %H.%M}",
        )
        for e in found
    ]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("DTSTART;VALUE=DATE:20260310\nDTEND;VALUE=DATE:20260313", [("10.03. 00.00", "13.03. 00.00")]),
        ("DTSTART;VALUE=DATE:20260310", [("10.03. 00.00", "11.03. 00.00")]),
        ("DTSTART:20260310T120000\nDTEND:20260310T140000", [("10.03. 12.00", "10.03. 14.00")]),
        ("DTSTART:20260310T100000Z\nDURATION:PT90M", [("10.03. 12.00", "10.03. 13.30")]),
        ("DTSTART;TZID=America/New_York:20260310T080000\nDTEND;TZID=America/New_York:20260310T090000",
         [("10.03. 14.00", "10.03. 15.00")]),
        ("DTSTART:20260310T120000\nDTEND:20260310T140000\nTRANSP:TRANSPARENT", []),
        ("DTSTART:20260310T120000\nDTEND:20260310T140000\nSTATUS:CANCELLED", []),
        ("DTSTART:20260110T120000\nDTEND:20260110T140000", []),
        ("DTSTART:20260325T080000\nDTEND:20260325T090000\nRRULE:FREQ=WEEKLY;COUNT=2",
         [("25.03. 08.00", "25.03. 09.00"), ("01.04. 08.00", "01.04. 09.00")]),
        ("DTSTART:20260303T080000\nDTEND:20260303T090000\nRRULE:FREQ=DAILY;UNTIL=20260305T235959Z\nEXDATE:20260304T080000",
         [("03.03. 08.00", "03.03. 09.00"), ("05.03. 08.00", "05.03. 09.00")]),
    ],
)  # fmt: skip
def test_events_become_absences_on_the_wall_clock(event, expected):
    assert read(event) == expected


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"PK\x03\x04", b"<html>", b"BEGIN:VCALENDAR\r\nnonsense", b"x" * 3_000_000]
)  # fmt: skip
def test_what_is_no_calendar_is_refused(content):
    with pytest.raises(NotACalendar):
        read_absences(content, tz=HELSINKI, now=NOW)


@pytest.mark.parametrize(
    "event",
    [
        "SUMMARY:when?",
        "DTSTART:20260310T120000\nDTEND:20260310T110000",
        "DTSTART:20261399T990000\nDTEND:20260310T110000",
        "DTSTART:20260310T120000\nDTEND:20260310T130000\nRRULE:FREQ=SOMETIMES",
    ],
)
def test_one_bad_event_refuses_the_whole_file(event):
    good = "DTSTART:20260310T120000\nDTEND:20260310T140000"
    with pytest.raises((BadEvent, NotACalendar)):
        read(good, event)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(noise):
    with_noise = a_calendar("DTSTART:20260310T120000\nDTEND:20260310T140000")[:120] + noise
    for content in (noise, with_noise):
        with suppress(NotACalendar, BadEvent):
            read_absences(content, tz=HELSINKI, now=NOW)


@pytest.mark.parametrize(
    "rule",
    ["FREQ=MINUTELY", "FREQ=SECONDLY;BYSECOND=0;BYMINUTE=0;BYHOUR=3;BYMONTH=2;BYMONTHDAY=30"],
)
def test_what_repeats_more_than_daily_is_no_absence(rule):
    with pytest.raises(BadEvent):
        read(f"DTSTART:20260303T080000\nDTEND:20260303T080500\nRRULE:{rule}")


def test_a_rule_that_began_long_ago_is_followed_and_one_that_never_matches_ends():
    daily = "DTSTART:20100101T080000\nDTEND:20100101T090000\nRRULE:FREQ=DAILY"
    assert len(read(daily)) == 366
    never = (
        "DTSTART:20260303T080000\nDTEND:20260303T090000\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    )
    assert read(never) == read(never + ";COUNT=3") == []


def test_a_written_calendar_is_read_by_others():
    entry = Entry("a@hoituu", NOW, NOW + timedelta(hours=1), "Töissä; paikalla, klo 12")
    [event] = icalendar.Calendar.from_ical(write_calendar("Aino", [entry], now=NOW)).walk("VEVENT")
    assert (str(event["SUMMARY"]), event["DTSTART"].dt) == (entry.title, NOW)
