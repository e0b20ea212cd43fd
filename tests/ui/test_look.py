"""The look: enough contrast in both themes, no red beside green, every colour known; and every word translated."""

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from ui.theme import Theme, style_sheet, tokens

TEXT_ON = [
    *[("text", ground) for ground in ("ground", "surface", "raised", "accent_soft")],
    *[("muted", ground) for ground in ("ground", "surface", "raised")],
    *[(f"{token}_text", token) for token in ("accent", "accept", "charge", "hold", "refuse", "neutral", "training")],
    ("bar_text", "bar"),
    ("bar_muted", "bar"),
]
MARK_ON = [
    *[
        (f"{token}_mark", ground)
        for token in ("accept", "charge", "hold", "refuse")
        for ground in ("ground", "surface")
    ],
    *[(f"{token}_mark", "accent_soft") for token in ("accept", "charge", "hold", "refuse")],
    ("accent", "ground"),
    ("focus", "surface"),
]


def luminance(colour: str) -> float:
    channels = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read(theme: Theme, text: str, ground: str) -> None:
    assert contrast(tokens(theme)[text], tokens(theme)[ground]) >= 4.5


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize(("mark", "ground"), MARK_ON)
def test_signs_and_bars_can_be_seen(theme: Theme, mark: str, ground: str) -> None:
    assert contrast(tokens(theme)[mark], tokens(theme)[ground]) >= 3


def test_contrast_is_measured_as_it_is_defined() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", Theme)
def test_no_colour_is_green(theme: Theme) -> None:
    hues = {
        name: QColor(colour).hsvHue() for name, colour in tokens(theme).items() if QColor(colour).hsvSaturation() > 90
    }
    assert {name: hue for name, hue in hues.items() if 75 < hue < 165} == {}
    assert hues, "a theme without colours"


@pytest.mark.parametrize("theme", Theme)
def test_hold_and_refuse_differ_in_brightness_too(theme: Theme) -> None:
    assert contrast(tokens(theme)["hold"], tokens(theme)["refuse"]) >= 2


def test_both_themes_know_the_same_colours_and_all_are_used() -> None:
    assert set(tokens(Theme.LIGHT)) == set(tokens(Theme.DARK))
    sheet = (files("resources") / "style" / "window.qss").read_text(encoding="utf-8")
    sources = "".join(path.read_text(encoding="utf-8") for path in (Path(__file__).parents[2] / "ui").rglob("*.py"))
    used = set(re.findall(r"@([a-z_]+)@", sheet))
    # Built from a verdict's token: <token>_mark and <token>_text.
    unused = {name for name in tokens(Theme.LIGHT) if name not in used and f'"{name}"' not in sources}
    assert {name for name in unused if not name.endswith(("_mark", "_text"))} == set()


@pytest.mark.parametrize("theme", Theme)
def test_the_style_sheet_is_filled_in(theme: Theme) -> None:
    assert "@" not in style_sheet(theme)


# ------------------------------------------------------------------------------------------------------------- words

ROOT = Path(__file__).parents[2]
GERMAN = ROOT / "resources" / "i18n" / "window_de.ts"


def messages(path: Path) -> dict[tuple[str, str], ET.Element]:
    found = {}
    for context in ET.parse(path).iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            found[name, message.findtext("source") or ""] = message.find("translation")
    return found


def tool(name: str, *arguments: str) -> None:
    run = subprocess.run([Path(sys.executable).with_name(name), *arguments], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_word_of_the_window_is_untranslated() -> None:
    found = messages(GERMAN)
    assert len(found) > 100
    lacking = [key for key, translation in found.items() if not translation.text or translation.get("type")]
    assert lacking == []


def test_every_word_in_the_source_is_in_the_catalogue(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "ui").rglob("*.py"))
    tool("pyside6-lupdate", "-locations", "none", *sources, "-ts", str(fresh))
    assert set(messages(fresh)) == set(messages(GERMAN))


def words_in_source() -> set[str]:
    """What is given to tr and translate, found without Qt's tool, which is blind inside an f-string."""
    found: set[str] = set()
    for path in sorted((ROOT / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                name, arguments = node.func.attr, node.args
                if name == "tr" or (name == "translate" and len(arguments) == 2):
                    assert isinstance(arguments[-1], ast.Constant), f"{path}:{node.lineno}: no literal"
                    found.add(arguments[-1].value)
    return found


def test_no_word_hides_from_the_translators_tool() -> None:
    words = words_in_source()
    assert len(words) > 100
    assert words == {source for _, source in messages(GERMAN)}


def test_placeholders_survive_translation() -> None:
    def placeholders(text: str) -> list[str]:
        return sorted(re.findall(r"\{\w+\}", text))

    differing = [
        source for (_, source), german in messages(GERMAN).items() if placeholders(source) != placeholders(german.text)
    ]
    assert differing == []


def test_the_compiled_catalogue_is_current(tmp_path: Path) -> None:
    fresh = tmp_path / "window_de.qm"
    tool("pyside6-lrelease", str(GERMAN), "-qm", str(fresh))
    assert fresh.read_bytes() == GERMAN.with_suffix(".qm").read_bytes()
