"""The composition root: builds everything; its keyword arguments are what tests replace."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from random import Random
from time import monotonic

import structlog
from telegram import BotCommand
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder, ExtBot
from telegram.request import BaseRequest

from bot import content, text
from bot.chat import words
from bot.chat.commands import MENU
from bot.chat.desk import Desk, Voices
from bot.chat.handlers import ALLOWED_UPDATES, HANDLERS
from bot.chat.messenger import TelegramMessenger
from bot.chat.pictures import StretchPictures
from bot.domain.person import Standing
from bot.pictures.figure import load_figures
from bot.pictures.render import Pictures
from bot.places import Places
from bot.services.answers import Answers
from bot.services.holds import Holds
from bot.services.limber import Limber
from bot.services.people import People
from bot.services.ports import Clock, Unreachable
from bot.services.practice import Record
from bot.services.preferences import Preferences
from bot.services.prompts import Prompts
from bot.services.times import TimesOfPeople
from bot.settings import Settings
from bot.storage.database import Database
from bot.telegram_api.application import LimberApplication, LimberBase
from bot.telegram_api.budget import Budget
from bot.telegram_api.intake import Intake
from bot.telegram_api.request import TelegramRequest, sort_failure
from bot.workers import Workers

log = structlog.get_logger()

CONTENT = Path(__file__).parents[1] / "content"
TRY_AGAIN_SECONDS = 5.0


class TokenRefused(Exception):
    """Telegram does not know the token."""


@dataclass(slots=True)
class App:
    """The running bot."""

    application: LimberBase
    database: Database
    intake: Intake
    limber: Limber
    voices: Voices
    pictures: StretchPictures
    workers: Workers

    async def open(self) -> None:
        """Opens the database and puts back on its way what an earlier life left."""
        await self.database.open()
        await self.limber.people.follow_zones(version("tzdata"))
        await self.limber.prompts.recover(alone=self.database.is_sqlite)
        await self.limber.holds.recover()

    async def connect(self) -> None:
        """Asks Telegram who the bot is, as long as it takes; raises TokenRefused."""
        told = False
        while True:
            try:
                await self.application.initialize()
                await self._introduce()
                return
            except InvalidToken:
                raise TokenRefused from None
            except TelegramError as error:
                if sort_failure(error) is None:
                    raise
                if not told:
                    log.warning("Telegram cannot be reached yet; trying on", why=type(error).__name__)
                told = True
                await asyncio.sleep(TRY_AGAIN_SECONDS)

    async def run(self) -> None:
        """Starts the workers; returns at once."""
        await self.workers.start()

    async def close(self) -> None:
        """Ends within 8 s; what was begun is finished or waits in the database."""
        await self.workers.stop()
        with contextlib.suppress(TelegramError, RuntimeError):
            await self.application.shutdown()
            # Where the token was refused the application never began, but its connections did.
            await self.application.bot.shutdown()
        self.pictures.close()
        await self.database.close()

    async def next_reminder(self, person_id: int | None = None) -> datetime | None:
        """When the next prompt is due, for the local chat's clock."""
        if person_id is None:
            return await self.limber.prompts.next_due_at()
        following = (await self.limber.people.profile(person_id)).next
        return following.due_at if following else None

    async def _introduce(self) -> None:
        """Registers the command menu and what the bot says of itself, in every language."""
        for language in sorted(self.voices.languages):
            say = self.voices.of(language).say
            code = None if language == text.FIRST_LANGUAGE else language
            menu = [BotCommand(name, say.plain(f"command-{name}")) for name in MENU]
            await self.application.bot.set_my_commands(menu, language_code=code)
            await self.application.bot.set_my_description(say.plain("about"), language_code=code)
            await self.application.bot.set_my_short_description(say.plain("about-short"), language_code=code)


def build(
    settings: Settings,
    *,
    clock: Clock,
    request: BaseRequest | None = None,
    budget_clock: Callable[[], float] = monotonic,
    chance: Random | None = None,
    content_folder: Path = CONTENT,
    picture_folder: Path,
) -> App:
    """The bot, put together and not started; raises the content's and the database's own errors."""
    library = content.load(content_folder)
    texts = text.load(content_folder, on_error=_missing_text)
    database = Database(settings.database_address)
    voices = Voices(texts, library, settings.emergency_number, settings.operator_contact, clock.now)
    budget = Budget(settings.send_rate, budget_clock)
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    bot = ExtBot(
        token,
        base_url=f"{settings.bot_api_url}/bot",
        base_file_url=f"{settings.bot_api_url}/file/bot",
        request=request or TelegramRequest(),
        get_updates_request=request or TelegramRequest(),
        rate_limiter=budget,
    )
    pictures = StretchPictures(
        database, Pictures(load_figures(content_folder / "figures"), picture_folder), bot
    )
    messenger = TelegramMessenger(bot, budget, voices, pictures)
    limber = Limber(
        people=People(database, clock, languages=voices.languages, safety_version=library.safety_version),
        times=TimesOfPeople(database, clock),
        prompts=Prompts(database, clock, messenger, library, chance or Random()),
        answers=Answers(database, clock, messenger, library.stretches),
        holds=Holds(database, clock, messenger, library.stretches),
        record=Record(database, clock, library.stretches),
        preferences=Preferences(database, clock, library),
        now=clock.now,
    )
    desk = Desk(
        limber, voices, words.load(content_folder), Places(content_folder / "places"), settings.allowed_ids
    )
    application: LimberBase = (
        ApplicationBuilder()
        .application_class(LimberApplication)
        .bot(bot)
        .updater(None)
        .job_queue(None)
        .build()
    )
    application.bot_data = desk
    application.add_handlers(HANDLERS)

    async def unreachable(person_id: int, error: Unreachable) -> None:
        gone = error.reason == "deactivated"
        await limber.people.leave(person_id, Standing.GONE if gone else Standing.BLOCKED)

    async def tell(name: str, person_id: int) -> None:
        person = await limber.people.meet(person_id, None)
        with contextlib.suppress(TelegramError):
            await bot.send_message(person_id, voices.of(person.language).say.plain(name))

    intake = Intake(
        application,
        database,
        clock,
        allowed_updates=ALLOWED_UPDATES,
        on_unreachable=unreachable,
        on_trouble=partial(tell, "trouble"),
        on_flood=partial(tell, "flood"),
    )
    return App(application, database, intake, limber, voices, pictures, Workers(limber, intake))


def _missing_text(reason: str) -> None:
    log.error("text", reason=reason)
