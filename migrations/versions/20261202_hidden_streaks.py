"""whether somebody wants to see how many days in a row they have."""

import sqlalchemy as sa
from alembic import op

revision = "5d2b8c7f1e94"  # pragma: allowlist secret
down_revision = "c41d7be09a52"  # pragma: allowlist secret
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("streak", sa.Boolean, nullable=False, server_default=sa.true()))


def downgrade() -> None:
    with op.batch_alter_table("people") as table:
        table.drop_column("streak")
