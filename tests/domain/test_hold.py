"""The hold timer: every moment follows from the stored instants."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import hold as timer
from bot.domain import pressing
from bot.domain.finished import finished
from bot.domain.hold import Hold, HoldState, Press
from bot.domain.stretch import Dose, Phase, PhasePlan, Plan, Side

START = datetime(2027, 5, 2, 7, 30, tzinfo=UTC)
TWO_SIDES = Plan(True, 5, 5, 0, 2, 2, 3, (PhasePlan("hold", 15, 15, 30, 60),))
ONE_POSITION = Plan(False, 15, 10, 10, 2, 2, 3, (PhasePlan("hold", 15, 15, 30, 60),))
PNF = Plan(
    True,
    20,
    15,
    10,
    1,
    1,
    3,
    (
        PhasePlan("stretch", 10, 10, 10, 10),
        PhasePlan("push", 5, 6, 10, 10),
        PhasePlan("relax", 3, 3, 3, 3),
        PhasePlan("deeper", 10, 15, 30, 30),
    ),
)


def hold_of(plan: Plan, repetitions: int = 2) -> Hold:
    phases = plan.timed(Dose(0, repetitions, 2 if plan.sides else 1))
    hold = Hold(1, 7, 3, "standing", phases, phases, HoldState.RUNNING, START, START)
    return replace(hold, next_beat_at=timer.next_beat_after(hold, START))


def pressed_at(hold: Hold, pressed: Press, at: datetime) -> Hold:
    """A hold after a press that is handled at once."""
    return pressing.press(hold, pressed, at, at)


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def beats(hold: Hold) -> list[tuple[float, str, int]]:
    """Every beat until the end: the second, the phase and the seconds left."""
    seen = []
    while hold.state is HoldState.RUNNING and hold.next_beat_at is not None:
        now = hold.next_beat_at
        hold = replace(timer.beat(hold, now, was_interrupted=False), seen_at=now)
        if hold.state is HoldState.RUNNING:
            shown = timer.frame(hold, now)
            seen.append(((now - START).total_seconds(), shown.phase.name, shown.seconds_left))
    assert hold.state is HoldState.DONE
    return seen


def test_sides_alternate_and_the_other_leg_is_the_rest() -> None:
    phases = TWO_SIDES.timed(Dose(0, 2, 2), Side.RIGHT)
    assert [(phase.name, phase.side, phase.number) for phase in phases] == [
        ("get-ready", Side.RIGHT, 1),
        ("hold", Side.RIGHT, 1),
        ("switch", Side.LEFT, 2),
        ("hold", Side.LEFT, 2),
        ("switch", Side.RIGHT, 3),
        ("hold", Side.RIGHT, 3),
        ("switch", Side.LEFT, 4),
        ("hold", Side.LEFT, 4),
    ]


def test_one_position_rests_between_repetitions() -> None:
    names = [phase.name for phase in ONE_POSITION.timed(Dose(0, 2, 1))]
    assert names == ["get-ready", "hold", "rest", "hold"]


def test_pnf_cycles_stay_on_one_leg_before_the_other() -> None:
    phases = [phase for phase in PNF.timed(Dose(0, 2, 2)) if not phase.waits]
    assert [phase.side for phase in phases] == [Side.LEFT] * 8 + [Side.RIGHT] * 8
    assert [phase.name for phase in phases[:4]] == ["stretch", "push", "relax", "deeper"]


def test_frames_come_at_multiples_of_five_and_at_each_change_and_never_in_the_last_three_seconds() -> None:
    seen = beats(hold_of(TWO_SIDES, repetitions=1))
    assert seen == [
        (5, "hold", 15),
        (10, "hold", 10),
        (15, "hold", 5),
        (20, "switch", 5),
        (25, "hold", 15),
        (30, "hold", 10),
        (35, "hold", 5),
    ]


def test_a_pause_stops_the_timer_and_resume_goes_on_at_the_same_second() -> None:
    hold = pressed_at(hold_of(TWO_SIDES), Press.PAUSE, after(12))
    assert hold.state is HoldState.PAUSED
    assert timer.frame(hold, after(300)).seconds_left == 8
    hold = pressed_at(hold, Press.RESUME, after(300))
    assert timer.frame(hold, after(300)).seconds_left == 8
    assert hold.next_beat_at == after(303)


def test_a_pause_ends_after_ten_minutes_and_asks() -> None:
    hold = pressed_at(hold_of(TWO_SIDES), Press.PAUSE, after(12))
    assert hold.next_beat_at == after(612)
    assert timer.beat(hold, after(612), was_interrupted=False).state is HoldState.FORGOTTEN


def test_ready_skips_waiting_and_nothing_else() -> None:
    hold = hold_of(TWO_SIDES)
    assert timer.frame(pressed_at(hold, Press.READY, after(1)), after(1)).phase.name == "hold"
    assert pressed_at(hold, Press.READY, after(7)) is hold


def test_ten_seconds_more_lengthen_this_hold_up_to_sixty() -> None:
    hold = hold_of(TWO_SIDES)
    for _ in range(9):
        hold = pressed_at(hold, Press.LONGER, after(6))
    assert [phase.seconds for phase in hold.phases if phase.name == "hold"] == [60, 15, 15, 15]
    assert pressed_at(hold, Press.LONGER, after(6)) is hold
    assert pressed_at(hold_of(TWO_SIDES), Press.LONGER, after(2)).phases == hold_of(TWO_SIDES).phases


def test_the_longer_hold_goes_on_from_the_second_it_was_at() -> None:
    hold = pressed_at(hold_of(TWO_SIDES), Press.LONGER, after(17))
    assert timer.frame(hold, after(17)).seconds_left == 13


@pytest.mark.parametrize(
    ("stopped_at", "left", "right", "counts"),
    [(3, 0, 0, False), (12, 7, 0, False), (40, 15, 15, True), (36, 15, 11, False), (39, 15, 14, False)],
)
def test_stopping_logs_the_seconds_done_and_counts_from_half_the_plan(
    stopped_at: int, left: int, right: int, counts: bool
) -> None:
    hold = pressed_at(hold_of(TWO_SIDES), Press.STOP, after(stopped_at))
    ended = finished(hold, after(stopped_at))
    assert (ended.left, ended.right, ended.counts) == (left, right, counts)


def test_pushing_and_relaxing_are_no_hamstring_seconds() -> None:
    hold = hold_of(PNF, repetitions=1)
    ended = finished(hold, hold.ends_at)
    assert (ended.left, ended.right) == (25, 25)
    assert ended.seconds == 68


def test_a_short_interruption_goes_on_and_a_long_one_has_lost_count() -> None:
    hold = hold_of(TWO_SIDES)
    assert timer.beat(hold, after(29), was_interrupted=True).state is HoldState.RUNNING
    assert timer.beat(hold, after(31), was_interrupted=True).state is HoldState.LOST
    assert timer.beat(hold, after(31), was_interrupted=False).state is HoldState.RUNNING


def test_a_beat_that_comes_half_a_minute_late_has_lost_count() -> None:
    hold = replace(hold_of(TWO_SIDES), next_beat_at=after(5))
    assert timer.beat(hold, after(35), was_interrupted=False).state is HoldState.RUNNING
    assert timer.beat(hold, after(36), was_interrupted=False).state is HoldState.LOST


def test_an_end_that_passed_while_away_is_lost_and_a_seen_one_is_done() -> None:
    hold = replace(hold_of(TWO_SIDES), seen_at=after(75))
    hold = replace(hold, next_beat_at=hold.ends_at)
    assert timer.beat(hold, hold.ends_at, was_interrupted=True).state is HoldState.LOST
    assert timer.beat(hold, hold.ends_at, was_interrupted=False).state is HoldState.DONE
    assert (
        timer.beat(hold, hold.ends_at + timedelta(seconds=31), was_interrupted=False).state is HoldState.LOST
    )


def test_the_body_is_called_at_switches_after_rests_and_at_each_push() -> None:
    two_sides, one, pnf = hold_of(TWO_SIDES, 1), hold_of(ONE_POSITION), hold_of(PNF, 1)
    assert [timer.calls_out(two_sides, index) for index in range(4)] == [False, False, True, False]
    assert [timer.calls_out(one, index) for index in range(4)] == [False, False, False, True]
    called = [pnf.phases[index].name for index in range(len(pnf.phases)) if timer.calls_out(pnf, index)]
    assert called == ["push", "relax", "deeper", "switch", "push", "relax", "deeper"]


@given(st.lists(st.tuples(st.sampled_from(list(Press)), st.floats(0, 20)), max_size=20))
def test_no_press_breaks_the_timer(presses: list[tuple[Press, float]]) -> None:
    hold, now = hold_of(TWO_SIDES), START
    for pressed, wait in presses:
        now += timedelta(seconds=wait)
        before, hold = hold, pressed_at(hold, pressed, now)
        assert timedelta(0) <= hold.on_timer(now)
        shown = timer.frame(hold, now)
        assert 0 <= shown.seconds_left <= 60
        assert 0 <= shown.cells <= timer.BAR_CELLS
        assert all(phase.seconds <= 60 for phase in hold.phases)
        if hold is not before and hold.state is HoldState.RUNNING:
            assert hold.next_beat_at is not None
            assert hold.next_beat_at >= now


def test_a_bar_is_empty_at_the_start_and_full_at_the_end() -> None:
    hold = hold_of(TWO_SIDES)
    assert timer.frame(hold, after(5)).cells == 0
    assert timer.frame(hold, after(19.9)).cells == 9
    assert timer.frame(hold, hold.ends_at).cells == 10


def test_the_dose_grows_by_seconds_first_and_then_by_a_repetition() -> None:
    doses = [TWO_SIDES.dose(step) for step in range(6)]
    holds = [next(p.seconds for p in TWO_SIDES.timed(dose) if p.name == "hold") for dose in doses]
    assert holds == [15, 20, 25, 30, 30, 30]
    assert [dose.repetitions for dose in doses] == [2, 2, 2, 2, 3, 3]


def test_the_first_taste_is_one_short_hold() -> None:
    phases = TWO_SIDES.timed(TWO_SIDES.taster())
    assert phases == (Phase("get-ready", 5, 1, Side.LEFT), Phase("hold", 15, 1, Side.LEFT))


def test_a_timer_knows_on_how_many_sides_each_of_its_stretches_is_done() -> None:
    first, second, third = (
        [replace(phase, stretch_id=id_) for phase in phases]
        for id_, phases in (
            ("seated", ONE_POSITION.timed(Dose(0, 1, 1))),
            ("standing", TWO_SIDES.timed(Dose(0, 2, 2))),
            ("supine", TWO_SIDES.timed(TWO_SIDES.taster())),
        )
    )
    phases = (*first, *second, *third)
    hold = replace(hold_of(TWO_SIDES), phases=phases, planned=phases)
    assert [hold.sides_of(id_) for id_ in ("seated", "standing", "supine")] == [1, 2, 1]


def test_the_body_is_called_to_the_next_stretch_of_a_session_and_not_to_the_first() -> None:
    first, second = (
        [replace(phase, stretch_id=id_) for phase in ONE_POSITION.timed(Dose(0, 1, 1))]
        for id_ in ("supine", "seated")
    )
    hold = replace(hold_of(ONE_POSITION), phases=(*first, *second))
    assert not timer.calls_out(hold, 1)
    assert timer.calls_out(hold, len(first) + 1)
