"""the first day after a pause, by which its end follows whoever moves."""

from contextlib import suppress
from datetime import timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "07c5e9d31ab8"  # pragma: allowlist secret
down_revision = "f4b17d92a6e0"  # pragma: allowlist secret
branch_labels = None
depends_on = None

people = sa.table(
    "people",
    sa.column("id", sa.BigInteger),
    sa.column("zone_name", sa.String),
    sa.column("paused_until", Instant),
    sa.column("back_on", sa.Date),
)


def upgrade() -> None:
    op.add_column("people", sa.Column("back_on", sa.Date))
    connection = op.get_bind()
    for row in connection.execute(sa.select(people).where(people.c.paused_until.is_not(None))).all():
        # It was the start of that date, perhaps by other rules of the zone.
        local = (row.paused_until + timedelta(hours=12)).astimezone(_zone(row.zone_name))
        connection.execute(sa.update(people).where(people.c.id == row.id).values(back_on=local.date()))


def _zone(name: str | None) -> ZoneInfo:
    with suppress(ValueError, ZoneInfoNotFoundError):
        return ZoneInfo(name or "UTC")
    return ZoneInfo("UTC")


def downgrade() -> None:
    with op.batch_alter_table("people") as table:
        table.drop_column("back_on")
