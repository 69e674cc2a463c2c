"""Messages are sent, edited and deleted as Telegram would; people come, press, block and go."""

from datetime import timedelta
from typing import Any

import pytest

from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from tests.localchat.conftest import Api, JumpingFakeClock

GO = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
KEYBOARD = {"keyboard": [[{"text": "Yes"}, {"text": "No"}]], "one_time_keyboard": True}
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000640000003e80802000000")
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a"
    " current content and reply markup of the message"
)


async def photo(telegram: LocalTelegram, person: Person, **params: Any) -> dict[str, Any]:
    status, body = await telegram.call(
        "sendPhoto", {"chat_id": person.id, **params}, {"photo": ("a.png", PNG, "image/png")}
    )
    assert status == 200, body
    return person.last


async def test_a_sent_message_is_what_the_person_sees(api: Api, ann: Person) -> None:
    sent = await api(
        "sendMessage", chat_id=str(ann.id), text="<b>Hi</b> Ann", parse_mode="HTML", reply_markup=GO
    )
    assert sent == ann.last
    assert sent["chat"] == {"id": ann.id, "first_name": "Ann", "type": "private"}
    assert sent["from"]["is_bot"] is True
    assert sent["reply_markup"] == GO


async def test_message_ids_go_up_across_all_chats(api: Api, telegram: LocalTelegram, ann: Person) -> None:
    ben = telegram.person("Ben")
    ids = [
        (await api("sendMessage", chat_id=person.id, text="Hi"))["message_id"] for person in (ann, ben, ann)
    ]
    assert ids == sorted(set(ids))


async def test_a_reply_shows_what_it_replies_to_until_that_is_deleted(api: Api, ann: Person) -> None:
    first = ann.sends("Hello")
    sent = await api(
        "sendMessage", chat_id=ann.id, text="Hi", reply_parameters={"message_id": first["message_id"]}
    )
    assert sent["reply_to_message"] == first
    ann.deletes_message(first)
    assert "reply_to_message" not in ann.last


async def test_an_edit_changes_the_text_and_drops_buttons_that_it_does_not_name(
    api: Api, ann: Person, clock: JumpingFakeClock
) -> None:
    sent = await api("sendMessage", chat_id=ann.id, text="One", reply_markup=GO)
    clock.jump(5)
    edited = await api("editMessageText", chat_id=ann.id, message_id=sent["message_id"], text="Two")
    assert edited == ann.last
    assert "reply_markup" not in edited
    assert edited["edit_date"] == sent["date"] + 5


async def test_an_edit_without_a_change_is_refused(api: Api, ann: Person) -> None:
    sent = await api("sendMessage", chat_id=ann.id, text="<b>One</b>", parse_mode="HTML", reply_markup=GO)
    same = {"chat_id": ann.id, "message_id": sent["message_id"], "reply_markup": GO}
    assert (
        await api("editMessageText", text="<strong>One</strong>", parse_mode="HTML", **same) == NOT_MODIFIED
    )
    assert await api("editMessageReplyMarkup", **same) == NOT_MODIFIED
    assert "edit_date" not in ann.last


@pytest.mark.parametrize(
    "markup",
    [KEYBOARD, {"remove_keyboard": True}, {"force_reply": True}],
    ids=["keyboard", "removal", "forced reply"],
)
async def test_a_message_sent_with_another_kind_of_keyboard_cannot_be_edited(
    api: Api, ann: Person, markup: dict[str, Any]
) -> None:
    sent = await api("sendMessage", chat_id=ann.id, text="One", reply_markup=markup)
    words = await api("editMessageText", chat_id=ann.id, message_id=sent["message_id"], text="Two")
    assert words == "Bad Request: message can't be edited"


async def test_only_the_bots_own_messages_can_be_edited(api: Api, ann: Person) -> None:
    theirs = ann.sends("Mine")
    words = await api("editMessageText", chat_id=ann.id, message_id=theirs["message_id"], text="Two")
    assert words == "Bad Request: message can't be edited"


async def test_a_message_that_is_gone_cannot_be_edited_or_deleted(api: Api, ann: Person) -> None:
    sent = await api("sendMessage", chat_id=ann.id, text="One")
    ann.deletes_message(sent)
    gone = {"chat_id": ann.id, "message_id": sent["message_id"]}
    assert await api("editMessageText", text="Two", **gone) == "Bad Request: message to edit not found"
    assert await api("deleteMessage", **gone) == "Bad Request: message to delete not found"
    assert await api("deleteMessages", chat_id=ann.id, message_ids=[sent["message_id"]]) is True


async def test_a_photo_is_edited_by_its_caption_and_a_text_by_its_text(
    api: Api, telegram: LocalTelegram, ann: Person
) -> None:
    text = await api("sendMessage", chat_id=ann.id, text="One")
    of_text = {"chat_id": ann.id, "message_id": text["message_id"]}
    sent = await photo(telegram, ann, caption="One", reply_markup=GO)
    of_photo = {"chat_id": ann.id, "message_id": sent["message_id"]}
    assert await api("editMessageText", text="x", **of_photo) == (
        "Bad Request: there is no text in the message to edit"
    )
    assert await api("editMessageCaption", caption="x", **of_text) == (
        "Bad Request: there is no caption in the message to edit"
    )
    edited = await api("editMessageCaption", caption="<i>Two</i>", parse_mode="HTML", **of_photo)
    assert edited["caption"] == "Two"
    assert edited["photo"] == sent["photo"]


async def test_a_caption_has_at_most_1024_units(api: Api, telegram: LocalTelegram, ann: Person) -> None:
    sent = await photo(telegram, ann, caption="x" * 1024)
    words = await api("editMessageCaption", chat_id=ann.id, message_id=sent["message_id"], caption="x" * 1025)
    assert words == "Bad Request: message caption is too long"


async def test_a_bot_deletes_within_48_hours_only(api: Api, ann: Person, clock: JumpingFakeClock) -> None:
    old = await api("sendMessage", chat_id=ann.id, text="Old")
    clock.jump(timedelta(hours=48).total_seconds())
    new = await api("sendMessage", chat_id=ann.id, text="New")
    assert await api("deleteMessage", chat_id=ann.id, message_id=old["message_id"]) is True
    clock.jump(timedelta(hours=48).total_seconds() + 1)
    words = await api("deleteMessage", chat_id=ann.id, message_id=new["message_id"])
    assert words == "Bad Request: message can't be deleted for everyone"
    edited = await api("editMessageText", chat_id=ann.id, message_id=new["message_id"], text="Newer")
    assert edited["text"] == "Newer"


async def test_a_press_is_answered_once_and_in_time(api: Api, ann: Person, clock: JumpingFakeClock) -> None:
    sent = await api("sendMessage", chat_id=ann.id, text="One", reply_markup=GO)
    query = ann.presses(sent, "Go")
    assert query.answer is None
    assert await api("answerCallbackQuery", callback_query_id=query.id, text="Done", show_alert=True) is True
    assert query.answer == {"text": "Done", "show_alert": True}
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await api("answerCallbackQuery", callback_query_id=query.id) == too_old
    late = ann.presses(sent, "Go")
    clock.jump(151)
    assert await api("answerCallbackQuery", callback_query_id=late.id) == too_old
    assert await api("answerCallbackQuery", callback_query_id="1") == too_old


async def test_a_button_that_is_not_there_cannot_be_pressed_but_any_data_can_be_forged(
    api: Api, telegram: LocalTelegram, ann: Person
) -> None:
    sent = await api("sendMessage", chat_id=ann.id, text="One", reply_markup=GO)
    with pytest.raises(LookupError, match="no button 'Stop' among"):
        ann.presses(sent, "Stop")
    ann.presses(sent, data="forged")
    ann.deletes_message(sent)
    ann.presses(sent, data="of a message that is gone")
    forged, gone = (update["callback_query"] for update in telegram.updates_sent)
    assert forged["data"] == "forged"
    assert gone["message"] == {"chat": sent["chat"], "message_id": sent["message_id"], "date": 0}


async def test_a_reply_keyboard_stays_until_it_is_replaced_removed_or_used_once(
    api: Api, ann: Person
) -> None:
    await api("sendMessage", chat_id=ann.id, text="Well?", reply_markup=KEYBOARD)
    await api("sendMessage", chat_id=ann.id, text="Well?", reply_markup=GO)
    assert ann.keyboard == KEYBOARD
    with pytest.raises(LookupError):
        ann.taps("Perhaps")
    assert ann.taps("Yes")["text"] == "Yes"
    assert ann.keyboard is None
    await api("sendMessage", chat_id=ann.id, text="Well?", reply_markup=KEYBOARD)
    await api("sendMessage", chat_id=ann.id, text="Never mind", reply_markup={"remove_keyboard": True})
    assert ann.keyboard is None
    sent = await api("sendMessage", chat_id=ann.id, text="Well?", reply_markup=KEYBOARD)
    await api("deleteMessage", chat_id=ann.id, message_id=sent["message_id"])
    assert ann.keyboard is None


async def test_a_block_stops_everything_until_it_is_lifted(
    api: Api, telegram: LocalTelegram, ann: Person
) -> None:
    sent = await api("sendMessage", chat_id=ann.id, text="One", reply_markup=GO)
    ann.blocks()
    ann.blocks()
    blocked = "Forbidden: bot was blocked by the user"
    assert await api("sendMessage", chat_id=ann.id, text="Two") == blocked
    assert await api("sendChatAction", chat_id=ann.id, action="typing") == blocked
    assert await api("editMessageText", chat_id=ann.id, message_id=sent["message_id"], text="Two") == blocked
    with pytest.raises(ValueError, match="unblock"):
        ann.sends("Hello?")
    ann.unblocks()
    assert (await api("sendMessage", chat_id=ann.id, text="Two"))["text"] == "Two"
    statuses = [update["my_chat_member"]["new_chat_member"]["status"] for update in telegram.updates_sent]
    assert statuses == ["kicked", "member"]


async def test_a_deleted_account_can_never_be_written_to(
    api: Api, telegram: LocalTelegram, ann: Person
) -> None:
    telegram.deactivate(ann)
    assert await api("sendMessage", chat_id=ann.id, text="Hi") == "Forbidden: user is deactivated"
    assert telegram.updates_sent == []


async def test_a_group_tells_the_bot_of_itself_and_little_more(
    api: Api, telegram: LocalTelegram, ann: Person
) -> None:
    group = telegram.group("Friends")
    assert await api("sendMessage", chat_id=group.id, text="Hi") == (
        "Forbidden: bot is not a member of the group chat"
    )
    group.adds_bot(by=ann)
    sent = await api("sendMessage", chat_id=group.id, text="Hi")
    group.sends(ann, "between ourselves")
    group.sends(ann, "/start@limber_local_bot")
    group.sends(ann, "thanks", reply_to=sent)
    kinds = [next(iter(set(update) - {"update_id"})) for update in telegram.updates_sent]
    assert kinds == ["my_chat_member", "message", "message", "message"]
    assert [update["message"].get("text") for update in telegram.updates_sent[1:]] == [
        None,
        "/start@limber_local_bot",
        "thanks",
    ]
    assert await api("leaveChat", chat_id=group.id) is True
    assert not group.has_bot
    group.adds_bot(by=ann)
    group.removes_bot(by=ann)
    assert (
        await api("sendMessage", chat_id=group.id, text="Hi")
        == "Forbidden: bot was kicked from the group chat"
    )
    assert "can't be changed" in await api("leaveChat", chat_id=ann.id)


async def test_whatever_people_send_arrives(telegram: LocalTelegram, ann: Person) -> None:
    sent = [
        ann.sends("/start deep-link"),
        ann.shares_location(52.52, 13.4),
        ann.sends_sticker(),
        ann.sends_voice(),
        ann.sends_dice(),
        ann.sends_poll(),
        ann.sends_contact(),
        ann.forwards("Look at this"),
    ]
    assert [update["message"] for update in telegram.updates_sent] == sent == ann.chat
    edited = ann.edits(sent[0], "/help")
    assert telegram.updates_sent[-1]["edited_message"] == edited


@pytest.mark.parametrize("text", ["", " \n", "x" * 4097])
def test_people_cannot_send_what_no_client_would(ann: Person, text: str) -> None:
    with pytest.raises(ValueError, match="message"):
        ann.sends(text)
    assert ann.chat == []


def test_ids_of_people_need_64_bits(telegram: LocalTelegram, ann: Person) -> None:
    assert ann.id > 2**32
    assert telegram.find(ann.id) is ann
    with pytest.raises(ValueError, match="already"):
        telegram.person("Ben", id=ann.id)
    with pytest.raises(LookupError):
        telegram.find(1)


async def test_a_file_is_sent_again_by_its_id_but_only_as_what_it_is(
    api: Api, telegram: LocalTelegram, ann: Person
) -> None:
    sent = await photo(telegram, ann)
    assert [(size["width"], size["height"]) for size in sent["photo"]] == [
        (90, 56),
        (320, 200),
        (800, 500),
        (1280, 800),
    ]
    file_id = sent["photo"][-1]["file_id"]
    again = await api("sendPhoto", chat_id=ann.id, photo=file_id)
    assert again["photo"] == sent["photo"]
    assert await api("sendDocument", chat_id=ann.id, document=file_id) == (
        "Bad Request: can't use file of type Photo as Document"
    )
    assert await api("sendPhoto", chat_id=ann.id, photo="AgACother") == (
        "Bad Request: wrong file identifier/HTTP URL specified"
    )
    assert (await api("getFile", file_id=file_id))["file_path"].startswith("photos/")


async def test_another_bots_file_id_is_worth_nothing(telegram: LocalTelegram, ann: Person) -> None:
    sent = await photo(telegram, ann)
    other = LocalTelegram("2000000002:OTHER", clock=telegram.state.clock)
    ben = other.person("Ben")
    status, body = await other.call("sendPhoto", {"chat_id": ben.id, "photo": sent["photo"][0]["file_id"]})
    assert (status, b"wrong file identifier" in body) == (400, True)
    await photo(other, ben)
    assert ben.last["photo"][0]["file_id"] != sent["photo"][0]["file_id"]


async def test_media_can_be_put_in_place_of_a_text_and_of_other_media(
    api: Api, telegram: LocalTelegram, ann: Person
) -> None:
    sent = await api("sendMessage", chat_id=ann.id, text="One")
    params = {"chat_id": ann.id, "message_id": sent["message_id"]}
    media = {"type": "photo", "media": "attach://new", "caption": "<b>Two</b>", "parse_mode": "HTML"}
    status, _ = await telegram.call(
        "editMessageMedia", params | {"media": media}, {"new": ("a.png", PNG, "image/png")}
    )
    assert status == 200
    assert ann.last["caption"] == "Two"
    assert "text" not in ann.last
    back = await api("editMessageText", **params, text="One")
    assert back == "Bad Request: there is no text in the message to edit"
    missing = await api("editMessageMedia", **params, media=media)
    assert missing == 'Bad Request: file "new" for attach://new is not in the request'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "file must be non-empty"),
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (PNG[:16] + (9000).to_bytes(4, "big") + (2000).to_bytes(4, "big"), "PHOTO_INVALID_DIMENSIONS"),
        (PNG[:16] + (2100).to_bytes(4, "big") + (100).to_bytes(4, "big"), "PHOTO_INVALID_DIMENSIONS"),
        (PNG + bytes(10 * 1024 * 1024), "file is too big"),
    ],
)
async def test_a_photo_that_is_none_is_refused(
    telegram: LocalTelegram, ann: Person, content: bytes, words: str
) -> None:
    _, body = await telegram.call(
        "sendPhoto", {"chat_id": ann.id}, {"photo": ("a.png", content, "image/png")}
    )
    assert f"Bad Request: {words}".encode() in body
    assert ann.chat == []


async def test_an_animation_is_a_document_as_well(telegram: LocalTelegram, ann: Person) -> None:
    gif = b"GIF89a" + (320).to_bytes(2, "little") + (200).to_bytes(2, "little") + bytes(8)
    await telegram.call(
        "sendAnimation", {"chat_id": ann.id, "caption": "Go"}, {"animation": ("a.gif", gif, "image/gif")}
    )
    sent = ann.last
    assert (sent["animation"]["width"], sent["animation"]["height"]) == (320, 200)
    assert sent["document"]["file_id"] == sent["animation"]["file_id"]


async def test_commands_are_kept_by_scope_and_language(api: Api) -> None:
    english = [{"command": "start", "description": "Begin"}]
    german = [{"command": "start", "description": "Anfangen"}]
    private = {"type": "all_private_chats"}
    await api("setMyCommands", commands=english)
    await api("setMyCommands", commands=german, language_code="de", scope=private)
    assert await api("getMyCommands") == english
    assert await api("getMyCommands", scope=private) == []
    assert await api("getMyCommands", scope=private, language_code="de") == german
    await api("deleteMyCommands")
    assert await api("getMyCommands") == []


async def test_the_bot_learns_of_itself_and_of_chats(api: Api, ann: Person) -> None:
    await api("setMyName", name="Stretchy")
    me = await api("getMe")
    assert (me["first_name"], me["is_bot"]) == ("Stretchy", True)
    assert (await api("getChat", chat_id=ann.id))["first_name"] == "Ann"
    assert await api("getChatMenuButton") == {"type": "commands"}
    assert await api("setChatMenuButton", menu_button={"type": "default"}) is True
