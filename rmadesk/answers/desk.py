"""The answers of the verbs that receive, inspect, ship and report."""

from __future__ import annotations  # the records are only named here: whoever has one has imported its module

from typing import TYPE_CHECKING, Any

from rmadesk.domain.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rmadesk.domain.identifiers import Identification
    from rmadesk.domain.policy.verdict import Charge, Finding
    from rmadesk.domain.rma import Authorization, Box, BoxScan, Customer, RecordedVerdict, UnitProgress
    from rmadesk.domain.scans import Scan
    from rmadesk.services.audit import ChainReport
    from rmadesk.services.ports import Wording
    from rmadesk.services.printed_numbers import PrintedNumber
    from rmadesk.services.receiving import Receipt
    from rmadesk.services.registry import AuthorizationFile, ImportSummary
    from rmadesk.services.reporting import DayReport, ReportRow
    from rmadesk.services.shipping import PrintedLabel

Answer = dict[str, Any]


def receipt_answer(receipt: Receipt, words: Wording) -> Answer:
    """What `receive` prints: the box as it was stored."""
    original = receipt.original
    return {
        "box_id": receipt.box.box_id,
        "outcome": receipt.outcome.value,
        "duplicate_of": original.box_id if original else None,
        **_contents(receipt.box, words),
    }


def _contents(box: Box, words: Wording) -> Answer:
    return {
        "reads": [read_answer(scan) for scan in box.scans],
        "tracking_numbers": list(box.tracking_numbers),
        "verdict": box.verdict.value,
        "verdicts": [_verdict(judged, words) for judged in box.verdicts],
    }


def read_answer(scan: BoxScan) -> Answer:
    """One code or typed text, and what it was taken for."""
    return {
        "text": scan.text,
        "symbology": scan.symbology,
        "kind": scan.kind.value,
        "confirmed": scan.confirmed,
        "position": to_plain(scan.position) or None,
    }


def scan_answer(scan: Scan, identification: Identification) -> Answer:
    """The same of a code that is only looked at, and its page where that is not the first."""
    from rmadesk.services.receiving import box_scan

    answer = read_answer(box_scan(scan, identification))
    return answer | {"page": scan.read.page} if scan.read and scan.read.page > 1 else answer


def suggestions_answer(printed: tuple[PrintedNumber, ...] | None) -> Answer:
    """The RMA numbers that the print may say, best first; nothing where nobody looked."""
    if printed is None:
        return {}
    return {
        "suggestions": [
            {
                "rma_number": each.rma_number,
                "text": each.text,
                "score": round(each.score, 3),
                "known": each.known,
                "corrected": each.corrected,
                "position": to_plain(each.position),
                "page": each.page,
            }
            for each in printed
        ]
    }


def _verdict(judged: RecordedVerdict, words: Wording) -> Answer:
    return {
        "rma_number": judged.rma_number,
        "edition": judged.edition,
        "edition_version": judged.edition_version,
        "contract": judged.contract,
        "contract_version": judged.contract_version,
        "verdict": judged.verdict.value,
        "findings": [finding_answer(finding, words) for finding in judged.findings],
        "pending": list(judged.pending),
        "charges": [charge_answer(charge) for charge in judged.charges],
    }


def finding_answer(finding: Finding, words: Wording) -> Answer:
    """What one rule found, with its sentence."""
    return {
        "rule": finding.rule,
        "effect": finding.effect.value,
        "source": finding.citation,
        "detail": words.finding(finding),
        "figures": dict(finding.figures),
    }


def charge_answer(charge: Charge) -> Answer:
    """What a finding costs."""
    amount = None if charge.amount is None else f"{charge.amount:.2f}"
    return {"rule": charge.rule, "amount": amount, "currency": charge.currency}


def import_answer(summary: ImportSummary, words: Wording) -> Answer:
    """What `registry import` prints."""
    return {
        "rows": summary.rows,
        "added": summary.added,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
        "units": summary.units,
        "skipped": [{**bad.figures, "reason": words.error(bad)} for bad in summary.skipped],
        "warnings": [words.error(warning) for warning in summary.warnings],
        "unknown_columns": list(summary.unknown_columns),
        "dry_run": summary.dry_run,
    }


def label_answer(label: PrintedLabel) -> Answer:
    """What `ship` prints."""
    from rmadesk.services.shipping import label_id

    return {
        "shipment_id": label.shipment.shipment_id,
        "rma_number": label.shipment.rma_number,
        "label_id": label_id(label.shipment),
        "copy_number": label.shipment.copies,
        "replacement_serial": label.shipment.replacement_serial,
        "codes": [code.text for code in label.spec.codes],
        "file": str(label.path),
    }


def report_answer(report: DayReport, words: Wording) -> Answer:
    """What `report --json` prints: the same figures as the files."""
    return {
        "day": report.day.isoformat(),
        "site": report.site,
        "time_zone": report.time_zone.key,
        "boxes": [_row(report, row, words) for row in report.rows],
        "duplicates": [_row(report, row, words) for row in report.duplicates],
        "voided": [_row(report, row, words) for row in report.voided],
        "by_verdict": {verdict.value: count for verdict, count in report.by_verdict},
        "by_rule": [to_plain(total) for total in report.by_rule],
        "chain_head": list(report.chain_head) if report.chain_head else None,
    }


def _row(report: DayReport, row: ReportRow, words: Wording) -> Answer:
    box = row.box
    return {
        "box_id": box.box_id,
        "arrived_at": report.local(box.arrived_at).isoformat(),
        "received_at": report.local(box.received_at).isoformat(),
        "received_by": box.received_by,
        "back_dated": row.back_dated,
        "customers": list(row.customers),
        "packaging": box.packaging.value if box.packaging else None,
        "outer_damage": box.outer_damage.value,
        "duplicate_of": box.duplicate_of,
        **_contents(box, words),
    }


def chain_answer(report: ChainReport, words: Wording) -> Answer:
    """What `db check` prints."""
    return {
        "whole": not report.faults,
        "events": report.events,
        "head": report.head,
        "faults": [
            {
                "kind": fault.kind,
                "station": fault.station,
                "seq": fault.seq,
                "reason": words.text(f"audit.{fault.kind}", station=fault.station, seq=fault.seq, note=fault.note),
            }
            for fault in report.faults
        ],
    }


def found_answer(found: Iterable[tuple[Authorization, Customer | None]]) -> list[Answer]:
    """What `registry search` prints, a record each."""
    return [
        {**_authorization(authorization), "customer_name": customer.name if customer else None}
        for authorization, customer in found
    ]


def history_answer(file: AuthorizationFile, words: Wording) -> Answer:
    """What `registry show` prints: all there is on one RMA."""
    return {
        "authorization": _authorization(file.authorization),
        "customer": to_plain(file.customer) if file.customer else None,
        "units": to_plain(file.units),
        "inspected": [{**progress_answer(each), "note": file.notes.get(each.unit_id)} for each in file.progress],
        "boxes": [{"box_id": box.box_id, "state": box.state.value, **_contents(box, words)} for box in file.boxes],
        "shipments": to_plain(file.shipments),
        "events": [
            {"at": event.occurred_at.isoformat(), "user": event.user, "kind": event.kind.value} for event in file.events
        ],
    }


def progress_answer(progress: UnitProgress) -> Answer:
    """What `inspect` prints."""
    answer: Answer = to_plain(progress)
    del answer["note_entry"]
    return answer


def _authorization(authorization: Authorization) -> Answer:
    answer: Answer = to_plain(authorization)
    del answer["customer_entry"]
    return answer
