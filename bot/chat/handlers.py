"""Which update goes where: one ordered table."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import ChatMember, Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    filters,
)

from bot.chat import browsing, buttons, commands, onboarding, replies, sessions, settings
from bot.chat.button_data import read
from bot.chat.visit import Context, Visit
from bot.domain.person import Standing

Command = Callable[[Visit], Coroutine[Any, Any, None]]

COMMANDS: dict[str, Command] = {
    "start": commands.start,
    "today": commands.today,
    "session": sessions.session,
    "done": commands.done,
    "time": commands.time,
    "zone": commands.zone,
    "pause": commands.pause,
    "resume": commands.resume,
    "stats": commands.stats,
    "stretches": browsing.stretches,
    "programme": settings.programme,
    "precautions": commands.precautions,
    "sources": commands.sources,
    "settings": settings.settings,
    "language": settings.language,
    "help": commands.help_,
    "privacy": commands.privacy,
    "delete": commands.delete,
    "stop": commands.stop,
}


async def pressed(update: Update, context: Context) -> None:
    """A button was pressed."""
    query = update.callback_query
    if query is None:
        return
    message = query.message if isinstance(query.message, Message) else None
    visit = await _visit(update, context, message)
    if visit is None:
        await context.bot.answer_callback_query(query.id)
        return
    visit.button = read(query.data)
    await buttons.press(visit, query)


async def typed(update: Update, context: Context) -> None:
    """A text or a command."""
    visit = await _visit(update, context, update.message)
    if visit is None:
        return
    name, addressee, args = _command(visit.text)
    if name is None:
        await replies.read(visit)
    elif name in COMMANDS and addressee in {None, context.bot.username.lower()}:
        visit.args = args
        await COMMANDS[name](visit)
    else:
        await visit.line("unknown")


async def located(update: Update, context: Context) -> None:
    """A location was shared: used for the zone, and not kept."""
    visit = await _visit(update, context, update.message)
    location = update.message.location if update.message else None
    if visit is not None and location is not None:
        await onboarding.shared_location(visit, location.latitude, location.longitude)


async def something_else(update: Update, context: Context) -> None:
    """A sticker, a voice message, a picture: Limber reads text and buttons."""
    visit = await _visit(update, context, update.message)
    if visit is not None:
        await visit.line("not-text")


async def came_or_went(update: Update, context: Context) -> None:
    """Somebody blocked or unblocked the bot, or put it into a group."""
    change = update.my_chat_member
    if change is None:
        return
    if change.chat.type != ChatType.PRIVATE:
        if change.new_chat_member.status in {ChatMember.MEMBER, ChatMember.ADMINISTRATOR}:
            await _leave_group(change.chat.id, context)
        return
    people = context.bot_data.limber.people
    if change.new_chat_member.status == ChatMember.BANNED:
        await people.leave(change.chat.id, Standing.BLOCKED)
    else:
        await people.let_in_again(change.chat.id)


async def in_group(update: Update, context: Context) -> None:
    """Limber is for two: a group gets one line, and the bot leaves."""
    if update.effective_chat is not None:
        await _leave_group(update.effective_chat.id, context)


async def _leave_group(chat_id: int, context: Context) -> None:
    voice = context.bot_data.voices.of("en")
    # Out of the group already, or without the right to write there: whoever put it there can still be reached.
    with contextlib.suppress(Forbidden, BadRequest):
        await context.bot.send_message(chat_id, voice.say.plain("group"))
    with contextlib.suppress(Forbidden, BadRequest):
        await context.bot.leave_chat(chat_id)


async def _visit(update: Update, context: Context, message: Message | None) -> Visit | None:
    """Who it is, kept as a person of Limber; None for those who may not use this bot."""
    user = update.effective_user
    if user is None or user.is_bot:
        return None
    desk = context.bot_data
    if not desk.lets_in(user.id):
        voice = desk.voices.of(user.language_code or "")
        await context.bot.send_message(user.id, voice.say.plain("private-bot"))
        return None
    person = await desk.limber.people.meet(user.id, user.language_code)
    return Visit(desk, context.bot, person, update.update_id, message, spoken=user.language_code or "")


def _command(text: str) -> tuple[str | None, str | None, str]:
    """The command's name, whom it is addressed to, and what stands behind it; no name for other text."""
    if not text.startswith("/"):
        return None, None, ""
    word, *args = text.split(maxsplit=1)
    name, _, addressee = word[1:].lower().partition("@")
    return name, addressee or None, args[0].strip() if args else ""


PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE

HANDLERS: tuple[BaseHandler[Update, Context, None], ...] = (
    ChatMemberHandler(came_or_went, ChatMemberHandler.MY_CHAT_MEMBER),
    CallbackQueryHandler(pressed),
    MessageHandler(PRIVATE & filters.TEXT, typed),
    MessageHandler(PRIVATE & filters.LOCATION, located),
    MessageHandler(PRIVATE & ~filters.StatusUpdate.ALL, something_else),
    MessageHandler(
        filters.ChatType.GROUPS & filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL, in_group
    ),
)
ALLOWED_UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
