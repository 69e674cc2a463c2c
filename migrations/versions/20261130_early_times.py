"""times that were said before they were asked for, and whether the button for a location is still shown."""

import sqlalchemy as sa
from alembic import op

revision = "b83f52c6e017"  # pragma: allowlist secret
down_revision = "6d20b7f1a94c"  # pragma: allowlist secret
branch_labels = None
depends_on = None

QUESTION = "AskedEarlyTimes"

people = sa.table("people", sa.column("id", sa.BigInteger), sa.column("dialogue", sa.JSON(none_as_null=True)))


def upgrade() -> None:
    op.add_column("people", sa.Column("early_times", sa.JSON(none_as_null=True)))
    op.add_column("people", sa.Column("has_keyboard", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(people).where(people.c.dialogue.is_not(None))).all():
        if row.dialogue.get("kind") == QUESTION:
            connection.execute(sa.update(people).where(people.c.id == row.id).values(dialogue=None))
    with op.batch_alter_table("people") as table:
        table.drop_column("has_keyboard")
        table.drop_column("early_times")
