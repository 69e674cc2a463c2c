"""What a call was given, read into the types that the method's table names."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any

import orjson

from bot.localchat import limits
from bot.localchat.limits import Refused

Upload = tuple[str, bytes, str]


class ParamKind(Enum):
    """How a parameter is read."""

    CHAT = "Integer or String"
    INTEGER = "Integer"
    STRING = "String"
    BOOLEAN = "Boolean"
    OBJECT = "Object"
    ARRAY = "Array"
    FILE = "InputFile or String"
    # Telegram knows it; what it would do is not modelled, and it is not passed over in silence.
    NOT_MODELLED = "any"


MISSING = {
    "chat_id": limits.CHAT_ID_EMPTY,
    "message_id": limits.MESSAGE_ID_MISSING,
    "message_ids": limits.MESSAGE_IDS_MISSING,
    "text": limits.TEXT_EMPTY,
    "photo": limits.NO_PHOTO,
    "video": limits.NO_VIDEO,
    "animation": limits.NO_ANIMATION,
    "document": limits.NO_DOCUMENT,
    "callback_query_id": limits.QUERY_TOO_OLD,
    "action": limits.CHAT_ACTION_WRONG,
}
INTEGER_TEXT = re.compile(r"-?[0-9]{1,19}")


def read_params(
    kinds: Mapping[str, ParamKind],
    required: tuple[str, ...],
    given: Mapping[str, Any],
    files: Mapping[str, Upload],
) -> dict[str, Any]:
    """The parameters by name, typed, what was not given left out; raises Refused for the first that is wrong."""
    read: dict[str, Any] = {}
    for name, value in {**given, **{name: files[name] for name in files if name in kinds}}.items():
        if value is None:
            continue
        kind = kinds.get(name)
        if kind is None:
            raise Refused(limits.UNKNOWN_PARAMETER.naming(name=name))
        if kind is ParamKind.NOT_MODELLED:
            raise Refused(limits.NOT_MODELLED.naming(name=name))
        read[name] = _read(name, kind, value)
    for name in required:
        if read.get(name) in (None, ""):
            raise Refused(MISSING.get(name) or limits.PARAMETER_REQUIRED.naming(name=name))
    return read


def read_fields(value: Any, kinds: Mapping[str, type], required: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields of an object inside a parameter; raises Refused for an unknown, missing or mistyped one."""
    if not isinstance(value, dict):
        raise Refused(limits.FIELD_OF_TYPE.naming(name="", type="Object"))
    for name, field in value.items():
        wanted = kinds.get(name)
        if wanted is None:
            raise Refused(limits.FIELD_UNKNOWN.naming(name=name))
        if type(field) is not wanted:
            raise Refused(limits.FIELD_OF_TYPE.naming(name=name, type=JSON_TYPES[wanted]))
    for name in required:
        if name not in value:
            raise Refused(limits.FIELD_MISSING.naming(name=name))
    return value


JSON_TYPES = {str: "String", int: "Number", bool: "Boolean", list: "Array", dict: "Object"}


def _read(name: str, kind: ParamKind, value: Any) -> Any:
    wrong = limits.PARAMETER_OF_TYPE.naming(name=name, type=kind.value)
    match kind:
        case ParamKind.INTEGER | ParamKind.CHAT:
            if type(value) is int:
                return value
            if isinstance(value, str) and INTEGER_TEXT.fullmatch(value.strip()):
                return int(value)
            if kind is ParamKind.CHAT and isinstance(value, str):
                return value
            raise Refused(wrong)
        case ParamKind.STRING:
            if isinstance(value, str):
                return _utf8(value)
            if type(value) in (int, float):
                return str(value)
            raise Refused(wrong)
        case ParamKind.BOOLEAN:
            if isinstance(value, bool):
                return value
            if isinstance(value, str | int) and str(value).lower() in (
                "true",
                "false",
                "1",
                "0",
                "yes",
                "no",
            ):
                return str(value).lower() in ("true", "1", "yes")
            raise Refused(wrong)
        case ParamKind.FILE:
            if isinstance(value, str | tuple):
                return value
            raise Refused(wrong)
        case _:
            if isinstance(value, str):
                try:
                    value = orjson.loads(_utf8(value))
                except orjson.JSONDecodeError:
                    raise Refused(limits.JSON_UNREADABLE) from None
            if not isinstance(value, dict if kind is ParamKind.OBJECT else list):
                raise Refused(limits.MARKUP_NOT_OBJECT if name == "reply_markup" else wrong)
            return value


def _utf8(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refused(limits.NOT_UTF8) from None
    return text
