"""The table of Bot API methods: what does each, and which parameters it takes (Bot API 10.0)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.localchat import editing, polling, profile, sending
from bot.localchat.params import ParamKind
from bot.localchat.state import ServerState

INTEGER, STRING, BOOLEAN = ParamKind.INTEGER, ParamKind.STRING, ParamKind.BOOLEAN
OBJECT, ARRAY, CHAT, FILE = ParamKind.OBJECT, ParamKind.ARRAY, ParamKind.CHAT, ParamKind.FILE

Handler = Callable[[ServerState, dict[str, Any], sending.Uploads], Any]


@dataclass(frozen=True)
class Method:
    """One method: what does it, its parameters, and those it cannot do without."""

    do: Handler
    kinds: dict[str, ParamKind]
    required: tuple[str, ...] = ()


SENT = {
    "chat_id": CHAT,
    "reply_markup": OBJECT,
    "reply_parameters": OBJECT,
    "disable_notification": BOOLEAN,
    "protect_content": BOOLEAN,
    "allow_paid_broadcast": BOOLEAN,
    "message_effect_id": STRING,
    "message_thread_id": INTEGER,
    **dict.fromkeys(
        (
            "business_connection_id",
            "direct_messages_topic_id",
            "suggested_post_parameters",
            "reply_to_message_id",
            "allow_sending_without_reply",
        ),
        ParamKind.NOT_MODELLED,
    ),
}
EDITED = {
    "chat_id": CHAT,
    "message_id": INTEGER,
    "reply_markup": OBJECT,
    "inline_message_id": ParamKind.NOT_MODELLED,
    "business_connection_id": ParamKind.NOT_MODELLED,
}
TEXT = {
    "text": STRING,
    "parse_mode": STRING,
    "entities": ARRAY,
    "link_preview_options": OBJECT,
    "disable_web_page_preview": ParamKind.NOT_MODELLED,
}
CAPTION = {
    "caption": STRING,
    "parse_mode": STRING,
    "caption_entities": ARRAY,
    "show_caption_above_media": BOOLEAN,
}
SIZE = {"width": INTEGER, "height": INTEGER, "duration": INTEGER, "thumbnail": ParamKind.NOT_MODELLED}
IN_LANGUAGE = {"language_code": STRING}
COMMANDS = {"scope": OBJECT, **IN_LANGUAGE}
OF_CHAT = {"chat_id": CHAT}
OF_MESSAGE = ("chat_id", "message_id")

METHODS = {
    "getMe": Method(profile.get_me, {}),
    "sendMessage": Method(sending.send_message, SENT | TEXT, ("text", "chat_id")),
    "sendPhoto": Method(
        sending.send_photo, SENT | CAPTION | {"photo": FILE, "has_spoiler": BOOLEAN}, ("photo", "chat_id")
    ),
    "sendVideo": Method(
        sending.send_video,
        SENT
        | CAPTION
        | SIZE
        | {"video": FILE, "has_spoiler": BOOLEAN, "supports_streaming": BOOLEAN}
        | dict.fromkeys(("cover", "start_timestamp"), ParamKind.NOT_MODELLED),
        ("video", "chat_id"),
    ),
    "sendAnimation": Method(
        sending.send_animation,
        SENT | CAPTION | SIZE | {"animation": FILE, "has_spoiler": BOOLEAN},
        ("animation", "chat_id"),
    ),
    "sendDocument": Method(
        sending.send_document,
        SENT
        | {name: kind for name, kind in CAPTION.items() if name != "show_caption_above_media"}
        | {"document": FILE, "thumbnail": ParamKind.NOT_MODELLED, "disable_content_type_detection": BOOLEAN},
        ("document", "chat_id"),
    ),
    "sendChatAction": Method(
        sending.send_chat_action,
        {
            "chat_id": CHAT,
            "action": STRING,
            "business_connection_id": ParamKind.NOT_MODELLED,
            "message_thread_id": ParamKind.NOT_MODELLED,
        },
        ("chat_id", "action"),
    ),
    "editMessageText": Method(editing.edit_message_text, EDITED | TEXT, ("text", *OF_MESSAGE)),
    "editMessageCaption": Method(editing.edit_message_caption, EDITED | CAPTION, OF_MESSAGE),
    "editMessageMedia": Method(
        editing.edit_message_media, EDITED | {"media": OBJECT}, ("media", *OF_MESSAGE)
    ),
    "editMessageReplyMarkup": Method(editing.edit_message_reply_markup, EDITED, OF_MESSAGE),
    "deleteMessage": Method(editing.delete_message, OF_CHAT | {"message_id": INTEGER}, OF_MESSAGE),
    "deleteMessages": Method(
        editing.delete_messages, OF_CHAT | {"message_ids": ARRAY}, ("chat_id", "message_ids")
    ),
    "answerCallbackQuery": Method(
        editing.answer_callback_query,
        {
            "callback_query_id": STRING,
            "text": STRING,
            "show_alert": BOOLEAN,
            "cache_time": INTEGER,
            "url": ParamKind.NOT_MODELLED,
        },
        ("callback_query_id",),
    ),
    "setMyCommands": Method(profile.set_my_commands, COMMANDS | {"commands": ARRAY}, ("commands",)),
    "getMyCommands": Method(profile.get_my_commands, COMMANDS),
    "deleteMyCommands": Method(profile.delete_my_commands, COMMANDS),
    "setMyName": Method(profile.set_my_name, IN_LANGUAGE | {"name": STRING}),
    "getMyName": Method(profile.get_my_name, IN_LANGUAGE),
    "setMyDescription": Method(profile.set_my_description, IN_LANGUAGE | {"description": STRING}),
    "getMyDescription": Method(profile.get_my_description, IN_LANGUAGE),
    "setMyShortDescription": Method(
        profile.set_my_short_description, IN_LANGUAGE | {"short_description": STRING}
    ),
    "getMyShortDescription": Method(profile.get_my_short_description, IN_LANGUAGE),
    "setChatMenuButton": Method(profile.set_chat_menu_button, {"chat_id": INTEGER, "menu_button": OBJECT}),
    "getChatMenuButton": Method(profile.get_chat_menu_button, {"chat_id": INTEGER}),
    "getFile": Method(profile.get_file, {"file_id": STRING}, ("file_id",)),
    "getChat": Method(profile.get_chat, OF_CHAT, ("chat_id",)),
    "leaveChat": Method(profile.leave_chat, OF_CHAT, ("chat_id",)),
    "setWebhook": Method(
        polling.set_webhook,
        {
            "url": STRING,
            "ip_address": ParamKind.NOT_MODELLED,
            "certificate": ParamKind.NOT_MODELLED,
            "max_connections": INTEGER,
            "allowed_updates": ARRAY,
            "drop_pending_updates": BOOLEAN,
            "secret_token": STRING,
        },
    ),
    "deleteWebhook": Method(polling.delete_webhook, {"drop_pending_updates": BOOLEAN}),
    "getWebhookInfo": Method(polling.get_webhook_info, {}),
}
GET_UPDATES = {"offset": INTEGER, "limit": INTEGER, "timeout": INTEGER, "allowed_updates": ARRAY}
# Telegram does not mind how a method's name is spelt.
BY_NAME = {name.lower(): method for name, method in METHODS.items()}
