"""The tables: events and personal entries, which are the truth, and the projections made from them."""

import sqlalchemy as sa

from rmadesk.adapters.db.columns import Instant, Json, Money

metadata = sa.MetaData()

station = sa.Table("station", metadata, sa.Column("id", sa.String(32), primary_key=True))

event = sa.Table(
    "event",
    metadata,
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.String(36), nullable=False, unique=True),
    sa.Column("station", sa.String(32), nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("user", sa.Text, nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("payload", Json, nullable=False),
    sa.Column("occurred_at", Instant, nullable=False),
    sa.Column("prev_hash", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.UniqueConstraint("station", "seq"),
)

personal = sa.Table(
    "personal",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("key", sa.LargeBinary, nullable=False),
    sa.Column("body", Json, nullable=False),
    sa.Column("name_folded", sa.Text),
)

event_subject = sa.Table(
    "event_subject",
    metadata,
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
)

authorization = sa.Table(
    "authorization",
    metadata,
    sa.Column("rma_number", sa.Text, primary_key=True),
    sa.Column("written", sa.Text, nullable=False),
    sa.Column("issued_at", Instant, index=True),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("kind", sa.String(16)),
    sa.Column("whole_system", sa.Boolean),
    sa.Column("edition", sa.Text),
    sa.Column("contract", sa.Text),
    sa.Column("customer_id", sa.Text, index=True),
    sa.Column("country", sa.String(2)),
    sa.Column("language", sa.String(2)),
    sa.Column("account_paid", sa.Boolean),
    sa.Column("support_hold", sa.Boolean),
    sa.Column("overdue_amount", Money),
    sa.Column("overdue_since", sa.Date),
    sa.Column("tracking_numbers", Json, nullable=False),
    sa.Column("support_level", sa.String(16)),
    sa.Column("advance_replacement", sa.Boolean),
    sa.Column("insured", sa.Boolean),
    sa.Column("origin", sa.String(16), nullable=False),
    sa.Column("customer_entry", sa.String(36), nullable=False, index=True),
)

expected_parcel = sa.Table(
    "expected_parcel",
    metadata,
    sa.Column("tracking_number", sa.Text, primary_key=True),
    sa.Column("rma_number", sa.Text, primary_key=True, index=True),
)

unit = sa.Table(
    "unit",
    metadata,
    sa.Column("unit_id", sa.Text, primary_key=True),
    sa.Column("rma_number", sa.Text, nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("serial_number", sa.Text, index=True),
    sa.Column("part_number", sa.Text),
    sa.Column("nth", sa.Integer, nullable=False),
    sa.Column("description", sa.Text),
    sa.Column("maker", sa.String(16), nullable=False),
    sa.Column("family", sa.String(32)),
    sa.Column("category", sa.String(32), nullable=False),
    sa.Column("on_invoice", sa.Boolean),
    sa.Column("invoiced_on", sa.Date),
    sa.Column("shipped_on", sa.Date),
    sa.Column("warranty_months", sa.Integer),
    sa.Column("extended_to", sa.Date),
    sa.Column("price", Money),
    sa.Column("currency", sa.String(3)),
    sa.Column("advance_shipped_on", sa.Date),
    sa.Column("advance_replacement_cost", Money),
    sa.Index("ix_unit_rma_number_place", "rma_number", "place"),
)

unit_progress = sa.Table(
    "unit_progress",
    metadata,
    sa.Column("unit_id", sa.Text, primary_key=True),
    sa.Column("rma_number", sa.Text, nullable=False, index=True),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("disposition", sa.String(24), nullable=False),
    sa.Column("inspected_at", Instant, nullable=False),
    sa.Column("inspected_by", sa.Text, nullable=False),
    sa.Column("note_entry", sa.String(36)),
)

box = sa.Table(
    "box",
    metadata,
    sa.Column("box_id", sa.String(36), primary_key=True),
    sa.Column("station", sa.String(32), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("received_at", Instant, nullable=False, index=True),
    sa.Column("received_by", sa.Text, nullable=False),
    sa.Column("arrived_at", Instant, nullable=False),
    sa.Column("arrived_on", sa.Date, nullable=False),
    sa.Column("packaging", sa.String(16)),
    sa.Column("outer_damage", sa.String(16), nullable=False),
    sa.Column("marked_on_box", sa.Boolean, nullable=False),
    sa.Column("number_state", sa.String(16), nullable=False),
    sa.Column("piece", Json),
    sa.Column("parcel", sa.Text),
    sa.Column("tracking_numbers", Json, nullable=False),
    sa.Column("scans", Json, nullable=False),
    sa.Column("verdict", sa.String(24), nullable=False),
    sa.Column("verdicts", Json, nullable=False),
    sa.Column("duplicate_of", sa.String(36)),
    sa.Column("voided_at", Instant),
    sa.Column("voided_by", sa.Text),
    sa.Column("texts_entry", sa.String(36)),
    sa.Index("ix_box_arrived_on_box_id", "arrived_on", "box_id"),
)

box_rma = sa.Table(
    "box_rma",
    metadata,
    sa.Column("box_id", sa.String(36), primary_key=True),
    sa.Column("rma_number", sa.Text, primary_key=True, index=True),
)

box_parcel = sa.Table(
    "box_parcel",
    metadata,
    sa.Column("number", sa.Text, primary_key=True),
    sa.Column("box_id", sa.String(36), primary_key=True, index=True),
)

shipment = sa.Table(
    "shipment",
    metadata,
    sa.Column("shipment_id", sa.String(36), primary_key=True),
    sa.Column("rma_number", sa.Text, nullable=False, index=True),
    sa.Column("unit_id", sa.Text),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("ordered_at", Instant, nullable=False),
    sa.Column("ordered_by", sa.Text, nullable=False),
    sa.Column("copies", sa.Integer, nullable=False),
    sa.Column("replacement_serial", sa.Text, index=True),
)

adopted_policy = sa.Table(
    "adopted_policy",
    metadata,
    sa.Column("policy_id", sa.String(36), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("edition", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("applies_from", sa.Date, nullable=False),
    sa.Column("applies_to", sa.Date),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("adopted_at", Instant, nullable=False),
    sa.Column("adopted_by", sa.Text, nullable=False),
    sa.Column("reason_entry", sa.String(36), nullable=False),
)

due_decision = sa.Table(
    "due_decision",
    metadata,
    sa.Column("due_id", sa.Text, primary_key=True),
    sa.Column("rma_number", sa.Text, nullable=False),
    sa.Column("outcome", sa.String(16), nullable=False),
    sa.Column("decided_on", sa.Date, nullable=False),
    sa.Column("decided_at", Instant, nullable=False),
    sa.Column("decided_by", sa.Text, nullable=False),
    sa.Column("reason_entry", sa.String(36), nullable=False),
)

pause = sa.Table(
    "pause",
    metadata,
    sa.Column("pause_id", sa.String(36), primary_key=True),
    sa.Column("from_on", sa.Date, nullable=False),
    sa.Column("until_on", sa.Date),
    sa.Column("customers_too", sa.Boolean, nullable=False),
    sa.Column("rma_number", sa.Text),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Column("reason_entry", sa.String(36), nullable=False),
)

refund_sheet = sa.Table(
    "refund_sheet",
    metadata,
    sa.Column("sheet_id", sa.String(36), primary_key=True),
    sa.Column("rma_number", sa.Text, nullable=False, index=True),
    sa.Column("unit_id", sa.Text, nullable=False),
    sa.Column("edition", sa.Text, nullable=False),
    sa.Column("edition_version", sa.Integer, nullable=False),
    sa.Column("price", Money, nullable=False),
    sa.Column("restocking_fee", Money),
    sa.Column("waived", sa.Boolean, nullable=False),
    sa.Column("amount", Money, nullable=False),
    sa.Column("currency", sa.String(3), nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("reason_entry", sa.String(36)),
)

remembered_choice = sa.Table(
    "remembered_choice",
    metadata,
    sa.Column("customer_id", sa.Text, primary_key=True),
    sa.Column("between", Json, primary_key=True),
    sa.Column("chosen", sa.Text, nullable=False),
    sa.Column("decided_at", Instant, nullable=False),
    sa.Column("decided_by", sa.Text, nullable=False),
)

TRUTH = (station, event, personal)
"""Tables that nothing can make again."""

PROJECTIONS = tuple(table for table in metadata.sorted_tables if table not in TRUTH)
"""Tables that `rmadesk db rebuild` makes again from the events."""
