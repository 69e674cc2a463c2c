"""Second chances: a reminder that found no answer is shown once more, for whoever wants that."""

from __future__ import annotations

from datetime import timedelta

import structlog

from bot.domain.library import Library
from bot.domain.noticing import comes_silently
from bot.domain.own import with_own
from bot.domain.person import Person
from bot.domain.prompt import Prompt, wants_none
from bot.services.people import leave
from bot.services.ports import Clock, Messenger, NotDelivered, Unreachable
from bot.storage.database import Database
from bot.storage.prompts import SecondChance
from bot.storage.transaction import Transaction

log = structlog.get_logger()

AT_ONCE = 64
# What is later than that, because Limber was away, is not shown any more.
LATEST = timedelta(hours=1)


class SecondChances:
    """Shows once more what waits for its second chance; one that is cut off in the middle is not shown again."""

    def __init__(self, database: Database, clock: Clock, messenger: Messenger, library: Library) -> None:
        self._database = database
        self._clock = clock
        self._messenger = messenger
        self._library = library

    async def show_due(self) -> None:
        """Shows what is due, each once, whichever process comes first; unless it is needless by now.

        What another process holds, and what cannot be sent just now, is left for the next time.
        """
        async with self._database.read() as tx:
            due = await tx.prompts.second_chances(self._clock.now(), AT_ONCE)
        for chance in due:
            if not self._messenger.may_send():
                return
            taken = await self._taken(chance)
            if taken is not None:
                await self._show(*taken)

    async def _taken(self, chance: SecondChance) -> tuple[Person, Prompt, bool] | None:
        """The person, their prompt and whether it comes silently; None where it is not to be shown, or not now."""
        now = self._clock.now()
        async with self._database.write() as tx:
            # Before the prompt, as those who answer a press do.
            person = (await tx.people.held({chance.person_id}, waits=False)).get(chance.person_id)
            if person is None or not await tx.prompts.take_second_chance(chance.prompt_id):
                return None
            prompt = await tx.prompts.get(chance.prompt_id, person.id)
            if prompt is None or now - chance.at >= LATEST or not await self._is_wanted(tx, person, prompt):
                return None
            unanswered = (await tx.prompts.unanswered_days([person.id]))[person.id]
            return person, prompt, comes_silently(person, unanswered, now)

    async def _is_wanted(self, tx: Transaction, person: Person, prompt: Prompt) -> bool:
        """Whether a prompt is open, the latest that was due, and may be shown to the person just now."""
        now = self._clock.now()
        if not (prompt.is_open and person.options.second_chance) or self._is_kept_back(person, prompt):
            return False
        shown = await tx.prompts.latest(person.id)
        due = await tx.prompts.latest_of_slot(person.id, prompt.due_at, now)
        is_latest = all(other is None or other.id == prompt.id for other in (shown, due))
        is_free = await tx.holds.running(person.id) is None
        return (
            is_latest
            and is_free
            and not person.is_quiet_at(now)
            and wants_none(person, prompt.day, now) is None
        )

    def _is_kept_back(self, person: Person, prompt: Prompt) -> bool:
        """Whether the safety screen comes first, or a condition hides something of the prompt by now."""
        tags = person.on(prompt.day).tags
        stretches = with_own(self._library, person.own).stretches
        shown = [stretches.get(part.stretch_id) for part in prompt.guided]
        is_hidden = any(stretch is None or stretch.is_hidden_from(tags) for stretch in shown)
        return person.safety_version < self._library.safety_version or is_hidden

    async def _show(self, person: Person, prompt: Prompt, quiet: bool) -> None:
        try:
            sent = await self._messenger.send_again(person, prompt, silent=quiet)
            async with self._database.write() as tx:
                fresh = await tx.prompts.get(prompt.id, person.id)
                is_open = fresh is not None and fresh.is_open
                if is_open:
                    await tx.prompts.moved(prompt.id, sent.message_id, has_picture=sent.has_picture)
            # Answered while it was on its way, the first one says so and the other is too much.
            gone = prompt.message_id if is_open else sent.message_id
            if gone is not None:
                await self._messenger.take_away(person, gone)
        except Unreachable as error:
            async with self._database.write() as tx:
                await leave(tx, person.id, error.standing)
        except NotDelivered as error:
            log.info("second chance not shown", prompt_id=prompt.id, why=type(error).__name__)
