"""Codes made for the desk itself: command barcodes of the printed sheet, and people's badges."""

import re
from enum import StrEnum

from rmadesk.domain.policy.facts import OuterDamage, PackagingKind

TOKEN = re.compile(r"[0-9A-Z]{4,16}")
"""A site's own token: anybody can print a command on a box, only the site's sheet knows this."""
_COMMAND = re.compile(r"%RD:(?P<word>[A-Z]{2,16}):(?P<token>[0-9A-Z]{4,16})")
_BADGE = re.compile(r"%RB:(?P<code>[A-Z2-7]{25}[AEIMQUY4])")  # 128 bits fill 26 signs but for two bits of the last


class Command(StrEnum):
    """What the clerk can say with the scanner; a packaging or damage is said by its name, `bare` and `intact` for
    none."""

    OK = "ok"
    HOLD = "hold"
    UNDO = "undo"
    PHOTO = "photo"
    LOCK = "lock"
    PRINT = "print"
    NEXT = "next"
    ORIGINAL = "original"
    SUPPLIED = "supplied"
    EQUIVALENT = "equivalent"
    OTHER = "other"
    BARE = "bare"
    CRUSHED = "crushed"
    WET = "wet"
    TORN = "torn"
    OPENED = "opened"
    INTACT = "intact"

    @property
    def packaging(self) -> PackagingKind | None:
        """The packaging it says."""
        return _PACKAGING.get(self)

    @property
    def outer_damage(self) -> OuterDamage | None:
        """The damage it says."""
        return _DAMAGES.get(self)


_PACKAGING = {
    Command.ORIGINAL: PackagingKind.ORIGINAL,
    Command.SUPPLIED: PackagingKind.SUPPLIED,
    Command.EQUIVALENT: PackagingKind.EQUIVALENT,
    Command.OTHER: PackagingKind.OTHER,
    Command.BARE: PackagingKind.NONE,
}
_DAMAGES = {
    Command.CRUSHED: OuterDamage.CRUSHED,
    Command.WET: OuterDamage.WET,
    Command.TORN: OuterDamage.TORN,
    Command.OPENED: OuterDamage.OPENED,
    Command.INTACT: OuterDamage.NONE,
}
_WORDS = {command.value.upper(): command for command in Command}


def command_in(text: str, token: str | None) -> Command | None:
    """The command in a text that carries the site's token; a site without one has no commands."""
    match = _COMMAND.fullmatch(text)
    return _WORDS.get(match["word"]) if match and match["token"] == token else None


def looks_like_command(text: str) -> bool:
    """It has a command's form; whose token it carries, and whether there is such a command, is another matter."""
    return _COMMAND.fullmatch(text) is not None


def command_text(command: Command, token: str) -> str:
    """What the sheet's barcode says."""
    return f"%RD:{command.value.upper()}:{token}"


def badge_in(text: str) -> str | None:
    """The random 128 bits of a badge, as 26 signs of base 32, where a text has a badge's form."""
    match = _BADGE.fullmatch(text)
    return match["code"] if match else None
