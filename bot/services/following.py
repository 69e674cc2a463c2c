"""What follows a prompt: the one before is put away, and a question that is due comes after it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import structlog

from bot.domain.dialogue import AskedFloor
from bot.domain.person import NO_FLOOR, Person
from bot.domain.prompt import Prompt, PromptKind, asks_compared
from bot.services.ports import Messenger, NotDelivered
from bot.services.tasks import Tasks
from bot.storage.database import Database

log = structlog.get_logger()

# So many wait at most for what a burst leaves of the budget; each holds its person in memory.
MOST_AT_ONCE = 1000


class Followers:
    """Shows what follows prompts; nothing waits for it."""

    def __init__(self, database: Database, messenger: Messenger) -> None:
        self._database = database
        self._messenger = messenger
        self._following = Tasks()

    def begin(self, person: Person, prompt: Prompt, before: Sequence[Prompt]) -> None:
        """Begins what follows a prompt that was sent after these, the newest first."""
        older = before[0] if before and before[0].is_open and before[0].message_id is not None else None
        if len(self._following) >= MOST_AT_ONCE:
            # A burst: what is only tidied is left as it is.
            older = None
        if asks_compared(person, prompt, before):
            self._following.begin(self._after(person, older, self._messenger.ask_compared))
        elif (
            before
            and prompt.kind is PromptKind.SLOT
            and not (person.options.floor_asked or NO_FLOOR in person.tags)
        ):
            self._following.begin(self._after(person, older, self._ask_floor))
        elif older is not None:
            self._following.begin(self._after(person, older))

    async def settle(self) -> None:
        """Returns when everything that follows a prompt is shown."""
        await self._following.settle()

    async def _after(
        self,
        person: Person,
        older: Prompt | None,
        ask: Callable[[Person], Awaitable[None]] | None = None,
    ) -> None:
        """What follows a prompt: pain or floor is asked about once, the one before is left with `Done on` its day."""
        try:
            if ask is not None:
                await ask(person)
            if older is not None:
                await self._put_away(person, older)
        except NotDelivered as error:
            log.info("what follows a prompt was not shown", why=type(error).__name__)
        except Exception:
            log.exception("what follows a prompt was not shown")

    async def _put_away(self, person: Person, older: Prompt) -> None:
        """Leaves an older prompt with `Done on` its day, once nothing else wants to be sent."""
        permit = await self._messenger.permit_to_tidy(person.id)
        # In a burst that may take minutes, in which somebody may have answered it.
        async with self._database.read() as tx:
            fresh = await tx.prompts.get(older.id, person.id)
        if fresh is not None and fresh.is_open:
            await self._messenger.leave_done_button(person, fresh, permit)

    async def _ask_floor(self, person: Person) -> None:
        """Asks once whether the floor is within reach; where a question is open already, only its buttons answer."""
        async with self._database.write() as tx:
            fresh = await tx.people.get(person.id)
            if fresh is None:
                return
            dialogue = fresh.dialogue or AskedFloor()
            options = replace(fresh.options, floor_asked=True)
            await tx.people.save(replace(fresh, options=options, dialogue=dialogue))
        await self._messenger.ask_floor(person)
