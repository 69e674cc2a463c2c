"""The send budget: under every call of the bot, so that nothing goes round it."""

import asyncio
import itertools
import math
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from datetime import timedelta
from functools import partial
from heapq import heappop, heappush
from typing import Any, TypeAlias

from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.beats import waiting
from bot.storage.database import Database
from bot.telegram_api.chat_budget import CHAT_SECONDS, ChatBudget, ChatBudgets, Permit, Priority
from bot.telegram_api.failures import NotSent, wait_told
from bot.telegram_api.halts import Halts
from bot.telegram_api.pace import OwnPace, Pace, SharedPace

Answer: TypeAlias = bool | dict[str, Any] | list[dict[str, Any]]


# They put nothing into a chat: Telegram counts none of them as a send (tdlib/telegram-bot-api#648), and a 429 to one
# of them is about that method alone. Deleting and "typing..." do show in a chat, so they count.
FREE = frozenset(
    {
        "answerCallbackQuery",
        "deleteMyCommands",
        "deleteWebhook",
        "getFile",
        "getMe",
        "getMyCommands",
        "getUpdates",
        "getWebhookInfo",
        "setMyCommands",
        "setMyDescription",
        "setMyShortDescription",
        "setWebhook",
    }
)

# A longer halt is the caller's to deal with: by then nobody waits for the answer any more.
LONGEST_WAIT_SECONDS = 60.0


class Budget(BaseRateLimiter[Priority | Permit]):
    """Lets each call of the bot go when its turn has come, and stops where Telegram said to stop."""

    def __init__(
        self,
        rate: int = 25,
        clock: Callable[[], float] = time.monotonic,
        *,
        shared_by: Database | None = None,
        bot_id: int = 0,
    ) -> None:
        """`shared_by` is the database over which several processes of this bot share the rate."""
        self.permits_granted = dict.fromkeys(Priority, 0)
        self.waiting = 0
        self.floods = 0
        self._clock = clock
        self._pace: Pace = (
            OwnPace(rate)
            if shared_by is None
            else SharedPace(rate, shared_by, bot_id, arrived=self._wake, halted=self._halt_all)
        )
        self._chats = ChatBudgets()
        self._halts = Halts()
        self._numbers = itertools.count()
        # Heads of chats: those whose chat is free, in the order they go; and the rest, by when their chat may be.
        self._ready: list[tuple[Priority, int, asyncio.Future[None], ChatBudget]] = []
        self._later: list[tuple[float, int, ChatBudget]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._timer_at = math.inf

    async def initialize(self) -> None:
        """Needs nothing."""

    async def shutdown(self) -> None:
        """Refuses everybody who still waits."""
        self._refuse(self._chats.all(), lambda *_: NotSent("the bot is stopping"))

    def lets_nobody_go(self) -> bool:
        """Whether Telegram told all to wait."""
        return self._halts.all_wait(self._clock())

    def may_send(self) -> bool:
        """Whether a due call has a chance to go: not while all wait, but for one every 30 s."""
        now = self._clock()
        return not self._halts.all_wait(now) or self._halts.is_probe_due(now)

    async def permit(self, chat_id: int, priority: Priority) -> Permit:
        """A permit for one call, to be passed as its `rate_limit_args`; raises RetryAfter while the chat is halted.

        What is shown can so be computed at the moment of sending; such a call is not repeated after a 429.
        """
        await self._acquire(chat_id, priority)
        return Permit(priority)

    async def permit_within(
        self, chat_id: int, priority: Priority, patience: float, ahead: Sequence[float] = ()
    ) -> Permit | None:
        """A permit, or None if it is not to be had within `patience` seconds, or would be missing later.

        `ahead` names in how many seconds each call of a hold comes that must go out in time, the soonest first.
        """
        now = self._clock()
        if not self._chats.of(chat_id, now).leaves_room(ahead, now):
            return None
        try:
            async with asyncio.timeout(patience):
                return await self.permit(chat_id, priority)
        except (TimeoutError, RetryAfter, NotSent):
            return None

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Priority | Permit | None,
    ) -> Answer:
        """The call's answer, once its turn has come; raises RetryAfter if its chat is halted for too long."""
        called = partial(callback, *args, **kwargs)
        if endpoint in FREE:
            with waiting():
                return await called()
        call = partial(self._call, called, data.get("chat_id"))
        if isinstance(rate_limit_args, Permit):
            priority = rate_limit_args.priority
            if not rate_limit_args.spent:
                rate_limit_args.spent = True
                return await call()
        else:
            priority = Priority.ANSWER if rate_limit_args is None else rate_limit_args
        await self._acquire(data.get("chat_id"), priority)
        try:
            return await call()
        except RetryAfter as error:
            if not _waits(priority, wait_told(error).total_seconds()):
                raise
        await self._acquire(data.get("chat_id"), priority)
        return await call()

    async def _call(self, callback: Callable[[], Awaitable[Answer]], chat_id: int | str | None) -> Answer:
        well = False
        try:
            with waiting():
                answer = await callback()
            well = True
        except RetryAfter as error:
            self._halt(chat_id, wait_told(error).total_seconds())
            raise
        finally:
            if self._halts.probe_ended(chat_id, well=well):
                self._pace.go_on()
                self._wake()
        return answer

    async def _acquire(self, chat_id: int | str | None, priority: Priority) -> None:
        """Returns when the call may go; raises RetryAfter when it is not to wait for the end of a halt."""
        while True:
            now = self._clock()
            left = self._halts.ends_at(chat_id) - now
            chat = self._chats.of(chat_id, now)
            if self._halts.lets_probe(chat_id, now) and not chat.waiters and chat.free_at(priority) <= now:
                self._take(chat, priority, now)
                return
            if left > 0 and not _waits(priority, left):
                raise self._refusal(chat_id, now)
            if (
                left <= 0
                and not self._ready
                and not chat.waiters
                and chat.free_at(priority) <= now
                and self._pace.free_at(1) <= now
            ):
                self._take(chat, priority, now)
                return
            await self._turn(chat, priority, now)
            # Between the permit and this moment another call may have met a 429: nothing leaks into the halt.
            if self._halts.is_probing(chat_id) or self._halts.ends_at(chat_id) <= self._clock():
                return

    async def _turn(self, chat: ChatBudget, priority: Priority, now: float) -> None:
        future = asyncio.get_running_loop().create_future()
        heappush(chat.waiters, (priority, next(self._numbers), future))
        if chat.waiters[0][2] is future:
            self._offer(chat, now)
            self._serve(now)
        self.waiting += 1
        try:
            with waiting():
                await future
        except asyncio.CancelledError:
            now = self._clock()
            self._offer(chat, now)
            self._serve(now)
            raise
        finally:
            self.waiting -= 1

    def _offer(self, chat: ChatBudget, now: float) -> None:
        """Puts the chat's next call among the ready ones or among those for later."""
        while chat.waiters and chat.waiters[0][2].done():
            heappop(chat.waiters)
        if not chat.waiters:
            return
        priority, number, future = chat.waiters[0]
        at = self._chat_free_at(chat, priority)
        if at <= now:
            heappush(self._ready, (priority, number, future, chat))
        else:
            heappush(self._later, (at, next(self._numbers), chat))

    def _serve(self, now: float) -> None:
        """Gives out the permits there are, and sets the one timer for the next."""
        while self._later and self._later[0][0] <= now:
            self._offer(heappop(self._later)[2], now)
        while self._ready:
            priority, _, future, chat = self._ready[0]
            if future.done() or chat.waiters[0][2] is not future:
                # Nobody asks for a permit on behalf of who has gone.
                heappop(self._ready)
                continue
            if self._chat_free_at(chat, priority) <= now:
                if self._free_at(now) > now and not self._halts.lets_probe(chat.id, now):
                    break
                heappop(chat.waiters)
                self._take(chat, priority, now)
                future.set_result(None)
            # One that was told to wait meanwhile makes way for those behind it.
            heappop(self._ready)
            self._offer(chat, now)
        at = self._later[0][0] if self._later else math.inf
        if self._ready:
            at = min(at, self._free_at(now))
        if at < self._timer_at:
            if self._timer is not None:
                self._timer.cancel()
            self._timer_at = at
            self._timer = asyncio.get_running_loop().call_later(at - now, self._wake)

    def _wake(self) -> None:
        # Also woken by others than the timer, which must not go on beside the next one.
        if self._timer is not None:
            self._timer.cancel()
        self._timer, self._timer_at = None, math.inf
        self._serve(self._clock())

    def _free_at(self, now: float) -> float:
        """When the next of those who are ready may go; while all are halted nobody asks for permits."""
        if self._halts.all_wait(now):
            # A probe that is due and that nobody of them may be is no reason to look again at once.
            return max(self._halts.next_change_at(), now + CHAT_SECONDS)
        return self._pace.free_at(len(self._ready))

    def _take(self, chat: ChatBudget, priority: Priority, now: float) -> None:
        if self._halts.all_wait(now):
            self._halts.begin_probe(chat.id, now)
        self._pace.take(now)
        chat.take(priority, now)
        self.permits_granted[priority] += 1

    def _chat_free_at(self, chat: ChatBudget, priority: Priority) -> float:
        return max(chat.free_at(priority), self._halts.chat_ends_at(chat.id))

    def _halt(self, chat_id: int | str | None, seconds: float) -> None:
        """Stops the chat for so long, or all."""
        now = self._clock()
        self.floods += 1
        if self._halts.told(chat_id, seconds, now):
            self._pace.halt(seconds)
            self._halt_all(seconds)
        else:
            self._send_away([self._chats.of(chat_id, now)])

    def _halt_all(self, seconds: float) -> None:
        """Stops all, as this process or another one was told."""
        self._halts.stop_all(seconds, self._clock())
        self._send_away(self._chats.all())

    def _send_away(self, chats: Iterable[ChatBudget]) -> None:
        """Refuses those who are not to wait for the end of their halt."""
        now = self._clock()
        self._refuse(
            chats,
            lambda chat, priority: (
                None if _waits(priority, self._halts.ends_at(chat.id) - now) else self._refusal(chat.id, now)
            ),
        )

    def _refusal(self, chat_id: int | str | None, now: float) -> RetryAfter:
        """What is raised for a caller that is not to wait here; it says when to try again.

        That is before the end that Telegram named where a probe may show that all may go on.
        """
        return _retry_after(max(CHAT_SECONDS, self._halts.look_again_at(chat_id) - now))

    def _refuse(
        self, chats: Iterable[ChatBudget], reason: Callable[[ChatBudget, Priority], TelegramError | None]
    ) -> None:
        """Sends away those who wait and have a reason to go."""
        now = self._clock()
        for chat in chats:
            for priority, _, future in chat.waiters:
                if not future.done() and (error := reason(chat, priority)) is not None:
                    future.set_exception(error)
            self._offer(chat, now)


def _waits(priority: Priority, seconds: float) -> bool:
    """Whether such a call stays through a halt this long; what somebody looks at does."""
    return priority <= Priority.HOLD_CHANGE and seconds <= LONGEST_WAIT_SECONDS


def _retry_after(seconds: float) -> RetryAfter:
    # Rounded up: who comes back after it comes back to an open door.
    return RetryAfter(timedelta(microseconds=math.ceil(seconds * 1_000_000)))
