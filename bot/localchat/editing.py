"""Methods that change or take away what is already in a chat, and answer presses on it."""

from typing import Any

from bot.localchat import limits
from bot.localchat.keyboards import read_inline
from bot.localchat.limits import Refused
from bot.localchat.markup import units
from bot.localchat.sending import Given, Uploads, caption_content, media_content, text_content
from bot.localchat.state import Chat, Message, ServerState

TEXT = {"text", "entities", "link_preview_options"}
CAPTION = {"caption", "caption_entities", "show_caption_above_media"}
MEDIA = {"photo", "video", "animation", "document", "has_media_spoiler"}
INPUT_MEDIA = {
    "photo": {
        "type",
        "media",
        "caption",
        "parse_mode",
        "caption_entities",
        "show_caption_above_media",
        "has_spoiler",
    },
    "document": {"type", "media", "caption", "parse_mode", "caption_entities"},
}
INPUT_MEDIA["animation"] = INPUT_MEDIA["photo"] | {"width", "height", "duration"}
INPUT_MEDIA["video"] = INPUT_MEDIA["animation"] | {"supports_streaming"}


def edit_message_text(state: ServerState, given: Given, _: Uploads) -> Any:
    """The message with another text."""
    content = text_content(state, given, limits.EDITED_TEXT_TOO_LONG)
    chat, message = _editable(state, given)
    if "text" not in message.body:
        raise Refused(limits.NO_TEXT_TO_EDIT)
    return _edit(state, chat, message, given, TEXT, content)


def edit_message_caption(state: ServerState, given: Given, _: Uploads) -> Any:
    """The message with another caption, or none."""
    content = caption_content(state, given)
    chat, message = _editable(state, given)
    if not MEDIA & set(message.body):
        raise Refused(limits.NO_CAPTION_TO_EDIT)
    return _edit(state, chat, message, given, CAPTION, content)


def edit_message_media(state: ServerState, given: Given, files: Uploads) -> Any:
    """The message with another photo, video, animation or document, and its caption."""
    media = given["media"]
    kind = media.get("type")
    if kind not in INPUT_MEDIA:
        raise Refused(limits.MEDIA_TYPE_UNSUPPORTED)
    if unknown := set(media) - INPUT_MEDIA[kind]:
        raise Refused(limits.FIELD_UNKNOWN.naming(name=min(unknown)))
    if not isinstance(media.get("media"), str):
        raise Refused(limits.NO_MEDIA)
    caption = caption_content(state, media)
    chat, message = _editable(state, given)
    read_inline(given.get("reply_markup"))
    content = {**media_content(state, media, files, kind, media["media"]), **caption}
    return _edit(state, chat, message, given, TEXT | MEDIA | CAPTION, content)


def edit_message_reply_markup(state: ServerState, given: Given, _: Uploads) -> Any:
    """The message with other buttons, or none."""
    chat, message = _editable(state, given)
    return _edit(state, chat, message, given, set(), {})


def delete_message(state: ServerState, given: Given, _: Uploads) -> bool:
    """Takes one message away."""
    chat = state.chat(given["chat_id"])
    if given["message_id"] not in chat.messages:
        raise Refused(limits.DELETED_NOT_FOUND)
    _check_deletable(state, chat, given["message_id"])
    state.remove(chat, given["message_id"])
    return True


def delete_messages(state: ServerState, given: Given, _: Uploads) -> bool:
    """Takes several messages away; those that are gone already do not matter."""
    chat = state.chat(given["chat_id"])
    if len(given["message_ids"]) > limits.MESSAGES_DELETED_AT_ONCE:
        raise Refused(limits.TOO_MANY_MESSAGE_IDS)
    message_ids = [
        message_id for message_id in dict.fromkeys(given["message_ids"]) if message_id in chat.messages
    ]
    for message_id in message_ids:
        _check_deletable(state, chat, message_id)
    for message_id in message_ids:
        state.remove(chat, message_id)
    return True


def answer_callback_query(state: ServerState, given: Given, _: Uploads) -> bool:
    """Ends the waiting on a pressed button, with a toast or without."""
    text = given.get("text") or None
    if text and units(text) > limits.TOAST_UNITS:
        raise Refused(limits.TOAST_TOO_LONG)
    answer = {"text": text, "show_alert": given.get("show_alert", False)}
    state.answer_query(given["callback_query_id"], answer)
    return True


def _editable(state: ServerState, given: Given) -> tuple[Chat, Message]:
    chat = state.open_chat(given["chat_id"])
    message = chat.messages.get(given["message_id"])
    if message is None:
        raise Refused(limits.EDITED_NOT_FOUND)
    if not message.by_bot or message.fixed:
        raise Refused(limits.NOT_EDITABLE)
    return chat, message


def _edit(
    state: ServerState,
    chat: Chat,
    message: Message,
    given: Given,
    replaced: set[str],
    content: dict[str, Any],
) -> Any:
    """The message with `content` in place of the fields in `replaced`, and the buttons given now."""
    markup = read_inline(given.get("reply_markup"))
    body = {name: value for name, value in message.body.items() if name not in replaced | {"reply_markup"}}
    body |= content
    if markup:
        body["reply_markup"] = markup
    if body == message.body:
        raise Refused(limits.NOT_MODIFIED)
    message.body = body | {"edit_date": state.now()}
    state.keep_message(message)
    state.publish("edit", chat, message=state.on_page(message))
    return state.shown(message)


def _check_deletable(state: ServerState, chat: Chat, message_id: int) -> None:
    message = chat.messages[message_id]
    foreign = not message.by_bot and chat.person is None
    if foreign or state.now() - message.body["date"] > limits.DELETABLE_SECONDS:
        raise Refused(limits.NOT_DELETABLE)
