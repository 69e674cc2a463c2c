"""every so many days: how many days apart a time comes, and the first date from which they are counted."""

import sqlalchemy as sa
from alembic import op

revision = "7a3c95e1d2f8"  # pragma: allowlist secret
down_revision = "b83f52c6e017"  # pragma: allowlist secret
branch_labels = None
depends_on = None

# These keep wishes, whose new fields an older Limber cannot read.
QUESTIONS = {"ConfirmingTimes", "AskedExtra", "AskedDay"}

people = sa.table("people", sa.column("id", sa.BigInteger), sa.column("dialogue", sa.JSON(none_as_null=True)))


def upgrade() -> None:
    op.add_column("slots", sa.Column("every", sa.Integer, nullable=False, server_default="1"))
    op.add_column("slots", sa.Column("first_on", sa.Date))


def downgrade() -> None:
    # A time that came every so many days comes every day then: its weekdays are all seven.
    connection = op.get_bind()
    for row in connection.execute(sa.select(people).where(people.c.dialogue.is_not(None))).all():
        if row.dialogue.get("kind") in QUESTIONS:
            connection.execute(sa.update(people).where(people.c.id == row.id).values(dialogue=None))
    with op.batch_alter_table("slots") as table:
        table.drop_column("first_on")
        table.drop_column("every")
