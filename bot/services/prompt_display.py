"""The message of a prompt, kept as the prompt stands."""

from __future__ import annotations

from bot.domain.person import Person
from bot.services.ports import Messenger, NotDelivered
from bot.storage.database import Database


class PromptDisplay:
    """Shows what became of a prompt; whether that reaches the chat changes nothing else."""

    def __init__(self, database: Database, messenger: Messenger) -> None:
        self._database = database
        self._messenger = messenger

    async def show(self, person: Person, prompt_id: int) -> None:
        """An answered one shrinks, and so does one whose timer runs; an open one has its buttons.

        One that a newer one followed is left with `Done on` its day.
        """
        async with self._database.read() as tx:
            prompt = await tx.prompts.get(prompt_id, person.id)
            if prompt is None or prompt.message_id is None:
                return
            hold = await tx.holds.running(person.id)
            latest = await tx.prompts.latest(person.id)
        runs = hold is not None and hold.prompt_id == prompt.id
        is_older = latest is not None and latest.id != prompt.id
        try:
            if prompt.is_open and runs:
                permit = await self._messenger.permit_for_hold(person.id, urgent=True)
                if permit is not None:
                    await self._messenger.set_aside(person, prompt, permit)
            elif prompt.is_open and is_older:
                await self._messenger.leave_done_button(person, prompt)
            else:
                await self._messenger.shrink_prompt(person, prompt)
        except NotDelivered:
            return
