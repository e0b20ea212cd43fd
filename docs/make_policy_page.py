"""Makes docs/policy.md: every rule, figure and source of the editions that ship, side by side. `make docs` runs it."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from rmadesk.adapters.editions import EditionFiles
from rmadesk.adapters.wording import Catalogue
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.forms import POLICY_FORMS
from rmadesk.domain.policy.listing import CLOCKS, RULES, SHIPPING, Statement, statements

PAGE = Path(__file__).with_name("policy.md")
_ABSENT = "–"
_SECTIONS = {RULES: "Rules", CLOCKS: "Clocks", SHIPPING: "Shipping"}
_KNOWN = {RULES: POLICY_FORMS.rules, CLOCKS: POLICY_FORMS.clocks, SHIPPING: POLICY_FORMS.shipping}
_NOTES = {
    CLOCKS: """\
Clocks that run by a rule's own figure stand with the rule: when an RMA expires (`rma-expired`), when a part sent ahead
is due back (`advance-return-late`), when goods for money back have to be there (`money-back-late`), what a month of
delay costs (`late-fee`). The year of 365 days is the desk's reading; its heading
gives the portion that is counted by it.

""",
}
_HEAD = """\
# The policy, edition beside edition

Made from `resources/policies/*.toml` by `make docs`: change the editions, not this page.

An effect is **note**, **charge**, **hold** or **refuse**, in rising order. Below it stands the heading of the text that
gives it, or *desk*: the desk's own judgement where the text is silent. A rule with several effects names the case that
each is for. {absent} means that the text has no such rule, clock, way of shipping or figure. `rmadesk policy show` and
`rmadesk policy diff` say the same of adopted versions and of contracts.
"""


def policy_page() -> str:
    """The page, in Markdown."""
    files = EditionFiles()
    editions = tuple(files.get(edition_id) for edition_id in files.ids())
    parts = [_HEAD.format(absent=_ABSENT), _editions(editions)]
    parts += [_section(section, editions) for section in _SECTIONS]
    return "\n".join(parts)


def _editions(editions: tuple[Edition, ...]) -> str:
    rows = [(f"`{each.id}`", each.title, str(each.version), each.applies_from.isoformat()) for each in editions]
    return _table(("edition", "text", "version", "applies from"), rows)


def _section(section: str, editions: tuple[Edition, ...]) -> str:
    said = [
        {(each.name, each.key): each for each in statements(edition) if each.section == section} for edition in editions
    ]
    keys = dict.fromkeys(key for each in said for key in each)
    names = list(_KNOWN[section])
    ordered = sorted(keys, key=lambda key: names.index(key[0]))
    rows = []
    for name, group in groupby(ordered, key=lambda key: key[0]):
        called = _called(section, name)
        for key in group:
            rows.append((called, f"`{key[1]}`" if key[1] else "", *(_cell(each.get(key)) for each in said)))
            called = ""
    head = (_SECTIONS[section].lower().removesuffix("s"), "key", *(f"`{each.id}`" for each in editions))
    return f"## {_SECTIONS[section]}\n\n{_NOTES.get(section, '')}{_table(head, rows)}"


def _called(section: str, name: str) -> str:
    title = f"<br>{Catalogue('en', strict=True).text(f'rule.{name}')}" if section == RULES else ""
    return f"`{name}`{title}"


def _cell(said: Statement | None) -> str:
    if said is None:
        return _ABSENT
    return "<br>".join(_lines(said))


def _lines(said: Statement) -> Iterator[str]:
    if said.value:
        yield f"**{said.value}**" if said.is_effect else said.value
    if said.source:
        yield f"*{said.source.partition(': ')[2] or said.source}*"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


if __name__ == "__main__":
    PAGE.write_text(policy_page(), encoding="utf-8")
