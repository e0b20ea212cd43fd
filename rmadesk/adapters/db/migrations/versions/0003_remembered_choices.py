"""What customers' ambiguous texts were said to be."""

import sqlalchemy as sa
from alembic import op

from rmadesk.adapters.db.columns import Instant, Json

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table; no event of an earlier schema fills it."""
    op.create_table(
        "remembered_choice",
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("between", Json(), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("customer_id", "between"),
    )
