"""What goes beyond Telegram's limits is refused in Telegram's words; what just fits is taken."""

from typing import Any

import pytest

from bot.localchat import limits
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from tests.localchat.conftest import Api

BUTTON = {"text": "Go", "callback_data": "go"}


def inline(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": list(rows)}}


TAKEN = {
    "a text of 4096 units": {"text": "x" * 4096},
    "4096 units of emoji": {"text": "😀" * 2048},
    "4096 units after parsing": {"text": "<b>" + "&amp;" * 4096 + "</b>", "parse_mode": "HTML"},
    "HTML spelt small": {"text": "<i>x</i>", "parse_mode": "html"},
    "64 bytes of callback data": inline([{"text": "Go", "callback_data": "é" * 32}]),
    "8 buttons in a row": inline([BUTTON] * 8),
    "100 buttons": inline(*[[BUTTON] * 5] * 20),
    "a button with a style": inline([{**BUTTON, "style": "success"}]),
    "markup as a string": {"reply_markup": '{"inline_keyboard":[[{"text":"Go","callback_data":"go"}]]}'},
    "entities as a string": {"entities": '[{"type":"bold","offset":0,"length":2}]'},
    "a reply keyboard": {"reply_markup": {"keyboard": [[{"text": "Here", "request_location": True}]]}},
    "an effect": {"message_effect_id": "5104841245755180586"},
    "no link preview": {"text": "https://example.com", "link_preview_options": {"is_disabled": True}},
    "a reply to a message that is gone": {
        "reply_parameters": {"message_id": 99, "allow_sending_without_reply": True}
    },
}

REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no chat": ({"chat_id": None}, "chat_id is empty"),
    "an unknown chat": ({"chat_id": 1}, "chat not found"),
    "a chat by name": ({"chat_id": "@nobody_here"}, "chat not found"),
    "no text": ({"text": None}, "message text is empty"),
    "an empty text": ({"text": ""}, "message text is empty"),
    "a blank text": ({"text": " \n "}, "text must be non-empty"),
    "a text of no letters": ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
    "4097 units": ({"text": "x" * 4097}, "message is too long"),
    "4098 units of emoji": ({"text": "😀" * 2049}, "message is too long"),
    "over 32 KiB before parsing": ({"text": "&amp;" * 6554, "parse_mode": "HTML"}, "text is too long"),
    "text that is no text": ({"text": "\ud800"}, "strings must be encoded in UTF-8"),
    "another parse mode": ({"parse_mode": "reST"}, "unsupported parse_mode"),
    "an unknown tag": (
        {"text": "<br>", "parse_mode": "HTML"},
        'can\'t parse entities: Unsupported start tag "br" at byte offset 0',
    ),
    "an entity after the end": (
        {"entities": [{"type": "bold", "offset": 100, "length": 1}]},
        "entity begins after the end of the text at UTF-16 offset 100",
    ),
    "an entity beyond the end": (
        {"entities": [{"type": "bold", "offset": 0, "length": 100}]},
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
    ),
    "an entity before the start": (
        {"entities": [{"type": "bold", "offset": -1, "length": 1}]},
        "receive an entity with incorrect offset -1",
    ),
    "an unknown entity": (
        {"entities": [{"type": "loud", "offset": 0, "length": 1}]},
        "can't parse MessageEntity: Unsupported type specified",
    ),
    "a link without address": (
        {"entities": [{"type": "text_link", "offset": 0, "length": 1}]},
        "can't parse MessageEntity: Can't find field \"url\"",
    ),
    "65 bytes of callback data": (
        inline([{"text": "Go", "callback_data": "é" * 32 + "x"}]),
        "BUTTON_DATA_INVALID",
    ),
    "empty callback data": (
        inline([{"text": "Go", "callback_data": ""}]),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    "a button without text": (
        inline([{"callback_data": "go"}]),
        "can't parse inline keyboard button: Can't find field \"text\"",
    ),
    "a button to nowhere": (
        inline([{"text": "Go", "url": "not-a-url"}]),
        "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
    ),
    "a button to FTP": (
        inline([{"text": "Go", "url": "ftp://example.com"}]),
        "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
    ),
    "9 buttons in a row": (inline([BUTTON] * 9), "reply markup is too long"),
    "101 buttons": (inline(*[[BUTTON]] * 101), "reply markup is too long"),
    "an unknown style": (inline([{**BUTTON, "style": "loud"}]), "invalid button style specified"),
    "an unknown field of a button": (inline([{**BUTTON, "colour": "red"}]), 'unknown field "colour"'),
    "an inline keyboard that is no list": (
        {"reply_markup": {"inline_keyboard": "bad"}},
        'field "inline_keyboard" must be of type Array',
    ),
    "an empty markup, as PTB makes of no buttons": (
        {"reply_markup": {}},
        "can't parse reply keyboard markup JSON object",
    ),
    "a markup that is no object": ({"reply_markup": "[]"}, "object expected as reply markup"),
    "a keyboard that is persistent in words": (
        {"reply_markup": {"keyboard": [[{"text": "A"}]], "is_persistent": "yes"}},
        'field "is_persistent" must be of type Boolean',
    ),
    "a reply to a message that is gone": (
        {"reply_parameters": {"message_id": 99}},
        "message to be replied not found",
    ),
    "a reply to no message": ({"reply_parameters": {}}, 'can\'t find field "message_id"'),
    "an effect that is none": ({"message_effect_id": "boom"}, "EFFECT_ID_INVALID"),
    "a preview of no page": ({"link_preview_options": {"url": "not-a-url"}}, "WEBPAGE_URL_INVALID"),
    "a preview switched off in words": (
        {"link_preview_options": {"is_disabled": "yes"}},
        'field "is_disabled" must be of type Boolean',
    ),
    "an unknown parameter": ({"colour": "red"}, 'unknown parameter "colour"'),
    "a parameter that is not modelled": (
        {"business_connection_id": "x"},
        'parameter "business_connection_id" is not part of the local Telegram',
    ),
    "a switch that is none": (
        {"protect_content": "perhaps"},
        'parameter "protect_content" must be of type Boolean',
    ),
}


@pytest.mark.parametrize("params", TAKEN.values(), ids=TAKEN)
async def test_what_just_fits_is_sent(api: Api, ann: Person, params: dict[str, Any]) -> None:
    message = await api("sendMessage", **{"chat_id": ann.id, "text": "Hi", **params})
    assert message == ann.last


@pytest.mark.parametrize(("params", "words"), REFUSED.values(), ids=REFUSED)
async def test_what_goes_too_far_is_refused_in_telegrams_words_and_changes_nothing(
    api: Api, ann: Person, params: dict[str, Any], words: str
) -> None:
    assert await api("sendMessage", **{"chat_id": ann.id, "text": "Hi", **params}) == f"Bad Request: {words}"
    assert ann.chat == []
    assert ann.keyboard is None


async def test_an_unknown_method_is_not_found(telegram: LocalTelegram) -> None:
    status, body = await telegram.call("pinChatMessage", {})
    assert (status, body) == (
        404,
        b'{"ok":false,"error_code":404,"description":"Not Found: method not found"}',
    )


async def test_a_method_is_found_however_it_is_spelt(telegram: LocalTelegram) -> None:
    assert (await telegram.call("GETME", {}))[0] == 200
    telegram.calls.clear()


@pytest.mark.parametrize(("units", "answer"), [(200, True), (201, "Bad Request: MESSAGE_TOO_LONG")])
async def test_a_toast_has_at_most_200_units(api: Api, ann: Person, units: int, answer: object) -> None:
    sent = await api("sendMessage", chat_id=ann.id, text="Hi", **inline([BUTTON]))
    query = ann.presses(sent, "Go")
    assert await api("answerCallbackQuery", callback_query_id=query.id, text="x" * units) == answer


@pytest.mark.parametrize(
    ("method", "too_long"),
    [("sendMessage", "message is too long"), ("editMessageText", "MESSAGE_TOO_LONG")],
)
async def test_an_edit_that_is_too_long_is_refused_in_other_words(
    api: Api, ann: Person, method: str, too_long: str
) -> None:
    sent = await api("sendMessage", chat_id=ann.id, text="Hi")
    params = {"message_id": sent["message_id"]} if method.startswith("edit") else {}
    assert await api(method, chat_id=ann.id, text="x" * 4097, **params) == f"Bad Request: {too_long}"


COMMANDS_REFUSED = {
    "a capital": ([{"command": "Start", "description": "Begin"}], "BOT_COMMAND_INVALID"),
    "a hyphen": ([{"command": "go-on", "description": "Go on"}], "BOT_COMMAND_INVALID"),
    "33 letters": ([{"command": "x" * 33, "description": "Long"}], "BOT_COMMAND_INVALID"),
    "no description": ([{"command": "go", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
    "257 letters": ([{"command": "go", "description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
    "101 commands": ([{"command": f"c{n}", "description": "x"} for n in range(101)], "BOT_COMMANDS_TOO_MUCH"),
    "an unknown field": ([{"command": "go", "description": "x", "icon": "y"}], 'unknown field "icon"'),
}


@pytest.mark.parametrize(("commands", "words"), COMMANDS_REFUSED.values(), ids=COMMANDS_REFUSED)
async def test_a_command_that_telegram_would_not_take_is_refused(
    api: Api, commands: list[dict[str, str]], words: str
) -> None:
    assert await api("setMyCommands", commands=commands) == f"Bad Request: {words}"
    assert await api("getMyCommands") == []


@pytest.mark.parametrize(
    ("method", "name", "longest"),
    [
        ("setMyName", "name", 64),
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ],
)
async def test_a_profile_text_has_its_limit(api: Api, method: str, name: str, longest: int) -> None:
    assert "is too long" in await api(method, **{name: "x" * (longest + 1)})
    assert await api(method, **{name: "x" * longest}) is True
    assert await api(method.replace("set", "get")) == {name: "x" * longest}


def test_every_refusal_says_what_telegrams_say() -> None:
    refusals = [value for value in vars(limits).values() if isinstance(value, limits.Refusal)]
    prefixes = {
        400: "Bad Request: ",
        401: "Unauthorized",
        403: "Forbidden: ",
        404: "Not Found",
        409: "Conflict: ",
        413: "Request Entity Too Large",
    }
    assert len(refusals) > 60
    for refusal in refusals:
        assert refusal.description.startswith(prefixes[refusal.code])
