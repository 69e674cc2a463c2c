"""questions about pain."""

import sqlalchemy as sa
from alembic import op

revision = "5f0c2b7d9a41"
down_revision = "12b84649c67e"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asks_pain", sa.Boolean(), server_default=sa.true(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("asks_pain")
