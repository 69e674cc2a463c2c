"""texts not understood: how many there were, in a row and ever, so that the answers to them take turns."""

import sqlalchemy as sa
from alembic import op

revision = "7d3f8a1c6e92"  # pragma: allowlist secret
down_revision = "7a3c95e1d2f8"  # pragma: allowlist secret
branch_labels = None
depends_on = None

COLUMNS = ("missed_running", "missed_ever")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("people", sa.Column(name, sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("people") as table:
        for name in reversed(COLUMNS):
            table.drop_column(name)
