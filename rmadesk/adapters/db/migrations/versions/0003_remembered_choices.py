"""What customers' ambiguous texts were said to be; what else stood in a code, and all that it could have been."""

import sqlalchemy as sa
from alembic import op

from rmadesk.adapters.db.columns import Instant, Json

revision = "0003"
down_revision = "0002"

_PAGE = 500
_SILENT: dict[str, object] = {"also": [], "candidates": [], "step": None, "chosen": None}
_BOX = sa.table("box", sa.column("box_id", sa.String), sa.column("scans", Json))


def upgrade() -> None:
    """Make the table, which no event of an earlier schema fills, and complete the scans."""
    op.create_table(
        "remembered_choice",
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("between", Json(), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("customer_id", "between"),
    )
    _hold_nothing_else()


def _hold_nothing_else() -> None:
    """Give recorded scans the keys that the projector writes by now, so that a rebuild makes the same rows."""
    page = sa.select(_BOX).where(_BOX.c.box_id > sa.bindparam("after")).order_by(_BOX.c.box_id).limit(_PAGE)
    change = sa.update(_BOX).where(_BOX.c.box_id == sa.bindparam("box")).values(scans=sa.bindparam("read"))
    connection, after = op.get_bind(), ""
    while boxes := connection.execute(page, {"after": after}).all():
        rows = [{"box": box.box_id, "read": [_SILENT | scan for scan in box.scans]} for box in boxes]
        connection.execute(change, rows)
        after = boxes[-1].box_id
