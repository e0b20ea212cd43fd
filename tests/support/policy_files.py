"""Policy files for tests: the editions that ship with single values changed, and contracts."""

from importlib.resources import files

CONTRACT_NAME = "ACME-2026"


def edition_text(edition: str, *changes: tuple[str, str], version: int = 3) -> str:
    """The text of an edition as it ships, under the next version's number, with texts in it replaced."""
    text = (files("resources") / "policies" / f"{edition}.toml").read_text(encoding="utf-8")
    for old, new in (("version = 2\n", f"version = {version}\n"), *changes):
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def contract_text(
    body: str = "[rules.rma-expired]\nvalid_days = 45",
    *,
    name: str = CONTRACT_NAME,
    edition: str = "hardware-warranty",
    version: int = 1,
    applies_from: str = "2026-01-01",
    applies_to: str | None = None,
) -> str:
    """A contract that lets an RMA be older, or sets what `body` says."""
    last_day = f"applies_to = {applies_to}\n" if applies_to else ""
    head = f'contract = "{name}"\nedition = "{edition}"\nversion = {version}\napplies_from = {applies_from}\n'
    return f"{head}{last_day}\n{body}\n"
