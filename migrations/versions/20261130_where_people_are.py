"""where people are: at each of their times, and with each prompt that was made for one of these."""

import sqlalchemy as sa
from alembic import op

revision = "5e6fecf17898"  # pragma: allowlist secret
down_revision = "7d3f8a1c6e92"  # pragma: allowlist secret
branch_labels = None
depends_on = None

TABLES = ("slots", "prompts")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("setting", sa.String))


def downgrade() -> None:
    for name in reversed(TABLES):
        with op.batch_alter_table(name) as table:
            table.drop_column("setting")
