"""What needs a person: who is told of it, how often, and what the service that waits for a heartbeat hears."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot import alerts
from bot.alerts import Alerts, Heartbeat, Need, address
from bot.localchat.telegram import LocalTelegram
from bot.services.load import Load
from bot.storage.errors import Unavailable
from tests.databases import read_only
from tests.world import FakeClock, World, running, said

WELL = Load(due=0, late=timedelta(0), running_holds=0, inbox_age=timedelta(0))


class Machine:
    """A machine whose state a test sets, and what was told of it."""

    def __init__(self) -> None:
        self.now = 0.0
        self.load: Load | None = WELL
        self.free = 1 << 40
        self.begun_anew = 0
        self.told: list[Need] = []
        self.alerts = Alerts(
            look=self._look,
            room=lambda: self.free,
            begun_anew=lambda: self.begun_anew,
            tell=self._tell,
            now=lambda: self.now,
        )

    async def looks(self, at: float) -> list[Need]:
        """What is told when it is looked at then."""
        self.now = at
        before = len(self.told)
        await self.alerts.look()
        return self.told[before:]

    async def _look(self) -> Load:
        if self.load is None:
            raise Unavailable("away")
        return self.load

    async def _tell(self, need: Need) -> None:
        self.told.append(need)


async def test_a_machine_that_is_well_is_told_of_to_nobody() -> None:
    assert await Machine().looks(0) == []


async def test_a_database_that_is_away_is_told_of_after_five_minutes_and_once_an_hour() -> None:
    machine = Machine()
    await machine.looks(0)
    machine.load = None
    assert await machine.looks(299) == []
    assert await machine.looks(301) == [Need.DATABASE]
    assert await machine.looks(3900) == []
    assert await machine.looks(3902) == [Need.DATABASE]
    machine.load = WELL
    assert await machine.looks(9000) == []
    machine.load = None
    assert await machine.looks(9200) == []


async def test_prompts_that_are_ten_minutes_late_are_told_of() -> None:
    machine = Machine()
    machine.load = Load(due=3, late=timedelta(minutes=9), running_holds=0, inbox_age=timedelta(0))
    assert await machine.looks(0) == []
    machine.load = Load(due=3, late=timedelta(minutes=10), running_holds=0, inbox_age=timedelta(0))
    assert await machine.looks(30) == [Need.LATE]


async def test_a_disk_with_hardly_any_room_is_told_of_also_while_the_database_is_away() -> None:
    machine = Machine()
    machine.free, machine.load = 1 << 20, None
    assert await machine.looks(0) == [Need.DISK]


async def test_a_worker_that_was_begun_anew_is_told_of_once() -> None:
    machine = Machine()
    machine.begun_anew = 1
    assert await machine.looks(0) == [Need.WORKER]
    assert await machine.looks(7200) == []
    machine.begun_anew = 2
    assert await machine.looks(7300) == [Need.WORKER]


async def test_an_admin_is_told_while_the_database_takes_nothing(
    telegram: LocalTelegram, clock: FakeClock, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerts, "LEAST_ROOM", 1 << 60)
    admin = telegram.person("Ada", language_code="de")
    admin.sends("/start")
    async with running(telegram, clock, database_url, admin_ids=str(admin.id)) as world:
        await world.app.alerts.look()
        assert "hardly any room" in said(admin)


async def test_an_admin_who_never_started_the_bot_is_told_of_in_the_log(
    telegram: LocalTelegram, clock: FakeClock, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerts, "LEAST_ROOM", 1 << 60)
    async with running(telegram, clock, database_url, admin_ids="4242") as world:
        with capture_logs() as lines:
            await world.app.alerts.look()
    assert [line["event"] for line in lines] == ["an admin was not told"]


@pytest.mark.parametrize(
    ("url", "wrong", "called"),
    [
        ("https://hc-ping.com/abc", [], "https://hc-ping.com/abc"),
        ("https://hc-ping.com/abc", ["late"], "https://hc-ping.com/abc/fail"),
        ("https://hc-ping.com/abc/", ["late"], "https://hc-ping.com/abc/fail"),
        (
            "https://kuma.example/api/push/key?status=up&msg=OK&ping=",
            [],
            "https://kuma.example/api/push/key?status=up&msg=OK",
        ),
        (
            "https://kuma.example/api/push/key",
            ["updates do not come in"],
            "https://kuma.example/api/push/key?status=down&msg=updates+do+not+come+in",
        ),
    ],
)
def test_a_heartbeat_goes_where_its_service_takes_it(url: str, wrong: list[str], called: str) -> None:
    assert address(url, wrong) == called


@pytest.fixture
async def heard() -> AsyncIterator[tuple[str, list[tuple[str, str]]]]:
    """The address of a service, and what it heard: the path and the body."""
    heard: list[tuple[str, str]] = []

    async def hear(request: web.Request) -> web.Response:
        heard.append((request.path, await request.text()))
        return web.Response()

    application = web.Application()
    application.router.add_post("/{anything:.*}", hear)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/abc", heard
    await runner.cleanup()


async def test_the_heartbeat_says_what_is_wrong(
    heard: tuple[str, list[tuple[str, str]]], world: World
) -> None:
    url, said_there = heard
    heartbeat = Heartbeat(url, world.app.all_faults)
    world.app.receiving.is_well = True  # type: ignore[misc]
    await heartbeat.beat(await world.app.all_faults())
    with read_only(world.app.database):
        world.app.receiving.is_well = False  # type: ignore[misc]
        await heartbeat.beat(await world.app.all_faults())
    assert said_there == [("/abc", ""), ("/abc/fail", "updates do not come in")]


async def test_a_service_that_hears_nothing_is_told_of_once_and_no_address_is_logged() -> None:
    async def well() -> list[str]:
        return []

    heartbeat = Heartbeat("http://127.0.0.1:9/secret", well)
    with capture_logs() as lines:
        for _ in range(3):
            await heartbeat.beat([])
    assert [line["event"] for line in lines] == ["nobody hears the heartbeat; it goes on"]
    assert "secret" not in str(lines)
