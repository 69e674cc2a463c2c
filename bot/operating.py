"""What whoever hosts Limber asks for beside running it: check and restore."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot import ZONE_RULES, libraries, material
from bot.alerts import LEAST_ROOM, room
from bot.clock import SystemClock
from bot.given import unknown
from bot.material import MaterialError
from bot.services.restoring import Restoring
from bot.services.zones import Zones
from bot.settings import Settings
from bot.storage.address import file_of, parsed
from bot.storage.database import Database
from bot.storage.errors import DatabaseError, Unavailable
from bot.storage.migrating import UP_TO_DATE
from bot.telegram_api.clock_check import MOST_OFF
from bot.telegram_api.connecting import why_refused
from bot.telegram_api.failures import why
from bot.telegram_api.request import TelegramRequest

NOTICEABLE = timedelta(seconds=2)


async def check(settings: Settings) -> int:
    """Says how settings, content, time zones, database, token and clock stand; 2 where something is wrong."""
    strange = unknown()
    for name in strange:
        print(f"Settings: {name} in the file .env is none of them.")
    if not strange:
        print("Settings: in order.")
    libraries.load_all()
    try:
        languages = material.load(unfinished=True).languages
    except MaterialError as error:
        print(error)
        return 2
    print(f"Content: in order, in {', '.join(sorted(languages))}.")
    old = "; they are older than a year" if ZONE_RULES.is_old(datetime.now(UTC).date()) else ""
    print(f"Time zones: {ZONE_RULES}{old}.")
    wrong = bool(strange)
    wrong |= await _check_database(settings)
    wrong |= _check_disk(settings)
    wrong |= await _check_telegram(settings)
    return 2 if wrong else 0


async def _check_database(settings: Settings) -> bool:
    """Whether something is wrong with the database; it is neither made nor changed."""
    try:
        database = Database(settings.database_address, settings.database_key)
        try:
            state = await database.state()
            print(f"Database: {state}.")
            zones = Zones(database, ZONE_RULES.version)
            newer = await zones.newer_in_use() if state == UP_TO_DATE else None
        finally:
            await database.close()
    except DatabaseError as error:
        print(f"{error}.")
    except OSError as error:
        print(f"Database: Limber cannot use {error.filename}: {error.strerror}.")
    except Unavailable as error:
        print(f"Database: it does not answer ({error}).")
    else:
        if newer is not None:
            print(f"Time zones: other processes use newer rules ({newer}); this one would stand by.")
        return newer is not None
    return True


def _check_disk(settings: Settings) -> bool:
    """Whether so little room is left that Limber would soon stand still."""
    file = file_of(parsed(settings.database_address))
    folders = {settings.data_folder, *([] if file is None else [file.parent])}
    rooms = {folder: room(folder) for folder in folders}
    for folder, free in sorted(rooms.items()):
        short = f"; Limber needs {LEAST_ROOM >> 20} MB" if free < LEAST_ROOM else ""
        print(f"Disk: {free >> 20} MB free for {folder}{short}.")
    return any(free < LEAST_ROOM for free in rooms.values())


async def _check_telegram(settings: Settings) -> bool:
    """Whether something is wrong with the token or the clock; no network is not, but is said."""
    if settings.bot_token is None:
        print("Token: none, so ./run starts the local chat.")
        return False
    clock = SystemClock()
    request = TelegramRequest(now=clock.now, proxy_url=settings.proxy_url)
    bot = Bot(
        settings.bot_token,
        base_url=f"{settings.bot_api_url}/bot",
        request=request,
        get_updates_request=request,
    )
    strangers = []
    try:
        await bot.initialize()
        strangers = [admin_id for admin_id in sorted(settings.admin_ids) if not await _knows(bot, admin_id)]
    except InvalidToken as error:
        print(f"Token: {why_refused(error)}")
        return True
    except BadRequest as error:
        print(f"Token: Telegram answers {error.message!r}.")
        return True
    except TelegramError as error:
        through = " through PROXY_URL" if settings.proxy_url else ""
        print(f"Token: not checked, Telegram cannot be reached{through} ({why(error)}).")
        return False
    finally:
        await bot.shutdown()
    print(f"Token: of @{bot.username}.")
    for admin_id in strangers:
        print(f"Admins: {admin_id} has never started the bot, so nothing can be told there.")
    off_by = request.clock_difference or timedelta(0)
    if abs(off_by) <= MOST_OFF:
        print("Clock: right." if abs(off_by) < NOTICEABLE else f"Clock: {off_by.total_seconds():.0f} s off.")
        return bool(strangers)
    print(f"Clock: {off_by.total_seconds():.0f} s off; no prompt goes until it is right.")
    return True


async def _knows(bot: Bot, admin_id: int) -> bool:
    """Whether the bot may write to them."""
    try:
        await bot.get_chat(admin_id)
    except (BadRequest, Forbidden):
        return False
    return True


async def restore(settings: Settings) -> int:
    """Makes a copy that was put back safe to start: what is due in it past now is skipped, with a reason."""
    file = file_of(parsed(settings.database_address))
    if file is not None and not file.exists():
        raise DatabaseError(f"There is no {file}: put the copy there first")
    database = Database(settings.database_address, settings.database_key)
    try:
        await database.open()
        zones = Zones(database, ZONE_RULES.version)
        await zones.follow()
        restored = await Restoring(database, SystemClock()).restore()
        if zones.newer is not None:
            await zones.ask_again()
    finally:
        await database.close()
    print(
        f"skipped_restored: {restored.prompts} prompts; {restored.holds} timers ended, "
        f"{restored.updates} messages set aside. Start Limber with ./run"
    )
    return 0
