"""The errors an operator can meet; everything else is a bug.

    RmaDeskError
    ├── RefusedError   understood and refused: the operator can act      (exit status 1)
    └── FaultError     database, disk, printer or camera failed          (exit status 3)

An error carries a symbolic code and figures, never a sentence: the sentence is `error.<code>` in `resources/i18n`,
put into words at the edge by the port `Wording`.
"""

from typing import ClassVar

Figure = str | int | bool | None


class RmaDeskError(Exception):
    """Something an operator must be told: a code and the figures that its sentence needs."""

    exit_status: ClassVar[int]

    def __init__(self, code: str, **figures: Figure) -> None:
        super().__init__(code, figures)
        self.code = code
        self.figures: dict[str, Figure] = figures

    def __str__(self) -> str:
        return f"{self.code} {self.figures}" if self.figures else self.code


class RefusedError(RmaDeskError):
    """Understood and refused; the operator can act on it."""

    exit_status = 1


class FaultError(RmaDeskError):
    """The environment failed: database, disk, printer, camera."""

    exit_status = 3
