"""The send budget in simulated time: a loop whose clock jumps to the next timer, so no second is really waited."""

import asyncio
import contextlib
import itertools
import random
import selectors
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs
from telegram.error import NetworkError, RetryAfter

from bot.telegram_api.budget import FREE, Answer, Budget
from bot.telegram_api.chat_budget import CHAT_BURST, HOLD_BEATS, HOLD_PERMITS, Permit, Priority
from bot.telegram_api.failures import NotSent

# Sums of floats; real clocks are coarser.
ROUNDING = 1e-6


class JumpingSelector(selectors.SelectSelector):
    """Instead of waiting, moves the time on."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "everybody waits for something that will never happen"
        self.now += max(timeout, 0)
        return super().select(0)


class SimulatedLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.selector = JumpingSelector()
        super().__init__(self.selector)

    def time(self) -> float:
        return self.selector.now


def simulate(scenario: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=SimulatedLoop) as runner:
        runner.run(scenario)


def now() -> float:
    return asyncio.get_running_loop().time()


class Wire:
    """What went out and when; answers 429 where told to."""

    def __init__(self, rate: int = 25) -> None:
        self.budget = Budget(rate, clock=asyncio.get_running_loop().time)
        self.sent: list[tuple[float, int | None, Any]] = []
        self.floods: dict[int | None, list[float]] = {}
        self.latency = 0.0

    async def call(
        self,
        chat_id: int | None,
        priority: Priority | Permit | None = None,
        endpoint: str = "sendMessage",
        label: object = None,
    ) -> Answer:
        async def post(*_: object, **__: object) -> Answer:
            self.sent.append((now(), chat_id, priority if label is None else label))
            if self.latency:
                await asyncio.sleep(self.latency)
            if self.floods.get(chat_id):
                raise RetryAfter(timedelta(seconds=self.floods[chat_id].pop(0)))
            return True

        data = {} if chat_id is None else {"chat_id": chat_id}
        return await self.budget.process_request(post, (endpoint, data), {}, endpoint, data, priority)

    def start(self, *args: Any, **kwargs: Any) -> asyncio.Task[Answer]:
        return asyncio.create_task(self.call(*args, **kwargs))

    @property
    def times(self) -> list[float]:
        return [at for at, _, _ in self.sent]

    @property
    def labels(self) -> list[Any]:
        return [label for _, _, label in self.sent]


def most_within(times: list[float], seconds: float) -> int:
    """The largest number of instants in any window of that length."""
    most = first = 0
    for last, at in enumerate(times):
        while at - times[first] >= seconds - ROUNDING:
            first += 1
        most = max(most, last - first + 1)
    return most


@pytest.mark.parametrize("rate", [1, 25, 30, 1000])
def test_no_second_has_more_permits_than_the_rate_and_none_is_wasted(rate: int) -> None:
    async def scenario() -> None:
        wire = Wire(rate)
        seconds = 4
        await asyncio.gather(*(wire.call(chat, Priority.PROMPT) for chat in range(rate * seconds)))
        assert most_within(wire.times, 1.0) == rate
        assert wire.times[-1] <= seconds

    simulate(scenario())


def test_after_a_rest_permits_come_evenly_not_in_a_burst() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        await wire.call(1)
        await asyncio.sleep(3600)
        await asyncio.gather(*(wire.call(chat) for chat in range(50)))
        assert most_within(wire.times[1:], 0.1) <= 4

    simulate(scenario())


def test_five_thousand_prompts_go_in_their_order_while_an_answer_goes_at_once() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        prompts = [wire.start(chat, Priority.PROMPT, label=chat) for chat in range(5000)]
        await asyncio.sleep(60)
        assert wire.budget.waiting == 5000 - len(wire.sent)
        asked_at = now()
        await wire.call(9999, label="answer")
        assert now() - asked_at <= 1 / 25 + ROUNDING
        await asyncio.gather(*prompts)
        assert [label for label in wire.labels if label != "answer"] == list(range(5000))
        assert wire.times[-1] <= 5001 / 25 + ROUNDING
        assert wire.budget.permits_granted == {
            Priority.ANSWER: 1,
            Priority.HOLD_CHANGE: 0,
            Priority.PROMPT: 5000,
            Priority.HOLD_BEAT: 0,
            Priority.BULK: 0,
        }
        assert wire.budget.waiting == 0

    simulate(scenario())


def test_those_who_wait_go_by_priority_and_then_in_turn() -> None:
    async def scenario() -> None:
        wire = Wire(1)
        await wire.call(1)
        wanted = [(priority, turn) for priority in Priority for turn in range(3)]
        asked = random.Random(4).sample(wanted, len(wanted))
        asked.sort(key=lambda each: each[1])
        calls = [wire.start(100 + chat, each[0], label=each) for chat, each in enumerate(asked)]
        await asyncio.gather(*calls)
        assert wire.labels[1:] == wanted

    simulate(scenario())


def test_a_chat_has_a_small_burst_and_then_one_a_second() -> None:
    async def scenario() -> None:
        wire = Wire(1000)
        await asyncio.gather(*(wire.call(1) for _ in range(CHAT_BURST + 4)))
        assert wire.times[CHAT_BURST - 1] < 0.1
        assert wire.times[CHAT_BURST:] == pytest.approx([1, 2, 3, 4], abs=0.1)

    simulate(scenario())


def test_a_slow_chat_keeps_nobody_else_waiting() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        slow = [wire.start(1, Priority.PROMPT) for _ in range(30)]
        others = [wire.start(chat, Priority.PROMPT) for chat in range(2, 20)]
        await asyncio.gather(*others)
        assert now() <= (len(others) + CHAT_BURST) / 25 + ROUNDING
        await asyncio.gather(*slow)
        assert now() == pytest.approx(30 - CHAT_BURST, abs=0.2)

    simulate(scenario())


def test_calls_without_a_chat_know_only_the_overall_rate() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        await asyncio.gather(*(wire.call(None, endpoint="answerInlineQuery") for _ in range(20)))
        assert now() < 1

    simulate(scenario())


def test_a_hold_changes_at_most_eighteen_times_a_minute_and_frames_leave_it_room() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        beats: list[float] = []
        changes: list[float] = []

        async def beat() -> None:
            while now() < 300:
                permit = await wire.budget.permit_within(1, Priority.HOLD_BEAT, 2)
                if permit is not None:
                    await wire.call(1, permit)
                    beats.append(now())

        async def change() -> None:
            while now() < 300:
                await asyncio.sleep(60 / (HOLD_PERMITS - HOLD_BEATS))
                asked_at = now()
                await wire.call(1, Priority.HOLD_CHANGE)
                assert now() - asked_at <= 2
                changes.append(now())

        await asyncio.gather(beat(), change())
        assert len(changes) >= 5 * (HOLD_PERMITS - HOLD_BEATS) - 1
        assert len(beats) + len(changes) >= 5 * HOLD_BEATS
        assert most_within(beats, 60) <= HOLD_BEATS
        assert most_within(sorted(beats + changes), 60) <= HOLD_PERMITS

    simulate(scenario())


def test_a_frame_that_cannot_go_in_time_is_refused_and_leaves_nothing_behind() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        for _ in range(HOLD_BEATS):
            assert await wire.budget.permit_within(1, Priority.HOLD_BEAT, 2) is not None
        asked_at = now()
        assert await wire.budget.permit_within(1, Priority.HOLD_BEAT, 2) is None
        assert now() == pytest.approx(asked_at + 2)
        assert wire.budget.waiting == 0
        assert await wire.budget.permit_within(2, Priority.HOLD_BEAT, 0.1) is not None

    simulate(scenario())


def test_a_permit_pays_for_one_call_and_the_next_waits_like_any_other() -> None:
    async def scenario() -> None:
        wire = Wire(1)
        permit = await wire.budget.permit(1, Priority.HOLD_BEAT)
        await wire.call(1, permit)
        await wire.call(1, permit)
        assert wire.times == pytest.approx([0, 1])
        assert wire.budget.permits_granted[Priority.HOLD_BEAT] == 2

    simulate(scenario())


def test_who_gives_up_waiting_makes_way_at_once() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        for _ in range(HOLD_PERMITS):
            await wire.call(1, Priority.HOLD_CHANGE)
        blocked = asyncio.create_task(wire.budget.permit(1, Priority.HOLD_CHANGE))
        prompt = wire.start(1, Priority.PROMPT)
        await asyncio.sleep(2)
        assert not prompt.done()
        blocked.cancel()
        await asyncio.gather(blocked, return_exceptions=True)
        await prompt
        assert now() < 20

    simulate(scenario())


@pytest.mark.parametrize("endpoint", sorted(FREE))
def test_free_calls_never_wait_and_their_429_stops_nobody(endpoint: str) -> None:
    async def scenario() -> None:
        wire = Wire(1)
        await wire.call(1)
        wire.floods[None] = [3600]
        with pytest.raises(RetryAfter):
            await wire.call(None, endpoint=endpoint)
        await wire.call(None, endpoint=endpoint)
        assert now() == 0
        await wire.call(2)
        assert now() == pytest.approx(1)

    simulate(scenario())


def test_a_429_stops_its_chat_for_exactly_as_long_and_no_other() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        wire.floods[1] = [37]
        answer = wire.start(1, label="first")
        await asyncio.sleep(0)
        later = wire.start(1, label="second")
        await wire.call(2, label="other")
        assert now() < 1
        await asyncio.gather(answer, later)
        assert wire.labels == ["first", "other", "first", "second"]
        assert wire.times[2] == pytest.approx(37)
        assert wire.times[2] >= 37 - ROUNDING
        assert wire.budget.floods == 1

    simulate(scenario())


@pytest.mark.parametrize("chats", [1, 2])
def test_one_or_two_chats_with_a_429_wait_exactly_so_long_and_stop_nobody_else(chats: int) -> None:
    async def scenario() -> None:
        wire = Wire(25)
        wire.floods = {chat: [1800] for chat in range(chats)}
        for chat in range(chats):
            with pytest.raises(RetryAfter) as told:
                await wire.call(chat)
            assert told.value.retry_after == timedelta(seconds=1800)
        await asyncio.gather(*(wire.call(chat, Priority.PROMPT) for chat in range(10, 60)))
        assert now() < 3
        assert not wire.budget.lets_nobody_go()
        await asyncio.sleep(1800)
        assert await wire.call(0)

    simulate(scenario())


def test_three_chats_with_a_429_within_five_seconds_stop_all_for_exactly_as_long() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        wire.floods = {1: [20], 2: [25], 3: [28]}
        flooded = [wire.start(chat) for chat in (1, 2, 3)]
        await asyncio.sleep(1)
        assert wire.budget.lets_nobody_go()
        others = [wire.start(chat) for chat in range(4, 40)]
        await asyncio.gather(*flooded, *others)
        halt_began_at = wire.times[2]
        assert wire.times[3] == pytest.approx(halt_began_at + 28)
        assert most_within(wire.times, 1.0) <= 25

    simulate(scenario())


def test_three_chats_with_a_429_over_a_longer_time_stop_only_themselves() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        wire.floods = {1: [1800], 2: [1800], 3: [1800]}
        for chat in (1, 2, 3):
            with pytest.raises(RetryAfter):
                await wire.call(chat)
            await asyncio.sleep(2.6)
        assert await wire.call(4)
        assert now() < 8

    simulate(scenario())


async def stopped(wire: Wire, seconds: float = 1800) -> None:
    """Three chats are told to wait so long, in one instant."""
    wire.floods |= {chat: [seconds] for chat in (1, 2, 3)}
    calls = (wire.call(chat, Priority.PROMPT) for chat in (1, 2, 3))
    await asyncio.gather(*calls, return_exceptions=True)
    assert wire.budget.lets_nobody_go()


def test_while_all_wait_one_call_every_half_minute_is_tried_and_the_first_success_ends_it() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        await stopped(wire)
        began_at, tried = now(), len(wire.sent)
        # Telegram still means it for a while.
        wire.floods |= {chat: [900] for chat in range(10, 13)}
        with capture_logs() as lines:
            for chat in itertools.cycle(range(10, 20)):
                with contextlib.suppress(RetryAfter):
                    await wire.call(chat, Priority.PROMPT)
                    break
                await asyncio.sleep(1)
        times = wire.times[tried:]
        assert times == pytest.approx([began_at + 30 * number for number in (1, 2, 3, 4)], abs=4)
        assert [line["event"] for line in lines] == ["people are written to again"]
        await asyncio.gather(*(wire.call(chat, Priority.PROMPT) for chat in range(100, 140)))
        assert now() - began_at < 125
        # Whoever was told waits on.
        for chat in (1, 2, 3):
            with pytest.raises(RetryAfter):
                await wire.call(chat, Priority.PROMPT)

    simulate(scenario())


def test_no_chat_that_was_told_to_wait_is_tried() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        await stopped(wire)
        sent = len(wire.sent)
        for _ in range(100):
            for chat in (1, 2, 3):
                with pytest.raises(RetryAfter):
                    await wire.call(chat)
            await asyncio.sleep(1)
        assert len(wire.sent) == sent
        assert wire.budget.may_send()

    simulate(scenario())


def test_somebody_who_waits_for_an_answer_is_the_one_that_is_tried() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        await stopped(wire, 55)
        began_at = now()
        await asyncio.gather(*(wire.start(chat) for chat in range(10, 20)))
        assert now() - began_at == pytest.approx(30, abs=1.5)
        assert most_within(wire.times, 1.0) <= 25

    simulate(scenario())


def test_whoever_wakes_the_budget_leaves_one_timer() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        waiting = [wire.start(chat, Priority.PROMPT) for chat in range(75)]
        await asyncio.sleep(0.5)
        for _ in range(100):
            wire.budget._wake()
        timers = [handle for handle in asyncio.get_running_loop()._scheduled if not handle.cancelled()]  # type: ignore[attr-defined]
        assert len(timers) <= 2
        await asyncio.gather(*waiting)

    simulate(scenario())


def test_somebody_who_was_told_to_wait_is_in_nobodys_way() -> None:
    async def scenario() -> None:
        wire = Wire(1)
        wire.floods = {chat: [55] for chat in (1, 2, 3)}
        told = [wire.start(chat) for chat in (1, 2, 3, 3)]
        await asyncio.sleep(0.5)
        await wire.call(9)
        assert now() == pytest.approx(2 + 30, abs=1.5)
        await asyncio.gather(*told)
        assert now() >= 55

    simulate(scenario())


def test_a_halt_of_all_is_told_once_and_so_is_its_end() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        with capture_logs() as lines:
            await stopped(wire, 20)
            await asyncio.gather(*(wire.call(chat) for chat in range(10, 14)))
        assert [line["event"].partition(";")[0] for line in lines] == [
            "Telegram lets nobody be written to",
            "people are written to again",
        ]

    simulate(scenario())


def test_chats_halted_in_one_instant_all_go_on() -> None:
    async def scenario() -> None:
        wire = Wire(1000)
        wire.floods = {0: [30], 1: [30], 2: [30]}
        await asyncio.gather(*(wire.call(chat) for chat in range(10)))
        assert wire.times == pytest.approx([0] * 3 + [30] * 10, abs=0.1)

    simulate(scenario())


def test_a_second_chat_with_a_429_after_the_first_halt_stops_only_itself() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        wire.floods = {1: [30], 2: [40]}
        await wire.call(1)
        flooded = wire.start(2)
        await asyncio.sleep(1)
        await wire.call(3)
        assert now() < 35
        await flooded

    simulate(scenario())


def test_a_429_without_a_chat_stops_all() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        wire.floods[None] = [12]
        call = wire.start(None, endpoint="answerInlineQuery")
        await asyncio.sleep(1)
        await wire.call(5)
        assert now() == pytest.approx(12, abs=0.1)
        assert now() >= 12 - ROUNDING
        await call

    simulate(scenario())


@pytest.mark.parametrize("priority", [Priority.PROMPT, Priority.HOLD_BEAT, Priority.BULK])
def test_what_nobody_looks_at_is_told_how_long_the_halt_still_lasts(priority: Priority) -> None:
    async def scenario() -> None:
        wire = Wire(25)
        wire.floods[1] = [37]
        with pytest.raises(RetryAfter) as told:
            await wire.call(1, priority)
        assert told.value.retry_after == timedelta(seconds=37)
        await asyncio.sleep(7)
        with pytest.raises(RetryAfter) as told:
            await wire.call(1, priority)
        assert told.value.retry_after == timedelta(seconds=30)
        assert now() == 7
        assert await wire.budget.permit_within(1, priority, 1) is None
        assert now() == 7
        assert len(wire.sent) == 1

    simulate(scenario())


def test_prompts_already_waiting_are_sent_away_when_all_halt_and_answers_stay() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        wire.floods[None] = [50]
        prompts = [wire.start(chat, Priority.PROMPT) for chat in range(2000)]
        await asyncio.sleep(0.5)
        flooded = wire.start(None, endpoint="answerInlineQuery")
        answer = wire.start(9000, label="answer")
        outcomes = await asyncio.gather(*prompts, return_exceptions=True)
        halt_began_at = now()
        assert halt_began_at < 1
        sent_away = [outcome for outcome in outcomes if isinstance(outcome, RetryAfter)]
        assert len(sent_away) > 1900
        # By then one call has been tried, and perhaps all may go on.
        assert {error.retry_after for error in sent_away} == {timedelta(seconds=30)}
        await asyncio.gather(answer, flooded)
        assert wire.times[-2:] == pytest.approx([halt_began_at + 30, halt_began_at + 50], abs=1.1)
        assert len(wire.sent) == 2000 - len(sent_away) + 3
        assert wire.budget.waiting == 0

    simulate(scenario())


def test_a_prompt_waiting_for_its_chat_is_sent_away_when_the_chat_halts() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        wire.latency = 0.3
        wire.floods[1] = [50]
        flooded = wire.start(1)
        prompts = [wire.start(1, Priority.PROMPT) for _ in range(CHAT_BURST)]
        with pytest.raises(RetryAfter):
            await prompts[-1]
        assert now() == pytest.approx(0.3)
        await flooded

    simulate(scenario())


def test_a_halt_of_a_day_makes_nobody_wait() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        wire.floods[1] = [86400]
        for _ in range(2):
            with pytest.raises(RetryAfter):
                await wire.call(1, Priority.ANSWER)
        assert now() == 0
        await asyncio.sleep(86400)
        assert await wire.call(1, Priority.ANSWER)

    simulate(scenario())


def test_a_second_429_is_the_callers_to_deal_with() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        wire.floods[1] = [5, 9]
        with pytest.raises(RetryAfter) as told:
            await wire.call(1)
        assert told.value.retry_after == timedelta(seconds=9)
        assert wire.times == pytest.approx([0, 5])

    simulate(scenario())


def test_a_call_with_its_own_permit_is_not_repeated_for_its_frame_is_old_by_then() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        wire.floods[1] = [5]
        permit = await wire.budget.permit(1, Priority.HOLD_CHANGE)
        with pytest.raises(RetryAfter):
            await wire.call(1, permit)
        await wire.budget.permit(1, Priority.HOLD_CHANGE)
        assert now() == pytest.approx(5)

    simulate(scenario())


def test_nothing_leaks_into_a_halt_or_out_of_it_in_a_burst() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        calls = [wire.start(chat, Priority.ANSWER) for chat in range(300)]
        await asyncio.sleep(2)
        flooded = (1000, 1001, 1002)
        wire.floods = {chat: [20] for chat in flooded}
        calls += [wire.start(chat, Priority.ANSWER) for chat in flooded]
        await asyncio.gather(*calls)
        floods = [at for at, chat, _ in wire.sent if chat in flooded][:3]
        assert not [at for at in wire.times if floods[2] < at < floods[2] + 20 - ROUNDING]
        assert most_within(wire.times, 1.0) <= 25
        assert len(wire.sent) == 306

    simulate(scenario())


def test_a_permit_given_in_the_instant_of_a_429_does_not_leak_into_the_halt() -> None:
    async def scenario() -> None:
        wire = Wire(1)
        answered = asyncio.get_running_loop().create_future()

        async def flooded(*_: object, **__: object) -> Answer:
            await answered
            raise RetryAfter(timedelta(seconds=30))

        # The 429 comes at 1.0, and the next permit, due at 1.0 too, is given before its task hears of it.
        asyncio.get_running_loop().call_at(1.0, answered.set_result, None)
        request = wire.budget.process_request(flooded, (), {}, "sendMessage", {}, Priority.BULK)
        calls = [asyncio.create_task(request), wire.start(5)]
        await asyncio.gather(*calls, return_exceptions=True)
        assert wire.budget.permits_granted[Priority.ANSWER] == 2
        assert wire.times == pytest.approx([31])
        assert wire.times[0] >= 31

    simulate(scenario())


def test_a_change_that_waits_for_its_hold_is_not_overtaken_and_nothing_gets_lost() -> None:
    async def scenario() -> None:
        wire = Wire(1)
        for _ in range(HOLD_PERMITS):
            await wire.call(1, Priority.HOLD_CHANGE)
        calls = [wire.start(1, Priority.PROMPT), wire.start(1, Priority.HOLD_CHANGE)]
        await asyncio.gather(*calls)
        assert wire.labels[HOLD_PERMITS:] == [Priority.HOLD_CHANGE, Priority.PROMPT]
        assert wire.times[HOLD_PERMITS:] == pytest.approx([60, 61])

    simulate(scenario())


def test_a_chats_last_token_goes_to_the_answer_and_the_prompt_waits_for_the_next() -> None:
    async def scenario() -> None:
        wire = Wire(10)
        for _ in range(CHAT_BURST - 1):
            await wire.call(1)
        calls = [wire.start(1, Priority.PROMPT, label="prompt")]
        await asyncio.sleep(0)
        calls.append(wire.start(1, label="answer"))
        await asyncio.gather(*calls)
        assert wire.labels[-2:] == ["answer", "prompt"]
        assert wire.times[-1] == pytest.approx(1, abs=0.15)

    simulate(scenario())


@pytest.mark.parametrize(("rate", "waiting_chat", "new_chat"), [(1, 2, 3), (1000, 1, 1)])
def test_after_a_busy_moment_a_newcomer_does_not_jump_the_queue(
    rate: int, waiting_chat: int, new_chat: int
) -> None:
    async def scenario() -> None:
        wire = Wire(rate)
        for _ in range(CHAT_BURST):
            await wire.call(1)
        waiting = wire.start(waiting_chat, label="waiting")
        await asyncio.sleep(0)
        loop = asyncio.get_running_loop()
        assert isinstance(loop, SimulatedLoop)
        loop.selector.now += 5
        await wire.call(new_chat, label="new")
        await waiting
        assert wire.labels[-2:] == ["waiting", "new"]

    simulate(scenario())


@pytest.mark.parametrize("chat", [1, None])
def test_a_shorter_429_that_comes_late_does_not_shorten_the_halt(chat: int | None) -> None:
    async def scenario() -> None:
        wire = Wire(1000)
        wire.latency = 0.1
        wire.floods[chat] = [30, 5]
        told = await asyncio.gather(
            *(wire.call(chat, Priority.PROMPT) for _ in range(2)), return_exceptions=True
        )
        assert [type(each) for each in told] == [RetryAfter, RetryAfter]
        await wire.call(5 if chat is None else chat)
        assert wire.times[-1] == pytest.approx(30.1, abs=0.01)

    simulate(scenario())


def test_who_comes_back_after_the_time_told_finds_the_door_open() -> None:
    async def scenario() -> None:
        wire = Wire(25)
        wire.floods[1] = [37]
        with pytest.raises(RetryAfter):
            await wire.call(1, Priority.PROMPT)
        for part in (1 / 3, 1 / 7, 1 / 11, 1 / 13):
            await asyncio.sleep(part)
            with pytest.raises(RetryAfter) as told:
                await wire.call(1, Priority.PROMPT)
        left = told.value.retry_after
        assert isinstance(left, timedelta)
        await asyncio.sleep(left.total_seconds())
        assert await wire.call(1, Priority.PROMPT)

    simulate(scenario())


def test_stopping_leaves_frames_that_wait_without_a_permit() -> None:
    async def scenario() -> None:
        budget = Budget(1, clock=asyncio.get_running_loop().time)
        await budget.permit(0, Priority.ANSWER)
        waiting = [asyncio.create_task(budget.permit_within(chat, Priority.HOLD_BEAT, 5)) for chat in (1, 2)]
        await asyncio.sleep(0)
        await budget.shutdown()
        assert await asyncio.gather(*waiting) == [None, None]

    simulate(scenario())


def test_stopping_refuses_those_who_wait_as_not_sent() -> None:
    async def scenario() -> None:
        wire = Wire(1)
        calls = [wire.start(chat) for chat in range(5)]
        await asyncio.sleep(0)
        await wire.budget.shutdown()
        outcomes = await asyncio.gather(*calls, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [bool, NotSent, NotSent, NotSent, NotSent]

    simulate(scenario())


def test_other_failures_go_to_the_caller_untouched() -> None:
    async def scenario() -> None:
        async def fail(*_: object, **__: object) -> Answer:
            raise failure

        failure = NetworkError("x")
        budget = Budget(25)
        with pytest.raises(NetworkError) as raised:
            await budget.process_request(fail, (), {}, "sendMessage", {"chat_id": 1}, None)
        assert raised.value is failure

    simulate(scenario())


def test_chats_at_rest_are_forgotten() -> None:
    async def scenario() -> None:
        wire = Wire(1000)
        for chat in range(5000):
            await wire.call(chat)
            await asyncio.sleep(0.1)
        assert len(wire.budget._chats) < 1100

    simulate(scenario())


def test_forgetting_chats_forgets_no_limit() -> None:
    async def scenario() -> None:
        wire = Wire(1000)
        for _ in range(HOLD_BEATS):
            await wire.call(1, Priority.HOLD_BEAT)
        await asyncio.sleep(10)
        for _ in range(CHAT_BURST):
            await wire.call(2)
        began_at = now()
        for chat in range(100, 2200):
            await wire.call(chat)
        assert await wire.budget.permit_within(1, Priority.HOLD_BEAT, 0.01) is None
        await asyncio.gather(*(wire.call(2) for _ in range(CHAT_BURST)))
        assert now() == pytest.approx(began_at + CHAT_BURST, abs=0.1)

    simulate(scenario())


traffic = st.lists(
    st.tuples(
        st.floats(0, 20),
        st.integers(1, 6),
        st.sampled_from(Priority),
        st.sampled_from([0.0, 0.0, 0.0, 0.0, 1.0, 7.5, 70.0]),
        st.booleans(),
    ),
    max_size=80,
)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 40), traffic)
def test_whatever_comes_the_limits_hold_and_everybody_gets_an_outcome(
    rate: int, calls: list[tuple[float, int, Priority, float, bool]]
) -> None:
    async def scenario() -> None:
        wire = Wire(rate)
        granted: dict[int, list[float]] = {}
        halts: dict[int, list[tuple[float, float]]] = {}
        cancelled = 0

        def post(chat: int, priority: Priority, flood: float) -> Callable[..., Coroutine[Any, Any, Answer]]:
            async def send(*_: object, **__: object) -> Answer:
                assert not [1 for began, ends in halts.get(chat, []) if began <= now() < ends - ROUNDING]
                wire.sent.append((now(), chat, priority))
                granted.setdefault(chat, []).append(now())
                if flood:
                    halts.setdefault(chat, []).append((now() + ROUNDING, now() + flood))
                    raise RetryAfter(timedelta(seconds=flood))
                return True

            return send

        async def one(at: float, chat: int, priority: Priority, flood: float) -> None:
            await asyncio.sleep(at)
            await wire.budget.process_request(
                post(chat, priority, flood), (), {}, "sendMessage", {"chat_id": chat}, priority
            )

        tasks = []
        for at, chat, priority, flood, gives_up in calls:
            task = asyncio.create_task(one(at, chat, priority, flood))
            tasks.append(task)
            if gives_up:
                cancelled += 1
                asyncio.get_running_loop().call_later(at + 0.5, task.cancel)
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        kinds = {type(outcome) for outcome in outcomes}
        assert kinds <= {type(None), RetryAfter, asyncio.CancelledError}
        assert sum(isinstance(outcome, asyncio.CancelledError) for outcome in outcomes) <= cancelled
        assert most_within(wire.times, 1.0) <= rate
        for times in granted.values():
            assert most_within(times, 1.0) <= CHAT_BURST
            assert most_within(times, 10.0) <= CHAT_BURST + 9
        for chat in granted:
            held = [
                at
                for at, to, priority in wire.sent
                if to == chat and priority in (Priority.HOLD_CHANGE, Priority.HOLD_BEAT)
            ]
            assert most_within(held, 60) <= HOLD_PERMITS
        assert wire.budget.waiting == 0

    simulate(scenario())
