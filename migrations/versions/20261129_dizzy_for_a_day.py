"""dizzy for a day: nothing that needs a steady stand comes until it is over."""

import sqlalchemy as sa
from alembic import op

revision = "c61e0b83f5d2"  # pragma: allowlist secret
down_revision = "b3e82f5a7d19"  # pragma: allowlist secret
branch_labels = None
depends_on = None

QUESTION = "AskedTag"

people = sa.table("people", sa.column("id", sa.BigInteger), sa.column("dialogue", sa.JSON(none_as_null=True)))


def upgrade() -> None:
    op.add_column("people", sa.Column("dizzy_on", sa.Date))


def downgrade() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(people).where(people.c.dialogue.is_not(None))).all():
        asked = dict(row.dialogue)
        if asked.get("kind") == QUESTION:
            connection.execute(sa.update(people).where(people.c.id == row.id).values(dialogue=None))
        elif asked.get("kind") == "AskedSigns":
            before = {"dialogue": {"kind": "AskedSigns"}}
            connection.execute(sa.update(people).where(people.c.id == row.id).values(before))
    with op.batch_alter_table("people") as table:
        table.drop_column("dizzy_on")
