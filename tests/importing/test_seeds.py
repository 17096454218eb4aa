"""The five founding documents: all 209 tasks, against checked golden files and against the sources themselves."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from gongkai_tui.importing.plan_ids import suggest_plan_id
from gongkai_tui.importing.reading import read_document

SEEDS = Path(__file__).parent / "seeds"
PLANS = ("tianqiao-2021", "tianqiao-2020", "huaiyin-2022", "jinan-2021", "hongdao-2019")
COUNTS = {"tianqiao-2021": 36, "tianqiao-2020": 35, "huaiyin-2022": 67, "jinan-2021": 35, "hongdao-2019": 36}
ROLES = {
    "tianqiao-2021": {"责任": 90},
    "tianqiao-2020": {"责任": 88},
    "huaiyin-2022": {"责任": 168, "牵头": 3, "配合": 2},
    "jinan-2021": {"责任": 93},
    "hongdao-2019": {"责任": 85, "牵头": 17},
}
SECTIONS = {
    "tianqiao-2021": [18, 10, 4, 4],
    "tianqiao-2020": [15, 9, 4, 3, 4],
    "huaiyin-2022": [26, 12, 7, 12, 10],
    "jinan-2021": [18, 9, 4, 4],
    "hongdao-2019": [2, 4, 5, 5, 10, 4, 2, 4],
}
CARRIED_UNITS = [5, 6, 10, 11, 24, 25, 26, 28, 29, 30, 33, 35, 38, 40, 42, 43, 45, 48, 49, 50, 52, 55, 56, 57, 59]
CARRIED_UNITS += [61, 62, 64, 66, 67]
CARRIED_DEADLINES = [2, 5, 6, 8, 10, 11, 15, 18, 19, 21, 22, 24, 28, 29, 30, 33, 38, 45, 49, 52, 55, 56, 57, 59, 61]
CARRIED_DEADLINES += [62, 64]


def draft(plan):
    return read_document(SEEDS / f"{plan}.txt")


def task(plan, seq):
    return next(item for item in draft(plan).tasks if item.seq == seq)


def units(plan, seq):
    return [(unit.unit, unit.role.value) for unit in task(plan, seq).units]


def said(text):
    return re.sub(r"\s+", "", re.sub(r"</?p>", "", text))


@pytest.mark.parametrize("plan", PLANS)
def test_rows_are_those_of_the_checked_file(plan, golden):
    expected = json.loads((golden / f"{plan}.json").read_text("utf-8"))
    found = draft(plan).to_json_dict()
    assert found["tasks"] == expected["tasks"]
    problems = [{**item, "place": item["place"].replace(f"{plan}.txt", "")} for item in found["problems"]]
    assert problems == [{**item, "place": item["place"].replace(f"{plan}.txt", "")} for item in expected["problems"]]
    assert {key: found[key] for key in found if key not in {"tasks", "problems"}} == {
        key: expected[key] for key in expected if key not in {"tasks", "problems"}
    }


@pytest.mark.parametrize("plan", PLANS)
def test_counts(plan):
    read = draft(plan)
    assert len(read.tasks) == COUNTS[plan]
    assert Counter(unit.role.value for item in read.tasks for unit in item.units) == ROLES[plan]
    sections = Counter(item.section for item in read.tasks)
    assert list(sections.values()) == SECTIONS[plan]
    assert suggest_plan_id(read) == plan


@pytest.mark.parametrize("plan", PLANS)
def test_every_requirement_and_unit_stands_in_its_lines(plan):
    """Nothing is added, dropped or moved: each text is found, word for word, in the lines it names."""
    lines = (SEEDS / f"{plan}.txt").read_text("utf-8").split("\n")
    for item in draft(plan).tasks:
        first, last = item.source_lines
        there = said("".join(lines[first - 1 : last]))
        without_units = there.replace(said(item.units_raw), "")
        for paragraph in item.requirement.split("\n"):
            for sentence in re.split("(?<=[。；])", paragraph):
                assert said(sentence) in there or said(sentence) in without_units, (item.seq, sentence)
        if "责任单位" not in "".join(hint for hint in item.hints if hint.endswith("沿用")):
            assert said(item.units_raw) in there, item.seq


@pytest.mark.parametrize("plan", PLANS)
def test_all_characters_are_accounted_for(plan):
    accounting = draft(plan).accounting
    assert accounting.unexplained == 0
    assert accounting.left_over == ()
    assert accounting.used > 0.9 * accounting.total


def test_title_blocks():
    found = {plan: draft(plan) for plan in PLANS}
    assert found["tianqiao-2021"].title == "2021年济南市天桥区政务公开工作要点"
    assert found["tianqiao-2020"].title == "2020年济南市天桥区政务公开工作要点"
    assert found["tianqiao-2020"].cover_title == (
        "济南市天桥区人民政府办公室关于印发2020年济南市天桥区政务公开工作要点的通知"
    )
    assert found["hongdao-2019"].title == "2019年红岛经济区政务公开工作要点"
    assert [found[plan].doc_number for plan in PLANS] == [
        "济天政办字〔2021〕13号", "济天政办字〔2020〕12号", "", "济政办发〔2021〕9号", "",
    ]  # fmt: skip
    assert [str(found[plan].issued) for plan in PLANS] == [
        "2021-08-10", "2020-08-10", "None", "2021-05-28", "2019-09-02",
    ]  # fmt: skip
    assert [found[plan].disclosure for plan in PLANS] == ["主动公开", "", "主动公开", "主动公开", ""]
    assert [found[plan].year for plan in PLANS] == [2021, 2020, 2022, 2021, 2019]
    assert found["hongdao-2019"].index_number == "66787191200020020190003"
    assert found["jinan-2021"].issuer == "济南市人民政府办公厅"
    assert found["huaiyin-2022"].issuer == ""


def test_outline():
    sections = draft("tianqiao-2021").sections
    assert [(section.no, section.title, len(section.items)) for section in sections] == [
        ("一", "深化重点领域政府信息公开", 7),
        ("二", "切实提升“五公开”水平和实效", 7),
        ("三", "紧扣强基础抓基层深化政务公开", 4),
        ("四", "围绕抓保障促落实深化政务公开", 4),
    ]
    assert (sections[0].items[0].no, sections[0].items[0].title) == ("（一）", "聚焦中心工作做好信息主动公开")
    assert [len(section.items) for section in draft("hongdao-2019").sections] == [2, 3, 3, 2, 3]


def test_tianqiao_2021_shifted_column_and_page_breaks():
    assert task("tianqiao-2021", 7).section == "深化重点领域政府信息公开"
    assert task("tianqiao-2021", 7).heading == "聚焦经济循环做好财政信息主动公开"
    assert any("二级标题印在一级栏内" in hint for hint in task("tianqiao-2021", 7).hints)
    cut = {9: (108, 110), 15: (117, 119), 23: (129, 131), 26: (135, 137), 28: (139, 141), 32: (148, 150)}
    for seq, lines in cut.items():
        assert task("tianqiao-2021", seq).source_lines == lines
        assert any("换页处断开" in hint for hint in task("tianqiao-2021", seq).hints)
    assert "延伸，并与村（居）务公开有效衔接。" in task("tianqiao-2021", 9).requirement
    assert len(task("tianqiao-2021", 30).requirement.split("\n")) == 2
    assert units("tianqiao-2021", 3) == [("区政府有关部门", "责任")]
    assert units("tianqiao-2021", 20) == [("区政府有关部门", "责任")]
    assert any("第 14 项" in hint for hint in task("tianqiao-2021", 15).hints)


def test_tianqiao_2020_is_cut_at_the_brackets_of_units():
    read = draft("tianqiao-2020")
    assert Counter(item.heading for item in read.tasks)["推进管理和服务公开"] == 7
    assert task("tianqiao-2020", 4).source_lines == (23, 25)
    assert "就业创业信息公开力度" in task("tianqiao-2020", 4).requirement
    assert task("tianqiao-2020", 18).requirement == "加强权责清单动态管理。"
    assert task("tianqiao-2020", 18).units_raw == "区政府各有关部门"
    assert units("tianqiao-2020", 6) == [("区民政局", "责任"), ("区医疗保障局", "责任"), ("各街道办事处", "责任")]


def test_huaiyin_carries_each_column_on_its_own():
    read = draft("huaiyin-2022")
    carried = {item.seq: next((hint for hint in item.hints if hint.endswith("沿用")), "") for item in read.tasks}
    assert [seq for seq, hint in carried.items() if "责任单位" in hint] == CARRIED_UNITS
    assert [seq for seq, hint in carried.items() if "完成时限" in hint] == CARRIED_DEADLINES
    kinds = Counter(item.deadline.kind.value for item in read.tasks)
    assert kinds == {"全年": 52, "截止": 10, "截止后长期": 4, "限期": 1}
    assert task("huaiyin-2022", 24).deadline.raw == "2022年9月底前"
    assert task("huaiyin-2022", 49).deadline.raw == "全年"
    assert task("huaiyin-2022", 65).deadline.due is None
    assert units("huaiyin-2022", 19) == [("区教育和体育局", "责任")]
    assert units("huaiyin-2022", 15) == [("区市场监管局", "牵头"), ("有关部门", "配合"), ("各街道办事处", "责任")]
    assert any("各街道办事处" in hint and "混入" in hint for hint in task("huaiyin-2022", 34).hints)
    assert task("huaiyin-2022", 31).heading == "围绕社会关切，提升公开实效效"
    assert any("是沿用还是漏印" in hint for hint in task("huaiyin-2022", 50).hints)
    assert "抄送" not in task("huaiyin-2022", 67).deadline.raw


def test_jinan_rows_with_several_tasks_and_lost_headings():
    split = [item.seq for item in draft("jinan-2021").tasks if any("拆分为" in hint for hint in item.hints)]
    assert split == [4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]
    assert task("jinan-2021", 1).section == "深化重点领域政府信息公开"
    assert task("jinan-2021", 2).heading == task("jinan-2021", 1).heading == "聚焦中心工作做好信息主动公开"
    assert task("jinan-2021", 17).heading == "全面推进公共企事业单位信息公开"
    assert task("jinan-2021", 19).heading == "落实年度重大决策事项目录公开制度"
    assert task("jinan-2021", 20).section == "切实提升“五公开”水平和实效"
    assert next(unit for unit, _ in units("jinan-2021", 20)) == "市发展改革委"
    assert task("jinan-2021", 28).section == "紧扣基础抓基层深化政务公开"
    assert task("jinan-2021", 34).heading == "改进工作作风"
    assert not task("jinan-2021", 34).requirement.startswith("改进工作作风")
    assert units("jinan-2021", 16) == [("各区县政府", "责任"), ("市应急局", "责任")]


def test_hongdao_without_placeholders():
    read = draft("hongdao-2019")
    assert [item.seq for item in read.tasks] == [1, 2, 3, 4, 5, *range(7, 38)]
    assert any("序号 6" in problem.message for problem in read.problems)
    assert {task("hongdao-2019", seq).heading for seq in (10, 11, 12)} == {"做好打好打赢“三大攻坚战”信息公开"}
    lead = task("hongdao-2019", 2).units[2]
    assert (lead.unit, lead.role.value, lead.scope) == ("办公室", "牵头", "工管委层面有关会议情况公开")
    assert [role for _, role in units("hongdao-2019", 18)] == ["牵头"] * 5 + ["责任"] * 2
    assert units("hongdao-2019", 31) == [("宣推办", "牵头"), ("各部门、单位", "责任"), ("各街道", "责任")]
    assert all(unit != "单位" for item in read.tasks for unit in (part.unit for part in item.units))
    assert "如果您" not in task("hongdao-2019", 37).units_raw
