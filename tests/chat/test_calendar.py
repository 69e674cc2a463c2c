"""/calendar: the file that is sent, and the address at which a calendar program reads the same."""

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from aiohttp import ClientSession

from bot.helper import Helper, HelperError
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.public import BURST, Allowance
from bot.services.slots import plan_slots
from bot.storage.errors import Unavailable
from tests.program import free_port
from tests.world import FakeClock, World, buttons, press, running, said, say, subscribe, text_of

URL = "https://bot.example.org/limber"


class Reader:
    """A calendar program that knows an address."""

    def __init__(self, session: ClientSession, port: int) -> None:
        self._session = session
        self._root = f"http://127.0.0.1:{port}"

    async def gets(
        self, address: str, method: str = "GET", **headers: str
    ) -> tuple[int, Mapping[str, str], str]:
        """Status, headers and text, of an address as it was told."""
        path = address.removeprefix("https://bot.example.org")
        async with self._session.request(method, self._root + path, headers=headers) as response:
            return response.status, response.headers, await response.text()

    async def status(self, address: str, method: str = "GET") -> int:
        return (await self.gets(address, method))[0]

    async def events(self, address: str) -> list[str]:
        """When the events of a calendar begin, and how they come round."""
        status, _, text = await self.gets(address)
        assert status == 200
        return events_of(text.encode())


def events_of(file: bytes) -> list[str]:
    events: list[Any] = list(icalendar.Calendar.from_ical(file).walk("VEVENT"))
    return [f"{event['DTSTART'].dt:%Y-%m-%d %H:%M} {event['RRULE'].to_ical().decode()}" for event in events]


@pytest.fixture
async def world(telegram: LocalTelegram, clock: FakeClock, database_url: str) -> AsyncIterator[World]:
    """The whole bot, with an address of its own in the world."""
    async with running(telegram, clock, database_url, public_url=URL, public_port=free_port()) as world:
        yield world


@pytest.fixture
async def reader(world: World) -> AsyncIterator[Reader]:
    async with ClientSession() as session:
        yield Reader(session, world.app.settings.public_port)


def sent_file(world: World, person: Person) -> bytes:
    """The file of the last document in a chat."""
    document = next(message["document"] for message in reversed(person.chat) if "document" in message)
    assert document["file_name"] == "limber.ics"
    file = world.telegram.state.files.find(document["file_id"])
    assert file is not None
    content: bytes = file.content
    return content


def address_in(text: str) -> str:
    return next(word for word in text.split() if word.startswith(URL))


async def gets_address(world: World, ann: Person) -> str:
    await say(world, ann, "/calendar")
    await press(world, ann, "New address")
    return address_in(said(ann))


@pytest.mark.parametrize("typed", ["/calendar", "calendar", "add to my calendar", "ics", "kalender"])
async def test_a_file_with_the_times_is_sent(world: World, ann: Person, typed: str) -> None:
    await subscribe(world, ann)
    if typed == "kalender":
        await say(world, ann, "/language")
        await press(world, ann, "○ Deutsch")
    count = len(ann.chat)
    await say(world, ann, typed)
    document = next(message for message in ann.chat[count:] if "document" in message)
    assert ("calendar" if typed != "kalender" else "Kalender") in text_of(document)
    assert events_of(sent_file(world, ann)) == ["2027-05-04 07:30 FREQ=DAILY"]


async def test_the_page_of_times_leads_there(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/time")
    await press(world, ann, "For your calendar")
    assert events_of(sent_file(world, ann)) == ["2027-05-04 07:30 FREQ=DAILY"]


async def test_without_an_address_of_its_own_a_bot_sends_the_file_alone(
    telegram: LocalTelegram, clock: FakeClock, tmp_path: Path
) -> None:
    ann = telegram.person("Ann", language_code="en")
    async with running(telegram, clock, f"sqlite:///{tmp_path / 'limber.sqlite'}") as world:
        assert world.app.public is None
        await subscribe(world, ann)
        await say(world, ann, "/calendar")
        assert events_of(sent_file(world, ann))
        assert "document" in ann.last
        assert "New address" not in {label for message in ann.chat for label in buttons(message)}


async def test_nobody_without_times_gets_a_file(world: World, ann: Person) -> None:
    await say(world, ann, "/calendar")
    assert not any("document" in message for message in ann.chat)
    await subscribe(world, ann)
    await say(world, ann, "/stop")
    await press(world, ann, "Stop, keep my record")
    assert "no reminder is to come" in await say(world, ann, "/calendar")


async def test_an_address_is_made_only_when_it_is_asked_for_and_shows_what_the_file_has(
    world: World, ann: Person, reader: Reader
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/calendar")
    assert URL not in said(ann)
    await press(world, ann, "New address")
    address = address_in(said(ann))
    assert len(address.removeprefix(f"{URL}/calendar/").removesuffix(".ics")) == 32
    status, headers, text = await reader.gets(address)
    assert status == 200
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["Cache-Control"] == "private, max-age=300"
    assert text.encode() == sent_file(world, ann)
    assert "Ann" not in text
    assert str(ann.id) not in text


async def test_times_that_are_changed_change_there(world: World, ann: Person, reader: Reader) -> None:
    await subscribe(world, ann)
    address = await gets_address(world, ann)
    assert await reader.events(address) == ["2027-05-04 07:30 FREQ=DAILY"]
    _, headers, _ = await reader.gets(address)
    known = headers["ETag"]
    status, _, text = await reader.gets(address, **{"If-None-Match": known})
    assert (status, text) == (304, "")
    world.clock.set(world.clock.now() + timedelta(days=3))
    assert (await reader.gets(address, **{"If-None-Match": f'"other", {known}'}))[0] == 304
    await say(world, ann, "weekdays 18:15")
    await press(world, ann, "Change")
    status, headers, text = await reader.gets(address, **{"If-None-Match": known})
    assert status == 200
    assert headers["ETag"] != known
    assert events_of(text.encode()) == ["2027-05-06 18:15 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"]


async def test_a_break_and_a_move_are_to_be_seen_there(world: World, ann: Person, reader: Reader) -> None:
    await subscribe(world, ann)
    address = await gets_address(world, ann)
    await say(world, ann, "/pause until 20 May")
    assert await reader.events(address) == ["2027-05-20 07:30 FREQ=DAILY"]
    await say(world, ann, "/resume")
    await say(world, ann, "/zone Tokyo")
    await press(world, ann, "Yes, that is right")
    _, _, text = await reader.gets(address)
    assert "TZID:Asia/Tokyo" in text
    await say(world, ann, "/stop")
    await press(world, ann, "Stop, keep my record")
    assert await reader.events(address) == [], "who comes back has it still"


async def test_a_time_begins_with_what_comes_next_where_it_is_not_kept_since_when_it_is_so(
    world: World, ann: Person, reader: Reader
) -> None:
    await subscribe(world, ann)
    address = await gets_address(world, ann)
    async with world.app.database.write() as tx:
        # As a slot is that was set before that was kept.
        await tx.slots.rest(ann.id)
        (slot,) = await tx.slots.of_person(ann.id)
        assert slot.since is None
        person = await tx.people.get(ann.id)
        assert person is not None
        await plan_slots(tx, person, [slot], world.clock.now())
    begins = await reader.events(address)
    assert begins == ["2027-05-03 07:30 FREQ=DAILY"]
    await world.advance(days=3)
    assert await reader.events(address) == begins, "and then it is kept"


async def test_nothing_stands_there_while_a_condition_hides_every_stretch(
    world: World, ann: Person, reader: Reader
) -> None:
    await subscribe(world, ann)
    address = await gets_address(world, ann)
    library = world.app.voices.of("en").library
    hides = next(tag for tag in library.tags.values() if tag.hides_everything)
    await world.app.limber.people.tick(ann.id, hides, on=True)
    assert await reader.events(address) == []
    await world.app.limber.people.tick(ann.id, hides, on=False)
    assert len(await reader.events(address)) == 1


async def test_a_new_address_ends_the_one_before_and_a_button_ends_it_for_good(
    world: World, ann: Person, reader: Reader
) -> None:
    await subscribe(world, ann)
    first = await gets_address(world, ann)
    await press(world, ann, "New address")
    second = address_in(said(ann))
    assert second != first
    assert [await reader.status(one) for one in (first, second)] == [404, 200]
    assert address_in(await say(world, ann, "/calendar")) == second
    assert "leads nowhere" in await say(world, ann, "no address any more")
    assert buttons(ann.last) == ["New address"]
    assert await reader.status(second) == 404
    assert URL not in await say(world, ann, "/calendar")


async def test_the_same_press_handled_twice_makes_one_address(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    calendars = world.app.limber.calendars
    given = [await calendars.give(ann.id, 77), await calendars.give(ann.id, 77)]
    assert given[0] == given[1] == await calendars.of(ann.id)
    assert await calendars.give(ann.id, 78) != given[0]
    assert await calendars.give(999, 79) is None


async def test_the_address_dies_with_the_person(world: World, ann: Person, reader: Reader) -> None:
    await subscribe(world, ann)
    address = await gets_address(world, ann)
    assert "address for your calendar" in await say(world, ann, "/privacy")
    await say(world, ann, "/delete")
    await press(world, ann, "Delete everything")
    assert await reader.status(address) == 404


async def test_whoever_does_not_know_an_address_learns_nothing(
    world: World, ann: Person, reader: Reader
) -> None:
    await subscribe(world, ann)
    address = await gets_address(world, ann)
    token = address.removeprefix(f"{URL}/calendar/").removesuffix(".ics")
    nothing = (404, "404: Not Found")
    wrong = [
        f"{URL}/calendar/{'A' * 32}.ics",
        f"{URL}/calendar/{token.swapcase()}.ics",
        f"{URL}/calendar/{token[:-1]}.ics",
        address.removesuffix(".ics"),
        f"{URL}/calendar/",
        f"{URL}/calendar/..%2f..%2fetc%2fpasswd.ics",
        f"{URL}/calendar/%00.ics",
        f"{URL}/",
        f"{URL}/healthz",
        f"{URL}/metrics",
    ]
    for one in wrong:
        status, _, text = await reader.gets(one)
        assert (status, text) == nothing, one
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert await reader.status(address, method) == 405
    status, _, text = await reader.gets(address, "HEAD")
    assert (status, text) == (200, "")


async def test_who_asks_too_often_is_told_to_wait(world: World, ann: Person, reader: Reader) -> None:
    await subscribe(world, ann)
    address = await gets_address(world, ann)
    statuses = [await reader.status(address) for _ in range(BURST + 2)]
    assert statuses == [200] * BURST + [429] * 2
    _, headers, _ = await reader.gets(address)
    assert 0 < int(headers["Retry-After"]) <= 30
    bob = world.telegram.person("Bob", language_code="en")
    await subscribe(world, bob)
    assert await reader.status(await gets_address(world, bob)) == 200, "somebody else has their own"


def test_an_allowance_comes_back_bit_by_bit() -> None:
    now = 100.0
    allowance = Allowance(3, 10.0, lambda: now)
    assert [allowance.take("a") for _ in range(4)] == [0, 0, 0, 10]
    assert allowance.take("b") == 0
    now = 105.0
    assert allowance.take("a") == 5
    now = 110.0
    assert [allowance.take("a") for _ in range(2)] == [0, 10]
    now = 1000.0
    assert [allowance.take("a") for _ in range(4)] == [0, 0, 0, 10]


async def test_where_nothing_can_be_read_or_written_a_program_is_asked_to_come_again(
    world: World, ann: Person, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(world, ann)
    address = await gets_address(world, ann)

    async def fails(*_: object) -> None:
        raise HelperError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(Helper, "do", fails)
        status, headers, _ = await reader.gets(address)
        assert (status, headers["Retry-After"]) == (503, "30")
        assert "could not make the file" in await say(world, ann, "/calendar")

    async def away(*_: object) -> None:
        raise Unavailable("OperationalError")

    with monkeypatch.context() as patched:
        patched.setattr(type(world.app.limber.calendars), "with_token", away)
        assert await reader.status(address) == 503
    assert await reader.status(address) == 200


async def test_requests_are_counted_by_what_was_answered(world: World, ann: Person, reader: Reader) -> None:
    await subscribe(world, ann)
    address = await gets_address(world, ann)
    for one in (address, address, f"{URL}/calendar/{'A' * 32}.ics"):
        await reader.status(one)
    counted = world.app.meters.registry.get_sample_value
    assert counted("limber_public_requests_total", {"status": "200"}) == 2
    assert counted("limber_public_requests_total", {"status": "404"}) == 1
