"""Texts from outside, fit to be shown: what has no ink, or turns the direction of a line, is written as its escape."""

import unicodedata

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def visible(text: str) -> str:
    """The text on one line, in which nothing hides and which no terminal takes for a command."""
    return "".join(sign if unicodedata.category(sign) not in _INVISIBLE else _escape(sign) for sign in text)


def _escape(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
