"""Deliveries: chunks of claimed prompts are chosen for, marked, sent, and each ends with an outcome."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from bot.domain.dialogue import AboutSafety, SafetyScreen
from bot.domain.person import Person, Standing
from bot.domain.prompt import (
    MOST_ATTEMPTS,
    SILENT_AFTER_UNANSWERED,
    Delivery,
    Prompt,
    Reason,
    wants_none,
)
from bot.domain.schedule import is_too_late
from bot.services.choosing import Chooser, Past
from bot.services.following import Followers
from bot.services.lease import Leases
from bot.services.people import leave
from bot.services.ports import Ambiguous, Clock, Messenger, Refused, TryLater, Unreachable, Watch
from bot.storage.database import Database
from bot.storage.errors import Unavailable
from bot.storage.prompt_rows import Outcome
from bot.storage.transaction import Transaction

log = structlog.get_logger()

# What a killed process may send twice is what it had marked as being sent: four lanes of a chunk each, 32 in all.
LANES = 4
CHUNK = 8
UNCLEAR_WAIT = timedelta(seconds=5)
LATER_WAIT = timedelta(seconds=5)
RECORD_AGAIN_SECONDS = 1.0


@dataclass(slots=True)
class _Chunk:
    """Prompts that are on their way together, with what became of them."""

    ids: set[int] = field(default_factory=set)
    going: list[Prompt] = field(default_factory=list)
    skipped: list[tuple[Prompt, Outcome]] = field(default_factory=list)
    people: dict[int, Person] = field(default_factory=dict)
    past: dict[int, Past] = field(default_factory=dict)
    sent: Sequence[Outcome] = ()

    @property
    def outcomes(self) -> Iterator[tuple[Prompt, Outcome]]:
        """What was sent, each with its outcome."""
        return zip(self.going, self.sent, strict=True)

    @property
    def changes(self) -> set[int]:
        """The people about whom an outcome says something."""
        return {
            prompt.person_id
            for prompt, outcome in self.outcomes
            if outcome.reason is Reason.SAFETY or outcome.delivery is Delivery.UNREACHABLE
        }


class Deliveries:
    """Sends what one process has claimed."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        messenger: Messenger,
        chooser: Chooser,
        leases: Leases,
        watch: Watch,
        followers: Followers,
        *,
        claim: Callable[[], Awaitable[bool]],
        safety_version: int,
    ) -> None:
        """`claim` claims more and says whether there is anything to send."""
        self._database = database
        self._clock = clock
        self._messenger = messenger
        self._chooser = chooser
        self._leases = leases
        self._watch = watch
        self._followers = followers
        self._claim = claim
        self._claiming = asyncio.Lock()
        self._safety_version = safety_version
        # What is marked as being sent and not in here was cut off by a database that went away.
        self.at_work: set[int] = set()
        self._lanes: list[asyncio.Task[None]] = []
        self._handled = 0
        self.stopping = False

    async def send_claimed(self) -> int:
        """Sends what is claimed and what comes due meanwhile, and returns how many prompts got an outcome."""
        self._handled = 0
        self._start_lanes()
        try:
            # A lane that fails lets the others end first: cut off, they would leave doubt about what they were sending.
            while not all(lane.done() for lane in self._lanes):
                await asyncio.wait(self._lanes)
            failures = [failure for lane in self._lanes if (failure := lane.exception())]
        finally:
            for lane in self._lanes:
                lane.cancel()
            self._lanes = []
        for failure in failures:
            raise failure
        return self._handled

    async def send(
        self, person: Person, prompt: Prompt, before: Sequence[Prompt], *, answering: bool
    ) -> Outcome:
        """Sends one prompt that is marked as being sent, and says what became of it."""
        again_at = self._clock.now() + UNCLEAR_WAIT
        if prompt.attempts > 1 and not answering:
            return Outcome(prompt.id, Delivery.WAITING, waiting_until=again_at, attempt_used=False)
        quiet = _is_quiet(person, before)
        try:
            if self.asks_safety(person):
                await self._messenger.ask_safety(person, silent=quiet)
                return Outcome(prompt.id, Delivery.SKIPPED, Reason.SAFETY)
            sent = await self._messenger.send_prompt(person, prompt, silent=quiet)
        except Unreachable as error:
            return Outcome(prompt.id, Delivery.UNREACHABLE, Reason(error.standing.value))
        except TryLater as error:
            later = self._clock.now() + (error.after or LATER_WAIT)
            return Outcome(prompt.id, Delivery.WAITING, waiting_until=later, attempt_used=False)
        except Ambiguous:
            if prompt.attempts >= MOST_ATTEMPTS:
                return Outcome(prompt.id, Delivery.UNKNOWN)
            return Outcome(prompt.id, Delivery.WAITING, waiting_until=again_at)
        except Refused as error:
            log.error("prompt refused", prompt_id=prompt.id, stretch=prompt.stretch_id, why=error.why)
            return Outcome(prompt.id, Delivery.SKIPPED, Reason.REFUSED)
        except Exception:
            # One prompt that cannot be rendered or sent must not hold up the rest of its chunk.
            log.exception("prompt refused", prompt_id=prompt.id, stretch=prompt.stretch_id)
            return Outcome(prompt.id, Delivery.SKIPPED, Reason.REFUSED)
        return Outcome(prompt.id, Delivery.SENT, message_id=sent.message_id, has_picture=sent.has_picture)

    def asks_safety(self, person: Person) -> bool:
        """Whether the safety screen is to be answered before any stretch is shown."""
        return person.safety_version < self._safety_version

    def _start_lanes(self) -> None:
        """Lets all lanes send, also those that ended because nothing was left."""
        self._lanes = [lane for lane in self._lanes if not lane.done() or lane.exception()]
        while len(self._lanes) < LANES:
            self._lanes.append(asyncio.create_task(self._lane()))

    async def _lane(self) -> None:
        """Sends chunk after chunk until nothing is left."""
        chunk = await self._take(CHUNK)
        while chunk.ids:
            try:
                chunk.sent = await self._send_all(chunk)
                following = await self._turn_over(chunk)
            finally:
                self.at_work -= chunk.ids
            self._count(chunk)
            for prompt, outcome in chunk.outcomes:
                if outcome.delivery is Delivery.SENT:
                    self._followers.begin(
                        chunk.people[prompt.person_id], prompt, chunk.past[prompt.person_id].prompts
                    )
            self._handled += len(chunk.ids)
            chunk = following if following.ids else await self._first_of_more()

    async def _first_of_more(self) -> _Chunk:
        """The first chunk of the next batch: while one lane claims it, the others send."""
        async with self._claiming:
            # Another lane may have claimed it meanwhile.
            chunk = await self._take(CHUNK)
            while not (chunk.ids or self.stopping) and await self._claim():
                chunk = await self._take(CHUNK)
                self._start_lanes()
        return chunk

    async def _send_all(self, chunk: _Chunk) -> Sequence[Outcome]:
        tried_before = any(prompt.attempts > 1 for prompt in chunk.going)
        answering = not tried_before or await self._messenger.is_answering()
        return await asyncio.gather(
            *(
                self.send(
                    chunk.people[prompt.person_id],
                    prompt,
                    chunk.past[prompt.person_id].prompts,
                    answering=answering,
                )
                for prompt in chunk.going
            )
        )

    async def _turn_over(self, chunk: _Chunk) -> _Chunk:
        """Keeps what became of a chunk, as long as it takes, and begins the next: forgotten, it would come twice."""
        told = False
        while True:
            try:
                return await self._take(CHUNK, after=chunk)
            except Unavailable as error:
                if self.stopping:
                    raise
                if not told:
                    log.error("what was sent waits to be recorded", prompts=len(chunk.sent), why=str(error))
                told = True
            except Exception:
                # Whatever is wrong with what comes next.
                await self._take(0, after=chunk)
                raise
            await asyncio.sleep(RECORD_AGAIN_SECONDS)

    async def _take(self, most: int, *, after: _Chunk | None = None) -> _Chunk:
        """Marks the next chunk as being sent, in the transaction that keeps what became of the one before."""
        now = self._clock.now()
        chunk = _Chunk()
        try:
            async with self._database.write() as tx:
                claimed: Sequence[tuple[Prompt, bool]] = ()
                if most and not self.stopping:
                    claimed = await tx.deliveries.claimed_by(self._leases.holder, most, now)
                # Before the prompts, as those who answer a press do: the other way round each could wait for the other.
                chunk.people = await tx.people.held(
                    {prompt.person_id for prompt, _ in claimed} | (after.changes if after else set())
                )
                if after is not None:
                    await self._record(tx, after, chunk.people)
                if claimed:
                    await self._begin(tx, chunk, claimed, now)
        except BaseException:
            self.at_work -= chunk.ids
            raise
        return chunk

    async def _begin(
        self, tx: Transaction, chunk: _Chunk, claimed: Sequence[tuple[Prompt, bool]], now: datetime
    ) -> None:
        """Fills a chunk with what was claimed: with what goes out, and with what does not after all."""
        chunk.ids = {prompt.id for prompt, _ in claimed}
        self.at_work |= chunk.ids
        chunk.past = await self._chooser.past(tx, {prompt.person_id for prompt, _ in claimed}, now)
        for prompt, is_followed in claimed:
            chosen = await self._chosen(tx, chunk, prompt, now, is_followed=is_followed)
            if isinstance(chosen, Prompt):
                chunk.going.append(replace(chosen, attempts=chosen.attempts + 1))
            else:
                chunk.skipped.append((prompt, Outcome(prompt.id, Delivery.SKIPPED, chosen)))
        await tx.deliveries.record([outcome for _, outcome in chunk.skipped], self._leases.holder)
        await tx.deliveries.begin(chunk.going, self._leases.begin())

    async def _chosen(
        self,
        tx: Transaction,
        chunk: _Chunk,
        prompt: Prompt,
        now: datetime,
        *,
        is_followed: bool,
    ) -> Prompt | Reason:
        """The prompt with what it shows, or why it is not sent after all."""
        person = chunk.people.get(prompt.person_id)
        if person is None:
            return Reason.STOPPED
        # Between the claim and now somebody may have paused, blocked or said "done".
        if (stale := _gone_stale(prompt, person, now)) is not None:
            return stale
        if is_followed and not prompt.kind.is_asked_for:
            # A later reminder of the same person goes out as well: one is enough.
            return Reason.NEWER
        if self.asks_safety(person):
            # Nothing is chosen: the screen comes first, once a day.
            waits = await tx.prompts.waits_for_safety(person.id, prompt.day)
            return Reason.SAFETY if waits else prompt
        try:
            return self._chooser.choose(prompt, person, chunk.past[person.id]) or Reason.NOTHING_FITS
        except Exception:
            # One prompt for which nothing can be chosen must not hold up the rest of its chunk.
            log.exception("prompt refused", prompt_id=prompt.id, stretch=prompt.stretch_id)
            return Reason.REFUSED

    async def _record(self, tx: Transaction, chunk: _Chunk, people: dict[int, Person]) -> None:
        await tx.deliveries.record(chunk.sent, self._leases.holder)
        await tx.preferences.show_tips(
            [
                (prompt.person_id, prompt.tip_id, prompt.day)
                for prompt, outcome in chunk.outcomes
                if outcome.delivery is Delivery.SENT and prompt.tip_id is not None
            ]
        )
        for prompt, outcome in chunk.outcomes:
            if outcome.reason is Reason.SAFETY and (fresh := people.get(prompt.person_id)):
                # What waits for the answer to a screen that is open already goes on waiting.
                then = fresh.dialogue.then if isinstance(fresh.dialogue, AboutSafety) else ""
                await tx.people.save(replace(fresh, dialogue=SafetyScreen(then)))
            if outcome.delivery is Delivery.UNREACHABLE:
                gone = outcome.reason is Reason.GONE
                await leave(tx, prompt.person_id, Standing.GONE if gone else Standing.BLOCKED)

    def _count(self, chunk: _Chunk) -> None:
        now = self._clock.now()
        for prompt, outcome in (*chunk.skipped, *chunk.outcomes):
            self._watch.prompt_ended(
                outcome.delivery, outcome.reason, late=now - prompt.due_at, attempts=prompt.attempts
            )


def _gone_stale(prompt: Prompt, person: Person, now: datetime) -> Reason | None:
    """Why a claimed prompt is not sent after all, or None."""
    if prompt.answer is not None:
        # Sent without a clear answer from Telegram, and yet it arrived.
        return Reason.DROPPED
    why = wants_none(person, prompt.day, now)
    # Who asks gets an answer also on a day without reminders.
    if why is not None and not (prompt.kind.is_asked_for and person.standing.can_be_reached):
        return why
    return Reason.LATE if is_too_late(prompt.due_at, now) else None


def _is_quiet(person: Person, before: Sequence[Prompt]) -> bool:
    """Whether three days went by without a word, so that the prompt comes without sound."""
    since = person.last_seen_at
    unanswered = {
        prompt.day for prompt in before if prompt.is_open and (since is None or prompt.due_at > since)
    }
    return len(unanswered) >= SILENT_AFTER_UNANSWERED
