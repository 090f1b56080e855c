"""Index the rows of an authority's register: a page of them is found and counted by the index."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the change."""
    where = sa.text('"values" is not null')
    op.create_index(
        "ix_register_rows_standing",
        "register_rows",
        ["register", "area_code", "row_key"],
        sqlite_where=where,
        postgresql_where=where,
    )
