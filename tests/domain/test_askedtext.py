"""Times where a time is asked for: in sentences, rounded, mistyped; what is no wish stays none."""

import pytest

from bot.domain.askedtext import asked_times, tells_the_time
from bot.domain.timetext import Refusal, Times, WhichHalf, read_times
from tests.domain.test_timetext import ENGLISH, GERMAN

# What is typed, and what is taken: times with their days where these are not all, "8?" where the half is asked.
ENGLISH_TAKEN = [
    ("after the kids are in bed 8.30", "08:30"),
    ("once i'm home from work, so 18:15", "18:15"),
    ("around 9ish", "9?"),
    ("about 7", "7?"),
    ("roughly 10 pm i guess", "22:00"),
    ("8-ish in the evening", "20:00"),
    ("at about half past six", "06:30"),
    ("not on sundays, otherwise 7:15", "07:15 012345"),
    ("weekends 10, otherwise 7:15", "07:15 01234 | 10:00 56"),
    ("7 on weekdays and 9:30 on weekends", "07:00 01234 | 09:30 56"),
    ("mon and wed at 6:30 and fri at 8", "06:30 02 | 08:00 4"),
    ("lunch", "12:00"),
    ("lunchtime", "12:00"),
    ("at lunch please", "12:00"),
    ("during my lunch break", "12:00"),
    ("7 sharp", "7?"),
    ("we usually eat at quarter to seven", "06:45"),
    ("quarter past nine suits me best", "09:15"),
    ("i get up at half past five", "05:30"),
    ("eihgt thirty", "08:30"),
    ("sevne thirty", "07:30"),
    ("eight thirry", "08:30"),
    ("twice a day 8 and 20", "08:00 | 20:00"),
    ("two times please, 7:00 and 19:00", "07:00 | 19:00"),
    ("right after coffee, 6.45 am", "06:45"),
    ("let's go with 7", "7?"),
    ("8 works best for me", "8?"),
    ("hmm i'd say nine", "9?"),
    ("how about ten to eight then", "07:50"),
    ("could you make it 21:15 since i work late", "21:15"),
    ("every day at 8 would be great", "08:00"),
    ("before i sleep, 22:30", "22:30"),
    ("i think 8pm would be good", "20:00"),
    ("7.30 is perfect", "07:30"),
    ("noon works for me", "12:00"),
    ("in the evening around 8", "20:00"),
    ("hmm maybe 6am, i wake up early", "06:00"),
    ("whenever the sun rises, 6:30", "06:30"),
    ("weekdays around 7 and weekends around 9", "07:00 01234 | 09:00 56"),
    ("good morning, 7:30 please", "07:30"),
    ("i'm free in the evenings, so 8", "20:00"),
    ("every morning when i wake up, 7ish", "07:00"),
    ("weekdays at 7, the rest at 9", "07:00 01234 | 09:00 56"),
]
ENGLISH_LEFT = [
    "i am 45",
    "2 kids and a dog",
    "not 7:30",
    "any time but 8",
    "between 7:30 and 8:30",
    "7:30 or 8:00",
    "it's 21:40 here",
    "it is 21:40",
    "its 9pm now",
    "5 minutes a day",
    "7:30 UTC",
    "i work from 9 to 5",
    "i have 10 minutes",
    "nice",
    "i don't want one",
    "before 8",
    "8 is too early",
    "i go to bed at 10 and get up at 6",
    "since 2019",
    "bus 12 takes me home",
    "one of those days",
    "mondays i am busy so 8",
    "3 times a week",
    "8 doesn't work for me",
]
GERMAN_TAKEN = [
    ("wenn die kinder im bett sind so 22 uhr", "22:00"),
    ("so gegen 8", "8?"),
    ("so um 7", "7?"),
    ("gegen halb acht", "07:30"),
    ("ungefähr 9 uhr", "09:00"),
    ("etwa um sieben", "7?"),
    ("punkt 7", "7?"),
    ("abends so 8 uhr", "20:00"),
    ("mittag", "12:00"),
    ("zu mittag", "12:00"),
    ("in der mittagspause", "12:00"),
    ("sonntags nicht, sonst 7:15", "07:15 012345"),
    ("am wochenende 10 uhr, sonst 7 uhr", "07:00 01234 | 10:00 56"),
    ("mo-fr 7 uhr und am wochenende erst um 9", "07:00 01234 | 09:00 56"),
    ("montag und mittwoch um 6:30 und freitag um 8", "06:30 02 | 08:00 4"),
    ("werktags 7 uhr, am wochenende erst 9:30", "07:00 01234 | 09:30 56"),
    ("haöb neun", "08:30"),
    ("halb nuen", "08:30"),
    ("wir essen immer viertel vor sieben", "06:45"),
    ("am liebsten viertel nach neun", "09:15"),
    ("zweimal am tag 8 und 20 uhr", "08:00 | 20:00"),
    ("zweimal täglich 8:00 und 20:00", "08:00 | 20:00"),
    ("nach dem kaffee um 6:45", "06:45"),
    ("8 uhr wäre super", "08:00"),
    ("dann nehme ich 7 uhr", "07:00"),
    ("ich stehe um halb sechs auf", "05:30"),
    ("nach der arbeit, 18 uhr 15", "18:15"),
    ("vor dem schlafen um 22:30", "22:30"),
    ("sagen wir 19 uhr", "19:00"),
    ("7 uhr passt mir gut", "07:00"),
    ("wenn ich heimkomme, also 17:45", "17:45"),
    ("abends gegen neun", "21:00"),
    ("morgens um sechs wäre gut", "06:00"),
    ("hm vielleicht 6 uhr", "06:00"),
    ("um 8 rum", "8?"),
    ("fünf vor halb acht bitte weil ich da losgehe", "07:25"),
    ("ich würde sagen acht", "8?"),
    ("täglich um 20 uhr passt", "20:00"),
    ("20 uhr ist perfekt", "20:00"),
    ("abends wenn die kinder schlafen 8 uhr", "20:00"),
    ("so 22 uhr", "22:00 6"),
    ("mo 8, so 9", "08:00 0 | 09:00 6"),
    ("am sonntag um 9, sonst um 7", "07:00 012345 | 09:00 6"),
]
GERMAN_LEFT = [
    "ich bin 45",
    "2 kinder und ein hund",
    "nicht um 8",
    "zwischen 7 und 8 uhr",
    "7 oder 8 uhr",
    "bei mir ist es viertel nach drei",
    "es ist 21:40",
    "hier ist es jetzt 21 uhr",
    "5 minuten am tag",
    "ich arbeite von 9 bis 17 uhr",
    "ich habe 10 minuten",
    "nein",
    "nicht vor 8",
    "8 uhr ist zu früh",
    "ich gehe um 10 ins bett und stehe um 6 auf",
    "seit 2019",
    "bus 12",
    "eins noch",
    "montags habe ich keine zeit also 8",
    "3 mal die woche",
    "8 uhr geht nicht",
]
NOW = [
    ("it's 21:40 here", ENGLISH),
    ("it is 21:40", ENGLISH),
    ("its 9pm now", ENGLISH),
    ("21:40 over here", ENGLISH),
    ("bei mir ist es viertel nach drei", GERMAN),
    ("es ist 21:40", GERMAN),
    ("hier ist es jetzt 21 uhr", GERMAN),
    ("21:40 bei mir", GERMAN),
]


def shown(said: object) -> str:
    """What was taken, in short."""
    if isinstance(said, WhichHalf):
        return f"{said.hour}?"
    if not isinstance(said, Times):
        return repr(said)
    days = (
        "" if len(wish.days) == 7 else " " + "".join(str(day) for day in sorted(wish.days))
        for wish in said.wishes
    )
    return " | ".join(f"{wish.at:%H:%M}{on}" for wish, on in zip(said.wishes, days, strict=True))


@pytest.mark.parametrize(("typed", "taken"), ENGLISH_TAKEN)
def test_english_times_are_taken_where_one_is_asked(typed: str, taken: str) -> None:
    assert shown(asked_times(typed, ENGLISH)) == taken


@pytest.mark.parametrize(("typed", "taken"), GERMAN_TAKEN)
def test_german_times_are_taken_where_one_is_asked(typed: str, taken: str) -> None:
    assert shown(asked_times(typed, GERMAN)) == taken


@pytest.mark.parametrize("typed", ENGLISH_LEFT)
def test_what_is_no_wish_in_english_is_left(typed: str) -> None:
    assert isinstance(asked_times(typed, ENGLISH), Refusal)


@pytest.mark.parametrize("typed", GERMAN_LEFT)
def test_what_is_no_wish_in_german_is_left(typed: str) -> None:
    assert isinstance(asked_times(typed, GERMAN), Refusal)


def test_half_an_hour_of_either_is_asked_about_in_a_sentence_too() -> None:
    assert asked_times("half seven is when i wake up", ENGLISH) is Refusal.HALF_OF_EITHER


@pytest.mark.parametrize(("typed", "words"), NOW)
def test_what_the_clock_shows_is_no_wish(typed: str, words: object) -> None:
    assert tells_the_time(typed, words)  # type: ignore[arg-type]
    assert isinstance(asked_times(typed, words), Refusal)  # type: ignore[arg-type]


@pytest.mark.parametrize("typed", ["after the kids are in bed 8.30", "around 9ish", "twice a day 8 and 20"])
def test_unasked_a_sentence_with_a_time_sets_none(typed: str) -> None:
    assert isinstance(read_times(typed, ENGLISH), Refusal)
