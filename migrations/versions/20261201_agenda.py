"""the agenda: what is to come in the coming days, chosen ahead, and why another one came."""

import sqlalchemy as sa
from alembic import op

revision = "a91d4e6f27b3"  # pragma: allowlist secret
down_revision = "91d7e3a05bc8"  # pragma: allowlist secret
branch_labels = None
depends_on = None

COLUMNS = ("because", "instead_of")
ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "agenda",
        sa.Column("slot_id", ID, nullable=False),
        sa.Column("slot_on", sa.Date, nullable=False),
        sa.Column("person_id", sa.BigInteger, nullable=False),
        sa.Column("stretch_ids", sa.JSON, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("programme", sa.String, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("setting", sa.String),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("passed", sa.String, nullable=False),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["slots.id"], name="fk_agenda_slot_id_slots", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_agenda_person_id_people", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("slot_id", "slot_on", name="pk_agenda"),
    )
    op.create_index("ix_agenda_person_id", "agenda", ["person_id"])
    op.create_index("ix_agenda_slot_on", "agenda", ["slot_on"])
    for name in COLUMNS:
        op.add_column("prompts", sa.Column(name, sa.String))


def downgrade() -> None:
    with op.batch_alter_table("prompts") as table:
        for name in reversed(COLUMNS):
            table.drop_column(name)
    op.drop_table("agenda")
