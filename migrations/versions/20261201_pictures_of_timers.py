"""what the picture of a timer shows, what its timer was planned to be, and whether it says more."""

import sqlalchemy as sa
from alembic import op

revision = "91d7e3a05bc8"  # pragma: allowlist secret
down_revision = "c4e81f0a7b36"  # pragma: allowlist secret
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("holds", sa.Column("planned", sa.JSON, nullable=False, server_default="[]"))
    op.execute("UPDATE holds SET planned = phases")
    op.add_column("holds", sa.Column("picture", sa.JSON(none_as_null=True)))
    op.add_column("holds", sa.Column("shows_more", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("holds") as table:
        for name in ("planned", "picture", "shows_more"):
            table.drop_column(name)
