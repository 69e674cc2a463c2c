"""Independent judges of the wire: aiogram's models for every call and update, TDLib's parser for every text.

    .venv-judges/bin/python tests/judges.py FILE ...

They read what the tests recorded (tests/recording.py), in an environment of their own, and write a line of JSON for
each fault with the test that made it, and a last one that says how much they judged. They import nothing of ours.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import aiogram.methods
import tdjson
from aiogram.types import Update
from pydantic import BaseModel, TypeAdapter

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
UPLOADED = {
    "SendPhoto": "photo",
    "SendVideo": "video",
    "SendAnimation": "animation",
    "SendDocument": "document",
}
UNTRIMMED = " \n"
TD_TYPES = {
    "Bold": "bold",
    "BotCommand": "bot_command",
    "BlockQuote": "blockquote",
    "Code": "code",
    "CustomEmoji": "custom_emoji",
    "DateTime": "date_time",
    "EmailAddress": "email",
    "ExpandableBlockQuote": "expandable_blockquote",
    "Hashtag": "hashtag",
    "Italic": "italic",
    "Mention": "mention",
    "MentionName": "text_mention",
    "Pre": "pre",
    "PreCode": "pre",
    "Spoiler": "spoiler",
    "Strikethrough": "strikethrough",
    "TextUrl": "text_link",
    "Underline": "underline",
    "Url": "url",
}


def judge_call(method: str, params: Mapping[str, Any], result: Any) -> None:
    """Raises AssertionError unless a call and its result are such as Telegram knows them."""
    model = getattr(aiogram.methods, method[0].upper() + method[1:], None)
    assert model is not None, f"there is no method {method}"
    given = {name: _decoded(name, value) for name, value in params.items()}
    uploaded = UPLOADED.get(model.__name__)
    if uploaded is not None:
        # An upload travels beside the parameters.
        given.setdefault(uploaded, "attach://upload")
    _judge(model, given, f"{method} was called with", as_form=True)
    for text in _html_texts(given):
        parsed = _parsed(text)
        assert parsed["@type"] != "error", f"TDLib reads no HTML in {text!r}: {parsed}"
        if isinstance(result, Mapping) and text in (given.get("text"), given.get("caption")):
            shown = result.get("text", result.get("caption", ""))
            assert shown.strip(UNTRIMMED) == parsed["text"].strip(UNTRIMMED), (
                f"{method} answered {shown!r} where TDLib reads {parsed['text']!r}"
            )
    # Updates may be forged on purpose; the true ones are judged one by one.
    if method != "getUpdates":
        _judge(model.__returning__, result, f"{method} answered")


def judge_update(update: Mapping[str, Any]) -> None:
    """Raises AssertionError unless an update is such as Telegram sends it."""
    _judge(Update, update, "an update")


def judge_markup(source: str, read: Any) -> None:
    """Raises AssertionError unless this HTML was read, or refused, as TDLib does; what shows nothing is not compared.

    TDLib's Markdown parser tidies entities and leaves the rest.
    """
    parsed = _parsed(source)
    if parsed["@type"] == "error":
        theirs: Any = parsed["message"]
    else:
        tidied = _td("parseMarkdown", text=parsed)
        theirs = [tidied["text"], [_marked(entity) for entity in tidied["entities"]]]
    if isinstance(theirs, str) or theirs[0]:
        assert read == theirs, f"{source!r} was read as {read}, and by TDLib as {theirs}"


def judge_links(text: str, found: list[Any]) -> None:
    """Raises AssertionError unless what can be clicked in a plain text is what TDLib finds there."""
    entities = (_marked(entity)[:3] for entity in _td("getTextEntities", text=text)["entities"])
    # What the Bot API tells no bot of, such as the instants in a video, has no name here.
    theirs = [entity for entity in entities if entity[0]]
    assert found == theirs, f"in {text!r} was found {found}, and by TDLib {theirs}"


JUDGES: dict[str, Callable[..., None]] = {
    "call": judge_call,
    "update": judge_update,
    "markup": judge_markup,
    "links": judge_links,
}


def _td(request: str, **fields: Any) -> dict[str, Any]:
    """What TDLib answers to a request that needs no account."""
    return dict(json.loads(tdjson.td_execute(json.dumps({"@type": request, **fields}).encode())))


def _parsed(html: str) -> dict[str, Any]:
    return _td("parseTextEntities", text=html, parse_mode={"@type": "textParseModeHTML"})


def _marked(entity: Mapping[str, Any]) -> list[Any]:
    kind = entity["type"]
    name = TD_TYPES.get(kind["@type"].removeprefix("textEntityType"))
    fields = (kind.get(field) for field in ("url", "language", "unix_time"))
    return [name, entity["offset"], entity["length"], *fields]


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
    return json.loads(value) if name in ENCODED and isinstance(value, str) else value


def main(files: list[str]) -> None:
    """Judges every line of the files, and says what is wrong and how much there was."""
    _td("setLogVerbosityLevel", new_verbosity_level=0)
    judged: Counter[str] = Counter()
    for file in files:
        with open(file, encoding="utf-8") as lines:
            for line in lines:
                recorded = json.loads(line)
                judged[recorded["kind"]] += 1
                try:
                    JUDGES[recorded["kind"]](**recorded["given"])
                except AssertionError as error:
                    print(json.dumps({"test": recorded["test"], "why": str(error)}))
    print(json.dumps({"judged": judged}))


if __name__ == "__main__":
    main(sys.argv[1:])
