"""One prompt is sent, or the safety screen in its place; what Telegram says to it becomes an outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.domain.noticing import comes_silently, second_chance_at
from bot.domain.person import Person
from bot.domain.prompt import MOST_ATTEMPTS, Delivery, Prompt, Reason
from bot.services.ports import Ambiguous, NotDelivered, Outside, Refused, TryLater, Unreachable
from bot.storage.prompt_rows import Outcome

log = structlog.get_logger()

UNCLEAR_WAIT = timedelta(seconds=5)
LATER_WAIT = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class NotSent:
    """What becomes of a message that did not arrive, or perhaps not; one that waits is tried again at that instant."""

    delivery: Delivery
    reason: Reason | None = None
    waiting_until: datetime | None = None
    attempt_used: bool = True


def not_sent(error: NotDelivered, attempts: int, now: datetime) -> NotSent:
    """What becomes of a message after so many attempts to send it, the last of which failed so."""
    match error:
        case Unreachable():
            return NotSent(Delivery.UNREACHABLE, Reason(error.standing.value))
        case TryLater():
            return NotSent(Delivery.WAITING, None, now + (error.after or LATER_WAIT), attempt_used=False)
        case Ambiguous() if attempts < MOST_ATTEMPTS:
            return NotSent(Delivery.WAITING, None, now + UNCLEAR_WAIT)
        case Ambiguous():
            return NotSent(Delivery.UNKNOWN)
    return NotSent(Delivery.SKIPPED, Reason.REFUSED)


class Sender:
    """Sends prompts, one at a time."""

    def __init__(self, outside: Outside, safety_version: int) -> None:
        """`safety_version` is the one of the safety screen that people have to have answered."""
        self._clock = outside.clock
        self._messenger = outside.messenger
        self._safety_version = safety_version

    def asks_safety(self, person: Person) -> bool:
        """Whether the safety screen is to be answered before any stretch is shown."""
        return person.safety_version < self._safety_version

    async def is_answering(self) -> bool:
        """Whether Telegram answers at all."""
        return await self._messenger.is_answering()

    async def send(
        self,
        person: Person,
        prompt: Prompt,
        *,
        unanswered: int,
        answering: bool,
        onto: Prompt | None = None,
    ) -> Outcome:
        """Sends a prompt that is marked as being sent, and returns what became of it, also where that failed.

        `unanswered`: on how many days reminders came since the person was last heard of. What was tried before waits
        5 s more unless Telegram is `answering`. `onto`: the prompt whose message is to show it, None for a new message.
        """
        if prompt.attempts > 1 and not answering:
            again_at = self._clock.now() + UNCLEAR_WAIT
            return Outcome(prompt.id, Delivery.WAITING, waiting_until=again_at, attempt_used=False)
        quiet = not prompt.kind.is_asked_for and comes_silently(person, unanswered, self._clock.now())
        try:
            if self.asks_safety(person):
                await self._messenger.ask_safety(person, silent=quiet)
                return Outcome(prompt.id, Delivery.SKIPPED, Reason.SAFETY)
            if onto is not None and onto.message_id is not None:
                sent = await self._messenger.turn_into(
                    person, prompt, onto.message_id, has_picture=onto.has_picture
                )
            else:
                sent = await self._messenger.send_prompt(person, prompt, silent=quiet)
        except NotDelivered as error:
            if isinstance(error, Refused):
                log.error("prompt refused", prompt_id=prompt.id, stretch=prompt.stretch_id, why=error.why)
            missed = not_sent(error, prompt.attempts, self._clock.now())
            return Outcome(
                prompt.id,
                missed.delivery,
                missed.reason,
                waiting_until=missed.waiting_until,
                attempt_used=missed.attempt_used,
            )
        except Exception:
            # One prompt that cannot be rendered or sent must not hold up the rest of its chunk.
            log.exception("prompt refused", prompt_id=prompt.id, stretch=prompt.stretch_id)
            return Outcome(prompt.id, Delivery.SKIPPED, Reason.REFUSED)
        return Outcome(
            prompt.id,
            Delivery.SENT,
            message_id=sent.message_id,
            has_picture=sent.has_picture,
            again_at=second_chance_at(person, prompt, self._clock.now()),
        )
