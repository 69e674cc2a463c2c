"""The standing time moved by a length, for good."""

from datetime import time

import pytest

from bot.domain.movetext import move_said, moved
from tests.domain.test_timetext import ENGLISH, GERMAN

MOVED = [
    ("make it an hour later from now on", 60, ENGLISH),
    ("an hour later every day", 60, ENGLISH),
    ("from now on 30 minutes later please", 30, ENGLISH),
    ("can you come half an hour later from tomorrow", 30, ENGLISH),
    ("always two hours later", 120, ENGLISH),
    ("could it be 15 min later going forward", 15, ENGLISH),
    ("half an hour earlier", -30, ENGLISH),
    ("15 minutes earlier please", -15, ENGLISH),
    ("can it come an hour earlier", -60, ENGLISH),
    ("please send it one hour sooner", -60, ENGLISH),
    ("an hour and a half earlier from now on", -90, ENGLISH),
    ("can it come later every day", 0, ENGLISH),
    ("a bit earlier from now on", 0, ENGLISH),
    ("always later", 0, ENGLISH),
    ("eine halbe stunde früher", -30, GERMAN),
    ("ab jetzt eine stunde später", 60, GERMAN),
    ("mach es ab sofort 30 minuten später", 30, GERMAN),
    ("jeden tag eine stunde später bitte", 60, GERMAN),
    ("eine viertelstunde früher bitte", -15, GERMAN),
    ("kannst du eine stunde früher schreiben", -60, GERMAN),
    ("zwei stunden eher", -120, GERMAN),
    ("immer anderthalb stunden später", 90, GERMAN),
    ("von nun an 10 minuten früher", -10, GERMAN),
    ("kannst du immer später kommen", 0, GERMAN),
    ("ab jetzt etwas früher", 0, GERMAN),
    ("künftig später bitte", 0, GERMAN),
]
LEFT = [
    ("an hour later", ENGLISH),
    ("in an hour", ENGLISH),
    ("later", ENGLISH),
    ("earlier", ENGLISH),
    ("i woke up an hour earlier", ENGLISH),
    ("it came half an hour earlier than planned", ENGLISH),
    ("an hour earlier today", ENGLISH),
    ("every day", ENGLISH),
    ("eine stunde später", GERMAN),
    ("später", GERMAN),
    ("heute eine stunde früher", GERMAN),
    ("es kam eine halbe stunde früher als sonst", GERMAN),
    ("immer", GERMAN),
]


@pytest.mark.parametrize(("typed", "minutes", "words"), MOVED)
def test_a_move_is_read(typed: str, minutes: int, words: object) -> None:
    assert move_said(typed, words) == minutes  # type: ignore[arg-type]


@pytest.mark.parametrize(("typed", "words"), LEFT)
def test_what_waits_once_or_tells_of_a_day_is_none(typed: str, words: object) -> None:
    assert move_said(typed, words) is None  # type: ignore[arg-type]


def test_a_time_is_moved_within_its_day() -> None:
    assert moved(time(7, 30), 60) == time(8, 30)
    assert moved(time(0, 15), -30) is None
    assert moved(time(23, 30), 30) is None
