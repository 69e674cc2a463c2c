"""A whole day of the real program, in minutes: a hundred people, and every trouble there is, in an order by a seed.

The day goes by as fast as the program keeps up with it (fast_time.py, hastening.py). Whatever came, at its end nobody
has lost anything, nobody was hurt by what met somebody else, the memory is what it was, and the log is short. A failed
day comes again with its seed; `SOAK_SEED=... pytest tests/faults/test_soak.py` takes another one, or a `random` one.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import randrange
from statistics import mean
from typing import Any, NamedTuple

import pytest
from sqlalchemy import select

from bot.domain.prompt import Delivery, PromptKind, Reason
from bot.storage.database import Database
from bot.storage.inbox import UpdateState
from bot.storage.own_tables import inbox
from bot.storage.tables import holds, prompts, slots
from tests.faults.fast_time import FastLoop
from tests.faults.soaking import BEGINS_AT, DAY_SECONDS, JOINED_SECONDS, UNLUCKY, Day, a_file, a_server, lived
from tests.program import copy_checkout

# The same day for everybody who changes the program; others are lived by hand.
USUAL_SEED = "462"
MOST_GROWTH = 1.05
# A clock that is three hours behind makes marks three hours older.
MARKS_GONE = timedelta(hours=4)
ENDS_AT = BEGINS_AT + timedelta(seconds=DAY_SECONDS)
# What people do of their own accord keeps some prompts away; and after a trouble one of several is enough.
BY_THEMSELVES = {None, Reason.DONE.value, Reason.PAUSED.value, Reason.NEWER.value}
OUTCOMES = {Delivery.SENT.value, Delivery.UNKNOWN.value, Delivery.SKIPPED.value}
# About one person or one message alone: there is one a person or a message.
OF_ONE = {
    "prompt refused",
    "update set aside",
    "end of a hold refused",
    "end of a hold not shown",
    "timer not shown",
    "picture refused",
}
# From Python itself, of a process that was killed.
KILLED = "resource_tracker"
TOLD_THERE_AND_BACK = "the clock has jumped"
# What is deleted on a full disk makes room for a while: it is over, and comes again.
COMES_AGAIN = {"full disk": 3}
NO_TELEGRAM = "Telegram does not answer; trying on"
# How these troubles are told, whenever they come.
TOLD = {
    **dict.fromkeys(("no connection", "gateway", "captive portal", "restarting"), NO_TELEGRAM),
    **dict.fromkeys(("cut short", "answers lost", "reset"), NO_TELEGRAM),
    "token refused": "Telegram refuses the token; is it still the one that BotFather shows?",
    "another poller": "another program polls with this token; only one may",
    "too many": "Telegram lets nobody be written to; one call every 30 s is tried",
    **dict.fromkeys(
        ("two hours ahead", "three hours behind", "years ahead"),
        "the clock is wrong; no prompt goes until it is right",
    ),
    "locked file": "updates cannot be kept; trying on",
    "read-only disk": "updates cannot be kept; trying on",
    "no database": "updates cannot be kept; trying on",
}
# How the end of what is told is told.
ENDS = {
    "work waits for the database": "work goes on",
    "updates cannot be kept; trying on": "updates come in again",
    NO_TELEGRAM: "updates come in again",
    "another program polls with this token; only one may": "updates come in again",
    "Telegram refuses the token; is it still the one that BotFather shows?": "updates come in again",
    "the clock is wrong; no prompt goes until it is right": "the clock is right again; prompts go on",
    "Telegram lets nobody be written to; one call every 30 s is tried": "people are written to again",
    "an update waits for the database": "updates are handled again",
    "what was sent waits to be recorded": "what was sent is recorded again",
    "no permits to send: the database is away": "there are permits to send again",
    "a turn was not given up": "turns are given up again",
}
LINE = re.compile(r"\d\S+Z \[(\w+) *\] (.*?)(?: +(\w+=.*))?$")


@pytest.fixture(scope="session")
def hastened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program, with the means to let its time go fast."""
    folder = copy_checkout(tmp_path_factory.mktemp("hastened"))
    shutil.copy2(Path(__file__).with_name("hastening.py"), folder)
    return folder


@pytest.fixture
def seed() -> int:
    asked = os.environ.get("SOAK_SEED") or USUAL_SEED
    seed = randrange(1_000_000) if asked == "random" else int(asked)
    print(f"SOAK_SEED={seed}")
    return seed


@pytest.mark.matrix
@pytest.mark.timeout(1800)
# A picture that a kill cut short on its way: aiohttp leaves open what had come of it.
@pytest.mark.filterwarnings("ignore:Unclosed file <.*SpooledTemporaryFile:ResourceWarning")
@pytest.mark.parametrize("database", [a_file, a_server], ids=["sqlite", "postgresql"])
def test_a_day_of_all_troubles_costs_nobody_anything(
    database: Any, tmp_path: Path, hastened: Path, seed: int
) -> None:
    day = Day()
    with database(tmp_path) as kept:
        with asyncio.Runner(loop_factory=lambda: FastLoop(BEGINS_AT, tmp_path / "time.socket")) as runner:
            runner.run(lived(day, kept, tmp_path, hastened, seed))
        rows = asyncio.run(left_in(kept.url))
    check(day, rows)


class Left(NamedTuple):
    """What the database holds at the end."""

    prompts: list[Any]
    slots: list[Any]
    holds: list[Any]
    inbox: dict[int, str]


async def left_in(url: str) -> Left:
    database = Database(url)
    async with database.read() as tx:
        ask = tx._connection.execute
        left = Left(
            list(await ask(select(prompts, slots.c.at).outerjoin(slots, prompts.c.slot_id == slots.c.id))),
            list(await ask(select(slots))),
            list(await ask(select(holds))),
            {row.update_id: row.state for row in await ask(select(inbox.c.update_id, inbox.c.state))},
        )
    await database.close()
    return left


def check(day: Day, left: Left) -> None:
    """That the day cost nobody anything; whatever it cost is named at once."""
    wrong = [
        *wrong_outcomes(day, left),
        *wrong_copies(day, left),
        *wrong_answers(day, left),
        *wrong_lines(day),
        *wrong_memory(day),
    ]
    if day.health != [(200, "alive\n"), (200, "ready\n")]:
        wrong.append(f"its health is {day.health}")
    if day.status:
        wrong.append(f"it ended with {day.status}")
    if wrong:
        print(*day.telegram.troubles, sep="\n")
        print(*(f"{line.at:.1f} {line.text}" for line in day.machine.lines), sep="\n")
    assert not wrong, "\n".join(wrong)


def wrong_outcomes(day: Day, left: Left) -> Iterator[str]:
    """Due slots without their one outcome, or with one that nothing that their people did explains."""
    unlucky = {habits.person.id for habits in day.people[-UNLUCKY:]}
    rows: dict[Any, list[Any]] = defaultdict(list)
    for row in left.prompts:
        if row.kind == PromptKind.SLOT.value and row.slot_id is not None:
            rows[row.person_id, row.at, row.slot_on].append(row)
        if row.person_id not in unlucky and row.delivery not in OUTCOMES:
            yield f"a prompt of {row.person_id} is left {row.delivery}"
    for habits in day.people:
        if habits.changes_times:
            continue
        for at, on in habits.due(ENDS_AT - timedelta(minutes=5)):
            found = rows[habits.person.id, at, on]
            # Who has blocked the bot has no times meanwhile.
            if len(found) != 1 and (found or habits.person.id not in unlucky):
                yield f"{habits.person.id} has {len(found)} outcomes of {at} on {on}"
            elif habits.person.id not in unlucky and found[0].reason not in BY_THEMSELVES:
                yield f"{habits.person.id} has no prompt of {at} on {on}: {found[0].reason}"
    for slot in left.slots:
        if slot.next_due_at is not None and slot.next_due_at < ENDS_AT - timedelta(minutes=1):
            yield f"a slot of {slot.person_id} was left behind at {slot.next_due_at}"
    for hold in left.holds:
        if hold.next_beat_at is not None and hold.person_id not in unlucky:
            yield f"a timer of {hold.person_id} never ended: {hold.state}"


def wrong_copies(day: Day, left: Left) -> Iterator[str]:
    """Prompts that came three times, or twice without a kill or an unclear answer, or not at all."""
    unlucky = {habits.person.id for habits in day.people[-UNLUCKY:]}
    for row in left.prompts:
        copies = day.telegram.copies[row.id]
        if len(copies) > 2:
            yield f"prompt {row.id} came {len(copies)} times"
        if len(copies) == 2:
            first = copies[0]
            is_killed = any(0 <= killed_at - first <= 60 for killed_at in day.machine.killed_at)
            is_unclear = any(first <= at <= first + 90 for at in day.telegram.failures[row.person_id])
            if not is_killed and not is_unclear:
                yield f"prompt {row.id} came twice"
        if not copies and row.delivery == Delivery.SENT.value and row.person_id not in unlucky:
            yield f"prompt {row.id} was sent, and nobody got it"


def wrong_answers(day: Day, left: Left) -> Iterator[str]:
    """What people did and were not answered, or was not handled."""
    unlucky = {habits.person.id for habits in day.people[-UNLUCKY:]}
    for habits in day.people[:-UNLUCKY]:
        yield from (f"{habits.person.id} was not answered at {act}" for act in habits.unanswered)
    for update in day.telegram.updates_sent:
        person_id = next(body["from"]["id"] for name, body in update.items() if name != "update_id")
        state = left.inbox.get(update["update_id"])
        # A press that nobody took in time is forgotten by Telegram; the mark of what was handled is, after a day.
        at = datetime.fromtimestamp(update["message"]["date"], UTC) if "message" in update else BEGINS_AT
        may_be_gone = state is None and at < BEGINS_AT + MARKS_GONE
        if person_id not in unlucky and state != UpdateState.HANDLED.value and not may_be_gone:
            yield f"update {update['update_id']} of {person_id} is {state}"


def wrong_lines(day: Day) -> Iterator[str]:
    """What was told twice in one trouble, or not ended, or told with no trouble there."""
    troubles = day.telegram.troubles
    told: Counter[tuple[int, str]] = Counter()
    lines = []
    event = ""
    for at, text in day.machine.lines:
        if (parts := LINE.match(text)) is None:
            # Where an error that is told was raised.
            if event not in OF_ONE and KILLED not in text:
                yield f"no line of the log: {text}"
            continue
        level, event, rest = parts.groups()
        work = re.search(r"work=(\S+)", rest or "")
        name = f"{event} ({work[1]})" if work else event
        lines.append((at, name))
        if level not in {"warning", "error", "critical"} or event in OF_ONE:
            continue
        # One may begin while a smaller one before it is not quite over.
        number = max((n for n, it in enumerate(troubles) if it.begun_at <= at <= it.left_at), default=None)
        if number is None:
            if at > JOINED_SECONDS:
                yield f"told with no trouble there, at {at:.0f}: {text}"
            continue
        told[number, name] += 1
    for number, trouble in enumerate(troubles):
        if trouble.name in TOLD and not told[number, TOLD[trouble.name]]:
            yield f"not told: {trouble}"
    for (number, name), times in told.items():
        trouble = troubles[number]
        if times > (2 if name == TOLD_THERE_AND_BACK else COMES_AGAIN.get(trouble.name, 1)):
            yield f"told {times} times in {trouble}: {name}"
        begun, _, whose = name.partition(" (")
        if begun in ENDS:
            end = f"{ENDS[begun]} ({whose}" if whose else ENDS[begun]
            if not any(trouble.begun_at <= at <= trouble.left_at and said == end for at, said in lines):
                yield f"the end of {name} was not told in {trouble}"


def wrong_memory(day: Day) -> Iterator[str]:
    """That the last process grew."""
    samples = day.machine.samples
    quarter = len(samples) // 4
    second, last = mean(samples[quarter : 2 * quarter]), mean(samples[3 * quarter :])
    print(
        f"memory by quarters: {[round(mean(samples[n * quarter : (n + 1) * quarter])) for n in range(4)]} kB"
    )
    if last > second * MOST_GROWTH:
        yield f"it grew from {second:.0f} to {last:.0f} kB"
