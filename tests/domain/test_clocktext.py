"""Every kind of time of day that people type, whole: minutes of an hour, o'clock, parts of the day, hours of 24."""

from collections.abc import Iterator
from datetime import time

import pytest

from bot.domain.clockhalf import Half, hour_told
from bot.domain.timetext import Refusal, Times, WhichHalf, daily, read_times
from bot.domain.timewords import TimeWords
from tests.domain.test_timetext import ENGLISH, GERMAN

EN_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
DE_HOURS = ("eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
EN_MINUTES = {
    5: ("5", "five", "5 minutes", "five minutes", "5 min"),
    10: ("10", "ten", "10 mins"),
    15: ("15", "fifteen", "quarter", "a quarter"),
    20: ("20", "twenty", "twenty minutes"),
    25: ("25", "twenty five", "twenty-five"),
}
DE_MINUTES = {
    5: ("5", "fünf", "fuenf", "5 Minuten", "fünf min"),
    10: ("10", "zehn"),
    15: ("15", "viertel", "fünfzehn"),
    20: ("20", "zwanzig"),
    25: ("25", "fünfundzwanzig"),
}


def at(minutes: int) -> time:
    """The time so many minutes after midnight."""
    return time(minutes // 60 % 24, minutes % 60)


def minutes_of_hours() -> Iterator[tuple[str, TimeWords, time]]:
    """Every "N past H" and "N to H" in both languages, in words and in numbers."""
    for words, hours, minutes, past, to in (
        (ENGLISH, EN_HOURS, EN_MINUTES, ("past", "after"), ("to", "till", "before")),
        (GERMAN, DE_HOURS, DE_MINUTES, ("nach",), ("vor",)),
    ):
        for hour, name in enumerate(hours, start=1):
            for count, ways in minutes.items():
                for way in ways:
                    for written in (name, str(hour)):
                        for sign in past:
                            yield f"{way} {sign} {written}", words, at(60 * hour + count)
                        for sign in to:
                            # Shortly before one is after noon.
                            whole = 13 if hour == 1 else hour
                            yield f"{way} {sign} {written}", words, at(60 * whole - count)


def test_minutes_before_and_after_an_hour_are_read_however_they_are_written() -> None:
    told = list(minutes_of_hours())
    assert len(told) > 1500
    assert [text for text, words, meant in told if read_times(text, words) != daily(meant)] == []


@pytest.mark.parametrize(("behind", "added"), [("am", 0), ("pm", 12), ("in the evening", 12)])
def test_a_part_of_the_day_goes_with_minutes_of_an_hour(behind: str, added: int) -> None:
    for hour in range(1, 12):
        assert read_times(f"ten past {hour} {behind}", ENGLISH) == daily(at(60 * (hour + added) + 10))
        if hour > 1:
            assert read_times(f"ten to {hour} {behind}", ENGLISH) == daily(at(60 * (hour + added) - 10))


def test_german_minutes_around_half_an_hour() -> None:
    for hour, name in enumerate(DE_HOURS[1:], start=2):
        for written in (name, str(hour), f"{hour} Uhr"):
            assert read_times(f"fünf vor halb {written}", GERMAN) == daily(at(60 * hour - 35))
            assert read_times(f"5 nach halb {written}", GERMAN) == daily(at(60 * hour - 25))


@pytest.mark.parametrize("mark", ["o'clock", "o’clock", "oclock", "o clock", "o' clock", "clock"])
def test_every_form_of_o_clock(mark: str) -> None:
    for hour, name in enumerate(EN_HOURS, start=1):
        for written in (str(hour), name):
            assert read_times(f"{written} {mark}", ENGLISH) == WhichHalf(
                hour, time(hour % 12), time(hour % 12 + 12)
            )
            assert read_times(f"at {written} {mark} pm", ENGLISH) == daily(time(hour % 12 + 12))
        assert read_times(f"{hour}:30 {mark}", ENGLISH) == daily(time(hour, 30))


def test_every_minute_of_the_day_as_soldiers_write_it() -> None:
    for minutes in range(24 * 60):
        meant = at(minutes)
        for mark in ("", " hours", " hrs", "h", " hour"):
            assert read_times(f"{meant:%H%M}{mark}", ENGLISH) == daily(meant)
            assert read_times(f"{meant:%H:%M}{mark}", ENGLISH) == daily(meant)


def test_every_minute_in_words() -> None:
    for words in (ENGLISH, GERMAN):
        names = {number: name for name, number in words.numbers.items() if "-" not in name}
        assert set(names) == set(range(1, 60))
        for minute in range(10, 60):
            mark = "uhr " if words is GERMAN else ""
            assert read_times(f"{names[7]} {mark}{names[minute]}", words) == daily(time(7, minute))
    assert read_times("seven oh five", ENGLISH) == daily(time(7, 5))
    assert read_times("acht Uhr fünf", GERMAN) == daily(time(8, 5))
    assert read_times("einundzwanzig Uhr dreißig", GERMAN) == daily(time(21, 30))


PARTS = [
    ("12:30 in the afternoon", "12:30"),
    ("12 in the afternoon", "12:00"),
    ("1 in the afternoon", "13:00"),
    ("in the afternoon at 3", "15:00"),
    ("8 at night", "20:00"),
    ("12:30 at night", "00:30"),
    ("2 at night", "02:00"),
    ("11 at night", "23:00"),
    ("in the morning at 7", "07:00"),
    ("every morning at 7", "07:00"),
    ("7 every morning", "07:00"),
    ("mornings 6:45", "06:45"),
    ("every evening at half past 8", "20:30"),
    ("evenings at quarter to 9", "20:45"),
    ("half past noon", "12:30"),
    ("ten past midnight", "00:10"),
    ("quarter to midnight", "23:45"),
    ("quarter to noon", "11:45"),
    ("quarter to twelve in the morning", "11:45"),
    ("quarter to twelve at night", "23:45"),
    ("5 to 1 pm", "12:55"),
    ("7:30p", "19:30"),
    ("7a", "07:00"),
]
GERMAN_PARTS = [
    ("morgens um 7", "07:00"),
    ("früh um halb sieben", "06:30"),
    ("abends 8", "20:00"),
    ("abends um viertel nach acht", "20:15"),
    ("nachmittags um vier", "16:00"),
    ("mittags um zwölf", "12:00"),
    ("mittags um eins", "13:00"),
    ("12:30 mittags", "12:30"),
    ("um 1 Uhr mittags", "13:00"),
    ("mittags", "12:00"),
    ("nachts um 2", "02:00"),
    ("nachts um 11", "23:00"),
    ("jeden Abend um 9", "21:00"),
    ("viertel nach 20 Uhr", "20:15"),
    ("5 vor 20 Uhr", "19:55"),
    ("um acht Uhr abends", "20:00"),
]


@pytest.mark.parametrize(("typed", "meant"), PARTS)
def test_a_part_of_the_day_stands_before_or_behind_an_hour(typed: str, meant: str) -> None:
    assert read_times(typed, ENGLISH) == daily(time.fromisoformat(meant))


@pytest.mark.parametrize(("typed", "meant"), GERMAN_PARTS)
def test_a_german_part_of_the_day_stands_before_or_behind_an_hour(typed: str, meant: str) -> None:
    assert read_times(typed, GERMAN) == daily(time.fromisoformat(meant))


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("8 to 9", Refusal.NOT_UNDERSTOOD),
        ("9 to 5", Refusal.NOT_UNDERSTOOD),
        ("between 7 and 8", Refusal.NOT_UNDERSTOOD),
        ("quarter to 12 am", Refusal.NOT_UNDERSTOOD),
        ("5 past 20", Refusal.NOT_UNDERSTOOD),
        ("in the evening 8 in the morning", Refusal.NOT_UNDERSTOOD),
        ("2 hours", Refusal.NOT_UNDERSTOOD),
        ("seven five", Refusal.NOT_UNDERSTOOD),
        ("quarter seven", Refusal.QUARTER_OF_EITHER),
        ("5 at night", Refusal.OUT_OF_RANGE),
        ("11 in the afternoon", Refusal.OUT_OF_RANGE),
    ],
)
def test_what_may_be_meant_otherwise_sets_no_time(typed: str, refusal: Refusal) -> None:
    assert read_times(typed, ENGLISH) is refusal


@pytest.mark.parametrize("half", Half)
def test_a_part_of_the_day_has_each_hour_of_24_at_most_once(half: Half) -> None:
    found = [told for hour in range(13) if (told := hour_told(hour, half)) is not None]
    assert all(0 <= hour <= 23 for hour in found)
    assert len(set(found)) >= len(found) - 1, "twelve and nought may be the same"


def test_a_time_in_every_part_of_the_day_is_one_or_is_refused() -> None:
    for words in (ENGLISH, GERMAN):
        for phrase in words.halves:
            for hour in range(30):
                for text in (f"{hour} {phrase}", f"{phrase} {hour}"):
                    read = read_times(text, words)
                    assert not isinstance(read, Times) or len(read.wishes) <= 2
