"""Other rules of time zones under the real program: at its next start, and beside processes that have others."""

import asyncio
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import tzdata

from bot.domain.person import Options, Standing
from bot.domain.person import Person as Known
from bot.domain.schedule import Occurrence, Wish
from bot.localchat.telegram import LocalTelegram
from bot.storage.database import Database
from tests.program import asked, free_port, program
from tests.rules import rules_folder
from tests.waiting import until
from tests.world import text_of

# Three hours from Vancouver's by 2026f on every day of the year.
OTHER_ZONE = "Pacific/Honolulu"
# Half past seven in Vancouver by 2026f, and by the other rules: not due while a test runs, and no further ahead than
# the next of a time may be.
ON = datetime.now(UTC).date() + timedelta(days=3)
BY_2026F = Occurrence(datetime.combine(ON, time(14, 30), UTC), ON)
BY_OTHERS = Occurrence(BY_2026F.due_at + timedelta(hours=3), ON)
SOON_SECONDS = 30.0


@pytest.fixture
def given(given: dict[str, Any]) -> dict[str, Any]:
    return given | {"lease_seconds": 2}


async def subscribe(database_url: str, person_id: int, following: Occurrence) -> None:
    database = Database(database_url)
    await database.open()
    async with database.write() as tx:
        person = Known(
            person_id,
            "en",
            standing=Standing.ACTIVE,
            zone_name="America/Vancouver",
            safety_version=1000,
            options=Options(floor_asked=True, age_asked=True, set_up=True, chance_offered=True),
        )
        await tx.people.add(person)
        await tx.slots.add(person_id, Wish(time(7, 30)), following)
    await database.close()


async def next_of(database_url: str, person_id: int) -> Occurrence | None:
    database = Database(database_url)
    async with database.read() as tx:
        (slot,) = await tx.slots.of_person(person_id)
    await database.close()
    return slot.next


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_each_start_plans_by_the_newer_rules_of_machine_and_package(
    mortal: Path, given: dict[str, Any], database_url: str, tmp_path: Path
) -> None:
    older = rules_folder(tmp_path / "older", "2025b", changed_as=OTHER_ZONE)
    unknown = rules_folder(tmp_path / "unknown", None, changed_as=OTHER_ZONE)
    newer = rules_folder(tmp_path / "newer", "2999a", changed_as=OTHER_ZONE)
    await subscribe(database_url, 7, BY_OTHERS)
    for folder, says, following in (
        (older, f"{tzdata.IANA_VERSION} from the package tzdata; the machine's are 2025b", BY_2026F),
        (newer, f"2999a from {newer}", BY_OTHERS),
        (unknown, "the machine's are of a version that cannot be read", BY_2026F),
    ):
        async with program(mortal, "check", **given, pythontzpath=folder) as checking:
            assert await checking.ends() == 0
        assert any(line.startswith("Time zones: ") and says in line for line in checking.lines)
        async with program(mortal, **given, pythontzpath=folder) as running:
            await running.says(says)
            await running.says("Limber is up")
            assert await running.stops() == 0
        assert await next_of(database_url, 7) == following
        goes_back = folder is unknown
        assert any("older than before" in line for line in running.lines) is goes_back


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_beside_newer_rules_a_process_stands_by_and_what_it_is_told_the_other_answers(
    mortal: Path, given: dict[str, Any], database_url: str, live_telegram: LocalTelegram, tmp_path: Path
) -> None:
    newer = rules_folder(tmp_path / "newer", "2999a", changed_as=OTHER_ZONE)
    ann = live_telegram.person("Ann", language_code="en")
    await subscribe(database_url, ann.id, BY_2026F)
    health = free_port()
    async with program(mortal, **{**given, "health_port": health}) as older:
        await older.says("Limber is up")
        assert await next_of(database_url, ann.id) == BY_2026F
        async with program(mortal, **given, pythontzpath=newer) as other:
            await other.says("Limber is up")
            assert await next_of(database_url, ann.id) == BY_OTHERS
            await older.says("other processes use newer rules of time zones", within=SOON_SECONDS)
            stands_by = "other processes use newer rules of time zones (2999a)\n"
            assert await asked(health) == (503, stands_by)
            assert (await asked(health, "/healthz"))[0] == 200
            # It is the older one that polls.
            ann.sends("/help")
            await until(lambda: any(text_of(message).startswith("Limber sends") for message in ann.chat))
            async with program(mortal, "check", **given) as checking:
                assert await checking.ends() == 2
            assert (
                "Time zones: other processes use newer rules (2999a); this one would stand by."
                in checking.lines
            )
            assert await other.stops() == 0
        assert await older.stops() == 0
    # Whoever starts with older rules does as much, and changes nothing.
    async with program(mortal, **{**given, "health_port": health}) as again:
        await again.says("other processes use newer rules of time zones")
        await again.says("Limber is up")
        await asyncio.sleep(1)
        assert await again.stops() == 0
    assert await next_of(database_url, ann.id) == BY_OTHERS
