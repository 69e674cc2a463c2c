"""when a timer was pressed last, so that one finger does one thing."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "6d20b7f1a94c"  # pragma: allowlist secret
down_revision = "07c5e9d31ab8"  # pragma: allowlist secret
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("holds", sa.Column("pressed_at", Instant))


def downgrade() -> None:
    with op.batch_alter_table("holds") as table:
        table.drop_column("pressed_at")
