"""The sentence above a prompt: none comes again within a week, for up to two prompts a day."""

from random import Random

import pytest

from bot.domain.openings import opening_for
from tests.lives import LIBRARY

A_WEEK_OF_TWO_A_DAY = 14
# As far as a prompt looks back: three weeks.
REMEMBERED = 42


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("language", LIBRARY.languages)
def test_no_opening_comes_again_within_a_week_of_two_prompts_a_day(language: str, seed: int) -> None:
    chance, shown = Random(seed), list[int | None]()
    for _ in range(240):
        number = opening_for(len(LIBRARY.languages[language].openings), shown[:REMEMBERED], chance)
        assert number is not None
        assert number not in shown[:A_WEEK_OF_TWO_A_DAY]
        shown.insert(0, number)


def test_the_one_shown_the_longest_time_ago_comes_next() -> None:
    assert opening_for(3, [2, 0, 1, 0, None], Random(7)) == 1
    assert opening_for(3, [2, 0, 2], Random(7)) == 1


def test_what_the_content_has_no_more_is_passed_over() -> None:
    assert opening_for(2, [9, None, 1], Random(7)) == 0
    assert opening_for(0, [1], Random(7)) is None
