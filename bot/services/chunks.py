"""Chunks of claimed prompts: what each shows is chosen, it is marked as being sent, and what became of it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import structlog

from bot.domain.agenda import Item
from bot.domain.dialogue import AboutSafety, SafetyScreen
from bot.domain.person import Person, Standing
from bot.domain.prompt import Delivery, Prompt, Reason, is_overtaken, wants_none
from bot.domain.schedule import is_too_late
from bot.services.choosing import Chooser, Past
from bot.services.lease import Leases
from bot.services.people import leave
from bot.services.ports import Outside
from bot.services.sending import Sender
from bot.storage.database import Database
from bot.storage.prompt_rows import Outcome
from bot.storage.transaction import Transaction

log = structlog.get_logger()

# So long a reminder is held back at a time while its person's timer runs.
HELD_BACK = timedelta(seconds=30)


@dataclass(slots=True)
class Chunk:
    """Prompts that are on their way together: those `going` out, and those `skipped` after all, with their outcomes.

    `people` and `past` are those of these prompts, by the id of the person; `agenda` is what was chosen ahead for them,
    by slot and date; `sent` are the outcomes of `going`, in the same order, once there are any.
    """

    ids: set[int] = field(default_factory=set)
    going: list[Prompt] = field(default_factory=list)
    skipped: list[tuple[Prompt, Outcome]] = field(default_factory=list)
    people: dict[int, Person] = field(default_factory=dict)
    past: dict[int, Past] = field(default_factory=dict)
    agenda: Mapping[tuple[int, date], Item] = field(default_factory=dict)
    sent: Sequence[Outcome] = ()

    def ahead_of(self, prompt: Prompt) -> Item | None:
        """What was chosen ahead for a prompt; None as a rule."""
        if prompt.slot_id is None or prompt.on is None:
            return None
        return self.agenda.get((prompt.slot_id, prompt.on))

    @property
    def outcomes(self) -> Iterator[tuple[Prompt, Outcome]]:
        """What was sent, each with its outcome."""
        return zip(self.going, self.sent, strict=True)

    @property
    def changed_people(self) -> set[int]:
        """The ids of people about whom an outcome says something."""
        return {
            prompt.person_id
            for prompt, outcome in self.outcomes
            if outcome.reason is Reason.SAFETY or outcome.delivery is Delivery.UNREACHABLE
        }


class Chunks:
    """Takes chunks of what one process has claimed, and keeps what became of them."""

    def __init__(
        self, database: Database, outside: Outside, leases: Leases, chooser: Chooser, sender: Sender
    ) -> None:
        self._database = database
        self._clock = outside.clock
        self._watch = outside.watch
        self._leases = leases
        self._chooser = chooser
        self._sender = sender
        # What is marked as being sent and not in here was cut off by a database that went away.
        self.at_work: set[int] = set()

    async def take(self, most: int, *, after: Chunk | None = None) -> Chunk:
        """The next chunk, of at most so many prompts, marked as being sent; an empty one where no more is claimed.

        The same transaction keeps what became of the chunk before it, `after`. Where it fails neither is done; raises
        `Unavailable` where there is no database.
        """
        now = self._clock.now()
        chunk = Chunk()
        try:
            async with self._database.write() as tx:
                claimed: Sequence[tuple[Prompt, bool]] = ()
                if most:
                    claimed = await tx.deliveries.claimed_by(self._leases.holder, most, now)
                # Before the prompts, as those who answer a press do: the other way round each could wait for the other.
                chunk.people = await tx.people.held(
                    {prompt.person_id for prompt, _ in claimed} | (after.changed_people if after else set())
                )
                if after is not None:
                    await self._record(tx, after, chunk.people)
                if claimed:
                    await self._begin(tx, chunk, claimed, now)
        except BaseException:
            self.at_work -= chunk.ids
            raise
        return chunk

    @contextmanager
    def sending(self, prompt_id: int) -> Iterator[None]:
        """Around the sending of one prompt that stands in no chunk, from before it is marked as being sent."""
        self.at_work.add(prompt_id)
        try:
            yield
        finally:
            self.at_work.discard(prompt_id)

    def count(self, chunk: Chunk) -> None:
        """Counts what became of a chunk, once that is kept."""
        now = self._clock.now()
        for prompt, outcome in (*chunk.skipped, *chunk.outcomes):
            self._watch.prompt_ended(
                outcome.delivery, outcome.reason, late=now - prompt.due_at, attempts=prompt.attempts
            )

    async def _begin(
        self, tx: Transaction, chunk: Chunk, claimed: Sequence[tuple[Prompt, bool]], now: datetime
    ) -> None:
        """Fills a chunk with what was claimed: with what goes out, and with what does not after all."""
        chunk.ids = {prompt.id for prompt, _ in claimed}
        self.at_work |= chunk.ids
        whose = {prompt.person_id for prompt, _ in claimed}
        chunk.past = await self._chooser.past(tx, whose, now)
        of_slots = [
            (one.slot_id, one.on) for one, _ in claimed if one.slot_id is not None and one.on is not None
        ]
        chunk.agenda = await tx.agenda.of_slots({id_ for id_, _ in of_slots}, {on for _, on in of_slots})
        busy = await tx.holds.running_of(whose)
        for prompt, is_followed in claimed:
            chosen = await self._chosen(tx, chunk, prompt, now, is_followed=is_followed)
            if not isinstance(chosen, Prompt):
                chunk.skipped.append((prompt, Outcome(prompt.id, Delivery.SKIPPED, chosen)))
            elif prompt.person_id in busy and not prompt.kind.is_asked_for:
                # A picture under a running timer disturbs it; what comes of it may make the reminder needless.
                again_at = now + HELD_BACK
                chunk.skipped.append((prompt, Outcome(prompt.id, Delivery.WAITING, waiting_until=again_at)))
            else:
                chunk.going.append(replace(chosen, attempts=chosen.attempts + 1))
        await tx.deliveries.record([outcome for _, outcome in chunk.skipped], self._leases.holder)
        await tx.deliveries.begin(chunk.going, self._leases.begin())

    async def _chosen(
        self, tx: Transaction, chunk: Chunk, prompt: Prompt, now: datetime, *, is_followed: bool
    ) -> Prompt | Reason:
        """The prompt with what it shows, or why it is not sent after all."""
        person = chunk.people.get(prompt.person_id)
        if person is None:
            return Reason.STOPPED
        # Between the claim and now somebody may have paused, blocked or said "done".
        past = chunk.past[person.id]
        if (stale := _gone_stale(prompt, person, past, now)) is not None:
            return stale
        if is_followed and not prompt.kind.is_asked_for:
            # A later reminder of the same person goes out as well: one is enough.
            return Reason.NEWER
        if self._sender.asks_safety(person):
            # Nothing is chosen: the screen comes first, once a day.
            waits = await tx.prompts.waits_for_safety(person.id, prompt.day)
            return Reason.SAFETY if waits else prompt
        try:
            chosen = self._chooser.choose(prompt, person, past, ahead=chunk.ahead_of(prompt))
            return chosen or Reason.NOTHING_FITS
        except Exception:
            # One prompt for which nothing can be chosen must not hold up the rest of its chunk.
            log.exception("prompt refused", prompt_id=prompt.id, stretch=prompt.stretch_id)
            return Reason.REFUSED

    async def _record(self, tx: Transaction, chunk: Chunk, people: dict[int, Person]) -> None:
        """Keeps the outcomes of a chunk, and what they change about these people, who are held."""
        chunk.sent = [
            self._after_answer(outcome, people.get(one.person_id)) for one, outcome in chunk.outcomes
        ]
        await tx.deliveries.record(chunk.sent, self._leases.holder)
        await tx.preferences.show_tips(
            [
                (prompt.person_id, prompt.tip_id, prompt.day)
                for prompt, outcome in chunk.outcomes
                if outcome.delivery is Delivery.SENT and prompt.tip_id is not None
            ]
        )
        for prompt, outcome in chunk.outcomes:
            fresh = people.get(prompt.person_id) if outcome.reason is Reason.SAFETY else None
            # Who went on from the screen meanwhile, or to something else, keeps the question that is open since.
            if fresh is not None and fresh.dialogue == chunk.people[prompt.person_id].dialogue:
                # What waits for the answer to a screen that is open already goes on waiting.
                then = fresh.dialogue.then if isinstance(fresh.dialogue, AboutSafety) else ""
                await tx.people.save(replace(fresh, dialogue=SafetyScreen(then)))
            if outcome.delivery is Delivery.UNREACHABLE:
                gone = outcome.reason is Reason.GONE
                await leave(tx, prompt.person_id, Standing.GONE if gone else Standing.BLOCKED)

    def _after_answer(self, outcome: Outcome, person: Person | None) -> Outcome:
        """The outcome of a prompt, which comes now where its person has answered the screen in its place already."""
        if outcome.reason is not Reason.SAFETY or person is None or self._sender.asks_safety(person):
            return outcome
        now = self._clock.now()
        return Outcome(outcome.prompt_id, Delivery.WAITING, waiting_until=now, attempt_used=False)


def _gone_stale(prompt: Prompt, person: Person, past: Past, now: datetime) -> Reason | None:
    """Why a claimed prompt is not sent after all, or None."""
    if prompt.answer is not None:
        # Sent without a clear answer from Telegram, and yet it arrived.
        return Reason.DROPPED
    why = wants_none(person, prompt.day, now)
    # Who asks gets an answer also on a day without reminders, but none while there is a sign of something worse.
    is_kept_back = person.alarm is not None or person.is_banned
    answers = prompt.kind.is_asked_for and person.standing.can_be_reached and not is_kept_back
    if why is not None and not answers:
        return why
    put_off_at = next((older.answered_at for older in past.prompts if older.id == prompt.origin_id), None)
    if is_overtaken(person, prompt, put_off_at):
        return Reason.DONE
    return Reason.LATE if is_too_late(prompt.due_at, now) else None
