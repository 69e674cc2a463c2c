"""A session: as long as asked for, nothing twice, and no rule that binds is broken to fill it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import content
from bot.domain.circumstances import Circumstances
from bot.domain.person import Options, Person, Progress
from bot.domain.picking import GENTLE, MOST_LEG_SECONDS_A_DAY
from bot.domain.session import (
    LENGTHS,
    Session,
    nearest_length,
    plan_session,
    suggested_minutes,
    timed,
    tolerance,
    warm_up_before,
)
from bot.domain.setting import Setting
from bot.domain.stretch import HOLDING, Side, StretchKind

LIBRARY = content.load(Path(__file__).parents[2] / "content")
STRETCHES = LIBRARY.stretches
TAGS = sorted(LIBRARY.tags)
GEAR = sorted({item for stretch in STRETCHES.values() for item in stretch.gear})
HIDING_EVERYTHING = [tag.id for tag in LIBRARY.tags.values() if tag.hides_everything]

people = st.builds(
    Person,
    id=st.just(7),
    language=st.just("en"),
    tags=st.frozensets(st.sampled_from(TAGS), max_size=3),
    options=st.builds(
        Options,
        programme=st.sampled_from(sorted(LIBRARY.programmes)),
        level=st.integers(1, 3),
        setting=st.none() | st.sampled_from(Setting),
        lacking=st.frozensets(st.sampled_from(GEAR), max_size=4),
        longer=st.booleans(),
    ),
    progress=st.builds(Progress, practised=st.integers(0, 80)),
)
moments = st.builds(
    Circumstances,
    recent=st.lists(st.sampled_from(sorted(STRETCHES)), max_size=14),
    early=st.booleans(),
    gentle=st.booleans(),
    not_for_me=st.frozensets(st.sampled_from(sorted(STRETCHES)), max_size=6),
    favourites=st.frozensets(st.sampled_from(sorted(STRETCHES)), max_size=3),
    leg_seconds=st.integers(0, 300),
    step=st.integers(0, 12),
)


def held(session: Session, side: Side) -> int:
    """The hamstring seconds of one leg."""
    return sum(
        phase.seconds
        for phase in session.phases
        if phase.name in HOLDING
        and phase.side in {side, None}
        and STRETCHES[phase.stretch_id or ""].for_hamstrings
    )


@settings(max_examples=250, deadline=None)
@given(person=people, moment=moments, minutes=st.sampled_from(LENGTHS), seed=st.integers(0, 2**16))
def test_every_session_keeps_its_length_its_bounds_and_what_binds(
    person: Person, moment: Circumstances, minutes: int, seed: int
) -> None:
    # As the service says it: on a gentle day the dose is the first one.
    moment = replace(moment, step=0 if moment.gentle else moment.step)
    session = plan_session(LIBRARY, person, moment, minutes, Random(seed))
    if session is None:
        return
    warm_up, *parts = session.parts
    chosen = [STRETCHES[part.stretch_id] for part in parts]

    assert abs(session.seconds - minutes * 60) <= tolerance(minutes)
    assert sum(phase.seconds for phase in session.phases) == session.seconds
    assert STRETCHES[warm_up.stretch_id].kind is StretchKind.WARM_UP
    assert 60 <= sum(phase.seconds for phase in session.phases if phase.name == "walk") <= 300
    assert 1 <= len(parts) <= 6
    assert len({part.stretch_id for part in session.parts}) == len(session.parts)
    assert {phase.stretch_id for phase in session.phases} == {part.stretch_id for part in session.parts}

    for part, stretch in zip(parts, chosen, strict=True):
        assert not stretch.is_hidden_from(person.tags)
        assert stretch.id not in moment.not_for_me
        assert stretch.gear.isdisjoint(person.options.lacking)
        assert stretch.kind not in {StretchKind.PNF, StretchKind.WARM_UP}
        assert stretch.id in GENTLE or not moment.gentle
        assert 1 <= part.dose.repetitions <= 3
        assert stretch.plan.repetitions_least <= part.dose.repetitions <= stretch.plan.repetitions_most
        efforts = [phase for phase in session.phases if phase.stretch_id == stretch.id and not phase.waits]
        (planned,) = stretch.plan.phases
        most = planned.most_from_65 if person.options.longer else planned.most
        assert all(planned.least <= phase.seconds <= most for phase in efforts)

    kinds = [stretch.kind is StretchKind.DYNAMIC for stretch in chosen]
    assert kinds == sorted(kinds, reverse=True)
    assert sum(kinds) * 2 <= len(kinds)
    for side in Side:
        assert not held(session, side) or held(session, side) + moment.leg_seconds <= MOST_LEG_SECONDS_A_DAY


@pytest.mark.parametrize("minutes", LENGTHS)
@pytest.mark.parametrize("programme", sorted(LIBRARY.programmes))
@pytest.mark.parametrize("tag", [None, *(tag for tag in TAGS if tag not in HIDING_EVERYTHING)])
def test_with_any_one_condition_every_length_can_be_filled(
    minutes: int, programme: str, tag: str | None
) -> None:
    tags = frozenset() if tag is None else frozenset({tag})
    for practised in (0, 30):
        person = Person(
            7, "en", tags=tags, options=Options(programme=programme), progress=Progress(practised=practised)
        )
        assert plan_session(LIBRARY, person, Circumstances(), minutes, Random(7)) is not None


@pytest.mark.parametrize("tag", HIDING_EVERYTHING)
def test_what_hides_everything_leaves_no_session(tag: str) -> None:
    person = Person(7, "en", tags=frozenset({tag}))
    assert plan_session(LIBRARY, person, Circumstances(), 5, Random(7)) is None


def test_kicks_come_in_a_session_of_somebody_who_is_ready_for_them() -> None:
    person = Person(
        7, "en", options=Options(level=3, programme="hamstrings"), progress=Progress(practised=200)
    )
    chance = Random(7)
    sessions = [plan_session(LIBRARY, person, Circumstances(), 15, chance) for _ in range(40)]
    assert any(part.stretch_id == "high-kicks" for session in sessions if session for part in session.parts)


def test_what_the_programme_has_reached_comes_first() -> None:
    person = Person(7, "en", options=Options(programme="hamstrings"))
    session = plan_session(LIBRARY, person, Circumstances(), 5, Random(7))
    assert session is not None
    reached = {"warm-up", *LIBRARY.programmes["hamstrings"].stages[0]}
    assert {part.stretch_id for part in session.parts} <= reached


def test_sides_begin_where_they_are_told_to() -> None:
    first = dict.fromkeys(STRETCHES, Side.RIGHT)
    session = plan_session(LIBRARY, Person(7, "en"), Circumstances(), 10, Random(7), first_sides=first)
    assert session is not None
    assert all(part.first_side is Side.RIGHT for part in session.parts[1:])


@pytest.mark.parametrize("minutes", LENGTHS)
def test_a_session_knows_for_which_length_it_was_planned(minutes: int) -> None:
    session = plan_session(LIBRARY, Person(7, "en"), Circumstances(), minutes, Random(7))
    assert session is not None
    assert nearest_length(STRETCHES, session.parts) == minutes


@pytest.mark.parametrize("stretch_id", sorted(STRETCHES))
def test_two_minutes_of_warm_up_are_offered_before_what_needs_one(stretch_id: str) -> None:
    stretch = STRETCHES[stretch_id]
    part = warm_up_before(stretch, STRETCHES.values())
    assert (part is not None) is stretch.needs_warm_up
    if part is not None:
        walk = [phase for phase in timed(STRETCHES, (part,)) if not phase.waits]
        assert [phase.seconds for phase in walk] == [120]


def test_five_minutes_are_suggested_in_the_first_weeks_and_later_ten() -> None:
    today = date(2027, 5, 3)
    assert suggested_minutes(None, today) == 5
    assert suggested_minutes(today - timedelta(days=20), today) == 5
    assert suggested_minutes(today - timedelta(days=21), today) == 10
