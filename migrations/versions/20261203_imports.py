"""days from other apps, and the last import of each person, so that it can be undone."""

import sqlalchemy as sa
from alembic import op

revision = "a8d3f06b92e5"  # pragma: allowlist secret
down_revision = "8a3e51c7d0f2"  # pragma: allowlist secret
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imported_days",
        sa.Column(
            "person_id",
            sa.BigInteger,
            sa.ForeignKey("people.id", ondelete="CASCADE", name="fk_imported_days_person_id_people"),
            nullable=False,
        ),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "day", name="pk_imported_days"),
    )
    op.create_table(
        "imports",
        sa.Column(
            "person_id",
            sa.BigInteger,
            sa.ForeignKey("people.id", ondelete="CASCADE", name="fk_imports_person_id_people"),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("update_id", sa.BigInteger, nullable=False),
        sa.Column("undoes", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_imports"),
    )


def downgrade() -> None:
    op.drop_table("imports")
    op.drop_table("imported_days")
