"""What may be started, and when: one set of rules for a tap, a typed word and a timer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.person import Person
from bot.domain.prompt import Prompt
from bot.services.answers import Answers, NotNow, why_closed
from bot.services.holds import Holds, NoHold, OneRuns, Started
from bot.services.ports import Clock
from bot.services.preferences import Opened, Preferences

# Whoever taps twice means it once.
DOUBLE_TAP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class OffersWarmUp:
    """The stretch likes warm muscles, and whether it is to have them was not asked before."""


class Starting:
    """Looks whether something may be started, and starts timers."""

    def __init__(self, clock: Clock, answers: Answers, holds: Holds, preferences: Preferences) -> None:
        self._clock = clock
        self._answers = answers
        self._holds = holds
        self._preferences = preferences

    def rests(self, person: Person) -> bool:
        """Whether it is a day of rest for a person, on which no stretch is shown to them."""
        return person.rests(person.day(self._clock.now()))

    async def is_double_tap(self, person: Person, is_wanted: Callable[[Prompt], bool]) -> bool:
        """Whether what is wanted is the open prompt already, and came within the last minute."""
        now = self._clock.now()
        latest = await self._answers.open_prompt(person.id, now)
        return latest is not None and is_wanted(latest) and now < latest.due_at + DOUBLE_TAP

    async def timer(
        self, person: Person, prompt: Prompt, *, update_id: int, instead: bool, warm_up: bool | None
    ) -> Started | OneRuns | OffersWarmUp | Opened | NotNow:
        """Starts the timer of a prompt, or returns what keeps it from starting.

        `Opened` is a stretch that is not for this person now. `instead` ends another timer that runs; `warm_up` is None
        where it was not said whether one comes first.
        """
        if not prompt.is_answerable(self._clock.now()):
            return NotNow.TOO_OLD
        if not prompt.is_open:
            return why_closed(prompt)
        if (kept := await self._preferences.kept_from(person, prompt)) is not None:
            return kept
        if warm_up is None and await self._holds.offers_warm_up(prompt):
            if instead:
                await self._holds.drop(person.id)
            if await self._holds.running(person.id) is None:
                return OffersWarmUp()
        started = await self._holds.start(
            person.id, prompt, update_id=update_id, instead=instead, warm_up=bool(warm_up)
        )
        return NotNow.GONE if isinstance(started, NoHold) else started
