"""planned breaks: the first day of a break that begins later, and the instant at which that begins."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "2e8d5b70c9f4"  # pragma: allowlist secret
down_revision = "5e6fecf17898"  # pragma: allowlist secret
branch_labels = None
depends_on = None

people = sa.table(
    "people",
    sa.column("id", sa.BigInteger),
    sa.column("dialogue", sa.JSON(none_as_null=True)),
    sa.column("standing", sa.String),
    sa.column("away_on", sa.Date),
    sa.column("back_on", sa.Date),
    sa.column("paused_from", Instant),
    sa.column("paused_until", Instant),
)


def upgrade() -> None:
    op.add_column("people", sa.Column("away_on", sa.Date))
    op.add_column("people", sa.Column("paused_from", Instant()))


def downgrade() -> None:
    # To an older Limber a break that is still to come would be on.
    is_to_come = people.c.paused_from > datetime.now(UTC)
    none = {"standing": "active", "back_on": None, "paused_until": None}
    connection = op.get_bind()
    connection.execute(sa.update(people).where(is_to_come).values(none))
    for row in connection.execute(sa.select(people).where(people.c.dialogue.is_not(None))).all():
        # It knows the question without the break that is offered with it.
        if row.dialogue.get("kind") == "AskedBreak":
            asked = {"dialogue": {"kind": "AskedBreak"}}
            connection.execute(sa.update(people).where(people.c.id == row.id).values(asked))
    with op.batch_alter_table("people") as table:
        table.drop_column("paused_from")
        table.drop_column("away_on")
