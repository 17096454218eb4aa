"""A unit or plan that nobody knows is an error with the likely names, never an empty list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Gongkai

UNIT, PLAN = "区才政局", "tianqiao-2099"
NO_UNIT, NO_PLAN = f"没有单位“{UNIT}”，相近的有 区财政局", f"没有计划 {PLAN}；现有：tianqiao-2021"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("owe", UNIT), NO_UNIT),
        (("owe", "区财政局", UNIT), NO_UNIT),
        (("owe", PLAN), NO_PLAN),
        (("owe", "区财政局", PLAN), NO_PLAN),
        (("problem", "list", "--unit", UNIT), NO_UNIT),
        (("problem", "list", "--plan", PLAN), NO_PLAN),
        (("grid", "tianqiao-2021", f"unit:{UNIT}"), NO_UNIT),
        (("grid", PLAN), NO_PLAN),
        (("grid", PLAN, "unit:区财政局"), NO_PLAN),
        (("list", f"unit:{UNIT}"), NO_UNIT),
        (("list", f"(lead={UNIT}|plan:{PLAN})"), NO_PLAN),
        (("list", f"{PLAN}/17"), NO_PLAN),
        (("stats", f"plan:{PLAN}"), NO_PLAN),
        (("stats", f"unit:{UNIT}", "--over-time"), NO_UNIT),
        (("recurring", PLAN), NO_PLAN),
        (("recurring", f"unit:{UNIT}"), NO_UNIT),
        (("recurring", UNIT), NO_UNIT),
        (("choose", f"unit:{UNIT}"), NO_UNIT),
        (("extend", "--list", f"unit:{UNIT}"), NO_UNIT),
        (("lookback", "tianqiao-2021", f"unit:{UNIT}"), NO_UNIT),
        (("lookback", PLAN), NO_PLAN),
        (("coverage", PLAN), NO_PLAN),
        (("plan", PLAN), NO_PLAN),
        (("score", PLAN), NO_PLAN),
        (("handover", UNIT), NO_UNIT),
        (("contact", UNIT), NO_UNIT),
        (("problem", "sheet", "--unit", UNIT), NO_UNIT),
        (("set", f"unit:{UNIT}", "status=推进中"), NO_UNIT),
        (("problem", "list", "--task", f"{PLAN}/1"), NO_PLAN),
        (("problem", "list", "--task", "tianqiao-2021/99"), "没有任务 tianqiao-2021/099"),
        (("problem", "notify", "--task", "tianqiao-2021/99", "--due", "2022-06-01"), "没有任务 tianqiao-2021/099"),
        (("log", "--filter", f"plan:{PLAN}"), NO_PLAN),
        (("log", "--filter", f"task:{PLAN}/1 since:2020"), NO_PLAN),
        (("log", "--filter", "tianqiao-2021/99", "--json"), "历史里没有任务 tianqiao-2021/099"),
        (("log", "--filter", "(who:李思|action:undo)"), "历史里没有叫“李思”的人，相近的有 李四"),
    ],
)
def test_an_unknown_name_is_an_error_with_the_nearest(gongkai: Gongkai, words: tuple[str, ...], said: str) -> None:
    ran = gongkai(*words, code=1)
    assert ran.out == ""
    assert said in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("list", "unit:区财政局 status:已核销"),
        ("list", "unit:czj status:已核销"),
        ("list", "!unit:区才政局 status:已核销"),
        ("list", "光盘行动"),
        ("owe", "区财政局", "status:已核销"),
        ("grid", "tianqiao-2021", "unit:无 status:已核销"),
        ("problem", "list", "--unit", "区财政局"),
        ("stats", "plan:2021 status:已核销"),
        ("problem", "list", "--task", "tianqiao-2021/2"),
        ("log", "--filter", "unit:区财政局 since:2030"),
        ("log", "--filter", "who:李四 until:2001"),
        ("log", "--filter", "who:ls until:2001"),
        ("log", "--filter", "plan:tianqiao until:2001"),
        ("log", "--filter", "!plan:tianqiao-2099 until:2001"),
        ("log", "--filter", "光盘行动"),
    ],
)
def test_known_names_that_select_nothing_are_no_error(gongkai: Gongkai, words: tuple[str, ...]) -> None:
    gongkai(*words)


def test_each_of_several_units_has_its_own_text(gongkai: Gongkai) -> None:
    both = gongkai("owe", "区财政局", "无影山街道办事处").out
    assert both == gongkai("owe", "区财政局").out + "\n" + gongkai("owe", "无影山街道办事处").out
    assert both.startswith("区财政局")
    assert gongkai("owe", "区财政局", "区财政局").out == gongkai("owe", "区财政局").out
    heads = [line.split(",")[0] for line in gongkai("owe", "区财政局", "无影山街道办事处", "--csv").out.splitlines()]
    assert set(heads) == {"name", "区财政局", "无影山街道办事处"}


def test_what_only_the_history_knows_stays_searchable(gongkai: Gongkai) -> None:
    """A task, a plan and a unit that are gone; a unit of which nothing is known is no error, but said."""
    gongkai.write("plans/tianqiao-2019/plan.yaml", "id: tianqiao-2019\ntitle: 2019年工作要点\nyear: 2019\n")
    task = (gongkai.root / "plans/tianqiao-2021/002.yaml").read_text("utf-8")
    gone = task.replace("tianqiao-2021", "tianqiao-2019").replace("区自然资源局", "区规划局")
    gongkai.write("plans/tianqiao-2019/002.yaml", gone)
    gongkai.commit("导入区规划局的任务")
    gongkai.git("rm", "-rq", "plans/tianqiao-2019")
    gongkai.commit("删去旧计划")
    for words in ("tianqiao-2019/2", "task:tianqiao-2019/2", "plan:tianqiao-2019"):
        ran = gongkai("log", "--filter", words)
        assert "删去旧计划" in ran.out, words
        empty = gongkai("log", "--filter", f"{words} until:2001")
        assert (empty.out, empty.err) == ("", "没有符合这个筛选的操作。\n"), words
    assert "导入区规划局的任务" in gongkai("log", "--filter", "unit:区规划局").out
    ran = gongkai("log", "--filter", f"unit:{UNIT}")
    assert ran.out == ""
    assert f"没有单位“{UNIT}”，相近的有 区财政局" in ran.err
