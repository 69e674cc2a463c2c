"""What follows a prompt: the one before is put away, and a question that is due comes after it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeAlias

import structlog

from bot.domain.dialogue import AskedAge, AskedCompared, AskedFloor, Dialogue, wants_answer
from bot.domain.noticing import (
    Notice,
    OtherHour,
    SecondChance,
    SundaySummary,
    Unanswered,
    is_answered_by,
    kind_of,
    may_notice,
    notice,
)
from bot.domain.person import FROM_65, NO_FLOOR, Options, Person
from bot.domain.prompt import Prompt, PromptKind, asks_compared
from bot.services.choosing import Past
from bot.services.ports import Messenger, NotDelivered
from bot.services.tasks import Tasks
from bot.storage.database import Database

log = structlog.get_logger()
Ask: TypeAlias = Callable[[Person], Awaitable[None]]

# So many wait at most for what a burst leaves of the budget; each holds its person in memory.
MOST_AT_ONCE = 1000


class Followers:
    """Shows what follows prompts; nothing waits for it."""

    def __init__(self, database: Database, messenger: Messenger) -> None:
        self._database = database
        self._messenger = messenger
        self._following = Tasks()

    def begin(self, person: Person, prompt: Prompt, past: Past) -> None:
        """Begins what follows a prompt that was sent after all that is past."""
        before = past.prompts
        older = before[0] if before and before[0].is_open and before[0].message_id is not None else None
        if len(self._following) >= MOST_AT_ONCE:
            # A burst: what is only tidied is left as it is.
            older = None
        ask = self._question_after(person, prompt, past)
        if ask is not None or older is not None:
            self._following.begin(self._after(person, older, ask))

    def _question_after(self, person: Person, prompt: Prompt, past: Past) -> Ask | None:
        """How to ask what is asked after this prompt, None where it is nothing.

        One question at a time, and but for pain, once a week at most.
        """
        if asks_compared(person, prompt, past.prompts):
            return self._ask_compared
        if not past.prompts or prompt.kind is not PromptKind.SLOT or not may_notice(person, prompt.day):
            return None
        noticed = notice(person, prompt, past.prompts, past.unanswered)
        if isinstance(noticed, Unanswered):
            return partial(self._notice, noticed, prompt.day)
        if not person.options.set_up:
            return partial(self._ask_set_up, prompt.day)
        if isinstance(noticed, SundaySummary):
            return partial(self._notice, noticed, prompt.day)
        if not (person.options.floor_asked or NO_FLOOR in person.tags):
            return partial(self._ask_floor, prompt.day)
        if not (person.options.age_asked or FROM_65 in person.tags):
            return partial(self._ask_age, prompt.day)
        return None if noticed is None else partial(self._notice, noticed, prompt.day)

    async def settle(self) -> None:
        """Returns when everything that follows a prompt is shown."""
        await self._following.settle()

    async def _after(
        self,
        person: Person,
        older: Prompt | None,
        ask: Ask | None,
    ) -> None:
        """What follows a prompt: a question is asked, the one before is left with `Done on` its day."""
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

    async def _ask_compared(self, person: Person) -> None:
        """Asks how a pain is, compared with the day before."""
        await self._open(person, AskedCompared(), lambda fresh: fresh)
        await self._messenger.ask_compared(person)

    async def _ask_set_up(self, day: date, person: Person) -> None:
        """Shows once more, and for the last time, the screen that fits Limber to them."""
        async with self._database.write() as tx:
            fresh = await tx.people.get(person.id)
            if fresh is None or fresh.options.set_up:
                return
            await tx.people.save(_asked(fresh, day, replace(fresh.options, set_up=True)))
        await self._messenger.ask_set_up(fresh)

    async def _ask_floor(self, day: date, person: Person) -> None:
        """Asks once whether the floor is within reach."""
        await self._open(
            person, AskedFloor(), lambda fresh: _asked(fresh, day, replace(fresh.options, floor_asked=True))
        )
        await self._messenger.ask_floor(person)

    async def _ask_age(self, day: date, person: Person) -> None:
        """Asks once whether they are 65 or over."""
        await self._open(
            person, AskedAge(), lambda fresh: _asked(fresh, day, replace(fresh.options, age_asked=True))
        )
        await self._messenger.ask_age(person)

    async def _notice(self, noticed: Notice, day: date, person: Person) -> None:
        """Says what was noticed, unless something else was since; where another time is answered, nothing."""
        async with self._database.write() as tx:
            fresh = await tx.people.get(person.id)
            slots = await tx.slots.of_person(person.id)
            if fresh is None or fresh.noticed_on != person.noticed_on:
                return
            if isinstance(noticed, OtherHour) and is_answered_by(noticed, slots):
                return
            options = fresh.options
            if isinstance(noticed, SecondChance):
                options = replace(options, chance_offered=True)
            if isinstance(noticed, SundaySummary):
                options = replace(options, summary_offered=True)
            await tx.people.save(replace(fresh, noticed_on=day, noticed=kind_of(noticed), options=options))
        await self._messenger.say_noticed(person, noticed)

    async def _open(self, person: Person, question: Dialogue, asked: Callable[[Person], Person]) -> None:
        """Keeps what is asked now, and that it was; while another question is open only its buttons answer it."""
        async with self._database.write() as tx:
            fresh = await tx.people.get(person.id)
            if fresh is not None:
                dialogue = fresh.dialogue if wants_answer(fresh.dialogue) else question
                await tx.people.save(replace(asked(fresh), dialogue=dialogue))


def _asked(person: Person, day: date, options: Options) -> Person:
    """The person of whom something was asked on a day, with what is kept of that."""
    return replace(person, options=options, noticed_on=day, noticed=None)
