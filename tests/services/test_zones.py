"""What is planned follows the rules of time zones that are used, whoever had planned it by other ones."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.domain.person import Person, Standing
from bot.domain.prompt import Delivery, PromptKind, SnoozeFor
from bot.domain.schedule import Occurrence, Wish
from bot.localchat.people import Person as Chatter
from bot.services.zones import MARK, Zones
from bot.storage.database import Database
from bot.storage.prompt_rows import NewPrompt
from bot.storage.tables import prompts, slots
from bot.zone_rules import use_newest
from tests.kept import rows
from tests.rules import rules_folder
from tests.world import FakeClock, World, profile_of, say, subscribe

VANCOUVER, BERLIN = 7, 8
ON = date(2027, 1, 12)
# Half past seven in Vancouver and in Berlin: by the rules of 2026f, and by those before.
BY_2026F = datetime(2027, 1, 12, 14, 30, tzinfo=UTC)
BEFORE = BY_2026F + timedelta(hours=1)
IN_BERLIN = datetime(2027, 1, 12, 6, 30, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The rules before 2026f for Vancouver, until it is undone."""
    monkeypatch.setenv("PYTHONTZPATH", str(rules_folder(tmp_path / "zoneinfo", "2027a")))
    use_newest()
    yield monkeypatch
    monkeypatch.undo()
    use_newest()


async def planned(database: Database, *, due_at: datetime = BEFORE) -> None:
    """Somebody in Vancouver, planned by the rules before 2026f, and somebody in Berlin."""
    async with database.write() as tx:
        for person_id, zone, at in (
            (VANCOUVER, "America/Vancouver", due_at),
            (BERLIN, "Europe/Berlin", IN_BERLIN),
        ):
            person = Person(person_id, "en", standing=Standing.ACTIVE, zone_name=zone)
            await tx.people.add(person)
            await tx.slots.add(person_id, Wish(time(7, 30)), Occurrence(at, ON))


async def next_of(database: Database, person_id: int = VANCOUVER) -> Occurrence | None:
    async with database.read() as tx:
        (slot,) = await tx.slots.of_person(person_id)
    return slot.next


async def mark(database: Database) -> str | None:
    async with database.read() as tx:
        return await tx.media.mark(MARK)


async def set_mark(database: Database, value: str) -> None:
    async with database.write() as tx:
        await tx.media.set_mark(MARK, value)


# The version of the package as it was kept before, releases, and what nobody can read.
@pytest.mark.parametrize("before", [None, "2026.6", "2025b", "2026e-rearguard", "", "unknown"])
async def test_slots_follow_when_other_rules_are_used(database: Database, before: str | None) -> None:
    await planned(database)
    if before is not None:
        await set_mark(database, before)
    zones = Zones(database, "2026f")
    await zones.follow()
    assert zones.newer is None
    assert await mark(database) == "2026f"
    assert await next_of(database) == Occurrence(BY_2026F, ON)
    assert await next_of(database, BERLIN) == Occurrence(IN_BERLIN, ON)


async def test_nothing_is_planned_anew_while_the_same_rules_are_used(database: Database) -> None:
    await planned(database)
    await set_mark(database, "2026f")
    await Zones(database, "2026f").follow()
    assert await next_of(database) == Occurrence(BEFORE, ON)


async def test_everybody_follows_however_many_they_are(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.zones.PEOPLE_AT_ONCE", 1)
    await planned(database)
    async with database.write() as tx:
        # A group's id would be below zero; nobody is left out for what their number is.
        await tx.people.add(Person(-5, "en", standing=Standing.ACTIVE, zone_name="America/Vancouver"))
        await tx.slots.add(-5, Wish(time(7, 30)), Occurrence(BEFORE, ON))
        await tx.people.add(Person(9, "en"))
    await Zones(database, "2026f").follow()
    assert await next_of(database) == await next_of(database, -5) == Occurrence(BY_2026F, ON)


async def test_a_slot_keeps_its_date_where_its_time_has_passed_by_the_new_rules(
    database: Database, clock: FakeClock
) -> None:
    await planned(database)
    # Between the two: by the rules before it was still to come, by these it is due, and is sent late.
    await Zones(database, "2026f").follow()
    async with database.read() as tx:
        assert await tx.slots.people_due(BY_2026F + timedelta(minutes=10), 9) == (BERLIN, VANCOUVER)


async def test_a_slot_without_a_next_occurrence_has_none_afterwards(database: Database) -> None:
    await planned(database)
    async with database.write() as tx:
        await tx.slots.rest(VANCOUVER)
    await Zones(database, "2026f").follow()
    assert await next_of(database) is None


@pytest.mark.parametrize(
    ("until", "follows"),
    [
        (date(2027, 1, 12), datetime(2027, 1, 12, 10, tzinfo=UTC)),
        (date(2027, 7, 12), datetime(2027, 7, 12, 10, tzinfo=UTC)),
        (None, None),
    ],
)
async def test_a_pause_begins_and_ends_at_the_start_of_its_date(
    database: Database, until: date | None, follows: datetime | None
) -> None:
    await planned(database)
    async with database.write() as tx:
        person = await tx.people.get(VANCOUVER)
        assert person is not None
        await tx.people.save(replace(person, standing=Standing.PAUSED, away_on=until, back_on=until))
    await Zones(database, "2026f").follow()
    async with database.read() as tx:
        person = await tx.people.get(VANCOUVER)
    assert person is not None
    assert person.paused_from == person.paused_until == follows
    assert person.standing is Standing.PAUSED


async def test_a_prompt_put_off_to_a_wall_time_follows_and_one_put_off_for_minutes_does_not(
    database: Database,
) -> None:
    await planned(database)
    at = datetime(2027, 1, 13, 3, tzinfo=UTC)
    put_off = NewPrompt(VANCOUVER, PromptKind.SNOOZED, at, ON, Delivery.WAITING, waiting_until=at)
    async with database.write() as tx:
        evening = await tx.prompts.add(replace(put_off, local_on=ON, local_time=time(19)))
        for_minutes = await tx.prompts.add(put_off)
        # Was due, and waits because Telegram was away.
        late = await tx.prompts.add(
            replace(put_off, waiting_until=at + AN_HOUR, local_on=ON, local_time=time(19))
        )
    await Zones(database, "2026f").follow()
    async with database.read() as tx:
        found = await tx._connection.execute(select(prompts.c.id, prompts.c.due_at, prompts.c.waiting_until))
        assert {row.id: (row.due_at, row.waiting_until) for row in found} == {
            evening: (at - AN_HOUR, at - AN_HOUR),
            for_minutes: (at, at),
            late: (at, at + AN_HOUR),
        }


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_older_rules_on_postgresql_plan_nothing_and_the_newest_version_is_kept(
    database: Database,
) -> None:
    await planned(database)
    await set_mark(database, "2027a")
    zones = Zones(database, "2026f")
    with capture_logs() as logs:
        await zones.follow()
    assert [(line["log_level"], line["theirs"]) for line in logs] == [("warning", "2027a")]
    assert zones.newer == await zones.newer_in_use() == "2027a"
    assert await mark(database) == "2027a"
    assert await next_of(database) == Occurrence(BEFORE, ON)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_what_older_rules_planned_before_they_stood_by_is_planned_once_more(database: Database) -> None:
    older, newer = Zones(database, "2025b"), Zones(database, "2026f")
    await older.follow()
    await newer.follow()
    await planned(database)
    await older.follow()
    await older.ask_again()
    third = Zones(database, "2025b")
    await third.follow()
    assert third.newer == "2026f"
    assert await next_of(database) == Occurrence(BEFORE, ON)
    await newer.follow()
    assert await next_of(database) == Occurrence(BY_2026F, ON)
    assert await mark(database) == "2026f"


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_who_asks_for_a_plan_once_more_does_not_undo_still_newer_rules(database: Database) -> None:
    older = Zones(database, "2025b")
    await set_mark(database, "2026f")
    await older.follow()
    await set_mark(database, "2027a")
    await older.ask_again()
    assert await mark(database) == "2027a"


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_names_of_one_release_do_not_plan_in_turns(database: Database) -> None:
    await Zones(database, "2026f").follow()
    await planned(database)
    await Zones(database, "2026f-rearguard").follow()
    assert await next_of(database) == Occurrence(BEFORE, ON)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_older_rules_on_sqlite_are_the_ones_that_are_used_and_a_warning(
    database: Database, older: pytest.MonkeyPatch
) -> None:
    await planned(database, due_at=BY_2026F)
    await set_mark(database, "2027b")
    zones = Zones(database, "2027a")
    with capture_logs() as logs:
        await zones.follow()
    assert [line["log_level"] for line in logs] == ["warning", "info"]
    assert zones.newer is await zones.newer_in_use() is None
    assert await mark(database) == "2027a"
    assert await next_of(database) == Occurrence(BEFORE, ON)


async def test_what_somebody_put_off_follows_and_so_does_what_they_are_told(
    world: World, ann: Chatter, older: pytest.MonkeyPatch
) -> None:
    world.clock.set(datetime(2028, 1, 11, 16, tzinfo=UTC))
    await subscribe(world, ann, city="Vancouver Canada")
    await world.until(datetime(2028, 1, 12, 15, 31, tzinfo=UTC))
    latest = await world.app.limber.answers.open_prompt(ann.id, world.clock.now())
    assert latest is not None
    await world.app.limber.snoozes.snooze(ann.id, latest.id, SnoozeFor.TOMORROW, world.clock.now(), 1_000_001)
    async with world.app.database.read() as tx:
        assert await tx.deliveries.next_waiting_until(ann.id) == datetime(2028, 1, 13, 15, 30, tzinfo=UTC)
    older.undo()
    use_newest()
    await Zones(world.app.database, "2027b").follow()
    profile = await profile_of(world, ann)
    assert profile.snoozed_until == datetime(2028, 1, 13, 14, 30, tzinfo=UTC)
    assert profile.next is not None
    assert profile.next.due_at == datetime(2028, 1, 13, 14, 30, tzinfo=UTC)
    assert "07:30" in await say(world, ann, "/time")
    assert await rows(world, select(slots.c.next_on)) == [(date(2028, 1, 13),)]


async def test_who_moves_takes_a_pause_and_a_wall_time_along(world: World, ann: Chatter) -> None:
    await subscribe(world, ann)
    await world.advance(days=1, hours=1)
    people, moves, answers = world.app.limber.people, world.app.limber.moves, world.app.limber.answers
    latest = await answers.open_prompt(ann.id, world.clock.now())
    assert latest is not None
    await world.app.limber.snoozes.snooze(ann.id, latest.id, SnoozeFor.TOMORROW, world.clock.now(), 1_000_001)
    await people.pause(ann.id, world.clock.now(), until=date(2027, 6, 1))
    await moves.live_in(ann.id, "America/New_York", "New York")
    person = (await profile_of(world, ann)).person
    assert person.paused_until == datetime(2027, 6, 1, 7, tzinfo=UTC)
    async with world.app.database.read() as tx:
        assert await tx.deliveries.next_waiting_until(ann.id) == datetime(2027, 5, 5, 11, 30, tzinfo=UTC)
