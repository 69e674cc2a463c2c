"""What a word about the body does to a timer and to the reminders, wherever it is said."""

from __future__ import annotations

from bot.domain.hold import Press
from bot.services.holds import Holds
from bot.services.people import People


class Care:
    """Goes before everything else that is going on."""

    def __init__(self, people: People, holds: Holds) -> None:
        self._people = people
        self._holds = holds

    async def emergency(self, person_id: int, update_id: int) -> None:
        """An emergency sign: a timer that runs ends, and the reminders pause until the person says so."""
        # Also where a break was to end on a date.
        await self.stop(person_id, update_id)
        await self._people.pause(person_id)

    async def stop(self, person_id: int, update_id: int) -> None:
        """Ends a timer that runs, as its own button does."""
        await self._holds.press(person_id, Press.STOP, update_id=update_id)

    async def hurts(self, person_id: int, update_id: int) -> bool:
        """Ends a timer that runs because something hurts, which asks what it is; False where none runs."""
        running = await self._holds.running(person_id, update_id)
        if running is not None:
            await self._holds.press(person_id, Press.HURTS, update_id=update_id)
        return running is not None
