"""Tables as xlsx: read back with openpyxl as a spreadsheet program would see them."""

import io
import sys
from datetime import date

import openpyxl
import pytest

from gongkai_tui.domain.problem_record import Found, ProblemRecord, ProblemState, Round
from gongkai_tui.importing.returned_table import read_returned_table
from gongkai_tui.reporting.file_names import distinct, file_name
from gongkai_tui.reporting.rectification_sheet import sheet_bytes
from gongkai_tui.reporting.xlsx import Column, NoXlsx, Worksheet, xlsx_bytes

COLUMNS = (Column("甲", 10), Column("乙", 20, open=True))


def sheet(*rows, name="表", note="说明"):
    return Worksheet(name, "标题", note, COLUMNS, rows)


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM(A1)", "＝1", "  =cmd|' /C calc'!A0", '=HYPERLINK("x")'])
def test_text_is_never_a_formula(text):
    cell = opened(xlsx_bytes([sheet((text, ""))])).active["A4"]
    assert (cell.value, cell.data_type) == (text, "s")
    # A signed number is text in its cell all the same, and can be added up by whoever makes a number of it.
    assert cell.quotePrefix == (text not in ("+86", "-1"))
    assert cell.number_format == "@"


def test_head_widths_and_page():
    book = opened(xlsx_bytes([sheet(("一", "二"), ("三", date(2022, 5, 18)))]))
    table = book.active
    assert [cell.value for cell in table[3]] == ["甲", "乙"]
    assert table["A3"].font.bold
    assert table["A3"].fill.fgColor.rgb != table["A4"].fill.fgColor.rgb != table["B4"].fill.fgColor.rgb
    assert table.freeze_panes == "A4"
    assert table.auto_filter.ref == "A3:B5"
    assert (table.column_dimensions["A"].width, table.column_dimensions["B"].width) == (12, 22)
    assert {str(span) for span in table.merged_cells.ranges} == {"A1:B1", "A2:B2"}
    assert table["B5"].is_date
    assert table.page_setup.orientation == "landscape"


def test_long_text_makes_a_high_row_and_controls_are_shown():
    table = opened(xlsx_bytes([sheet(("字" * 50, "a\x00b\nc"))])).active
    assert table.row_dimensions[4].height > 100
    assert table["B4"].value == "a␀b\nc"


def test_names_of_sheets_are_those_that_the_format_allows():
    names = [":甲/乙*", "甲" * 40, "甲" * 40, "甲" * 40, "'", ""]
    assert opened(xlsx_bytes([sheet(name=name) for name in names])).sheetnames == [
        "_甲_乙_", "甲" * 31, "甲" * 29 + "-2", "甲" * 29 + "-3", "表", "表-2",
    ]  # fmt: skip


def test_without_openpyxl_it_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(NoXlsx, match="--format csv"):
        xlsx_bytes([sheet()])


RECORDS = [
    ProblemRecord(
        "20220518-3f9a2c", ProblemState.RECTIFYING, unit="区财政局",
        found=Found(date(2022, 5, 18), where="=栏目", what='-打不开\n第二行，有“引号”"和逗号,'),
        rounds=(Round(1, due=date(2022, 5, 25)),),
    )
]  # fmt: skip


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_table_comes_back_as_it_went_out(form):
    (row,) = read_returned_table(sheet_bytes("标题", RECORDS, form), "表").rows
    assert row.id == "20220518-3f9a2c"
    fixed = {column: text.removeprefix("'") for column, text in row.fixed}
    assert fixed == {
        "责任单位": "区财政局",
        "问题位置": "=栏目",
        "问题描述": '-打不开\n第二行，有“引号”"和逗号,',
        "整改期限": "2022-05-25",
    }
    assert (row.text, row.links, row.done) == ("", (), None)


def test_csv_opens_in_chinese_programs():
    assert sheet_bytes("标题", RECORDS, "csv").startswith(b"\xef\xbb\xbf")


def test_file_names_are_safe_and_distinct():
    assert file_name("天桥区", "区教育局", ending="xlsx") == "天桥区-区教育局.xlsx"
    assert file_name("a/b\\c:d*e?f", "..", "\n", ending="csv") == "a_b_c_d_e_f.csv"
    assert len(file_name("长" * 200, ending="xlsx").encode()) < 255
    assert file_name("../..", ending="xlsx") == "_.xlsx"
    assert distinct(["甲.csv", "乙.csv", "甲.csv"]) == ["甲.csv", "乙.csv", "甲(2).csv"]
