"""The composition root: builds everything; its `StandIns` are what tests replace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any
from uuid import uuid4

from telegram import Bot
from telegram.ext import ApplicationBuilder, ExtBot

from bot import ZONE_RULES
from bot.alerts import Alerts, room
from bot.app import App
from bot.chat.desk import Desk, Voices
from bot.chat.display import Display
from bot.chat.handlers import ALLOWED_UPDATES, HANDLERS
from bot.chat.messenger import TelegramMessenger
from bot.chat.notices import ChatNotices, OperatorNotices
from bot.domain.language import FIRST_LANGUAGE
from bot.helper import Helper
from bot.material import Material
from bot.pictures.kept import Pictures
from bot.public import Public
from bot.services.agenda import Agendas
from bot.services.answers import Answers
from bot.services.archives import Archives
from bot.services.bans import Bans
from bot.services.broadcasts import Broadcasts
from bot.services.calendars import Calendars
from bot.services.care import Care
from bot.services.history import History
from bot.services.hold_display import HoldDisplay
from bot.services.holds import Holds
from bot.services.lease import Leases
from bot.services.limber import Limber
from bot.services.lists import Lists
from bot.services.load import Observer
from bot.services.misses import Misses
from bot.services.moving import Moves
from bot.services.own import OwnExercises
from bot.services.pain import Pains
from bot.services.people import People
from bot.services.ports import Clock, Outside
from bot.services.practice import Record
from bot.services.preferences import Preferences
from bot.services.prompt_display import PromptDisplay
from bot.services.prompts import Prompts
from bot.services.rating import Ratings
from bot.services.retention import Retention
from bot.services.returning import Returns
from bot.services.second_chance import SecondChances
from bot.services.snoozing import Snoozes
from bot.services.starting import Starting
from bot.services.summaries import Summaries
from bot.services.times import TimesOfPeople
from bot.services.whereabouts import Whereabouts
from bot.services.zones import Zones
from bot.settings import Settings
from bot.storage.database import Database
from bot.telegram_api.application import LimberApplication, LimberBase
from bot.telegram_api.budget import Budget
from bot.telegram_api.clock_check import ClockCheck
from bot.telegram_api.intake import Intake
from bot.telegram_api.one_update import UpdateHandler
from bot.telegram_api.pictures import StretchPictures
from bot.telegram_api.polling import Polling
from bot.telegram_api.request import DatedRequest, TelegramRequest
from bot.telegram_api.turns import EverybodysTurns, LeasedTurns
from bot.telegram_api.webhook import Webhook
from bot.watching import Meters
from bot.workers import Workers

# Without a token of its own the bot has that of the local chat.
LOCAL_TOKEN = "1000000001:LOCAL-CHAT-NO-SECRET-IN-THIS-TOKEN"


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


def _application(bot: ExtBot[Any], desk: Desk) -> LimberBase:
    """PTB's application with Limber's handlers, which get this desk."""
    builder = ApplicationBuilder().application_class(LimberApplication).bot(bot)
    application: LimberBase = builder.updater(None).job_queue(None).build()
    application.bot_data = desk
    application.add_handlers(HANDLERS)
    return application


def _token(settings: Settings) -> str:
    return settings.bot_token or LOCAL_TOKEN


def _bot_id(settings: Settings) -> int:
    return int(_token(settings).partition(":")[0])


def _alerts(
    settings: Settings, known: Material, request: DatedRequest, limber: Limber, workers: Workers
) -> Alerts:
    """What tells those who run Limber what needs a person."""
    token = _token(settings)
    # Past the send budget, which several processes share by a database that may be away.
    plain = Bot(token, f"{settings.bot_api_url}/bot", request=request, get_updates_request=request)
    operator = OperatorNotices(plain, settings.admin_ids, known.texts[FIRST_LANGUAGE])
    return Alerts(
        look=limber.observer.look,
        room=lambda: room(settings.data_folder),
        begun_anew=lambda: workers.supervisor.begun_anew,
        tell=operator.tell,
    )


def _public(
    settings: Settings, limber: Limber, voices: Voices, helper: Helper, meters: Meters
) -> Public | None:
    """What is shown to the world, if anything is."""
    url = settings.public_url
    return None if url is None else Public(url, _bot_id(settings), limber.calendars, voices, helper, meters)


def build(
    settings: Settings,
    known: Material,
    *,
    helper: Helper,
    clock: Clock,
    picture_folder: Path,
    stand_ins: StandIns | None = None,
) -> App:
    """The bot, put together and not started, which ends the helper when it is closed; raises the database's errors."""
    given = stand_ins or StandIns()
    request = given.request or TelegramRequest(now=clock.now, proxy_url=settings.proxy_url)
    # A question that Telegram answers after most of a minute must not keep a connection from the answers.
    polls = given.request or TelegramRequest(now=clock.now, proxy_url=settings.proxy_url)
    library = known.library
    database = Database(settings.database_address, settings.database_key)
    leases = Leases(timedelta(seconds=settings.lease_seconds), clock, uuid4().hex)
    voices = Voices(
        known.texts,
        library,
        emergency_number=settings.emergency_number,
        operator_contact=settings.operator_contact,
        now=clock.now,
        retention_days=settings.retention_days,
    )
    token = _token(settings)
    budget = Budget(
        settings.send_rate,
        given.budget_clock,
        shared_by=database if given.shares_budget and database.is_shared else None,
        bot_id=_bot_id(settings),
    )
    bot = ExtBot(
        token,
        base_url=f"{settings.bot_api_url}/bot",
        base_file_url=f"{settings.bot_api_url}/file/bot",
        request=request,
        get_updates_request=polls,
        rate_limiter=budget,
    )
    pictures = StretchPictures(database, Pictures(known.figures, picture_folder, helper), bot)
    display = Display(bot, pictures)
    messenger = TelegramMessenger(bot, budget, voices, display, paid=settings.paid_broadcast)
    meters = Meters()
    people = People(database, clock, languages=voices.languages, safety_version=library.safety_version)
    prompt_display = PromptDisplay(database, messenger)
    holds = Holds(database, clock, HoldDisplay(database, clock, messenger, prompt_display), library, leases)
    answers = Answers(database, clock, holds, library)
    preferences = Preferences(database, clock, library)
    pains = Pains(database)
    limber = Limber(
        people=people,
        moves=Moves(database, clock, people),
        times=TimesOfPeople(database, clock),
        whereabouts=Whereabouts(database),
        agendas=Agendas(database, clock, library, given.chance),
        prompts=Prompts(database, Outside(clock, messenger, meters), leases, library, given.chance),
        prompt_display=prompt_display,
        answers=answers,
        snoozes=Snoozes(database, clock),
        own=OwnExercises(database),
        lists=Lists(database),
        calendars=Calendars(database),
        archives=Archives(database, clock, library, timedelta(days=settings.retention_days)),
        second_chances=SecondChances(database, clock, messenger, library),
        holds=holds,
        starting=Starting(clock, answers, holds, preferences),
        care=Care(people, holds, pains),
        record=Record(database, clock, library),
        history=History(database, clock, holds, library),
        pains=pains,
        ratings=Ratings(database, library),
        preferences=preferences,
        bans=Bans(database, clock, holds),
        misses=Misses(database),
        broadcasts=Broadcasts(database, clock, messenger, leases),
        returns=Returns(database, clock, messenger),
        summaries=Summaries(database, clock, messenger, library),
        retention=Retention(database, clock, timedelta(days=settings.retention_days)),
        observer=Observer(database, clock),
        zones=Zones(database, ZONE_RULES.version),
        now=clock.now,
    )
    desk = Desk(
        limber,
        display,
        voices,
        known.words,
        known.places,
        helper,
        lambda: app.process(),  # noqa: PLW0108 - the app has the desk in it, and is made last
        admin_ids=settings.admin_ids,
        allowed_ids=settings.allowed_ids,
        public_url=settings.public_url,
    )
    application = _application(bot, desk)
    intake = Intake(
        database,
        clock,
        LeasedTurns(database, leases) if database.is_shared else EverybodysTurns(database),
        UpdateHandler(application, database, clock, ChatNotices(bot, limber.people, voices)),
    )
    receiving: Polling | Webhook = (
        Polling(bot, database, intake, allowed_updates=ALLOWED_UPDATES)
        if settings.webhook_url is None
        else Webhook(bot, intake, settings.webhook_url, allowed_updates=ALLOWED_UPDATES)
    )

    async def follow_step(step: timedelta) -> None:
        await workers.follow_step(step)

    clock_check = ClockCheck(request, bot, clock, on_step=follow_step)
    workers = Workers(limber, intake, clock_check, lease_seconds=settings.lease_seconds)
    app = App(
        application=application,
        database=database,
        intake=intake,
        receiving=receiving,
        public=_public(settings, limber, voices, helper, meters),
        limber=limber,
        voices=voices,
        pictures=pictures,
        helper=helper,
        clock_check=clock_check,
        meters=meters,
        budget=budget,
        workers=workers,
        alerts=_alerts(settings, known, request, limber, workers),
        settings=settings,
        begun_at=clock.now(),
    )
    return app
