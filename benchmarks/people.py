"""Many people at once, written by the database itself: a million rows in seconds."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Select, Table, create_engine, insert, literal, select

from bot.domain.person import Options, Person, Standing
from bot.domain.prompt import Answer, Delivery, PromptKind
from bot.domain.schedule import EVERY_DAY
from bot.domain.stretch import Side
from bot.material import CONTENT
from bot.pictures.figure import load_figures
from bot.pictures.kept import figure_hash
from bot.storage.own_tables import media
from bot.storage.people import person_row
from bot.storage.tables import people, prompts, slots

FIRST_ID = 1
AT = time(8)
# Somebody who has been with Limber for a while: their floor is known, yesterday's prompts are answered.
HISTORY_DAYS = 3
# 30 s for each leg: get ready, left, switch, right; then the end.
TWICE_HALF_A_MINUTE = {"stretch_id": "standing", "dose_step": 3, "repetitions": 1, "sides": 2}
CHANGES_AT = (5.0, 35.0, 40.0, 70.0)
SUBSCRIBER = Person(
    id=0,
    language="en",
    standing=Standing.ACTIVE,
    zone_name="Europe/Berlin",
    place="Berlin",
    # Whatever the content's present version is, they have read it.
    safety_version=1_000_000,
    options=Options(floor_asked=True, age_asked=True, set_up=True, chance_offered=True),
)


def sync_url(database_url: str) -> str:
    """The same database for SQLAlchemy without asyncio."""
    return database_url.replace("postgresql://", "postgresql+psycopg://", 1)


def subscribe(
    database_url: str, count: int, *, due_at: datetime, first_id: int = FIRST_ID, history: int = HISTORY_DAYS
) -> None:
    """People with consecutive ids, each with one slot that is due at this instant and a few answered prompts."""
    engine = create_engine(sync_url(database_url), hide_parameters=True)
    with engine.begin() as connection:
        _write(connection, people, count, first_id, "id", person_row(SUBSCRIBER))
        slot = {"at": AT, "days": EVERY_DAY, "extra": True, "next_due_at": due_at, "next_on": due_at.date()}
        _write(connection, slots, count, first_id, "person_id", slot)
        for days_ago in range(1, history + 1):
            earlier = _answered(due_at - timedelta(days=days_ago))
            _write(connection, prompts, count, first_id, "person_id", earlier)
    engine.dispose()


def leave_prompts_open(database_url: str, count: int, *, at: datetime) -> None:
    """A prompt for each of the first people, delivered and not answered; its id is the person's own."""
    engine = create_engine(sync_url(database_url), hide_parameters=True)
    with engine.begin() as connection:
        opened = _delivered(at) | TWICE_HALF_A_MINUTE
        _write(connection, prompts, count, FIRST_ID, "person_id", opened)
    engine.dispose()


def analyse(database_url: str) -> None:
    """Lets the database look at what it holds, as it does by itself within a day."""
    engine = create_engine(sync_url(database_url)).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def upload_pictures(database_url: str, bot_id: int) -> None:
    """Telegram has every picture already, as on every day but the first."""
    figures = load_figures(CONTENT / "figures")
    hashes = {figure_hash(figure, side) for figure in figures.values() for side in Side}
    engine = create_engine(sync_url(database_url), hide_parameters=True)
    with engine.begin() as connection:
        rows = [{"content_hash": one, "bot_id": bot_id, "file_id": f"AgAC{one}"} for one in sorted(hashes)]
        connection.execute(insert(media), rows)
    engine.dispose()


def _answered(due_at: datetime) -> dict[str, Any]:
    answered = {"answer": Answer.DONE.value, "answered_at": due_at + timedelta(minutes=5)}
    return _delivered(due_at) | answered


def _delivered(due_at: datetime) -> dict[str, Any]:
    return {
        "kind": PromptKind.SLOT.value,
        "due_at": due_at,
        "day": due_at.date(),
        "delivery": Delivery.SENT.value,
        "attempts": 1,
        "stretch_id": "standing",
        "dose_step": 0,
        "repetitions": 2,
        "sides": 2,
        "first_side": Side.LEFT.value,
        "message_id": 1,
        "has_picture": True,
    }


def _write(
    connection: Connection, table: Table, count: int, first_id: int, key: str, values: dict[str, Any]
) -> None:
    """One row for each id, the rest of its columns always the same."""
    same = {name: value for name, value in values.items() if value is not None and name != key}
    numbers = _numbers(first_id, count)
    columns = [numbers.c[0], *(literal(value, table.c[name].type) for name, value in same.items())]
    connection.execute(insert(table).from_select([key, *same], select(*columns)))


def _numbers(first: int, count: int) -> Any:
    """The numbers from `first` on, as a table that both databases count up themselves."""
    start: Select[Any] = select(literal(first).label("number"))
    numbers = start.cte("numbers", recursive=True)
    return numbers.union_all(select(numbers.c.number + 1).where(numbers.c.number < first + count - 1))
