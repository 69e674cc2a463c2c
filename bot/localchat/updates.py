"""Updates on their way to the bot: kept until it confirms them, handed out to one poller."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from bot.localchat import limits
from bot.localchat.clock import Clock
from bot.localchat.journal import Journal
from bot.localchat.limits import Refused

FIRST_UPDATE_ID = 500_000_001
OFFSET_AHEAD = 10
# These come only to a bot that names them.
ASKED_FOR = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass
class Update:
    """One update as it will be delivered; `raw` is text so that anything at all can be forged."""

    number: int
    id: int
    kind: str
    chat_id: int | None
    made_at: float
    raw: str

    def body(self) -> bytes:
        """The update's JSON."""
        return self.raw.encode("latin-1")


class Updates:
    """The queue between the chats and the bot."""

    def __init__(self, journal: Journal, clock: Clock, *, record: bool) -> None:
        self.made: list[dict[str, Any]] = []
        self.arrived: Callable[[], None] = lambda: None
        self._record = record
        self._journal = journal
        self._clock = clock
        self._pending = [Update(**body) for _, body in journal.all("update")]
        settings = dict(journal.all("setting"))
        self.next_id: int = settings.get("update_id", FIRST_UPDATE_ID)
        self.allowed: list[str] | None = settings.get("allowed_updates")
        self._numbers = itertools.count(self._pending[-1].number + 1 if self._pending else 1)
        # Resolved with whether another poller took over.
        self._waiting: asyncio.Future[bool] | None = None

    def add(self, kind: str, body: dict[str, Any], chat_id: int) -> dict[str, Any] | None:
        """Queues what happened as an update and returns it; None if the bot did not ask for this kind."""
        if kind not in self.allowed if self.allowed else kind in ASKED_FOR:
            return None
        update_id = self._take_id()
        update = {"update_id": update_id, kind: body}
        if self._record:
            self.made.append(update)
        self._enqueue(update_id, kind, chat_id, orjson.dumps(update))
        return update

    def inject(self, update: dict[str, Any] | bytes) -> None:
        """Delivers a forged update as it is; a dict without an id gets the next."""
        if isinstance(update, dict):
            body = update if "update_id" in update else {"update_id": self._take_id(), **update}
            self._enqueue(body["update_id"], "forged", None, orjson.dumps(body))
        else:
            self._enqueue(self._take_id(), "forged", None, update)

    def pending(self) -> list[Update]:
        """The unconfirmed updates, oldest first, without those that are too old for Telegram to keep."""
        now = self._clock.now().timestamp()
        stale = [update for update in self._pending if now - update.made_at > _kept_seconds(update)]
        self.forget(stale)
        return self._pending

    def forget(self, updates: list[Update]) -> None:
        """Takes updates out of the queue."""
        if not updates:
            return
        numbers = {update.number for update in updates}
        with self._journal:
            for number in numbers:
                self._journal.drop("update", number)
        self._pending = [update for update in self._pending if update.number not in numbers]

    def allow(self, allowed: list[str] | None) -> None:
        """Keeps the kinds to deliver from now on; None changes nothing, an empty list means Telegram's default."""
        if allowed is not None:
            self.allowed = allowed or None
            self._journal.put("setting", "allowed_updates", self.allowed)

    async def poll(self, offset: int, limit: int, timeout: int) -> list[Update]:  # noqa: ASYNC109
        """At most `limit` updates from `offset` on, waiting up to `timeout` seconds for the first.

        Earlier ones are confirmed. Raises Refused when another poller takes over.
        """
        self._wake(taken_over=True)
        self._confirm(offset)
        batch = self.pending()[:limit]
        if batch or not timeout:
            return batch
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(timeout):
                taken_over = await waiting
        except TimeoutError:
            taken_over = False
        finally:
            if self._waiting is waiting:
                self._waiting = None
        if taken_over:
            raise Refused(limits.OTHER_POLLER)
        return self.pending()[:limit]

    def _confirm(self, offset: int) -> None:
        pending = self.pending()
        if offset < 0:
            self.forget(pending[:offset])
        # Ids that began anew lie far before an old offset: the queue then begins at its head (td's TQueue::get).
        elif offset and pending and offset <= pending[-1].id + OFFSET_AHEAD:
            self.forget([update for update in pending if update.id < offset])

    def _enqueue(self, update_id: int, kind: str, chat_id: int | None, raw: bytes) -> None:
        update = Update(
            next(self._numbers),
            update_id,
            kind,
            chat_id,
            self._clock.now().timestamp(),
            raw.decode("latin-1"),
        )
        self._pending.append(update)
        self._journal.put("update", update.number, asdict(update))
        self._wake(taken_over=False)
        self.arrived()

    def _take_id(self) -> int:
        self.next_id += 1
        self._journal.put("setting", "update_id", self.next_id)
        return self.next_id - 1

    def _wake(self, *, taken_over: bool) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(taken_over)


def _kept_seconds(update: Update) -> int:
    return limits.QUERY_KEPT_SECONDS if update.kind == "callback_query" else limits.UPDATE_KEPT_SECONDS
