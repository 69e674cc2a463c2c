"""Over HTTP: the Bot API for the bot, the page for people, nothing for anybody else."""

import asyncio
import socket
from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest
from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, FormData, web

from bot.localchat import faults
from bot.localchat.people import Person
from bot.localchat.server import LocalServer, serve
from bot.localchat.telegram import LocalTelegram
from tests.localchat.conftest import JumpingFakeClock
from tests.world import MONDAY_MORNING, TOKEN

GO = {
    "inline_keyboard": [
        [{"text": "Go", "callback_data": "go"}, {"text": "Site", "url": "https://example.com/"}]
    ]
}
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000400000004008020000")


def method(name: str, token: str = TOKEN) -> str:
    return f"/bot{token}/{name}"


async def read(response: ClientResponse) -> Any:
    return orjson.loads(await response.read())


async def test_a_call_may_come_in_every_form(client: ClientSession, ann: Person) -> None:
    params = {"chat_id": str(ann.id), "text": "Hi", "reply_markup": orjson.dumps(GO).decode()}
    path = method("sendMessage")
    forms: list[dict[str, Any]] = [
        {"params": params},
        {"json": params | {"reply_markup": GO}},
        {"data": params},
        {"data": FormData(params, default_to_multipart=True)},
    ]
    for form in forms:
        answer = await client.post(path, **form)
        assert answer.status == 200
        assert (await read(answer))["result"] == ann.last
        assert ann.last["reply_markup"] == GO
    assert (await client.get(path, params=params)).status == 200
    assert len(ann.chat) == 5


async def test_a_file_goes_up_and_comes_down_again(client: ClientSession, ann: Person) -> None:
    form = FormData({"chat_id": str(ann.id), "caption": "Look"})
    form.add_field("photo", PNG, filename="a.png", content_type="image/png")
    sent = (await read(await client.post(method("sendPhoto"), data=form)))["result"]
    file_id = sent["photo"][-1]["file_id"]
    told = (await read(await client.get(method("getFile"), params={"file_id": file_id})))["result"]
    assert await (await client.get(f"/file/bot{TOKEN}/{told['file_path']}")).read() == PNG
    assert (await client.get(f"/file/bot{TOKEN}/photos/nothing")).status == 404
    shown = await client.get(f"/api/files/{file_id}")
    assert (shown.content_type, await shown.read()) == ("image/png", PNG)
    assert (await client.get("/api/files/nothing")).status == 404


async def test_a_document_is_never_shown_as_a_page(client: ClientSession, ann: Person) -> None:
    form = FormData({"chat_id": str(ann.id)})
    form.add_field("document", b"<script>alert(1)</script>", filename="a.html", content_type="text/html")
    sent = (await read(await client.post(method("sendDocument"), data=form)))["result"]
    shown = await client.get(f"/api/files/{sent['document']['file_id']}")
    assert shown.content_type == "application/octet-stream"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_wrong_token_is_refused(client: ClientSession) -> None:
    for path in (method("getMe", "1:wrong"), "/file/bot1:wrong/photos/x"):
        answer = await client.get(path)
        assert (answer.status, await read(answer)) == (
            401,
            {"ok": False, "error_code": 401, "description": "Unauthorized"},
        )


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff"])
async def test_a_body_that_cannot_be_read_is_refused(client: ClientSession, body: bytes) -> None:
    answer = await client.post(method("getMe"), data=body, headers={"Content-Type": "application/json"})
    assert answer.status == 400
    assert (await read(answer))["ok"] is False


async def test_a_huge_body_is_refused(client: ClientSession, ann: Person) -> None:
    kilobytes = 52 * 1024

    async def stream() -> AsyncIterator[bytes]:
        for _ in range(kilobytes):
            yield bytes(1024)

    answer = await client.post(
        method("sendMessage"), data=stream(), headers={"Content-Type": "application/json"}
    )
    assert (answer.status, (await read(answer))["description"]) == (413, "Request Entity Too Large")
    page = await client.post(f"/api/people/{ann.id}/send", json={"text": "x" * 70_000})
    assert (page.status, await read(page)) == (413, {"error": "That is too much at once."})


@pytest.mark.parametrize("path", ["/", "/api/state", "/api/events", method("getMe")])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1:1"},
        {"Host": "127.0.0.1.evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
    ],
)
async def test_a_foreign_host_or_origin_is_refused(
    client: ClientSession, path: str, headers: dict[str, str]
) -> None:
    assert (await client.get(path, headers=headers)).status == 403


async def test_the_servers_own_names_are_let_in(client: ClientSession, server: LocalServer) -> None:
    for name in ("127.0.0.1", "localhost"):
        host = f"{name}:{server.port}"
        answer = await client.get("/api/state", headers={"Host": host, "Origin": f"http://{host}"})
        assert answer.status == 200


async def test_it_listens_on_this_machine_alone(server: LocalServer) -> None:
    with socket.socket() as other:
        # Nobody else holds the port on another address of the loopback network.
        other.bind(("127.0.0.2", server.port))


async def test_a_busy_port_is_an_os_error(
    server: LocalServer, telegram: LocalTelegram, clock: JumpingFakeClock
) -> None:
    with pytest.raises(OSError, match="address already in use"):
        await serve(telegram, port=server.port, clock=clock)


async def test_answers_are_dated_by_the_bots_clock(client: ClientSession) -> None:
    assert (await client.get(method("getMe"))).headers["Date"] == "Mon, 03 May 2027 05:00:00 GMT"


async def test_faults_are_acted_out_on_the_wire(
    client: ClientSession, telegram: LocalTelegram, ann: Person
) -> None:
    params = {"chat_id": ann.id, "text": "Hi"}
    for fault in (faults.NO_CONNECTION, faults.ACCEPTED_THEN_RESET):
        telegram.faults.add(fault)
        with pytest.raises(ClientError):
            await client.post(method("sendMessage"), json=params)
    telegram.faults.add(faults.ACCEPTED_THEN_TIMEOUT)
    with pytest.raises(TimeoutError):
        await client.post(method("sendMessage"), json=params, timeout=ClientTimeout(total=0.2))
    assert len(ann.chat) == 2
    telegram.faults.add(faults.BAD_GATEWAY)
    answer = await client.post(method("sendMessage"), json=params)
    assert (answer.status, answer.content_type) == (502, "text/html")


async def test_a_webhook_gets_updates_in_order_and_again_until_it_takes_them(
    client: ClientSession, ann: Person, unused_tcp_port: int
) -> None:
    got: list[tuple[str, str | None]] = []
    enough = asyncio.Event()

    async def hook(request: web.Request) -> web.Response:
        update = await request.json()
        got.append((update["message"]["text"], request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        if len(got) == 3:
            enough.set()
        return web.Response(status=500 if len(got) == 1 else 200)

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    ann.sends("One")
    url = f"http://127.0.0.1:{unused_tcp_port}/hook"
    body = {"url": url, "secret_token": "NO-SECRET"}
    await client.post(method("setWebhook"), json=body)
    ann.sends("Two")
    await enough.wait()
    await runner.cleanup()
    assert got == [("One", "NO-SECRET"), ("One", "NO-SECRET"), ("Two", "NO-SECRET")]
    info = (await read(await client.get(method("getWebhookInfo"))))["result"]
    assert "500" in info["last_error_message"]


async def test_the_page_is_served_with_a_policy(client: ClientSession) -> None:
    page = await client.get("/")
    assert (page.status, page.content_type) == (200, "text/html")
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    script = await client.get("/page/app.js")
    assert script.content_type.endswith("/javascript")
    for path in ("/page/../telegram.py", "/page/%2e%2e%2ftelegram.py", "/page/nothing.js"):
        assert (await client.get(path)).status == 404


async def test_the_page_sees_the_bot_its_commands_and_its_people(client: ClientSession, ann: Person) -> None:
    commands = [{"command": "start", "description": "Begin"}]
    await client.post(method("setMyCommands"), json={"commands": commands})
    await client.post(method("setMyDescription"), json={"description": "Stretches"})
    state = await read(await client.get("/api/state"))
    assert state["bot"]["description"] == "Stretches"
    assert state["commands"] == commands
    assert state["people"] == [{"id": ann.id, "first_name": "Ann", "language_code": "en", "blocked": False}]
    assert (state["now"], state["offset"]) == (MONDAY_MORNING.timestamp(), 0)


async def test_a_person_joins_writes_presses_and_blocks_through_the_page(
    client: ClientSession, telegram: LocalTelegram
) -> None:
    joined = await read(await client.post("/api/people", json={"first_name": "Ben", "language_code": "de"}))
    path = f"/api/people/{joined['id']}"
    said = await read(await client.post(f"{path}/send", json={"text": "/start"}))
    place = {"latitude": 52.52, "longitude": 13, "reply_to_message_id": said["message_id"]}
    located = await read(await client.post(f"{path}/location", json=place))
    assert located["reply_to_message"]["text"] == "/start"
    await client.post(
        method("sendMessage"),
        json={"chat_id": joined["id"], "text": "Hi", "reply_markup": GO, "disable_notification": True},
    )
    chat = await read(await client.get(f"{path}/chat"))
    assert chat["messages"][:2] == [said, located]
    assert [message.get("out") for message in chat["messages"]] == [True, True, None]
    assert chat["messages"][2]["silent"] is True
    pressing = asyncio.create_task(
        client.post(
            f"{path}/press", json={"message_id": chat["messages"][2]["message_id"], "row": 0, "column": 0}
        )
    )
    updates: list[dict[str, Any]] = []
    while not updates:
        polled = await client.get(method("getUpdates"), params={"offset": -1, "timeout": 5})
        updates = [update for update in (await read(polled))["result"] if "callback_query" in update]
    query_id = updates[0]["callback_query"]["id"]
    await client.post(method("answerCallbackQuery"), json={"callback_query_id": query_id, "text": "Off"})
    assert await read(await pressing) == {"answer": {"text": "Off", "show_alert": False}}
    blocked = await read(await client.post(f"{path}/block", json={"blocked": True}))
    assert blocked["blocked"] is True
    assert telegram.find(joined["id"]).blocked


async def test_the_page_is_told_in_one_sentence_what_does_not_work(
    client: ClientSession, ann: Person
) -> None:
    await client.post(method("sendMessage"), json={"chat_id": ann.id, "text": "Hi", "reply_markup": GO})
    message_id = ann.last["message_id"]
    path = f"/api/people/{ann.id}"
    for where, body, status in (
        ("/api/people/1/send", {"text": "Hi"}, 404),
        ("/api/people", {"first_name": " "}, 400),
        ("/api/people", {"first_name": "Ben", "language_code": "../x"}, 400),
        (f"{path}/send", {"text": " "}, 400),
        (f"{path}/send", {"text": 5}, 400),
        (f"{path}/send", [], 400),
        (f"{path}/send", {"text": "Hi", "reply_to_message_id": 999}, 404),
        (f"{path}/location", {"latitude": 91, "longitude": 0}, 400),
        (f"{path}/press", {"message_id": message_id, "row": 9, "column": 0}, 404),
        (f"{path}/press", {"message_id": message_id, "row": 0, "column": 1}, 400),
        (f"{path}/press", {"message_id": 999, "row": 0, "column": 0}, 404),
        ("/api/clock/jump", {"seconds": -1}, 400),
    ):
        answer = await client.post(where, json=body)
        assert (answer.status, list(await read(answer))) == (status, ["error"]), where


async def test_the_clock_jumps_and_stays_ahead_over_a_restart(
    client: ClientSession, server: LocalServer, telegram: LocalTelegram, clock: JumpingFakeClock, ann: Person
) -> None:
    jumped = await read(await client.post("/api/clock/jump", json={"seconds": 3600}))
    assert jumped == {"now": MONDAY_MORNING.timestamp() + 3600, "offset": 3600}
    nobodys = await read(await client.post("/api/clock/next", json={}))
    assert (nobodys["found"], nobodys["moved"]) == (False, 0)
    anns = await read(await client.post("/api/clock/next", json={"person": ann.id}))
    assert (anns["found"], anns["moved"]) == (True, 3598)
    again = await read(await client.post("/api/clock/next", json={"person": ann.id}))
    assert (again["found"], again["moved"], again["offset"]) == (True, 0, 7198)
    await server.close()
    fresh = JumpingFakeClock(MONDAY_MORNING)
    restarted = await serve(telegram, port=0, clock=fresh)
    assert fresh.now() == clock.now()
    await restarted.close()


async def test_events_tell_the_page_of_everything_as_it_happens(
    client: ClientSession, telegram: LocalTelegram, ann: Person
) -> None:
    events = await client.get("/api/events")
    assert events.content_type == "text/event-stream"
    assert (await events.content.readline()).startswith(b":")
    ann.sends("Hello")
    params: dict[str, Any] = {
        "chat_id": ann.id,
        "text": "Hi",
        "reply_markup": {"keyboard": [[{"text": "Yes"}]]},
    }
    await client.post(method("sendChatAction"), json={"chat_id": ann.id, "action": "typing"})
    await client.post(method("sendMessage"), json=params)
    await client.post(method("sendMessage"), json={"chat_id": ann.id, "text": "One"})
    last = {"chat_id": ann.id, "message_id": ann.last["message_id"]}
    await client.post(method("editMessageText"), json=last | {"text": "Two"})
    await client.post(method("deleteMessage"), json=last)
    telegram.person("Ben")
    await client.post("/api/clock/jump", json={"seconds": 1})
    await client.post(method("setMyCommands"), json={"commands": []})
    seen: list[dict[str, Any]] = []
    while len(seen) < 10:
        line = await events.content.readline()
        if line.startswith(b"data: "):
            seen.append(orjson.loads(line.removeprefix(b"data: ")))
    assert [event["type"] for event in seen] == [
        "message",
        "typing",
        "message",
        "keyboard",
        "message",
        "edit",
        "delete",
        "people",
        "clock",
        "commands",
    ]
    assert {event["person"] for event in seen[:7]} == {ann.id}
    assert seen[0]["message"]["out"] is True
    assert seen[5]["message"]["text"] == "Two"
    assert [person["first_name"] for person in seen[7]["people"]] == ["Ann", "Ben"]
    events.close()


async def test_closing_does_not_wait_for_an_open_stream(server: LocalServer, client: ClientSession) -> None:
    events = await client.get("/api/events")
    await events.content.readline()
    polling = asyncio.create_task(client.get(method("getUpdates"), params={"timeout": 50}))
    await asyncio.sleep(0)
    async with asyncio.timeout(30):
        await server.close()
    await asyncio.gather(polling, return_exceptions=True)
    assert not [line async for line in events.content if line.startswith(b"data")]


async def test_the_clock_stops_at_the_end_of_the_century(
    client: ClientSession, server: LocalServer, telegram: LocalTelegram
) -> None:
    year = {"seconds": 365.0 * 24 * 3600}
    answers = [await client.post("/api/clock/jump", json=year) for _ in range(90)]
    assert {answer.status for answer in answers} == {200, 400}
    assert (await read(answers[-1]))["error"] == "The clock goes no further than the year 2100."
    await server.close()
    telegram.clock_offset = 1e12
    fresh = JumpingFakeClock(MONDAY_MORNING)
    restarted = await serve(telegram, port=0, clock=fresh)
    assert fresh.now().year == 2100
    await restarted.close()


async def test_a_request_without_a_host_is_refused_without_a_line(
    server: LocalServer, caplog: pytest.LogCaptureFixture
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(b"GET /api/state HTTP/1.1\r\n\r\n")
    assert b" 400 " in await reader.readline()
    writer.close()
    assert caplog.records == []


async def test_an_origin_without_its_scheme_is_refused(client: ClientSession, server: LocalServer) -> None:
    answer = await client.get("/api/state", headers={"Origin": f"127.0.0.1:{server.port}"})
    assert answer.status == 403
