"""Index the history of a register by number: its last save is found without sorting it."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the change."""
    op.create_index("ix_register_history_last", "register_history", ["register", "number"])
