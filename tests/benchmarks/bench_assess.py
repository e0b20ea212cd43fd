"""Cases through `assess`, JSON included, and through the engine alone, against reading and writing the JSON only."""

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measure import Benchmark, Pair, timed
from rmadesk.answers.assess import line_answer
from rmadesk.bootstrap import Desk
from rmadesk.domain.policy.case_json import case_from_json

_CASES = Path(__file__).parents[1] / "data" / "policy-cases.jsonl"
_TIMES = 4
_BASELINE_IS = "json.loads of each of the same 2,000 cases and json.dumps of what it gave"


def case_texts() -> list[str]:
    """The 500 cases, each on a line of its own without its answer, four times over."""
    lines = _CASES.read_text(encoding="utf-8").splitlines()
    return [json.dumps(json.loads(line)["case"]) for line in lines] * _TIMES


def _json_alone(texts: list[str]) -> Callable[[], object]:
    return lambda: [json.dumps(json.loads(text)) for text in texts]


@contextmanager
def _assess(folder: Path) -> Iterator[Pair]:
    texts = case_texts()
    desk = Desk(folder / "none.sqlite", language="en")
    given, words = "\n".join(texts).encode(), desk.wording

    def through_assess() -> list[str]:
        return [json.dumps(line_answer(each, words)) for each in desk.assessing.lines(io.BytesIO(given))]

    assert [each for each in through_assess() if '"error"' in each] == []
    yield Pair(ours=timed(through_assess), baseline=timed(_json_alone(texts)))


@contextmanager
def _engine(folder: Path) -> Iterator[Pair]:
    texts = case_texts()
    assess = Desk(folder / "none.sqlite").assessing.assessor()
    cases = [case_from_json(json.loads(text)) for text in texts]
    yield Pair(ours=timed(lambda: [assess(case) for case in cases]), baseline=timed(_json_alone(texts)))


ASSESS = Benchmark(
    name="assess",
    baseline_is=_BASELINE_IS,
    goal=8.0,
    repetitions=40,
    warm_up=3,
    prepare=_assess,
    items=500 * _TIMES,
)
ENGINE = Benchmark(
    name="engine",
    baseline_is=_BASELINE_IS,
    goal=None,
    repetitions=40,
    warm_up=3,
    prepare=_engine,
    items=500 * _TIMES,
)
