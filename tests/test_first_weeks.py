"""The first two weeks of somebody with one time a day: something new nearly every day, and never twice running."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, product
from random import Random

import pytest

from bot.domain.person import Options, Person, Progress, Standing
from bot.domain.picking import GENTLE, UPRIGHT
from bot.domain.prompt import Delivery, Prompt, PromptKind
from bot.domain.setting import Setting
from bot.domain.stretch import Stretch, StretchKind
from bot.services.choosing import Chooser, Past
from tests.lives import LIBRARY

FIRST_DAY = date(2027, 1, 4)
EARLY, NOON = time(6, 30), time(11)
NEVER_BY_ITSELF = {"pnf", "high-kicks", "warm-up"}
TAGS = [tag for tag, meant in LIBRARY.tags.items() if not meant.hides_everything]
PEOPLE = [
    Person(
        number,
        "en",
        standing=Standing.ACTIVE,
        zone_name="Europe/Berlin",
        tags=tags,
        options=Options(programme=programme, level=level, setting=setting),
    )
    for number, (programme, tags, setting, level) in enumerate(
        product(
            sorted(LIBRARY.programmes),
            [frozenset(), *(frozenset({tag}) for tag in TAGS)],
            [None, *Setting],
            (1, 3),
        )
    )
]


def allowed(person: Person, at: time) -> list[Stretch]:
    """What conditions, place, gear, level and hour leave, and may come by itself.

    The hour is one of them: what is not for the first hours of a day is not, however little else there is.
    """
    options = person.options
    return [
        stretch
        for stretch in LIBRARY.stretches.values()
        if stretch.id not in NEVER_BY_ITSELF
        and stretch.hidden_for.isdisjoint(person.tags)
        and stretch.gear.isdisjoint(options.lacking)
        and (options.setting is None or options.setting in stretch.settings)
        and stretch.level <= options.level
        and (stretch.early_ok or at is NOON)
    ]


def fortnight(person: Person, at: time, *, does: bool) -> list[str]:
    """The stretches of fourteen prompts on as many days, which somebody does all of or ignores all of."""
    chooser = Chooser(LIBRARY, Random(person.id))
    shown: list[Prompt] = []
    for number in range(14):
        day = FIRST_DAY + timedelta(days=number)
        now = datetime.combine(day, at, UTC)
        past = Past(now, tuple(reversed(shown)), {}, {}, {})
        asked = Prompt(number + 1, person.id, PromptKind.SLOT, now, day, Delivery.CLAIMED)
        chosen = chooser.choose(asked, person, past)
        assert chosen is not None
        shown.append(replace(chosen, delivery=Delivery.SENT))
        if does:
            person = replace(person, progress=Progress(practised=number + 1, last_practice_on=day))
    return [prompt.stretch_id or "" for prompt in shown]


@pytest.mark.parametrize("does", [True, False], ids=["done", "ignored"])
@pytest.mark.parametrize("at", [EARLY, NOON], ids=["early", "noon"])
def test_five_different_ones_come_in_a_week_and_eight_in_two_wherever_as_many_are_left(
    at: time, *, does: bool
) -> None:
    few = 0
    for person in PEOPLE:
        left = len(allowed(person, at))
        if not left:
            continue
        shown = fortnight(person, at, does=does)
        assert len(set(shown[:7])) >= min(5, left), (person, shown)
        assert len(set(shown)) >= min(8, left), (person, shown)
        assert left < 3 or all(before != later for before, later in pairwise(shown)), (person, shown)
        few += left < 5
    assert few < len(PEOPLE) / 4


@pytest.mark.parametrize("programme", LIBRARY.programmes)
def test_the_first_week_of_somebody_without_conditions_is_gentle(programme: str) -> None:
    person = Person(7, "en", zone_name="Europe/Berlin", options=Options(programme=programme))
    shown = [LIBRARY.stretches[id_] for id_ in fortnight(person, NOON, does=False)]
    assert shown[0].id == LIBRARY.programmes[programme].stages[0][0]
    assert shown[0].id in GENTLE or shown[0].position in UPRIGHT
    assert {stretch.level for stretch in shown[:7]} <= {1, 2 if programme == "runners" else 1}
    assert {stretch.kind for stretch in shown[:7]} <= {StretchKind.STATIC, StretchKind.DYNAMIC}
