"""Tips: now and then, and none twice in a fortnight."""

from datetime import date, timedelta
from random import Random

from bot.domain.language import Tip
from bot.domain.tips import tip_for

TODAY = date(2027, 5, 3)
TIPS = [Tip(str(number), "") for number in range(4)]


def test_about_every_third_prompt_has_one() -> None:
    chance = Random(7)
    found = [tip_for(TIPS, {}, TODAY, chance) for _ in range(300)]
    assert 70 < sum(tip is not None for tip in found) < 130


def test_none_comes_twice_in_a_fortnight() -> None:
    seen = {tip.id: TODAY - timedelta(days=13) for tip in TIPS[1:]} | {"0": TODAY - timedelta(days=14)}
    chance = Random(7)
    found = {tip.id for _ in range(100) if (tip := tip_for(TIPS, seen, TODAY, chance))}
    assert found == {"0"}


def test_where_all_were_seen_lately_there_is_none() -> None:
    chance = Random(7)
    assert all(tip_for(TIPS, {tip.id: TODAY for tip in TIPS}, TODAY, chance) is None for _ in range(50))
