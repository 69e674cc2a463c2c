"""A hundred people who use the bot for a day, each with a city, times and habits of their own, by a seed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from bot.localchat.people import Person
from tests.faults.watched import WatchedTelegram
from tests.world import buttons

CITIES = {
    "Berlin": "Europe/Berlin",
    "London": "Europe/London",
    "New York": "America/New_York",
    "Los Angeles": "America/Los_Angeles",
    "São Paulo": "America/Sao_Paulo",
    "Kathmandu": "Asia/Kathmandu",
    "Tokyo": "Asia/Tokyo",
    "Sydney": "Australia/Sydney",
}
JOINING_SECONDS = 1200.0
# A press is forgotten by Telegram after 150 s; a message waits as long as the longest trouble lasts, and then some.
PRESS_SECONDS = 150.0
MESSAGE_SECONDS = 2700.0
# The first prompt comes an hour after the time was set, at the earliest.
FIRST_AFTER = timedelta(hours=1, minutes=1)
IDEA_SECONDS = 14400.0
LONGEST_TIMER_SECONDS = 300.0
TIMER_BUTTONS = ("Ready", "Pause", "Resume")
WORDS = (
    "/today",
    "/stats",
    "/help",
    "/settings",
    "/stretches",
    "done",
    "skip",
    "another",
    "thanks",
    "25:00",
    "asdf qwer",
    "🙂",
)
SWITCHES = (
    "Turn longer holds on",
    "Turn longer holds off",
    "Hide bars",
    "Show bars",
    "Hide days in a row",
    "Show days in a row",
    "Turn the sound off",
    "Turn the sound on",
)


class Habits:
    """One of the people: what they do, and what they were not answered."""

    def __init__(
        self, person: Person, telegram: WatchedTelegram, chance: Random, *, changes_times: bool
    ) -> None:
        self.person = person
        self.city, zone = chance.choice(list(CITIES.items()))
        self.zone = ZoneInfo(zone)
        hours = sorted(chance.sample(range(0, 24, 3), chance.choice([1, 2, 3])))
        self.times = [time(hour, chance.choice([0, 15, 30, 45])) for hour in hours]
        self.changes_times = changes_times
        self.joined_at: datetime | None = None
        self.acts = 0
        self.timers = 0
        self.unanswered: list[str] = []
        self._telegram = telegram
        self._chance = chance
        self._loop = asyncio.get_running_loop()

    def due(self, until: datetime) -> Iterator[tuple[time, date]]:
        """The wall times and days that must have an outcome by then."""
        assert self.joined_at is not None
        for at in self.times:
            day = self.joined_at.date() - timedelta(days=1)
            while (due_at := datetime.combine(day, at, self.zone).astimezone(UTC)) <= until:
                if due_at > self.joined_at + FIRST_AFTER:
                    yield at, day
                day += timedelta(days=1)

    async def live(self, until: float) -> None:
        """Joins, and then answers prompts and has ideas of their own until that second."""
        await asyncio.sleep(self._chance.uniform(0, JOINING_SECONDS))
        await self._join()
        while (left := until - self._loop.time()) > 0:
            wait = min(left, self._chance.expovariate(1 / IDEA_SECONDS))
            if await self._telegram.prompts(self.person, within=wait):
                await asyncio.sleep(self._chance.uniform(2, 1200))
                if self._loop.time() < until and not self.person.blocked:
                    await self._answer_prompt()
            elif self._loop.time() < until and not self.person.blocked:
                await self._follow_idea(until)

    async def _join(self) -> None:
        await self._say("/start")
        for _ in range(2):
            await self._press("None of these")
        await self._say(self.city)
        await self._press("Yes, that is right")
        await self._say(" and ".join(f"{at:%H:%M}" for at in self.times))
        await self._press("The new day")
        self.joined_at = self._telegram.state.clock.now()

    async def _answer_prompt(self) -> None:
        match self._chance.choices(
            ["done", "say done", "skip", "say skip", "snooze", "timer", "another", "nothing"],
            [25, 10, 12, 8, 12, 10, 8, 15],
        )[0]:
            case "done":
                if await self._press("Done") and self._chance.random() < 0.3:
                    await self._press("Undo")
                    await self._say("done")
            case "say done":
                await self._say("done")
            case "skip":
                if await self._press("Not now") and await self._press("Skip") and self._chance.random() < 0.5:
                    await self._press("Busy")
            case "say skip":
                await self._say("skip")
            case "snooze":
                await self._press("Not now")
                await self._press("10 min")
            case "timer":
                await self._run_timer()
            case "another":
                if await self._press("Not now"):
                    await self._press("Another")

    async def _run_timer(self) -> None:
        """Starts the timer, pauses or stops it now and then, and sees it end."""
        if not await self._press("Start timer"):
            return
        await self._press("Without")
        self.timers += 1
        stops = self._loop.time() + self._chance.choice([30.0, 90.0, LONGEST_TIMER_SECONDS])
        while self._label(*TIMER_BUTTONS) is not None and self._loop.time() < stops:
            if self._label("Ready", "Resume"):
                await self._press("Ready", "Resume")
            elif self._chance.random() < 0.1:
                await self._press("Pause")
            await asyncio.sleep(self._chance.uniform(10, 30))
        await self._press("Stop")

    async def _follow_idea(self, until: float) -> None:
        idea = self._chance.random()
        if idea < 0.1:
            await self._say("/settings")
            await self._press(*SWITCHES)
        elif idea < 0.16:
            await self._say("/session")
            await self._press("5 min")
        elif idea < 0.2:
            await self._say("/pause")
            await self._press("1 day")
            await asyncio.sleep(min(self._chance.uniform(600, 7200), max(0.0, until - self._loop.time())))
            await self._say("/resume")
        elif idea < 0.3 and self.changes_times:
            await self._say(f"{self._chance.randrange(24):02}:{self._chance.choice([5, 20, 35, 50]):02}")
            await self._press("Change", "Add")
        elif idea < 0.35:
            await self._say("/today")
            if await self._press("Not now", "Done"):
                await self._press("Another")
        else:
            await self._say(self._chance.choice(WORDS))

    async def _say(self, text: str) -> None:
        if self.person.blocked:
            return
        self.acts += 1
        since = self._loop.time()
        self.person.sends(text)
        if not await self._telegram.reacts(self.person, since, within=MESSAGE_SECONDS):
            self._is_not_answered(text)
        await self._read()

    async def _press(self, *labels: str) -> bool:
        """Presses the latest button that begins with one of these labels; False where there is none."""
        found = self._label(*labels)
        if found is None or self.person.blocked:
            return False
        self.acts += 1
        since = self._loop.time()
        query = self.person.presses(*found)
        if await query.answered(within=PRESS_SECONDS) is None and not (
            self._telegram.was_in_trouble(since) or self._telegram.has_failed(self.person, since)
        ):
            self._is_not_answered(found[1])
        await self._read()
        return True

    async def _read(self) -> None:
        await asyncio.sleep(self._chance.uniform(3, 10))

    def _is_not_answered(self, act: str) -> None:
        self.unanswered.append(f"{self._telegram.state.clock.now():%H:%M:%S} {act}")

    def _label(self, *labels: str) -> tuple[dict[str, Any], str] | None:
        """The latest message with such a button, and the button's whole label."""
        for message in reversed(self.person.chat):
            for label in buttons(message):
                if label.startswith(labels):
                    return message, label
        return None
