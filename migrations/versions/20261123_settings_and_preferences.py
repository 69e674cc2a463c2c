"""settings and preferences."""

import sqlalchemy as sa
from alembic import op

from bot.storage import columns

revision = "12b84649c67e"
down_revision = "85f59a605a89"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "preferences",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("stretch_id", sa.String(), nullable=False),
        sa.Column("liking", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_preferences_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "stretch_id", name=op.f("pk_preferences")),
    )
    op.create_table(
        "shown_tips",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("tip_id", sa.String(), nullable=False),
        sa.Column("shown_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_shown_tips_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "tip_id", name=op.f("pk_shown_tips")),
    )
    with op.batch_alter_table("prompts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tip_id", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("parts", sa.JSON(none_as_null=True), nullable=True))
    # A session makes an entry for each of its stretches.
    with op.batch_alter_table("practices", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_practices_prompt_id"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_practices_prompt_id_stretch_id"), ["prompt_id", "stretch_id"]
        )
    with op.batch_alter_table("practices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("worse", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("bars", sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.add_column(sa.Column("longer", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("level", sa.Integer(), server_default="2", nullable=False))
        batch_op.add_column(sa.Column("setting", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("lacking", columns.WordSet(), server_default="roller", nullable=False))
        batch_op.add_column(sa.Column("floor_asked", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("pain_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("worse_running", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("practices", schema=None) as batch_op:
        batch_op.drop_column("worse")
    # Only the first entry of each session fits under the older constraint.
    op.execute(
        "DELETE FROM practices WHERE prompt_id IS NOT NULL AND id NOT IN "
        "(SELECT min(id) FROM practices WHERE prompt_id IS NOT NULL GROUP BY prompt_id)"
    )
    with op.batch_alter_table("practices", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_practices_prompt_id_stretch_id"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_practices_prompt_id"), ["prompt_id"])
    with op.batch_alter_table("prompts", schema=None) as batch_op:
        batch_op.drop_column("parts")
        batch_op.drop_column("tip_id")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("worse_running")
        batch_op.drop_column("pain_on")
        batch_op.drop_column("floor_asked")
        batch_op.drop_column("lacking")
        batch_op.drop_column("setting")
        batch_op.drop_column("level")
        batch_op.drop_column("longer")
        batch_op.drop_column("bars")

    op.drop_table("shown_tips")
    op.drop_table("preferences")
