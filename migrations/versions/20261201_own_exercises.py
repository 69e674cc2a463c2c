"""own exercises: those of a person with the names of those that they removed, and lists that are shared by a link."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import RowId, TelegramId

revision = "c41d7be09a52"  # pragma: allowlist secret
down_revision = "a91d4e6f27b3"  # pragma: allowlist secret
branch_labels = None
depends_on = None

QUESTIONS = {"AskedOwn", "AskedList"}

people = sa.table("people", sa.column("id", sa.BigInteger), sa.column("dialogue", sa.JSON(none_as_null=True)))


def upgrade() -> None:
    op.add_column("people", sa.Column("own", sa.JSON))
    op.create_table(
        "shared_lists",
        sa.Column("id", RowId, nullable=False),
        sa.Column("person_id", TelegramId, nullable=False),
        sa.Column("token", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("exercises", sa.JSON, nullable=False),
        sa.Column("update_id", TelegramId, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_lists")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_shared_lists_person_id_people"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("token", name=op.f("uq_shared_lists_token")),
        sa.UniqueConstraint("update_id", name=op.f("uq_shared_lists_update_id")),
    )
    op.create_index(op.f("ix_shared_lists_person_id"), "shared_lists", ["person_id"])


def downgrade() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(people).where(people.c.dialogue.is_not(None))).all():
        if row.dialogue.get("kind") in QUESTIONS:
            connection.execute(sa.update(people).where(people.c.id == row.id).values(dialogue=None))
    op.drop_table("shared_lists")
    with op.batch_alter_table("people") as table:
        table.drop_column("own")
