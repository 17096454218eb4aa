"""Each output format against its golden file, and what must hold for any text."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.pairs import pack_pairs
from gongkai_tui.domain.row import TITLES
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.delimited import csv_text, tsv_text, unformula
from gongkai_tui.reporting.json_text import json_rows_text, json_text
from gongkai_tui.reporting.markdown import markdown_text
from gongkai_tui.reporting.table import table_lines
from gongkai_tui.reporting.task_columns import column_names
from gongkai_tui.reporting.task_json import JSON_KEYS, tasks_json
from gongkai_tui.reporting.task_list import tasks_text
from gongkai_tui.reporting.width import width

from .samples import FIRST, ROWS, SECOND

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
CELLS = st.lists(st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT), min_size=1, max_size=5)
UNSAFE = {chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0), 0x202E, 0x2028, 0x200B)} - {"\n"}


@pytest.mark.parametrize("form", ["table", "json", "csv", "tsv", "md"])
def test_list_formats(form: str, golden) -> None:
    golden(f"list.{form}", tasks_text(ROWS, form))


def test_a_table_fits_the_room(golden) -> None:
    text = tasks_text(ROWS, "table", room=60)
    assert max(map(width, text.splitlines())) <= 60
    golden("list-60.table", text)


def test_all_columns(golden) -> None:
    golden("all-columns.csv", tasks_text(ROWS, "csv", tuple(TITLES)))
    golden("all-columns.table", tasks_text(ROWS, "table", tuple(TITLES)))
    golden("all-columns.json", tasks_text(ROWS, "json", tuple(TITLES)))


@pytest.mark.parametrize("form", ["table", "json", "csv", "tsv", "md"])
def test_no_rows(form: str, golden) -> None:
    golden(f"empty.{form}", tasks_text((), form))


def test_json_rows_have_the_agreed_keys() -> None:
    first, second = json.loads(tasks_json([(FIRST, ("逾期",)), (SECOND, ())]))
    assert list(first) == list(JSON_KEYS)
    assert first == {
        "id": "tianqiao-2021/001",
        "plan": "tianqiao-2021",
        "seq": 1,
        "section": "深化重点领域政府信息公开",
        "heading": "财政|信息*公开",
        "requirement": "公开预决算，说明“三公”经费。\n按季度更新。",
        "units": [
            {"unit": "区财政局", "role": "牵头"},
            {"unit": "各街道办事处", "role": "配合"},
            {"unit": "区民政局", "role": "责任"},
        ],
        "deadline": {"raw": "2022年5月10日前", "kind": "截止", "due": "2022-05-10"},
        "status": "推进中",
        "flags": ["逾期"],
        "updated": "2022-04-20",
    }
    assert second["seq"] is None
    assert second["deadline"] is None
    assert second["updated"] is None
    assert second["units"] == []


def test_column_names() -> None:
    assert column_names("id,状态， due") == ("id", "status", "due")
    assert column_names("任务,责任单位,单位,标记") == ("heading", "units", "units", "flags")
    assert column_names("完成时限,期限") == ("deadline", "due")
    with pytest.raises(UsageError, match="没有“x”这一列"):
        column_names("id,x")


@given(CELLS)
def test_csv_can_be_read_back_and_holds_no_formula(rows) -> None:
    text = csv_text(["a", "b", "c"], rows)
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert len(read) == len(rows) + 1
    assert all(len(row) == 3 for row in read)
    assert not UNSAFE & set(text)
    for cell in (cell for row in read for cell in row):
        assert cell.lstrip(" \u3000\u00a0")[:1] not in tuple("=+-@＝＋－＠\n")


@given(CELLS)
def test_tsv_is_one_line_a_row(rows) -> None:
    lines = tsv_text(["a", "b", "c"], rows).split("\n")
    assert len(lines) == len(rows) + 2
    assert all(line.count("\t") == 2 for line in lines[:-1])


@given(CELLS)
def test_markdown_is_one_line_a_row(rows) -> None:
    lines = markdown_text(["a", "b", "c"], rows).split("\n")
    assert len(lines) == len(rows) + 3
    assert all(line.replace("\\\\", "").replace("\\|", "").count("|") == 4 for line in lines[:-1])


@given(st.lists(st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=3), max_size=4))
def test_json_is_exact_and_safe_to_show(rows) -> None:
    for text in (json_rows_text(rows), json_text(rows)):
        assert json.loads(text) == rows
        assert not UNSAFE & set(text)
        text.encode()


NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8) | st.just('\\u001e","\\u001f')


@given(st.lists(st.tuples(NAMES, st.sampled_from(["牵头", "配合", "责任"])), max_size=4))
def test_units_are_written_as_they_are(units) -> None:
    row = FIRST._replace(packed_units=pack_pairs(units))
    read = json.loads(tasks_text([(row, ())], "json"))[0]["units"]
    assert [(unit["unit"], unit["role"]) for unit in read] == units
    cell = next(csv.DictReader(io.StringIO(tasks_text([(row, ())], "csv", ["id", "units"]))))["units"]
    said = "、".join(unit if role == "责任" else f"{unit}（{role}）" for unit, role in units)
    assert cell.removeprefix("'") == clean(said)


@given(CELLS, st.integers(30, 80))
def test_tables_keep_to_the_room(rows, room: int) -> None:
    lines = table_lines(["甲", "乙", "丙"], list(zip(*rows, strict=True)), room=room)
    assert len(lines) == len(rows) + 1
    assert max(map(width, lines)) <= room


@pytest.mark.parametrize(
    "cell", ["=1", "+1+1", "-1-1", "-1.", "+", "-1.5e3", "+1|x", "@x", "\t=1", "\r=1", " =1", "　=1", "＝1", "\n=1"]
)
def test_formulas_are_disarmed(cell: str) -> None:
    assert unformula(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", " ", "1", "-1.5", "+2", "a=1", "（=）", "“=”"])
def test_other_cells_stay(cell: str) -> None:
    assert unformula(cell) == cell
