"""The rule that no test may be skipped, shown on little test files of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ELSEWHERE = "linux" if sys.platform == "win32" else "win32"

CASES = [
    pytest.param("def test_it(): pass", 0, "1 passed", id="a test that runs"),
    pytest.param("@pytest.mark.skip(reason='later')\ndef test_it(): pass", 1, "later", id="marked"),
    pytest.param("@pytest.mark.skipif(True, reason='no Xvfb')\ndef test_it(): pass", 1, "no Xvfb", id="on a condition"),
    pytest.param("def test_it(): pytest.skip('no printer')", 1, "no printer", id="while it runs"),
    pytest.param(
        "@pytest.fixture\ndef x(): pytest.skip('no disk')\ndef test_it(x): pass", 1, "no disk", id="in a fixture"
    ),
    pytest.param("pytest.importorskip('not_there')\ndef test_it(): pass", 2, "1 error", id="a whole module"),
    pytest.param("@pytest.mark.xfail(strict=True)\ndef test_it(): assert False", 0, "1 xfailed", id="expected to fail"),
    pytest.param(f"@pytest.mark.only_on('{ELSEWHERE}')\ndef test_it(): 1 / 0", 0, "1 skipped", id="other system"),
    pytest.param(f"@pytest.mark.only_on('{sys.platform}')\ndef test_it(): 1 / 0", 1, "1 failed", id="this system"),
]


@pytest.mark.parametrize(("source", "exit_status", "said"), CASES)
def test_a_skip_turns_the_run_red(tmp_path: Path, source: str, exit_status: int, said: str) -> None:
    (tmp_path / "test_sample.py").write_text(f"import pytest\n{source}\n", encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = only_on(platform): sample\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "support.skip_rule", "-p", "no:cacheprovider", "-ra", str(tmp_path)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == exit_status, run.stdout
    assert said in run.stdout
