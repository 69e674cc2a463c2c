"""What was asked for while the machine's clock stood years ahead is there again once the clock is right."""

import itertools
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from time import monotonic

import pytest
from sqlalchemy import insert, select, update

from bot.domain.person import Person as Known
from bot.domain.person import Standing
from bot.domain.practice import Pain
from bot.domain.prompt import LONGEST_SNOOZE, Delivery, PromptKind, SnoozeFor, snoozed_until
from bot.domain.schedule import Wish
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.storage.own_tables import broadcasts, recipients
from bot.storage.tables import holds, practices, prompts
from tests.kept import rows
from tests.world import (
    MONDAY_MORNING,
    FakeClock,
    World,
    buttons,
    offer,
    press,
    profile_of,
    running,
    say,
    sent_prompts,
    start_hold,
    subscribe,
)

YEARS = timedelta(days=3 * 365)
# Half past seven in Berlin, when Ann has her prompt, and a little later.
HALF_PAST = MONDAY_MORNING.replace(hour=5, minute=30) + timedelta(days=1)
NOW = HALF_PAST + timedelta(minutes=10)
TODAY = date(2027, 5, 4)


class Machine(FakeClock):
    """A clock that somebody sets, also back."""

    def set(self, now: datetime) -> None:
        self._now = now


@pytest.fixture
def machine() -> Machine:
    return Machine(MONDAY_MORNING)


@pytest.fixture
async def world(
    telegram: LocalTelegram, clock: FakeClock, machine: Machine, database_url: str
) -> AsyncIterator[World]:
    # The budget goes by the monotonic clock, which nobody sets; shared with other processes it cannot hurry.
    hurry = itertools.count(step=10.0).__next__
    budget_clock = hurry if database_url.startswith("sqlite") else monotonic
    async with running(telegram, machine, database_url, budget_clock=budget_clock) as world:
        yield world


@pytest.fixture
async def ann(world: World, clock: FakeClock, machine: Machine) -> Person:
    """Somebody with a prompt in front of her, on a machine whose clock is years ahead from now on."""
    ann = world.telegram.person("Ann")
    await subscribe(world, ann)
    await world.until(HALF_PAST)
    machine.set(NOW + YEARS)
    clock.set(NOW)
    return ann


async def is_right_again(world: World, machine: Machine) -> None:
    machine.set(NOW)
    await world.app.limber.zones.plan_what_is_far_off(NOW)


async def snooze(world: World, person: Person, choice: str) -> None:
    await press(world, person, "Not now")
    label = next(label for message in person.chat for label in buttons(message) if label.startswith(choice))
    await press(world, person, label)


async def known(world: World, person: Person) -> Known:
    return (await profile_of(world, person)).person


@pytest.mark.parametrize(
    ("label", "comes_at", "on"),
    [
        ("10 min", NOW, None),
        ("This evening", datetime(2027, 5, 4, 17, tzinfo=UTC), TODAY),
        ("Tomorrow", datetime(2027, 5, 5, 5, 30, tzinfo=UTC), date(2027, 5, 5)),
    ],
)
async def test_what_was_put_off_comes_back(
    world: World, ann: Person, machine: Machine, label: str, comes_at: datetime, on: date | None
) -> None:
    await snooze(world, ann, label)
    await is_right_again(world, machine)
    [put_off] = await rows(
        world,
        select(prompts.c.due_at, prompts.c.waiting_until, prompts.c.local_on, prompts.c.day).where(
            prompts.c.kind == PromptKind.SNOOZED.value
        ),
    )
    assert put_off == (comes_at, comes_at, on, comes_at.date())
    sent = len(sent_prompts(world, ann))
    await world.until(comes_at + timedelta(minutes=1))
    assert len(sent_prompts(world, ann)) == sent + 1


async def test_what_was_to_be_tried_again_is_tried_at_once(
    world: World, ann: Person, machine: Machine
) -> None:
    by_slot = prompts.c.kind == PromptKind.SLOT.value
    late = (
        update(prompts)
        .where(by_slot)
        .values(delivery=Delivery.WAITING.value, waiting_until=NOW + YEARS, message_id=None)
    )
    async with world.app.database.write() as tx:
        await tx._connection.execute(late)
        made = insert(broadcasts).values(admin_id=1, html="Hi", state="running", made_at=NOW, update_id=1)
        await tx._connection.execute(made)
        [broadcast_id] = (await tx._connection.execute(select(broadcasts.c.id))).scalars()
        await tx._connection.execute(
            insert(recipients).values(
                broadcast_id=broadcast_id,
                person_id=ann.id,
                delivery=Delivery.WAITING.value,
                attempts=0,
                waiting_until=NOW + YEARS,
            )
        )
    await is_right_again(world, machine)
    assert await rows(world, select(recipients.c.waiting_until)) == [(None,)]
    assert await rows(world, select(prompts.c.waiting_until, prompts.c.due_at).where(by_slot)) == [
        (NOW, HALF_PAST)
    ]
    await world.until(NOW)
    assert await rows(world, select(prompts.c.delivery).where(by_slot)) == [(Delivery.SENT.value,)]


async def test_a_break_of_days_ends_and_one_until_a_date_stays(
    world: World, ann: Person, machine: Machine
) -> None:
    await say(world, ann, "/pause")
    await press(world, ann, "1 day")
    bob = world.telegram.person("Bob")
    machine.set(NOW)
    await subscribe(world, bob)
    machine.set(NOW + YEARS)
    await say(world, bob, "pause until 24 December 2040")
    back_on = date(2040, 12, 24)
    assert (await known(world, bob)).back_on == back_on
    await is_right_again(world, machine)
    assert not (await known(world, ann)).is_paused(NOW)
    assert (await known(world, bob)).back_on == back_on
    before = len(sent_prompts(world, ann))
    await world.until(NOW + timedelta(days=1))
    assert len(sent_prompts(world, ann)) == before + 1


async def test_a_rest_is_one_of_today_and_so_is_what_pain_and_dizziness_ask_for(
    world: World, ann: Person, machine: Machine
) -> None:
    at = machine.now()
    await world.app.limber.pains.rate(ann.id, None, Pain.STRONG, at)
    await world.app.limber.people.dizzy(ann.id, at)
    await world.app.limber.people.sent_to_doctor(ann.id)
    await is_right_again(world, machine)
    person = await known(world, ann)
    assert person.resting_on == person.recovery.pain_on == person.recovery.dizzy_on == TODAY
    assert person.recovery.sent_on == TODAY
    assert person.recovery.gentle_on == TODAY + timedelta(days=1)


async def test_what_was_done_silences_no_reminder_for_years(
    world: World, ann: Person, machine: Machine
) -> None:
    message = await offer(world, ann, "supine")
    await press(world, ann, "Done", message)
    await is_right_again(world, machine)
    assert await rows(world, select(practices.c.day, practices.c.done_at)) == [(TODAY, NOW)]
    progress = (await known(world, ann)).progress
    assert (progress.last_practice_on, progress.last_done_at) == (TODAY, NOW)
    shown = await rows(world, select(prompts.c.due_at, prompts.c.day, prompts.c.answered_at))
    assert shown[-1] == (NOW, TODAY, NOW)
    before = len(sent_prompts(world, ann))
    await world.until(NOW + timedelta(days=1))
    assert len(sent_prompts(world, ann)) == before + 1


async def test_a_timer_that_an_earlier_life_ran_keeps_no_reminder_back(
    world: World, ann: Person, machine: Machine
) -> None:
    await start_hold(world, ann, "supine")
    async with world.app.database.write() as tx:
        await tx._connection.execute(update(holds).values(lease_by="earlier", lease_until=None))
    machine.set(NOW)
    await world.app.limber.holds.lose_what_is_far_off()
    await world.app.limber.holds.run_due()
    await world.app.limber.holds.settle()
    assert await rows(world, select(holds.c.state)) == [("lost",)]


async def test_what_lies_where_it_can_lie_stays(world: World, ann: Person, machine: Machine) -> None:
    machine.set(NOW)
    await snooze(world, ann, "Tomorrow")
    await world.app.limber.people.pause(ann.id, NOW, days=7)
    before = await rows(world, select(prompts)), await known(world, ann), (await profile_of(world, ann)).slots
    await world.app.limber.zones.plan_what_is_far_off(NOW)
    assert before == (
        await rows(world, select(prompts)),
        await known(world, ann),
        (await profile_of(world, ann)).slots,
    )


@pytest.mark.parametrize("at", [datetime(2027, 10, 30, hour, tzinfo=UTC) for hour in (0, 10, 20, 23)])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"])
def test_no_snooze_is_longer_than_the_longest(at: datetime, zone: str) -> None:
    person = Known(1, "en", standing=Standing.ACTIVE, zone_name=zone)
    for hour in range(24):
        wishes = [Wish(at.time().replace(hour=hour))]
        for choice in SnoozeFor:
            until = snoozed_until(choice, at, replace(person, day_start=at.time().replace(hour=6)), wishes)
            assert until is None or until - at < LONGEST_SNOOZE
