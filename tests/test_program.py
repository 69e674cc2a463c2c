"""The real program as a process: what it refuses, how it ends, what it survives, and Telegram over HTTP."""

import asyncio
import os
import re
import shutil
import signal
import socket
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot import ZONE_RULES
from bot.clock import ShiftedClock
from bot.localchat.faults import CONFLICT, UNAUTHORIZED, too_many_requests
from bot.localchat.people import Person
from bot.localchat.server import LocalServer, serve
from bot.localchat.telegram import LocalTelegram
from tests.program import (
    ANSWER_SECONDS,
    ROOT,
    Program,
    asked,
    copy_checkout,
    free_port,
    local_chat,
    program,
    refused,
)
from tests.waiting import until
from tests.world import TOKEN, buttons, said

OTHER_TOKEN = "1000000002:ANOTHER-TEST-NO-SECRET-IN-THIS-TOKEN"

Seen = TypeVar("Seen")


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    telegram = LocalTelegram(TOKEN, clock=ShiftedClock())
    yield telegram
    telegram.close()


@pytest.fixture
def given(tmp_path: Path, server: LocalServer) -> dict[str, Any]:
    """The settings of a program that talks to this Telegram."""
    return {"data_folder": tmp_path, "bot_token": TOKEN, "bot_api_url": server.url}


async def finds(telegram: LocalTelegram, look: Callable[[], Seen | None]) -> Seen:
    """What somebody looks for, as soon as something that happens in the chats has brought it."""
    happened = asyncio.Event()
    unsubscribe = telegram.state.subscribe(lambda _: happened.set())
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            while (seen := look()) is None:
                await happened.wait()
                happened.clear()
    finally:
        unsubscribe()
    return seen


async def press(telegram: LocalTelegram, person: Person, label: str) -> None:
    """Presses the latest button that begins so, as soon as there is one."""

    def key() -> tuple[dict[str, Any], str] | None:
        found = ((message, shown) for message in reversed(person.chat) for shown in buttons(message))
        return next(((message, shown) for message, shown in found if shown.startswith(label)), None)

    person.presses(*await finds(telegram, key))


async def subscribe(telegram: LocalTelegram, person: Person) -> None:
    person.sends("/start")
    await press(telegram, person, "None of these")
    await finds(telegram, lambda: True if "Does one of these apply" in said(person) else None)
    for label in ("None of these", "Berlin · ", "07:30"):
        await press(telegram, person, label)
    await finds(telegram, lambda: True if any("Start timer" in buttons(m) for m in person.chat) else None)


async def test_a_busy_port_is_told_in_one_line(checkout: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        (line,) = await refused(checkout, data_folder=tmp_path, localchat_port=port)
    assert line.startswith(f"Port {port} is taken: set LOCALCHAT_PORT")


async def test_a_token_that_telegram_refuses_is_told_in_one_line(
    checkout: Path, tmp_path: Path, server: LocalServer
) -> None:
    line = (await refused(checkout, data_folder=tmp_path, bot_token=OTHER_TOKEN, bot_api_url=server.url))[-1]
    assert line.startswith("Telegram refuses BOT_TOKEN (401)")


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ("content/locales/en/precautions.toml", "locales/en/precautions.toml"),
        ("content/locales/en/messages.ftl", "locales/en"),
        ("content/locales/en/time.toml", "locales/en/time.toml"),
        ("content/tags.toml", "tags.toml"),
        ("content/figures", "figures"),
        ("content/places", "places"),
        ("content", "content"),
        ("migrations", "igrations"),
    ],
)
async def test_a_missing_file_is_named(tmp_path: Path, missing: str, named: str) -> None:
    checkout = copy_checkout(tmp_path / "checkout")
    gone = checkout / missing
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    lines = await refused(checkout, data_folder=tmp_path, localchat_port=free_port())
    assert named in lines[0]


async def test_a_migration_that_is_not_whole_is_told_in_one_line(tmp_path: Path) -> None:
    checkout = copy_checkout(tmp_path / "checkout")
    (checkout / "migrations" / "versions" / "20261123_first_tables.py").write_text("<<<<<<< HEAD\n")
    (line,) = await refused(checkout, data_folder=tmp_path, localchat_port=free_port())
    assert line == "The migrations cannot be read: SyntaxError"


async def test_all_wrong_settings_are_told_at_once_without_their_values(
    checkout: Path, tmp_path: Path
) -> None:
    wrong: dict[str, Any] = {
        "bot_token": "sesame",
        "bot_api_url": "sesame",
        "send_rate": "sesame",
        "log_level": "sesame",
    }
    lines = await refused(checkout, data_folder=tmp_path, **wrong)
    assert [line.split(" ", 1)[0] for line in lines] == ["BOT_TOKEN", "BOT_API_URL", "SEND_RATE", "LOG_LEVEL"]
    assert "sesame" not in " ".join(lines)


@pytest.mark.parametrize("address", ["mysql://localhost/limber", "limber.sqlite", "sqlite://"])
async def test_a_database_that_cannot_be_used_is_told_in_one_line(
    checkout: Path, tmp_path: Path, address: str
) -> None:
    (line,) = await refused(checkout, data_folder=tmp_path, bot_token=TOKEN, database_url=address)
    assert "atabase" in line or "DATABASE_URL" in line


async def test_a_postgresql_that_is_not_there_yet_is_said_once_and_waited_for(
    checkout: Path, given: dict[str, Any]
) -> None:
    health = free_port()
    nowhere = "postgresql://127.0.0.1:1/limber"
    async with program(checkout, **given, database_url=nowhere, health_port=health) as running:
        await running.says("the database cannot be reached yet; trying on")
        assert (await asked(health, "/healthz"))[0] == 200
        status, page = await asked(health)
        assert status == 503
        assert "the database does not answer" in page
        assert await running.stops() == 0
    assert not any("Traceback" in line for line in running.lines)


async def test_a_second_program_on_one_file_is_refused(checkout: Path, given: dict[str, Any]) -> None:
    async with program(checkout, **given) as first:
        await first.says("Limber is up")
        (line,) = await refused(checkout, **given)
        assert line.startswith("Another Limber is using ")
        assert first.is_running


async def test_a_running_local_chat_is_not_emptied_by_another_start(checkout: Path, tmp_path: Path) -> None:
    async with local_chat(checkout, tmp_path, free_port()) as (_, chat):
        ann = await chat.join("Ann")
        (line,) = await refused(checkout, "--fresh", data_folder=tmp_path, localchat_port=free_port())
        assert line.startswith("Another Limber is using ")
        await chat.send(ann, "/start")
        await chat.shows(ann, "First, your safety")


async def test_a_fresh_start_empties_the_local_chat(checkout: Path, tmp_path: Path) -> None:
    async with local_chat(checkout, tmp_path, free_port()) as (running, chat):
        ann = await chat.join("Ann")
        await chat.send(ann, "/start")
        await chat.shows(ann, "First, your safety")
        await running.stops()
    port = free_port()
    async with program(checkout, "--fresh", data_folder=tmp_path, localchat_port=port) as running:
        await running.says("this is the local chat")
        with closing(sqlite3.connect(tmp_path / "local" / "telegram.sqlite")) as journal:
            assert journal.execute("SELECT count(*) FROM things WHERE kind = 'message'").fetchone() == (0,)


async def test_a_database_of_a_newer_limber_is_refused(checkout: Path, tmp_path: Path) -> None:
    async with local_chat(checkout, tmp_path, free_port()) as (running, _):
        await running.stops()
    with closing(sqlite3.connect(tmp_path / "local" / "limber.sqlite")) as database:
        database.execute("UPDATE alembic_version SET version_num = 'ffffffffffff'")
        database.commit()
    (line,) = await refused(checkout, data_folder=tmp_path, localchat_port=free_port())
    assert line.startswith("The database is newer than this Limber")


@pytest.mark.parametrize("file", ["limber.sqlite", "telegram.sqlite"])
async def test_a_file_that_is_no_database_is_told_in_one_line(
    checkout: Path, tmp_path: Path, file: str
) -> None:
    (tmp_path / "local").mkdir()
    (tmp_path / "local" / file).write_bytes(b"These are not the bytes of a database. " * 100)
    (line,) = await refused(checkout, data_folder=tmp_path, localchat_port=free_port())
    assert "not a database" in line


async def test_a_data_folder_that_cannot_be_written_is_told_in_one_line(
    checkout: Path, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.touch()
    (line,) = await refused(checkout, data_folder=file / "data", localchat_port=free_port())
    assert line.startswith(f"Limber cannot use {file / 'data'}")


async def test_an_unknown_command_is_told_in_one_line(checkout: Path) -> None:
    (line,) = await refused(checkout, "stretch")
    assert line.startswith("argument command: invalid choice: 'stretch'")


async def test_a_database_address_is_not_used_without_a_token_and_a_line_says_so(
    checkout: Path, tmp_path: Path
) -> None:
    given: dict[str, Any] = {"data_folder": tmp_path, "database_url": "postgresql://127.0.0.1:1/limber"}
    async with program(checkout, localchat_port=free_port(), **given) as running:
        await running.says("DATABASE_URL is not used without BOT_TOKEN")
        await running.says("this is the local chat")


async def test_the_whole_is_checked_without_being_started(checkout: Path, tmp_path: Path) -> None:
    async with program(checkout, "check", data_folder=tmp_path) as running:
        assert await running.ends() == 0
    disk = next(line for line in running.lines if line.startswith("Disk: "))
    assert disk.endswith(f" MB free for {tmp_path}.")
    assert running.lines == [
        "Settings: in order.",
        "Content: in order, in de, en.",
        f"Time zones: {ZONE_RULES}.",
        "Database: not there yet; the first start makes it.",
        disk,
        "Token: none, so ./run starts the local chat.",
    ]
    assert list(tmp_path.iterdir()) == [], "looking makes nothing"


async def test_the_check_lists_the_gaps_of_a_language_that_is_still_being_written(tmp_path: Path) -> None:
    checkout = copy_checkout(tmp_path / "checkout")
    english, french = (checkout / "content/locales" / language for language in ("en", "fr"))
    shutil.copytree(english, french)
    (french / "language.toml").unlink()
    (french / "stretches/pnf.toml").unlink()
    for file, good, bad in (
        ("messages.ftl", "{ $place }", "here"),
        ("messages.ftl", "button-done = Done", "button-done-2 = Fait"),
        ("words.toml", "sore = ", "sores = "),
        ("time.toml", "noon = ", "noons = "),
        ("tips.toml", "yoga = ", "yogas = "),
        ("emergency.toml", "negatives = ", "nos = "),
        ("../../figures/standing.toml", "neck = -15", "neck = -80"),
        ("../../figures/seated.toml", 'kind = "mat"', 'kind = "rug"'),
    ):
        text = (french / file).read_text(encoding="utf-8")
        (french / file).write_text(text.replace(good, bad), encoding="utf-8")
    async with program(checkout, "check", data_folder=tmp_path) as running:
        assert await running.ends() == 2
    listed = "\n".join(running.lines)
    for gap in (
        "fr/language.toml: the file is missing",
        "fr/stretches/pnf.toml: the file is missing",
        "fr/tips.toml: yoga: is missing",
        "fr/messages.ftl: button-done is missing",
        "fr/messages.ftl: zone-set lacks $place",
        "fr/words.toml: sore: is missing",
        "fr/time.toml: clock.noon: is missing",
        "fr/emergency.toml: negatives: is missing",
        "figures/standing.toml: hold.neck: -80 degrees",
        "figures/seated.toml: gear.0: Input tag 'rug'",
    ):
        assert gap in listed, listed
    for figure in ("standing", "seated"):
        shutil.copy2(ROOT / f"content/figures/{figure}.toml", checkout / "content/figures")
    async with local_chat(checkout, tmp_path, free_port()) as (started, _):
        assert started.is_running, "nobody but the translator is kept waiting"


async def test_no_network_at_the_start_is_said_and_waited_out(
    checkout: Path, tmp_path: Path, telegram: LocalTelegram
) -> None:
    port = free_port()
    given: dict[str, Any] = {
        "data_folder": tmp_path,
        "bot_token": TOKEN,
        "bot_api_url": f"http://127.0.0.1:{port}",
    }
    async with program(checkout, **given) as running:
        await running.says("Telegram cannot be reached yet; trying on")
        server = await serve(telegram, port=port, clock=ShiftedClock())
        await running.says("Limber is up")
        assert await running.stops() == 0
        await server.close()
    assert sum("cannot be reached" in line for line in running.lines) == 1


async def test_it_ends_while_it_waits_for_the_network(checkout: Path, tmp_path: Path) -> None:
    given: dict[str, Any] = {
        "data_folder": tmp_path,
        "bot_token": TOKEN,
        "bot_api_url": f"http://127.0.0.1:{free_port()}",
    }
    async with program(checkout, **given) as running:
        await running.says("Telegram cannot be reached yet; trying on")
        assert await running.stops() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_the_local_chat_in_time_with_a_hold_running(
    checkout: Path, tmp_path: Path, number: signal.Signals
) -> None:
    async with local_chat(checkout, tmp_path, free_port()) as (running, chat):
        await begin_hold(chat)
        assert await running.stops(number) == 0
    assert not any("Traceback" in line or "error" in line for line in running.lines)


@pytest.fixture
def hangup() -> Iterator[None]:
    """What this process does about SIGHUP, which its children take over, may be changed meanwhile."""
    before = signal.getsignal(signal.SIGHUP)
    yield
    signal.signal(signal.SIGHUP, before)


async def test_a_terminal_that_goes_ends_it_in_order_but_not_under_nohup(
    checkout: Path, given: dict[str, Any], hangup: None
) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    async with program(checkout, **given) as running:
        await running.says("Limber is up")
        assert await running.stops(signal.SIGHUP) == 0
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    async with program(checkout, **given) as running:
        await running.says("Limber is up")
        running.gets(signal.SIGHUP)
        assert await running.stops() == 0


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C reaches the program also where the tests run in the background, in which a shell lets it be ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("after_seconds", [0.0, 0.3])
async def test_ctrl_c_while_it_loads_ends_it_without_a_word(
    checkout: Path, tmp_path: Path, interruptible: None, after_seconds: float
) -> None:
    async with program(checkout, "check", data_folder=tmp_path) as running:
        # Python catches it from its start on, the program leaves it to the system before it loads its libraries.
        await until(lambda: catches(running, signal.SIGINT))
        await until(lambda: not catches(running, signal.SIGINT))
        await asyncio.sleep(after_seconds)
        assert await running.stops(signal.SIGINT) == -signal.SIGINT
    assert running.lines == []


def catches(running: Program, number: signal.Signals) -> bool:
    """Whether the process does something of its own about a signal."""
    status = Path(f"/proc/{running._process.pid}/status").read_text()
    caught = int(status.partition("SigCgt:")[2].split()[0], 16)
    return bool(caught >> (number - 1) & 1)


async def test_with_a_token_there_is_no_chat_to_empty(checkout: Path, tmp_path: Path) -> None:
    (line,) = await refused(checkout, "--fresh", data_folder=tmp_path, bot_token=TOKEN)
    assert line.startswith("--fresh empties the local chat; with BOT_TOKEN there is none")


async def test_a_misspelt_name_in_the_file_is_warned_of_at_the_start_and_wrong_in_the_check(
    tmp_path: Path,
) -> None:
    checkout = copy_checkout(tmp_path / "checkout")
    (checkout / ".env").write_text("ALOWED_IDS=5\n")
    given: dict[str, Any] = {"data_folder": tmp_path / "data", "localchat_port": free_port()}
    async with program(checkout, **given) as running:
        warned = await running.says("a name in the file .env is no setting")
        assert "ALOWED_IDS" in warned
        await running.says("this is the local chat")
    async with program(checkout, "check", **given) as running:
        assert await running.ends() == 2
    assert running.lines[0] == "Settings: ALOWED_IDS in the file .env is none of them."


async def begin_hold(chat: Any) -> int:
    """The id of somebody new whose first hold runs."""
    ann = int(await chat.join("Ann"))
    await chat.send(ann, "/start")
    await chat.press(ann, "None of these")
    await chat.shows(ann, "Does one of these apply")
    for label in (
        "None of these",
        "Berlin · ",
        "07:30",
        "Start timer",
        "Ready",
    ):
        await chat.press(ann, label)
    await chat.shows(ann, "Hold, left leg")
    return ann


async def test_onboarding_goes_on_after_a_kill_at_every_step(checkout: Path, tmp_path: Path) -> None:
    port = free_port()
    async with local_chat(checkout, tmp_path, port) as (running, chat):
        ann = await chat.join("Ann")
        await chat.send(ann, "/start")
        await chat.press(ann, "None of these")
        await chat.shows(ann, "Does one of these apply")
        await chat.press(ann, "None of these")
        await chat.shows(ann, "Where are you?")
        await running.dies()
    async with local_chat(checkout, tmp_path, port) as (running, chat):
        await chat.send(ann, "berln")
        await chat.shows(ann, "Is that right?")
        await running.dies()
    async with local_chat(checkout, tmp_path, port) as (running, chat):
        await chat.press(ann, "Yes, that is right")
        await chat.shows(ann, "When should your stretch come?")
        await running.dies()
    async with local_chat(checkout, tmp_path, port) as (_, chat):
        await chat.send(ann, "7:30")
        await chat.shows(ann, "You are subscribed")
        await chat.press(ann, "Start timer")


async def test_a_hold_goes_on_after_a_kill(checkout: Path, tmp_path: Path) -> None:
    port = free_port()
    async with local_chat(checkout, tmp_path, port) as (running, chat):
        ann = await begin_hold(chat)
        # Within a second of `Ready`, which stood in the same place, it would be a tap too many.
        await asyncio.sleep(1.1)
        for _ in range(3):
            await chat.press(ann, "+10 s")
        await chat.shows(ann, "40 s\nHold, left leg, 1 of 1")
        await running.dies()
    async with local_chat(checkout, tmp_path, port) as (_, chat):
        frame = await chat.finds(ann, lambda message: message if "Hold, left leg" in str(message) else None)
        # A frame at a lower second than before can only come from the second life.
        assert await chat.finds(
            ann,
            lambda message: (
                message if message["message_id"] == frame["message_id"] and message != frame else None
            ),
        )
        # No further at once than half a minute: what runs unseen for longer has lost count.
        await chat.jump(25)
        await chat.finds(ann, lambda message: re.match(r"1?\d s\n", str(message.get("caption"))))
        await chat.jump(20)
        await chat.shows(ann, "1 of 1 done")


async def test_telegram_is_served_over_http_and_a_prompt_missed_meanwhile_comes_after_the_start(
    checkout: Path, tmp_path: Path, telegram: LocalTelegram, given: dict[str, Any]
) -> None:
    ann = telegram.person("Ann", language_code="en")
    async with program(checkout, **given) as running:
        await running.says("Limber is up")
        await subscribe(telegram, ann)
        assert await running.stops() == 0
    with closing(sqlite3.connect(tmp_path / "limber.sqlite")) as database:
        assert os.stat(tmp_path / "limber.sqlite").st_mode & 0o077 == 0
        database.execute("UPDATE slots SET next_due_at = strftime('%Y-%m-%d %H:%M:%f', 'now', '-10 minutes')")
        database.commit()
    before = len(ann.chat)
    async with program(checkout, **given) as running:
        await running.says("Limber is up")
        await finds(telegram, lambda: True if len(ann.chat) > before else None)
        assert "Start timer" in buttons(ann.last)
        ann.sends("done")
        await finds(telegram, lambda: True if "Logged" in said(ann) else None)
        assert await running.stops() == 0
    assert TOKEN not in "\n".join(running.lines)


async def test_a_second_poller_is_told_in_one_line_and_waited_out(
    checkout: Path, telegram: LocalTelegram, given: dict[str, Any]
) -> None:
    ann = telegram.person("Ann", language_code="en")
    async with program(checkout, **given) as running:
        await running.says("Limber is up")
        telegram.faults.add(CONFLICT, "getUpdates", times=2)
        # A poll that is under way ends with an update; the next ones are refused.
        ann.sends("/start")
        await running.says("another program polls with this token")
        await finds(telegram, lambda: True if "First, your safety" in str(ann.chat) else None)
        assert await running.stops() == 0
    assert sum("another program polls" in line for line in running.lines) == 1


async def test_a_token_taken_back_while_it_runs_is_told_in_one_line_and_ends_nothing(
    checkout: Path, telegram: LocalTelegram, given: dict[str, Any]
) -> None:
    async with program(checkout, **given) as running:
        await running.says("Limber is up")
        telegram.faults.add(UNAUTHORIZED, times=1000)
        telegram.person("Ann", language_code="en").sends("/start")
        await running.says("Telegram refuses the token")
        assert running.is_running
        assert await running.stops() == 0
    assert sum("refuses the token" in line for line in running.lines) == 1


async def test_updates_are_posted_to_the_webhook_and_polling_takes_it_away_again(
    checkout: Path, telegram: LocalTelegram, given: dict[str, Any]
) -> None:
    port = free_port()
    webhook: dict[str, Any] = {"webhook_url": f"http://127.0.0.1:{port}/limber", "webhook_port": port}
    ann = telegram.person("Ann", language_code="en")
    async with program(checkout, **given, **webhook) as running:
        await running.says("Limber is up")
        await subscribe(telegram, ann)
        assert await running.stops() == 0
    # Posted to nobody: Telegram keeps it.
    ann.sends("/stats")
    async with program(checkout, **given, **webhook) as running:
        await finds(telegram, lambda: True if "No entry so far" in said(ann) else None)
        assert await running.stops() == 0
    async with program(checkout, **given) as running:
        await running.says("Limber is up")
        ann.sends("/help")
        await finds(telegram, lambda: True if "one stretch at your time" in said(ann) else None)
        assert await running.stops() == 0
    assert TOKEN not in "\n".join(running.lines)


async def test_without_a_network_it_is_alive_and_not_ready(
    checkout: Path, tmp_path: Path, telegram: LocalTelegram
) -> None:
    port, health = free_port(), free_port()
    given: dict[str, Any] = {
        "data_folder": tmp_path,
        "bot_token": TOKEN,
        "bot_api_url": f"http://127.0.0.1:{port}",
        "health_port": health,
    }
    async with program(checkout, **given) as running:
        await running.says("Telegram cannot be reached yet; trying on")
        assert await asked(health, "/healthz") == (200, "alive\n")
        assert await asked(health) == (503, "Telegram has not answered yet\n")
        server = await serve(telegram, port=port, clock=ShiftedClock())
        await running.says("Limber is up")
        assert await until_it_says(health, 200) == "ready\n"
        telegram.faults.add(UNAUTHORIZED, times=1000)
        telegram.person("Ann", language_code="en").sends("/start")
        assert await until_it_says(health, 503) == "updates do not come in\n"
        assert await asked(health, "/healthz") == (200, "alive\n")
        assert await running.stops() == 0
        await server.close()


async def until_it_says(port: int, status: int) -> str:
    """What /readyz says, as soon as it says it with this status."""

    async def is_said() -> bool:
        return (await asked(port))[0] == status

    await until(is_said, within=ANSWER_SECONDS)
    return (await asked(port))[1]


async def test_a_busy_port_for_health_or_what_comes_in_is_told_in_one_line(
    checkout: Path, given: dict[str, Any]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        (line,) = await refused(checkout, health_port=port, **given)
        taken_by = f"Port {port} on 127.0.0.1 is taken: does another Limber run?"
        assert line == f"{taken_by} If not, set HEALTH_PORT to another one."
        webhook: dict[str, Any] = {"webhook_url": "https://bot.example.org", "webhook_port": port}
        line = (await refused(checkout, **webhook, **given))[-1]
        assert line == f"{taken_by} If not, set WEBHOOK_PORT to another one."
        public: dict[str, Any] = {"public_url": "https://bot.example.org", "public_port": port}
        line = (await refused(checkout, **public, **given))[-1]
        assert line == f"{taken_by} If not, set PUBLIC_PORT to another one."
    (line,) = await refused(checkout, health_host="192.0.2.1", health_port=free_port(), **given)
    assert line.startswith("192.0.2.1 is no address of this machine: set HEALTH_HOST")


async def test_a_menu_that_telegram_does_not_take_now_keeps_nobody_waiting(
    checkout: Path, telegram: LocalTelegram, given: dict[str, Any]
) -> None:
    telegram.faults.add(too_many_requests(86400), "setMyDescription", times=1000)
    ann = telegram.person("Ann", language_code="en")
    async with program(checkout, **given) as running:
        await running.says("the menu and the description are as they were")
        ann.sends("/help")
        await finds(telegram, lambda: True if "one stretch at your time" in str(ann.chat) else None)
        assert await running.stops() == 0


async def test_variables_that_name_a_proxy_change_nothing(checkout: Path, given: dict[str, Any]) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    async with program(
        checkout, http_proxy=nowhere, https_proxy=nowhere, all_proxy=nowhere, **given
    ) as running:
        await running.says("Limber is up")
        assert await running.stops() == 0
