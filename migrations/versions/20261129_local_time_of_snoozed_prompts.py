"""the wall time for which a prompt was put off, so that it follows when the rules of time zones change."""

import sqlalchemy as sa
from alembic import op

revision = "9b1f4d27c6e3"
down_revision = "5d0c1f6f7a31"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("prompts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("local_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("local_time", sa.Time(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("prompts", schema=None) as batch_op:
        batch_op.drop_column("local_time")
        batch_op.drop_column("local_on")
