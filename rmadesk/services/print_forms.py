"""How an RMA number is written on paper: its captions, its groups, two boxes side by side, letters taken for digits."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from rmadesk.domain.check_characters import mod37_36
from rmadesk.domain.identifiers import rma_key
from rmadesk.domain.number_forms import NumberForm
from rmadesk.domain.scan_text import MAX_SCAN_CHARACTERS, clean
from rmadesk.domain.scans import PrintedText
from rmadesk.services.print_places import next_boxes

MAX_LINES = 200
MAX_MENTIONS = 200
MAX_NUMBER_CHARACTERS = 32
_BARE_CHARACTERS = 5  # fewer are house numbers, groups of telephone numbers, cartons
_GROUPS_JOINED = 4
_SHORT_GROUP = 4

_SIGNS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\u4e00~_"), "-") | {ord("|"): "I"}
_CAPTION = re.compile(
    r"(?<![A-Z])(?:R ?\.? ?M ?\.? ?A|RETURN (?:MERCHANDISE |MATERIALS? |GOODS )?AUTHORI[SZ]ATION)"
    r"[ .:#=-]*(?:(?:NUMBER|NUMMER|NUM|NO|NR|N\u00b0|ID)(?![A-Z])[ .:#=-]*)?"
)
_GROUP = re.compile(r"[0-9A-Z]+(?:-[0-9A-Z]+)*")
_FOLLOWING = re.compile(r"[0-9A-Z]+(?:-[0-9A-Z]+)*(?: +[0-9A-Z]+(?:-[0-9A-Z]+)*){0,3}")
_WITH_CHECK = re.compile(r"(?P<body>[0-9A-Z-]+)-[0-9A-Z]?")
_PHONE = re.compile(r"[0-9]{3}[ .-][0-9]{3}[ .-][0-9]{4}(?![0-9])")
_DAY = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9])")

# What recognisers take for one another, and people too. Never digit for digit: that is somebody else's number.
_AS_DIGIT = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}
_AS_LETTER = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the print where a number may stand, and its groups as they follow each other.

    `captioned`: the letters RMA, or the words, stand before it.
    """

    printed: PrintedText
    groups: tuple[str, ...]
    captioned: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A number that a mention may be, in normal form; `by_form`: worth a suggestion though the registry has it not."""

    number: str
    by_form: bool
    corrected: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of print, and its text as forms are looked for in it."""

    printed: PrintedText
    text: str


def mentions(prints: tuple[PrintedText, ...]) -> tuple[Mention, ...]:
    """Where numbers may stand in the print: behind captions first, then bare ones, in reading order each."""
    lines = [_Line(each, _normal(each.text)) for each in prints[:MAX_LINES]]
    captioned = (mention for line in lines for mention in _captioned(line, lines))
    bare = (mention for line in lines for mention in _bare(line))
    return tuple(islice(chain(captioned, bare), MAX_MENTIONS))


def readings(mention: Mention, forms: Sequence[NumberForm]) -> tuple[Reading, ...]:
    """The numbers that a mention may be, the likeliest first; what was not corrected before what was.

    `forms` are how the site writes its RMA numbers; only what stands behind a caption has one.
    """
    joined = _joined(mention.groups) if mention.captioned else mention.groups[:1]
    form = _form(mention.groups) if mention.captioned else None
    exact = [Reading(rma_key(text), text == form and _has_form(text, forms), False) for text in joined]
    folded = [
        Reading(rma_key(folded), text == form and _has_form(folded, forms), True)
        for text, folded in ((text, _folded(text)) for text in joined)
    ]
    completed = [Reading(rma_key(each), False, True) for text in joined for each in _completed(_folded(text))]
    formless = not any(each.by_form for each in (*exact, *folded))
    swapped = [
        # A check character speaks for the sign that looks like it, where it does not for the one that was read.
        Reading(rma_key(each), formless and text == form and each[:-1] == text[:-1] and _has_form(each, forms), True)
        for text in joined
        for each in _swapped(text)
    ]
    found: dict[str, Reading] = {}
    for reading in (*_without_misread(exact, folded), *folded, *swapped, *completed):
        if reading.number:
            found.setdefault(reading.number, reading)
    return tuple(found.values())


def _has_form(number: str, forms: Sequence[NumberForm]) -> bool:
    """Whether the site writes its numbers so, with the letters RMA before them or without; a cut one has no form."""
    return number[-1:] != "-" and any(form.fits(f"RMA-{number}") or form.fits(number) for form in forms)


def _without_misread(exact: Sequence[Reading], folded: Sequence[Reading]) -> list[Reading]:
    """Letters among digits are what was misread: the form speaks for the number without them."""
    return [
        replace(one, by_form=one.by_form and one.number == other.number)
        for one, other in zip(exact, folded, strict=True)
    ]


def _normal(text: str) -> str:
    """Upper case, full-width signs as plain ones, dashes as hyphens, nothing that hides."""
    plain = unicodedata.normalize("NFKC", clean(text))[:MAX_SCAN_CHARACTERS]
    return clean(plain).upper().translate(_SIGNS)


def _captioned(line: _Line, lines: Sequence[_Line]) -> Iterator[Mention]:
    for caption in _CAPTION.finditer(line.text):
        rest = line.text[caption.end() :]
        if rest:
            yield from _behind(line, rest, lines)
        else:
            yield from _in_next_box(line, lines)


def _behind(line: _Line, rest: str, lines: Sequence[_Line]) -> Iterator[Mention]:
    """The number on the caption's own line; cut in two, its rest stands in the box beside."""
    match = _FOLLOWING.match(rest)
    if match is None or _PHONE.match(rest) or _DAY.match(rest):
        return
    groups = tuple(match[0].split())
    if not _holds_digits(groups[0]):
        return
    if rest[match.end() :].startswith("-"):
        groups = (*groups[:-1], f"{groups[-1]}-")  # what came next can't be read
    yield Mention(line.printed, groups, captioned=True)
    if match.end() == len(rest) and len(groups) < _GROUPS_JOINED:
        for box in _next_boxes(line, lines):
            if _GROUP.fullmatch(box.text):
                yield Mention(_together(line, box), (*groups, box.text), captioned=True)


def _in_next_box(line: _Line, lines: Sequence[_Line]) -> Iterator[Mention]:
    """A caption by itself: its number fills the box beside or under it; what is only part of one is an address."""
    for box in _next_boxes(line, lines):
        if _FOLLOWING.fullmatch(box.text) and _holds_digits(box.text) and not _is_other(box.text):
            groups = tuple(box.text.split())
            if all(_holds_digits(group) for group in groups):
                yield Mention(_together(line, box), groups, captioned=True)


def _next_boxes(line: _Line, lines: Sequence[_Line]) -> Iterator[_Line]:
    of = {id(each.printed): each for each in lines}
    for box in next_boxes(line.printed, [each.printed for each in lines]):
        yield of[id(box)]


def _together(line: _Line, box: _Line) -> PrintedText:
    """Where the number stands; the text as a person reads it across both boxes."""
    return replace(
        box.printed,
        text=f"{line.printed.text} {box.printed.text}",
        score=min(line.printed.score, box.printed.score),
    )


def _bare(line: _Line) -> Iterator[Mention]:
    """Numbers without a caption; the groups of a longer one, as of a tracking number, are none themselves."""
    runs: list[list[str]] = [[]]
    for word in re.split(r"[^0-9A-Z-]+", line.text):
        if _holds_digits(word) and _GROUP.fullmatch(word):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    for run in runs:
        if len(run) > 2:
            continue
        for word in run:
            if _BARE_CHARACTERS <= len(rma_key(word)) <= MAX_NUMBER_CHARACTERS:
                yield Mention(line.printed, (word,), captioned=False)


def _holds_digits(group: str) -> bool:
    """At least half of it digits, or letters that look like some."""
    signs = [sign for sign in group if sign.isalnum()]
    digits = sum(sign.isdigit() for sign in signs)
    return digits > 0 and 2 * sum(sign.isdigit() or sign in _AS_DIGIT for sign in signs) >= len(signs)


def _is_other(text: str) -> bool:
    return bool(_PHONE.match(text) or _DAY.match(text))


def _joined(groups: tuple[str, ...]) -> list[str]:
    """The groups put together, the longest first."""
    joined = ["-".join(groups[:count]) for count in range(min(len(groups), _GROUPS_JOINED), 0, -1)]
    return [each for each in joined if len(each) <= MAX_NUMBER_CHARACTERS]


def _form(groups: tuple[str, ...]) -> str:
    """What is the number if nobody knows it: the first group, with more digits behind it where it is short."""
    count = 1
    while count < len(groups) and len("".join(groups[:count])) < _SHORT_GROUP and groups[count].isdigit():
        count += 1
    return "-".join(groups[:count])


def _folded(text: str) -> str:
    """With digits for all letters that look like some, in groups that are digits for the most part."""
    return "-".join(_folded_group(group) for group in text.split("-"))


def _folded_group(group: str) -> str:
    letters = sum(sign.isalpha() for sign in group)
    if not 0 < letters <= len(group) - letters:
        return group
    folded = "".join(_AS_DIGIT.get(sign, sign) for sign in group)
    return folded if folded.isdigit() else group


def _completed(text: str) -> Iterator[str]:
    """With the check character that the rest calls for, where the printed one is gone or can't be read."""
    match = _WITH_CHECK.fullmatch(text)
    body = match["body"] if match else text
    if "-" in body and len(body) >= _SHORT_GROUP:
        yield f"{body}-{mod37_36(body.replace('-', ''))}"


def _swapped(text: str) -> Iterator[str]:
    """With one sign in place of the one that looks like it."""
    for place, sign in enumerate(text):
        for other in (_AS_DIGIT.get(sign), _AS_LETTER.get(sign)):
            if other:
                yield f"{text[:place]}{other}{text[place + 1 :]}"
