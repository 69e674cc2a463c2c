"""how it felt: what that makes of doses, what is noticed of how people answer, seconds of all effort, and openings."""

import sqlalchemy as sa
from alembic import op

revision = "c4e81f0a7b36"  # pragma: allowlist secret
down_revision = "2e8d5b70c9f4"  # pragma: allowlist secret
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("tuning", sa.JSON))
    op.add_column("people", sa.Column("noticed_on", sa.Date))
    op.add_column("people", sa.Column("noticed", sa.String))
    op.add_column("people", sa.Column("minutes", sa.Integer, nullable=False, server_default="0"))
    op.add_column("people", sa.Column("set_up", sa.Boolean, nullable=False, server_default=sa.false()))
    # Whoever is subscribed already has set what they want.
    op.execute("UPDATE people SET set_up = true WHERE standing <> 'new'")
    op.add_column("people", sa.Column("shorter", sa.Boolean, nullable=False, server_default=sa.false()))
    for name in ("second_chance", "chance_offered"):
        op.add_column("people", sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("people", sa.Column("rest_days", sa.Integer, nullable=False, server_default="0"))
    op.add_column("people", sa.Column("quiet_from", sa.Time))
    op.add_column("people", sa.Column("quiet_to", sa.Time))
    op.add_column("slots", sa.Column("keeps_hour", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("prompts", sa.Column("again_at", sa.DateTime(timezone=True)))
    op.create_index(
        "ix_prompts_again_at",
        "prompts",
        ["again_at"],
        sqlite_where=sa.text("again_at IS NOT NULL"),
        postgresql_where=sa.text("again_at IS NOT NULL"),
    )
    op.add_column("prompts", sa.Column("harder", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("prompts", sa.Column("opening", sa.Integer))
    op.add_column("practices", sa.Column("felt", sa.String))
    op.add_column("practices", sa.Column("seconds", sa.Integer, nullable=False, server_default="0"))
    # How long an older entry took is known of the hamstrings alone: of both legs at once, or of one after the other.
    op.execute(
        "UPDATE practices SET seconds ="
        " CASE WHEN left_seconds > right_seconds THEN left_seconds ELSE right_seconds END"
    )


def downgrade() -> None:
    # An older Limber knows no such reason.
    op.execute("UPDATE prompts SET reason = 'dropped' WHERE reason = 'waits-for-answer'")
    with op.batch_alter_table("practices") as table:
        table.drop_column("seconds")
        table.drop_column("felt")
    op.drop_index("ix_prompts_again_at", "prompts")
    with op.batch_alter_table("prompts") as table:
        table.drop_column("again_at")
        table.drop_column("opening")
        table.drop_column("harder")
    with op.batch_alter_table("slots") as table:
        table.drop_column("keeps_hour")
    with op.batch_alter_table("people") as table:
        table.drop_column("quiet_to")
        table.drop_column("quiet_from")
        table.drop_column("rest_days")
        table.drop_column("chance_offered")
        table.drop_column("second_chance")
        table.drop_column("shorter")
        table.drop_column("set_up")
        table.drop_column("minutes")
        table.drop_column("noticed")
        table.drop_column("noticed_on")
        table.drop_column("tuning")
