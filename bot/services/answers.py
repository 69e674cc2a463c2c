"""What people answer to a prompt: done, skip, another one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.hold import HoldState
from bot.domain.library import Library
from bot.domain.own import with_own
from bot.domain.person import Person
from bot.domain.practice import Practice
from bot.domain.prompt import Answer, Prompt
from bot.domain.schedule import Occurrence
from bot.services.holds import Holds
from bot.services.people import next_prompt
from bot.services.ports import Clock
from bot.services.practice import Logged, log, planned_entries, record_after
from bot.storage.database import Database
from bot.storage.transaction import Transaction

# By so much Telegram's clock and that of the machine may differ: an answer is not written before its prompt came.
CLOCKS_DIFFER = timedelta(minutes=1)
A_DAY = timedelta(days=1)


class NotNow(StrEnum):
    """Why an answer to a prompt changes nothing."""

    GONE = "gone"
    ALARM = "alarm"
    TOO_OLD = "too-old"
    DONE = "done"
    SKIPPED = "skipped"
    SNOOZED = "snoozed"
    REPLACED = "replaced"
    PASSED = "passed"
    NOTHING_SHOWN = "nothing-shown"


@dataclass(frozen=True, slots=True)
class AlreadyLogged:
    """An entry of today stands; one more is a choice."""

    practice: Practice


@dataclass(frozen=True, slots=True)
class StoppedForPain:
    """The timer of the stretch that is meant was stopped because something hurt; to log it all the same is a choice."""

    hold_id: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """A prompt was skipped; `next` is the next one."""

    prompt: Prompt
    next: Occurrence | None


class Answers:
    """Takes answers to prompts, pressed or typed."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        holds: Holds,
        library: Library,
    ) -> None:
        self._database = database
        self._clock = clock
        self._holds = holds
        self._library = library

    async def open_prompt(
        self, person_id: int, at: datetime, *, message_id: int | None = None, update_id: int | None = None
    ) -> Prompt | None:
        """The prompt that a word typed at an instant is about: the one replied to, else the latest open one then."""
        async with self._database.read() as tx:
            came_of_it = None if update_id is None else await tx.prompts.of_update(update_id)
            if came_of_it is not None and came_of_it.origin_id is not None:
                # The word was heard before: it is still about the prompt that it was about then.
                return await tx.prompts.get(came_of_it.origin_id, person_id)
            if message_id is not None and (found := await tx.prompts.of_message(message_id, person_id)):
                return found
            latest = await tx.prompts.latest(person_id, at + CLOCKS_DIFFER)
        # Of the ones before the latest only `Done on` their day is left: no other word is about them.
        return latest if latest is not None and latest.is_open and latest.is_answerable(at) else None

    async def last_due(self, person_id: int, at: datetime) -> Prompt | None:
        """The last prompt of a time, due within a day before an instant, that came or was left out."""
        async with self._database.read() as tx:
            return await tx.prompts.latest_of_slot(person_id, at - A_DAY, at)

    async def last_shown(self, person_id: int, at: datetime) -> Prompt | None:
        """The prompt that was shown last by an instant, whatever became of it."""
        async with self._database.read() as tx:
            return await tx.prompts.latest(person_id, at + CLOCKS_DIFFER)

    async def prompt(self, person_id: int, prompt_id: int) -> Prompt | None:
        """A person's own prompt, or None."""
        async with self._database.read() as tx:
            return await tx.prompts.get(prompt_id, person_id)

    async def done(
        self,
        person_id: int,
        at: datetime,
        *,
        prompt_id: int | None = None,
        message_id: int | None = None,
        update_id: int,
    ) -> Logged | AlreadyLogged | StoppedForPain | NotNow:
        """Logs a prompt as done at an instant, on the day that it was then.

        A timer of it that runs ends without an entry of its own. It is the one pressed or replied to, else that of the
        running timer, else the latest open one of that day, else the last one shown by then.
        """
        done = await self._done(person_id, at, prompt_id, message_id, update_id)
        if isinstance(done, Logged) and (logged := done.entries[-1].prompt_id) is not None:
            await self._holds.drop(person_id, of_prompt=logged)
        return done

    async def _done(
        self, person_id: int, at: datetime, prompt_id: int | None, message_id: int | None, update_id: int
    ) -> Logged | AlreadyLogged | StoppedForPain | NotNow:
        async with self._database.write() as tx:
            person = await _who_logs(tx, person_id, at, update_id, self._library)
            if not isinstance(person, Person):
                return person
            named = await _named(tx, person_id, prompt_id, message_id)
            if prompt_id is not None and named is None:
                return NotNow.GONE
            running = await tx.holds.running(person_id)
            if named is None and running is not None:
                named = await tx.prompts.get(running.prompt_id, person_id)
            today = person.day(at)
            latest = await tx.prompts.latest(person_id, at + CLOCKS_DIFFER)
            # A prompt that a newer one followed is meant only where it is named.
            if named is None and latest is not None and latest.is_open and latest.day == today:
                hold = await tx.holds.latest_of(latest.id)
                if hold is not None and hold.state is HoldState.HURT:
                    return StoppedForPain(hold.id)
                named = latest
            if named is None:
                entries = await tx.practices.of_person(person_id)
                logged_today = [entry for entry in entries if entry.day == today and entry.counts]
                if logged_today:
                    return AlreadyLogged(logged_today[-1])
                if latest is None:
                    return NotNow.NOTHING_SHOWN
                # The last stretch shown, done today; one that has its entry already gets none in another's place.
                own = latest.answer is not Answer.DONE
                return await self._log(tx, person, latest, today, at, update_id, own=own)
            if not named.is_answerable(at):
                return NotNow.TOO_OLD
            return await self._log(tx, person, named, named.day, at, update_id)

    async def one_more(self, person_id: int, at: datetime, update_id: int) -> Logged | NotNow:
        """Logs the last stretch shown by an instant once more, on the day that it was then."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            latest = await tx.prompts.latest(person_id, at + CLOCKS_DIFFER)
            if person is None or latest is None:
                return NotNow.NOTHING_SHOWN
            if person.alarm is not None:
                return NotNow.ALARM
            return await self._log(tx, person, latest, person.day(at), at, update_id, own=False)

    async def skip(self, person_id: int, prompt_id: int) -> Skipped | NotNow:
        """Skips a prompt; what was done stays done."""
        return await self._answer(person_id, prompt_id, Answer.SKIPPED)

    async def replace(self, person_id: int, prompt_id: int, update_id: int) -> Prompt | NotNow:
        """Closes a prompt because another stretch is wanted in its place, and returns it; once, however often asked."""
        async with self._database.read() as tx:
            came_already = await tx.prompts.replacement_of(prompt_id, person_id)
            if came_already is not None and await tx.prompts.of_update(update_id) is None:
                return NotNow.REPLACED
        result = await self._answer(person_id, prompt_id, Answer.REPLACED, again=True)
        return result if isinstance(result, NotNow) else result.prompt

    async def _answer(
        self, person_id: int, prompt_id: int, answer: Answer, *, again: bool = False
    ) -> Skipped | NotNow:
        """The prompt with its answer; `again` takes the same answer twice."""
        now = self._clock.now()
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            prompt = await tx.prompts.get(prompt_id, person_id)
            if person is None or prompt is None:
                return NotNow.GONE
            if not prompt.is_open and not (again and prompt.answer is answer):
                return why_closed(prompt)
            if prompt.is_open:
                await tx.prompts.answer(prompt.id, answer, now)
                prompt = replace(prompt, answer=answer, answered_at=now)
            following = next_prompt(person, await tx.slots.of_person(person_id), now)
        return Skipped(prompt, following)

    async def _log(
        self,
        tx: Transaction,
        person: Person,
        prompt: Prompt,
        day: date,
        at: datetime,
        update_id: int,
        *,
        own: bool = True,
    ) -> Logged:
        """Logs what a prompt planned, not timed; `own` says that the entries are the prompt's own."""
        stretches = with_own(self._library, person.own).stretches
        news = planned_entries(prompt, person, stretches, day, at, update_id, own=own)
        return await log(tx, person, prompt if own else None, news, self._library, at)


async def _who_logs(
    tx: Transaction, person_id: int, at: datetime, update_id: int, library: Library
) -> Person | Logged | NotNow:
    """The person who may log something now; else what this very update has logged before, or why they may not."""
    person = await tx.people.get(person_id)
    if person is None:
        return NotNow.GONE
    replayed = await tx.practices.of_update(update_id)
    if replayed is not None:
        after = await record_after(tx, person, (), library, at)
        return Logged((replayed,), after, is_new=False, prompt=None)
    return person if person.alarm is None else NotNow.ALARM


async def _named(
    tx: Transaction, person_id: int, prompt_id: int | None, message_id: int | None
) -> Prompt | None:
    if prompt_id is not None:
        return await tx.prompts.get(prompt_id, person_id)
    if message_id is not None:
        return await tx.prompts.of_message(message_id, person_id)
    return None


def why_closed(prompt: Prompt) -> NotNow:
    """Why a prompt that is not open takes no answer."""
    return NotNow.GONE if prompt.answer is None else NotNow(prompt.answer.value)
