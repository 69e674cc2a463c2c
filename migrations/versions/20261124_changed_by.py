"""the update that changed a person last."""

import sqlalchemy as sa
from alembic import op

revision = "5d0c1f6f7a31"
down_revision = "12b84649c67e"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("changed_by", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("changed_by")
