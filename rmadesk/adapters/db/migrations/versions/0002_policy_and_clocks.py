"""Adopted policies, decisions on what fell due, pauses, refund sheets, and the serial numbers of replacements."""

import sqlalchemy as sa
from alembic import op

from rmadesk.adapters.db.columns import Instant, Money

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables, and the column that shipments lacked."""
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
    op.add_column("shipment", sa.Column("replacement_serial", sa.Text(), nullable=True))
    op.create_index("ix_shipment_replacement_serial", "shipment", ["replacement_serial"], unique=False)
