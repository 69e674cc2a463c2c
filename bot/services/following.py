"""What follows a prompt: the one before is put away, and a question that is due comes after it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import structlog

from bot.domain.person import NO_FLOOR, Asking, Dialogue, Person
from bot.domain.prompt import Kind, Prompt, asks_compared
from bot.services.ports import Messenger, NotDelivered
from bot.storage.database import Database

log = structlog.get_logger()


class Followers:
    """Shows what follows prompts; nothing waits for it."""

    def __init__(self, database: Database, messenger: Messenger) -> None:
        self._database = database
        self._messenger = messenger
        self._following: set[asyncio.Task[None]] = set()

    def begin(self, person: Person, prompt: Prompt, before: Sequence[Prompt]) -> None:
        """Begins what follows a prompt that was sent after these, the newest first."""
        task = asyncio.create_task(self._after(person, prompt, before))
        self._following.add(task)
        task.add_done_callback(self._following.discard)

    async def settle(self) -> None:
        """Returns when everything that follows a prompt is shown."""
        while self._following:
            await asyncio.wait(self._following)

    async def _after(self, person: Person, prompt: Prompt, before: Sequence[Prompt]) -> None:
        """What follows a prompt: the one before is left with `Done on` its day, pain or floor is asked about once."""
        try:
            if before and before[0].is_open and before[0].message_id is not None:
                await self._messenger.leave_done_button(person, before[0])
            if asks_compared(person, prompt, before):
                await self._messenger.ask_compared(person)
            elif before and prompt.kind is Kind.SLOT and not (person.floor_asked or NO_FLOOR in person.tags):
                await self._ask_floor(person)
        except NotDelivered as error:
            log.info("what follows a prompt was not shown", prompt_id=prompt.id, why=type(error).__name__)
        except Exception:
            log.exception("what follows a prompt was not shown", prompt_id=prompt.id)

    async def _ask_floor(self, person: Person) -> None:
        """Asks once whether the floor is within reach; where a question is open already, only its buttons answer."""
        async with self._database.write() as tx:
            fresh = await tx.people.get(person.id)
            if fresh is not None:
                dialogue = fresh.dialogue or Dialogue(Asking.FLOOR)
                await tx.people.save(replace(fresh, floor_asked=True, dialogue=dialogue))
        await self._messenger.ask_floor(person)
