"""first tables."""

import sqlalchemy as sa
from alembic import op

from bot.storage import columns

revision = "85f59a605a89"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("received_at", columns.Instant(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_inbox")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_received_at"), ["received_at"], unique=False)
        batch_op.create_index(
            "ix_inbox_waiting",
            ["update_id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "media",
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("content_hash", "bot_id", name=op.f("pk_media")),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("zone_name", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("day_start", sa.Time(), nullable=False),
        sa.Column("paused_until", columns.Instant(), nullable=True),
        sa.Column("resting_on", sa.Date(), nullable=True),
        sa.Column("gentle_on", sa.Date(), nullable=True),
        sa.Column("tags", columns.WordSet(), nullable=False),
        sa.Column("safety_version", sa.Integer(), nullable=False),
        sa.Column("safety_at", columns.Instant(), nullable=True),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("sound", sa.Boolean(), nullable=False),
        sa.Column("dialogue", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("practised", sa.Integer(), nullable=False),
        sa.Column("dose_step", sa.Integer(), nullable=False),
        sa.Column("last_practice_on", sa.Date(), nullable=True),
        sa.Column("last_done_at", columns.Instant(), nullable=True),
        sa.Column("last_seen_at", columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_table(
        "slots",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("days", columns.Days(), nullable=False),
        sa.Column("extra", sa.Boolean(), nullable=False),
        sa.Column("next_due_at", columns.Instant(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_slots_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slots")),
    )
    with op.batch_alter_table("slots", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slots_next_due_at"), ["next_due_at"], unique=False)
        batch_op.create_index("ix_slots_person_id", ["person_id"], unique=False)

    op.create_table(
        "prompts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("slot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("slot_on", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due_at", columns.Instant(), nullable=False),
        sa.Column("waiting_until", columns.Instant(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("delivery", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("lease_by", sa.String(), nullable=True),
        sa.Column("lease_until", columns.Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("stretch_id", sa.String(), nullable=True),
        sa.Column("dose_step", sa.Integer(), nullable=True),
        sa.Column("repetitions", sa.Integer(), nullable=True),
        sa.Column("sides", sa.Integer(), nullable=True),
        sa.Column("first_side", sa.String(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("has_picture", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_at", columns.Instant(), nullable=True),
        sa.Column("update_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_prompts_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["slots.id"], name=op.f("fk_prompts_slot_id_slots"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompts")),
        sa.UniqueConstraint("slot_id", "slot_on", name=op.f("uq_prompts_slot_id_slot_on")),
        sa.UniqueConstraint("update_id", name=op.f("uq_prompts_update_id")),
    )
    with op.batch_alter_table("prompts", schema=None) as batch_op:
        batch_op.create_index(
            "ix_prompts_lease_until",
            ["lease_until"],
            unique=False,
            sqlite_where=sa.text("lease_until IS NOT NULL"),
            postgresql_where=sa.text("lease_until IS NOT NULL"),
        )
        batch_op.create_index("ix_prompts_person_id_due_at", ["person_id", "due_at"], unique=False)
        batch_op.create_index("ix_prompts_slot_id", ["slot_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_prompts_waiting_until"), ["waiting_until"], unique=False)

    op.create_table(
        "holds",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("prompt_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stretch_id", sa.String(), nullable=False),
        sa.Column("phases", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_at", columns.Instant(), nullable=False),
        sa.Column("seen_at", columns.Instant(), nullable=False),
        sa.Column("paused_at", columns.Instant(), nullable=True),
        sa.Column("next_beat_at", columns.Instant(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("sound_message_id", sa.BigInteger(), nullable=True),
        sa.Column("shown_phase", sa.Integer(), nullable=False),
        sa.Column("renewed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("pressed_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_holds_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["prompt_id"], ["prompts.id"], name=op.f("fk_holds_prompt_id_prompts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
    )
    with op.batch_alter_table("holds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_holds_next_beat_at"), ["next_beat_at"], unique=False)
        batch_op.create_index("ix_holds_person_id", ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_holds_prompt_id"), ["prompt_id"], unique=False)
        batch_op.create_index(
            "uq_holds_running_person_id",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('running', 'paused')"),
            postgresql_where=sa.text("state IN ('running', 'paused')"),
        )

    op.create_table(
        "practices",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("stretch_id", sa.String(), nullable=False),
        sa.Column("prompt_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("done_at", columns.Instant(), nullable=False),
        sa.Column("left_seconds", sa.Integer(), nullable=False),
        sa.Column("right_seconds", sa.Integer(), nullable=False),
        sa.Column("timed", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("pain", sa.String(), nullable=True),
        sa.Column("update_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_practices_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["prompt_id"], ["prompts.id"], name=op.f("fk_practices_prompt_id_prompts"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practices")),
        sa.UniqueConstraint("prompt_id", name=op.f("uq_practices_prompt_id")),
        sa.UniqueConstraint("update_id", name=op.f("uq_practices_update_id")),
    )
    with op.batch_alter_table("practices", schema=None) as batch_op:
        batch_op.create_index("ix_practices_person_id_day", ["person_id", "day"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("practices", schema=None) as batch_op:
        batch_op.drop_index("ix_practices_person_id_day")

    op.drop_table("practices")
    with op.batch_alter_table("holds", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_holds_running_person_id",
            sqlite_where=sa.text("state IN ('running', 'paused')"),
            postgresql_where=sa.text("state IN ('running', 'paused')"),
        )
        batch_op.drop_index(batch_op.f("ix_holds_prompt_id"))
        batch_op.drop_index("ix_holds_person_id")
        batch_op.drop_index(batch_op.f("ix_holds_next_beat_at"))

    op.drop_table("holds")
    with op.batch_alter_table("prompts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prompts_waiting_until"))
        batch_op.drop_index("ix_prompts_slot_id")
        batch_op.drop_index("ix_prompts_person_id_due_at")
        batch_op.drop_index(
            "ix_prompts_lease_until",
            sqlite_where=sa.text("lease_until IS NOT NULL"),
            postgresql_where=sa.text("lease_until IS NOT NULL"),
        )

    op.drop_table("prompts")
    with op.batch_alter_table("slots", schema=None) as batch_op:
        batch_op.drop_index("ix_slots_person_id")
        batch_op.drop_index(batch_op.f("ix_slots_next_due_at"))

    op.drop_table("slots")
    op.drop_table("people")
    op.drop_table("meta")
    op.drop_table("media")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_inbox_waiting",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index(batch_op.f("ix_inbox_received_at"))

    op.drop_table("inbox")
