"""Keep the hash of the build that a version was signed with, so that a changed file shows."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the change."""
    op.add_column(
        "version_steps",
        sa.Column("sha256", sa.String(64), nullable=False, server_default=""),
    )
