"""The editions of the policy that lie as TOML files in a folder."""

import re
import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.edition_file import edition_from_mapping
from rmadesk.domain.policy.forms import POLICY_FORMS

_AT_LINE = re.compile(r"at line (\d+)")


class EditionFiles:
    """Implements the port `Editions`: one file an edition, named by its id. A file is read once."""

    def __init__(self, folder: Traversable | None = None) -> None:
        self._folder = folder or files("resources") / "policies"
        self._read = cache(self._read_file)

    def ids(self) -> tuple[str, ...]:
        """The editions on file, by id."""
        names = (entry.name for entry in self._folder.iterdir())
        return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))

    def get(self, edition_id: str) -> Edition:
        """The current version.

        Raises RefusedError `edition-unknown`, or `policy-...` with the file and the key that is wrong in it.
        """
        known = self.ids()
        if edition_id not in known:
            raise RefusedError("edition-unknown", edition=edition_id, known=", ".join(known))
        return self._read(edition_id)

    def _read_file(self, edition_id: str) -> Edition:
        name = f"{edition_id}.toml"
        content = (self._folder / name).read_bytes()
        try:
            table = tomllib.loads(content.decode(), parse_float=Decimal)
        except UnicodeDecodeError as error:
            raise RefusedError("policy-syntax", file=name, line=content[: error.start].count(b"\n") + 1) from error
        except tomllib.TOMLDecodeError as error:
            at_line = _AT_LINE.search(str(error))  # absent where the document ends too early
            line = int(at_line[1]) if at_line else content.count(b"\n") + 1
            raise RefusedError("policy-syntax", file=name, line=line) from error
        edition = edition_from_mapping(table, POLICY_FORMS, name)
        if edition.id != edition_id:
            raise RefusedError("policy-id-mismatch", file=name, edition=edition.id)
        return edition
