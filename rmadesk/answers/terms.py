"""The answers of the verbs on terms of service and support."""

from __future__ import annotations  # the records are only named here: whoever has one has imported its module

from typing import TYPE_CHECKING, Any

from rmadesk.domain.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from rmadesk.domain.rma import SupportLevel
    from rmadesk.domain.shipping_rules import Ruling
    from rmadesk.domain.support import Answering, SupportNotice, SupportPhone, SupportStatement, TrueCommandResponse
    from rmadesk.services.ports import Wording
    from rmadesk.services.service_terms import ServiceTerms, UnitRuling
    from rmadesk.services.support import CitedEntry, SupportDesk

Answer = dict[str, Any]


def terms_answer(terms: ServiceTerms, desk: SupportDesk, words: Wording) -> Answer:
    """What `terms` prints: all that the policy says of serving one authorization."""
    return {
        "rma_number": terms.authorization.rma_number,
        "edition": {
            "id": terms.edition.id,
            "version": terms.edition.version,
            "title": terms.edition.title,
            "contract": terms.edition.contract,
            "contract_version": terms.edition.contract_version,
        },
        "at": terms.at.isoformat(),
        "advance_replacement": [_unit(each, words) for each in terms.advance],
        "return_label": _ruling(terms.return_label, words),
        "way_back": _ruling(terms.way_back, words),
        **_times(terms, words),
        "support": _support(terms, desk, words),
        "phone": phone_answer(terms.support.phone, desk, words),
        "level_phones": [phone_answer(phone, desk, words) for phone in terms.support.level_phones],
        "notices": [notice_answer(notice, desk, words) for notice in terms.notices],
    }


def _times(terms: ServiceTerms, words: Wording) -> Answer:
    promise, meeting, onsite = terms.promise, terms.appointment, terms.onsite
    return {
        "promise": {
            "identified_at": promise.identified_at.isoformat(),
            "is_identified": terms.is_identified,
            "counts_as_on": to_plain(promise.counts_as_on),
            "leaves_on": to_plain(promise.leaves_on),
            "arrives_on": to_plain(promise.arrives_on),
            **_ruling(promise.ruling, words),
        },
        "appointment": {
            "earliest_at": _instant(meeting.earliest_at),
            "proposed_at": _instant(meeting.proposed_at),
            "is_kept": meeting.is_kept,
            **_ruling(meeting.ruling, words),
        },
        "onsite": {
            "started_at": _instant(onsite.started_at),
            "deadline_at": _instant(onsite.deadline_at),
            "waits_for": to_plain(onsite.waits_for),
            **_ruling(onsite.ruling, words),
        },
    }


def _ruling(ruling: Ruling, words: Wording) -> Answer:
    return {
        "answer": ruling.answer.value,
        "variant": ruling.variant,
        "source": ruling.source,
        "detail": ruling_sentence(ruling, words),
        "figures": dict(ruling.figures),
    }


def ruling_sentence(ruling: Ruling, words: Wording) -> str:
    """What a ruling says, in the operator's language."""
    return words.text(f"terms.{ruling.rule}.{ruling.variant}", **ruling.figures)


def _unit(each: UnitRuling, words: Wording) -> Answer:
    unit = each.unit
    return {
        "unit_id": unit.unit_id if unit else None,
        "serial_number": unit.serial_number if unit else None,
        "family": unit.family.value if unit and unit.family else None,
        **_ruling(each.ruling, words),
    }


def _support(terms: ServiceTerms, desk: SupportDesk, words: Wording) -> Answer:
    support = terms.support
    return {
        "level": support.level.value if support.level else None,
        "now": [_answering(each, desk, words) for each in support.answers],
        "disagreed": list(support.disagreed),
    }


def _answering(each: Answering, desk: SupportDesk, words: Wording) -> Answer:
    return {
        "severity": each.severity,
        "answer": each.answer.value,
        "statement": each.statement.id,
        "source": cited(each.statement, desk, words),
        "detail": statement_sentence(each.statement, words),
    }


def support_records(
    desk: SupportDesk, level: SupportLevel | None, phones: Iterable[SupportPhone], words: Wording
) -> Iterator[Answer]:
    """What `support` prints, a record each: statements, responses, notices, numbers."""
    terms = desk.terms
    for statement in terms.statements:
        if level is None or level in statement.levels:
            yield {"record": "statement", **statement_answer(statement, desk, words)}
    for response in terms.responses:
        yield {"record": "response", **response_answer(response, desk, words)}
    for notice in terms.notices:
        yield {"record": "notice", **notice_answer(notice, desk, words)}
    for phone in phones:
        yield {"record": "phone", **phone_answer(phone, desk, words)}


def statement_answer(statement: SupportStatement, desk: SupportDesk, words: Wording) -> Answer:
    """What one text says of who answers when."""
    return {
        **to_plain(statement),
        "source": cited(statement, desk, words),
        "detail": statement_sentence(statement, words),
    }


def response_answer(response: TrueCommandResponse, desk: SupportDesk, words: Wording) -> Answer:
    """How soon a TrueCommand request is responded to."""
    sentence = words.text(f"support.responses.{response.answer.value}", hours=response.hours)
    return {**to_plain(response), "source": cited(response, desk, words), "detail": sentence}


def notice_answer(notice: SupportNotice, desk: SupportDesk, words: Wording) -> Answer:
    """What has to be told, and on which occasions."""
    return {
        "id": notice.id,
        "shown_at": to_plain(notice.shown_at),
        "source": cited(notice, desk, words),
        "detail": words.text(f"support.notices.{notice.id}"),
    }


def phone_answer(phone: SupportPhone, desk: SupportDesk, words: Wording) -> Answer:
    """A telephone number; `number` is the one for paper."""
    return {
        "country": phone.country,
        "kind": phone.kind.value,
        "place": phone.place,
        "number": phone.on_paper,
        "domestic": phone.domestic,
        "international": phone.international,
        "levels": to_plain(phone.levels) if phone.levels else None,
        "source": cited(phone, desk, words),
    }


def statement_sentence(statement: SupportStatement, words: Wording) -> str:
    """What a text says, in the operator's language."""
    opens, closes = (None if hour is None else f"{hour}:00" for hour in (statement.from_hour, statement.until_hour))
    return words.text(f"support.statements.{statement.id}", opens=opens, closes=closes)


def cited(entry: CitedEntry, desk: SupportDesk, words: Wording) -> str:
    """Title, heading and footnote of the text that an entry is taken from."""
    citation = desk.citation(entry)
    return words.text("terms.footnote", cited=citation, note=entry.note) if entry.note else citation


def _instant(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
