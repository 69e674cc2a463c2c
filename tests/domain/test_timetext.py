"""Times and dates as people type them: what is taken, what is asked about, what is refused."""

import tomllib
from copy import deepcopy
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.schedule import EVERY_DAY, Wish
from bot.domain.timetext import (
    OtherDays,
    Refusal,
    Times,
    WhichHalf,
    dates_meant,
    looks_like_time,
    read_times,
    time_words,
)

LOCALES = Path(__file__).parents[2] / "content" / "locales"
RAW = {code: tomllib.loads((LOCALES / code / "time.toml").read_text("utf-8")) for code in ("en", "de")}
ENGLISH = time_words(RAW["en"])
GERMAN = time_words(RAW["de"])

DAYS = {
    "every": EVERY_DAY,
    "weekdays": frozenset(range(5)),
    "weekend": frozenset({5, 6}),
    **{name: frozenset({day}) for day, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
}


def times(shown: str) -> Times:
    """Times from their short form: "07:30 mon+fri | 10:00 sat", with no days for every day."""
    entries = []
    for part in shown.split(" | "):
        at, _, names = part.partition(" ")
        days = frozenset[int]().union(*(DAYS[name] for name in (names or "every").split("+")))
        entries.append(Wish(time.fromisoformat(at), days))
    return Times(tuple(entries))


TAKEN = [
    ("07", "07:00"),
    ("00", "00:00"),
    ("0", "00:00"),
    ("13", "13:00"),
    ("19", "19:00"),
    ("0730", "07:30"),
    ("730", "07:30"),
    ("1930", "19:30"),
    ("0000", "00:00"),
    ("7:30", "07:30"),
    ("07:30", "07:30"),
    ("23:59", "23:59"),
    ("0:00", "00:00"),
    ("7.30", "07:30"),
    ("7.30pm", "19:30"),
    ("7:30 PM", "19:30"),
    ("7:30\u202fPM", "19:30"),
    ("7:30 p.m.", "19:30"),
    ("7 a.m.", "07:00"),
    ("7am", "07:00"),
    ("8 pm", "20:00"),
    ("730pm", "19:30"),
    ("19:30 pm", "19:30"),
    ("12am", "00:00"),
    ("12:30 am", "00:30"),
    ("12pm", "12:00"),
    ("12 noon", "12:00"),
    ("12 midnight", "00:00"),
    ("19h30", "19:30"),
    ("19h", "19:00"),
    ("19 h 30", "19:30"),
    ("half past 7pm", "19:30"),
    ("half past seven", "07:30"),
    ("half past 12", "12:30"),
    ("quarter past seven in the evening", "19:15"),
    ("a quarter to eight", "07:45"),
    ("weekdays at half past 6 in the morning", "06:30 weekdays"),
    ("noon", "12:00"),
    ("Noon", "12:00"),
    ("midday", "12:00"),
    ("midnight", "00:00"),
    ("at 7:30", "07:30"),
    ("@ 7:30", "07:30"),
    ("7:30.", "07:30"),
    ("7:30!", "07:30"),
    ("eight pm", "20:00"),
    ("8 o'clock pm", "20:00"),
    ("8 in the morning", "08:00"),
    ("8 in the evening", "20:00"),
    ("７：３０", "07:30"),
    ("７：３０ｐｍ", "19:30"),
    ("٠٧:٣٠", "07:30"),
    ("۰۷:۳۰", "07:30"),
    ("०७:३०", "07:30"),
    ("\u200f٠٧:٣٠\u200e", "07:30"),
    (" 7 : 30 ", "07:30"),
    ("7:30, 12:00 and 18:45", "07:30 | 12:00 | 18:45"),
    ("18:45, 7:30", "07:30 | 18:45"),
    ("7:30 12:00", "07:30 | 12:00"),
    ("7:30 & 12:00", "07:30 | 12:00"),
    ("7:30+12:00", "07:30 | 12:00"),
    ("7:30\n12:00\n", "07:30 | 12:00"),
    ("7:30,\n12:00", "07:30 | 12:00"),
    ("٧:٣٠، ١٢:٠٠", "07:30 | 12:00"),
    ("7:30、12:00", "07:30 | 12:00"),
    ("8, 12 and 20", "08:00 | 12:00 | 20:00"),
    ("7:30, 7.30am, 0730", "07:30"),
    ("7, 9, 11, 13, 15, 17", "07:00 | 09:00 | 11:00 | 13:00 | 15:00 | 17:00"),
    ("7:00, 7:15", "07:00 | 07:15"),
    ("23:50, 0:05", "00:05 | 23:50"),
    ("weekdays 8, sat 10", "08:00 weekdays | 10:00 sat"),
    ("weekdays: 8, sat: 10", "08:00 weekdays | 10:00 sat"),
    ("weekdays 8 sat 10", "08:00 weekdays | 10:00 sat"),
    ("8 weekdays, 10 sat", "08:00 weekdays | 10:00 sat"),
    ("weekdays at 8", "08:00 weekdays"),
    ("9:15 but only mon to fri", "09:15 weekdays"),
    ("8am but just on mondays", "08:00 mon"),
    ("quarter past nine and only on weekdays", "09:15 weekdays"),
    ("8am every day but sundays", "08:00 mon+tue+wed+thu+fri+sat"),
    ("at 8 on weekdays", "08:00 weekdays"),
    ("weekdays 7:30, 18:00, sun noon", "07:30 weekdays | 12:00 sun | 18:00 weekdays"),
    ("7:30 and 18:00 on weekdays", "07:30 weekdays | 18:00 weekdays"),
    ("mon,wed,fri 7:30", "07:30 mon+wed+fri"),
    ("mon wed fri 7:30", "07:30 mon+wed+fri"),
    ("mon/wed/fri 7:30", "07:30 mon+wed+fri"),
    ("Mondays and Thursdays 7:30", "07:30 mon+thu"),
    ("mon-fri 7:30", "07:30 weekdays"),
    ("mon – fri 7:30", "07:30 weekdays"),
    ("from mon to fri at 7:30", "07:30 weekdays"),
    ("fri-mon 9", "09:00 fri+sat+sun+mon"),
    ("sat+sun 10", "10:00 weekend"),
    # Some days have a time of their own, or none.
    ("8, sat 10", "08:00 mon+tue+wed+thu+fri+sun | 10:00 sat"),
    ("8 but sat 10", "08:00 mon+tue+wed+thu+fri+sun | 10:00 sat"),
    ("8 except sat and sun 10", "08:00 weekdays | 10:00 weekend"),
    ("8 and 18, sun 10", "08:00 mon+tue+wed+thu+fri+sat | 10:00 sun | 18:00 mon+tue+wed+thu+fri+sat"),
    ("7:30, weekends off", "07:30 weekdays"),
    ("sundays free, 8am", "08:00 mon+tue+wed+thu+fri+sat"),
    ("weekends 10am", "10:00 weekend"),
    ("every day 7:30", "07:30"),
    ("daily at 8", "08:00"),
    ("every monday 8pm", "20:00 mon"),
    ("mon 8, tue 8", "08:00 mon+tue"),
    ("mon 8, tue 8:05", "08:00 mon | 08:05 tue"),
    ("mon 8, tue 8, wed 8, thu 8, fri 8, sat 10, sun 10", "08:00 weekdays | 10:00 weekend"),
    ("mon 23:55, wed 0:05", "00:05 wed | 23:55 mon"),
]

TAKEN_IN_GERMAN = [
    ("halb acht", "07:30"),
    ("viertel nach neun aber nur mo bis fr", "09:15 weekdays"),
    ("9 uhr, aber bloß am wochenende", "09:00 weekend"),
    ("halb 8", "07:30"),
    ("Halb acht abends", "19:30"),
    ("halb eins", "12:30"),
    ("um halb acht", "07:30"),
    ("viertel nach acht", "08:15"),
    ("Viertel nach 8 abends", "20:15"),
    ("viertel vor acht", "07:45"),
    ("dreiviertel acht", "07:45"),
    ("viertel vor eins", "12:45"),
    ("werktags viertel nach sieben", "07:15 weekdays"),
    ("8 Uhr", "08:00"),
    ("acht Uhr", "08:00"),
    ("20 Uhr", "20:00"),
    ("20 Uhr 15", "20:15"),
    ("20:15 Uhr", "20:15"),
    ("20.15 Uhr", "20:15"),
    ("8 Uhr morgens", "08:00"),
    ("8 Uhr abends", "20:00"),
    ("3 nachmittags", "15:00"),
    ("mittags", "12:00"),
    ("12 Uhr mittags", "12:00"),
    ("Mitternacht", "00:00"),
    ("fünf Uhr früh", "05:00"),
    ("werktags 8, Sa 10", "08:00 weekdays | 10:00 sat"),
    ("werktags um halb acht", "07:30 weekdays"),
    ("montags und donnerstags 7:30", "07:30 mon+thu"),
    ("Mo.-Fr. 7:30", "07:30 weekdays"),
    ("von Montag bis Freitag um 7:30", "07:30 weekdays"),
    ("8 Uhr am Montag", "08:00 mon"),
    ("täglich 7:30", "07:30"),
    ("jeden Tag um 8 Uhr", "08:00"),
    ("jeden Samstag 10", "10:00 sat"),
    ("am Wochenende 10 Uhr", "10:00 weekend"),
    ("8 Uhr, samstags 10 Uhr", "08:00 mon+tue+wed+thu+fri+sun | 10:00 sat"),
    ("8, aber sa 10", "08:00 mon+tue+wed+thu+fri+sun | 10:00 sat"),
    ("7:30, Wochenende frei", "07:30 weekdays"),
    ("8 Uhr, aber sonntags nicht", "08:00 mon+tue+wed+thu+fri+sat"),
    ("8 Uhr, 12 Uhr und 18 Uhr 45", "08:00 | 12:00 | 18:45"),
]

ASKED = [(str(hour), hour) for hour in range(1, 13)] + [
    ("at 8", 8),
    ("8 o'clock", 8),
    ("8.", 8),
    ("eight", 8),
    ("８", 8),
    ("٨", 8),
]

REFUSED = [
    ("", Refusal.NOT_A_TIME),
    ("   ", Refusal.NOT_A_TIME),
    ("zebra", Refusal.NOT_A_TIME),
    ("🦓", Refusal.NOT_A_TIME),
    ("tomorrow", Refusal.NOT_A_TIME),
    (":", Refusal.NOT_A_TIME),
    (",", Refusal.NOT_A_TIME),
    ("{0} %s", Refusal.NOT_UNDERSTOOD),
    # Whose is the second time?
    ("8, mon to fri, sat 10", Refusal.NOT_UNDERSTOOD),
    ("8, not sat, 10", Refusal.NOT_UNDERSTOOD),
    ("8 weekdays, sat 10", Refusal.NOT_UNDERSTOOD),
    ("25:00", Refusal.OUT_OF_RANGE),
    ("24:00", Refusal.OUT_OF_RANGE),
    ("24", Refusal.OUT_OF_RANGE),
    ("7:60", Refusal.OUT_OF_RANGE),
    ("0760", Refusal.OUT_OF_RANGE),
    ("2400", Refusal.OUT_OF_RANGE),
    ("99:99", Refusal.OUT_OF_RANGE),
    ("13am", Refusal.OUT_OF_RANGE),
    ("0pm", Refusal.OUT_OF_RANGE),
    ("25pm", Refusal.OUT_OF_RANGE),
    ("12 in the morning", Refusal.OUT_OF_RANGE),
    ("9 noon", Refusal.OUT_OF_RANGE),
    ("7:30, 25:00", Refusal.OUT_OF_RANGE),
    ("-1:00", Refusal.NOT_UNDERSTOOD),
    ("+7:30", Refusal.NOT_UNDERSTOOD),
    ("7:30:61", Refusal.NOT_UNDERSTOOD),
    ("7:30:00", Refusal.NOT_UNDERSTOOD),
    ("7;30", Refusal.NOT_UNDERSTOOD),
    ("7/30", Refusal.NOT_UNDERSTOOD),
    ("7-30", Refusal.NOT_UNDERSTOOD),
    ("7 30", Refusal.NOT_UNDERSTOOD),
    ("7:3", Refusal.NOT_UNDERSTOOD),
    ("7:300", Refusal.NOT_UNDERSTOOD),
    ("7:", Refusal.NOT_UNDERSTOOD),
    (":30", Refusal.NOT_UNDERSTOOD),
    ("7²", Refusal.NOT_UNDERSTOOD),
    ("7½", Refusal.NOT_UNDERSTOOD),
    ("12345", Refusal.NOT_UNDERSTOOD),
    ("9" * 5000, Refusal.NOT_UNDERSTOOD),
    ("8-9", Refusal.NOT_UNDERSTOOD),
    ("8 to 9", Refusal.NOT_UNDERSTOOD),
    ("8 or 9", Refusal.NOT_UNDERSTOOD),
    ("half seven", Refusal.HALF_OF_EITHER),
    ("at half 7 in the evening", Refusal.HALF_OF_EITHER),
    ("half zebra", Refusal.NOT_A_TIME),
    ("7:30 tomorrow", Refusal.NOT_UNDERSTOOD),
    ("7:30 zebra", Refusal.NOT_UNDERSTOOD),
    ("zebra 7:30", Refusal.NOT_UNDERSTOOD),
    ("not 7:30", Refusal.NOT_UNDERSTOOD),
    ("7:30?", Refusal.NOT_UNDERSTOOD),
    ("7:30 UTC", Refusal.NOT_UNDERSTOOD),
    ("about 7:30", Refusal.NOT_UNDERSTOOD),
    ("7:30 and", Refusal.NOT_UNDERSTOOD),
    ("and 7:30", Refusal.NOT_UNDERSTOOD),
    ("7:30,", Refusal.NOT_UNDERSTOOD),
    ("8 10", Refusal.NOT_UNDERSTOOD),
    ("weekdays", Refusal.NOT_UNDERSTOOD),
    ("on 8", Refusal.NOT_UNDERSTOOD),
    ("at weekdays 8", Refusal.NOT_UNDERSTOOD),
    ("mon- 8", Refusal.NOT_UNDERSTOOD),
    ("weekdays-sat 8", Refusal.NOT_UNDERSTOOD),
    ("weekdays 8 sat", Refusal.NOT_UNDERSTOOD),
    ("7:30, sat 10:00, 12:00", Refusal.NOT_UNDERSTOOD),
    ("7:30 pm am", Refusal.NOT_UNDERSTOOD),
    ("every 7:30", Refusal.NOT_UNDERSTOOD),
    ("8am-9am", Refusal.NOT_UNDERSTOOD),
    ("<b>7:30</b>", Refusal.NOT_UNDERSTOOD),
    ("7, 8, 9, 10, 11, 12, 13", Refusal.TOO_MANY),
    ("7:30 8:30 9:30 10:30 11:30 12:30 13:30", Refusal.TOO_MANY),
    ("7:30, " * 299 + "7:30", Refusal.TOO_MANY),
    ("7:30 " * 300, Refusal.TOO_MANY),
    ("7:30, 7:44", Refusal.TOO_CLOSE),
    ("7:30 7:31", Refusal.TOO_CLOSE),
    ("23:55, 0:05", Refusal.TOO_CLOSE),
    ("weekdays 8, mon 8:10", Refusal.TOO_CLOSE),
    ("sun 23:55, mon 0:05", Refusal.TOO_CLOSE),
]

REFUSED_IN_GERMAN = [
    ("halb", Refusal.NOT_A_TIME),
    ("halb dreizehn", Refusal.NOT_A_TIME),
    ("8, aber 10 am sa", Refusal.NOT_UNDERSTOOD),
    ("halb 13", Refusal.NOT_UNDERSTOOD),
    ("halb 7:30", Refusal.NOT_UNDERSTOOD),
    ("viertel acht", Refusal.QUARTER_OF_EITHER),
    ("viertel nach 13", Refusal.NOT_UNDERSTOOD),
    ("8 Uhr 15 Uhr", Refusal.NOT_UNDERSTOOD),
    ("morgen um 8", Refusal.NOT_UNDERSTOOD),
    ("24 Uhr", Refusal.OUT_OF_RANGE),
    ("20 Uhr 75", Refusal.OUT_OF_RANGE),
    ("12 Uhr abends", Refusal.OUT_OF_RANGE),
]


@pytest.mark.parametrize(("typed", "shown"), TAKEN)
def test_a_time_is_taken(typed: str, shown: str) -> None:
    assert read_times(typed, ENGLISH) == times(shown)


@pytest.mark.parametrize(("typed", "shown"), TAKEN_IN_GERMAN)
def test_a_german_time_is_taken(typed: str, shown: str) -> None:
    assert read_times(typed, GERMAN) == times(shown)


@pytest.mark.parametrize(("typed", "hour"), ASKED)
def test_a_bare_hour_is_asked_about(typed: str, hour: int) -> None:
    morning = time(hour % 12)
    assert read_times(typed, ENGLISH) == WhichHalf(hour, morning, time(morning.hour + 12))


def test_twelve_is_midnight_or_noon() -> None:
    assert read_times("12", ENGLISH) == WhichHalf(12, time(0), time(12))


@pytest.mark.parametrize(("typed", "refusal"), REFUSED)
def test_what_is_not_wholly_understood_is_refused(typed: str, refusal: Refusal) -> None:
    assert read_times(typed, ENGLISH) is refusal


@pytest.mark.parametrize(("typed", "refusal"), REFUSED_IN_GERMAN)
def test_what_is_not_wholly_understood_is_refused_in_german(typed: str, refusal: Refusal) -> None:
    assert read_times(typed, GERMAN) is refusal


TYPED = st.text() | st.lists(
    st.sampled_from(
        [
            *ENGLISH.days,
            *ENGLISH.hours,
            *ENGLISH.halves,
            *ENGLISH.numbers,
            *ENGLISH.minutes_of,
            *ENGLISH.but_not,
            *ENGLISH.around_days,
            *"0123456789:.,-+/& \n",
            "am",
            "pm",
            "h",
            "and",
            "at",
            "30",
        ]
    )
).map(" ".join)


@given(TYPED)
def test_no_text_raises(text: str) -> None:
    for words in (ENGLISH, GERMAN):
        answer = read_times(text, words)
        assert isinstance(answer, Times | OtherDays | WhichHalf | Refusal)
        assert isinstance(looks_like_time(text, words), bool)
        assert all(isinstance(day, date) for day in dates_meant(text, words, date(2026, 1, 15)))


@given(TYPED)
def test_times_come_in_order_and_no_more_than_six(text: str) -> None:
    answer = read_times(text, ENGLISH)
    if isinstance(answer, Times):
        clocks = [wish.at for wish in answer.wishes]
        assert clocks == sorted(set(clocks))
        assert 1 <= len(clocks) <= 6
        assert all(wish.days and wish.days <= EVERY_DAY for wish in answer.wishes)


@given(st.times())
def test_every_time_reads_back_as_it_is_written(at: time) -> None:
    at = at.replace(second=0, microsecond=0)
    for form in ("%H:%M", "%H.%M", "%H%M", "%Hh%M", "%I:%M %p", "%I.%M%p"):
        assert read_times(at.strftime(form), ENGLISH) == Times((Wish(at),))


LOOKS_LIKE_A_TIME = [
    "19:30",
    "7.30pm",
    "noon",
    "weekdays 8, sat 10",
    "at 8",
    "8 o'clock",
    "8pm",
    "19h30",
    "25:00",
]
LOOKS_LIKE_A_TIME += [
    "7;30",
    "8-9",
    "-1:00",
    "half past seven",
    "mon-fri 7:15; sun 9",
    "7 30",
    "7pm or 8pm",
    "tomorrow at 8",
    "noon tomorrow",
    "every other day 8",
    "mo 8",
    "7.5",
]
LOOKS_LIKE_A_TIME += ["7:30, 12:00", "7:30, 7:31", "1:00 2:00 3:00 4:00 5:00 6:00 7:00"]

OTHER_MESSAGES = [
    "",
    "7",
    "07",
    "0730",
    "2026",
    "seven",
    "8, 20",
    "8 and 20",
    "1 2 3",
    "done",
    "pain 6",
    "+10",
]
OTHER_MESSAGES += [
    "2/3",
    "99 5",
    "3 Dec",
    "in the morning",
    "half",
    "99.95",
    "25.12",
    "see you at 7:30",
    "daily",
    "monday",
    "stop",
    "snooze 30",
    "✅",
    "I did 2 of 3",
]


@pytest.mark.parametrize("typed", LOOKS_LIKE_A_TIME)
def test_a_message_meant_as_a_time_looks_like_one(typed: str) -> None:
    assert looks_like_time(typed, ENGLISH)


@pytest.mark.parametrize("typed", OTHER_MESSAGES)
def test_other_messages_do_not_look_like_a_time(typed: str) -> None:
    assert not looks_like_time(typed, ENGLISH)


TODAY = date(2026, 11, 23)  # a Monday

DATES = [
    ("2026-12-03", date(2026, 12, 3)),
    ("2025-12-03", date(2025, 12, 3)),
    ("3 Dec", date(2026, 12, 3)),
    ("Dec 3", date(2026, 12, 3)),
    ("3 December 2027", date(2027, 12, 3)),
    ("December 3rd, 2027", date(2027, 12, 3)),
    ("the 3rd of December", date(2026, 12, 3)),
    ("until 3 Dec.", date(2026, 12, 3)),
    ("٣ Dec", date(2026, 12, 3)),
    ("3.12.", date(2026, 12, 3)),
    ("3.12", date(2026, 12, 3)),
    ("03.12.2026", date(2026, 12, 3)),
    ("3.12.26", date(2026, 12, 3)),
    ("25/12", date(2026, 12, 25)),
    ("12/25", date(2026, 12, 25)),
    ("25/12/2027", date(2027, 12, 25)),
    ("5/5", date(2027, 5, 5)),
    ("23 Nov", date(2026, 11, 23)),
    ("22 Nov", date(2027, 11, 22)),
    ("29 Feb", date(2028, 2, 29)),
    ("today", date(2026, 11, 23)),
    ("tomorrow", date(2026, 11, 24)),
    ("Friday", date(2026, 11, 27)),
    ("until monday", date(2026, 11, 30)),
    ("next week", date(2026, 11, 30)),
    ("until next Monday", date(2026, 11, 30)),
]

NOT_DATES = [
    "12/3",
    "3/12/2026",
    "3",
    "Dec",
    "32 Dec",
    "30 Feb",
    "31.4.",
    "0 Dec",
    "2026-13-01",
    "2026-1-1-1",
]
NOT_DATES += [
    "3 Dec zebra",
    "3 4 Dec",
    "Dec 3 4",
    "weekdays",
    "mon-",
    "next friday",
    "next zebra",
    "next",
    "next weekdays",
    "next week 8",
    "",
    "tomorrow 8",
    "9" * 5000,
]


@pytest.mark.parametrize(("typed", "on"), DATES)
def test_a_date_is_taken(typed: str, on: date) -> None:
    assert dates_meant(typed, ENGLISH, TODAY) == (on,)


@pytest.mark.parametrize(
    ("typed", "today", "meant"),
    [
        ("next friday", TODAY, (date(2026, 11, 27), date(2026, 12, 4))),
        ("next friday", date(2026, 11, 28), (date(2026, 12, 4),)),
        ("next friday", date(2026, 11, 27), (date(2026, 12, 4),)),
        ("3/12", TODAY, (date(2026, 12, 3), date(2027, 3, 12))),
        ("3/3", TODAY, (date(2027, 3, 3),)),
        ("zebra", TODAY, ()),
    ],
)
def test_every_date_that_could_be_meant_is_there(typed: str, today: date, meant: tuple[date, ...]) -> None:
    assert dates_meant(typed, ENGLISH, today) == meant


@pytest.mark.parametrize("typed", NOT_DATES)
def test_what_is_no_date_or_could_be_two_is_none(typed: str) -> None:
    assert len(dates_meant(typed, ENGLISH, TODAY)) != 1


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("3. Dezember", date(2026, 12, 3)),
        ("bis zum 3. Dez.", date(2026, 12, 3)),
        ("3. März 2027", date(2027, 3, 3)),
        ("morgen", date(2026, 11, 24)),
        ("bis Freitag", date(2026, 11, 27)),
    ],
)
def test_a_german_date_is_taken(typed: str, on: date) -> None:
    assert dates_meant(typed, GERMAN, TODAY) == (on,)


def _changed(path: str, value: object) -> dict[str, Any]:
    raw = deepcopy(RAW["en"])
    table, _, field = path.partition(".")
    if field:
        raw[table][field] = value
    else:
        raw[table] = value
    return raw


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("days", None, "days"),
        ("days", ["monday"], "days"),
        ("days.monday", None, "days.monday"),
        ("days.monday", "mon", "days.monday"),
        ("days.monday", [1], "days.monday"),
        ("days.monday", [""], "days.monday"),
        ("days.monday", ["mon 1"], "days.monday"),
        ("days.monday", ["on this very monday"], "days.monday"),
        ("days.tuesday", ["mon"], "days.tuesday"),
        ("days.someday", ["someday"], "days.someday"),
        ("hours.13", ["thirteen"], "hours.13"),
        ("clock.noon", [","], "clock.noon"),
        ("weather", {}, "weather"),
    ],
)
def test_wrong_words_are_refused_with_their_field(path: str, value: object, named: str) -> None:
    with pytest.raises(ValueError, match=rf"^{named}: "):
        time_words(_changed(path, value))


def test_words_are_compared_as_they_are_typed() -> None:
    words = time_words(_changed("days.monday", ["MON.", "Mondays"]))
    assert read_times("mon 8:30", words) == times("08:30 mon")
