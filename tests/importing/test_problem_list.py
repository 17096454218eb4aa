"""问题清单 as third parties send them: real xlsx files with merged cells, csv in two encodings, heads in any order."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.problem_list import read_problem_list
from gongkai_tui.importing.returned_table import read_returned_table

CSV = "序号,责任单位,栏目,问题描述,检查时间,整改期限\n1,区财政局,预决算,链接打不开,2022-05-18,2022年5月25日前\n"


def xlsx(rows, merges=(), title="Sheet1", more=()):
    book = openpyxl.Workbook()
    for number, (name, table, spans) in enumerate([(title, rows, merges), *more]):
        sheet = book.active if not number else book.create_sheet()
        sheet.title = name
        for row in table:
            sheet.append(row)
        for span in spans:
            sheet.merge_cells(span)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_csv_row_in_full():
    (row,) = read_problem_list(CSV.encode(), "清单.csv").rows
    assert (row.place, row.row, row.unit, row.where, row.what) == ("清单.csv", 2, "区财政局", "预决算", "链接打不开")
    assert (row.found, row.due) == (date(2022, 5, 18), date(2022, 5, 25))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("7月底前", date(2022, 7, 31)),
        ("7月底", date(2022, 7, 31)),
        ("2022年7月底前", date(2022, 7, 31)),
        ("本月底前", date(2022, 6, 30)),
        ("7.25", date(2022, 7, 25)),
        ("20220725", date(2022, 7, 25)),
        ("7月25日前", date(2022, 7, 25)),
    ],
)
def test_a_last_day_is_read_as_everywhere(words, day):
    data = f"责任单位,问题描述,检查时间,整改时限\n区财政局,链接失效,2022-06-28,{words}\n".encode()
    found = read_problem_list(data, "清单.csv", year=2022, today=date(2022, 7, 6))
    assert [row.due for row in found.rows] == [day]
    assert found.problems == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_give_the_same_rows(encoding):
    assert read_problem_list(CSV.encode(encoding), "清单.csv").rows == read_problem_list(CSV.encode(), "清单.csv").rows


def test_tabs_and_columns_in_another_order_with_full_width_heads():
    text = (
        "存 在 问 题\t检查日期\t所在栏目\t网　址\t被检查单位\n"
        "更新不及时\t２０２２．５．１８\t要闻\thttps://a.cn/1\t 区司法局 \n"
    )
    (row,) = read_problem_list(text.encode(), "清单.tsv").rows
    assert (row.unit, row.what, row.where) == ("区司法局", "更新不及时", "要闻 https://a.cn/1")
    assert row.found == date(2022, 5, 18)


def test_a_worksheet_with_titles_merged_cells_blank_rows_and_a_head_of_two_rows():
    rows = [
        ["天桥区政府网站第二季度检查问题清单", *[None] * 5],
        ["检查时间：2022年5月", *[None] * 5],
        ["序号", "被检查单位", "问题", None, "检查时间", "整改期限"],
        [None, None, "位置", "描述（可附图）", None, None],
        [1, "区财政局", "https://a.cn/1", "链接打不开", datetime(2022, 5, 18), datetime(2022, 5, 25, 17, 30)],
        [2, None, "https://a.cn/2", "错别字：“公开栏”写成“公开拦”", None, None],
        [None] * 6,
        [3, "区司法局", "机构职能", "未更新\n负责人已变动", "2022/5/19", "5月26日前"],
        ["填表人：张三", None, None, None, None, None],
    ]
    merges = ["A1:F1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "B5:B6", "E5:E6", "F5:F6", "A9:F9"]
    found = read_problem_list(xlsx(rows, merges), "清单.xlsx", year=2022)
    assert found.problems == ()
    assert [(row.row, row.unit, row.where, row.what) for row in found.rows] == [
        (5, "区财政局", "https://a.cn/1", "链接打不开"),
        (6, "区财政局", "https://a.cn/2", "错别字：“公开栏”写成“公开拦”"),
        (8, "区司法局", "机构职能", "未更新\n负责人已变动"),
    ]
    assert {row.found for row in found.rows} == {date(2022, 5, 18), date(2022, 5, 19)}
    assert [row.due for row in found.rows] == [date(2022, 5, 25), date(2022, 5, 25), date(2022, 5, 26)]
    assert any("检查时间：2022年5月" in hint for hint in found.hints)
    assert any("第 9 行没有作为问题导入：填表人：张三" in hint for hint in found.hints)


def test_an_empty_unit_is_carried_down_in_a_csv_and_said_but_refused_in_a_worksheet():
    text = "单位,问题\n区财政局,甲\n,乙\n"
    rows = read_problem_list(text.encode(), "清单.csv").rows
    assert [(row.unit, row.hints) for row in rows] == [
        ("区财政局", ()),
        ("区财政局", ("单位空着，沿用上面的“区财政局”",)),
    ]
    found = read_problem_list(xlsx([["单位", "问题"], ["区财政局", "甲"], [None, "乙"]]), "清单.xlsx")
    assert [row.what for row in found.rows] == ["甲"]
    (problem,) = found.problems
    assert str(problem) == "清单.xlsx:3：单位空着（这一行是：乙）。（字段 单位）"


def test_every_row_that_cannot_be_read_is_named():
    text = (
        "单位,问题,检查时间,整改期限\n区财政局,,2022-05-18,\n区财政局,甲,前天,\n区财政局,乙,,2022-02-30\n"
        f"区财政局,{'长' * 5001},,\n区财政局,丙,5月18日,\n区财政局,丁,,\n"
    )
    found = read_problem_list(text.encode(), "清单.csv")
    assert [row.what for row in found.rows] == ["丁"]
    assert [(problem.line, problem.field) for problem in found.problems] == [
        (2, "问题"), (3, "检查时间"), (4, "整改期限"), (5, "问题"), (6, "检查时间"),
    ]  # fmt: skip
    assert "没有写哪一年" in found.problems[-1].message


def test_formulas_give_their_stored_value_and_without_one_are_named():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["单位", "问题"], ["区财政局", '="甲"&"乙"'], ["区司法局", "#REF!"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    found = read_problem_list(out.getvalue(), "清单.xlsx")
    assert found.rows == ()
    assert [(problem.line, problem.field) for problem in found.problems] == [(2, "问题"), (3, "问题")]
    assert "是公式" in found.problems[0].message
    calculated = patched(out.getvalue(), "xl/worksheets/sheet1.xml", with_result)
    assert read_problem_list(calculated, "清单.xlsx").rows[0].what == "甲乙"


def with_result(text):
    """As spreadsheet programs store a formula with the text that it gave."""
    return re.sub(r'<c r="B2"([^>]*)>(<f>.*?</f>)<v ?/?>(</v>)?', r'<c r="B2"\1 t="str">\2<v>甲乙</v>', text)


def patched(data, part, change):
    """The file with one part changed, as another program might write it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == part else content)
    return out.getvalue()


def test_a_wrong_declared_size_hides_no_row():
    data = xlsx([["单位", "问题"], ["区财政局", "甲"], ["区司法局", "乙"]])
    small = patched(data, "xl/worksheets/sheet1.xml", lambda text: text.replace('ref="A1:B3"', 'ref="A1"'))
    assert small != data
    assert [row.what for row in read_problem_list(small, "清单.xlsx").rows] == ["甲", "乙"]


def test_several_sheets_are_all_read_and_those_without_a_head_are_named():
    more = [("说明", [["请按时整改"]], ()), ("区司法局", [["问题", "单位"], ["乙", "区司法局"]], ())]
    found = read_problem_list(xlsx([["单位", "问题"], ["区财政局", "甲"]], (), "区财政局", more), "清单.xlsx")
    assert [(row.place, row.what) for row in found.rows] == [
        ("清单.xlsx[区财政局]", "甲"),
        ("清单.xlsx[区司法局]", "乙"),
    ]
    assert "清单.xlsx[说明] 没有问题清单的表头，没有读取" in found.hints


def test_heads_repeated_on_a_new_page_and_labels_are_no_rows():
    text = "序号,单位,问题\n一、网站,,\n1,区财政局,甲\n序号,单位,问题\n2,区司法局,乙\n"
    found = read_problem_list(text.encode(), "清单.csv")
    assert [row.what for row in found.rows] == ["甲", "乙"]
    assert any("一、网站" in hint for hint in found.hints)


def test_columns_that_mean_nothing_are_named():
    assert any("扣分" in hint for hint in read_problem_list("单位,问题,扣分\n甲局,乙,2\n".encode(), "清单.csv").hints)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("单位,负责人\n甲局,乙\n".encode(), "没有找到表头"),
        ("单位,问题,存在问题\n甲局,乙,丙\n".encode(), "分不清用哪一列"),
        (b"", "空"),
        (b"PK\x03\x04broken", "损坏"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "旧版"),
        ('单位,问题\n甲局,"乙\n'.encode(), "引号"),
    ],
)
def test_files_that_are_no_list_are_refused_by_name(data, words):
    with pytest.raises(DocumentError, match=words) as refusal:
        read_problem_list(data, "清单.xlsx")
    assert str(refusal.value).startswith("清单.xlsx：")


def test_a_zip_that_is_no_workbook_and_bombs_are_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(DocumentError, match="不是 xlsx"):
        read_problem_list(out.getvalue(), "清单.xlsx")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 61_000_000)
    with pytest.raises(DocumentError, match="解开后超过"):
        read_problem_list(out.getvalue(), "清单.xlsx")
    entities = patched(
        xlsx([["单位", "问题"], ["甲", "乙"]]), "xl/workbook.xml",
        lambda text: '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + text.partition("?>")[2],
    )  # fmt: skip
    with pytest.raises(DocumentError, match="文档类型"):
        read_problem_list(entities, "清单.xlsx")


def test_without_openpyxl_it_says_what_to_install(monkeypatch):
    data = xlsx([["单位", "问题"], ["甲", "乙"]])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(DocumentError, match=r"pip install 'gongkai\[xlsx\]'"):
        read_problem_list(data, "清单.xlsx")
    assert read_problem_list(CSV.encode(), "清单.csv").rows


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(
    lambda text: text.strip() and not text.startswith("=")
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8))
def test_no_row_of_a_worksheet_is_ever_lost(pairs):
    found = read_problem_list(xlsx([["单位", "问题", "序号"], *([*pair, "0"] for pair in pairs)]), "清单.xlsx")
    assert len(found.rows) + len(found.problems) + len(
        [hint for hint in found.hints if "行没有作为问题" in hint]
    ) == len(pairs)


HEAD = ["问题编号", "责任单位", "问题位置", "问题描述", "整改期限", "整改情况", "整改链接", "整改完成时间", "备注"]


def test_a_returned_table_by_id():
    book = openpyxl.Workbook()
    book.active.append(["整改链接表"])
    book.active.append(HEAD)
    book.active.append(
        ["20220518-3f9a2c", "区财政局", "预决算", "链接打不开", datetime(2022, 5, 25), "已修复", "https://a.cn/1\n截图.png",
         datetime(2022, 5, 20), "无"]
    )  # fmt: skip
    book.active["F3"].font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    (row,) = read_returned_table(out.getvalue(), "区财政局.xlsx").rows
    assert (row.row, row.id, row.text, row.links) == (3, "20220518-3f9a2c", "已修复", ("https://a.cn/1", "截图.png"))
    assert row.done == date(2022, 5, 20)
    assert dict(row.fixed)["整改期限"] == "2022-05-25"


def test_what_is_wrong_in_a_returned_table_is_named_by_row_and_column():
    text = ",".join(HEAD) + "\n,区财政局,,甲,,已改,https://a.cn,,\nx-1,区财政局,,乙,,已改,https://a.cn,前天,\n"
    found = read_returned_table(text.encode("gb18030"), "表.csv")
    assert found.rows == ()
    assert [(problem.line, problem.field) for problem in found.problems] == [(2, "问题编号"), (3, "整改完成时间")]
    with pytest.raises(DocumentError, match="不是整改链接表"):
        read_returned_table(CSV.encode(), "清单.csv")
