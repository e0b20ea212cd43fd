"""Policy files: the editions that ship, and what is said of a file that is wrong."""

import os
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from rmadesk.adapters.editions import MAX_BYTES, EditionFiles, PolicyFileReader
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.rules import RULES
from rmadesk.domain.policy.verdict import Effect
from support.policy import EDITIONS, HARDWARE_WARRANTY, SUPPORT_PAGE

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
        pytest.param(b'id = "x"\ntitle = """open', 2, id="ends too early"),
        pytest.param(b'id = "x"\nid = "y"\n', 2, id="the same key twice"),
    ],
)
def test_a_file_that_is_no_toml_is_refused_by_its_line(tmp_path: Path, content: bytes, line: int) -> None:
    with pytest.raises(RefusedError) as refused:
        folder_with(tmp_path, "x.toml", content).get("x")
    assert refused.value.code == "policy-syntax"
    assert refused.value.figures == {"file": "x.toml", "line": line}


def test_a_file_in_another_encoding_is_refused_by_its_line(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        folder_with(tmp_path, "x.toml", b'id = "x"\nversion = 1\ntitle = "\xe4"\n').get("x")
    assert refused.value.code == "policy-file-not-utf-8"
    assert refused.value.figures == {"file": "x.toml", "line": 3}


def test_a_wrong_key_is_refused_by_file_key_and_line(tmp_path: Path) -> None:
    text = (SHIPPED / "support-page.toml").read_text(encoding="utf-8")
    line = text[: text.index("valid_days = 30")].count("\n") + 1
    content = text.replace("valid_days = 30", 'valid_days = "30"').encode()
    with pytest.raises(RefusedError) as refused:
        folder_with(tmp_path, "support-page.toml", content).get("support-page")
    assert refused.value.code == "policy-not-whole"
    figures = {
        "file": "support-page.toml",
        "key": "rules.rma-expired.valid_days",
        "line": line,
        "least": 0,
        "most": 36525,
    }
    assert refused.value.figures == figures


def test_a_copy_under_another_name_is_refused(tmp_path: Path) -> None:
    editions = folder_with(tmp_path, "mine.toml", (SHIPPED / "support-page.toml").read_bytes())
    with pytest.raises(RefusedError) as refused:
        editions.get("mine")
    assert refused.value.code == "policy-id-mismatch"
    assert refused.value.figures == {"file": "mine.toml", "edition": "support-page"}


# ---------------------------------------------------------------------------------------------- the first release's own

HOLD, NOTE, REFUSE, CHARGE = Effect.HOLD, Effect.NOTE, Effect.REFUSE, Effect.CHARGE
RMA = "Returning Products to iXsystems (RMA)"
FIRST: dict[str, dict[str, dict[str, tuple[Effect, str | None] | object]]] = {
    HARDWARE_WARRANTY: {
        "rma-number-missing": {"default": (REFUSE, None)},
        "rma-number-incomplete": {"default": (HOLD, None)},
        "rma-number-unreadable": {"default": (HOLD, None)},
        "rma-unknown": {"default": (HOLD, None)},
        "rma-not-open": {"default": (HOLD, None)},
        "rma-issued-in-future": {"default": (HOLD, None)},
        "rma-expired": {
            "valid_days": 30,
            "money_back": (REFUSE, "Return Merchandise Authorization"),
            "other": (HOLD, None),
            "advance": (NOTE, None),
        },
        "rma-number-on-box": {"default": (NOTE, "Return Merchandise Authorization")},
        "outer-damage": {"default": (NOTE, None)},
        "packaging-not-accepted": {
            "accepted": ["original", "supplied"],
            "whole_systems_only": False,
            "default": (HOLD, "Packaging requirements"),
        },
        "packaging-damage": {"default": (CHARGE, "Packaging requirements")},
        "transit-damage": {"uninsured_whole_system_at_owners_risk": False, "default": (HOLD, None)},
    },
    SUPPORT_PAGE: {
        "rma-number-missing": {"default": (REFUSE, None)},
        "rma-number-incomplete": {"default": (REFUSE, RMA)},
        "rma-number-unreadable": {"default": (REFUSE, RMA)},
        "rma-unknown": {"default": (HOLD, None)},
        "rma-not-open": {"default": (HOLD, None)},
        "rma-issued-in-future": {"default": (HOLD, None)},
        "rma-expired": {
            "valid_days": 30,
            "money_back": (REFUSE, RMA),
            "other": (REFUSE, RMA),
            "advance": (NOTE, None),
        },
        "rma-number-on-box": {"default": (NOTE, RMA)},
        "outer-damage": {"default": (NOTE, None)},
        "packaging-not-accepted": {
            "accepted": ["original", "supplied", "equivalent"],
            "whole_systems_only": True,
            "default": (HOLD, RMA),
        },
        "transit-damage": {"uninsured_whole_system_at_owners_risk": True, "default": (HOLD, None)},
    },
}


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_verdicts_of_the_first_release_rest_on_its_terms_for_ever(edition_id: str) -> None:
    first, *_, current = EditionFiles().versions(edition_id)
    assert (first.version, first.applies_from, first.title) == (1, date(2000, 1, 1), current.title)
    assert (first.clocks, first.shipping) == ({}, {})
    told = {
        name: dict(terms.figures) | {word: (clause.effect, clause.heading) for word, clause in terms.clauses.items()}
        for name, terms in first.rules.items()
    }
    assert told == FIRST[edition_id]


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_the_highest_version_is_the_current_one(edition_id: str) -> None:
    editions = EditionFiles()
    versions = [each.version for each in editions.versions(edition_id)]
    assert versions == list(range(1, len(versions) + 1))
    assert editions.get(edition_id).version == versions[-1] >= 2


def test_a_kept_version_under_another_name_is_refused(tmp_path: Path) -> None:
    folder_with(tmp_path, "support-page.toml", (SHIPPED / "support-page.toml").read_bytes())
    (tmp_path / "kept").mkdir()
    kept = (SHIPPED / "kept" / "support-page-1.toml").read_bytes()
    editions = folder_with(tmp_path, "kept/support-page-7.toml", kept)
    with pytest.raises(RefusedError) as refused:
        editions.get("support-page")
    assert refused.value.code == "policy-id-mismatch"
    assert refused.value.figures == {"file": "support-page-7.toml", "edition": "support-page-1"}


# ------------------------------------------------------------------------------------------ files that a manager names


def test_a_named_file_is_read_with_or_without_a_mark_at_its_start(tmp_path: Path) -> None:
    for content in ('title = "Zoë"\n'.encode(), b"\xef\xbb\xbf" + 'title = "Zoë"\n'.encode()):
        (tmp_path / "a.toml").write_bytes(content)
        assert PolicyFileReader().read(tmp_path / "a.toml") == 'title = "Zoë"\n'


def test_a_file_of_the_highest_size_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"#" * MAX_BYTES)
    assert len(PolicyFileReader().read(tmp_path / "a.toml")) == MAX_BYTES


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_loop(path: Path) -> None:
    path.symlink_to(path)


def make_nothing(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(make_nothing, "policy-file-missing", id="nothing"),
        pytest.param(Path.mkdir, "policy-file-is-folder", id="a folder"),
        pytest.param(make_pipe, "policy-file-unreadable", id="a pipe"),
        pytest.param(make_loop, "policy-file-missing", id="a link to itself"),
        pytest.param(lambda path: path.write_bytes(b"#" * (MAX_BYTES + 1)), "policy-file-too-large", id="too large"),
        pytest.param(lambda path: path.write_bytes(b"\xff\xfea\x00"), "policy-file-not-utf-8", id="UTF-16"),
        pytest.param(lambda path: path.write_bytes(b"a\n\x80"), "policy-file-not-utf-8", id="Latin-1"),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, make: Callable[[Path], object], code: str) -> None:
    path = tmp_path / "policy.toml"
    make(path)
    with pytest.raises(RefusedError) as refused:
        PolicyFileReader().read(path)
    assert (refused.value.code, refused.value.figures["file"]) == (code, str(path))


@pytest.mark.parametrize("name", ["x" * 300, "a\x00b", "nowhere/a.toml"])
def test_a_name_that_no_file_has(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedError) as refused:
        PolicyFileReader().read(tmp_path / name)
    assert refused.value.code == "policy-file-missing"
