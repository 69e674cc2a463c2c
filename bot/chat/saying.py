"""What somebody said, with how things stand when they say it: all that hearing needs, looked up beforehand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

import structlog
from telegram import Message, MessageEntity

from bot.chat import agenda, answering, browsing, calendar, history, lists, menus, mine, sessions, settings
from bot.chat.alarms import is_too_young
from bot.chat.body import grave_sign
from bot.chat.breaks import break_behind
from bot.chat.hearing import hear
from bot.chat.intents.admins import Ban, PrepareBroadcast, Unban
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.history import AskSeconds, ShowDay, ShowEntry, ShowHistory
from bot.chat.intents.mine import AskRemoveOwn, ChangeOwn, OpenList, OpenOwn, ShowOwn
from bot.chat.intents.pages import (
    Browse,
    Mind,
    OpenStretch,
    Page,
    PlanDay,
    ShowCalendar,
    ShowPage,
    ShowPlan,
    ShowRecord,
    ShowSettings,
    ShowShelf,
)
from bot.chat.intents.stretching import Done, More, Session, WarmUp
from bot.chat.intents.subscribing import TypedPlace
from bot.chat.intents.taking import ReadFile
from bot.chat.own_said import attached
from bot.chat.said import Situation, place_behind, session_behind, times_behind
from bot.chat.views import record as record_views
from bot.chat.views import settings as settings_views
from bot.chat.views.people import asked_conditions
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.dialogue import ChoosingLanguage, ConditionsScreen, OnPage
from bot.domain.own import OwnPicture, PictureKind
from bot.storage.errors import Unavailable
from bot.words.words import Words, normal

log = structlog.get_logger()

# What people write right behind a command: "/done.", "/done, thanks".
MARKS_BEHIND = ".,;:!?… "
# How files with records and lists of exercises end, also those of other apps, which are named.
FILE_ENDINGS = frozenset({"zip", "json", "toml", "csv", "db", "sqlite", "sqlite3"})
SHARED = re.compile(r"plan_([A-Za-z0-9_-]{22})")
# What each command means, with what stands behind it; in this order they stand in Telegram's menu.
COMMANDS: dict[str, Callable[[str, Words, date], Intent]] = {
    "today": lambda *_: Plain.TODAY,
    "session": lambda args, words, _: session_behind(args, words),
    "done": lambda *_: Done(),
    "time": lambda args, words, _: times_behind(args, words),
    "zone": lambda args, words, _: TypedPlace(place_behind(args, words)) if args else Plain.ASK_PLACE,
    "pause": lambda args, words, today: break_behind(args, words, today) if args else Plain.PAUSE_COMMAND,
    "resume": lambda *_: Plain.RESUME,
    "plan": lambda *_: ShowPlan(),
    "calendar": lambda *_: ShowCalendar(),
    "stats": lambda *_: ShowPage(Page.STATS),
    "history": lambda *_: ShowHistory(),
    "stretches": lambda *_: Browse(),
    "mine": lambda *_: ShowOwn(),
    "programme": lambda *_: ShowSettings(settings_views.PROGRAMMES),
    "precautions": lambda *_: ShowPage(Page.PRECAUTIONS),
    "sources": lambda *_: ShowPage(Page.SOURCES),
    "settings": lambda *_: ShowSettings(),
    "language": lambda *_: ShowSettings("language"),
    "help": lambda *_: ShowPage(Page.HELP),
    "privacy": lambda *_: ShowPage(Page.PRIVACY),
    "export": lambda *_: Plain.EXPORT,
    "import": lambda *_: Plain.ASK_IMPORT,
    "stop": lambda *_: Plain.STOP_COMMAND,
    "delete": lambda *_: Plain.ASK_DELETE,
    "start": lambda args, *_: OpenList(found[1]) if (found := SHARED.fullmatch(args)) else Plain.WELCOME,
}


# The same for those who run Limber; to everybody else they are nothing that is known.
OF_ADMINS: dict[str, Callable[[str], Intent]] = {
    "status": lambda _: Plain.STATUS,
    "broadcast": PrepareBroadcast,
    "ban": Ban,
    "unban": Unban,
}


async def heard(visit: Visit, bot_name: str) -> Intent:
    """What somebody means by a text or a command; `bot_name` is the one to whom commands may be addressed."""
    message = visit.message
    name, addressee, args = _command(
        visit.text, message.entities or message.caption_entities if message else ()
    )
    today = visit.today
    if name is None or _foreign(message) == visit.text:
        return hear(visit.text, await _situation(visit, today), visit.words, visit.desk.every_language)
    is_mine = addressee in {None, bot_name.lower()}
    if name in OF_ADMINS and is_mine and visit.desk.is_admin(visit.person.id):
        # What stands behind it is about others, so that no sign is heard in it.
        return OF_ADMINS[name](_behind_command(message) if name == "broadcast" else args)
    if (sign := grave_sign(visit.text[1:], visit.desk.every_language)) is not None:
        return sign
    return COMMANDS[name](args, visit.words, today) if name in COMMANDS and is_mine else Plain.NOT_UNDERSTOOD


async def sent(visit: Visit) -> Intent | None:
    """What somebody means by a message without words; None where it answers nothing."""
    return attached(await _situation(visit, visit.today))


async def _situation(visit: Visit, today: date) -> Situation:
    person, question = visit.person, visit.person.dialogue
    is_ticking = isinstance(question, ConditionsScreen)
    return Situation(
        question=question,
        step=await visit.limber.people.open_step_of(person),
        has_timer=await visit.limber.holds.running(person.id, visit.update_id) is not None,
        has_zone=person.zone_name is not None,
        foreign=_foreign(visit.message),
        picture=_picture(visit.message),
        file=_file(visit.message),
        is_too_young=is_too_young(person),
        ticked=person.tags,
        today=today,
        away_on=person.away_on if person.plans_break(visit.at) else None,
        labels=menus.labels(await _open_page_if_well(visit)),
        conditions={normal(label): tag for tag, label in asked_conditions(visit.voice)} if is_ticking else {},
    )


async def _open_page_if_well(visit: Visit) -> View | None:
    """The open page, None where it cannot be shown: whoever has an emergency is heard all the same."""
    try:
        return await _open_page(visit)
    except Unavailable:
        raise
    except Exception:
        log.exception("the open page cannot be shown", update_id=visit.update_id)
        return None


async def _open_page(visit: Visit) -> View | None:
    """The page of buttons that is open, as it looks now."""
    question = visit.person.dialogue
    if isinstance(question, ChoosingLanguage):
        return settings_views.first_language(visit.voice)
    match await menus.leading_to(visit, question) if isinstance(question, OnPage) else None:
        case Browse() | ShowShelf() | OpenStretch() | Mind() as leading:
            return await browsing.page(visit, leading)
        case PlanDay() as leading:
            return await agenda.page(visit, leading)
        case ShowCalendar():
            return await calendar.address_page(visit)
        case ShowOwn() | OpenOwn() | ChangeOwn() | AskRemoveOwn() as leading:
            return await mine.page(visit, leading)
        case ShowHistory() | ShowDay() | ShowEntry() | AskSeconds() as leading:
            return await history.page(visit, leading)
        case Plain.SHOW_LINKS:
            return await lists.links_page(visit)
        case ShowSettings(name):
            return await settings.page(visit, name)
        case ShowRecord(span):
            # Its buttons are all that can be typed of it.
            return View("", record_views.keys(visit.voice, span))
        case More() | Session() | WarmUp() as leading:
            return await _page_of_a_stretch(visit, leading)
    return None


async def _page_of_a_stretch(visit: Visit, leading: More | Session | WarmUp) -> View | None:
    match leading:
        case More(prompt_id):
            return None if prompt_id is None else await answering.more_page(visit, prompt_id)
        case Session() | WarmUp():
            return await sessions.page(visit, leading)


def _foreign(message: Message | None) -> str:
    """What of a message is not its sender's own: all of a forward, or what they quote of somebody but the bot."""
    if message is None:
        return ""
    if message.forward_origin is not None or message.via_bot is not None:
        return message.text or message.caption or ""
    quotes_bot = message.reply_to_message is not None and _is_bots(message.reply_to_message)
    return message.quote.text if message.quote is not None and not quotes_bot else ""


def _file(message: Message | None) -> ReadFile | None:
    """A document whose name says that it may be a record or a list of exercises; what it is its content says."""
    document = message.document if message is not None else None
    ending = (document.file_name or "").lower().rpartition(".")[2] if document is not None else ""
    return ReadFile() if ending in FILE_ENDINGS else None


def _picture(message: Message | None) -> OwnPicture | None:
    """The photo or video of a message, in its largest size."""
    if message is None:
        return None
    if message.photo:
        return OwnPicture(PictureKind.PHOTO, message.photo[-1].file_id)
    if message.video is not None:
        return OwnPicture(PictureKind.VIDEO, message.video.file_id)
    # A film without sound.
    return None if message.animation is None else OwnPicture(PictureKind.ANIMATION, message.animation.file_id)


def _is_bots(message: Message) -> bool:
    return message.from_user is not None and message.from_user.is_bot


def _command(text: str, entities: Iterable[MessageEntity]) -> tuple[str | None, str | None, str]:
    """The command with which a text begins, whom it is addressed to, and what stands behind it.

    No name without one; an empty name where a text only begins like a command.
    """
    found = (one for one in entities if one.type == MessageEntity.BOT_COMMAND and not one.offset)
    command = next(found, None)
    if command is None:
        return "" if text.startswith("/") else None, None, ""
    name, _, addressee = text[1 : command.length].lower().partition("@")
    return name, addressee or None, text[command.length :].lstrip(MARKS_BEHIND).strip()


def _behind_command(message: Message | None) -> str:
    """What stands behind a command, as it was formatted, in Telegram's HTML."""
    html = message.text_html or message.caption_html if message is not None else ""
    _, *behind = html.split(maxsplit=1)
    return behind[0].strip() if behind else ""
