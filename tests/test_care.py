"""Who is shown what: every condition and every two of them in every programme, computed and never drawn by lot."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from bot import content
from bot.domain.language import Language
from bot.domain.stretch import StretchKind
from bot.material import CONTENT
from tests.care import DOCUMENT, Care, Case, Left, document
from tests.saying_at_once import THEMES, contradictions, said, stances

CARE = Care(content.load(CONTENT))
STRETCHES = CARE.library.stretches
NOBODY = frozenset[str]()


def combinations() -> Iterator[tuple[Case, frozenset[str], Left]]:
    """Every case of everybody with a condition or two, with what is left to them."""
    for tags, case in product(CARE.conditions, CARE.cases):
        yield case, tags, CARE.left(case, tags)


def test_every_condition_and_every_two_are_looked_at_in_every_case() -> None:
    tags, programmes = len(CARE.library.tags), len(CARE.library.programmes)
    assert len(list(CARE.cases)) == programmes * 3 * 3 * 2
    assert len(list(CARE.conditions)) == tags + tags * (tags - 1) // 2 - 1, (
        "of two that exclude each other none is"
    )


def test_nothing_hidden_is_ever_picked_and_pnf_and_the_warm_up_are_never_pushed() -> None:
    for case, tags, left in combinations():
        for id_ in left.in_turn:
            assert STRETCHES[id_].hidden_for.isdisjoint(tags), (case, tags)
            assert STRETCHES[id_].kind not in {StretchKind.PNF, StretchKind.WARM_UP}, (case, tags)
            assert STRETCHES[id_].alone_ok, (case, tags)


def test_nothing_comes_that_level_gear_and_hour_speak_against_while_something_else_is_left() -> None:
    for case, tags, left in combinations():
        assert left.in_turn <= left.allowed or not left.allowed, (case, tags)
        assert bool(left.in_turn) is bool(left.allowed) or not left.allowed, (case, tags)


def test_whatever_a_condition_hides_enough_take_turns_wherever_the_content_allows() -> None:
    for case, tags, left in combinations():
        assert len(left.in_turn) >= min(case.least, len(left.allowed)), (case, tags)


def test_what_is_not_hidden_of_the_stages_reached_comes_as_it_comes_to_everybody() -> None:
    for case, tags, left in combinations():
        reached = CARE.reached(case) & left.allowed
        assert reached <= left.in_turn, (case, tags)
        everybody = CARE.left(case, NOBODY).in_turn
        if not CARE.hidden(tags) & everybody:
            assert left.in_turn == everybody, (case, tags)


def test_in_the_place_of_what_is_hidden_come_the_gentlest_of_the_nearest_stages() -> None:
    for case, tags, left in combinations():
        stages = CARE.library.programmes[case.programme].stages
        added = left.in_turn - CARE.reached(case)
        waiting = left.allowed - left.in_turn - CARE.reached(case)

        def turn(id_: str, stages: tuple[tuple[str, ...], ...] = stages) -> tuple[int, int]:
            nearest = next((number for number, ids in enumerate(stages) if id_ in ids), len(stages))
            return STRETCHES[id_].level, nearest

        assert not added or not waiting or max(map(turn, added)) <= min(map(turn, waiting)), (case, tags)


def test_the_whole_library_at_random_comes_to_nobody_whose_stage_is_hidden() -> None:
    for case, tags, left in combinations():
        if not CARE.reached(case) & left.allowed:
            assert len(left.in_turn) < 2 * case.least, (case, tags)


@pytest.mark.parametrize("language", CARE.library.languages.values(), ids=lambda language: language.id)
def test_two_conditions_at_once_never_contradict_each_other_in_words(language: Language) -> None:
    assert language.id in THEMES, "its words for what sentences can be about, please"
    for tags in CARE.conditions:
        if len(tags) == 2:
            one, other = (stances(said(tag, tags, CARE.library, language), language.id) for tag in tags)
            assert not contradictions(one, other), tags


@pytest.mark.parametrize(
    ("language", "one", "other", "theme"),
    [
        ("en", "Limber offers lying with a bent knee.", "From week 16: nothing lying on the back.", "lying"),
        ("de", "Limber zeigt Übungen im Liegen.", "Ab Woche 16: nichts in Rückenlage.", "lying"),
        ("en", "Chair and bed fit better.", "Limber leaves out the chair.", "a chair"),
        ("de", "Nimm den Stuhl.", "Limber lässt den Stuhl weg.", "a chair"),
    ],
)
def test_a_contradiction_in_words_is_seen(language: str, one: str, other: str, theme: str) -> None:
    assert contradictions(stances([one], language), stances([other], language)) == {theme}
    assert not contradictions(stances([one], language), stances([one], language))


def test_the_document_says_what_is_computed() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(CARE), "`python -m tests.care` writes it"
