"""Reply markup: read strictly, as Telegram keeps it."""

from typing import Any

from bot.localchat import limits
from bot.localchat.limits import Refused
from bot.localchat.links import checked_url
from bot.localchat.params import read_fields

Markup = dict[str, Any]
STYLES = {"danger", "success", "primary"}
INLINE_BUTTON = {
    "text": str,
    "style": str,
    "icon_custom_emoji_id": str,
    "url": str,
    "callback_data": str,
    "copy_text": dict,
}
INLINE_ACTIONS = {"url", "callback_data", "copy_text"}
REPLY_BUTTON = {
    "text": str,
    "style": str,
    "icon_custom_emoji_id": str,
    "request_contact": bool,
    "request_location": bool,
}
REPLY_KEYBOARD = {
    "keyboard": list,
    "is_persistent": bool,
    "resize_keyboard": bool,
    "one_time_keyboard": bool,
    "input_field_placeholder": str,
    "selective": bool,
}
REMOVAL = {"remove_keyboard": bool, "selective": bool}
FORCE_REPLY = {"force_reply": bool, "input_field_placeholder": str, "selective": bool}


def read_markup(markup: Markup | None) -> Markup | None:
    """The markup of a new message, an inline keyboard normalised; None where there is none."""
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        return read_inline(markup)
    for kinds, key in (
        (REPLY_KEYBOARD, "keyboard"),
        (REMOVAL, "remove_keyboard"),
        (FORCE_REPLY, "force_reply"),
    ):
        if key in markup:
            fields = read_fields(markup, kinds)
            if not fields[key]:
                raise Refused(limits.MARKUP_UNPARSED)
            if len(fields.get("input_field_placeholder", "")) > limits.PLACEHOLDER_LETTERS:
                raise Refused(limits.PLACEHOLDER_INVALID)
            if key == "keyboard":
                fields = fields | {"keyboard": _rows(fields["keyboard"], _reply_button)}
            return fields
    # What python-telegram-bot makes of an empty keyboard.
    raise Refused(limits.MARKUP_UNPARSED)


def read_inline(markup: Markup | None) -> Markup | None:
    """The inline keyboard of an edited message; None where it has no button."""
    if markup is None:
        return None
    if "inline_keyboard" not in markup:
        raise Refused(limits.INLINE_KEYBOARD_EXPECTED)
    rows = _rows(read_fields(markup, {"inline_keyboard": list})["inline_keyboard"], _inline_button)
    return {"inline_keyboard": rows} if rows else None


def _rows(rows: list[Any], read_button: Any) -> list[list[dict[str, Any]]]:
    read: list[list[dict[str, Any]]] = []
    for row in rows:
        if not isinstance(row, list):
            raise Refused(limits.FIELD_OF_TYPE.naming(name="keyboard row", type="Array"))
        if len(row) > limits.BUTTONS_A_ROW:
            raise Refused(limits.MARKUP_TOO_LONG)
        if row:
            read.append([read_button(button) for button in row])
    if sum(map(len, read)) > limits.BUTTONS:
        raise Refused(limits.MARKUP_TOO_LONG)
    return read


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict) or "text" not in button:
        raise Refused(limits.INLINE_BUTTON_UNPARSED.naming(why='Can\'t find field "text"'))
    read = dict(read_fields(button, INLINE_BUTTON))
    if not read["text"].strip():
        raise Refused(limits.BUTTON_TEXT_EMPTY)
    _check_style(read)
    actions = [action for action in INLINE_ACTIONS if read.get(action)]
    if not actions:
        why = "Text buttons are unallowed in the inline keyboard"
        raise Refused(limits.INLINE_BUTTON_UNPARSED.naming(why=why))
    if len(actions) > 1:
        why = "exactly one of the optional fields must be used"
        raise Refused(limits.INLINE_BUTTON_UNPARSED.naming(why=why))
    if "callback_data" in actions and len(read["callback_data"].encode()) > limits.CALLBACK_DATA_BYTES:
        raise Refused(limits.BUTTON_DATA_INVALID)
    if "url" in actions:
        read["url"] = _button_url(read["url"])
    if "copy_text" in actions:
        copied = read_fields(read["copy_text"], {"text": str}, ("text",))["text"]
        if not 1 <= len(copied) <= limits.COPY_TEXT_LETTERS:
            raise Refused(limits.BUTTON_COPY_TEXT_INVALID)
    return read


def _reply_button(button: Any) -> dict[str, Any]:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or "text" not in button:
        raise Refused(limits.BUTTON_UNPARSED.naming(why='Can\'t find field "text"'))
    read = read_fields(button, REPLY_BUTTON)
    _check_style(read)
    return read


def _check_style(button: dict[str, Any]) -> None:
    if "style" in button and button["style"] not in STYLES:
        raise Refused(limits.BUTTON_STYLE_INVALID)


def _button_url(url: str) -> str:
    if "://" in url and url.partition("://")[0].lower() not in ("http", "https", "tg"):
        raise Refused(limits.BUTTON_URL_INVALID.naming(url=url, why="Unsupported URL protocol"))
    checked = checked_url(url)
    if checked is None:
        raise Refused(limits.BUTTON_URL_INVALID.naming(url=url, why="Wrong HTTP URL"))
    return checked
