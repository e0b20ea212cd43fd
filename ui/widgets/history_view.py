"""An authorization's whole history in words: its data, units, boxes, shipments and events."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser, QWidget

from rmadesk.domain.events import Event, EventKind
from rmadesk.domain.policy.facts import PackagingKind
from rmadesk.domain.policy.verdict import Verdict
from rmadesk.domain.rma import Authorization, Box, Shipment, Unit, UnitProgress
from rmadesk.services.registry import AuthorizationFile
from rmadesk.services.shipping import address_of
from ui.models.box_columns import packaging_word, verdict_word
from ui.text import Words

Row = tuple[str, ...]


class HistoryView(QTextBrowser):
    """One page of text to scroll, select and copy. What comes from files and scans is escaped, never markup."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("History of the authorization"))
        self.document().setDefaultStyleSheet(
            "h2 { margin: 0 0 6px 0; font-size: 22px } h3 { margin: 14px 0 4px 0; font-size: 17px }"
            "td { padding: 2px 14px 2px 0; font-size: 15px } p { font-size: 15px }"
        )
        self.show_nothing()

    def show_nothing(self) -> None:
        """No authorization is chosen."""
        hint = self.tr("Choose an authorization on the left to read its history.")
        self.setHtml(f"<p>{escape(hint)}</p>")

    def show_error(self, sentence: str) -> None:
        """Why the history can't be shown."""
        self.setHtml(f"<p><b>{escape(sentence)}</b></p>")

    def show_file(self, file: AuthorizationFile) -> None:
        """All that the desk has on one RMA."""
        rma = file.authorization
        done = {each.unit_id: each for each in file.progress}
        units = [self._unit(each, done.get(each.unit_id), file.notes.get(each.unit_id, "")) for each in file.units]
        parts = [f"<h2>RMA {escape(rma.written)}</h2>", _table(self._facts(file))]
        parts += self._section(self.tr("Units"), units)
        parts += self._section(self.tr("Boxes"), map(self._box, file.boxes))
        parts += self._section(self.tr("Replacements"), map(self._shipment, file.shipments))
        parts += self._section(self.tr("What happened"), map(self._event, file.events))
        self.setHtml("".join(parts))

    def _facts(self, file: AuthorizationFile) -> Iterable[Row]:
        rma, words = file.authorization, self._words
        address = ", ".join(address_of(file.customer)) if file.customer else self.tr("erased")
        yield self.tr("Customer"), address or rma.customer_id or "–"
        yield self.tr("Status"), words.capital("rma-status", rma.status)
        yield self.tr("Kind"), words.capital("rma-kind", rma.kind) if rma.kind else "–"
        yield self.tr("Issued"), words.when(rma.issued_at) if rma.issued_at else "–"
        yield self.tr("Expected parcels"), ", ".join(rma.tracking_numbers) or "–"
        yield from self._account(rma)
        yield from file.customer.extra.items() if file.customer else ()

    def _account(self, rma: Authorization) -> Iterable[Row]:
        words = self._words
        if rma.support_level:
            yield self.tr("Support"), words.capital("support-level", rma.support_level)
        if rma.account_paid is not None:
            yield self.tr("Account paid"), self._flag(rma.account_paid)
        if rma.support_hold is not None:
            yield self.tr("Support hold"), self._flag(rma.support_hold)
        yield self.tr("Origin"), words.capital("origin", rma.origin)

    def _flag(self, flag: bool) -> str:
        return self._words.word("figure", "yes" if flag else "no")

    def _unit(self, unit: Unit, progress: UnitProgress | None, note: str) -> Row:
        words = self._words
        outcome = self.tr("no outcome yet")
        if progress:
            outcome = ", ".join(
                (
                    words.word("unit-state", progress.state),
                    words.word("disposition", progress.disposition),
                    f"{words.when(progress.inspected_at)} {progress.inspected_by}",
                )
            )
        part = unit.part_number or unit.description or "–"
        return unit.serial_number or "–", part, outcome, note

    def _box(self, box: Box) -> Row:
        words = self._words
        what = (verdict_word(box, words), packaging_word(box, words), box.parcel or "", box.received_by)
        return words.when(box.received_at), ", ".join(filter(None, what))

    def _shipment(self, shipment: Shipment) -> Row:
        words = self._words
        copies = self.tr("labels printed: {count}").format(count=shipment.copies)
        return words.when(shipment.ordered_at), words.capital("shipment-state", shipment.state), copies

    def _event(self, event: Event) -> Row:
        words = self._words
        what = words.word("event-kind", event.kind)
        more = self._more(event)
        return words.when(event.occurred_at), f"{what}: {more}" if more else what, event.user

    def _more(self, event: Event) -> str:
        """The one figure of an event that a reader asks for."""
        payload = event.payload
        if event.kind in (EventKind.BOX_RECEIVED, EventKind.DUPLICATE_NOTICED):
            box = payload["box"]
            said = self._words.verdict(Verdict(box["verdict"]))
            packaging = box.get("packaging")
            return f"{said}, {self._words.word('packaging-kind', PackagingKind(packaging))}" if packaging else said
        if event.kind is EventKind.UNIT_INSPECTED:
            progress = payload["progress"]
            return ", ".join(
                (
                    self._words.word("unit-state", progress["state"]),
                    self._words.word("disposition", progress["disposition"]),
                )
            )
        if event.kind is EventKind.LABEL_PRINTED:
            return self.tr("copy {copy}").format(copy=payload["copy_number"])
        return ""

    def _section(self, title: str, rows: Iterable[Row]) -> list[str]:
        listed = list(rows)
        nothing = self.tr("None yet.")
        body = _table(listed) if listed else f"<p>{escape(nothing)}</p>"
        return [f"<h3>{escape(title)}</h3>", body]


def _table(rows: Iterable[Row]) -> str:
    lines = (
        f'<td style="white-space: nowrap">{escape(first)}</td>' + "".join(f"<td>{escape(cell)}</td>" for cell in others)
        for first, *others in rows
    )
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"
