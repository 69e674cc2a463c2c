"""who wants a summary of their week on Sundays, and what became of each."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import RowId, TelegramId

revision = "8a3e51c7d0f2"  # pragma: allowlist secret
down_revision = "e7b04c9d8a15"  # pragma: allowlist secret
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("summary_on", sa.Date))
    op.add_column(
        "people", sa.Column("summary_offered", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.create_index(
        "ix_people_summary_on", "people", ["summary_on"], sqlite_where=sa.text("summary_on IS NOT NULL")
    )
    op.create_table(
        "summaries",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("person_id", TelegramId, sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("delivery", sa.String, nullable=False),
        sa.Column("reason", sa.String),
        sa.UniqueConstraint("person_id", "on"),
    )


def downgrade() -> None:
    op.drop_table("summaries")
    op.drop_index("ix_people_summary_on", "people")
    with op.batch_alter_table("people") as table:
        table.drop_column("summary_offered")
        table.drop_column("summary_on")
