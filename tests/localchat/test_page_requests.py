"""What the page lets a person do with messages and files, over HTTP."""

from io import BytesIO
from typing import Any

import orjson
import pytest
from aiohttp import ClientSession, FormData

from bot.localchat import limits
from bot.localchat.people import PHOTO, Person
from bot.localchat.telegram import LocalTelegram
from tests.world import TOKEN


async def asks(client: ClientSession, path: str, body: Any) -> Any:
    answer = await client.post(path, json=body)
    return answer.status, orjson.loads(await answer.read())


def form(about: Any, *files: tuple[str, bytes, str]) -> FormData:
    written = about if isinstance(about, str) else orjson.dumps(about).decode()
    made = FormData({"about": written}, default_to_multipart=True)
    for name, content, mime_type in files:
        made.add_field("file", BytesIO(content), filename=name, content_type=mime_type)
    return made


async def test_a_message_is_changed_quoted_and_passed_on_through_the_page(
    client: ClientSession, ann: Person
) -> None:
    path = f"/api/people/{ann.id}"
    sent = ann.sends("I stretched today")
    status, edited = await asks(
        client, f"{path}/edit", {"message_id": sent["message_id"], "text": "I stretched twice"}
    )
    assert (status, edited["text"], edited["out"]) == (200, "I stretched twice", True)
    _, answer = await asks(
        client,
        f"{path}/send",
        {
            "text": "really",
            "reply_to_message_id": sent["message_id"],
            "quote": {"text": "twice", "position": 12},
        },
    )
    assert answer["quote"]["text"] == "twice"
    _, (passed,) = await asks(client, f"{path}/forward", {"message_ids": [sent["message_id"]]})
    assert passed["forward_origin"]["sender_user"] == ann.user
    chat = orjson.loads(await (await client.get(f"{path}/chat")).read())
    assert chat["messages"] == [edited, answer, passed]


async def test_files_go_up_as_an_album_in_their_thread_and_down_to_the_bot(
    client: ClientSession, telegram: LocalTelegram, ann: Person
) -> None:
    path = f"/api/people/{ann.id}"
    _, thread = await asks(client, f"{path}/threads", {"name": "Mats"})
    about = {"caption": "two of them", "thread": thread["message_id"]}
    picture = ("mat.png", PHOTO, "image/png")
    answer = await client.post(f"{path}/files", data=form(about, picture, picture))
    sent = orjson.loads(await answer.read())
    assert [(message["message_thread_id"], message["out"]) for message in sent] == [
        (thread["message_id"], True)
    ] * 2
    assert sent[0]["caption"] == "two of them"
    assert sent[0]["media_group_id"] == sent[1]["media_group_id"]
    file_id = telegram.updates_sent[-1]["message"]["photo"][-1]["file_id"]
    told = orjson.loads(await (await client.get(f"/bot{TOKEN}/getFile", params={"file_id": file_id})).read())[
        "result"
    ]
    assert await (await client.get(f"/file/bot{TOKEN}/{told['file_path']}")).read() == PHOTO
    chat = orjson.loads(await (await client.get(f"{path}/chat")).read())
    assert chat["threads"] == [{"id": thread["message_id"], "name": "Mats"}]


async def test_a_picture_sent_as_a_file_is_a_document(client: ClientSession, ann: Person) -> None:
    picture = ("mat.png", PHOTO, "image/png")
    await client.post(f"/api/people/{ann.id}/files", data=form({"as_documents": True}, picture))
    assert ann.chat[-1]["document"]["file_name"] == "mat.png"


async def test_what_does_not_work_is_one_sentence(client: ClientSession, ann: Person) -> None:
    path = f"/api/people/{ann.id}"
    sent = ann.sends("hello")["message_id"]
    for where, body, status, sentence in (
        ("edit", {"message_id": 999, "text": "x"}, 404, "That message is gone."),
        ("edit", {"message_id": sent, "text": " "}, 400, "An empty message cannot be sent."),
        ("send", {"text": "x", "thread": 999}, 404, "That topic is gone."),
        (
            "send",
            {"text": "x", "reply_to_message_id": sent, "quote": {"text": "no", "position": 0}},
            400,
            "That part does not stand in the message.",
        ),
        ("forward", {"message_ids": []}, 400, "Messages are named by their numbers."),
        ("forward", {"message_ids": [999]}, 404, "That message is gone."),
        ("threads", {"name": ""}, 400, "The name of a topic has 1 to 128 letters."),
        ("files", {}, 400, "A form is expected."),
    ):
        assert await asks(client, f"{path}/{where}", body) == (status, {"error": sentence})
    for about, files, sentence in (
        ("{", [], "JSON is expected."),
        ({}, [], "1 to 10 files can be sent at once."),
        ({}, [("a.txt", b"", "text/plain")], "There is nothing in a.txt."),
    ):
        answer = await client.post(f"{path}/files", data=form(about, *files))
        assert (answer.status, orjson.loads(await answer.read())) == (400, {"error": sentence})


@pytest.mark.parametrize("more", [1, 2 * 1024 * 1024], ids=["a file", "a form"])
async def test_more_than_50_megabytes_are_refused_in_one_sentence(
    client: ClientSession, ann: Person, more: int
) -> None:
    huge = ("huge.bin", bytes(limits.FILE_BYTES + more), "application/octet-stream")
    answer = await client.post(f"/api/people/{ann.id}/files", data=form({}, huge))
    assert answer.status == 400
    assert "most 50 MB" in orjson.loads(await answer.read())["error"]
    assert ann.chat == []
