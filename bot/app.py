"""The composition root: builds everything; its `StandIns` are what tests replace."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any
from uuid import uuid4

import structlog
from aiohttp import web
from telegram import BotCommand
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder, ExtBot

from bot import ZONE_RULES, material
from bot.chat.desk import Desk, Voices
from bot.chat.handlers import ALLOWED_UPDATES, HANDLERS
from bot.chat.messenger import TelegramMessenger
from bot.chat.notices import ChatNotices
from bot.chat.saying import COMMANDS
from bot.domain.language import FIRST_LANGUAGE
from bot.listening import listen
from bot.material import Material
from bot.pictures.render import Pictures
from bot.services.answers import Answers
from bot.services.care import Care
from bot.services.holds import Holds
from bot.services.lease import Leases
from bot.services.limber import Limber
from bot.services.load import Observer
from bot.services.pain import Pains
from bot.services.people import People
from bot.services.ports import Clock, Outside
from bot.services.practice import Record
from bot.services.preferences import Preferences
from bot.services.prompts import Prompts
from bot.services.retention import Retention
from bot.services.snoozing import Snoozes
from bot.services.starting import Starting
from bot.services.times import TimesOfPeople
from bot.services.trying import until_it_works
from bot.services.zones import Zones
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.errors import Unavailable
from bot.telegram_api.application import LimberApplication, LimberBase
from bot.telegram_api.budget import Budget
from bot.telegram_api.clock_check import ClockCheck
from bot.telegram_api.intake import Intake
from bot.telegram_api.one_update import UpdateHandler
from bot.telegram_api.pictures import StretchPictures
from bot.telegram_api.polling import Polling
from bot.telegram_api.request import DatedRequest, TelegramRequest, why
from bot.telegram_api.turns import EverybodysTurns, LeasedTurns
from bot.telegram_api.webhook import Webhook
from bot.watching import Meters, Watching
from bot.workers import Workers

log = structlog.get_logger()

TRY_AGAIN_SECONDS = 5.0
# Without a token of its own the bot has that of the local chat.
LOCAL_TOKEN = "1000000001:LOCAL-CHAT-NO-SECRET-IN-THIS-TOKEN"


class TokenRefused(Exception):
    """Telegram does not know the token."""


@dataclass(slots=True)
class App:
    """The running bot."""

    application: LimberBase
    database: Database
    intake: Intake
    receiving: Polling | Webhook
    limber: Limber
    voices: Voices
    pictures: StretchPictures
    clock_check: ClockCheck
    meters: Meters
    budget: Budget
    workers: Workers
    settings: Settings
    is_open: bool = False
    is_connected: bool = False
    listeners: list[web.AppRunner] = field(default_factory=list)

    async def open(self) -> None:
        """Opens the database, as long as it takes, and takes in what Telegram posts; raises DatabaseError or PortError.

        What an earlier life left is put back on its way.
        """
        logging.getLogger().addHandler(self.meters.log_lines)
        await until_it_works(
            self._take_database,
            # A file that cannot be used is no server to wait for: its disk is full, or it is damaged.
            passes=lambda error: isinstance(error, Unavailable) and self.database.is_shared,
            tell=lambda error: log.warning("the database cannot be reached yet; trying on", why=str(error)),
            seconds=TRY_AGAIN_SECONDS,
        )
        if isinstance(self.receiving, Webhook):
            posted = self.receiving.application()
            self.listeners.append(
                await listen(posted, self.settings.webhook_host, self.settings.webhook_port, "WEBHOOK")
            )

    async def listen(self) -> None:
        """Listens for questions about its health; raises PortError."""
        given = self.settings
        if given.health_port:
            watching = Watching(
                self.meters, self.budget, look=self.limber.observer.look, faults=self.faults
            ).application()
            self.listeners.append(await listen(watching, given.health_host, given.health_port, "HEALTH"))

    def faults(self) -> list[str]:
        """What is wrong outside the database, a line each."""
        faults = []
        if not self.is_connected:
            faults.append("Telegram has not answered yet")
        elif not self.receiving.is_well:
            faults.append("updates do not come in")
        if not self.intake.is_well:
            faults.append("what people do fails")
        if self.budget.lets_nobody_go():
            faults.append("Telegram lets nobody be written to")
        if not self.clock_check.is_right():
            faults.append("the clock is wrong")
        if (newer := self.limber.zones.newer) is not None:
            faults.append(f"other processes use newer rules of time zones ({newer})")
        return faults + self.workers.faults()

    async def connect(self) -> None:
        """Asks Telegram who the bot is, as long as it takes; raises TokenRefused."""
        try:
            await until_it_works(
                self.application.initialize,
                passes=lambda error: isinstance(error, TelegramError) and not isinstance(error, InvalidToken),
                tell=lambda error: log.warning("Telegram cannot be reached yet; trying on", why=why(error)),
                seconds=TRY_AGAIN_SECONDS,
            )
            self.is_connected = True
            await self._introduce()
        except InvalidToken:
            raise TokenRefused from None
        except TelegramError as error:
            # What was said at the last start is still there: nobody need wait for it, least of all for a long 429.
            log.warning("the menu and the description are as they were", why=why(error))

    async def run(self) -> None:
        """Says by which rules of time zones it goes, and starts the workers; returns at once."""
        log.info("rules of time zones", used=str(ZONE_RULES))
        if ZONE_RULES.is_old(self.limber.now().date()):
            log.warning("the rules of time zones are older than a year; renew the system's tzdata or Limber")
        await self.workers.start(self.receiving.run, self.meters.measure_lag)

    async def close(self) -> None:
        """Ends within 8 s; what was begun is finished or waits in the database."""
        await self.workers.stop()
        if self.is_open:
            with contextlib.suppress(Unavailable):
                await self.limber.holds.let_go()
                await self.limber.prompts.let_go()
        for listener in self.listeners:
            await listener.cleanup()
        with contextlib.suppress(TelegramError, RuntimeError):
            await self.application.shutdown()
            # Where the token was refused the application never began, but its connections did.
            await self.application.bot.shutdown()
        self.pictures.close()
        await self.database.close()
        logging.getLogger().removeHandler(self.meters.log_lines)

    async def next_reminder(self, person_id: int | None = None) -> datetime | None:
        """When the next prompt is due, for the local chat's clock."""
        if person_id is None:
            return await self.limber.prompts.next_due_at()
        profile = await self.limber.people.profile(person_id)
        due = [profile.next.due_at if profile.next else None, profile.snoozed_until]
        return min((at for at in due if at is not None), default=None)

    async def _take_database(self) -> None:
        await self.database.open()
        await self.limber.zones.follow()
        if self.limber.zones.newer is None:
            await self.limber.prompts.recover()
        self.is_open = True

    async def _introduce(self) -> None:
        """Registers the command menu and what the bot says of itself, in every language."""
        for language in sorted(self.voices.languages):
            say = self.voices.of(language).say
            code = None if language == FIRST_LANGUAGE else language
            menu = [BotCommand(name, say.plain(f"command-{name}")) for name in COMMANDS]
            await self.application.bot.set_my_commands(menu, language_code=code)
            await self.application.bot.set_my_description(say.plain("about"), language_code=code)
            await self.application.bot.set_my_short_description(say.plain("about-short"), language_code=code)


@dataclass(frozen=True, slots=True)
class StandIns:
    """What a test or a benchmark puts in the place of the real thing."""

    request: DatedRequest | None = None
    """Carries every call to Telegram, in the place of the network."""
    budget_clock: Callable[[], float] = monotonic
    """The seconds by which the send budget goes."""
    shares_budget: bool = True
    """Whether processes on one database share the send rate; they do so by the database's clock."""
    chance: Random = field(default_factory=Random)
    known: Material | None = None
    """What stands under content/, read before."""


def _application(bot: ExtBot[Any], desk: Desk) -> LimberBase:
    """PTB's application with Limber's handlers, which get this desk."""
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
    return application


def build(
    settings: Settings, *, clock: Clock, picture_folder: Path, stand_ins: StandIns | None = None
) -> App:
    """The bot, put together and not started.

    Raises MaterialError, where the content was not read before, and the database's own errors.
    """
    given = stand_ins or StandIns()
    known = given.known or material.load()
    request = given.request or TelegramRequest(now=clock.now, proxy_url=settings.proxy)
    # A question that Telegram answers after most of a minute must not keep a connection from the answers.
    polls = given.request or TelegramRequest(now=clock.now, proxy_url=settings.proxy)
    library = known.library
    database = Database(settings.database_address, settings.key)
    leases = Leases(timedelta(seconds=settings.lease_seconds), clock, uuid4().hex)
    voices = Voices(
        known.texts,
        library,
        emergency_number=settings.emergency_number,
        operator_contact=settings.operator_contact,
        now=clock.now,
        retention_days=settings.retention_days,
    )
    token = settings.bot_token.get_secret_value() if settings.bot_token else LOCAL_TOKEN
    budget = Budget(
        settings.send_rate,
        given.budget_clock,
        shared_by=database if given.shares_budget and database.is_shared else None,
        bot_id=int(token.partition(":")[0]),
    )
    bot = ExtBot(
        token,
        base_url=f"{settings.bot_api_url}/bot",
        base_file_url=f"{settings.bot_api_url}/file/bot",
        request=request,
        get_updates_request=polls,
        rate_limiter=budget,
    )
    pictures = StretchPictures(database, Pictures(known.figures, picture_folder), bot)
    messenger = TelegramMessenger(bot, budget, voices, pictures, paid=settings.paid_broadcast)
    meters = Meters()
    people = People(database, clock, languages=voices.languages, safety_version=library.safety_version)
    holds = Holds(database, clock, messenger, library.stretches, leases)
    answers = Answers(database, clock, messenger, holds, library.stretches)
    preferences = Preferences(database, clock, library)
    pains = Pains(database, clock)
    limber = Limber(
        people=people,
        times=TimesOfPeople(database, clock),
        prompts=Prompts(database, Outside(clock, messenger, meters), leases, library, given.chance),
        answers=answers,
        snoozes=Snoozes(database, clock),
        holds=holds,
        starting=Starting(clock, answers, holds, preferences),
        care=Care(people, holds, pains),
        record=Record(database, clock, library.stretches),
        pains=pains,
        preferences=preferences,
        retention=Retention(database, clock, timedelta(days=settings.retention_days)),
        observer=Observer(database, clock),
        zones=Zones(database, ZONE_RULES.version),
        now=clock.now,
    )
    application = _application(bot, Desk(limber, voices, known.words, known.places, settings.allowed_ids))
    turns = LeasedTurns(database, leases) if database.is_shared else EverybodysTurns(database)
    notices = ChatNotices(bot, limber.people, voices)
    intake = Intake(database, clock, turns, UpdateHandler(application, database, clock, notices))
    receiving: Polling | Webhook = (
        Polling(bot, database, intake, allowed_updates=ALLOWED_UPDATES)
        if settings.webhook_url is None
        else Webhook(bot, intake, settings.webhook_url, allowed_updates=ALLOWED_UPDATES)
    )

    async def follow_step(step: timedelta) -> None:
        await workers.follow_step(step)

    clock_check = ClockCheck(request, bot, clock, on_step=follow_step)
    workers = Workers(limber, intake, clock_check, lease_seconds=settings.lease_seconds)
    return App(
        application=application,
        database=database,
        intake=intake,
        receiving=receiving,
        limber=limber,
        voices=voices,
        pictures=pictures,
        clock_check=clock_check,
        meters=meters,
        budget=budget,
        workers=workers,
        settings=settings,
    )
