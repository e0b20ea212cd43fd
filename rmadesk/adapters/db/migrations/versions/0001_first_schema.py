"""The first schema: events, personal entries, and the projections made from them; events are only ever inserted."""

import sqlalchemy as sa
from alembic import op

from rmadesk.adapters.db.columns import Instant, Json, Money

revision = "0001"
down_revision = None

_APPEND_ONLY = """
CREATE TRIGGER event_never_{verb}d BEFORE {verb_upper} ON event
BEGIN SELECT RAISE(ABORT, 'events are only ever inserted'); END
"""


def upgrade() -> None:
    """Make every table, and guard the events."""
    op.create_table(
        "authorization",
        sa.Column("rma_number", sa.Text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("issued_at", Instant(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=True),
        sa.Column("whole_system", sa.Boolean(), nullable=True),
        sa.Column("edition", sa.Text(), nullable=True),
        sa.Column("contract", sa.Text(), nullable=True),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("account_paid", sa.Boolean(), nullable=True),
        sa.Column("support_hold", sa.Boolean(), nullable=True),
        sa.Column("overdue_amount", Money(), nullable=True),
        sa.Column("overdue_since", sa.Date(), nullable=True),
        sa.Column("tracking_numbers", Json(), nullable=False),
        sa.Column("support_level", sa.String(length=16), nullable=True),
        sa.Column("advance_replacement", sa.Boolean(), nullable=True),
        sa.Column("insured", sa.Boolean(), nullable=True),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("customer_entry", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("rma_number"),
    )
    op.create_index("ix_authorization_customer_entry", "authorization", ["customer_entry"], unique=False)
    op.create_index("ix_authorization_customer_id", "authorization", ["customer_id"], unique=False)
    op.create_index("ix_authorization_issued_at", "authorization", ["issued_at"], unique=False)
    op.create_table(
        "box",
        sa.Column("box_id", sa.String(length=36), nullable=False),
        sa.Column("station", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.Column("arrived_at", Instant(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("packaging", sa.String(length=16), nullable=True),
        sa.Column("outer_damage", sa.String(length=16), nullable=False),
        sa.Column("marked_on_box", sa.Boolean(), nullable=False),
        sa.Column("number_state", sa.String(length=16), nullable=False),
        sa.Column("piece", Json(), nullable=True),
        sa.Column("parcel", sa.Text(), nullable=True),
        sa.Column("tracking_numbers", Json(), nullable=False),
        sa.Column("scans", Json(), nullable=False),
        sa.Column("verdict", sa.String(length=24), nullable=False),
        sa.Column("verdicts", Json(), nullable=False),
        sa.Column("duplicate_of", sa.String(length=36), nullable=True),
        sa.Column("voided_at", Instant(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("texts_entry", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("box_id"),
    )
    op.create_index("ix_box_arrived_on", "box", ["arrived_on"], unique=False)
    op.create_index("ix_box_received_at", "box", ["received_at"], unique=False)
    op.create_table(
        "box_parcel",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("box_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("number", "box_id"),
    )
    op.create_index("ix_box_parcel_box_id", "box_parcel", ["box_id"], unique=False)
    op.create_table(
        "box_rma",
        sa.Column("box_id", sa.String(length=36), nullable=False),
        sa.Column("rma_number", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("box_id", "rma_number"),
    )
    op.create_index("ix_box_rma_rma_number", "box_rma", ["rma_number"], unique=False)
    op.create_table(
        "event",
        sa.Column("position", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("station", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("payload", Json(), nullable=False),
        sa.Column("occurred_at", Instant(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("position"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("station", "seq"),
    )
    op.create_table(
        "event_subject",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "position"),
    )
    op.create_table(
        "expected_parcel",
        sa.Column("tracking_number", sa.Text(), nullable=False),
        sa.Column("rma_number", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tracking_number", "rma_number"),
    )
    op.create_index("ix_expected_parcel_rma_number", "expected_parcel", ["rma_number"], unique=False)
    op.create_table(
        "personal",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("body", Json(), nullable=False),
        sa.Column("name_folded", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "shipment",
        sa.Column("shipment_id", sa.String(length=36), nullable=False),
        sa.Column("rma_number", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("ordered_at", Instant(), nullable=False),
        sa.Column("ordered_by", sa.Text(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("shipment_id"),
    )
    op.create_index("ix_shipment_rma_number", "shipment", ["rma_number"], unique=False)
    op.create_table("station", sa.Column("id", sa.String(length=32), nullable=False), sa.PrimaryKeyConstraint("id"))
    op.create_table(
        "unit",
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("rma_number", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("serial_number", sa.Text(), nullable=True),
        sa.Column("part_number", sa.Text(), nullable=True),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("maker", sa.String(length=16), nullable=False),
        sa.Column("family", sa.String(length=32), nullable=True),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("on_invoice", sa.Boolean(), nullable=True),
        sa.Column("invoiced_on", sa.Date(), nullable=True),
        sa.Column("shipped_on", sa.Date(), nullable=True),
        sa.Column("warranty_months", sa.Integer(), nullable=True),
        sa.Column("extended_to", sa.Date(), nullable=True),
        sa.Column("price", Money(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("advance_shipped_on", sa.Date(), nullable=True),
        sa.Column("advance_replacement_cost", Money(), nullable=True),
        sa.PrimaryKeyConstraint("unit_id"),
    )
    op.create_index("ix_unit_rma_number_place", "unit", ["rma_number", "place"], unique=False)
    op.create_index("ix_unit_serial_number", "unit", ["serial_number"], unique=False)
    op.create_table(
        "unit_progress",
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("rma_number", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("disposition", sa.String(length=24), nullable=False),
        sa.Column("inspected_at", Instant(), nullable=False),
        sa.Column("inspected_by", sa.Text(), nullable=False),
        sa.Column("note_entry", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("unit_id"),
    )
    op.create_index("ix_unit_progress_rma_number", "unit_progress", ["rma_number"], unique=False)
    for verb in ("update", "delete"):
        op.execute(_APPEND_ONLY.format(verb=verb, verb_upper=verb.upper()))
