"""The facts of the content as it ships; its words are in test_languages."""

from __future__ import annotations

import gzip
import re
import tomllib
from datetime import date
from itertools import chain, product
from pathlib import Path

import pytest

from bot.content import load
from bot.domain.browsing import easier_is_for, harder_is_for
from bot.domain.language import Language
from bot.domain.person import Person
from bot.domain.setting import Setting
from bot.domain.stretch import Position, StretchKind

CONTENT = Path(__file__).parents[1] / "content"
LIBRARY = load(CONTENT)
LANGUAGES = list(LIBRARY.languages.values())
ENGLISH = LIBRARY.languages["en"]
ROLLERS = {"roll-hamstrings", "roll-back-muscles"}
HAMSTRINGS = {
    "standing", "seated", "supine", "pnf", "leg-swings", "walking-lunges", "high-kicks", "downward-dog",
    "standing-forward-bend", "reclining-big-toe", "roll-hamstrings", "chair-hamstring",
}  # fmt: skip
OTHERS = {
    "roll-back-muscles", "calf-straight", "calf-bent", "hip-flexor-kneel", "hip-flexor-standing", "hip-flexor-bed",
    "cat-cow", "knee-to-chest", "trunk-rotation", "seated-twist", "cross-body", "doorway-chest", "warm-up",
}  # fmt: skip
EVERYTHING = HAMSTRINGS | OTHERS
KNEELING = {"hip-flexor-kneel", "cat-cow", "downward-dog"}

HIDDEN = {
    "tingling": HAMSTRINGS - {"supine"} | ROLLERS,
    "osteoporosis": {
        "seated", "standing-forward-bend", "knee-to-chest", "hip-flexor-bed", "high-kicks", "roll-back-muscles",
        "walking-lunges", "leg-swings",
    },
    "pregnancy": {"high-kicks", "roll-back-muscles", "pnf"},
    "pregnancy-late": {
        "high-kicks", "roll-back-muscles", "supine", "pnf", "reclining-big-toe", "hip-flexor-bed",
        "knee-to-chest", "trunk-rotation", "downward-dog",
    },
    "clot": EVERYTHING,
    "thinners": ROLLERS,
    "tear": HAMSTRINGS,
    "operation": EVERYTHING,
    "hip-replacement": KNEELING | HAMSTRINGS - {"leg-swings"} | {"knee-to-chest", "trunk-rotation", "hip-flexor-bed"},
    "glaucoma": {"downward-dog", "standing-forward-bend"},
    "blood-pressure": {"downward-dog", "standing-forward-bend", "pnf"},
    "heart": {"pnf"},
    "dizzy": {
        "standing-forward-bend", "standing", "leg-swings", "walking-lunges", "high-kicks", "downward-dog",
    },
    "wrist": {"downward-dog", "cat-cow", "roll-hamstrings"},
    "kneeling": KNEELING | {"walking-lunges"},
    "shoulder": ROLLERS | {"doorway-chest", "downward-dog", "cross-body", "cat-cow"},
    "loose-joints": {"pnf"},
    "from-65": frozenset(),
    "no-floor": KNEELING
    | ROLLERS
    | {"seated", "pnf", "reclining-big-toe"}
    | {"walking-lunges", "leg-swings", "high-kicks", "standing-forward-bend"},
}  # fmt: skip

# id: sides, seconds to get ready and to switch, rest, repetitions (start, most), phases (name, start, most, from 65)
HOLD = ("hold", 15, 30, 60)
MOVE = ("move", 30, 60, 60)
ROLL = ("roll", 30, 60, 60)
DOSES = {
    "standing": (True, 5, 5, 0, (2, 3), [HOLD]),
    "seated": (False, 15, 0, 10, (2, 3), [HOLD]),
    "supine": (True, 15, 10, 0, (2, 3), [HOLD]),
    "pnf": (
        True, 20, 15, 10, (1, 3),
        [("stretch", 10, 10, 10), ("push", 6, 10, 10), ("relax", 3, 3, 3), ("deeper", 15, 30, 30)],
    ),
    "leg-swings": (True, 5, 5, 0, (2, 3), [MOVE]),
    "walking-lunges": (False, 5, 0, 10, (2, 3), [MOVE]),
    "high-kicks": (False, 5, 0, 10, (2, 3), [MOVE]),
    "downward-dog": (False, 15, 0, 10, (2, 3), [HOLD]),
    "standing-forward-bend": (False, 5, 0, 10, (2, 3), [HOLD]),
    "reclining-big-toe": (True, 20, 15, 0, (2, 3), [HOLD]),
    "roll-hamstrings": (True, 15, 10, 0, (1, 3), [ROLL]),
    "roll-back-muscles": (False, 15, 0, 10, (1, 2), [ROLL]),
    "chair-hamstring": (True, 10, 5, 0, (2, 3), [HOLD]),
    "calf-straight": (True, 5, 5, 0, (2, 3), [HOLD]),
    "calf-bent": (True, 5, 5, 0, (2, 3), [HOLD]),
    "hip-flexor-kneel": (True, 15, 10, 0, (2, 3), [HOLD]),
    "hip-flexor-standing": (True, 5, 5, 0, (2, 3), [HOLD]),
    "hip-flexor-bed": (True, 15, 30, 0, (2, 3), [HOLD]),
    "cat-cow": (False, 15, 0, 10, (1, 2), [("move", 20, 60, 60)]),
    "knee-to-chest": (True, 15, 10, 0, (2, 3), [("hold", 10, 30, 30)]),
    "trunk-rotation": (True, 15, 10, 0, (2, 3), [("hold", 5, 10, 10)]),
    "seated-twist": (True, 10, 5, 0, (5, 5), [("hold", 5, 5, 5)]),
    "cross-body": (True, 5, 5, 0, (2, 3), [HOLD]),
    "doorway-chest": (True, 5, 5, 0, (2, 3), [HOLD]),
    "warm-up": (False, 5, 0, 0, (1, 1), [("walk", 120, 300, 300)]),
}  # fmt: skip

# What ships


def test_all_twenty_five_stretches_are_there() -> None:
    assert set(LIBRARY.stretches) == EVERYTHING
    assert len(EVERYTHING) == 25


@pytest.mark.parametrize("id_", sorted(EVERYTHING))
def test_the_dose_of_a_stretch_is_the_one_its_sources_give(id_: str) -> None:
    plan = LIBRARY.stretches[id_].plan
    phases = [(phase.name, phase.start, phase.most, phase.most_from_65) for phase in plan.phases]
    repetitions = (plan.repetitions_start, plan.repetitions_most)
    assert (plan.sides, plan.get_ready, plan.switch, plan.rest, repetitions, phases) == DOSES[id_]


def test_a_dose_goes_below_its_start_only_where_the_facts_say_so() -> None:
    below = {
        (id_, phase.name): phase.least
        for id_, stretch in LIBRARY.stretches.items()
        for phase in stretch.plan.phases
        if phase.least != phase.start
    }
    assert below == {
        ("supine", "hold"): 10,
        ("cat-cow", "move"): 10,
        ("knee-to-chest", "hold"): 5,
        ("pnf", "push"): 5,
        ("pnf", "deeper"): 10,
        ("warm-up", "walk"): 60,
    }


def test_every_plan_can_shrink_to_one_repetition() -> None:
    assert {stretch.plan.repetitions_least for stretch in LIBRARY.stretches.values()} == {1}


@pytest.mark.parametrize("id_", HIDDEN)
def test_a_tag_hides_exactly_its_stretches(id_: str) -> None:
    assert LIBRARY.tags[id_].hides == HIDDEN[id_]
    assert {stretch.id for stretch in LIBRARY.stretches.values() if id_ in stretch.hidden_for} == HIDDEN[id_]


def test_the_tags_are_a_closed_list_and_floor_and_age_are_asked_elsewhere() -> None:
    assert list(LIBRARY.tags) == list(HIDDEN)
    assert [tag.id for tag in LIBRARY.tags.values() if tag.hides_everything] == ["clot", "operation"]
    assert [tag.id for tag in LIBRARY.tags.values() if not tag.group] == ["from-65", "no-floor"]


def test_some_tags_ask_for_care_with_what_they_do_not_hide() -> None:
    careful = {tag.id: tag.careful for tag in LIBRARY.tags.values() if tag.careful}
    assert careful == {
        "tingling": {"supine", "cat-cow", "trunk-rotation"},
        "osteoporosis": {
            "cat-cow", "seated-twist", "trunk-rotation", "downward-dog", "standing", "chair-hamstring",
        },
        "pregnancy": EVERYTHING,
        "pregnancy-late": EVERYTHING,
        "hip-replacement": EVERYTHING,
        "heart": EVERYTHING,
        "dizzy": {
            "hip-flexor-standing", "calf-straight", "calf-bent", "cross-body", "doorway-chest", "cat-cow",
            "warm-up",
        },
        "wrist": {"calf-straight", "calf-bent"},
        "loose-joints": EVERYTHING,
        "from-65": {
            "standing", "standing-forward-bend", "leg-swings", "walking-lunges", "high-kicks", "hip-flexor-standing",
            "cross-body",
        },
        "no-floor": {"supine", "knee-to-chest", "trunk-rotation"},
    }  # fmt: skip
    no_harder = [tag.id for tag in LIBRARY.tags.values() if tag.no_harder]
    assert no_harder == ["pregnancy", "pregnancy-late", "loose-joints"]


def test_the_hamstring_items_are_those_counted_a_leg() -> None:
    assert {stretch.id for stretch in LIBRARY.stretches.values() if stretch.for_hamstrings} == HAMSTRINGS


def test_early_in_the_day_nobody_with_a_sore_back_reaches_or_bends_forward() -> None:
    assert {stretch.id for stretch in LIBRARY.stretches.values() if not stretch.early_ok} == {
        "standing", "seated", "high-kicks", "downward-dog", "standing-forward-bend", "roll-hamstrings",
        "roll-back-muscles", "chair-hamstring", "cat-cow", "seated-twist",
    }  # fmt: skip


def test_kicks_never_come_alone() -> None:
    assert [stretch.id for stretch in LIBRARY.stretches.values() if not stretch.alone_ok] == ["high-kicks"]


def test_a_warm_up_goes_before_dynamic_pnf_and_yoga_stretches() -> None:
    yoga = {"downward-dog", "standing-forward-bend", "reclining-big-toe"}
    for stretch in LIBRARY.stretches.values():
        needed = stretch.kind in {StretchKind.DYNAMIC, StretchKind.PNF} or stretch.id in yoga
        assert stretch.needs_warm_up is needed, stretch.id


def test_easier_and_harder_ways_lead_where_the_facts_say() -> None:
    ways = {id_: (stretch.easier, stretch.harder) for id_, stretch in LIBRARY.stretches.items()}
    assert {id_: way for id_, way in ways.items() if way != (None, None)} == {
        "supine": (None, "reclining-big-toe"),
        "standing": ("chair-hamstring", None),
        "chair-hamstring": (None, "standing"),
        "seated": ("chair-hamstring", None),
        "pnf": ("supine", None),
        "reclining-big-toe": ("supine", None),
        "hip-flexor-kneel": ("hip-flexor-standing", None),
        "hip-flexor-standing": (None, "hip-flexor-kneel"),
        "trunk-rotation": ("seated-twist", None),
    }


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.id)
def test_a_way_that_names_another_stretch_leads_to_it_in_the_facts(language: Language) -> None:
    names = {id_: text.name.casefold() for id_, text in language.stretches.items()}
    for id_, text in language.stretches.items():
        facts = LIBRARY.stretches[id_]
        for said, leads_to in ((text.easier, facts.easier), (text.harder, facts.harder)):
            named = {other for other, name in names.items() if other != id_ and name in said.casefold()}
            assert named <= {leads_to}, (id_, said)


def test_ways_that_lead_to_a_hidden_stretch_are_not_for_a_person() -> None:
    for (id_, stretch), tag in product(LIBRARY.stretches.items(), LIBRARY.tags.values()):
        person = Person(7, "en", tags=frozenset({tag.id}))
        assert easier_is_for(stretch, person, LIBRARY) is (stretch.easier not in HIDDEN[tag.id]), id_
        harder = stretch.harder not in HIDDEN[tag.id] and not tag.no_harder
        assert harder_is_for(stretch, person, LIBRARY) is harder, id_


def test_the_default_programme_keeps_the_order_of_ease() -> None:
    stages = LIBRARY.programmes["hamstrings"].stages
    assert stages[0][0] == "supine"
    assert all(LIBRARY.stretches[id_].level == 1 for id_ in stages[0])
    first = {id_: number for number, stage in reversed(list(enumerate(stages))) for id_ in stage}
    assert first["supine"] < first["chair-hamstring"] == first["standing"] < first["seated"]
    assert first["seated"] < first["downward-dog"] < first["leg-swings"] < first["pnf"] == len(stages) - 1
    assert HAMSTRINGS - {"roll-hamstrings"} <= first.keys()


def test_the_programmes_are_the_four_and_reach_every_stretch() -> None:
    assert set(LIBRARY.programmes) == {"hamstrings", "desk", "whole-body", "runners"}
    reached = {
        id_ for programme in LIBRARY.programmes.values() for stage in programme.stages for id_ in stage
    }
    assert reached == EVERYTHING - {"warm-up"}


@pytest.mark.parametrize("id_", ["hamstrings", "whole-body", "runners"])
def test_kicks_come_after_the_other_stages_and_pnf_comes_last(id_: str) -> None:
    stages = LIBRARY.programmes[id_].stages
    assert stages[-1] == ("pnf",)
    assert "high-kicks" in stages[-2]


def test_the_desk_programme_needs_no_floor() -> None:
    for id_ in chain.from_iterable(LIBRARY.programmes["desk"].stages):
        stretch = LIBRARY.stretches[id_]
        assert Setting.OFFICE in stretch.settings
        assert stretch.position in {Position.STANDING, Position.CHAIR}


def test_every_place_has_something_for_the_hamstrings_or_the_hips() -> None:
    for setting in Setting:
        muscles = {
            muscle
            for stretch in LIBRARY.stretches.values()
            if setting in stretch.settings
            for muscle in stretch.muscles
        }
        assert {"hamstrings", "back"} <= muscles, setting


def test_every_fact_has_a_source() -> None:
    for stretch in LIBRARY.stretches.values():
        assert stretch.sources, stretch.id
        assert all(source.strip() for source in stretch.sources), stretch.id
    assert all(language.precautions.sources for language in LANGUAGES)


def test_every_source_is_cited_somewhere() -> None:
    cited = re.compile(r'"([a-z-]+)"')
    files = [CONTENT / "tags.toml", CONTENT / "tips.toml", CONTENT / "precautions.toml"]
    files += [*(CONTENT / "stretches").glob("*.toml"), *(CONTENT / "programmes").glob("*.toml")]
    keys = {key for file in files for key in cited.findall(file.read_text(encoding="utf-8"))}
    assert set(tomllib.loads((CONTENT / "sources.toml").read_text(encoding="utf-8"))) <= keys


def test_every_source_of_an_emergency_number_is_cited_and_every_country_has_a_city() -> None:
    file = tomllib.loads((CONTENT / "emergency-numbers.toml").read_text(encoding="utf-8"))
    assert {key for number in file["numbers"].values() for key in number["sources"]} == set(file["sources"])
    lines = gzip.decompress((CONTENT / "places" / "cities.tsv.gz").read_bytes()).decode().splitlines()
    assert set(LIBRARY.emergency_numbers) <= {line.split("\t")[1] for line in lines}


@pytest.mark.parametrize(
    ("number", "countries"),
    [
        (
            "112",
            "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IN NG RU TR ZA",
        ),
        ("911", "US CA MX PH VE EC"),
        ("999", "GB HK MY BD"),
        ("000", "AU"),
        ("111", "NZ"),
        ("119", "JP KR TW ID"),
        ("120", "CN"),
        ("103", "UA KZ"),
        ("115", "IR VN"),
        ("123", "CO EG"),
        ("144", "CH"),
        ("192", "BR"),
        ("1122", "PK"),
    ],
)
def test_a_country_has_the_emergency_number_that_its_authority_gives(number: str, countries: str) -> None:
    assert {LIBRARY.emergency_numbers[country] for country in countries.split()} == {number}


@pytest.mark.parametrize("country", ["AO", "AR", "CD", "IQ", "KE", "MA", "RS", "TZ"])
def test_a_number_that_depends_on_the_place_or_on_whom_one_asks_is_left_out(country: str) -> None:
    assert country not in LIBRARY.emergency_numbers


def test_the_precautions_carry_version_and_date() -> None:
    assert (ENGLISH.precautions.version, ENGLISH.precautions.dated_on) == (3, date(2026, 11, 30))
    assert len(ENGLISH.precautions.summary) == 9


@pytest.mark.parametrize(
    ("id_", "named"),
    [
        ("calf-straight", r"names the back leg"),
        ("calf-bent", r"names the back leg"),
        ("hip-flexor-standing", r"step back: the timer names this leg"),
        ("hip-flexor-kneel", r"Kneel on one knee.*the timer names this leg"),
        ("hip-flexor-bed", r"names the hanging leg"),
        ("leg-swings", r"Swing the outer leg.*The timer names this leg"),
        ("seated-twist", r"Turn your chest to the side that the timer names"),
        ("trunk-rotation", r"knees roll to the side that the timer names"),
        ("cross-body", r"names the side of this arm"),
        ("doorway-chest", r"names the side of this arm"),
    ],
)
def test_where_it_could_be_either_the_steps_say_which_side_the_timer_names(id_: str, named: str) -> None:
    assert re.search(named, " ".join(ENGLISH.stretches[id_].steps))


def test_the_knees_roll_to_the_side_that_the_figure_is_drawn_for() -> None:
    figure = tomllib.loads((CONTENT / "figures/trunk-rotation.toml").read_text(encoding="utf-8"))
    assert figure["side"] == ("left" if figure["hold"]["turn"] > 0 else "right")


def test_where_there_are_two_sides_they_change_when_the_timer_does() -> None:
    for id_, text in ENGLISH.stretches.items():
        assert ("timer" in (text.change or "")) is LIBRARY.stretches[id_].plan.sides, id_


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.id)
def test_conditions_that_need_other_words_have_them(language: Language) -> None:
    assert {(id_, tag) for id_, text in language.stretches.items() for tag in text.variants} == {
        ("cat-cow", "osteoporosis"),
        ("calf-straight", "wrist"),
        ("calf-bent", "wrist"),
    }
    for id_, text in language.stretches.items():
        for tag, own in text.variants.items():
            assert own.tag == tag
            assert own.steps != text.steps
            assert (own.name, own.change, own.cautions) == (text.name, text.change, text.cautions)
            assert own.phases.keys() == text.phases.keys()
            assert id_ not in LIBRARY.tags[tag].hides
