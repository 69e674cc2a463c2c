"""The judges do find what is wrong."""

from typing import Any

import pytest

from tests.judges import judge_call, judge_update, parse_html

CHAT = {"id": 5, "type": "private", "first_name": "Ann"}
MESSAGE = {"message_id": 1, "date": 5, "chat": CHAT, "text": "Hi"}


def test_a_call_and_an_update_as_they_should_be_pass() -> None:
    judge_call("sendMessage", {"chat_id": 5, "text": "<b>Hi</b>", "parse_mode": "HTML"}, MESSAGE)
    judge_call("sendMessage", {"chat_id": "5", "text": "Hi", "disable_notification": "True"}, MESSAGE)
    judge_update({"update_id": 1, "message": MESSAGE})


@pytest.mark.parametrize(
    ("params", "result"),
    [
        ({"colour": "red"}, MESSAGE),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "Go", "callback_data": "go", "colour": "red"}]]}},
            MESSAGE,
        ),
        ({"reply_markup": '{"inline_keyboard":[[{"text":"Go","colour":"red"}]]}'}, MESSAGE),
        ({"text": "<b>Hi", "parse_mode": "HTML"}, MESSAGE),
        ({"text": "<b>Ho</b>", "parse_mode": "HTML"}, MESSAGE),
        ({}, {**MESSAGE, "colour": "red"}),
        ({}, {**MESSAGE, "chat": {**CHAT, "colour": "red"}}),
        ({}, {**MESSAGE, "message_id": "1"}),
        ({}, True),
    ],
)
def test_a_call_that_is_wrong_anywhere_is_found(params: dict[str, Any], result: Any) -> None:
    with pytest.raises(AssertionError):
        judge_call("sendMessage", {"chat_id": 5, "text": "Hi", **params}, result)


@pytest.mark.parametrize(
    "update",
    [
        {"message": MESSAGE},
        {"update_id": 1, "message": {**MESSAGE, "chat": {"id": 5}}},
        {
            "update_id": 1,
            "message": {**MESSAGE, "location": {"latitude": 1.0, "longitude": 2.0, "city": "x"}},
        },
        {"update_id": 1, "news": {}},
    ],
)
def test_an_update_that_is_wrong_anywhere_is_found(update: dict[str, Any]) -> None:
    with pytest.raises(AssertionError):
        judge_update(update)


def test_tdlib_reads_html_or_says_why_not() -> None:
    assert parse_html("<i>a</i> &amp; b") == "a & b"
    assert isinstance(parse_html("<i>a"), dict)
