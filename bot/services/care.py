"""What a word about the body does to a timer, to stretches and to reminders, wherever it is said."""

from __future__ import annotations

from datetime import datetime

from bot.domain.alarm import AlarmKind
from bot.domain.hold import Press
from bot.services.holds import Holds
from bot.services.pain import Pains
from bot.services.people import People


class Care:
    """Goes before everything else that is going on."""

    def __init__(self, people: People, holds: Holds, pains: Pains) -> None:
        self._people = people
        self._holds = holds
        self._pains = pains

    async def alarm(self, person_id: int, kind: AlarmKind) -> None:
        """A sign of something worse: no stretch and no reminder comes until the safety screen is answered anew.

        A timer that runs is taken away without a word of its own; what is said now is the advice.
        """
        # Kept first: until Telegram has taken the timer away a reminder may come due.
        await self._people.alarm(person_id, kind)
        await self._holds.drop(person_id)

    async def despair(self, person_id: int, now: datetime) -> None:
        """Somebody does not want to live: a timer is taken away, and nothing more comes that day."""
        await self._holds.drop(person_id)
        await self._pains.rest_today(person_id, now)

    async def dizzy(self, person_id: int, at: datetime, update_id: int) -> None:
        """Somebody is dizzy: a timer that runs ends, and what needs a steady stand rests for the day."""
        await self.stop(person_id, at, update_id)
        await self._people.dizzy(person_id, at)

    async def stop(self, person_id: int, at: datetime, update_id: int) -> None:
        """Ends a timer that runs, as its own button does."""
        await self._holds.press(person_id, Press.STOP, at, update_id=update_id)

    async def hurts(self, person_id: int, at: datetime, update_id: int) -> bool:
        """Ends a timer that runs because something hurts, which asks what it is; False where none runs."""
        running = await self._holds.running(person_id, update_id)
        if running is not None:
            await self._holds.press(person_id, Press.HURTS, at, update_id=update_id)
        return running is not None
