"""Tables that come back with a row for each unit, as csv and as xlsx; everything that is wrong with one, at once."""

from __future__ import annotations

import io
import sys
from contextlib import closing
from datetime import date

import openpyxl
import pytest

from gongkai_tui.domain.errors import GongkaiError, Refused
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.usecases.apply_table import propose_table
from gongkai_tui.usecases.change_tasks import carry_out
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import run_git

FINANCE, STREET, SCHOOLS = "区财政局", "西市场街道办事处", "区教育和体育局"
ONE, TWO = "https://a.cn/1", "https://a.cn/2"
EACH = f"""编号,单位,状态,佐证
huaiyin-2022/1,{FINANCE},待核查,{ONE}
huaiyin-2022/1,{STREET},待核查,{TWO}
huaiyin-2022/2,,推进中,
"""


def propose(ws, table, suffix="csv"):
    return propose_table(ws, table.encode() if isinstance(table, str) else table, suffix=suffix, name=f"表.{suffix}")


def found(ws, table, suffix="csv"):
    """Line, column and words of everything that is wrong."""
    with pytest.raises(Refused) as refused:
        carry_out(ws, propose(ws, table, suffix))
    assert {problem.place for problem in refused.value.problems} == {f"表.{suffix}"}
    return [(problem.line, problem.field, problem.message) for problem in refused.value.problems]


def commits(repo):
    return int(run_git(repo, "rev-list", "--count", "HEAD"))


def test_units_of_one_task_are_changed_in_one_commit(repo, ws):
    before = commits(repo)
    saved = carry_out(ws, propose(ws, EACH))
    assert (saved.tasks, commits(repo)) == (("huaiyin-2022/001", "huaiyin-2022/002"), before + 1)
    task = show_task(ws, "huaiyin-2022/1").task
    assert {unit: str(status) for unit, status in task.unit_status.items()} == {FINANCE: "待核查", STREET: "待核查"}
    assert [(entry.unit, entry.kind, entry.evidence) for entry in task.log] == [
        (FINANCE, "进展", ()),
        (FINANCE, "报送", (ONE,)),
        (STREET, "进展", ()),
        (STREET, "报送", (TWO,)),
    ]
    assert show_task(ws, "huaiyin-2022/2").task.status == "推进中"


def test_a_table_that_comes_twice_on_a_day_is_recorded_once(repo, ws):
    carry_out(ws, propose(ws, EACH))
    before = commits(repo)
    again = propose(ws, EACH)
    assert (again.tasks, again.hints) == ((), ("表.csv 第 2-3 行说的今天已经记过，没有再记",))
    carry_out(ws, again)
    assert commits(repo) == before
    more = propose(ws, EACH.replace(TWO, "https://a.cn/3"))
    assert [change.new for change in more.changes] == [f"2022-08-01 进展 {STREET} [https://a.cn/3]（办公室李四）"]
    assert more.hints == ("表.csv 第 2 行说的今天已经记过，没有再记",)
    with closing(open_workspace(ws.root, today=date(2022, 8, 2))) as later:
        assert propose(later, EACH).tasks == ("huaiyin-2022/001",), "what is said anew on another day is a sign of life"


def test_the_commit_names_the_units(repo, ws):
    table = EACH.replace(f"{STREET},待核查", f"{STREET},推进中").replace("huaiyin-2022/2,,推进中,\n", "")
    saved = carry_out(ws, propose(ws, table))
    assert saved.subject == f"槐荫2022 第1项 财政信息：未启动 → 待核查、推进中（{FINANCE}等2个单位）"
    body = run_git(repo, "log", "-1", "--format=%b")
    for unit, status in ((FINANCE, "待核查"), (STREET, "推进中")):
        assert f"状态（{unit}）：未启动 → {status}\n" in body


def test_a_status_beside_a_unit_is_that_of_the_unit(ws):
    """The list shows 待核查 for the task as soon as one of its units has it."""
    first = f"编号,单位,状态,佐证\nhuaiyin-2022/1,{FINANCE},待核查,{ONE}\n"
    second = EACH.replace(f"{FINANCE},待核查", f"{FINANCE},")
    carry_out(ws, propose(ws, first))
    carry_out(ws, propose(ws, second))
    assert show_task(ws, "huaiyin-2022/1").task.unit_status[STREET] == "待核查"


def test_the_same_unit_twice_is_refused_however_it_is_written(repo, ws):
    before = commits(repo)
    table = EACH + f"huaiyin-2022/01, {FINANCE} ,推进中,\nhuaiyin-2022/2,,推进中,\n"
    assert found(ws, table) == [
        (5, "编号", f"huaiyin-2022/001（{FINANCE}） 在第 2 行已经有了，请只留一行"),
        (6, "编号", "任务 huaiyin-2022/002 在第 4 行已经有了，请只留一行"),
    ]
    assert commits(repo) == before


def test_everything_wrong_is_named_at_once_with_line_and_column(repo, ws):
    before = commits(repo)
    table = (
        "编号,单位,状态,期限,佐证\n"
        f"huaiyin-2022/1,{FINANCE},逾期,周八,见附件\n"
        f"huaiyin-2022/1,{STREET},推进中,,\n"
        "huaiyin-2022/98,,推进中,,\n"
        ",,推进中,,\n"
        f"huaiyin-2022/2,{FINANCE},推进中,,\n"
        "huaiyin-2022/3,,已核销,,\n"
        "不是编号,,推进中,,\n"
    )
    wrong = found(ws, table)
    assert [(line, field) for line, field, _ in wrong] == [
        (2, "状态"), (2, "期限"), (2, "佐证"), (4, "编号"), (5, "编号"), (6, "单位"), (7, "状态"), (8, "编号"),
    ]  # fmt: skip
    said = ("按日期算出", "没有看懂", "“见附件”不像", "没有任务", "缺少任务编号", "不是这项任务", "不能从", "不能用")
    for (_, _, message), words in zip(wrong, said, strict=True):
        assert words in message
    assert commits(repo) == before


def test_bad_values_in_every_row_are_refused_and_not_a_usage_error(ws):
    with pytest.raises(GongkaiError) as refused:
        carry_out(ws, propose(ws, "编号,状态\nhuaiyin-2022/1,逾期\nhuaiyin-2022/2,逾期\n"))
    assert refused.value.exit_code == 1
    assert [problem.line for problem in refused.value.problems] == [2, 3]


def test_an_unknown_column_does_not_hide_bad_rows(ws):
    wrong = found(ws, "编号,颜色,状态\nhuaiyin-2022/1,红,办完了\n")
    assert [(line, field) for line, field, _ in wrong] == [(None, "颜色"), (2, "状态")]


def test_every_line_that_is_no_json_is_named(ws):
    rows = '{"id": "huaiyin-2022/1", "status": "推进中"}\n{不是\n[1]\n{"id": "huaiyin-2022/9", "note": "x"}\n'
    assert [(line, field) for line, field, _ in found(ws, rows, "jsonl")] == [(2, ""), (3, ""), (4, "id")]


def test_every_row_of_another_length_is_named(ws):
    with pytest.raises(DocumentError, match=r"第 2 行有 1 格，第 4 行有 3 格，表头有 2 格"):
        propose(ws, "编号,状态\nhuaiyin-2022/1\nhuaiyin-2022/2,推进中,,\nhuaiyin-2022/3,推进中,x\n")


def xlsx(rows, change=None, more=None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    for name, table in (more or {}).items():
        sheet = book.create_sheet(name)
        for row in table:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEAD = ["编号", "责任\n单位", "状态", "佐证链接"]


def test_a_worksheet_with_a_title_merged_ids_and_hyperlinks(ws):
    def change(sheet):
        sheet.merge_cells("A1:D1")
        sheet.merge_cells("A3:A4")
        sheet["D3"].hyperlink = ONE
        sheet["D4"].hyperlink = TWO

    rows = [
        ["槐荫区政务公开任务落实情况表", None, None, None],
        HEAD,
        ["huaiyin-2022/1", FINANCE, "待核查", "链接"],
        [None, STREET, "待核查", "公示 1.pdf"],
        ["huaiyin-2022/2", None, "推进中", None],
    ]
    carry_out(ws, propose(ws, xlsx(rows, change), "xlsx"))
    log = show_task(ws, "huaiyin-2022/1").task.log[1::2]
    assert [(entry.unit, entry.evidence) for entry in log] == [(FINANCE, (ONE,)), (STREET, ("公示 1.pdf", TWO))]
    assert show_task(ws, "huaiyin-2022/2").task.status == "推进中"


def test_bad_cells_of_a_worksheet_are_named_as_the_program_numbers_them(ws):
    rows = [["标题"], HEAD, ["huaiyin-2022/1", FINANCE, "逾期", None], ["huaiyin-2022/2", None, "=1+1", None]]
    assert [(line, field) for line, field, _ in found(ws, xlsx(rows), "xlsx")] == [(3, "状态"), (4, "状态")]


def test_a_worksheet_without_ids_is_told_and_one_alone_refused(ws):
    rows = [HEAD, ["huaiyin-2022/2", None, "推进中", None]]
    proposal = propose(ws, xlsx(rows, more={"说明": [["请填写"]]}), "xlsx")
    assert (proposal.tasks, proposal.hints) == (("huaiyin-2022/002",), ("表.xlsx[说明] 没有“编号”一列，没有读取",))
    with pytest.raises(DocumentError, match=r"表.xlsx：没有找到表头"):
        propose(ws, xlsx([["状态", "佐证"], ["推进中", ONE]]), "xlsx")


def test_without_the_library_it_says_how_to_get_it(ws, monkeypatch):
    data = xlsx([HEAD])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(DocumentError, match=r"gongkai\[xlsx\]"):
        propose(ws, data, "xlsx")


def test_a_column_tells_how_it_was_checked(repo, ws):
    carry_out(ws, propose(ws, EACH))
    checked = f"编号,单位,状态,核查方式\nhuaiyin-2022/1,{FINANCE},已完成,材料审核\nhuaiyin-2022/1,{STREET},已完成,\n"
    carry_out(ws, propose(ws, checked))
    log = show_task(ws, "huaiyin-2022/1").task.log[-2:]
    assert [(entry.unit, entry.method) for entry in log] == [(FINANCE, "材料审核"), (STREET, "")]
    [refused] = found(ws, "编号,状态,核查方式\nhuaiyin-2022/3,推进中,抽检\n")
    assert (refused[:2], "只记在核查上" in refused[2]) == ((2, "核查方式"), True)


HAPPENED = f"编号,单位,状态,佐证,发布日期\nhuaiyin-2022/1,{FINANCE},待核查,{ONE},7月25日\n"


def test_a_column_tells_the_day_on_which_what_is_reported_happened(ws):
    today = HAPPENED + f"huaiyin-2022/1,{STREET},待核查,{TWO},2022-08-01\nhuaiyin-2022/2,,推进中,,\n"
    carry_out(ws, propose(ws, today))
    log = show_task(ws, "huaiyin-2022/1").task.log
    assert [(entry.kind, str(entry.date), entry.on and str(entry.on)) for entry in log] == [
        ("进展", "2022-08-01", None),
        ("报送", "2022-08-01", "2022-07-25"),
        ("进展", "2022-08-01", None),
        ("报送", "2022-08-01", None),
    ]


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [("7月25日", "2022-08-02", "还没有到"), ("7月25日", "某天", "日期没有看懂"), (ONE, "", "一起写")],
)
def test_a_day_that_cannot_be_is_named_in_its_column(ws, was, now, said):
    ((line, column, message),) = found(ws, HAPPENED.replace("待核查", "推进中").replace(was, now))
    assert (line, column) == (2, "发布日期")
    assert said in message


@pytest.mark.parametrize("due", ["2022-12-31", "无"])
def test_a_last_day_that_is_put_off_without_a_reason_is_told(ws, due):
    table = f"编号,期限,理由\nhuaiyin-2022/1,{due},\nhuaiyin-2022/2,{due},\n"
    (hint,) = propose(ws, table).hints
    assert "huaiyin-2022/001的期限改晚或去掉了，没有写理由（“理由”列，如“更正：误读原文”）" in hint
    assert not propose(ws, table.replace(f"{due},", f"{due},更正：误读原文")).hints
    assert not propose(ws, table.replace(due, "2022-05-31")).hints
