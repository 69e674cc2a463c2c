"""Whatever was answered is still there after a restart and after `kill -9`."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import orjson

from bot.localchat.telegram import LocalTelegram
from tests.localchat.conftest import JumpingFakeClock
from tests.world import TOKEN

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000400000004008020000")
GO = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
KEYBOARD = {"keyboard": [[{"text": "Yes"}]]}

# Runs in a process of its own, which is killed in the middle of its life.
LIFE = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.localchat.telegram import LocalTelegram

class Clock:
    def now(self):
        return datetime(2027, 5, 3, 5, tzinfo=UTC)

async def live():
    telegram = LocalTelegram("{token}", clock=Clock(), path=Path(sys.argv[1]))
    ann = telegram.person("Ann", language_code="en")
    ann.sends("Hello")
    await telegram.call("sendMessage", {{"chat_id": ann.id, "text": "Hi"}})
    print(ann.id, flush=True)
    await asyncio.Event().wait()

asyncio.run(live())
"""


async def call(telegram: LocalTelegram, method: str, **params: Any) -> Any:
    _, body = await telegram.call(method, params)
    return orjson.loads(body)["result"]


async def test_everything_survives_a_restart(tmp_path: Path, clock: JumpingFakeClock) -> None:
    path = tmp_path / "local" / "telegram.sqlite"
    before = LocalTelegram(TOKEN, clock=clock, path=path)
    ann = before.person("Ann", language_code="en", last_name="Lee")
    ben = before.person("Ben")
    group = before.group("Friends")
    hello = ann.sends("Hello")
    await call(
        before, "sendMessage", chat_id=ann.id, text="Hi", reply_parameters={"message_id": hello["message_id"]}
    )
    sent = await call(
        before, "sendMessage", chat_id=ann.id, text="Press", reply_markup=GO, disable_notification=True
    )
    await call(before, "sendMessage", chat_id=ben.id, text="Yes?", reply_markup=KEYBOARD)
    await before.call("sendPhoto", {"chat_id": ben.id}, {"photo": ("a.png", PNG, "image/png")})
    await call(before, "setMyCommands", commands=[{"command": "start", "description": "Begin"}])
    query = ann.presses(sent, "Go")
    ben.blocks()
    before.clock_offset = 3600.0
    waiting = await call(before, "getUpdates")
    before.close()

    after = LocalTelegram(TOKEN, clock=clock, path=path)
    assert [person.user for person in after.people] == [ann.user, ben.user]
    assert after.find(ann.id).chat == ann.chat
    assert after.find(ben.id).chat == ben.chat
    assert after.find(ben.id).keyboard == KEYBOARD
    assert after.find(ben.id).blocked
    assert after.clock_offset == 3600.0
    assert group.id in after.state.chats
    assert await call(after, "getUpdates") == waiting
    assert len(await call(after, "getMyCommands")) == 1
    assert await call(after, "answerCallbackQuery", callback_query_id=query.id) is True
    file_id = ben.chat[-1]["photo"][0]["file_id"]
    assert (await call(after, "sendPhoto", chat_id=ann.id, photo=file_id))["photo"] == ben.chat[-1]["photo"]
    newer = await call(after, "sendMessage", chat_id=ann.id, text="Newer")
    assert newer["message_id"] > ben.chat[-1]["message_id"]
    after.find(ann.id).sends("Back")
    ids = [update["update_id"] for update in await call(after, "getUpdates")]
    assert ids == sorted(set(ids))
    assert after.person("Cid").id not in (ann.id, ben.id)
    after.close()


async def test_what_is_confirmed_or_deleted_stays_so(tmp_path: Path, clock: JumpingFakeClock) -> None:
    path = tmp_path / "telegram.sqlite"
    before = LocalTelegram(TOKEN, clock=clock, path=path)
    ann = before.person("Ann")
    hello = ann.sends("Hello")
    [update] = await call(before, "getUpdates")
    await call(before, "getUpdates", offset=update["update_id"] + 1)
    ann.deletes_message(hello)
    before.close()
    after = LocalTelegram(TOKEN, clock=clock, path=path)
    assert await call(after, "getUpdates") == []
    assert after.find(ann.id).chat == []
    assert after.find(ann.id).sends("Again")["message_id"] > hello["message_id"]
    after.close()


async def test_what_was_answered_survives_a_kill(tmp_path: Path, clock: JumpingFakeClock) -> None:
    path = tmp_path / "telegram.sqlite"
    life = LIFE.format(token=TOKEN)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", life, str(path), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    ann_id = int(await process.stdout.readline())
    process.kill()
    await process.wait()
    telegram = LocalTelegram(TOKEN, clock=clock, path=path)
    assert [message["text"] for message in telegram.find(ann_id).chat] == ["Hello", "Hi"]
    assert [update["message"]["text"] for update in await call(telegram, "getUpdates")] == ["Hello"]
    telegram.close()
