"""several processes: turns, shared permits, leases on holds, and the update that changed a person last."""

import sqlalchemy as sa
from alembic import op

from bot.storage import columns

revision = "5d0c1f6f7a31"
down_revision = "5f0c2b7d9a41"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "turns",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("lease_by", sa.String(), nullable=False),
        sa.Column("lease_until", columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_turns")),
    )
    op.create_table(
        "budget",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("given_until", columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", name=op.f("pk_budget")),
    )
    with op.batch_alter_table("holds", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lease_by", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("lease_until", columns.Instant(), nullable=True))
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("changed_by", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("changed_by")
    with op.batch_alter_table("holds", schema=None) as batch_op:
        batch_op.drop_column("lease_until")
        batch_op.drop_column("lease_by")
    op.drop_table("budget")
    op.drop_table("turns")
