"""Which update goes where: one ordered table."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime, timedelta
from typing import Any

import structlog
from telegram import ChatMember, Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    ExtBot,
    MessageHandler,
    filters,
)

from bot.chat import places
from bot.chat.asked import ask_again
from bot.chat.button_data import intent_of
from bot.chat.doing import do
from bot.chat.intents.asking import Ask
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.history import ShowHistory
from bot.chat.intents.mine import ShowOwn
from bot.chat.intents.pages import (
    Browse,
    OpenStretch,
    Remark,
    ShowCalendar,
    ShowPage,
    ShowPlan,
    ShowSettings,
    ShowShelf,
)
from bot.chat.intents.stretching import AskWhose, SignOfMinor
from bot.chat.intents.subscribing import GiveTimes, TypedPlace
from bot.chat.saying import heard, sent
from bot.chat.views import people as views
from bot.chat.views.view import View, escaped
from bot.chat.visit import Context, Visit
from bot.domain.dialogue import AboutSafety
from bot.domain.person import Standing
from bot.domain.timetext import Times
from bot.telegram_api.arrivals import came_in_at
from bot.telegram_api.failures import is_expired_query
from bot.telegram_api.threads import in_thread, thread_of

log = structlog.get_logger()

ANSWER_WITHIN_SECONDS = 2.0
# Who changes a message so soon mends a slip of the finger.
MENDED_WITHIN = timedelta(seconds=60)
# All that is answered to who is banned: their data is theirs.
FOR_BANNED = frozenset({Plain.ASK_DELETE, Plain.ERASE, Plain.STAY, Plain.EXPORT})
# Pages that can be opened in the middle of anything.
PAGES = (
    Browse,
    ShowShelf,
    OpenStretch,
    ShowOwn,
    ShowSettings,
    ShowPage,
    ShowPlan,
    ShowHistory,
    ShowCalendar,
)
# Nothing, or not enough, was understood.
MISSED = frozenset({Plain.NOT_UNDERSTOOD, Plain.ABOUT_BODY})
# How the names of what is only said begin.
COURTEOUS = "said-"
ALWAYS_HEARD = frozenset({Plain.EMERGENCY, Plain.DOCTOR_TODAY, Plain.DESPAIR, Plain.ASK_SIGNS})


async def pressed(update: Update, context: Context) -> None:
    """A button was pressed: the press is answered once, with the result, or with nothing after two seconds."""
    query = update.callback_query
    if query is None:
        return
    message = query.message if isinstance(query.message, Message) else None
    visit = await _visit(update, context, message, banned_too=True)
    intent = intent_of(query.data)
    if visit is None or not _is_answered(visit, intent):
        await context.bot.answer_callback_query(query.id)
        return
    visit.is_press = True
    visit.pressed_id = query.message.message_id if query.message else None
    doing = asyncio.ensure_future(_go_through(visit, intent))
    try:
        in_time, _ = await asyncio.wait({doing}, timeout=ANSWER_WITHIN_SECONDS)
        await _answer(context.bot, query.id, visit.toast if in_time else None)
    except BaseException:
        # Whoever takes the update over must not meet what goes on here.
        doing.cancel()
        await asyncio.wait({doing})
        raise
    await doing
    if visit.toast and not in_time:
        await visit.say(View(escaped(visit.toast)))


async def typed(update: Update, context: Context) -> None:
    """A text or a command, also under a picture."""
    visit = await _visit(update, context, update.message, banned_too=True)
    if visit is None:
        return
    intent = await heard(visit, context.bot.username)
    if _is_answered(visit, intent):
        if intent not in MISSED:
            await visit.limber.misses.end_row(visit.person)
        await _go_through(visit, intent)


async def _go_through(visit: Visit, intent: Intent | None) -> None:
    """Does what somebody means, and leaves them standing nowhere.

    The button that shares a location goes with whatever comes in its place; whoever opened a page in the middle of
    /start, or pressed what was over, is asked the open step again.
    """
    if visit.person.has_keyboard and intent is not Plain.ASK_LOCATION:
        await visit.say(views.location_put_away(visit.voice))
        await visit.limber.people.shows_keyboard(visit.person.id, shown=False)
    # Whoever has not begun yet opens a page before all else, and is in the middle of nothing.
    has_begun = visit.person.safety_at is not None or isinstance(visit.person.dialogue, AboutSafety)
    if intent is None:
        await visit.stale()
    else:
        await do(visit, intent)
    if not visit.is_press and _stands_beside(intent):
        await ask_again(visit)
    led_away = visit.is_stale or (not visit.is_press and isinstance(intent, PAGES))
    if led_away and has_begun and not visit.person.standing.is_subscribed and visit.person.alarm is None:
        profile = await visit.limber.people.profile(visit.person.id)
        if profile.unfinished is not None:
            await do(visit.afresh(), Plain.GO_ON_SUBSCRIBING)


def _stands_beside(intent: Intent | None) -> bool:
    """Whether something is asked beside the open question, which is asked once more below the answer."""
    return (
        isinstance(intent, Ask)
        or intent is Plain.EXPORT
        or (isinstance(intent, Remark) and not intent.name.startswith(COURTEOUS))
    )


def _is_answered(visit: Visit, intent: Intent | None) -> bool:
    """Whether what somebody means is done at all."""
    return not visit.person.is_banned or intent in FOR_BANNED


async def _answer(bot: ExtBot[Any], query_id: str, toast: str | None) -> None:
    try:
        await bot.answer_callback_query(query_id, text=toast)
    except TelegramError as error:
        # The press is too old to be answered; what it asked for was done all the same.
        log.info("press not answered", expired=is_expired_query(error))


async def edited(update: Update, context: Context) -> None:
    """A message was changed: a grave sign, or what may be one, is heard however late; a slip mended at once counts."""
    message = update.edited_message
    visit = await _visit(update, context, message)
    if visit is None or message is None:
        return
    intent = await heard(visit, context.bot.username)
    is_mended = message.edit_date is not None and message.edit_date - message.date <= MENDED_WITHIN
    if (
        intent in ALWAYS_HEARD
        or isinstance(intent, AskWhose | SignOfMinor)
        or (is_mended and _may_be_mended(intent))
    ):
        await do(visit, intent)


def _may_be_mended(intent: Intent) -> bool:
    """Whether an edit may say this anew: a place or a time, which are asked about before anything changes."""
    match intent:
        case GiveTimes(said=Times()) | TypedPlace():
            return True
    return False


async def located(update: Update, context: Context) -> None:
    """A location was shared: used for the zone, and not kept."""
    visit = await _visit(update, context, update.message)
    location = update.message.location if update.message else None
    if visit is not None and location is not None:
        await places.shared_location(visit, location.latitude, location.longitude)


async def something_else(update: Update, context: Context) -> None:
    """A picture where one is asked for; of a sticker, a voice message and all else that it reads text and buttons."""
    visit = await _visit(update, context, update.message)
    if visit is None:
        return
    if (intent := await sent(visit)) is not None:
        await _go_through(visit, intent)
    else:
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


async def _visit(
    update: Update, context: Context, message: Message | None, *, banned_too: bool = False
) -> Visit | None:
    """Who it is, kept as a person; None for those who may not use this bot, and as a rule for who is banned."""
    user = update.effective_user
    if user is None or user.is_bot:
        return None
    in_thread.set(thread_of(update))
    desk = context.bot_data
    if not desk.lets_in(user.id):
        voice = desk.voices.of(user.language_code or "")
        await context.bot.send_message(user.id, voice.say.plain("private-bot"))
        return None
    person = await desk.limber.people.meet(user.id, user.language_code)
    if person.is_banned and not banned_too:
        return None
    at = min(_said_at(update), desk.limber.now())
    return Visit(desk, context.bot, person, update.update_id, message, at, spoken=user.language_code or "")


def _said_at(update: Update) -> datetime:
    """When a message was written or changed; for a press, when it came in."""
    message = update.message or update.edited_message
    return came_in_at.get() if message is None else message.edit_date or message.date


PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE

HANDLERS: tuple[BaseHandler[Update, Context, None], ...] = (
    ChatMemberHandler(came_or_went, ChatMemberHandler.MY_CHAT_MEMBER),
    CallbackQueryHandler(pressed),
    MessageHandler(PRIVATE & (filters.TEXT | filters.CAPTION), typed),
    MessageHandler(
        filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE & (filters.TEXT | filters.CAPTION),
        edited,
    ),
    MessageHandler(PRIVATE & filters.LOCATION, located),
    MessageHandler(PRIVATE & ~filters.StatusUpdate.ALL, something_else),
    MessageHandler(
        filters.ChatType.GROUPS & filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL, in_group
    ),
)
ALLOWED_UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
