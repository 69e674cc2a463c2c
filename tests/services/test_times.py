"""What must be true of somebody's times, whichever door a change comes through."""

from datetime import UTC, datetime, time
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.dialogue import Extra, How, NightBelongsTo
from bot.domain.person import Person
from bot.domain.schedule import MOST_SLOTS, Wish, too_close
from bot.domain.timetext import Times
from bot.localchat.people import Person as Chatter
from bot.services.time_steps import AskDay, AskExtra, AskHow, NotSet, Set
from bot.services.times import TimesOfPeople
from bot.storage.database import Database
from tests.world import FakeClock, World, buttons, press, profile_of, said, say, subscribe, times_of

NOW = datetime(2027, 5, 3, 12, tzinfo=UTC)
# Close enough together that many of them are too close.
TIMES = st.builds(time, st.sampled_from([0, 7, 23]), st.sampled_from([0, 10, 20, 50]))
DAYS = st.frozensets(st.integers(0, 6), max_size=3)
CHANGES = st.lists(
    st.one_of(
        st.tuples(
            st.just("given"), st.lists(st.builds(Wish, TIMES, DAYS.filter(bool)), min_size=1, max_size=4)
        ),
        st.tuples(st.just("days"), DAYS),
        st.tuples(st.just("moved"), TIMES),
        st.tuples(st.just("removed"), st.none()),
    ),
    max_size=8,
)
ANSWERS = st.tuples(st.sampled_from(How), st.sampled_from(Extra), st.sampled_from(NightBelongsTo))


@given(CHANGES, ANSWERS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_change_brings_two_times_too_close_or_too_many(
    database: Database, changes: list[tuple[str, object]], answers: tuple[How, Extra, NightBelongsTo]
) -> None:
    people, update = TimesOfPeople(database, FakeClock(NOW)), count(1)
    async with database.write() as tx:
        await tx.people.remove(7)
        await tx.people.add(Person(7, "en", zone_name="Europe/Berlin", safety_version=1, safety_at=NOW))

    async def settled(step: object) -> None:
        """Answers whatever is asked until the times are set or refused."""
        how, extra, night = answers
        for _ in range(4):
            match step:
                case AskHow():
                    step = await people.answer(7, None, next(update), how)
                case AskExtra():
                    step = await people.answer(7, None, next(update), extra)
                case AskDay():
                    step = await people.answer(7, None, next(update), night)
        assert isinstance(step, Set | NotSet) or type(step).__name__ in {"Stands", "Closed"}

    for door, what in changes:
        async with database.read() as tx:
            slots = await tx.slots.of_person(7)
        last = slots[-1].id if slots else 0
        match door:
            case "given":
                await settled(await people.offer(7, Times(tuple(what)), next(update)))  # type: ignore[arg-type]
            case "days":
                await people.set_days(7, last, what)  # type: ignore[arg-type]
            case "moved":
                await settled(await people.offer(7, Times((Wish(what),)), next(update), slot_id=last or None))  # type: ignore[arg-type]
            case _:
                await people.remove(7, last)
        async with database.read() as tx:
            slots = await tx.slots.of_person(7)
        assert too_close(slot.wish for slot in slots) is None
        assert len(slots) <= MOST_SLOTS
        assert all(slot.wish.days for slot in slots)


async def test_days_that_bring_two_times_together_are_refused(world: World, ann: Chatter) -> None:
    await subscribe(world, ann, time="mon 8:00, tue 8:10")
    await say(world, ann, "/time")
    await press(world, ann, buttons(ann.last)[0])
    before = await times_of(world, ann)
    assert "closer than 15 minutes" in (await press(world, ann, "☐ Tue") or "")
    assert await times_of(world, ann) == before


@pytest.mark.parametrize(
    ("answer", "days", "evenings"),
    [
        ("The day before", "00:30 tue wed thu fri sat", True),
        ("The new day", "00:30 mon tue wed thu fri", False),
    ],
)
async def test_weekdays_of_a_time_after_midnight_are_the_evenings_where_it_belongs_to_the_day_before(
    world: World, ann: Chatter, answer: str, days: str, evenings: bool
) -> None:
    await subscribe(world, ann, time="weekdays 0:30")
    await press(world, ann, answer)
    assert await times_of(world, ann) == [days]
    shown = await say(world, ann, "/time")
    assert ("The evenings that 00:30 belongs to: Monday to Friday." in shown) == evenings
    # Another time for it keeps these evenings, and once known it is not asked again.
    await say(world, ann, "/time 1:00")
    await press(world, ann, "Change")
    if evenings:
        assert "The evenings that 01:00 belongs to" not in said(ann)
        assert await times_of(world, ann) == ["01:00"]
        await say(world, ann, "/time weekdays 1:30")
        await press(world, ann, "Change")
        assert await times_of(world, ann) == [days.replace("00:30", "01:30")]


async def test_a_late_evening_that_moves_past_midnight_keeps_its_evenings(world: World, ann: Chatter) -> None:
    await subscribe(world, ann, time="weekdays 23:30")
    slot = (await profile_of(world, ann)).slots[0]
    await say(world, ann, "/time")
    await press(world, ann, buttons(ann.last)[0])
    await press(world, ann, "Change the time")
    await say(world, ann, "0:15")
    await press(world, ann, "The day before")
    moved = (await profile_of(world, ann)).slots
    assert [(one.id, one.wish.days) for one in moved] == [(slot.id, frozenset({1, 2, 3, 4, 5}))]
