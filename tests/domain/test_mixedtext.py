"""Times and days among other words, and the half of the day that corrects an hour."""

from datetime import time
from pathlib import Path

import pytest

from bot.domain.mixedtext import half_meant, mixed_times
from bot.material import CONTENT
from bot.words import files

WORDS = files.load(Path(CONTENT))
DAILY, WEEKDAYS, WEEKEND = "0123456", "01234", "56"


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "8 and again at 3 if thats possible", {"08:00": DAILY, "15:00": DAILY}),
        ("en", "7am and then 6pm would be lovely", {"07:00": DAILY, "18:00": DAILY}),
        ("en", "twice please, at 9 and at 17:30", {"09:00": DAILY, "17:30": DAILY}),
        ("en", "one at 7 in the morning, one at 9 in the evening", {"07:00": DAILY, "21:00": DAILY}),
        ("en", "first at 10:15 then around 16:00 when i get tired", {"10:15": DAILY, "16:00": DAILY}),
        ("en", "Weekdays at 12 but on saturday and sunday 10 please", {"12:00": WEEKDAYS, "10:00": WEEKEND}),
        ("en", "every weekday at 8 but weekends rather 10", {"08:00": WEEKDAYS, "10:00": WEEKEND}),
        ("en", "at 8, except sundays when i sleep in", {"08:00": "012345"}),
        ("en", "monday and wednesday at 6pm because of my class", {"18:00": "02"}),
        ("de", "1x morgens um 6:45 und dann nochmal so um 13 uhr bitte", {"06:45": DAILY, "13:00": DAILY}),
        ("de", "um 8 und nochmal um 3 wenns geht", {"08:00": DAILY, "15:00": DAILY}),
        ("de", "einmal um 9 und einmal um 17 uhr", {"09:00": DAILY, "17:00": DAILY}),
        ("de", "22.30 Uhr schicken, allerdings nur von Montag bis Donnerstag", {"22:30": "0123"}),
        ("de", "wenn die kinder weg sind also ab 8 aber sonntags nicht", {"08:00": "012345"}),
        ("de", "unter der woche um 7, am wochenende erst um 9", {"07:00": WEEKDAYS, "09:00": WEEKEND}),
        ("de", "mo bis fr 6:30, am samstag darf es 8 sein", {"06:30": WEEKDAYS, "08:00": "5"}),
        ("de", "täglich um 7 außer sonntag weil da schlaf ich", {"07:00": "012345"}),
    ],
)
def test_times_and_days_are_read_among_other_words(language: str, text: str, found: dict[str, str]) -> None:
    times = mixed_times(text, WORDS[language].time)
    assert times is not None
    read = {wish.at.isoformat("minutes"): "".join(map(str, sorted(wish.days))) for wish in times.wishes}
    assert read == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "8 or 9"),
        ("en", "not before 10 cos the baby"),
        ("en", "i have 2 kids and get up at 6 on weekdays"),
        ("en", "it's 8 here and 3 there"),
        ("en", "i work from 9 to 5"),
        ("en", "on saturdays i have football at 3"),
        ("de", "zwischen 8 und 9"),
        ("de", "ich arbeite von 9 bis 5"),
        ("de", "dienstags um halb sechs, sonst um 7"),
        ("de", "es ist 8 uhr hier"),
    ],
)
def test_nothing_is_read_where_a_word_says_that_it_is_no_wish(language: str, text: str) -> None:
    assert mixed_times(text, WORDS[language].time) is None


def test_an_hour_told_twice_is_of_the_whole_day() -> None:
    times = mixed_times("9 and again at 11", WORDS["en"].time)
    assert times is not None
    assert [wish.at for wish in times.wishes] == [time(9), time(11)]


@pytest.mark.parametrize(
    ("language", "text", "is_morning"),
    [
        ("en", "no i meant pm", False),
        ("en", "sorry, in the evening", False),
        ("en", "the morning please", True),
        ("en", "evening not morning", False),
        ("en", "not in the morning", None),
        ("en", "7 in the evening", None),
        ("de", "ne meinte abends", False),
        ("de", "abends nicht morgens", False),
        ("de", "in der früh halt", True),
        ("de", "nicht morgens", None),
        ("de", "weiß nicht", None),
    ],
)
def test_the_half_of_the_day_that_was_meant(language: str, text: str, *, is_morning: bool | None) -> None:
    assert half_meant(text, WORDS[language].time) is is_morning
