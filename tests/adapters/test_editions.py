"""Policy files: the editions that ship, and what is said of a file that is wrong."""

from importlib.resources import files
from pathlib import Path

import pytest

from rmadesk.adapters.editions import EditionFiles
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.rules import RULES
from support.policy import EDITIONS

SHIPPED = files("resources") / "policies"


def folder_with(folder: Path, name: str, content: bytes) -> EditionFiles:
    (folder / name).write_bytes(content)
    return EditionFiles(folder)


def test_both_editions_ship() -> None:
    editions = EditionFiles()
    assert editions.ids() == tuple(sorted(EDITIONS))
    for edition_id in EDITIONS:
        edition = editions.get(edition_id)
        assert edition.id == edition_id
        assert edition.version >= 1
        assert set(edition.rules) <= {rule.id for rule in RULES}


def test_a_file_is_read_once(tmp_path: Path) -> None:
    editions = folder_with(tmp_path, "support-page.toml", (SHIPPED / "support-page.toml").read_bytes())
    first = editions.get("support-page")
    (tmp_path / "support-page.toml").write_text("no longer = a policy")
    assert editions.get("support-page") is first


@pytest.mark.parametrize(
    "wanted", ["", "support", "support-page.toml", "../policies/support-page", "SUPPORT-PAGE", "x\x00"]
)
def test_an_edition_that_is_not_on_file(wanted: str) -> None:
    with pytest.raises(RefusedError) as refused:
        EditionFiles().get(wanted)
    assert refused.value.code == "edition-unknown"
    assert refused.value.figures == {"edition": wanted, "known": "hardware-warranty, support-page"}


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param(b'id = "x"\nversion = = 2\n', 2, id="not TOML"),
        pytest.param(b'id = "x"\nversion = 1\ntitle = "\xe4"\n', 3, id="Latin-1"),
        pytest.param(b'id = "x"\ntitle = """open', 2, id="ends too early"),
        pytest.param(b'id = "x"\nid = "y"\n', 2, id="the same key twice"),
    ],
)
def test_a_file_that_is_no_toml_is_refused_by_its_line(tmp_path: Path, content: bytes, line: int) -> None:
    with pytest.raises(RefusedError) as refused:
        folder_with(tmp_path, "x.toml", content).get("x")
    assert refused.value.code == "policy-syntax"
    assert refused.value.figures == {"file": "x.toml", "line": line}


def test_a_wrong_key_is_refused_by_file_and_key(tmp_path: Path) -> None:
    content = (
        (SHIPPED / "support-page.toml").read_text(encoding="utf-8").replace("valid_days = 30", 'valid_days = "30"')
    )
    with pytest.raises(RefusedError) as refused:
        folder_with(tmp_path, "support-page.toml", content.encode()).get("support-page")
    assert refused.value.code == "policy-wrong-type"
    assert refused.value.figures == {"file": "support-page.toml", "key": "rules.rma-expired.valid_days"}


def test_a_copy_under_another_name_is_refused(tmp_path: Path) -> None:
    editions = folder_with(tmp_path, "mine.toml", (SHIPPED / "support-page.toml").read_bytes())
    with pytest.raises(RefusedError) as refused:
        editions.get("mine")
    assert refused.value.code == "policy-id-mismatch"
    assert refused.value.figures == {"file": "mine.toml", "edition": "support-page"}
