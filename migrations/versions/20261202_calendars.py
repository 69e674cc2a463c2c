"""private addresses of times for calendars, and since when a time is as it is."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import TelegramId

revision = "e7b04c9d8a15"  # pragma: allowlist secret
down_revision = "5d2b8c7f1e94"  # pragma: allowlist secret
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("slots", sa.Column("since", sa.Date))
    op.create_table(
        "calendars",
        sa.Column("person_id", TelegramId, nullable=False),
        sa.Column("token", sa.String, nullable=False),
        sa.Column("update_id", TelegramId, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_calendars")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_calendars_person_id_people"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("token", name=op.f("uq_calendars_token")),
    )


def downgrade() -> None:
    op.drop_table("calendars")
    with op.batch_alter_table("slots") as table:
        table.drop_column("since")
