"""Days as people type them beside times: slips of the finger, only these, and all but those."""

from datetime import date, time

import pytest

from bot.domain.schedule import EVERY_DAY, Wish
from bot.domain.timetext import OtherDays, Refusal, Times, dates_meant, read_times, with_other_days
from tests.domain.test_timetext import ENGLISH, GERMAN, times

WEEKEND = frozenset({5, 6})
WEEKDAYS = frozenset(range(5))
SLIPS = [
    ("1230 wekdays", "12:30 weekdays"),
    ("tuesay 8:00", "08:00 tue"),
    ("wendesday and firday 7am", "07:00 wed+fri"),
    ("thrusday 9:15", "09:15 thu"),
    ("satruday 10:00", "10:00 sat"),
    ("mondday 7:30", "07:30 mon"),
    ("weekened 10:00", "10:00 weekend"),
    ("evrey day 8pm", "20:00"),
    ("7 in the mornign", "07:00"),
]
SLIPS_IN_GERMAN = [
    ("mitwoch 8 uhr", "08:00 wed"),
    ("donerstag 8 uhr", "08:00 thu"),
    ("freitga 8 uhr", "08:00 fri"),
    ("wekrtags 7:30", "07:30 weekdays"),
    ("um 7 abedns", "19:00"),
]


@pytest.mark.parametrize(("typed", "shown"), SLIPS)
def test_a_slip_of_the_finger_in_a_day_is_mended(typed: str, shown: str) -> None:
    assert read_times(typed, ENGLISH) == times(shown)


@pytest.mark.parametrize(("typed", "shown"), SLIPS_IN_GERMAN)
def test_a_slip_of_the_finger_in_a_german_day_is_mended(typed: str, shown: str) -> None:
    assert read_times(typed, GERMAN) == times(shown)


def test_every_neighbour_swapped_in_a_long_day_is_mended() -> None:
    for words in (ENGLISH, GERMAN):
        for phrase, days in words.days.items():
            for at in range(1, len(phrase) - 1):
                slip = phrase[:at] + phrase[at + 1] + phrase[at] + phrase[at + 2 :]
                if phrase.isalpha() and len(phrase) > 5 and slip != phrase:
                    assert read_times(f"{slip} 7:30", words) == Times((Wish(time(7, 30), days),)), slip


@pytest.mark.parametrize("typed", ["morgen um 8", "there 8", "eigth", "sunlight 8", "heute 8 uhr"])
def test_another_word_is_no_slip(typed: str) -> None:
    for words in (ENGLISH, GERMAN):
        assert isinstance(read_times(typed, words), Refusal)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("12.30 weekdays only", "12:30 weekdays"),
        ("only weekdays 12.30", "12:30 weekdays"),
        ("7pm only on mondays", "19:00 mon"),
        ("on weekends only at 10", "10:00 weekend"),
        ("just sat 10:00", "10:00 sat"),
        ("every day except sunday 7:30", "07:30 mon+tue+wed+thu+fri+sat"),
        ("every day except sat and sun 7:30", "07:30 weekdays"),
        ("7am but not on weekends", "07:00 weekdays"),
        ("not on sundays 7:30", "07:30 mon+tue+wed+thu+fri+sat"),
        ("weekdays 7:30, not on fridays", "07:30 mon+tue+wed+thu"),
        ("weekdays 8, sat 10, not wed", "08:00 mon+tue+thu+fri | 10:00 sat"),
        ("mon-fri except wednesday 6:45", "06:45 mon+tue+thu+fri"),
        ("mo tu we 7:30", "07:30 mon+tue+wed"),
        ("8pm no fridays", "20:00 mon+tue+wed+thu+sat+sun"),
        ("change to weekdays 8am", "08:00 weekdays"),
        ("make it 9pm on weekends please", "21:00 weekend"),
    ],
)
def test_days_are_left_out_and_taken_alone(typed: str, shown: str) -> None:
    assert read_times(typed, ENGLISH) == times(shown)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("nicht sonntags 7 Uhr", "07:00 mon+tue+wed+thu+fri+sat"),
        ("7 Uhr, aber nicht am Wochenende", "07:00 weekdays"),
        ("täglich außer Samstag und Sonntag um halb acht", "07:30 weekdays"),
        ("nur werktags um 7", "07:00 weekdays"),
        ("ändere auf 13 Uhr", "13:00"),
        ("lieber um halb neun abends", "20:30"),
    ],
)
def test_german_days_are_left_out_and_taken_alone(typed: str, shown: str) -> None:
    assert read_times(typed, GERMAN) == times(shown)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("not on sundays", OtherDays(frozenset({6}), are_out=True)),
        ("no weekends", OtherDays(WEEKEND, are_out=True)),
        ("skip mondays and tuesdays", OtherDays(frozenset({0, 1}), are_out=True)),
        ("only weekdays", OtherDays(WEEKDAYS)),
        ("weekdays only please", OtherDays(WEEKDAYS)),
        ("only on mon, wed and fri", OtherDays(frozenset({0, 2, 4}))),
    ],
)
def test_days_without_a_time_are_for_the_times_that_stand(typed: str, meant: OtherDays) -> None:
    assert read_times(typed, ENGLISH) == meant


@pytest.mark.parametrize(
    "typed", ["mon", "weekdays", "not", "only", "not 7:30", "only 7:30", "not mon not 8"]
)
def test_what_says_no_more_than_a_day_changes_nothing(typed: str) -> None:
    assert isinstance(read_times(typed, ENGLISH), Refusal)


@pytest.mark.parametrize(
    "typed", ["mon 8, not tue 9", "not mon, 8 mon", "mon 8 not mon", "mon 8 not tue 9 not wed"]
)
def test_days_left_out_in_the_middle_or_all_of_them_are_refused(typed: str) -> None:
    assert read_times(typed, ENGLISH) is Refusal.NOT_UNDERSTOOD


def test_the_times_that_stand_get_other_days_and_one_that_has_none_left_goes() -> None:
    standing = (Wish(time(7, 30)), Wish(time(10), WEEKEND))
    assert with_other_days(OtherDays(WEEKEND, are_out=True), standing) == Times(
        (Wish(time(7, 30), WEEKDAYS),)
    )
    assert with_other_days(OtherDays(WEEKDAYS), standing) == Times(
        (Wish(time(7, 30), WEEKDAYS), Wish(time(10), WEEKDAYS))
    )
    assert with_other_days(OtherDays(EVERY_DAY, are_out=True), standing) is Refusal.NOT_UNDERSTOOD
    assert with_other_days(OtherDays(WEEKDAYS), ()) is Refusal.NOT_UNDERSTOOD


# A Monday.
TODAY = date(2027, 5, 3)
MAY_14, JANUARY_10 = date(2027, 5, 14), date(2028, 1, 10)


@pytest.mark.parametrize("before", ["", "until ", "till ", "to ", "on ", "by ", "until the ", "UNTIL "])
@pytest.mark.parametrize(
    "written",
    [
        "14.5.",
        "14.5",
        "14.5.2027",
        "14. 5.",
        "2027-05-14",
        "14 May",
        "May 14",
        "14th of May",
        "the 14th",
        "14th",
    ],
)
@pytest.mark.parametrize("behind", ["", " please", ", please", "!"])
def test_a_date_may_stand_behind_a_preposition(before: str, written: str, behind: str) -> None:
    assert dates_meant(f"{before}{written}{behind}", ENGLISH, TODAY) == (MAY_14,)


@pytest.mark.parametrize("before", ["", "bis ", "bis zum ", "am ", "bis einschließlich ", "bis den "])
@pytest.mark.parametrize(
    "written", ["10.1.", "10.1", "10.1.2028", "2028-01-10", "10. Januar", "10. Jan 2028"]
)
@pytest.mark.parametrize("behind", ["", " weg", " bitte"])
def test_a_german_date_may_stand_behind_a_preposition(before: str, written: str, behind: str) -> None:
    assert dates_meant(f"{before}{written}{behind}", GERMAN, TODAY) == (JANUARY_10,)


def test_a_date_with_its_day_of_the_week() -> None:
    assert dates_meant("until Friday, 14 May", ENGLISH, TODAY) == (MAY_14,)
    assert dates_meant("bis Freitag, den 14. Mai", GERMAN, TODAY) == (MAY_14,)
    assert dates_meant("until Monday, 14 May", ENGLISH, TODAY) == ()


def test_a_number_that_says_nothing_of_a_day_is_no_date() -> None:
    assert dates_meant("until 14", ENGLISH, TODAY) == ()
    assert dates_meant("until 14:30", ENGLISH, TODAY) == ()
    assert dates_meant("until the 31st", ENGLISH, date(2027, 5, 31)) == (date(2027, 7, 31),)


@pytest.mark.parametrize(
    ("typed", "every"),
    [
        ("every other day 8:00", 2),
        ("every second day at 8:00", 2),
        ("every 2nd day 8:00", 2),
        ("every 2 days 8:00", 2),
        ("every two days at 8:00", 2),
        ("alternate days at 8:00", 2),
        ("on alternate days 8:00", 2),
        ("8:00 every other day", 2),
        ("at 8:00 every three days", 3),
        ("each third day 8:00", 3),
        ("once every four days 8:00", 4),
        ("every 3rd day: 8:00", 3),
        ("every other week 8:00", 14),
        ("every 2 weeks 8:00", 14),
        ("every 30 days 8:00", 30),
        ("every 1 day 8:00", 1),
    ],
)
def test_every_so_many_days(typed: str, every: int) -> None:
    assert read_times(typed, ENGLISH) == Times((Wish(time(8), every=every),))


@pytest.mark.parametrize(
    ("typed", "every"),
    [
        ("jeden zweiten Tag 8 Uhr", 2),
        ("jeden 2. Tag um 8 Uhr", 2),
        ("alle zwei Tage um 8 Uhr", 2),
        ("alle 3 Tage 8 Uhr", 3),
        ("8 Uhr alle drei Tage", 3),
        ("jeden dritten Tag um 8 Uhr", 3),
        ("einmal alle vier Tage 8 Uhr", 4),
        ("jede zweite Woche 8 Uhr", 14),
    ],
)
def test_every_so_many_days_in_german(typed: str, every: int) -> None:
    assert read_times(typed, GERMAN) == Times((Wish(time(8), every=every),))


@pytest.mark.parametrize("count", range(2, 31))
def test_any_number_of_days_up_to_thirty(count: int) -> None:
    assert read_times(f"every {count} days 8:00", ENGLISH) == Times((Wish(time(8), every=count),))
    assert read_times(f"alle {count} Tage 8 Uhr", GERMAN) == Times((Wish(time(8), every=count),))
    assert read_times(f"every {count} days", ENGLISH) == OtherDays(EVERY_DAY, every=count)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "every 0 days 8:00",
            "every 31 days 8:00",
            "every 5 weeks 8:00",
            "every other 8:00",
            "every 3 8:00",
        ),
        *(
            "every 3 days on monday 8:00",
            "every other monday 8:00",
            "every 3 days 8:00 not on sundays",
            "other day 8:00",
        ),
        "every 3 hours",
    ],
)
def test_an_interval_that_cannot_be_had_is_refused(typed: str) -> None:
    assert isinstance(read_times(typed, ENGLISH), Refusal)


def test_an_interval_and_days_of_the_week_stand_each_with_their_times() -> None:
    assert read_times("every 3 days 8:00, sat 10:00", ENGLISH) == Times(
        (Wish(time(8), every=3), Wish(time(10), frozenset({5})))
    )
    assert with_other_days(OtherDays(frozenset({6}), are_out=True), [Wish(time(8), every=3)]) is (
        Refusal.NOT_UNDERSTOOD
    )
    assert with_other_days(OtherDays(WEEKDAYS), [Wish(time(8), every=3, first_on=TODAY)]) == Times(
        (Wish(time(8), WEEKDAYS),)
    )
