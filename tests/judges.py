"""Independent judges of the wire: aiogram's models for every call and update, TDLib's parser for every text."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import aiogram.methods
import orjson
import tdjson
from aiogram.types import Update
from pydantic import BaseModel, TypeAdapter

from bot.localchat.telegram import LocalTelegram

ENCODED = {
    "allowed_updates",
    "caption_entities",
    "commands",
    "entities",
    "link_preview_options",
    "media",
    "menu_button",
    "message_ids",
    "reply_markup",
    "reply_parameters",
    "scope",
}
UPLOADED = {"SendPhoto": "photo", "SendAnimation": "animation", "SendDocument": "document"}
UNTRIMMED = " \n"


def judge(telegram: LocalTelegram) -> None:
    """Raises AssertionError unless every call that was done, and every update made, is such as Telegram knows them."""
    for call in telegram.calls:
        # Refusals and faults answer nothing that could be judged.
        if call.status == 200 and call.body.startswith(b'{"ok":true') and call.body.endswith(b"}"):
            judge_call(call.method, call.params, call.result)
    for update in telegram.updates_sent:
        judge_update(update)


def judge_call(method: str, params: Mapping[str, Any], result: Any) -> None:
    """Raises AssertionError unless a call and its result are such as Telegram knows them."""
    model = getattr(aiogram.methods, method[0].upper() + method[1:])
    given = {name: _decoded(name, value) for name, value in params.items()}
    uploaded = UPLOADED.get(model.__name__)
    if uploaded is not None:
        # An upload travels beside the parameters.
        given.setdefault(uploaded, "attach://upload")
    _judge(model, given, f"{method} was called with", as_form=True)
    for text in _html_texts(given):
        parsed = parse_html(text)
        assert isinstance(parsed, str), f"TDLib reads no HTML in {text!r}: {parsed}"
        if isinstance(result, Mapping) and text in (given.get("text"), given.get("caption")):
            shown = result.get("text", result.get("caption", ""))
            assert shown.strip(UNTRIMMED) == parsed.strip(UNTRIMMED)
    # Updates may be forged on purpose; the true ones are judged one by one.
    if method != "getUpdates":
        _judge(model.__returning__, result, f"{method} answered")


def judge_update(update: Mapping[str, Any]) -> None:
    """Raises AssertionError unless an update is such as Telegram sends it."""
    _judge(Update, update, "an update")


def parse_html(text: str) -> str | dict[str, Any]:
    """The plain text as TDLib reads it, or the error it gives."""
    parsed = td("parseTextEntities", text=text, parse_mode={"@type": "textParseModeHTML"})
    return parsed if parsed["@type"] == "error" else str(parsed["text"])


def td(request: str, **fields: Any) -> dict[str, Any]:
    """What TDLib answers to a request that needs no account."""
    answer = tdjson.td_execute(orjson.dumps({"@type": request, **fields}))
    assert answer is not None
    return dict(orjson.loads(answer))


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _judge(kind: Any, value: Any, what: str, *, as_form: bool = False) -> None:
    adapter = _adapter(kind)
    try:
        model = adapter.validate_python(value)
    except ValueError as error:
        raise AssertionError(f"{what} {value!r}: {error}") from None
    unknown = list(_unknown(model, ""))
    assert not unknown, f"{what} fields that are unknown: {unknown}"
    dumped = adapter.dump_python(model, mode="json", by_alias=True, exclude_unset=True, warnings=False)
    if as_form:
        # A form writes numbers and switches out.
        dumped = {name: _as_given(value[name], item) for name, item in dumped.items()}
    assert dumped == value, f"{what} {value!r}, which stands for {dumped!r}"


def _as_given(given: Any, dumped: Any) -> Any:
    return given if isinstance(given, str) and given.lower() == str(dumped).lower() else dumped


def _unknown(value: Any, path: str) -> Iterator[str]:
    """The paths of all fields that the models do not know."""
    if isinstance(value, BaseModel):
        yield from (f"{path}.{name}" for name in value.model_extra or {})
        for name in value.model_fields_set:
            yield from _unknown(getattr(value, name, None), f"{path}.{name}")
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _unknown(item, f"{path}[{number}]")


def _html_texts(given: Mapping[str, Any]) -> Iterator[str]:
    for part in (given, given.get("media")):
        if isinstance(part, Mapping) and str(part.get("parse_mode", "")).lower() == "html":
            yield from (str(part[name]) for name in ("text", "caption") if part.get(name))


def _decoded(name: str, value: Any) -> Any:
    return orjson.loads(value) if name in ENCODED and isinstance(value, str) else value


td("setLogVerbosityLevel", new_verbosity_level=0)
