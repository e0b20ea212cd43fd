"""Fonts as they are found on a real computer: by name, whole, and letter by letter."""

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from rmadesk.adapters.lettering.faces import Faces, Run, runs
from rmadesk.adapters.lettering.font_files import FontFiles, system_font_folders

REGULAR = "DejaVuSans.ttf"


@pytest.fixture(scope="module")
def of_the_system() -> Faces:
    return Faces(system_font_folders())


def copied(to: Path, face: str) -> Path:
    """The text font with another face name, of ten letters: reportlab takes equal faces for the same font."""
    content = next(path for folder in system_font_folders() for path in folder.rglob(REGULAR)).read_bytes()
    for encoding in ("ascii", "utf-16-be"):
        content = content.replace("DejaVuSans".encode(encoding), face.encode(encoding))
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(content)
    return to


def face_name(font: TTFont | None) -> str:
    assert font is not None
    return font.face.name.decode()


@pytest.mark.parametrize(
    ("letter", "bold", "name"),
    [
        ("A", False, "DejaVuSans"),
        ("A", True, "DejaVuSans-Bold"),
        ("\u05d0", False, "DejaVuSans"),
        ("\U0001d5a0", True, "DejaVuSans"),  # the bold font has no mathematical letters
        ("\ufb58", False, "DejaVuSans"),  # a joined form of Arabic writing
        ("\u682a", True, "DroidSansFallback"),
    ],
    ids=["Latin", "bold", "Hebrew", "not in bold", "Persian", "Chinese"],
)
def test_a_letter_is_drawn_by_the_first_font_that_has_it(
    of_the_system: Faces, letter: str, bold: bool, name: str
) -> None:
    assert face_name(of_the_system.face(letter, bold=bold)) == name


@pytest.mark.parametrize("letter", ["\U0001f984", "\udc80", "\U0010fffe", "\n"])
def test_a_letter_that_no_font_has_has_no_face(of_the_system: Faces, letter: str) -> None:
    assert of_the_system.face(letter, bold=False) is None


def test_a_font_is_found_in_a_folder_below_and_in_any_case_the_first_folder_first(tmp_path: Path) -> None:
    copied(tmp_path / "first" / "deeper, and deeper" / REGULAR.upper(), "FirstFound")
    copied(tmp_path / "second" / REGULAR, "OtherFound")
    faces = Faces([tmp_path / "first", tmp_path / "second"])
    face = faces.text_face(bold=False)
    assert face_name(face) == "FirstFound"
    assert faces.text_face(bold=True) is None
    assert faces.east_asian == ()
    assert faces.face("b", bold=True) is face


def test_a_damaged_font_is_passed_over_for_a_good_one(tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / REGULAR).write_bytes(b"\0\1\0\0 this is no font")
    copied(tmp_path / "whole" / REGULAR, "WholeFound")
    assert FontFiles([tmp_path / "broken"], [REGULAR]).font(REGULAR) is None
    assert face_name(FontFiles([tmp_path / "broken", tmp_path / "whole"], [REGULAR]).font(REGULAR)) == "WholeFound"


def test_letters_are_measured_by_the_font_that_draws_them(tmp_path: Path) -> None:
    """Equal faces in two places, as on many computers: what has a letter must be what draws it."""
    for folder in ("one", "two"):
        copied(tmp_path / folder / REGULAR, "TwicePlace")
        found = FontFiles([tmp_path / folder], [REGULAR]).font(REGULAR)
        assert found is not None
        assert found is pdfmetrics.getFont(found.fontName)
        assert found is FontFiles([tmp_path / folder], [REGULAR]).font(REGULAR)


def test_runs_change_font_only_where_they_must() -> None:
    cut = runs("aaBBa", lambda letter: "upper" if letter.isupper() else "lower")
    assert list(cut) == [Run("lower", "aa"), Run("upper", "BB"), Run("lower", "a")]
