"""Which stretch comes next: conditions first, and the last rule is the first to give way."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bot import content
from bot.domain.circumstances import Circumstances
from bot.domain.library import Library
from bot.domain.person import Options, Person, Progress
from bot.domain.picking import GENTLE, UPRIGHT, RuleName, candidates, pick, rules_for, stage
from bot.domain.setting import Setting
from bot.domain.stretch import StretchKind

CONTENT = Path(__file__).parents[2] / "content"
# Every tag of the content, so that none is forgotten when one is added.
TAGS = tuple(content.load(CONTENT).tags)


@pytest.fixture(scope="module")
def library() -> Library:
    return content.load(CONTENT)


def somebody(*tags: str, practised: int = 0) -> Person:
    return Person(7, "en", tags=frozenset(tags), progress=Progress(practised=practised))


def picked(library: Library, person: Person, moment: Circumstances, times: int = 60) -> set[str]:
    chance = Random(7)
    return {found.id if (found := pick(library, person, moment, chance)) else "" for _ in range(times)}


def test_a_beginner_lies_on_the_back(library: Library) -> None:
    assert picked(library, somebody(), Circumstances()) == {"supine"}


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("practised", [0, 12, 60])
@pytest.mark.parametrize("not_this", [None, "supine"])
def test_no_condition_is_ever_broken(
    library: Library, tag: str, practised: int, not_this: str | None
) -> None:
    for moment in (
        Circumstances(not_this=not_this),
        Circumstances(early=True, not_this=not_this),
        Circumstances(gentle=True, not_this=not_this),
        Circumstances(upright=True, not_this=not_this),
    ):
        for found in picked(library, somebody(tag, practised=practised), moment, times=10):
            assert not found or tag not in library.stretches[found].hidden_for


@pytest.mark.parametrize("tag", ["clot", "operation"])
def test_what_hides_everything_leaves_nothing(library: Library, tag: str) -> None:
    assert picked(library, somebody(tag), Circumstances()) == {""}


def test_where_only_conditions_are_left_the_warm_up_comes(library: Library) -> None:
    hidden = [tag for tag in TAGS if tag not in {"clot", "operation"}]
    assert picked(library, somebody(*hidden), Circumstances(gentle=True)) == {"warm-up"}


@pytest.mark.parametrize(
    ("tag", "practised", "left"),
    [
        (
            "pregnancy-late",
            0,
            {"cat-cow", "calf-straight", "calf-bent"}
            | {"chair-hamstring", "standing", "hip-flexor-standing", "seated-twist"},
        ),
        ("tear", 0, {"knee-to-chest", "calf-straight", "trunk-rotation", "cat-cow", "calf-bent"}),
        ("wrist", 0, {"supine", "knee-to-chest", "trunk-rotation", "calf-straight", "calf-bent"}),
    ],
)
def test_in_the_place_of_what_conditions_hide_come_the_gentlest_of_the_nearest_stages(
    library: Library, tag: str, practised: int, left: set[str]
) -> None:
    moment = Circumstances(recent=["walking-lunges"])
    assert picked(library, somebody(tag, practised=practised), moment, times=200) == left


def test_early_in_the_morning_as_many_are_left(library: Library) -> None:
    found = picked(library, somebody("pregnancy-late"), Circumstances(early=True, recent=["standing"]))
    assert found == {"hip-flexor-standing", "calf-straight", "calf-bent", "cross-body", "doorway-chest"}


@pytest.mark.parametrize("setting", Setting)
def test_where_a_place_rules_a_stage_out_the_nearest_that_suits_it_comes(
    library: Library, setting: Setting
) -> None:
    found = picked(library, replace(somebody(), options=Options(setting=setting)), Circumstances())
    nearest = next(
        ids
        for ids in library.programmes["hamstrings"].stages
        if any(setting in library.stretches[id_].settings for id_ in ids)
    )
    assert found
    assert found <= set(nearest)


def test_a_rule_that_nothing_keeps_is_given_up_and_the_others_hold(library: Library) -> None:
    nowhere = replace(somebody("tear"), options=Options(setting=Setting.BED, level=1))
    everywhere = replace(nowhere, options=Options(level=1))
    hidden = frozenset(id_ for id_, stretch in library.stretches.items() if Setting.BED in stretch.settings)
    moment = Circumstances(not_for_me=hidden)
    assert picked(library, nowhere, moment) == picked(library, everywhere, moment)


def test_another_is_another(library: Library) -> None:
    assert "supine" not in picked(library, somebody(), Circumstances(not_this="supine"))


def test_another_first_stretch_is_done_upright(library: Library) -> None:
    found = picked(library, somebody(), Circumstances(not_this="supine", upright=True))
    assert found
    assert all(library.stretches[id_].position in UPRIGHT for id_ in found)


def test_the_day_after_strong_pain_offers_only_what_is_gentle(library: Library) -> None:
    assert picked(library, somebody(practised=60), Circumstances(gentle=True)) <= GENTLE


def test_early_in_the_morning_nobody_bends_forward(library: Library) -> None:
    found = picked(library, somebody(practised=24), Circumstances(early=True))
    assert found.isdisjoint({"seated", "standing-forward-bend"})
    assert "seated" in picked(library, somebody(practised=24), Circumstances())


def test_the_same_stretch_does_not_come_twice_running(library: Library) -> None:
    found = picked(library, somebody(practised=24), Circumstances(recent=["standing"]))
    assert "standing" not in found
    assert "standing" in picked(library, somebody(practised=24), Circumstances())


def test_nothing_comes_on_two_days_running(library: Library) -> None:
    moment = Circumstances(recent=["cat-cow", "supine"], days_ago={"cat-cow": 1, "supine": 1})
    found = picked(library, somebody(), moment)
    assert found == {"knee-to-chest", "calf-straight", "trunk-rotation", "calf-bent"}


def test_what_came_lately_may_come_while_the_days_left_can_bring_five_in_the_week(library: Library) -> None:
    ago = {"cat-cow": 1, "supine": 2}
    on_the_third = Circumstances(recent=[*ago], days_ago=ago, days_shown=2, days_since_first=2)
    assert "supine" in picked(library, somebody(), on_the_third)
    ago = {"cat-cow": 1, "supine": 2, "calf-bent": 3}
    on_the_sixth = Circumstances(recent=[*ago], days_ago=ago, days_shown=5, days_since_first=5)
    assert picked(library, somebody(), on_the_sixth) == {"knee-to-chest", "calf-straight", "trunk-rotation"}


def test_the_rule_that_decided_is_the_last_that_ruled_another_one_out(library: Library) -> None:
    first = candidates(library, somebody(), Circumstances())
    assert first.decided_by is RuleName.FIRST_OF_ALL
    assert [stretch.id for stretch in first.stretches] == ["supine"]
    later = candidates(library, somebody(practised=24), Circumstances(recent=["standing"]))
    assert later.decided_by is RuleName.NOT_THE_LAST
    assert "standing" not in {stretch.id for stretch in later.stretches}


def test_every_rule_has_its_name_and_the_weightiest_bind_sessions(library: Library) -> None:
    rules = rules_for(tuple(library.stretches.values()), library, somebody(), Circumstances())
    assert [rule.name for rule in rules] == list(RuleName)
    assert [rule.name for rule in rules if rule.binds_sessions] == [RuleName.UPRIGHT, RuleName.GEAR]


def test_pnf_is_never_pushed(library: Library) -> None:
    for practised in (0, 36, 200):
        found = picked(library, somebody(practised=practised), Circumstances(recent=["supine"]))
        assert all(library.stretches[id_].kind is not StretchKind.PNF for id_ in found)


def test_static_and_dynamic_stay_in_balance(library: Library) -> None:
    chance = Random(7)
    recent: list[str] = []
    for _ in range(200):
        found = pick(library, somebody(practised=200), Circumstances(recent=recent), chance)
        assert found is not None
        recent.insert(0, found.id)
    kinds = [library.stretches[id_].kind is StretchKind.DYNAMIC for id_ in recent]
    for start in range(len(kinds) - 28):
        assert 0.2 <= sum(kinds[start : start + 14]) / 14 <= 0.5


def test_stages_follow_each_other_as_practices_add_up(library: Library) -> None:
    programme = library.programmes["hamstrings"]
    reached = [
        stage(programme, somebody(practised=number), Circumstances()) for number in (0, 5, 6, 12, 1000)
    ]
    assert reached == [0, 0, 1, 2, len(programme.stages) - 1]


def test_what_was_shown_for_a_week_brings_the_next_stage_as_well(library: Library) -> None:
    programme = library.programmes["hamstrings"]
    reached = [stage(programme, somebody(), Circumstances(days_shown=days)) for days in (6, 7, 21)]
    assert reached == [0, 1, 3]
    assert stage(programme, somebody(practised=30), Circumstances(days_shown=7)) == 5


@pytest.mark.parametrize("level", [1, 2])
def test_nothing_above_the_level_of_a_person_comes(library: Library, level: int) -> None:
    found = picked(library, replace(somebody(practised=200), options=Options(level=level)), Circumstances())
    assert {library.stretches[id_].level for id_ in found} == set(range(1, level + 1))


def test_a_favourite_comes_about_twice_as_often(library: Library) -> None:
    def share(favourites: frozenset[str]) -> int:
        chance, moment = Random(7), Circumstances(favourites=favourites)
        found = [pick(library, somebody(practised=24), moment, chance) for _ in range(600)]
        return sum(stretch is not None and stretch.id == "standing" for stretch in found)

    assert 1.5 < share(frozenset({"standing"})) / share(frozenset()) < 2.2
