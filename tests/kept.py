"""What the bot's database keeps, row by row."""

from typing import Any

from sqlalchemy import Select, select

from bot.localchat.people import Person
from bot.storage.inbox import UpdateState
from bot.storage.own_tables import inbox, whole
from tests.world import World

Kept = dict[str, list[tuple[Any, ...]]]

# When somebody was last there, and which process is at it, is no part of what they did.
PASSING = {"last_seen_at", "lease_by", "lease_until"}


async def rows(world: World, query: Select[Any]) -> list[tuple[Any, ...]]:
    """What a query finds."""
    async with world.app.database.read() as tx:
        return [tuple(row) for row in await tx._connection.execute(query)]


async def tables(world: World, person: Person | None = None) -> Kept:
    """Every row of every table but the inbox, or only one person's."""
    kept = {}
    for table in whole.sorted_tables:
        owner: Any = table.c.id if table.name == "people" else table.c.get("person_id")
        if table is inbox or (person is not None and owner is None):
            continue
        columns = [column for column in table.c if column.name not in PASSING]
        query = select(*columns).order_by(*table.primary_key.columns)
        kept[table.name] = await rows(world, query if person is None else query.where(owner == person.id))
    return kept


def changes(before: Kept, after: Kept) -> list[str]:
    """Each row that is not as it was, in words."""
    return [
        f"{name}: {sign} {row}"
        for name in before
        for sign, there, here in (("-", before[name], after[name]), ("+", after[name], before[name]))
        for row in there
        if row not in here
    ]


async def set_aside(world: World) -> list[tuple[Any, ...]]:
    """The updates that the bot could not handle, with what is kept of them."""
    return await rows(
        world, select(inbox.c.update_id, inbox.c.body).where(inbox.c.state == UpdateState.SET_ASIDE.value)
    )
