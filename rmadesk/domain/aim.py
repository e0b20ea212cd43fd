"""AIM identifiers (ISO/IEC 15424): the three signs before a text by which a scanner tells what symbol it read."""

import re
from dataclasses import dataclass

_AIM = re.compile(r"\](?:C[0124]|d[0-6]|Q[0-6]|e[0-3]|A[0-7]|L[0-2]|U[0-9]|E[0-4]|F[0-4]|G[0-6]|I[013]|z[0-9a-c])")
_GS1 = frozenset({"C1", "d2", "Q3", "e0"})


@dataclass(frozen=True, slots=True)
class AimIdentifier:
    """What symbol a text was read from: the symbology's letter and its modifier, `C1` for a Code 128 of GS1."""

    code: str

    @property
    def gs1(self) -> bool:
        """The text is a GS1 element string."""
        return self.code in _GS1

    @property
    def article(self) -> bool:
        """An EAN or UPC: an article's number, and nothing else."""
        return self.code[0] == "E"

    @property
    def maxicode(self) -> bool:
        """The carriers' round-eyed square, which may begin with postal code, country and service."""
        return self.code[0] == "U"


def split_aim(text: str) -> tuple[AimIdentifier | None, str]:
    """The identifier before a text, and the text behind it; only the first is one."""
    match = _AIM.match(text)
    return (AimIdentifier(text[1 : match.end()]), text[match.end() :]) if match else (None, text)
