"""Updates seen through: each is handled once, counted by lives, and none is forgotten."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs
from telegram.error import Forbidden

from bot.chat.notices import ChatNotices
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.storage.errors import Unavailable
from bot.storage.inbox import UpdateState
from bot.storage.own_tables import inbox
from bot.storage.turns import Turns
from bot.telegram_api import lines, one_update
from bot.telegram_api.application import LimberApplication
from bot.telegram_api.failures import NotSent
from bot.telegram_api.one_update import UpdateHandler
from tests.databases import read_only
from tests.kept import rows, set_aside
from tests.waiting import told, until
from tests.world import FakeClock, LocalRequest, World, running, subscribe, text_of


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tried again is tried again at once."""
    monkeypatch.setattr(one_update, "FIRST_WAIT_SECONDS", 0.01)
    monkeypatch.setattr(one_update, "LONGEST_WAIT_SECONDS", 0.01)


def answers(person: Person, since: int) -> list[str]:
    """What the bot wrote into a chat that had so many messages."""
    return [text_of(message) for message in person.chat[since:] if message["from"]["is_bot"]]


async def waiting(world: World) -> list[tuple[Any, ...]]:
    return await rows(world, select(inbox.c.update_id).where(inbox.c.state == UpdateState.WAITING.value))


@contextmanager
def cut_off(person: Person) -> Iterator[list[str]]:
    """Nothing can be sent to a person; every try is noted."""
    send = LocalRequest.do_request
    tries: list[str] = []

    async def refused(self: LocalRequest, url: str, method: str, **options: Any) -> Any:
        data = options.get("request_data")
        if data is not None and data.parameters.get("chat_id") == person.id:
            tries.append(url)
            raise NotSent("ConnectionRefusedError")
        return await send(self, url, method, **options)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(LocalRequest, "do_request", refused)
        yield tries


async def test_an_answer_that_was_given_is_not_given_again_while_the_database_takes_nothing(
    world: World, ann: Person, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(world, ann)
    before = len(ann.chat)
    hindrance = read_only(world.app.database)
    handle = UpdateHandler._handle

    async def hindered_afterwards(self: UpdateHandler, arrival: Any) -> UpdateState:
        state = await handle(self, arrival)
        hindrance.__enter__()
        return state

    monkeypatch.setattr(UpdateHandler, "_handle", hindered_afterwards)
    ann.sends("/help")
    with capture_logs() as lines:
        await world.poll()
        await until(lambda: told("an update waits for the database", lines))
    hindrance.__exit__(None, None, None)
    await world.app.intake.settle()
    assert len(answers(ann, before)) == 1
    assert await waiting(world) == []


async def test_a_database_that_takes_nothing_is_told_once_for_all_who_wait_and_so_is_its_end(
    world: World, telegram: LocalTelegram, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [telegram.person(f"Person {number}", language_code="en") for number in range(3)]
    for person in people:
        await subscribe(world, person)
    for person in people:
        person.sends("/stats")
    hindrance = read_only(world.app.database)
    with capture_logs() as lines:

        async def answered(_self: UpdateHandler, arrival: Any) -> UpdateState:
            """An answer that needed nothing to be written, while the first person's update waits to be marked."""
            if arrival.person_id == people[0].id:
                hindrance.__enter__()
            else:
                await until(lambda: told("an update waits for the database", lines))
            return UpdateState.HANDLED

        monkeypatch.setattr(UpdateHandler, "_handle", answered)
        await world.poll()
        await until(lambda: told("an update waits for the database", lines))
        await asyncio.sleep(0.2)
        hindrance.__exit__(None, None, None)
        await world.app.intake.settle()
    assert await waiting(world) == []
    assert [line["event"] for line in lines] == [
        "an update waits for the database",
        "updates are handled again",
    ]


async def test_an_outage_of_telegram_counts_as_one_life_however_often_it_is_tried(
    telegram: LocalTelegram,
    clock: FakeClock,
    tmp_path: Path,
    ann: Person,
    quick: None,
) -> None:
    url = f"sqlite:///{tmp_path / 'limber.sqlite'}"
    async with running(telegram, clock, url) as world:
        await subscribe(world, ann)
        await world.app.intake.stop(1)
        ann.sends("/help")
        await world.poll()
    before = len(ann.chat)
    with cut_off(ann) as tries:
        async with running(telegram, clock, url) as world:
            await until(lambda: len(tries) > 3)
            [(lives,)] = await rows(
                world, select(inbox.c.attempts).where(inbox.c.state == UpdateState.WAITING.value)
            )
            assert lives == 1
            await world.app.intake._tasks.stop(0)
    async with running(telegram, clock, url) as world:
        await world.app.intake.settle()
        assert await set_aside(world) == []
    assert len(answers(ann, before)) == 1


async def test_what_came_while_a_turn_could_not_be_given_up_is_handled_too(
    telegram: LocalTelegram,
    clock: FakeClock,
    postgresql_url: str,
    ann: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with running(telegram, clock, postgresql_url, lease_seconds=2) as world:
        await subscribe(world, ann)
        before = len(ann.chat)
        hangs_now, hung, hold = asyncio.Event(), asyncio.Event(), Turns.hold

        async def hangs(self: Turns, person_id: int, holder: str) -> bool:
            monkeypatch.setattr(Turns, "hold", hold)
            hangs_now.set()
            await hung.wait()
            raise Unavailable("OperationalError")

        monkeypatch.setattr(Turns, "hold", hangs)
        ann.sends("/help")
        await world.poll()
        await hangs_now.wait()
        ann.sends("/stats")
        await world.poll()
        hung.set()
        await world.app.intake.settle()
        assert len(answers(ann, before)) == 2
        assert await waiting(world) == []


async def test_what_came_hour_by_hour_while_limber_was_down_is_no_flood(
    telegram: LocalTelegram, clock: FakeClock, tmp_path: Path, ann: Person
) -> None:
    url = f"sqlite:///{tmp_path / 'limber.sqlite'}"
    async with running(telegram, clock, url) as world:
        await subscribe(world, ann)
    before = len(ann.chat)
    for hour in range(12):
        clock.set(clock.now() + timedelta(hours=1))
        ann.sends(f"/zone Berlin{'!' * hour}")
    async with running(telegram, clock, url) as world:
        await world.settle()
        assert await set_aside(world) == []
    assert len(answers(ann, before)) == 12


async def test_an_update_that_waits_is_remembered_however_many_others_are_handled(
    telegram: LocalTelegram,
    clock: FakeClock,
    postgresql_url: str,
    ann: Person,
    quick: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lines, "REMEMBERED", 3)
    async with running(telegram, clock, postgresql_url) as world:
        await subscribe(world, ann)
        before = len(ann.chat)

        async def only_one_waits() -> bool:
            return len(await waiting(world)) == 1

        with cut_off(ann):
            ann.sends("/help")
            await world.poll()
            for number in range(5):
                telegram.person(f"Other {number}", language_code="en").sends("/help")
                await world.poll()
                await until(only_one_waits)
            ann.sends("/privacy")
            await world.poll()
        await world.app.intake.settle()
        assert len(answers(ann, before)) == 2


def away_at_first(monkeypatch: pytest.MonkeyPatch, notice: str) -> list[int]:
    """Lets the database be away when this notice is given for the first time; every try is noted."""
    give, tries = getattr(ChatNotices, notice), list[int]()

    async def given(self: ChatNotices, person_id: int, *about: Any) -> None:
        tries.append(person_id)
        if len(tries) == 1:
            raise Unavailable("OperationalError")
        await give(self, person_id, *about)

    monkeypatch.setattr(ChatNotices, notice, given)
    return tries


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> list[Any]:
    """Lets every update fail in this way once it is handled; each that was begun is noted."""
    begun: list[Any] = []

    async def fails(self: LimberApplication, update: Any) -> None:
        begun.append(update)
        raise error

    monkeypatch.setattr(LimberApplication, "process_update", fails)
    return begun


async def test_a_flood_is_answered_though_the_database_was_away_for_a_moment(
    world: World, ann: Person, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(world, ann)
    tries = away_at_first(monkeypatch, "flood")
    for number in range(lines.MOST_WAITING + 3):
        ann.sends(f"/start {number}")
    await world.settle()
    assert len(tries) == 2
    assert sum("a lot at once" in text_of(message) for message in ann.chat) == 1
    assert await waiting(world) == []


@pytest.mark.parametrize(
    ("notice", "error"),
    [("trouble", RuntimeError("a mistake")), ("unreachable", Forbidden("bot was blocked by the user"))],
)
async def test_an_update_is_not_handled_again_because_its_notice_waits_for_the_database(
    world: World,
    ann: Person,
    quick: None,
    monkeypatch: pytest.MonkeyPatch,
    notice: str,
    error: Exception,
) -> None:
    await subscribe(world, ann)
    tries, begun = away_at_first(monkeypatch, notice), failing(monkeypatch, error)
    ann.sends("/help")
    await world.settle()
    assert (len(tries), len(begun)) == (2, 1)
    assert await waiting(world) == []


async def test_an_update_that_could_not_be_set_aside_is_handled_once_somebody_looks_again(
    world: World, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(world, ann)

    async def fails(self: ChatNotices, person_id: int) -> None:
        raise RuntimeError("a mistake")

    monkeypatch.setattr(ChatNotices, "flood", fails)
    for number in range(lines.MOST_WAITING + 1):
        ann.sends(f"/start {number}")
    with capture_logs() as logged:
        await world.settle()
    assert told("update not handled", logged)
    assert len(await waiting(world)) == 1
    await world.app.intake.take_over()
    await world.app.intake.settle()
    assert await waiting(world) == []
