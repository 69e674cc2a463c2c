"""What people put into a chat: what they type, quote and pass on, as Telegram's fields."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from bot.localchat import limits
from bot.localchat.entities import STYLES, fixed, typed_text
from bot.localchat.markup import units
from bot.localchat.state import Chat, ServerState

MessageOrId: TypeAlias = Mapping[str, Any] | int
KEPT_IN_QUOTES = STYLES | {"custom_emoji", "date_time"}
# What of a message goes along when it is passed on: neither its buttons nor what it answered.
PASSED_ON = (
    "text",
    "entities",
    "link_preview_options",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
    "photo",
    "video",
    "animation",
    "document",
    "sticker",
    "voice",
    "location",
    "contact",
    "dice",
    "poll",
)


def id_of(message: MessageOrId) -> int:
    """The number of a message."""
    return message if isinstance(message, int) else int(message["message_id"])


def said(
    state: ServerState,
    chat: Chat,
    user: dict[str, Any],
    content: dict[str, Any],
    reply_to: MessageOrId | None,
) -> dict[str, Any]:
    """What somebody has just put into a chat; the bot is told as far as it may read there."""
    replied = None if reply_to is None else id_of(reply_to)
    if replied is not None and replied not in chat.messages:
        raise LookupError("the message to reply to is gone")
    message = state.write(chat, content, sender=user, reply_to=replied)
    shown = state.shown(message)
    if chat.status == "member" and (chat.person is not None or _is_for_bot(state, chat, shown)):
        state.updates.add("message", shown, chat.id)
    return shown


def typed(text: str) -> dict[str, Any]:
    """The fields of a message that a person types; raises ValueError for one no client would send."""
    text, entities = typed_text(text)
    if not text:
        raise ValueError("an empty message cannot be sent")
    if units(text) > limits.TEXT_UNITS:
        raise ValueError("a message has at most 4096 characters")
    return {"text": text, "entities": entities} if entities else {"text": text}


def captioned(caption: str) -> dict[str, Any]:
    """The fields of a caption that a person types, none where it is blank; raises ValueError for a long one."""
    text, entities = typed_text(caption)
    if units(text) > limits.CAPTION_UNITS:
        raise ValueError(f"a caption has at most {limits.CAPTION_UNITS} characters")
    fields = {"caption": text, "caption_entities": entities}
    return {name: value for name, value in fields.items() if value}


def quoted(original: Mapping[str, Any], text: str, position: int) -> dict[str, Any]:
    """The TextQuote of a part of a message, which begins so many UTF-16 units in; ValueError if it is not there."""
    words = original.get("text", original.get("caption", ""))
    end = position + units(text)
    part = words.encode("utf-16-le")[2 * position : 2 * end].decode("utf-16-le", "replace")
    if not text or position < 0 or part != text:
        raise ValueError("that part does not stand in the message")
    if units(text) > limits.QUOTE_UNITS:
        raise ValueError(f"a quote has at most {limits.QUOTE_UNITS} characters")
    quote: dict[str, Any] = {"text": text, "position": position, "is_manual": True}
    entities = []
    for entity in original.get("entities", original.get("caption_entities", [])):
        start, stop = max(position, entity["offset"]), min(end, entity["offset"] + entity["length"])
        if entity["type"] in KEPT_IN_QUOTES and start < stop:
            entities.append(entity | {"offset": start - position, "length": stop - start})
    return quote | {"entities": fixed(entities)} if entities else quote


def passed_on(original: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a message that passes another on; raises ValueError for one that must not be."""
    content = {name: original[name] for name in PASSED_ON if name in original}
    if not content or original.get("has_protected_content"):
        raise ValueError("that message cannot be forwarded")
    written = {"type": "user", "date": original["date"], "sender_user": original["from"]}
    return content | {"forward_origin": original.get("forward_origin", written)}


def _is_for_bot(state: ServerState, chat: Chat, message: dict[str, Any]) -> bool:
    """Whether a bot in privacy mode gets this message of a group."""
    replied = message.get("reply_to_message", {}).get("from", {})
    return str(message.get("text", "/")).startswith("/") or replied.get("id") == state.bot["id"]
