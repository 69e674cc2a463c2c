"""alarms: a sign that keeps stretches and reminders back until the safety screen is answered anew."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from bot.storage import columns

revision = "4d7b0e6a2c95"  # pragma: allowlist secret
down_revision = "8c1f4d2e9b07"  # pragma: allowlist secret
branch_labels = None
depends_on = None

people = sa.table(
    "people",
    sa.column("id", sa.BigInteger),
    sa.column("standing", sa.String),
    sa.column("paused_until", columns.Instant),
    sa.column("dialogue", sa.JSON(none_as_null=True)),
    sa.column("alarm", sa.String),
    sa.column("alarm_at", columns.Instant),
)


def upgrade() -> None:
    op.add_column("people", sa.Column("alarm", sa.String))
    op.add_column("people", sa.Column("alarm_at", columns.Instant))
    op.add_column("people", sa.Column("alarm_young", sa.Boolean, nullable=False, server_default=sa.false()))
    connection = op.get_bind()
    for row in connection.execute(sa.select(people).where(people.c.dialogue.is_not(None))).all():
        if row.dialogue.get("kind") == "EmergencyTicked":
            ticked = {"dialogue": {"kind": "AskedAlarm"}, "alarm": "emergency", "alarm_at": datetime.now(UTC)}
            connection.execute(sa.update(people).where(people.c.id == row.id).values(ticked))


def downgrade() -> None:
    connection = op.get_bind()
    # The build before knows a break without an end only.
    held = sa.update(people).where(people.c.alarm.is_not(None), people.c.standing.in_(("active", "paused")))
    connection.execute(held.values(standing="paused", paused_until=None))
    for row in connection.execute(sa.select(people).where(people.c.dialogue.is_not(None))).all():
        kind = row.dialogue.get("kind")
        if kind in {"AskedAlarm", "AskedMistake"}:
            back: dict[str, str] | None = {"kind": "EmergencyTicked"}
        elif kind in {"ConditionsQuestion", "AskedWhose"}:
            back = None
        else:
            continue
        connection.execute(sa.update(people).where(people.c.id == row.id).values(dialogue=back))
    with op.batch_alter_table("people") as table:
        table.drop_column("alarm_young")
        table.drop_column("alarm_at")
        table.drop_column("alarm")
