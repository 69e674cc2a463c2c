"""Somebody who is brought into the situations of the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.localchat.people import Person
from tests import world as driving
from tests.heard.messages import Messages
from tests.world import World, buttons


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person who is brought into a situation, in whatever language they speak."""

    world: World
    person: Person
    messages: Messages

    async def says(self, *texts: str) -> None:
        for text in texts:
            await driving.say(self.world, self.person, text)

    async def forwards(self, text: str) -> None:
        self.person.forwards(text)
        await self.world.settle()

    async def presses(self, *names: str) -> None:
        """Presses buttons one after the other, each by the name of its message, on the latest message that has it."""
        for name in names:
            labels = [label for shown in reversed(self.person.chat) for label in buttons(shown)]
            label = next((label for label in labels if self.messages.is_label(name, label)), None)
            assert label is not None, f"no {name} among {labels}"
            await driving.press(self.world, self.person, label)

    async def presses_number(self, number: int) -> None:
        """Presses the button at this place under the last message."""
        await driving.press(self.world, self.person, buttons(self.person.last)[number], self.person.last)

    async def subscribes(self) -> None:
        """Goes through /start; a first stretch is open then."""
        await self.says("/start")
        await self.presses("button-signs-none", "button-none-of-these")
        await self.says("Berlin")
        await self.presses("button-zone-yes")
        await self.says("7:30")

    async def rests(self) -> None:
        """Subscribes and lets the first stretch be: nothing is open then."""
        await self.subscribes()
        await self.presses("button-not-now")
        await self.presses("button-skip")
        await self.world.advance(minutes=5)

    async def is_shown(self, stretch_id: str = "supine") -> dict[str, Any]:
        return await driving.offer(self.world, self.person, stretch_id)

    async def passes(self, **time: float) -> None:
        await self.world.advance(**time)

    async def starts(self, stretch_id: str = "supine") -> None:
        """Starts a timer, which is in its first hold then."""
        await self.rests()
        await self.is_shown(stretch_id)
        await self.presses("button-start-timer")
        await self.passes(seconds=20)
