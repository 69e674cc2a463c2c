"""own exercises: those of a person, and the names of those that they removed."""

import sqlalchemy as sa
from alembic import op

revision = "c41d7be09a52"  # pragma: allowlist secret
down_revision = "c4e81f0a7b36"  # pragma: allowlist secret
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("own", sa.JSON))


def downgrade() -> None:
    with op.batch_alter_table("people") as table:
        table.drop_column("own")
