"""Adopted policies, decisions on dues, pauses, refund sheets, replacements' serial numbers, contracts named."""

import sqlalchemy as sa
from alembic import op

from rmadesk.adapters.db.columns import Instant, Json, Money

revision = "0002"
down_revision = "0001"

_PAGE = 500
_BOX = sa.table("box", sa.column("box_id", sa.String), sa.column("verdicts", Json))


def upgrade() -> None:
    """Make the tables, and what shipments and verdicts lacked."""
    _make_tables()
    op.add_column("shipment", sa.Column("replacement_serial", sa.Text(), nullable=True))
    op.create_index("ix_shipment_replacement_serial", "shipment", ["replacement_serial"], unique=False)
    # A replay reads the boxes of years in this order, without sorting them.
    op.drop_index("ix_box_arrived_on", "box")
    op.create_index("ix_box_arrived_on_box_id", "box", ["arrived_on", "box_id"], unique=False)
    _name_no_contract()


def _make_tables() -> None:
    op.create_table(
        "adopted_policy",
        sa.Column("policy_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("applies_from", sa.Date(), nullable=False),
        sa.Column("applies_to", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("adopted_at", Instant(), nullable=False),
        sa.Column("adopted_by", sa.Text(), nullable=False),
        sa.Column("reason_entry", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("policy_id"),
    )
    op.create_table(
        "due_decision",
        sa.Column("due_id", sa.Text(), nullable=False),
        sa.Column("rma_number", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("reason_entry", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("due_id"),
    )
    op.create_table(
        "pause",
        sa.Column("pause_id", sa.String(length=36), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("customers_too", sa.Boolean(), nullable=False),
        sa.Column("rma_number", sa.Text(), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("reason_entry", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("pause_id"),
    )
    op.create_table(
        "refund_sheet",
        sa.Column("sheet_id", sa.String(length=36), nullable=False),
        sa.Column("rma_number", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("edition_version", sa.Integer(), nullable=False),
        sa.Column("price", Money(), nullable=False),
        sa.Column("restocking_fee", Money(), nullable=True),
        sa.Column("waived", sa.Boolean(), nullable=False),
        sa.Column("amount", Money(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("reason_entry", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("sheet_id"),
    )
    op.create_index("ix_refund_sheet_rma_number", "refund_sheet", ["rma_number"], unique=False)


def _name_no_contract() -> None:
    """Give recorded verdicts the keys that the projector writes by now, so that a rebuild makes the same rows."""
    page = sa.select(_BOX).where(_BOX.c.box_id > sa.bindparam("after")).order_by(_BOX.c.box_id).limit(_PAGE)
    change = sa.update(_BOX).where(_BOX.c.box_id == sa.bindparam("box")).values(verdicts=sa.bindparam("judged"))
    connection, after = op.get_bind(), ""
    while boxes := connection.execute(page, {"after": after}).all():
        rows = [{"box": box.box_id, "judged": [_completed(each) for each in box.verdicts]} for box in boxes]
        connection.execute(change, rows)
        after = boxes[-1].box_id


def _completed(verdict: dict[str, object]) -> dict[str, object]:
    findings = verdict["findings"]
    assert isinstance(findings, list)
    nameless = {"contract": None, "contract_version": None, "currency": None}
    return {**nameless, **verdict, "findings": [{"contract": None, **finding} for finding in findings]}
