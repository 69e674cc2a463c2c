"""Bursts of prompts and messages for the real program, and what became of them."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, update

from bot import ZONE_RULES
from bot.domain.broadcast import BroadcastState
from bot.domain.person import Options, Standing
from bot.domain.person import Person as Known
from bot.domain.prompt import Delivery, PromptKind
from bot.domain.schedule import Occurrence, Wish
from bot.domain.stretch import Dose
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.services.delivering import CHUNK, LANES
from bot.services.zones import Zones
from bot.storage.database import Database
from bot.storage.inbox import UpdateState
from bot.storage.own_tables import broadcasts, inbox, recipients
from bot.storage.prompt_rows import NewPrompt
from bot.storage.tables import practices, prompts, slots
from tests.program import copy_checkout
from tests.waiting import until

FIRST_DAY = date(2027, 5, 3)
ON_ITS_WAY = (Delivery.CLAIMED.value, Delivery.SENDING.value, Delivery.WAITING.value)
SENDING = ("sendMessage", "sendPhoto", "sendAnimation")
# What one kill may bring twice.
AT_ONCE = LANES * CHUNK
ALL_DONE_SECONDS = 90.0
# Settings of a program that sends as fast as it can, and soon takes over what a dead one had.
IN_A_HURRY: dict[str, Any] = {"send_rate": 1000, "paid_broadcast": True, "lease_seconds": 2}


def checkout_that_dies(folder: Path) -> Path:
    """A copy of the program with the means to kill it, and without figures: drawing them is another matter."""
    copy_checkout(folder)
    for script in ("dying.py", "stepping.py"):
        shutil.copy2(Path(__file__).with_name(script), folder)
    shutil.rmtree(folder / "content" / "figures")
    (folder / "content" / "figures").mkdir()
    return folder


@asynccontextmanager
async def crowd_on(database_url: str, telegram: LocalTelegram) -> AsyncIterator[Crowd]:
    """Nobody yet, on a database with its tables, which is left to the program."""
    database = Database(database_url)
    await database.open()
    # As an earlier life left it: a first start plans everything by the rules of zones, what is due too.
    await Zones(database, ZONE_RULES.version).follow()
    await database.close()
    beside = Database(database_url)
    yield Crowd(beside, telegram)
    await beside.close()


class Crowd:
    """Many subscribers, and their rows; looked at and changed beside the running program."""

    def __init__(self, database: Database, telegram: LocalTelegram) -> None:
        self._database = database
        self._telegram = telegram
        self.people: list[Person] = []
        self._bursts = 0
        # Who had a prompt due on which day.
        self._due: set[tuple[int, date]] = set()

    async def subscribe(self, count: int) -> list[Person]:
        """So many new subscribers with a slot each, not due."""
        new = [
            self._telegram.person(f"Person {len(self.people) + number}", language_code="en")
            for number in range(count)
        ]
        # As far ahead as the next of a time may be: what is further away is taken for a wrong clock's.
        day = datetime.now(UTC).date() + timedelta(days=6)
        ahead = Occurrence(datetime.combine(day, time(7, 30), UTC), day)
        async with self._database.write() as tx:
            for person in new:
                await tx.people.add(
                    Known(
                        person.id,
                        "en",
                        standing=Standing.ACTIVE,
                        zone_name="UTC",
                        safety_version=1000,
                        options=Options(floor_asked=True, age_asked=True, set_up=True, chance_offered=True),
                    )
                )
                await tx.slots.add(person.id, Wish(time(7, 30)), ahead)
        self.people += new
        return new

    async def fall_due(self) -> None:
        """Lets the prompt of one more day be due now for everybody whose last one has been claimed."""
        on = FIRST_DAY + timedelta(days=self._bursts)
        self._bursts += 1
        now = datetime.now(UTC)
        due = (
            update(slots)
            .where(slots.c.next_due_at > now)
            .values(next_due_at=now - timedelta(seconds=1), next_on=on)
            .returning(slots.c.person_id)
        )
        async with self._database.write() as tx:
            self._due |= {(row[0], on) for row in await tx._connection.execute(due)}

    async def show(self, people: list[Person]) -> None:
        """Gives each of them a prompt that was sent."""
        now = datetime.now(UTC)
        async with self._database.write() as tx:
            for person in people:
                await tx.prompts.add(
                    NewPrompt(
                        person.id,
                        PromptKind.ASKED,
                        now,
                        now.date(),
                        Delivery.SENT,
                        stretch_id="standing",
                        dose=Dose(0, 2, 2),
                    )
                )

    async def broadcast(self, text: str) -> None:
        """Lets a text be on its way to everybody."""
        now = datetime.now(UTC)
        async with self._database.write() as tx:
            prepared = await tx.broadcasts.add(self.people[0].id, text, now, update_id=1)
            await tx.broadcasts.add_recipients(prepared.id, now)
            await tx.broadcasts.set_state(prepared.id, BroadcastState.RUNNING)

    async def all_broadcast(self) -> None:
        """Returns when no broadcast is on its way any more."""
        running = select(func.count()).where(broadcasts.c.state == BroadcastState.RUNNING.value)
        await self._until(lambda: [running])

    async def recipients(self) -> dict[int, str]:
        """What became of the sending to each recipient."""
        rows = await self._rows(select(recipients.c.person_id, recipients.c.delivery))
        return dict(rows)

    async def all_sent(self) -> None:
        """Returns when nothing is due or on its way any more."""
        on_its_way = select(func.count()).select_from(prompts).where(prompts.c.delivery.in_(ON_ITS_WAY))
        due = select(func.count()).select_from(slots).where(slots.c.next_due_at <= datetime.now(UTC))
        # In this order: what is claimed between the two looks is seen by the second.
        await self._until(lambda: [due, on_its_way])

    async def all_handled(self) -> None:
        """Returns when nobody's message waits any more, at Telegram or in the inbox."""
        waiting = select(func.count()).select_from(inbox).where(inbox.c.state == UpdateState.WAITING.value)
        await self._until(lambda: [waiting], lambda: not self._telegram.state.updates.pending())

    async def sendings(self) -> int:
        """How many prompts are marked as being sent."""
        query = select(func.count()).select_from(prompts).where(prompts.c.delivery == Delivery.SENDING.value)
        return int((await self._rows(query))[0][0])

    async def outcomes(self) -> list[tuple[Any, ...]]:
        """The person, the day, how delivery ended, and the id of every prompt of a slot."""
        query = select(prompts.c.person_id, prompts.c.slot_on, prompts.c.delivery, prompts.c.id)
        return await self._rows(query.where(prompts.c.slot_id.is_not(None)))

    async def entries(self) -> Counter[int]:
        """How many entries each person's record has."""
        return Counter(row[0] for row in await self._rows(select(practices.c.person_id)))

    def copies(self) -> Counter[int]:
        """How many copies of each prompt Telegram has put into chats."""
        found: Counter[int] = Counter()
        for call in self._telegram.calls:
            written = str(call.params.get("reply_markup"))
            if call.method in SENDING and call.status == 200 and "1:start:" in written:
                found[int(written.partition("1:start:")[2].partition(":")[0])] += 1
        return found

    async def check(self, kills: int) -> None:
        """That nothing due was lost, nothing came three times, and no kill brought more than a chunk twice."""
        found = await self.outcomes()
        assert {(person_id, on) for person_id, on, _, _ in found} == self._due, (
            "a due slot without an outcome"
        )
        assert len(found) == len(self._due)
        copies = self.copies()
        for _, _, delivery, prompt_id in found:
            assert delivery in {"sent", "unknown", "skipped"}
            assert copies[prompt_id] <= 2
            assert copies[prompt_id] >= (delivery == "sent"), "sent, and nobody got it"
        assert sum(count - 1 for count in copies.values()) <= AT_ONCE * kills

    async def _until(
        self, queries: Callable[[], list[Any]], before: Callable[[], bool] = lambda: True
    ) -> None:
        async def is_done() -> bool:
            return before() and not any([(await self._rows(query))[0][0] for query in queries()])

        await until(is_done, within=ALL_DONE_SECONDS)

    async def _rows(self, query: Any) -> list[tuple[Any, ...]]:
        async with self._database.read() as tx:
            return [tuple(row) for row in await tx._connection.execute(query)]
