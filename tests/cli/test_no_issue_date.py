"""Where a plan has no issue date, silence of what never had a record cannot be counted, and that is said."""

import json

import pytest

from .conftest import Gongkai

PLAN = "tianqiao-2021"
HINT = f"提示：{PLAN} 没有印发日期，其中"
COMMAND = f"gongkai plan {PLAN} 印发日期="


@pytest.fixture
def unissued(gongkai: Gongkai) -> Gongkai:
    """Nobody has entered the day, and tasks 2 and 3 never had a record: what came with the first commit is none."""
    path = gongkai.root / f"plans/{PLAN}/plan.yaml"
    path.write_text(path.read_text("utf-8").replace("issued: 2021-08-10\n", ""), "utf-8")
    for number, unit in (("004", "区民政局"), ("005", "无影山街道办事处")):
        gongkai("add", PLAN, "--requirement", f"第{number}项", "--units", unit, "--deadline", "长期坚持")
    return gongkai


def without_records(gongkai: Gongkai) -> Gongkai:
    """The same data as imported: an import records no work."""
    gongkai.git("checkout", "-q", "--orphan", "新")
    gongkai.git("add", "-A")
    gongkai.git("commit", "-q", "-m", "导入", "-m", "Gongkai-Action: import")
    return gongkai


def test_units_that_never_recorded_anything_stand_with_the_silent_ones(unissued: Gongkai) -> None:
    gongkai = without_records(unissued)
    ran = gongkai("owe")
    assert "沉默（从无记录，而计划没有印发日期，算不出天数）：区自然资源局、区民政局、无影山街道办事处。" in ran.err
    assert f"{HINT} 5 项" in ran.err
    assert COMMAND in ran.err
    last = {line.split()[0]: line.split()[-1] for line in ran.out.splitlines()}
    assert (last["区民政局"], last["区财政局"]) == ("从无记录，天数不明", "2022-04-20")
    assert [each["unit"] for each in json.loads(gongkai("owe", "--json").out) if each["is_unheard"]] == [
        "区自然资源局", "区民政局", "无影山街道办事处",
    ]  # fmt: skip
    gongkai("owe", "--out", "催办", "--yes")
    assert "## 从无记录的单位" in (gongkai.root / "催办/汇总.md").read_text("utf-8")
    gongkai("plan", PLAN, "印发日期=2021-08-10", "--yes")
    ran = gongkai("owe")
    assert "没有印发日期" not in ran.err
    assert "沉默（全部任务 90 天以上没有记录）：区自然资源局、区民政局、无影山街道办事处。" in ran.err


def test_whoever_asks_for_silence_is_told(unissued: Gongkai) -> None:
    gongkai = without_records(unissued)
    asked = gongkai("list", "flag:久未更新")
    assert "没有符合的任务" in asked.err
    assert f"{HINT} 4 项" in asked.err
    assert f"{HINT} 1 项" in gongkai("list", "unit=区自然资源局", "flag:jwgx").err
    for words in (("list",), ("list", "flag:逾期"), ("list", "!flag:久未更新"), ("list", "year:2020", "flag:久未更新")):
        assert "没有印发日期" not in gongkai(*words).err
    for words in (("stats",), ("stats", "--json")):
        assert f"{HINT} 4 项从无记录" in gongkai(*words).err
    for words in (("stats", "--by", "unit"), ("grid", PLAN), ("owe",)):
        assert f"{HINT} 5 项有单位从无记录" in gongkai(*words).err
    gongkai("score", PLAN, "--init")
    assert f"{HINT} 4 项" in gongkai("score", PLAN).err
    assert "issued-missing" in gongkai("check").out + gongkai("check").err


def test_an_archived_plan_is_not_asked_for_its_date(unissued: Gongkai) -> None:
    gongkai = without_records(unissued)
    gongkai("plan", PLAN, "state=已归档", "--yes")
    for words in (("check",), ("stats",), ("grid", PLAN), ("owe", PLAN), ("list", "flag:久未更新")):
        ran = gongkai(*words)
        assert "没有印发日期" not in ran.out + ran.err
