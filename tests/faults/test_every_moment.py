"""One error of each kind at each moment of a person's day: nobody else is hurt, and the row says what became of it.

Every error there is, at the first call of each method, is met in test_every_error; here it is the moment that varies.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.domain.person import Standing
from bot.domain.prompt import Delivery
from bot.localchat import faults, limits
from bot.localchat.faults import Fault, refusing
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.storage.tables import prompts
from tests.world import (
    TOKEN,
    FakeClock,
    World,
    press,
    profile_of,
    record_of,
    running,
    say,
    sent_prompts,
    start_hold,
    subscribe,
    text_of,
)

KINDS = {
    "permanent, about the person": faults.BLOCKED,
    "permanent, about the message": refusing(limits.bad_request("have no rights to send a message")),
    "later, with a time": faults.too_many_requests(5),
    "later, without one": faults.NO_CONNECTION,
    "unclear, and it was done": faults.ACCEPTED_THEN_TIMEOUT,
    "unclear, and it was not": faults.BAD_GATEWAY,
    "malformed": faults.CAPTIVE_PORTAL,
}
# What the row of a due prompt may say after an error of each kind.
BECAME = {
    "permanent, about the person": {("unreachable", "blocked")},
    "permanent, about the message": {("skipped", "refused")},
}
SENT = {("sent", None)}
BESIDE = 2


@pytest.fixture
async def faulty(clock: FakeClock, tmp_path: Path) -> AsyncIterator[World]:
    """A world whose Telegram no judge listens to: what it answers is meant to be wrong."""
    telegram = LocalTelegram(token=TOKEN, clock=clock)
    async with running(telegram, clock, f"sqlite:///{tmp_path / 'limber.sqlite'}") as world:
        yield world
    telegram.close()


@pytest.fixture
async def ann(faulty: World) -> Person:
    """She meets the error."""
    ann = faulty.telegram.person("Ann", language_code="en")
    await subscribe(faulty, ann)
    return ann


@pytest.fixture
async def others(faulty: World, ann: Person) -> list[Person]:
    """They do the same beside her, and meet none."""
    people = [faulty.telegram.person(f"Ben {number}", language_code="en") for number in range(BESIDE)]
    for person in people:
        await subscribe(faulty, person)
    return people


def by_kind() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("kind", KINDS)


async def is_well_again(world: World, ann: Person, kind: str) -> None:
    """She is answered as ever, unless she blocked the bot, and then once she comes back."""
    assert (await say(world, ann, "/help")).startswith("Limber sends one stretch")
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE, kind
    assert not world.telegram.state.updates.pending()


@by_kind()
async def test_in_a_burst(faulty: World, ann: Person, others: list[Person], kind: str) -> None:
    before = {person.id: len(sent_prompts(faulty, person)) for person in others}
    # A picture that is refused goes as words: these are refused too.
    faulty.telegram.faults.add(KINDS[kind], chat=ann.id, times=2 if kind in BECAME else 1)
    with capture_logs() as lines:
        await faulty.advance(hours=26)
    faulty.telegram.faults.clear()
    for person in others:
        assert len(sent_prompts(faulty, person)) == before[person.id] + 1
    async with faulty.app.database.read() as tx:
        query = select(prompts.c.delivery, prompts.c.reason).where(prompts.c.person_id == ann.id)
        last = (await tx._connection.execute(query.order_by(prompts.c.id.desc()).limit(1))).one()
    assert tuple(last) in BECAME.get(kind, SENT)
    assert sum(line["log_level"] == "error" for line in lines) <= 1
    await is_well_again(faulty, ann, kind)


async def meets(world: World, ann: Person, others: list[Person], fault: Fault, *, after: float) -> None:
    """All run the same timer; her first call after so many seconds meets the error."""
    for person in (ann, *others):
        await start_hold(world, person, "supine")
    await world.advance(seconds=after)
    world.telegram.faults.add(fault, chat=ann.id)
    await world.advance(minutes=10)
    world.telegram.faults.clear()


@by_kind()
@pytest.mark.parametrize("after", [1.0, 30.0, 60.0, 70.0], ids="{} s".format)
async def test_while_a_timer_runs(
    faulty: World, ann: Person, others: list[Person], kind: str, after: float
) -> None:
    with capture_logs() as lines:
        await meets(faulty, ann, others, KINDS[kind], after=after)
    holds = faulty.app.limber.holds
    for person in (ann, *others):
        assert await holds.running(person.id) is None
    kept = [await record_of(faulty, person) for person in others]
    if KINDS[kind] is not faults.BLOCKED:
        # What she did is hers, whatever became of a message; who blocked the bot has left the timer.
        kept.append(await record_of(faulty, ann))
    (first,) = kept[0]
    assert first.timed
    whole = [(first.left, first.right, True)]
    assert all([(entry.left, entry.right, entry.timed) for entry in made] == whole for made in kept), kind
    assert sum(line["log_level"] == "error" for line in lines) <= 1
    await is_well_again(faulty, ann, kind)


@by_kind()
async def test_as_a_timer_begins(faulty: World, ann: Person, others: list[Person], kind: str) -> None:
    for person in others:
        await start_hold(faulty, person, "supine")
    await say(faulty, ann, "/today")
    faulty.telegram.faults.add(KINDS[kind], "sendMessage", chat=ann.id)
    await press(faulty, ann, "Start timer")
    await faulty.advance(minutes=10)
    faulty.telegram.faults.clear()
    for person in (ann, *others):
        assert await faulty.app.limber.holds.running(person.id) is None
    for person in others:
        assert len(await record_of(faulty, person)) == 1
    await is_well_again(faulty, ann, kind)


@by_kind()
async def test_as_an_answer_goes_out(faulty: World, ann: Person, others: list[Person], kind: str) -> None:
    faulty.telegram.faults.add(KINDS[kind], "sendMessage", chat=ann.id)
    ann.sends("done")
    for person in others:
        assert "Logged" in await say(faulty, person, "done")
    await faulty.advance(minutes=1)
    assert len(await record_of(faulty, ann)) == 1, "what she said was done, whatever became of the answer"
    faulty.clock.set(faulty.clock.now() + timedelta(seconds=10))
    await is_well_again(faulty, ann, kind)


async def test_an_answer_that_cannot_be_read_leaves_nobody_else_of_a_broadcast_in_doubt(
    faulty: World, ann: Person, others: list[Person]
) -> None:
    news, broadcasts = "Limber moves house tonight", faulty.app.limber.broadcasts
    prepared = await broadcasts.prepare(ann.id, news, 1_000_001)
    assert await broadcasts.start(prepared.broadcast.id, ann.id)
    faulty.telegram.faults.add(Fault(200, b'{"ok":true,"result":{}}'), "sendMessage", chat=ann.id)
    for _ in range(3):
        await broadcasts.send_due()
    assert [sum(text_of(message) == news for message in person.chat) for person in others] == [1] * BESIDE
    assert await broadcasts.counts(prepared.broadcast.id) == {Delivery.SKIPPED: 1, Delivery.SENT: BESIDE}
