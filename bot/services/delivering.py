"""Deliveries: lanes send side by side what was claimed, chunk by chunk, until nothing is left."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from bot.domain.prompt import Delivery
from bot.services.chunks import Chunk, Chunks
from bot.services.following import Followers
from bot.services.sending import Sender
from bot.services.trying import Outage, until_it_works
from bot.storage.errors import Unavailable
from bot.storage.prompt_rows import Outcome

# What a killed process may send twice is what it had marked as being sent: four lanes of a chunk each, 32 in all.
LANES = 4
CHUNK = 8
RECORD_AGAIN_SECONDS = 1.0


class Deliveries:
    """Sends what one process has claimed."""

    def __init__(
        self,
        chunks: Chunks,
        sender: Sender,
        followers: Followers,
        *,
        claim: Callable[[], Awaitable[bool]],
        outage: Outage,
    ) -> None:
        """`claim` claims more and says whether there is any to send; `outage` is what keeps it from being recorded."""
        self._chunks = chunks
        self._sender = sender
        self._followers = followers
        self._claim = claim
        self._outage = outage
        self._claiming = asyncio.Lock()
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

    def _start_lanes(self) -> None:
        """Lets all lanes send, also those that ended because nothing was left."""
        self._lanes = [lane for lane in self._lanes if not lane.done() or lane.exception()]
        while len(self._lanes) < LANES:
            self._lanes.append(asyncio.create_task(self._lane()))

    async def _lane(self) -> None:
        """Sends chunk after chunk until nothing is left."""
        chunk = await self._take()
        while chunk.ids:
            try:
                chunk.sent = await self._send_all(chunk)
                following = await self._turn_over(chunk)
            finally:
                self._chunks.at_work -= chunk.ids
            self._chunks.count(chunk)
            for prompt, outcome in chunk.outcomes:
                if outcome.delivery is Delivery.SENT:
                    self._followers.begin(
                        chunk.people[prompt.person_id], prompt, chunk.past[prompt.person_id]
                    )
            self._handled += len(chunk.ids)
            chunk = following if following.ids else await self._first_of_more()

    async def _first_of_more(self) -> Chunk:
        """The first chunk of the next batch, empty where nothing is due: while one lane claims it, the others send."""
        async with self._claiming:
            # Another lane may have claimed it meanwhile.
            chunk = await self._take()
            while not (chunk.ids or self.stopping) and await self._claim():
                chunk = await self._take()
                self._start_lanes()
        return chunk

    async def _take(self, *, after: Chunk | None = None) -> Chunk:
        """The next chunk, as `Chunks.take` returns it; an empty one once this process stops."""
        return await self._chunks.take(0 if self.stopping else CHUNK, after=after)

    async def _send_all(self, chunk: Chunk) -> Sequence[Outcome]:
        tried_before = any(prompt.attempts > 1 for prompt in chunk.going)
        answering = not tried_before or await self._sender.is_answering()
        return await asyncio.gather(
            *(
                self._sender.send(
                    chunk.people[prompt.person_id],
                    prompt,
                    unanswered=chunk.past[prompt.person_id].unanswered,
                    answering=answering,
                )
                for prompt in chunk.going
            )
        )

    async def _turn_over(self, chunk: Chunk) -> Chunk:
        """Keeps what became of a chunk, as long as it takes, and returns the next: forgotten, it would come twice.

        While the database is away it waits; once this process stops it raises `Unavailable` instead. What is wrong with
        the next chunk is raised after this one is kept.
        """
        try:
            return await self._insist(lambda: self._take(after=chunk), chunk)
        except Unavailable:
            raise
        except Exception:
            # Whatever is wrong with what comes next.
            await self._insist(lambda: self._chunks.take(0, after=chunk), chunk)
            raise

    async def _insist(self, taking: Callable[[], Awaitable[Chunk]], kept: Chunk) -> Chunk:
        """The chunk that is taken, once there is a database that keeps what was sent before it."""
        taken = await until_it_works(
            taking,
            passes=lambda error: isinstance(error, Unavailable) and not self.stopping,
            tell=lambda error: self._outage.met(error, prompts=len(kept.sent)),
            seconds=RECORD_AGAIN_SECONDS,
        )
        self._outage.over()
        return taken
