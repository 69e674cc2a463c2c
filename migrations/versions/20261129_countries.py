"""countries: in which one a person lives, for its emergency number; taken from their zone where it has only one."""

import sqlalchemy as sa
from alembic import op

from bot.zone_rules import only_country

revision = "b3e82f5a7d19"  # pragma: allowlist secret
down_revision = "4d7b0e6a2c95"  # pragma: allowlist secret
branch_labels = None
depends_on = None

people = sa.table("people", sa.column("zone_name", sa.String), sa.column("country", sa.String))


def upgrade() -> None:
    op.add_column("people", sa.Column("country", sa.String))
    connection = op.get_bind()
    zones = sa.select(people.c.zone_name).where(people.c.zone_name.is_not(None)).distinct()
    for zone in connection.scalars(zones).all():
        country = only_country(zone)
        if country is not None:
            connection.execute(sa.update(people).where(people.c.zone_name == zone).values(country=country))


def downgrade() -> None:
    with op.batch_alter_table("people") as table:
        table.drop_column("country")
