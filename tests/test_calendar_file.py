"""How the file of a calendar is written: the rules that hold for every line, and the zone in it."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from bot.calendar_file import written
from bot.domain.calendar import Calendar, Event
from bot.domain.schedule import EVERY_DAY

MADE_AT = datetime(2026, 12, 1, 4, 30, tzinfo=UTC)
LONG = "Dehnen für die, die lange sitzen; in Ruhe, ohne Eile \\ ganz langsam 🧘🏽‍♀️ und dann noch eine Übung"


def file(
    zone: str = "Europe/Berlin", *more: Event, summary: str = "Stretch", since: date = date(2026, 12, 2)
) -> str:
    every_day = Event("12", time(7, 30), EVERY_DAY, 1, since, None, 5, summary)
    return written(Calendar("Limber", "7.limber", ZoneInfo(zone), (every_day, *more)), MADE_AT).decode()


def test_a_file_reads_as_it_is_meant() -> None:
    until = datetime(2027, 6, 4, 16, tzinfo=UTC)
    weekdays = Event("13", time(18), frozenset({0, 2, 4}), 1, date(2026, 12, 2), until, 10, "Ten minutes")
    third = Event("14", time(12), EVERY_DAY, 3, date(2026, 12, 3), None, 5, "Stretch")
    lines = file("Europe/Berlin", weekdays, third).split("\r\n")
    assert lines == [
        *("BEGIN:VCALENDAR", "PRODID:-//Limber//Times//EN", "VERSION:2.0", "X-WR-CALNAME:Limber"),
        *("REFRESH-INTERVAL;VALUE=DURATION:PT4H", "X-PUBLISHED-TTL:PT4H"),
        *("BEGIN:VTIMEZONE", "TZID:Europe/Berlin"),
        *("BEGIN:STANDARD", "DTSTART:20261025T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100"),
        *("TZNAME:CET", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD"),
        *("BEGIN:DAYLIGHT", "DTSTART:20270328T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200"),
        *("TZNAME:CEST", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE"),
        *("BEGIN:VEVENT", "UID:12@7.limber", "DTSTAMP:20261201T043000Z"),
        *("DTSTART;TZID=Europe/Berlin:20261202T073000", "DTEND;TZID=Europe/Berlin:20261202T073500"),
        *("RRULE:FREQ=DAILY", "SUMMARY:Stretch", "TRANSP:TRANSPARENT", "CLASS:PRIVATE", "END:VEVENT"),
        *("BEGIN:VEVENT", "UID:13@7.limber", "DTSTAMP:20261201T043000Z"),
        *("DTSTART;TZID=Europe/Berlin:20261202T180000", "DTEND;TZID=Europe/Berlin:20261202T181000"),
        "RRULE:FREQ=WEEKLY;UNTIL=20270604T160000Z;BYDAY=MO,WE,FR",
        *("SUMMARY:Ten minutes", "TRANSP:TRANSPARENT", "CLASS:PRIVATE", "END:VEVENT"),
        *("BEGIN:VEVENT", "UID:14@7.limber", "DTSTAMP:20261201T043000Z"),
        *("DTSTART;TZID=Europe/Berlin:20261203T120000", "DTEND;TZID=Europe/Berlin:20261203T120500"),
        *(
            "RRULE:FREQ=DAILY;INTERVAL=3",
            "SUMMARY:Stretch",
            "TRANSP:TRANSPARENT",
            "CLASS:PRIVATE",
            "END:VEVENT",
        ),
        *("END:VCALENDAR", ""),
    ]


def test_lines_are_short_and_folded_between_letters() -> None:
    for length in range(0, len(LONG), 2):
        text = file(summary=LONG[length:])
        for line in text.split("\r\n"):
            assert len(line.encode()) <= 75
        assert "\n" not in text.replace("\r\n", "")
        (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
        assert event["SUMMARY"] == LONG[length:]


@pytest.mark.parametrize("forbidden", ["COUNT", "RDATE", "EXDATE", "VALARM", "﻿", "UTC+", "GMT"])
def test_what_calendar_programs_read_variously_is_left_out(forbidden: str) -> None:
    assert forbidden not in file()


def test_without_events_there_is_no_zone_either() -> None:
    assert b"VTIMEZONE" not in written(Calendar("Limber", "7.limber", ZoneInfo("Europe/Berlin"), ()), MADE_AT)


def offsets(text: str, begins: datetime, days: int) -> list[timedelta]:
    """How far the zone of a file is from UTC every 11 hours, by its own rules: those of the last change before."""
    component: Any
    (component,) = icalendar.Calendar.from_ical(text).walk("VTIMEZONE")
    changes: list[tuple[datetime, timedelta]] = []
    for part in component.subcomponents:
        start, before = part["DTSTART"].dt, part["TZOFFSETFROM"].td
        dates = [start]
        if "RRULE" in part:
            rule = part["RRULE"]
            dates += [
                _nth(start, str(rule["BYDAY"][0]), year) for year in range(start.year + 1, start.year + 12)
            ]
        changes += [(at - before, part["TZOFFSETTO"].td) for at in dates]
    changes.sort()
    return [
        [offset for at, offset in changes if at <= moment.replace(tzinfo=None)][-1]
        for moment in (begins + timedelta(hours=hours) for hours in range(0, 24 * days, 11))
    ]


def _nth(start: datetime, day: str, year: int) -> datetime:
    week, weekday = int(day[:-2]), ("MO", "TU", "WE", "TH", "FR", "SA", "SU").index(day[-2:])
    month = [start.replace(year=year, day=1) + timedelta(ahead) for ahead in range(31)]
    of_month = [on for on in month if on.month == start.month and on.weekday() == weekday]
    return of_month[week - 1 if week > 0 else week]


# Every kind of rules: none, some of every year, some that follow the moon or a day before another one.
SOME = (
    *("Europe/Berlin", "America/Vancouver", "Africa/Casablanca", "Australia/Lord_Howe", "America/New_York"),
    *("Asia/Jerusalem", "Africa/Cairo", "America/Santiago", "America/Nuuk", "Asia/Gaza", "America/Havana"),
    *("Europe/Dublin", "Asia/Kathmandu", "Pacific/Apia", "UTC", "Etc/GMT+3", "Antarctica/Troll"),
)


@pytest.mark.parametrize("zone", SOME)
def test_the_zone_in_a_file_is_the_one_by_which_limber_goes(zone: str) -> None:
    begins = datetime(2026, 12, 2, 12, tzinfo=UTC)
    text = file(zone)
    if zone == "UTC":
        assert "DTSTART:20261202T073000Z" in text, "that needs no zone"
    moments = (begins + timedelta(hours=hours) for hours in range(0, 24 * 3_000, 11))
    ours = [moment.astimezone(ZoneInfo(zone)).utcoffset() for moment in moments]
    assert offsets(text, begins, 3_000) == ours


@pytest.mark.parametrize(
    ("zones", "parts"),
    [
        (("Europe/Berlin", "America/Chicago", "Australia/Lord_Howe"), 2),
        (("Asia/Tokyo", "America/Vancouver", "Africa/Casablanca"), 1),
    ],
)
def test_changes_of_every_year_are_said_once(zones: tuple[str, ...], parts: int) -> None:
    for zone in zones:
        assert len(re.findall(r"^BEGIN:(?:STANDARD|DAYLIGHT)", file(zone), re.MULTILINE)) == parts


def test_a_zone_is_that_of_the_day_on_which_a_calendar_begins() -> None:
    text = file("America/Vancouver", since=date(2025, 12, 2))
    assert "TZOFFSETTO:-0800" in text
    assert "DTSTART:20260308T020000\r\nTZOFFSETFROM:-0800\r\nTZOFFSETTO:-0700" in text
