"""The running bot: opened, connected, run and closed, and what is wrong with it."""

from __future__ import annotations

import contextlib
import logging
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from aiohttp import web
from telegram import BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot import ZONE_RULES
from bot.alerts import Alerts, Heartbeat
from bot.chat.desk import Voices
from bot.chat.saying import COMMANDS, OF_ADMINS
from bot.domain.language import FIRST_LANGUAGE
from bot.helper import Helper
from bot.listening import listen
from bot.public import Public
from bot.services.limber import Limber
from bot.services.load import Process
from bot.services.trying import until_it_works
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.errors import Unavailable
from bot.supervising import Work
from bot.telegram_api.application import LimberBase
from bot.telegram_api.budget import Budget
from bot.telegram_api.clock_check import ClockCheck
from bot.telegram_api.connecting import TokenRefused, connect, why_refused
from bot.telegram_api.failures import why
from bot.telegram_api.intake import Intake
from bot.telegram_api.pictures import StretchPictures
from bot.telegram_api.polling import Polling
from bot.telegram_api.webhook import Webhook
from bot.version import version
from bot.watching import Meters, Watching
from bot.workers import Workers

log = structlog.get_logger()

TRY_AGAIN_SECONDS = 5.0


@dataclass(slots=True)
class App:
    """The running bot."""

    application: LimberBase
    database: Database
    intake: Intake
    receiving: Polling | Webhook
    public: Public | None
    """What is shown to the world; None where the settings name no address for it."""
    limber: Limber
    voices: Voices
    pictures: StretchPictures
    helper: Helper
    clock_check: ClockCheck
    meters: Meters
    budget: Budget
    workers: Workers
    alerts: Alerts
    settings: Settings
    begun_at: datetime
    heartbeat: Heartbeat | None = None
    """Where the settings name nobody who waits for one, None."""
    is_open: bool = False
    is_connected: bool = False
    listeners: list[web.AppRunner] = field(default_factory=list)

    def __post_init__(self) -> None:
        url = self.settings.heartbeat_url
        if url is not None:
            self.heartbeat = Heartbeat(url, self.all_faults)

    async def open(self) -> None:
        """Opens the database, as long as it takes, and the ports; raises DatabaseError or PortError.

        Telegram can post from then on, and what is public be read. What an earlier life left is put back on its way.
        """
        logging.getLogger().addHandler(self.meters.log_lines)
        await until_it_works(
            self._take_database,
            # A full disk is no server to wait for: whoever watches is told, and starts it anew later.
            passes=lambda error: isinstance(error, Unavailable) and self.database.is_shared,
            tell=lambda error: log.warning("the database cannot be reached yet; trying on", why=str(error)),
            seconds=TRY_AGAIN_SECONDS,
        )
        if isinstance(self.receiving, Webhook):
            posted = self.receiving.application()
            self.listeners.append(
                await listen(posted, self.settings.webhook_host, self.settings.webhook_port, "WEBHOOK")
            )
        if self.public is not None:
            shown = self.public.application()
            self.listeners.append(
                await listen(shown, self.settings.public_host, self.settings.public_port, "PUBLIC")
            )

    async def listen(self) -> None:
        """Listens for questions about its health; raises PortError."""
        given = self.settings
        if given.health_port:
            watching = Watching(
                self.meters,
                self.budget,
                look=self.limber.observer.look,
                faults=self.all_faults,
                lost=self.workers.supervisor.faults,
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
        if not self.helper.is_well:
            faults.append("the helper fails: no pictures, and no zone for a shared location")
        if not self.clock_check.is_right():
            faults.append("the clock is wrong")
        if (newer := self.limber.zones.newer) is not None:
            faults.append(f"other processes use newer rules of time zones ({newer})")
        return faults + self.workers.faults()

    async def all_faults(self) -> list[str]:
        """The same, and the database's."""
        faults = self.faults()
        try:
            await self.limber.observer.look()
        except Unavailable as error:
            faults.append(f"the database does not answer ({error})")
        return faults

    async def process(self) -> Process:
        """What this process says of itself, for those who run it; raises Unavailable."""
        logged = self.meters.log_lines.counts
        return Process(
            version=version(),
            since=self.begun_at,
            database=await self.database.describe(),
            zone_rules=ZONE_RULES.version,
            errors=sum(count for level, count in logged.items() if level >= logging.ERROR),
            warnings=logged[logging.WARNING],
            faults=tuple(await self.all_faults()),
        )

    async def connect(self) -> None:
        """Asks Telegram who the bot is, as long as it takes; raises TokenRefused."""
        try:
            await connect(self.application)
            self.is_connected = True
            await self._introduce()
        except InvalidToken as error:
            raise TokenRefused(why_refused(error)) from None
        except TelegramError as error:
            # What was said at the last start is still there: nobody need wait for it, least of all for a long 429.
            log.warning("the menu and the description are as they were", why=why(error))

    async def run(self) -> None:
        """Says by which rules of time zones it goes, and starts the workers; returns at once."""
        log.info("rules of time zones", used=str(ZONE_RULES))
        if ZONE_RULES.is_old(self.limber.now().date()):
            log.warning("the rules of time zones are older than a year; renew the system's tzdata or Limber")
        beside: dict[str, Work] = {"updates": self.receiving.run, "lag": self.meters.measure_lag}
        if self.settings.admin_ids:
            beside["alerts"] = self.alerts.run
        if self.heartbeat is not None:
            beside["heartbeat"] = self.heartbeat.run
        await self.workers.start(**beside)

    async def close(self) -> None:
        """Ends within 8 s; what was begun is finished or waits in the database."""
        await self.workers.stop()
        if self.is_open:
            with contextlib.suppress(Unavailable):
                await self.limber.holds.let_go()
                await self.limber.prompts.let_go()
                await self.limber.broadcasts.let_go()
        for listener in self.listeners:
            await listener.cleanup()
        with contextlib.suppress(TelegramError, RuntimeError):
            await self.application.shutdown()
            # Where the token was refused the application never began, but its connections did.
            await self.application.bot.shutdown()
        self.helper.close()
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
        is_new = await self.database.open()
        if is_new and self.settings.bot_token is not None:
            # With a mistyped folder everybody would be gone, and all look well.
            log.warning("made a new database, with nobody in it", where=self.database.where)
        await self.limber.zones.follow()
        if self.limber.zones.newer is None:
            await self.limber.prompts.recover()
        self.is_open = True

    async def _introduce(self) -> None:
        """Registers the command menus and what the bot says of itself, in every language."""
        bot = self.application.bot
        for language in sorted(self.voices.languages):
            say = self.voices.of(language).say
            code = None if language == FIRST_LANGUAGE else language
            menu = [BotCommand(name, say.plain(f"command-{name}")) for name in COMMANDS]
            await bot.set_my_commands(menu, language_code=code)
            await bot.set_my_description(say.plain("about"), language_code=code)
            await bot.set_my_short_description(say.plain("about-short"), language_code=code)
            menu += [BotCommand(name, say.plain(f"command-{name}")) for name in OF_ADMINS]
            for admin_id in sorted(self.settings.admin_ids):
                try:
                    await bot.set_my_commands(menu, BotCommandScopeChat(admin_id), language_code=code)
                except BadRequest as error:
                    # Who never started the bot has no chat to show a menu in.
                    log.warning("an admin has no menu", why=why(error))
