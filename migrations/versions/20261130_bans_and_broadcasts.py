"""bans and broadcasts: who is shut out, and texts of those who run Limber with everybody to whom they go."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant, RowId, TelegramId

revision = "f4b17d92a6e0"  # pragma: allowlist secret
down_revision = "e2a95c0d7b41"  # pragma: allowlist secret
branch_labels = None
depends_on = None

QUESTION = "ConfirmingBroadcast"

people = sa.table("people", sa.column("id", sa.BigInteger), sa.column("dialogue", sa.JSON(none_as_null=True)))


def upgrade() -> None:
    op.add_column("people", sa.Column("banned_at", Instant))
    op.create_table(
        "broadcasts",
        sa.Column("id", RowId, nullable=False),
        sa.Column("admin_id", TelegramId, nullable=False),
        sa.Column("html", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("message_id", TelegramId),
        sa.Column("update_id", TelegramId),
        sa.Column("lease_by", sa.String),
        sa.Column("lease_until", Instant),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
        sa.UniqueConstraint("update_id", name=op.f("uq_broadcasts_update_id")),
    )
    op.create_table(
        "recipients",
        sa.Column("broadcast_id", RowId, nullable=False),
        sa.Column("person_id", TelegramId, nullable=False),
        sa.Column("delivery", sa.String, nullable=False),
        sa.Column("reason", sa.String),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("waiting_until", Instant),
        sa.PrimaryKeyConstraint("broadcast_id", "person_id", name=op.f("pk_recipients")),
        sa.ForeignKeyConstraint(
            ["broadcast_id"],
            ["broadcasts.id"],
            name=op.f("fk_recipients_broadcast_id_broadcasts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_recipients_person_id_people"), ondelete="CASCADE"
        ),
    )
    op.create_index("ix_recipients_broadcast_id_delivery", "recipients", ["broadcast_id", "delivery"])
    op.create_index("ix_recipients_person_id", "recipients", ["person_id"])


def downgrade() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(people).where(people.c.dialogue.is_not(None))).all():
        if row.dialogue.get("kind") == QUESTION:
            connection.execute(sa.update(people).where(people.c.id == row.id).values(dialogue=None))
    op.drop_table("recipients")
    op.drop_table("broadcasts")
    with op.batch_alter_table("people") as table:
        table.drop_column("banned_at")
