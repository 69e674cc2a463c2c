"""doctor soon and age: when somebody was last told to see a doctor soon, and whether they were asked if they are 65."""

import sqlalchemy as sa
from alembic import op

revision = "e2a95c0d7b41"  # pragma: allowlist secret
down_revision = "c61e0b83f5d2"  # pragma: allowlist secret
branch_labels = None
depends_on = None

QUESTIONS = {"AskedAge", "AskedCompared", "AskedLonger"}

people = sa.table("people", sa.column("id", sa.BigInteger), sa.column("dialogue", sa.JSON(none_as_null=True)))


def upgrade() -> None:
    op.add_column("people", sa.Column("sent_on", sa.Date))
    op.add_column("people", sa.Column("age_asked", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(people).where(people.c.dialogue.is_not(None))).all():
        if row.dialogue.get("kind") in QUESTIONS:
            connection.execute(sa.update(people).where(people.c.id == row.id).values(dialogue=None))
    with op.batch_alter_table("people") as table:
        table.drop_column("sent_on")
        table.drop_column("age_asked")
