"""A day's troubles in an order of their own, by a seed: Telegram, the database, the disk, the clock, kills."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from random import Random
from typing import TypeAlias

from bot.localchat import faults
from bot.localchat.faults import Fault
from tests.faults.fast_time import FastLoop
from tests.faults.habits import Habits
from tests.faults.test_every_error import ERRORS, MET
from tests.faults.watched import Trouble, WatchedTelegram

HOURS = 3600.0
YEARS = 366 * 24 * HOURS
# The answer to a press names no chat, so it would meet anybody.
IN_A_CHAT = sorted(MET.keys() - {"answerCallbackQuery"})
ALL: tuple[None] = (None,)
# What calls, all of them or those of some methods, are answered with while it lasts.
OF_TELEGRAM: dict[str, tuple[Fault, Sequence[str | None]]] = {
    "no connection": (faults.NO_CONNECTION, ALL),
    "gateway": (faults.BAD_GATEWAY, ALL),
    "captive portal": (faults.CAPTIVE_PORTAL, ALL),
    "restarting": (faults.RESTARTING, ALL),
    "cut short": (faults.TRUNCATED, ALL),
    "answers lost": (faults.ACCEPTED_THEN_TIMEOUT, ALL),
    "reset": (faults.ACCEPTED_THEN_RESET, ALL),
    "token refused": (faults.UNAUTHORIZED, ALL),
    "another poller": (faults.CONFLICT, ["getUpdates"]),
    "too many": (faults.too_many_requests(900), IN_A_CHAT),
}
# So far the machine's clock is ahead.
OF_THE_CLOCK = {"two hours ahead": 2 * HOURS, "three hours behind": -3 * HOURS, "years ahead": 3 * YEARS}
KILL, KILLS = "kill", 2
FROM_MINUTES, TO_MINUTES = 2.0, 12.0
SLOW_DISK = "slow disk"
SLOW_COMMIT_SECONDS = 3.0
QUIET_SECONDS = 900.0
MEET_IT = 5
UNLUCKY_SECONDS = 1200.0
FAULTS_AT_ONCE = 4
UNREADABLE_SECONDS = 120.0
# Updates that Telegram would not make; what stands in the place of the number is the next one's id.
UNREADABLE = (b'{"update_id":%d,"message":{"date":', b'{"update_id":%d,"message":[]}', b'{"update_id":%d}')

Wrong: TypeAlias = Callable[[], contextlib.AbstractContextManager[None]]


class Troubles:
    """Lets one trouble after the other come over everybody, and small ones over a few people all day."""

    def __init__(
        self,
        telegram: WatchedTelegram,
        loop: FastLoop,
        chance: Random,
        *,
        people: Sequence[Habits],
        database: Mapping[str, Wrong],
        kill: Callable[[], None],
    ) -> None:
        """These `people` meet them; `database` names what can be wrong with it, each as a context in which it is so."""
        self._telegram = telegram
        self._loop = loop
        self._chance = chance
        self._people = people
        self._database = database
        self._kill = kill

    async def all_come(self, until: float) -> None:
        """Lets each come once, with quiet in between, spread over the time until that second; two kills early on."""
        names = [*OF_TELEGRAM, *OF_THE_CLOCK, *self._database, SLOW_DISK]
        self._chance.shuffle(names)
        for _ in range(KILLS):
            names.insert(self._chance.randrange(len(names) // 3), KILL)
        begins_at = self._loop.time()
        each = (until - begins_at) / len(names)
        for number, name in enumerate(names):
            lasts = min(60 * self._chance.uniform(FROM_MINUTES, TO_MINUTES), each - QUIET_SECONDS)
            starts_at = begins_at + number * each + self._chance.uniform(0, each - QUIET_SECONDS - lasts)
            await asyncio.sleep(max(0.0, starts_at - self._loop.time()))
            trouble = self._begun(name)
            self._somebody_writes()
            if name == KILL:
                # In the middle of a prompt's way, if one comes in time.
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(lasts):
                        await self._telegram.next_prompt()
                self._kill()
            else:
                with self._acted_out(name):
                    await asyncio.sleep(lasts / 2)
                    self._somebody_writes()
                    await asyncio.sleep(lasts / 2)
            trouble.ended_at = self._loop.time()
            trouble.left_at = trouble.ended_at + QUIET_SECONDS
        await asyncio.sleep(until - self._loop.time())

    def _somebody_writes(self) -> None:
        """Lets a few people meet what is wrong: who is at rest would not notice it."""
        for habits in self._chance.sample(self._people, MEET_IT):
            habits.person.sends("/stats")

    def _begun(self, name: str) -> Trouble:
        trouble = Trouble(name, self._loop.time())
        self._telegram.troubles.append(trouble)
        return trouble

    @contextmanager
    def _acted_out(self, name: str) -> Iterator[None]:
        with self._database[name]() if name in self._database else contextlib.nullcontext():
            if name in OF_TELEGRAM:
                fault, methods = OF_TELEGRAM[name]
                for method in methods:
                    self._telegram.faults.add(fault, method, times=1_000_000)
            self._loop.ahead = OF_THE_CLOCK.get(name, 0.0)
            self._loop.commit_seconds = SLOW_COMMIT_SECONDS if name == SLOW_DISK else 0.0
            yield
        self._telegram.faults.clear()
        self._loop.ahead = self._loop.commit_seconds = 0.0

    async def small_ones_come(self, unlucky: list[Habits], until: float) -> None:
        """Lets every error there is meet these few people, one now and then, and what no bot can read."""
        names = list(ERRORS)
        while self._loop.time() < until:
            await asyncio.sleep(self._chance.uniform(0, UNLUCKY_SECONDS))
            person = self._chance.choice(unlucky).person
            match self._chance.randrange(10):
                case 0:
                    person.blocks()
                    await asyncio.sleep(self._chance.uniform(0, UNLUCKY_SECONDS))
                    person.unblocks()
                case 1 if not self._telegram.was_in_trouble(self._loop.time()):
                    unreadable = self._begun("unreadable update")
                    update_id = self._telegram.state.updates.next_id
                    self._telegram.inject(self._chance.choice(UNREADABLE) % update_id)
                    unreadable.ended_at = self._loop.time()
                    unreadable.left_at = unreadable.ended_at + UNREADABLE_SECONDS
                case _:
                    for method in self._chance.sample(IN_A_CHAT, FAULTS_AT_ONCE):
                        self._telegram.faults.add(ERRORS[self._chance.choice(names)], method, chat=person.id)
