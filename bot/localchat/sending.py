"""Methods that put something into a chat."""

from collections.abc import Mapping
from typing import Any

from bot.localchat import limits
from bot.localchat.entities import read_text
from bot.localchat.files import content_as
from bot.localchat.keyboards import read_markup
from bot.localchat.limits import Refused
from bot.localchat.links import checked_url
from bot.localchat.params import Upload, read_fields
from bot.localchat.state import Chat, ServerState, in_thread

Given = dict[str, Any]
Uploads = Mapping[str, Upload]

ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
PREVIEW = {
    "is_disabled": bool,
    "url": str,
    "prefer_small_media": bool,
    "prefer_large_media": bool,
    "show_above_text": bool,
}
REPLY = {"message_id": int, "chat_id": int, "allow_sending_without_reply": bool}
ATTACHED = "attach://"


def send_message(state: ServerState, given: Given, _: Uploads) -> Any:
    """A new text message."""
    return _send(state, given, text_content(state, given, limits.TEXT_TOO_LONG))


def send_photo(state: ServerState, given: Given, files: Uploads) -> Any:
    """A new photo with its caption."""
    return _send_media(state, given, files, "photo")


def send_video(state: ServerState, given: Given, files: Uploads) -> Any:
    """A new video with its caption."""
    return _send_media(state, given, files, "video")


def send_animation(state: ServerState, given: Given, files: Uploads) -> Any:
    """A new animation with its caption."""
    return _send_media(state, given, files, "animation")


def send_document(state: ServerState, given: Given, files: Uploads) -> Any:
    """A new file with its caption."""
    return _send_media(state, given, files, "document")


def send_chat_action(state: ServerState, given: Given, _: Uploads) -> bool:
    """Shows for a moment what the bot is doing."""
    if given["action"] not in ACTIONS:
        raise Refused(limits.CHAT_ACTION_WRONG)
    state.publish("typing", state.open_chat(given["chat_id"]))
    return True


def text_content(state: ServerState, given: Given, too_long: limits.Refusal) -> dict[str, Any]:
    """The fields of a text message."""
    text, entities = read_text(
        given["text"],
        given.get("parse_mode"),
        given.get("entities"),
        longest=limits.TEXT_UNITS,
        too_long=too_long,
    )
    if not text:
        raise Refused(limits.TEXT_BLANK)
    content: dict[str, Any] = {"text": text}
    if entities := state.known(entities):
        content["entities"] = entities
    preview = read_fields(given.get("link_preview_options", {}), PREVIEW)
    if preview.get("url") and checked_url(preview["url"]) is None:
        raise Refused(limits.bad_request("WEBPAGE_URL_INVALID"))
    if any(preview.values()):
        content["link_preview_options"] = {name: value for name, value in preview.items() if value}
    return content


def caption_content(state: ServerState, given: Given) -> dict[str, Any]:
    """The fields of a caption; none where there is no text."""
    caption, entities = read_text(
        given.get("caption", ""),
        given.get("parse_mode"),
        given.get("caption_entities"),
        longest=limits.CAPTION_UNITS,
        too_long=limits.CAPTION_TOO_LONG,
    )
    content: dict[str, Any] = {}
    if caption:
        content["caption"] = caption
        if entities := state.known(entities):
            content["caption_entities"] = entities
        if given.get("show_caption_above_media"):
            content["show_caption_above_media"] = True
    return content


def media_content(state: ServerState, given: Given, files: Uploads, kind: str, media: Any) -> dict[str, Any]:
    """The fields of a photo, a video, an animation or a document, uploaded now or sent before."""
    if isinstance(media, str) and media.startswith(ATTACHED):
        name = media.removeprefix(ATTACHED)
        if name not in files:
            raise Refused(limits.UPLOAD_NOT_FOUND.naming(name=name))
        media = files[name]
    if isinstance(media, str):
        file = state.files.reused(media, kind.capitalize())
    else:
        file = state.files.store(kind.capitalize(), media)
    return {**content_as(kind, file, given), **_spoiler(given)}


def _spoiler(given: Given) -> dict[str, Any]:
    return {"has_media_spoiler": True} if given.get("has_spoiler") else {}


def _send_media(state: ServerState, given: Given, files: Uploads, kind: str) -> Any:
    caption = caption_content(state, given)
    # Whether it may be sent is known before the file is kept.
    read_markup(given.get("reply_markup"))
    state.open_chat(given["chat_id"])
    return _send(state, given, {**media_content(state, given, files, kind, given[kind]), **caption})


def _send(state: ServerState, given: Given, content: dict[str, Any]) -> Any:
    markup = read_markup(given.get("reply_markup"))
    chat = state.open_chat(given["chat_id"])
    if effect := given.get("message_effect_id"):
        if chat.person is None or not effect.isdecimal():
            raise Refused(limits.EFFECT_INVALID)
        content["effect_id"] = effect
    if given.get("protect_content"):
        content["has_protected_content"] = True
    if thread := given.get("message_thread_id"):
        if not chat.has_thread(thread):
            raise Refused(limits.THREAD_NOT_FOUND)
        content |= in_thread(thread)
    message = state.write(
        chat,
        content,
        sender=state.bot,
        reply_to=_replied(chat, given.get("reply_parameters")),
        markup=markup,
        silent=given.get("disable_notification", False),
    )
    return state.shown(message)


def _replied(chat: Chat, parameters: dict[str, Any] | None) -> int | None:
    if parameters is None:
        return None
    reply = read_fields(parameters, REPLY, ("message_id",))
    if reply["message_id"] in chat.messages and reply.get("chat_id", chat.id) == chat.id:
        return int(reply["message_id"])
    if not reply.get("allow_sending_without_reply"):
        raise Refused(limits.REPLY_NOT_FOUND)
    return None
