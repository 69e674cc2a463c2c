"""Answers of a kind that nobody listed, on the real program: one prompt is refused, and everybody else gets theirs."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import select

from bot.domain.prompt import MOST_ATTEMPTS, Delivery, Reason
from bot.localchat import limits
from bot.localchat.faults import CAPTIVE_PORTAL, Fault, refusing, too_many_requests
from bot.localchat.limits import Refusal
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.services.ports import NotDelivered
from bot.storage.tables import prompts
from bot.telegram_api.failures import refusal, sort_failure
from tests.faults.bursts import ALL_DONE_SECONDS, IN_A_HURRY, SENDING, Crowd
from tests.program import Program, asked, free_port, program
from tests.waiting import until

HEALTHY = 20
# Done, as far as the answer goes; what was done it does not say.
OTHER_SHAPES = (b"true", b"17", b"null", b'"sent"', b"[]", b"{}", b'{"message_id": "seventeen"}')
REFUSED = {
    "400 in words that are new": refusing(limits.bad_request("PEER_FLOOD_OF_A_NEW_KIND")),
    "400 that quotes": refusing(limits.bad_request('field "reply_markup" is out of season')),
    "400 without words": Fault(400, b'{"ok":false,"error_code":400}'),
    "400 with words of another shape": Fault(400, b'{"ok":false,"error_code":400,"description":["no"]}'),
    "403 in words that are new": refusing(Refusal(403, "Forbidden: not in this season")),
    "403 without words": Fault(403, b'{"ok":false,"error_code":403}'),
    "moved to another chat": refusing(
        Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": -5})
    ),
    "402": refusing(Refusal(402, "Payment Required")),
    "413": refusing(limits.TOO_LARGE),
    "418": refusing(Refusal(418, "I'm a teapot")),
    **{
        f"200 with {shape.decode()}": Fault(200, b'{"ok":true,"result":%b}' % shape) for shape in OTHER_SHAPES
    },
}
# Perhaps done: tried once more, and then nobody knows.
UNCLEAR = {
    "200 with nothing": Fault(200),
    "200 with a page": CAPTIVE_PORTAL,
    "200 with a list": Fault(200, b"[1]"),
    "200 without a result": Fault(200, b'{"ok":true}'),
}

Outcome = tuple[str, str | None]
SENT: Outcome = (Delivery.SENT.value, None)
REFUSED_ONE: Outcome = (Delivery.SKIPPED.value, Reason.REFUSED.value)
UNKNOWN: Outcome = (Delivery.UNKNOWN.value, None)


@pytest.fixture
def given(given: dict[str, Any]) -> dict[str, Any]:
    return given | IN_A_HURRY | {"health_port": free_port()}


async def outcomes(crowd: Crowd) -> dict[int, list[Outcome]]:
    """What became of each person's prompts, the oldest first."""
    found: dict[int, list[Outcome]] = {}
    query = select(prompts.c.person_id, prompts.c.delivery, prompts.c.reason).order_by(prompts.c.id)
    for person_id, delivery, reason in await crowd._rows(query):
        found.setdefault(person_id, []).append((delivery, reason))
    return found


async def is_ready(given: dict[str, Any]) -> bool:
    return (await asked(given["health_port"]))[0] == 200


def tracebacks(running: Program) -> list[str]:
    return [line for line in running.lines if "RecursionError" in line or "Traceback" in line]


async def test_a_refusal_that_nobody_listed_costs_one_prompt_and_nobody_elses(
    mortal: Path, crowd: Crowd, live_telegram: LocalTelegram, given: dict[str, Any]
) -> None:
    people = await crowd.subscribe(HEALTHY + len(REFUSED) + len(UNCLEAR))
    odd: dict[Person, tuple[str, Outcome]] = {}
    for faults, outcome, times in ((REFUSED, REFUSED_ONE, 1), (UNCLEAR, UNKNOWN, MOST_ATTEMPTS)):
        for name, fault in faults.items():
            person = people[len(odd)]
            odd[person] = name, outcome
            for method in SENDING:
                live_telegram.faults.add(fault, method, chat=person.id, times=times)
    async with program(mortal, **given) as running:
        await running.says("Limber is up")
        await crowd.fall_due()
        await crowd.all_sent()
        first = await outcomes(crowd)
        # Whoever was refused gets the next one: the person is not given up for it.
        await crowd.fall_due()
        await crowd.all_sent()
        assert await is_ready(given)
        assert await running.stops() == 0
    assert tracebacks(running) == []
    for person in people:
        name, outcome = odd.get(person, ("somebody else", SENT))
        assert first[person.id] == [outcome], name
        assert (await outcomes(crowd))[person.id] == [outcome, SENT], name
    # Each refusal is told, with Telegram's words but for what those quote.
    told = [line for line in running.lines if "prompt refused" in line]
    assert len(told) == len(REFUSED)
    assert any("peer_flood_of_a_new_kind" in line.lower() for line in told)
    assert not any("reply_markup" in line for line in told)
    assert all(len(person.chat) == 2 for person in people if person not in odd), "twice"


async def test_two_chats_that_are_told_to_wait_half_an_hour_keep_nobody_else_waiting(
    mortal: Path, crowd: Crowd, live_telegram: LocalTelegram, given: dict[str, Any]
) -> None:
    people = await crowd.subscribe(HEALTHY)
    slow_down(live_telegram, people[:2])
    async with program(mortal, **given) as running:
        await running.says("Limber is up")
        await crowd.fall_due()
        await all_got(1, people[2:], crowd)
        assert await is_ready(given)
        assert await running.stops() == 0
    assert not any(person.chat for person in people[:2])


async def test_three_chats_that_are_told_so_stop_all_until_one_call_shows_that_they_need_not_wait(
    mortal: Path, crowd: Crowd, live_telegram: LocalTelegram, given: dict[str, Any]
) -> None:
    people = await crowd.subscribe(HEALTHY)
    slow_down(live_telegram, people[:3])
    async with program(mortal, **given, log_level="INFO") as running:
        await running.says("Limber is up")
        await crowd.fall_due()
        await running.says("Telegram lets nobody be written to")
        assert not await is_ready(given)
        # The first of them may all have been on their way; now others are due.
        await crowd.fall_due()
        await running.says("people are written to again")
        await all_got(2, people[3:], crowd)
        assert await is_ready(given)
        assert await running.stops() == 0
    assert not any(person.chat for person in people[:3])


def slow_down(telegram: LocalTelegram, people: list[Person]) -> None:
    """Lets the next message to each of them be answered with "retry after 1800"."""
    for person in people:
        for method in SENDING:
            telegram.faults.add(too_many_requests(1800), method, chat=person.id)


async def all_got(count: int, people: list[Person], crowd: Crowd) -> None:
    """Returns when the last of so many prompts of each of them was sent."""

    async def is_so() -> bool:
        found = await outcomes(crowd)
        of_each = [found.get(person.id, []) for person in people]
        return all(len(rows) == count and rows[-1] == SENT for rows in of_each)

    await until(is_so, within=ALL_DONE_SECONDS)


def test_an_answer_in_json_of_no_kind_is_sorted_without_a_fault_of_ours() -> None:
    strange: list[object] = [None, 7, "words", ["a list"], {"deep": {"er": 1}}, True]
    for status in (400, 402, 403, 404, 409, 418, 429, 451, 500, 502, 599):
        for field in ("description", "parameters", "error_code", "ok"):
            for value in strange:
                body = {"ok": False, "error_code": status, "description": "Odd: words"} | {field: value}
                assert isinstance(sort_failure(refusal(status, orjson.dumps(body))), NotDelivered)
        for parameters in ({"retry_after": value} for value in [*strange, -5, 1e30, "37"]):
            body = {"ok": False, "error_code": status, "parameters": parameters}
            assert isinstance(sort_failure(refusal(status, orjson.dumps(body))), NotDelivered)
