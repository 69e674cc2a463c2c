"""Methods about the bot itself, its commands and its chats."""

import re
from typing import Any

import orjson

from bot.localchat import limits
from bot.localchat.limits import Refused
from bot.localchat.params import read_fields
from bot.localchat.sending import Given, Uploads
from bot.localchat.state import BOT_RIGHTS, Chat, ServerState

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"([a-z]{2})?")
DEFAULT_SCOPE = {"type": "default"}
WIDE_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
CHAT_SCOPES = {"chat", "chat_administrators"}
MENU_BUTTONS = {"commands", "default"}
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_me(state: ServerState, _: Given, __: Uploads) -> Any:
    """The bot as Telegram knows it."""
    return {**state.bot, "first_name": _named(state, "name", "") or state.bot["first_name"], **BOT_RIGHTS}


def set_my_commands(state: ServerState, given: Given, _: Uploads) -> bool:
    """Sets the command menu of a scope and language."""
    commands = given["commands"]
    if len(commands) > limits.COMMANDS:
        raise Refused(limits.COMMANDS_TOO_MANY)
    for command in commands:
        read_fields(command, {"command": str, "description": str}, ("command", "description"))
        if not COMMAND.fullmatch(command["command"].removeprefix("/")):
            raise Refused(limits.COMMAND_INVALID)
        if not 1 <= len(command["description"].strip()) <= limits.COMMAND_DESCRIPTION_LETTERS:
            raise Refused(limits.COMMAND_DESCRIPTION_INVALID)
    kept = [{**command, "command": command["command"].removeprefix("/")} for command in commands]
    state.keep(_commands_key(state, given), kept)
    state.publish("commands")
    return True


def get_my_commands(state: ServerState, given: Given, _: Uploads) -> Any:
    """The command menu set for exactly this scope and language."""
    return state.settings.get(_commands_key(state, given)) or []


def delete_my_commands(state: ServerState, given: Given, _: Uploads) -> bool:
    """Takes the command menu of a scope and language away."""
    state.keep(_commands_key(state, given), None)
    state.publish("commands")
    return True


def commands_of(state: ServerState, chat: Chat | None, language: str = "") -> list[dict[str, str]]:
    """The command menu that a person sees; without a chat, that of the default scope."""
    scopes: list[dict[str, Any]] = [DEFAULT_SCOPE]
    if chat is not None:
        scopes = [{"type": "chat", "chat_id": chat.id}, {"type": "all_private_chats"}, DEFAULT_SCOPE]
    for scope in scopes:
        for code in (language[:2], ""):
            if commands := state.settings.get(_key(scope, code)):
                return list(commands)
    return []


def set_my_name(state: ServerState, given: Given, _: Uploads) -> bool:
    """Sets the bot's name in a language."""
    return _set(state, given, "name", limits.NAME_LETTERS, limits.NAME_TOO_LONG)


def get_my_name(state: ServerState, given: Given, _: Uploads) -> Any:
    """The bot's name in a language."""
    return {"name": _named(state, "name", _language(given)) or state.bot["first_name"]}


def set_my_description(state: ServerState, given: Given, _: Uploads) -> bool:
    """Sets what an empty chat shows."""
    return _set(state, given, "description", limits.DESCRIPTION_LETTERS, limits.DESCRIPTION_TOO_LONG)


def get_my_description(state: ServerState, given: Given, _: Uploads) -> Any:
    """What an empty chat shows."""
    return {"description": _named(state, "description", _language(given))}


def set_my_short_description(state: ServerState, given: Given, _: Uploads) -> bool:
    """Sets what the bot's profile shows."""
    letters, too_long = limits.SHORT_DESCRIPTION_LETTERS, limits.SHORT_DESCRIPTION_TOO_LONG
    return _set(state, given, "short_description", letters, too_long)


def get_my_short_description(state: ServerState, given: Given, _: Uploads) -> Any:
    """What the bot's profile shows."""
    return {"short_description": _named(state, "short_description", _language(given))}


def set_chat_menu_button(state: ServerState, given: Given, _: Uploads) -> bool:
    """Sets the button next to the text field, for one chat or all."""
    button = given.get("menu_button", {"type": "default"})
    if button.get("type") not in MENU_BUTTONS or set(button) != {"type"}:
        raise Refused(limits.MENU_BUTTON_UNSUPPORTED)
    state.keep(_menu_key(state, given), button)
    return True


def get_chat_menu_button(state: ServerState, given: Given, _: Uploads) -> Any:
    """The button next to the text field."""
    return (
        state.settings.get(_menu_key(state, given))
        or state.settings.get("menu_button")
        or {"type": "commands"}
    )


def get_file(state: ServerState, given: Given, _: Uploads) -> Any:
    """Where a file is fetched from."""
    file = state.files.find(given["file_id"])
    if file is None:
        raise Refused(limits.FILE_UNAVAILABLE)
    if len(file.content) > limits.DOWNLOAD_BYTES:
        raise Refused(limits.FILE_TOO_BIG)
    return {**file.described(), "file_id": given["file_id"], "file_path": file.path}


def get_chat(state: ServerState, given: Given, _: Uploads) -> Any:
    """All about a chat."""
    chat = state.chat(given["chat_id"])
    return {
        **chat.about,
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, chat.person is not None),
    }


def leave_chat(state: ServerState, given: Given, _: Uploads) -> bool:
    """Takes the bot out of a group."""
    chat = state.open_chat(given["chat_id"])
    if chat.person is not None:
        raise Refused(limits.CHAT_IS_PRIVATE)
    state.change_status(chat, "left", by=state.bot)
    return True


def _set(state: ServerState, given: Given, name: str, letters: int, too_long: limits.Refusal) -> bool:
    value = given.get(name, "")
    if len(value) > letters:
        raise Refused(too_long)
    state.keep(f"{name}/{_language(given)}", value)
    return True


def _named(state: ServerState, name: str, language: str) -> str:
    return str(state.settings.get(f"{name}/{language}") or state.settings.get(f"{name}/") or "")


def _language(given: Given) -> str:
    code = given.get("language_code", "")
    if not LANGUAGE.fullmatch(code):
        raise Refused(limits.LANGUAGE_INVALID)
    return str(code)


def _commands_key(state: ServerState, given: Given) -> str:
    scope = given.get("scope", DEFAULT_SCOPE)
    kind = scope.get("type")
    if kind in CHAT_SCOPES:
        read_fields(scope, {"type": str, "chat_id": int}, ("chat_id",))
        state.chat(scope["chat_id"])
    elif kind not in WIDE_SCOPES or set(scope) != {"type"}:
        raise Refused(limits.SCOPE_UNSUPPORTED)
    return _key(scope, _language(given))


def _key(scope: dict[str, Any], language: str) -> str:
    return f"commands/{orjson.dumps(scope, option=orjson.OPT_SORT_KEYS).decode()}/{language}"


def _menu_key(state: ServerState, given: Given) -> str:
    if "chat_id" not in given:
        return "menu_button"
    return f"menu_button/{state.chat(given['chat_id']).id}"
