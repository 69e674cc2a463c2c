"""People attach files, quote, change, pass on and open threads, as Telegram's clients let them."""

import struct
from typing import Any

import pytest

from bot.localchat import limits
from bot.localchat.measuring import Measure, measured
from bot.localchat.params import Upload
from bot.localchat.people import PHOTO, Person
from bot.localchat.telegram import LocalTelegram
from tests.localchat.conftest import Api

MEGABYTE = 1024 * 1024
GIF = b"GIF89a" + (320).to_bytes(2, "little") + (200).to_bytes(2, "little") + bytes(8)


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def film(across: int = 65536, *, has_picture: bool = True, is_long: bool = False) -> bytes:
    """A film of 640 times 360 pixels and 90 seconds, as far as a header tells."""
    times = struct.pack(">QQIQ", 0, 0, 600, 54_000) if is_long else struct.pack(">IIII", 0, 0, 600, 54_000)
    header = box(b"mvhd", bytes([is_long, 0, 0, 0]) + times)
    turned = struct.pack(">9i", across, 0, 0, 0, across, 0, 0, 0, 1 << 30)
    size = struct.pack(">HHHH", 640, 0, 360, 0) if has_picture else bytes(8)
    sound = box(b"trak", box(b"tkhd", bytes(40) + turned + bytes(8)))
    track = box(b"trak", box(b"tkhd", bytes(40) + turned + size))
    return box(b"ftyp", b"isom") + box(b"moov", header + sound + track)


PICTURE: Upload = ("mat.png", PHOTO, "image/png")
FILM: Upload = ("stretch.mp4", film(), "video/mp4")
PAPER: Upload = ("plan.pdf", b"%PDF-1.7", "application/pdf")


@pytest.mark.parametrize(
    ("content", "measure"),
    [
        (film(), Measure(640, 360, 90)),
        (film(0), Measure(360, 640, 90)),
        (film(is_long=True), Measure(640, 360, 90)),
        (film(has_picture=False), None),
        (film()[:60], None),
        (PAPER[1], None),
        (PHOTO, Measure(1, 1)),
    ],
    ids=["a film", "upright", "with long numbers", "a sound alone", "cut off", "no film", "a picture"],
)
def test_a_film_tells_its_size_and_its_length(content: bytes, measure: Measure | None) -> None:
    assert measured(content) == measure


async def test_a_photo_a_video_and_a_document_of_somebody_arrive_and_come_down(
    api: Api, telegram: LocalTelegram, ann: Person
) -> None:
    (photo,) = ann.sends_files([PICTURE], "my mat")
    (video,) = ann.sends_files([FILM])
    (document,) = ann.sends_files([PAPER])
    assert [update["message"] for update in telegram.updates_sent] == [photo, video, document]
    assert photo["caption"] == "my mat"
    assert {"width": 640, "height": 360, "duration": 90, "mime_type": "video/mp4"}.items() <= video[
        "video"
    ].items()
    assert (document["document"]["file_name"], document["document"]["file_size"]) == ("plan.pdf", 8)
    for file_id, ending, content in (
        (photo["photo"][-1]["file_id"], ".png", PHOTO),
        (video["video"]["file_id"], ".mp4", FILM[1]),
        (document["document"]["file_id"], ".pdf", PAPER[1]),
    ):
        told = await api("getFile", file_id=file_id)
        assert told["file_path"].endswith(ending)
        stored = telegram.state.files.at(told["file_path"])
        assert stored is not None
        assert stored.content == content


async def test_what_is_attached_comes_as_a_client_would_send_it(ann: Person) -> None:
    kinds = [
        next(
            kind for kind in ("photo", "video", "animation", "document") if kind in ann.sends_files([file])[0]
        )
        for file in (
            PICTURE,
            FILM,
            ("move.gif", GIF, "image/gif"),
            ("mat.webp", b"RIFF", "image/webp"),
            ("not really.png", b"no picture", "image/png"),
            ("thin.png", PHOTO[:16] + struct.pack(">II", 2100, 100) + PHOTO[24:], "image/png"),
            ("not really.mp4", b"no film", "video/mp4"),
        )
    ]
    assert kinds == ["photo", "video", "animation", "document", "document", "document", "document"]
    (sent,) = ann.sends_files([PICTURE], as_documents=True)
    assert "photo" not in sent
    assert sent["document"]["file_name"] == "mat.png"


async def test_several_of_a_kind_are_an_album_with_the_caption_under_the_first(ann: Person) -> None:
    sent = ann.sends_files([PICTURE, FILM, PICTURE, PAPER, PAPER], "look")
    albums = [message["media_group_id"] for message in sent]
    assert [albums.count(album) for album in albums] == [3, 3, 3, 2, 2]
    assert [message.get("caption") for message in sent] == ["look", None, None, None, None]
    (alone,) = ann.sends_files([PICTURE])
    assert "media_group_id" not in alone
    assert ann.sends_files([PICTURE, PICTURE])[0]["media_group_id"] not in albums


@pytest.mark.parametrize(
    ("files", "caption", "words"),
    [
        ([], "", "1 to 10 files"),
        ([PAPER] * 11, "", "1 to 10 files"),
        ([PAPER, ("nothing.txt", b"", "text/plain")], "", "nothing in nothing.txt"),
        (
            [("huge.png", PHOTO + bytes(10 * MEGABYTE), "image/png")],
            "",
            "at most 10 MB, and huge.png has more",
        ),
        (
            [("huge.bin", bytes(50 * MEGABYTE + 1), "x/y")],
            "",
            "at most 50 MB, and huge.bin has more",
        ),
        ([PAPER], "x" * 1025, "a caption has at most 1024"),
    ],
    ids=["none", "eleven", "an empty one", "a huge photo", "a huge file", "a long caption"],
)
def test_what_no_client_would_send_is_not_kept_either(
    telegram: LocalTelegram, ann: Person, files: list[Upload], caption: str, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        ann.sends_files(files, caption)
    assert ann.chat == []
    assert telegram.updates_sent == []


async def test_a_bot_fetches_files_of_20_megabytes_at_most(api: Api, ann: Person) -> None:
    (largest,) = ann.sends_files([("a.bin", bytes(limits.DOWNLOAD_BYTES), "x/y")])
    (larger,) = ann.sends_files([("b.bin", bytes(limits.DOWNLOAD_BYTES + 1), "x/y")])
    assert (await api("getFile", file_id=largest["document"]["file_id"]))["file_size"] == 20 * MEGABYTE
    assert await api("getFile", file_id=larger["document"]["file_id"]) == "Bad Request: file is too big"


async def test_what_somebody_sent_is_sent_by_its_id_under_another_caption(api: Api, ann: Person) -> None:
    (photo,), (video,), (paper,) = (ann.sends_files([file], "mine") for file in (PICTURE, FILM, PAPER))
    sent = [
        await api("sendPhoto", chat_id=ann.id, photo=photo["photo"][-1]["file_id"], caption="<b>Yours</b>"),
        await api("sendVideo", chat_id=ann.id, video=video["video"]["file_id"], caption="Yours"),
        await api("sendDocument", chat_id=ann.id, document=paper["document"]["file_id"]),
    ]
    assert [sent[0]["photo"], sent[1]["video"], sent[2]["document"]] == [
        photo["photo"],
        video["video"],
        paper["document"],
    ]
    assert [message.get("caption") for message in sent] == ["<b>Yours</b>", "Yours", None]
    place = {"chat_id": ann.id, "message_id": sent[1]["message_id"]}
    assert (await api("editMessageCaption", **place, caption="Ours"))["video"] == video["video"]
    shown = await api(
        "editMessageMedia", **place, media={"type": "photo", "media": photo["photo"][0]["file_id"]}
    )
    assert "video" not in shown
    back = await api(
        "editMessageMedia",
        **place,
        media={"type": "video", "media": video["video"]["file_id"], "caption": "Back"},
    )
    assert (back["video"], back["caption"]) == (video["video"], "Back")
    assert await api("sendVideo", chat_id=ann.id, video=photo["photo"][0]["file_id"]) == (
        "Bad Request: can't use file of type Photo as Video"
    )
    assert await api("sendVideo", chat_id=ann.id) == "Bad Request: there is no video in the request"


async def test_a_part_of_a_message_is_quoted_with_its_styles(
    api: Api, telegram: LocalTelegram, ann: Person
) -> None:
    told = await api(
        "sendMessage", chat_id=ann.id, text="🧘 Stand <b>tall and /calm</b>, then bend", parse_mode="HTML"
    )
    sent = ann.sends("how long?", reply_to=told, quote=("tall and /calm, then", 9))
    assert sent["quote"] == {
        "text": "tall and /calm, then",
        "position": 9,
        "is_manual": True,
        "entities": [{"type": "bold", "offset": 0, "length": 14}],
    }
    assert sent["reply_to_message"] == told
    assert telegram.updates_sent[-1]["message"] == sent
    for text, position in (("tall and", 8), ("short", 9), ("bend", -4), ("", 0)):
        with pytest.raises(ValueError, match="does not stand in the message"):
            ann.sends("how long?", reply_to=told, quote=(text, position))


async def test_an_own_message_is_passed_on_as_ones_own_and_the_bots_as_the_bots(
    api: Api, telegram: LocalTelegram, ann: Person
) -> None:
    mine = ann.sends("I stretched")
    told = await api(
        "sendMessage",
        chat_id=ann.id,
        text="Well done",
        reply_markup={"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]},
    )
    passed = [*ann.passes_on([mine]), *ann.passes_on([told])]
    assert [message["forward_origin"]["sender_user"] for message in passed] == [ann.user, told["from"]]
    assert [message["text"] for message in passed] == ["I stretched", "Well done"]
    assert "reply_markup" not in passed[1]
    assert [update["message"] for update in telegram.updates_sent[-2:]] == passed
    again = ann.passes_on([ann.forwards("Sit up", author="Somebody")])
    assert again[0]["forward_origin"]["sender_user_name"] == "Somebody"
    secret = await api("sendMessage", chat_id=ann.id, text="Keep it", protect_content=True)
    with pytest.raises(ValueError, match="cannot be forwarded"):
        ann.passes_on([secret])


async def test_an_album_that_is_passed_on_stays_one_of_its_own(ann: Person) -> None:
    album = ann.sends_files([PICTURE, PICTURE], "mats")
    passed = ann.passes_on(album)
    assert len({message["media_group_id"] for message in passed}) == 1
    assert passed[0]["media_group_id"] != album[0]["media_group_id"]
    assert passed[0]["photo"] == album[0]["photo"]
    apart = ann.passes_on([ann.sends("one"), ann.sends("two")])
    assert not any("media_group_id" in message for message in apart)


async def test_own_words_can_be_changed_also_under_a_picture(telegram: LocalTelegram, ann: Person) -> None:
    (photo,) = ann.sends_files([PICTURE], "my mat")
    edited = ann.edits(photo, "my new mat, see #mats")
    assert (edited["caption"], edited["photo"]) == ("my new mat, see #mats", photo["photo"])
    assert edited["caption_entities"][0]["type"] == "hashtag"
    assert telegram.updates_sent[-1]["edited_message"] == edited
    assert "caption" not in ann.edits(photo, "")
    for message in (ann.forwards("Not mine"), ann.shares_location(52.5, 13.4)):
        with pytest.raises(ValueError, match="words of their own"):
            ann.edits(message, "mine")


async def test_a_thread_is_opened_and_what_is_said_there_stays_there(
    api: Api, telegram: LocalTelegram, ann: Person
) -> None:
    opened = ann.opens_thread(" My back ")
    thread = opened["message_id"]
    in_it: dict[str, Any] = {"message_thread_id": thread, "is_topic_message": True}
    assert in_it.items() <= opened.items()
    assert opened["forum_topic_created"]["name"] == "My back"
    sent = [
        ann.sends("hello", thread=thread),
        ann.shares_location(52.5, 13.4, thread=thread),
        *ann.sends_files([PICTURE], thread=thread),
        *ann.passes_on([opened["message_id"] + 1], thread=thread),
        await api("sendMessage", chat_id=ann.id, text="Hi", message_thread_id=thread),
    ]
    assert all(in_it.items() <= message.items() for message in sent)
    assert telegram.state.chats[ann.id].threads() == [{"id": thread, "name": "My back"}]
    assert (await api("getMe"))["has_topics_enabled"] is True
    with pytest.raises(ValueError, match="1 to 128 letters"):
        ann.opens_thread(" ")
