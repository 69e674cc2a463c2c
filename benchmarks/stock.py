"""The stock recipe, as the public templates write it: a JobQueue job a person, HTTPX, an ORM session and commit each.

Where it would otherwise lose messages it is given patience, so that there is a rate to compare with: no job is too
late to run, and no message gives up waiting for a connection.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters

from benchmarks.bot_api import TOKEN, BotApi
from benchmarks.memory import resident_mebibytes
from benchmarks.people import sync_url

STRETCHES = ("standing", "supine", "seated", "cat-cow", "leg-swings")
BUTTONS = (("Start timer", "start"), ("Done", "done"), ("Snooze", "snooze"), ("Skip", "skip"))
PATIENT_SECONDS = 600.0
# With its jobs more than a second late APScheduler drops them, so that nothing comes any more.
GIVEN_UP_AFTER_SECONDS = 5.0
LONGEST_SECONDS = 60.0

StockBot = Application[Any, Any, Any, Any, Any, Any]


class Base(DeclarativeBase):
    """The templates' tables."""


class User(Base):
    """Somebody, and the hour of their reminder."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    hour: Mapped[int] = mapped_column(default=8)


class Reminder(Base):
    """A message that was sent, and the stretch that it shows."""

    __tablename__ = "reminders"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    stretch: Mapped[str]
    message_id: Mapped[int]


class Practice(Base):
    """One time that somebody said "done"."""

    __tablename__ = "practices"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    day: Mapped[date]


def subscribe(database_url: str, count: int) -> None:
    """The templates' database with so many users."""
    engine = create_engine(sync_url(database_url))
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all([User(id=number) for number in range(1, count + 1)])
        session.commit()
    engine.dispose()


async def remind(context: ContextTypes.DEFAULT_TYPE) -> None:
    """One person's job: loads the user, sends a picture with buttons, logs it."""
    assert context.job is not None
    assert context.job.chat_id is not None
    # Two sessions: one kept open while it sends, as many templates do, stops the whole bot at fifteen people, because
    # its pool has no more connections and waits for one without letting the loop go on.
    with Session(context.bot_data["engine"]) as session:
        user_id = session.get_one(User, context.job.chat_id).id
    stretch = random.choice(STRETCHES)
    keyboard = [[InlineKeyboardButton(label, callback_data=f"{data}:{stretch}")] for label, data in BUTTONS]
    message = await context.bot.send_photo(
        user_id,
        context.bot_data["picture"],
        caption=context.bot_data["caption"],
        parse_mode="HTML",
        reply_markup=InlineKeyboardMarkup(keyboard),
    )
    with Session(context.bot_data["engine"]) as session:
        session.add(Reminder(user_id=user_id, stretch=stretch, message_id=message.message_id))
        session.commit()


async def done(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Logs a practice and says the streak."""
    assert update.effective_user is not None
    assert update.message is not None
    with Session(context.bot_data["engine"]) as session:
        user = session.get_one(User, update.effective_user.id)
        session.add(Practice(user_id=user.id, day=datetime.now(UTC).date()))
        session.commit()
        days = set(session.scalars(select(Practice.day).where(Practice.user_id == user.id)))
    streak, day = 0, datetime.now(UTC).date()
    while day in days:
        streak, day = streak + 1, day - timedelta(days=1)
    await update.message.reply_text(f"Well done! That is a streak of {streak} days.")


@asynccontextmanager
async def running(api_url: str, database_url: str, *, patient: bool = True) -> AsyncIterator[StockBot]:
    """The recipe, polling."""
    # It says a line, with its traceback, about each of the thousands that it drops.
    for name in ("apscheduler", "telegram.ext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{api_url}/bot")
    if patient:
        builder = builder.pool_timeout(PATIENT_SECONDS)
    application: StockBot = builder.build()
    engine = create_engine(sync_url(database_url))
    application.bot_data["engine"] = engine
    application.add_handler(MessageHandler(filters.Regex("^done$"), done))
    assert application.updater is not None
    async with application:
        await application.start()
        await application.updater.start_polling()
        yield application
        await application.updater.stop()
        await application.stop()
    engine.dispose()


async def remind_everybody(
    api: BotApi, database_url: str, count: int, like: dict[str, Any], *, patient: bool
) -> tuple[int, float]:
    """How many of everybody's reminders arrive, all due at once, and until when; what takes too long is not waited for.

    In a process of its own: with thousands of jobs its loop comes to nothing else for minutes.
    """
    subscribe(database_url, count)
    await api.forget()
    now = datetime.now(UTC)
    # A daily job knows whole seconds only.
    due_at = (now + timedelta(seconds=4.0 + count / 500)).replace(microsecond=0)
    due = time.monotonic() + (due_at - now).total_seconds()
    arguments = (api.url, database_url, due_at, like, patient)
    process = get_context("spawn").Process(target=_remind, args=arguments, daemon=True)
    process.start()
    try:
        arrived, changed_at = 0, due
        while arrived < count and time.monotonic() < due + LONGEST_SECONDS:
            await asyncio.sleep(0.2)
            if (now_arrived := await api.count()) != arrived:
                arrived, changed_at = now_arrived, time.monotonic()
            elif not patient and time.monotonic() > changed_at + GIVEN_UP_AFTER_SECONDS:
                break
    finally:
        process.kill()
        process.join()
    return arrived, (changed_at if arrived == count or not patient else time.monotonic()) - due


def _remind(api_url: str, database_url: str, due_at: datetime, like: dict[str, Any], patient: bool) -> None:
    async def remind_all() -> None:
        async with running(api_url, database_url, patient=patient) as application:
            application.bot_data.update(
                caption=like["caption"], picture=like.get("photo") or like["animation"]
            )
            schedule(application, database_url, due_at, patient=patient)
            await asyncio.sleep(LONGEST_SECONDS * 2)

    asyncio.run(remind_all())


def schedule(application: StockBot, database_url: str, at: datetime, *, patient: bool) -> None:
    """One daily job for each user in the database."""
    assert application.job_queue is not None
    options = {"misfire_grace_time": None} if patient else None
    engine = create_engine(sync_url(database_url))
    with Session(engine) as session:
        for user in session.scalars(select(User)):
            application.job_queue.run_daily(remind, at.timetz(), chat_id=user.id, job_kwargs=options)
    engine.dispose()


async def start_up(api_url: str, database_url: str) -> tuple[float, float]:
    """Seconds and MiB that a start takes in a process of its own, its imports not counted."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_start, args=(theirs, api_url, database_url), daemon=True)
    process.start()
    theirs.close()
    try:
        seconds, memory = await asyncio.to_thread(ours.recv)
    finally:
        process.terminate()
        process.join()
    return seconds, memory


def _start(theirs: Connection, api_url: str, database_url: str) -> None:
    async def start() -> None:
        began = time.perf_counter()
        async with running(api_url, database_url) as application:
            schedule(application, database_url, datetime.now(UTC) + timedelta(hours=12), patient=True)
            theirs.send((time.perf_counter() - began, resident_mebibytes("self")))

    asyncio.run(start())
