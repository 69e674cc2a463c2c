"""What the services need from outside, and the four ways a message does not arrive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NewType, Protocol

from bot.domain.after import After
from bot.domain.broadcast import Broadcast
from bot.domain.finished import Finished
from bot.domain.hold import Frame, Hold
from bot.domain.noticing import Notice
from bot.domain.person import Person, Standing
from bot.domain.practice import Practice
from bot.domain.prompt import Delivery, Prompt, Reason
from bot.domain.summary import WeekSummary


class NotDelivered(Exception):
    """A message that did not arrive, or perhaps not."""


class Unreachable(NotDelivered):
    """The person cannot be written to, and trying again does not help."""

    def __init__(self, reason: Literal["blocked", "deactivated", "chat not found"]) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def standing(self) -> Standing:
        """Where that leaves the person."""
        return Standing.GONE if self.reason == "deactivated" else Standing.BLOCKED


class TryLater(NotDelivered):
    """Surely not done, and nobody's fault: to be tried again, not before `after` if Telegram named a time."""

    def __init__(self, after: timedelta | None = None) -> None:
        super().__init__("later" if after is None else f"after {after}")
        self.after = after


class Refused(NotDelivered):
    """Refused for good, and about this message alone: trying it again does not help, and the next one may arrive."""

    def __init__(self, why: str) -> None:
        """`why` is Telegram's own sentence, without what it quotes; it goes into the log."""
        super().__init__(why)
        self.why = why


class Ambiguous(NotDelivered):
    """Sent, and no clear answer came: perhaps done, perhaps not."""


Permit = NewType("Permit", object)


class Clock(Protocol):
    """The time that everything goes by."""

    def now(self) -> datetime:
        """This instant, in UTC."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A prompt's message as Telegram took it."""

    message_id: int
    has_picture: bool


@dataclass(frozen=True, slots=True)
class HoldEnding:
    """What a person is told when a hold ends.

    `finished`: each of its stretches. `practice`: the last entry, None where nothing was logged. `offered`: the stretch
    for which that made them ready.
    """

    hold: Hold
    finished: tuple[Finished, ...]
    practice: Practice | None
    after: After
    prompt: Prompt | None
    offered: str | None = None


class Watch(Protocol):
    """Counts what whoever hosts Limber wants to know."""

    def prompt_ended(
        self, delivery: Delivery, reason: Reason | None, *, late: timedelta, attempts: int = 0
    ) -> None:
        """A prompt got an outcome, so long after it was due and after so many attempts to send it."""


class Messenger(Protocol):
    """Writes to people; raises NotDelivered, as one of its four kinds, where a message does not arrive."""

    async def is_answering(self) -> bool:
        """Whether Telegram answers at all."""

    def may_send(self) -> bool:
        """Whether what is due has a chance to be sent now: not while Telegram lets nobody be written to."""

    async def send_prompt(self, person: Person, prompt: Prompt, *, silent: bool) -> Sent:
        """Sends a stretch with its steps and buttons."""

    async def send_again(self, person: Person, prompt: Prompt, *, silent: bool) -> Sent:
        """Sends a prompt once more, with a sentence of its own."""

    async def turn_into(self, person: Person, prompt: Prompt, message_id: int, *, has_picture: bool) -> Sent:
        """Lets a message of ours show a stretch with its steps and buttons; where it cannot, a new one does."""

    async def ask_compared(self, person: Person) -> None:
        """Asks how a pain is, compared with the day before."""

    async def ask_age(self, person: Person) -> None:
        """Asks whether they are 65 or over."""

    async def say_noticed(self, person: Person, noticed: Notice) -> None:
        """Says what was noticed of how reminders are answered, and offers what may suit better."""

    async def send_summary(self, person: Person, week: WeekSummary) -> None:
        """Sends the picture of a week with its words and its suggestion, without a sound."""

    async def ask_set_up(self, person: Person) -> None:
        """Shows the screen that fits Limber to them."""

    async def ask_floor(self, person: Person) -> None:
        """Asks whether the floor is within easy reach."""

    async def ask_safety(self, person: Person, *, silent: bool) -> None:
        """Shows the safety screen, in the place of a prompt."""

    async def permit_to_tidy(self, person_id: int) -> Permit:
        """Leave for one call that nobody waits for, as soon as nothing else wants to be sent."""

    async def leave_done_button(self, person: Person, prompt: Prompt, permit: Permit | None = None) -> None:
        """Leaves an older prompt with nothing but `Done on` its day."""

    async def shrink_prompt(self, person: Person, prompt: Prompt) -> None:
        """Shrinks an answered prompt to its name and what became of it."""

    async def permit_for_hold(
        self, person_id: int, *, urgent: bool, ahead: Sequence[float] = ()
    ) -> Permit | None:
        """Leave for one call of a timer now, or None when there is none to be had in time.

        `ahead` names in how many seconds each call comes that must find a permit, the soonest first.
        """

    async def show_hold(
        self, person: Person, hold: Hold, frame: Frame, permit: Permit | None = None
    ) -> Sent | None:
        """Shows a frame in the timer's message, None where that is gone.

        Its picture changes where the frame has another one; a message that began in words alone stays so.
        """

    async def draw_ahead(self, person: Person, hold: Hold) -> None:
        """Has the pictures drawn that a timer is going to need."""

    async def set_aside(self, person: Person, prompt: Prompt, permit: Permit) -> None:
        """Leaves a prompt with its name while its timer runs: steps and buttons are the timer's until then."""

    async def call_out(self, person: Person, hold: Hold, frame: Frame, permit: Permit) -> int:
        """Sends the one line with sound for a phase that begins, and returns its id."""

    async def take_away(self, person: Person, message_id: int) -> None:
        """Removes a message of ours."""

    async def end_hold(self, person: Person, ending: HoldEnding) -> None:
        """Shows how a hold ended, in one message."""

    async def send_broadcast(self, person_id: int, html: str) -> None:
        """Sends a text of those who run Limber, without a sound, when nothing else wants to be sent."""

    async def show_broadcast(
        self, admin: Person, broadcast: Broadcast, counts: Mapping[Delivery, int]
    ) -> None:
        """Shows in the broadcast's message how many of its recipients had it."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What whoever sends prompts reaches outside, together."""

    clock: Clock
    messenger: Messenger
    watch: Watch
