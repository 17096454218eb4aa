"""Proposals of tasks that say the same, on the real plans and on what plans may hold."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_tui.storage import codec
from gongkai_tui.usecases.likeness import FLOOR, SURE, Match, propose_matches, texts_of

PLANS = Path(__file__).parents[2] / "plans"

IMPLEMENTS = {1: {1, 2}, 2: {2}} | {n: {n} for n in range(3, 28)} | {n: {n - 1} for n in range(29, 37)}
"""tianqiao-2021 → jinan-2021, as read row by row."""
FOLLOWS = {
    1: {1}, 2: {9, 24}, 4: {14, 17, 18}, 5: {13}, 6: {13, 20, 21}, 7: {2}, 10: {12}, 11: {10, 11}, 12: {4}, 13: {3},
    14: {5, 6, 7}, 17: {33}, 18: {33}, 19: {16}, 20: {16}, 22: {16}, 24: {15}, 25: {16, 24, 32}, 26: {16}, 27: {16},
    28: {23}, 29: {19, 33}, 30: {25, 26, 30}, 31: {29}, 32: {31}, 34: {35}, 36: {34},
}  # fmt: skip
"""tianqiao-2021 → tianqiao-2020, as read row by row."""


def texts(plan):
    paths = sorted((PLANS / plan).glob("[0-9]*.yaml"))
    return texts_of(codec.decode_task(path.read_bytes(), str(path)).value for path in paths)


@pytest.mark.parametrize(
    ("other", "right", "precision", "recall"),
    [("jinan-2021", IMPLEMENTS, 0.94, 1.0), ("tianqiao-2020", FOLLOWS, 0.64, 0.66)],
)
def test_proposals_on_the_real_plans(other, right, precision, recall):
    wanted = {(f"tianqiao-2021/{a:03d}", f"{other}/{b:03d}") for a, many in right.items() for b in many}
    matches = propose_matches(texts("tianqiao-2021"), texts(other))
    found = {(task, match.id) for task, many in matches.items() for match in many}
    assert len(found & wanted) / len(found) >= precision
    assert len(found & wanted) / len(wanted) >= recall
    assert {(task, match.id) for task, many in matches.items() for match in many if match.score >= SURE} <= wanted


CHARS = st.text(st.sampled_from("政务公开信息财预算教育医疗。，\n12"), max_size=40)
ROWS = st.lists(CHARS, max_size=12).map(lambda rows: [(f"p/{n:03d}", text) for n, text in enumerate(rows)])


@given(ROWS, ROWS, st.integers(1, 4), st.integers(0, 100))
def test_best_first_within_the_bounds(left, right, most, floor):
    found = propose_matches(left, [(f"q{key}", text) for key, text in right], most=most, floor=floor)
    assert list(found) == [key for key, _ in left]
    for many in found.values():
        scores = [match.score for match in many]
        assert len(many) <= most
        assert scores == sorted(scores, reverse=True)
        assert all(floor <= score <= 100 for score in scores)


@given(st.permutations(["公开部门预算", "加大查处力度", "开展健康科普", "清理规范性文件"]))
def test_the_order_of_sentences_matters_little(parts):
    one = [("p/1", "财政\n公开部门预算。加大查处力度。开展健康科普。清理规范性文件。")]
    many = [("q/1", "财政\n" + "。".join(parts)), ("q/2", "其他\n完全无关紧要之事项")]
    (first, *_) = propose_matches(one, many)["p/1"]
    assert first.id == "q/1"
    assert first.score >= 90


def test_heading_and_requirement_both_count():
    right = [("q/1", "财政信息\n加大公开力度"), ("q/2", "教育信息\n加大公开力度"), ("q/3", "教育信息\n开展入学报名")]
    assert propose_matches([("p/1", "教育信息\n加大公开力度")], right)["p/1"][0].id == "q/2"
    assert propose_matches([("p/1", "教育信息")], [("q/1", "教育信息")])["p/1"] == (Match("q/1", 100),)


def test_nothing_is_like_itself_or_like_nothing():
    rows = [("p/1", "公开预算"), ("p/2", ""), ("p/3", "！！")]
    assert propose_matches(rows, rows) == {"p/1": (), "p/2": (), "p/3": ()}


def test_thousands_of_rows_take_no_time():
    plans = [text for plan in ("jinan-2021", "tianqiao-2020", "hongdao-2019") for _, text in texts(plan)]
    pick = random.Random(1)  # noqa: S311
    rows = [(f"q/{n}", f"{pick.choice(plans)}其中第{n}项由{pick.choice(plans)[:40]}") for n in range(3_000)]
    left = [(f"p/{n}", plans[n % len(plans)]) for n in range(60)]
    began = time.process_time()
    found = propose_matches(left, rows)
    assert time.process_time() - began < 4
    assert all(many and many[0].score > FLOOR for many in found.values())
