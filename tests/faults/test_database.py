"""A database that is full, read-only, locked, cut off or broken: nothing half written, and on when it is well again."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.domain.prompt import Delivery
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.services import prompts as services_prompts
from bot.storage import one_file
from bot.storage.database import Database
from bot.storage.deliveries import Deliveries
from bot.storage.errors import Unavailable
from bot.storage.own_tables import inbox
from bot.storage.tables import practices, prompts
from bot.telegram_api import one_update
from tests.databases import full, read_only
from tests.kept import rows
from tests.program import free_port, program, refused
from tests.waiting import told, until
from tests.world import TOKEN, FakeClock, World, buttons, running, said, say, sent_prompts, subscribe

TUESDAY_0730 = datetime(2027, 5, 4, 5, 30, tzinfo=UTC)
Hindered = Callable[[Database], AbstractContextManager[None]]
HINDERED = pytest.mark.parametrize("hindered", [read_only, full])
# Longer than the free pages of a small file.
LONG = "word " * 800


@pytest.fixture
def given(tmp_path: Path) -> dict[str, Any]:
    """The settings of a program that Telegram does not answer."""
    return {
        "data_folder": tmp_path,
        "bot_token": TOKEN,
        "bot_api_url": f"http://127.0.0.1:{free_port()}",
    }


async def outcomes(world: World) -> list[str]:
    """How far the delivery of each prompt of a slot is."""
    query = select(prompts.c.delivery).where(prompts.c.slot_id.is_not(None)).order_by(prompts.c.id)
    return [str(row[0]) for row in await rows(world, query)]


def copies(person: Person, since: int) -> int:
    """How many prompts came into a chat that had so many messages."""
    return sum("Start timer" in buttons(message) for message in person.chat[since:])


@HINDERED
async def test_what_cannot_be_kept_is_not_confirmed_and_comes_again(
    world: World, ann: Person, hindered: Hindered
) -> None:
    with hindered(world.app.database):
        for _ in range(50):
            ann.sends(LONG)
        with pytest.raises(Unavailable):
            await world.poll()
        with pytest.raises(Unavailable):
            await world.poll()
        assert len(world.telegram.state.updates.pending()) == 50, "Telegram has them still"
        assert await rows(world, select(inbox.c.update_id)) == []
    await world.settle()
    assert world.telegram.state.updates.pending() == []
    assert len(await rows(world, select(inbox.c.update_id))) == 50


async def test_a_full_database_in_a_burst_leaves_nothing_half_written_and_goes_on(world: World) -> None:
    people = [world.telegram.person(f"Person {number}", language_code="en") for number in range(40)]
    for person in people:
        await subscribe(world, person)
    before = [len(person.chat) for person in people]
    world.clock.set(TUESDAY_0730)
    with contextlib.ExitStack() as hindrance, capture_logs() as lines:
        hinder_after_the_next_message(world, hindrance, full)
        sending = asyncio.create_task(world.app.workers.send_due())
        await until(lambda: sending.done() or told("what was sent waits to be recorded", lines))
    # A lane may have looked for more meanwhile.
    with contextlib.suppress(Unavailable):
        await sending
    for _ in range(3):
        world.clock.set(world.clock.now() + timedelta(seconds=30))
        await world.app.limber.prompts.keep_up()
        await world.app.workers.send_due()
    assert [copies(person, since) for person, since in zip(people, before, strict=True)] == [1] * 40
    assert await outcomes(world) == [Delivery.SENT] * 40


async def test_a_database_that_is_away_when_a_prompt_is_to_be_recorded_hears_of_it_later(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    before = len(ann.chat)
    world.clock.set(TUESDAY_0730)
    with contextlib.ExitStack() as hindrance:
        hinder_after_the_next_message(world, hindrance, read_only)
        with capture_logs() as lines:
            sending = asyncio.create_task(world.app.limber.prompts.send_due())
            await until(lambda: told("what was sent waits to be recorded", lines))
        assert copies(ann, before) == 1
        assert await outcomes(world) == [Delivery.SENDING]
    # A lane may have looked for more meanwhile.
    with contextlib.suppress(Unavailable):
        await sending
    for _ in range(3):
        world.clock.set(world.clock.now() + timedelta(minutes=1))
        await world.app.limber.prompts.keep_up()
        await world.app.limber.prompts.send_due()
    assert await outcomes(world) == [Delivery.SENT]
    assert copies(ann, before) == 1


def hinder_after_the_next_message(world: World, hindrance: contextlib.ExitStack, hindered: Hindered) -> None:
    """Hinders the database once Telegram has accepted a message."""
    post = world.request.do_request

    async def posted(url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        answer = await post(url, *args, **kwargs)
        if url.rpartition("/")[2].startswith("send"):
            hindrance.enter_context(hindered(world.app.database))
            world.request.do_request = post  # type: ignore[method-assign]
        return answer

    world.request.do_request = posted  # type: ignore[method-assign]


async def test_a_prompt_whose_mark_may_not_have_been_kept_is_sent_all_the_same(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    before = len(ann.chat)
    world.clock.set(TUESDAY_0730)

    def lose(connection: Any) -> None:
        # The database has committed, and the answer does not come back.
        connection.connection.dbapi_connection.commit()
        raise OperationalError("COMMIT", {}, Exception("server closed the connection unexpectedly"))

    target = world.app.database._engine.sync_engine
    event.listen(target, "commit", lose)
    for _ in range(2):
        with pytest.raises(Unavailable):
            await world.app.limber.prompts.send_due()
    event.remove(target, "commit", lose)
    for _ in range(3):
        world.clock.set(world.clock.now() + timedelta(seconds=30))
        await world.app.limber.prompts.keep_up()
        await world.app.limber.prompts.send_due()
    assert await outcomes(world) == [Delivery.SENT]
    assert copies(ann, before) == 1


@HINDERED
async def test_what_somebody_did_is_done_once_the_database_is_well(
    world: World, ann: Person, hindered: Hindered
) -> None:
    await subscribe(world, ann)
    ann.sends("done")
    assert await world.poll() == 1
    with hindered(world.app.database), capture_logs() as lines:
        # A full file may have room for so little.
        await until(lambda: told("an update waits for the database", lines) or "Logged" in said(ann))
    await world.app.intake.settle()
    assert "Logged" in said(ann)
    assert len(await rows(world, select(practices.c.id))) == 1


@pytest.mark.parametrize("fails", ["begin", "record"])
async def test_a_stretch_that_was_asked_for_comes_once_though_the_database_was_away_for_a_moment(
    world: World, ann: Person, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    monkeypatch.setattr(one_update, "FIRST_WAIT_SECONDS", 0.01)
    monkeypatch.setattr(services_prompts, "RECORD_AGAIN_SECONDS", 0.01)
    await subscribe(world, ann)
    work, tries = getattr(Deliveries, fails), list[int]()

    async def away_at_first(self: Deliveries, *about: Any) -> None:
        await work(self, *about)
        tries.append(1)
        if len(tries) == 1:
            raise Unavailable("OperationalError")

    monkeypatch.setattr(Deliveries, fails, away_at_first)
    before = len(sent_prompts(world, ann))
    await say(world, ann, "/today")
    assert len(tries) == 2
    assert len(sent_prompts(world, ann)) == before + 1
    assert not world.app.limber.prompts._chunks.at_work


async def test_another_writer_is_waited_for(world: World, ann: Person, tmp_path: Path) -> None:
    await subscribe(world, ann)
    with closing(sqlite3.connect(tmp_path / "limber.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        saying = asyncio.create_task(say(world, ann, "done"))
        await asyncio.sleep(0.5)
        assert "Logged" not in said(ann)
        other.execute("COMMIT")
        assert "Logged" in await saying


async def test_a_writer_that_does_not_end_is_not_waited_for_for_ever(
    telegram: LocalTelegram, clock: FakeClock, tmp_path: Path, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_file, "BUSY_SECONDS", 0.1)
    async with running(telegram, clock, f"sqlite:///{tmp_path / 'limber.sqlite'}") as world:
        with closing(sqlite3.connect(tmp_path / "limber.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            ann.sends("/help")
            with pytest.raises(Unavailable):
                await world.poll()
        await world.settle()
        assert said(ann).startswith("Limber sends one stretch")


@pytest.mark.parametrize("spoil", ["truncated", "overwritten"])
async def test_a_broken_file_is_told_in_one_line_and_left_as_it_is(
    checkout: Path, spoil: str, telegram: LocalTelegram, clock: FakeClock, given: dict[str, Any], ann: Person
) -> None:
    file = given["data_folder"] / "limber.sqlite"
    async with running(telegram, clock, f"sqlite:///{file}") as world:
        await subscribe(world, ann)
    whole = file.read_bytes()
    head = 4096 * 2
    file.write_bytes(
        whole[: head * 2] if spoil == "truncated" else whole[:head] + b"\xa5" * (len(whole) - head)
    )
    broken = file.read_bytes()
    (line,) = await refused(checkout, **given)
    assert "atabase" in line
    async with program(checkout, "check", **given) as checking:
        assert await checking.ends() == 2
    assert not any("Traceback" in said for said in checking.lines)
    assert any(said.startswith("The database ") and "malformed" in said for said in checking.lines), (
        checking.lines
    )
    assert file.read_bytes() == broken


async def test_a_file_that_is_broken_beyond_its_schema_is_told_in_one_line_too(
    checkout: Path, telegram: LocalTelegram, clock: FakeClock, given: dict[str, Any], ann: Person
) -> None:
    file = given["data_folder"] / "limber.sqlite"
    async with running(telegram, clock, f"sqlite:///{file}") as world:
        await subscribe(world, ann)
    with closing(sqlite3.connect(file)) as database:
        (size,) = database.execute("PRAGMA page_size").fetchone()
        named = "SELECT rootpage FROM sqlite_schema WHERE tbl_name IN ('prompts', 'holds', 'slots', 'meta')"
        pages = [page for (page,) in database.execute(named)]
    content = bytearray(file.read_bytes())
    for page in pages:
        content[(page - 1) * size : page * size] = b"\xa5" * size
    file.write_bytes(content)
    (line,) = await refused(checkout, **given)
    assert line.startswith("The database does not do what Limber asks")
    async with program(checkout, "check", **given) as checking:
        assert await checking.ends() == 2
    assert any(said.startswith("The database file is damaged: ") for said in checking.lines), checking.lines


async def test_somebody_who_reads_the_file_beside_limber_holds_nobody_up(
    world: World, ann: Person, tmp_path: Path
) -> None:
    await subscribe(world, ann)
    with closing(sqlite3.connect(tmp_path / "limber.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM people").fetchone()
        await say(world, ann, "/stats")
        forgetting = asyncio.create_task(world.app.database.forget_traces())
        begun_at = monotonic()
        for _ in range(5):
            await asyncio.sleep(0.05)
        assert monotonic() - begun_at < 1
        other.execute("COMMIT")
    await forgetting
