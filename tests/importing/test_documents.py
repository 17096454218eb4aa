"""Documents in layouts that the founding five do not have, each read in full."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongkai_tui.importing.plan_ids import suggest_plan_id
from gongkai_tui.importing.reading import read_document

HERE = Path(__file__).parent / "documents"


def read(name):
    return read_document(HERE / name)


def rows(name):
    """(seq, section, heading, requirement, [unit role…], deadline, due) of every task."""
    return [
        (
            task.seq,
            task.section,
            task.heading,
            task.requirement,
            [f"{unit.unit}:{unit.role.value}" for unit in task.units],
            task.deadline and task.deadline.raw,
            task.deadline and task.deadline.due,
        )
        for task in read(name).tasks
    ]


OTHERS = {path.name.removesuffix(".json") for path in (HERE.parent / "expected").iterdir()}
"""Documents with a file of expected rows, which test_unseen_layouts reads."""


@pytest.mark.parametrize("name", sorted({path.name for path in HERE.iterdir()} - OTHERS))
def test_every_character_is_accounted_for(name):
    draft = read(name)
    assert draft.accounting.unexplained == 0
    assert draft.tasks
    assert all(task.requirement and task.source_lines[0] <= task.source_lines[1] for task in draft.tasks)


def test_pipes_with_sections_as_rows_and_lead_and_support_columns():
    draft = read("pipes.md")
    assert (draft.title, draft.issued, draft.issuer) == (
        "2023年滨海市临港区政务公开工作要点", date(2023, 4, 6), "滨海市临港区人民政府办公室",
    )  # fmt: skip
    found = rows("pipes.md")
    assert [row[:3] for row in found] == [
        (1, "加强政策发布", "规范性文件公开"),
        (2, "加强政策发布", "规范性文件公开"),
        (3, "提升解读实效", "政策解读"),
        (4, "提升解读实效", "政府开放日"),
    ]
    assert found[0][4] == ["区司法局:牵头", "区直各部门:配合", "各镇人民政府（街道办事处）:配合"]
    assert found[1][3] == "清理结果及时向社会公布，并在网站作出标注。"
    assert found[1][4] == ["区司法局:牵头"]
    assert found[3][4] == ["区政府办公室:牵头", "区文化和旅游局:牵头"]
    assert "备注：省定任务" in draft.tasks[1].hints
    assert [row[5] for row in found] == ["2023年6月底前", "全年", "长期坚持", "每季度"]


def test_html_with_a_head_of_two_rows_and_spans_both_ways():
    draft = read("two_row_head.html")
    assert (draft.doc_number, draft.index_number, draft.disclosure, draft.issued) == (
        "云政办发〔2024〕7号", "015632/2024-00112", "主动公开", date(2024, 3, 20),
    )  # fmt: skip
    found = rows("two_row_head.html")
    assert [row[:3] for row in found] == [
        (1, "聚焦重点领域", "推进营商环境信息公开"),
        (2, "聚焦重点领域", "推进营商环境信息公开"),
        (3, "聚焦重点领域", "推进民生信息公开"),
        (4, "夯实工作基础", "规范公开平台"),
    ]
    assert found[0][3] == "及时公开惠企政策，实行清单管理。\n推行政策精准推送。"
    assert found[1][4:6] == (["县财政局:牵头"], "12月底前")
    assert found[3][4] == ["县政府办公室:牵头"]
    assert [(section.title, len(section.items)) for section in draft.sections] == [
        ("聚焦重点领域", 2),
        ("夯实工作基础", 1),
    ]


def test_csv_as_excel_saves_it():
    draft = read("gbk.csv")
    assert "文件不是 UTF-8，已按 GB18030 读取" in draft.hints
    assert rows("gbk.csv") == [
        (1, "", "财政信息公开", "公开预算，公开决算。", ["区财政局:责任", "区审计局:责任"], "6月底", date(2022, 6, 30)),
        (
            2, "", "社会救助信息公开", "做好低保、特困供养信息公开，公开救助标准。",
            ["区民政局:责任"], "全年", date(2022, 12, 31),
        ),
        (3, "", "社会救助信息公开", "定期公开临时救助情况。", ["区民政局:责任"], "全年", date(2022, 12, 31)),
        (
            4, "", "住房保障信息公开", "公开保障性住房分配结果。",
            ["区住房城乡建设局:牵头", "各街道办事处:配合"], "9月30日前", date(2022, 9, 30),
        ),
    ]  # fmt: skip
    assert draft.tasks[2].hints == (
        "工作任务、责任单位、完成时限由合并单元格沿用",
        "“定期公开临时救助情况”没有写明周期，请确定后录入周期",
    )


def test_body_with_lines_of_units():
    found = rows("body_lines.txt")
    assert [row[1:3] for row in found] == [
        ("主动公开政策信息", "健全政策公开机制"),
        ("主动公开政策信息", "强化政策解读"),
        ("加强重点领域公开", "财政领域"),
        ("加强重点领域公开", "财政领域"),
        ("加强重点领域公开", "教育领域"),
    ]
    assert found[1][3] == "解读材料与政策文件同步起草。\n每项重大政策至少采用两种解读形式。"
    assert found[1][4:6] == (["市政府办公室:牵头", "市直各部门:配合"], "长期坚持")
    assert found[3][3:6] == ("公开政府采购信息。", ["市财政局:责任", "市公共资源交易中心:责任"], "每月底前")
    left = read("body_lines.txt").accounting.left_over
    assert [(item.line, item.text) for item in left] == [(25, "各单位要高度重视，认真抓好落实。")]
    assert any(problem.line == 25 for problem in read("body_lines.txt").problems)


def test_body_with_three_levels_and_all_kinds_of_brackets():
    draft = read("three_levels.txt")
    assert (draft.issuer, draft.doc_number, draft.issued) == (
        "海宁路街道办事处", "海街办发〔2022〕15号", date(2022, 5, 18),
    )  # fmt: skip
    assert draft.cover_title == "海宁路街道办事处关于印发2022年政务公开工作要点的通知"
    found = rows("three_levels.txt")
    assert [row[2] for row in found] == ["推进决策公开", "推进决策公开", "推进服务公开", "推进服务公开"]
    assert found[0][4] == ["党政办:牵头", "司法所:牵头", "各科室:配合"]
    assert found[1][3] == "会议公开。邀请居民代表列席街道办公会议（试行），会后公开议定事项。"
    assert found[2][4:6] == (["便民服务中心:责任"], "9月底前")
    assert found[3][4:6] == (["党政办:责任", "各社区居委会:责任"], "2022年10月15日前")
    assert found[3][3].endswith("政府信息公开指南（2022年版）。")


def test_markdown_body():
    assert rows("markdown_body.md") == [
        (
            1, "决策公开", "目录管理", "编制年度重大行政决策事项目录。",
            ["党政办公室:责任", "司法所:责任"], "4月底前", date(2024, 4, 30),
        ),
        (
            2, "决策公开", "会议公开", "邀请居民代表列席会议，公开议定事项。",
            ["党政办公室:牵头", "各社区:配合"], None, None,
        ),
        (
            3, "平台建设", "平台建设", "规范政务新媒体账号管理，及时发布信息。",
            ["党建工作办公室:牵头", "各社区:配合"], None, None,
        ),
    ]  # fmt: skip


def test_numbered_sentences_only():
    found = rows("one_level.txt")
    assert [row[2] for row in found] == [
        "公开村级财务，每季度公布一次收支明细", "公开惠农补贴发放结果，接受群众监督", "公布便民服务事项清单",
    ]  # fmt: skip
    assert [row[4] for row in found] == [
        ["财政所:责任", "各村民委员会:责任"],
        ["农业农村办公室:责任"],
        ["便民服务中心:责任"],
    ]
    assert found[1][5] == "12月底前"


def test_one_cell_a_line_without_numbers():
    found = rows("stacked_no_number.txt")
    assert [row[2:6] for row in found] == [
        ("公开机构职能", "公布街道内设机构职责和联系方式。", ["党政办公室:责任"], "3月底前"),
        ("公开财政资金", "公布年度预算和决算报告。", ["财政所:责任"], "6月底前"),
        (
            "公开救助信息", "按月公布低保、特困人员救助供养信息，方便群众查询和监督。",
            ["社会事务办公室:责任", "各社区:责任"], "按月",
        ),
    ]  # fmt: skip


def test_one_cell_a_line_with_bare_blank_lines():
    found = rows("stacked_stripped.txt")
    assert [row[1] for row in found] == ["规范平台", "规范平台", "规范平台", "强化保障"]
    assert [row[4] for row in found] == [
        ["区政府办公室:责任"],
        ["区政府办公室:责任"],
        ["区行政审批局:责任"],
        ["区政府办公室:责任"],
    ]
    assert [row[5] for row in found] == ["6月底前", "9月底前", "9月底前", "年内"]


def test_requirement_last_wrapped_cells_and_a_cut_row():
    found = rows("order_tabs.txt")
    assert [row[1:4] for row in found] == [
        ("推进决策公开", "决策目录", "编制年度重大行政决策事项目录，向社会公布。"),
        ("推进决策公开", "会议公开", "完善利益相关方列席会议制度。"),
        ("推进决策公开", "会议公开", "会议讨论决定的事项，除依法需要保密的外应及时公开。"),
    ]
    assert [row[4] for row in found] == [["区司法局:责任"], ["区直各单位:责任"], ["区直各单位:责任"]]


def test_aligned_spaces():
    assert [row[2:6] for row in rows("spaces.txt")] == [
        ("村务公开", "每季度公开村级财务收支情况。", ["各村民委员会:责任"], "每季度末"),
        ("办事公开", "编制办事指南，做到一事一册。", ["镇便民服务中心:责任"], "5月底前"),
    ]


def test_a_table_a_page():
    draft = read("pages.html")
    found = rows("pages.html")
    assert [row[1] for row in found] == ["公开权力运行", "公开权力运行", "公开公共服务"]
    assert found[0][3] == "1.公布本部门权责清单。\n2.动态调整并说明理由，确保清单内容准确有效。"
    assert found[1][4] == ["市司法局:责任", "市市场监管局:责任", "市交通运输局:责任"]
    assert draft.title == "2021年平川市政务公开工作要点分工"


def test_the_table_at_the_top_of_a_page_is_no_plan():
    draft = read("meta_table.html")
    assert (draft.index_number, draft.doc_number, draft.issuer) == (
        "K00123/2023-0042", "清政办〔2023〕9号", "清河区人民政府办公室",
    )  # fmt: skip
    found = rows("meta_table.html")
    assert [row[2:4] for row in found] == [
        ("推进决策公开", "编制决策事项目录。"),
        ("推进决策公开", "公开决策草案。"),
        ("推进回应关切", "五小时内发布权威信息。"),
    ]
    assert found[2][4] == ["区委宣传部:责任", "区政府办公室:责任"]
    assert found[2][5] == "长期坚持"


@pytest.mark.parametrize(
    ("name", "plan"),
    [("pipes.md", "bhslgq-2023"), ("two_row_head.html", "ysx-2024"), ("three_levels.txt", "hnljdbsc-2022")],
)
def test_plan_ids_of_unknown_places_are_initials(name, plan):
    assert suggest_plan_id(read(name)) == plan


def test_seven_columns_one_cell_a_line_and_a_wrapped_cell():
    found = rows("stacked_seven_columns.txt")
    assert [row[2:6] for row in found] == [
        ("推进决策公开", "公开重大行政决策事项目录。", ["县司法局:牵头", "县直各部门:责任"], "3月底前"),
        ("推进决策公开", "公开会议信息，邀请代表列席。", ["县政府办:牵头"], "全年"),
        ("推进服务公开", "公开办事指南。", ["各乡镇:责任"], "全年"),
    ]
    assert "备注：新增" in read("stacked_seven_columns.txt").tasks[1].hints


def test_numbers_that_begin_again_in_every_section():
    draft = read("notice_and_pipes.md")
    assert (draft.title, draft.doc_number, draft.issuer, draft.disclosure) == (
        "安平市2025年政务公开工作要点", "安政办函〔2025〕18号", "安平市人民政府办公室", "主动公开",
    )  # fmt: skip
    found = rows("notice_and_pipes.md")
    assert [row[:2] for row in found] == [
        (1, "提升政策公开质效"), (2, "提升政策公开质效"), (3, "夯实基层基础"), (4, "夯实基层基础"),
    ]  # fmt: skip
    assert found[0][4] == ["市司法局:牵头", "市直各部门:配合", "各县（市、区）人民政府:配合"]
    assert any("重新编为 3" in hint for hint in draft.tasks[2].hints)


def test_opinions_with_brackets_inside_brackets():
    draft = read("opinions_body.txt")
    assert (draft.issuer, draft.issued) == ("岭南县人民政府", date(2022, 4, 2))
    found = rows("opinions_body.txt")
    assert [row[2] for row in found] == ["推进财政信息公开", "推进就业信息公开", "加强政策解读", "做好舆情回应"]
    assert found[0][4] == ["县财政局:牵头", "各乡镇〔街道〕:责任", "县直各部门:责任"]
    assert found[1][4:6] == (["县人力资源社会保障局:责任"], "2022年11月底前完成")
    assert found[3][4] == ["县委网信办:责任", "县公安局:责任"]
    assert [item.line for item in draft.accounting.left_over] == [19, 21, 23, 24]


def test_units_cut_by_a_page_break():
    found = rows("cut_units.tsv")
    assert [row[:2] for row in found] == [(1, "决策公开"), (2, "决策公开"), (3, "管理公开")]
    assert found[0][4] == ["县司法局:责任", "县财政局:责任"]
    assert any("责任单位在换页处断开" in hint for hint in read("cut_units.tsv").tasks[0].hints)
