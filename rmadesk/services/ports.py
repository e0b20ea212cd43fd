"""What the services ask of the world: clock, readers, renderers, texts of policies, words."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from rmadesk.domain.errors import Figure, RmaDeskError
from rmadesk.domain.identifiers import TrackingNumber
from rmadesk.domain.labels import LabelSpec
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.verdict import Finding
from rmadesk.domain.scans import Enough, FrameReading, PrintedText, Read
from rmadesk.services.station import Station


class Clock(Protocol):
    """The present."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        ...


class Machine(Protocol):
    """What this machine has."""

    @property
    def has_display(self) -> bool:
        """Whether a window could be shown."""
        ...

    def has_package(self, name: str) -> bool:
        """Whether a package or module is installed."""
        ...

    def version_of(self, distribution: str) -> str | None:
        """The version of an installed distribution."""
        ...

    def free_bytes(self, path: Path) -> int:
        """Room where a file lies, or will lie. Raises FaultError `disk-unreadable`."""
        ...


class Editions(Protocol):
    """The editions of the policy that ship."""

    def ids(self) -> tuple[str, ...]:
        """Their ids, in order."""
        ...

    def get(self, edition_id: str) -> Edition:
        """The newest version. Raises RefusedError `edition-unknown`."""
        ...

    def versions(self, edition_id: str) -> tuple[Edition, ...]:
        """All versions that ship, oldest first. Raises RefusedError `edition-unknown`."""
        ...


class PolicyFiles(Protocol):
    """Reads the policy files that a manager names."""

    def read(self, path: Path) -> str:
        """The text of a file. Raises RefusedError or FaultError `policy-file-...`."""
        ...


class Holidays(Protocol):
    """Public holidays, by country (ISO 3166-1 alpha-2)."""

    def known(self, country: str) -> bool:
        """Whether there is a calendar for a country, and at least one holiday in it."""
        ...

    def is_holiday(self, country: str, day: date) -> bool:
        """Whether a day is a public holiday there, or observed as one.

        Raises RefusedError `holiday-country-unknown`, `holiday-year-unknown`.
        """
        ...


class Carriers(Protocol):
    """What is known of carriers' numbers."""

    def candidates(self, text: str) -> tuple[TrackingNumber, ...]:
        """All that a text could be as a tracking number, best first; those whose check digit fits before the others."""
        ...


class Gs1(Protocol):
    """Takes GS1 element strings apart."""

    def elements(self, text: str) -> tuple[tuple[str, str], ...]:
        """Application identifiers and values, in the text's order; none where it is no element string."""
        ...


class LabelReader(Protocol):
    """Reads the codes in a picture.

    Without `enough` the reading stops at the first step with a confirmed read; with it, when it says so: of a page, of
    the file, or, where `every_page` is wanted, of each page by itself. `budget` is in seconds; null: as long as a file
    may take.
    """

    def read_file(
        self, path: Path, *, enough: Enough | None = None, budget: float | None = None, every_page: bool = False
    ) -> tuple[Read, ...]:
        """All codes, page by page in reading order. Raises RefusedError `picture-...`, FaultError `picture-...`."""
        ...

    def read_bytes(
        self, content: bytes, name: str, *, enough: Enough | None = None, budget: float | None = None
    ) -> tuple[Read, ...]:
        """The same from memory; `name` is what messages call it."""
        ...


class FrameReader(Protocol):
    """Reads the codes in the frames of a live camera."""

    def read_frame(self, pixels: bytes, width: int, height: int, *, enough: Enough | None = None) -> FrameReading:
        """One frame: `width` x `height` grey levels, row by row from the top. Any thread; at most about 250 ms."""
        ...


class PrintReader(Protocol):
    """Reads printed letters, where the codes can't be read."""

    @property
    def there(self) -> bool:
        """Whether this machine can; it is an extra."""
        ...

    def print_in_file(self, path: Path) -> tuple[PrintedText, ...]:
        """All lines of print, in reading order. Raises RefusedError `picture-...`, `ocr-missing`."""
        ...

    def print_in_bytes(self, content: bytes, name: str) -> tuple[PrintedText, ...]:
        """The same from memory; `name` is what messages call it."""
        ...


class LabelRenderer(Protocol):
    """Draws a label."""

    def render(self, spec: LabelSpec) -> bytes:
        """The label's file. Raises RefusedError where a text can't be drawn."""
        ...

    def rasterise(self, rendered: bytes, dpi: int) -> bytes:
        """The picture (PNG) that a printer of `dpi` dots per inch makes of it."""
        ...


class Symbols(Protocol):
    """Draws single codes, for scanners to be tested by."""

    def linear(self, text: str) -> bytes:
        """A picture (PNG) of bars. Raises RefusedError `label-code-text`."""
        ...

    def square(self, text: str) -> bytes:
        """A picture (PNG) of a square code. Raises RefusedError `label-code-text`."""
        ...


class RegistryFiles(Protocol):
    """Reads what the ticket system hands over."""

    def rows(self, path: Path) -> Iterable[tuple[int, Mapping[str, str]]]:
        """(line, column -> text) of each row. Raises RefusedError `registry-file-...`."""
        ...


class CaseFiles(Protocol):
    """Opens files of cases."""

    def open(self, path: Path) -> BinaryIO:
        """The file, for reading. Raises RefusedError or FaultError `case-file-...`, while it is read too."""
        ...


class FileWriter(Protocol):
    """Writes whole files or none."""

    def write(self, path: Path, content: bytes) -> None:
        """Write next to the target, then rename over it. Raises RefusedError or FaultError `file-...`."""
        ...

    def replacing(self, path: Path, content: bytes) -> AbstractContextManager[None]:
        """The same around a block: whole and on disk beside the target when it begins, renamed when it ends well.

        Nothing is left of it when the block raises.
        """
        ...


class Settings(Protocol):
    """The settings of site and station, key by key; values are as JSON has them."""

    def entries(self) -> Mapping[str, Any]:
        """Every key with the value in force. Raises RefusedError or FaultError `config-...`."""
        ...

    def get(self, key: str) -> Any:
        """One of them. Raises RefusedError `setting-unknown` too."""
        ...

    def set(self, key: str, values: Sequence[str]) -> Any:
        """Write one and give its value; a single empty text puts its default back. Raises `setting-...` too."""
        ...

    def warnings(self) -> tuple[RmaDeskError, ...]:
        """What a manager should know of the settings, though they are in force. Raises `config-...`."""
        ...

    def save_station(self, station: Station) -> None:
        """Write what differs in the station's devices. Raises `config-...`, `file-...`."""
        ...


class Wording(Protocol):
    """Puts codes and figures into the operator's words."""

    def text(self, message: str, **figures: Figure) -> str:
        """The sentence of a message id."""
        ...

    def finding(self, finding: Finding) -> str:
        """One plain sentence for the clerk, figures included."""
        ...

    def change(self, finding: Finding) -> str:
        """What would have to be otherwise for the finding not to stand, figures included."""
        ...

    def source(self, finding: Finding) -> str:
        """The text and heading a finding rests on, or that it is the desk's own; and the contract over it."""
        ...

    def question(self, rule: str) -> str:
        """What somebody has to find out before a pending rule can speak."""
        ...

    def error(self, error: RmaDeskError) -> str:
        """What happened, where, and what to do."""
        ...

    def day(self, day: date) -> str:
        """A date in the reader's form."""
        ...
