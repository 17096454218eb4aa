"""Lists in, tables out and back in, notices: in a real repository, one commit each, all or nothing."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai_tui.domain.errors import Refused, UsageError
from gongkai_tui.domain.problem_matching import Match
from gongkai_tui.domain.problem_notice import NoticeRefused
from gongkai_tui.domain.problem_record import Found, ProblemRecord, ProblemState
from gongkai_tui.domain.settable import BadValue
from gongkai_tui.domain.status import Status
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.problem_list import read_problem_list
from gongkai_tui.reporting.notice_text import notice_text
from gongkai_tui.storage import emit
from gongkai_tui.storage.problem_record import decode_problem
from gongkai_tui.usecases.change_problems import carry_out, propose_notify, propose_recheck, propose_withdraw
from gongkai_tui.usecases.import_problems import ListOptions, propose_problem_list
from gongkai_tui.usecases.plan_lookup import UnknownPlan
from gongkai_tui.usecases.problem_files import problem_file
from gongkai_tui.usecases.problem_notices import Chosen, SentNotice, notice_page, propose_sent, sent_page
from gongkai_tui.usecases.problems import list_problems
from gongkai_tui.usecases.rectification_sheets import rectification_sheets
from gongkai_tui.usecases.return_sheets import propose_return
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.undo import carry_out_undo, propose_undo
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import TASKS, TODAY, run_git

ALIAS = "请核对名称，或先用 gongkai unit alias 登记为某单位的别名。"

PLAN = "huaiyin-2022"
DUE = date(2022, 8, 10)
LIST = (
    "单位,栏目,问题,检查时间,任务\n"
    "区财政局,预决算,链接打不开,2022-07-20,1\n"
    "区教育局,招生,半年未更新,2022-07-20,\n"
    "西市场街道办事处,要闻,错别字,2022-07-21,huaiyin-2022/3\n"
)


def take_in(ws, text=LIST, **options):
    return propose_problem_list(ws, text.encode(), "清单.csv", plan=PLAN, options=ListOptions(**options))


def imported(ws, text=LIST, **options):
    found = take_in(ws, text, **options)
    return carry_out(ws, found.proposal)


def records(ws):
    return {each.record.unit: each.record for each in list_problems(ws).problems}


def commits(repo):
    return int(run_git(repo, "rev-list", "--count", "HEAD"))


def test_a_list_becomes_records_in_one_commit(repo, ws):
    before = commits(repo)
    saved = imported(ws, by="某评估公司")
    assert saved.subject == "槐荫2022 导入问题清单 清单.csv：登记3个问题（某评估公司）"
    assert commits(repo) == before + 1
    found = records(ws)
    assert set(found) == {"区财政局", "区教育和体育局", "西市场街道办事处"}
    record = found["区财政局"]
    assert (record.task, record.state, record.id[:9]) == ("huaiyin-2022/001", ProblemState.TO_NOTIFY, "20220720-")
    assert (record.found.by, record.found.method, record.found.where) == ("某评估公司", "第三方", "预决算")
    carry_out_undo(ws, propose_undo(ws))
    assert records(ws) == {}


def test_with_a_deadline_the_units_are_told_and_their_tasks_follow(ws):
    imported(ws, due=DUE)
    assert {each.state for each in records(ws).values()} == {ProblemState.RECTIFYING}
    assert records(ws)["区财政局"].rounds[0].due == DUE
    assert show_task(ws, "huaiyin-2022/1").task.unit_status == {"区财政局": Status.RECTIFYING}


def test_a_unit_under_another_name_in_the_task_is_one_unit(repo, ws):
    path = repo / "plans/huaiyin-2022/002.yaml"
    path.write_text(path.read_text("utf-8").replace("unit: 区教育和体育局", "unit: 区教育局"), "utf-8")
    run_git(repo, "commit", "-q", "-am", "别名")
    text = "单位,问题,检查时间,任务\n区教育和体育局,甲,2022-07-20,2\n区教育局,乙,2022-07-20,\n"
    imported(ws, text, due=DUE)
    assert sorted(each.record.unit for each in list_problems(ws).problems) == ["区教育和体育局", "区教育局"]
    assert show_task(ws, "huaiyin-2022/2").task.status is Status.RECTIFYING
    assert [(file.unit, file.count) for file in rectification_sheets(ws).files] == [("区教育和体育局", 2)]
    assert notice_page(ws, Chosen(plan=PLAN), "整改通知").draft.addressees == "区教育和体育局"
    assert take_in(ws, text).added == 0


def test_a_unit_that_the_task_does_not_name_is_refused(ws):
    with pytest.raises(Refused) as refused:
        take_in(ws, "单位,问题,检查时间,任务\n区教育局,甲,2022-07-20,1\n")
    (problem,) = refused.value.problems
    assert problem.line == 2
    assert "不是这项任务的责任单位" in problem.message


def test_the_deadline_that_a_list_proposes_is_used_when_the_unit_is_told(ws):
    text = "单位,问题,检查时间,整改期限\n区财政局,甲,2022-07-20,8月5日前\n区教育局,乙,2022-07-20,\n"
    imported(ws, text)
    before = records(ws)
    dues = {unit: record.found.due for unit, record in before.items()}
    assert dues == {"区财政局": date(2022, 8, 5), "区教育和体育局": None}
    ids = {unit: record.id for unit, record in before.items()}
    assert "要写整改期限" in propose_notify(ws, [ids["区教育和体育局"]]).refusals[0].message
    other = propose_notify(ws, [ids["区财政局"]], due="2022-08-09")
    assert other.cautions == (f"{ids['区财政局']}：清单写的整改期限是 2022-08-05，这次定为 2022-08-09。",)
    carry_out(ws, propose_notify(ws, [ids["区财政局"]]))
    assert records(ws)["区财政局"].rounds[0].due == date(2022, 8, 5)


def test_deadlines_of_the_list_count_only_once_the_units_are_told(ws):
    text = "单位,问题,检查时间,整改期限\n区财政局,甲,2022-07-20,2022-08-05\n区教育局,乙,2022-07-20,\n"
    found = take_in(ws, text)
    assert any("1 条有整改期限" in hint for hint in found.hints)
    assert found.hints == take_in(ws, text + "区财政局,甲,2022-07-20,2022-08-06\n").hints
    with pytest.raises(Refused, match="1 处不能用") as refusal:
        take_in(ws, text, notified=TODAY)
    assert "没有整改期限，不能记为已反馈" in refusal.value.problems[0].message
    imported(ws, text, due=DUE, notified=date(2022, 7, 30))
    dues = {unit: (record.rounds[0].notified, record.rounds[0].due) for unit, record in records(ws).items()}
    told = date(2022, 7, 30)
    assert dues == {"区财政局": (told, date(2022, 8, 5)), "区教育和体育局": (told, DUE)}


def test_every_row_that_does_not_match_is_named_and_nothing_is_imported(repo, ws):
    before = commits(repo)
    text = (
        "单位,问题,检查时间,任务\n区财局,甲,,\n各街道办事处,乙,,\n区财政局、区教育局,丙,,\n区财政局,丁,2022-09-01,\n"
        "区财政局,戊,,99\n区财政局,己,前天,\n区财政局,庚,,\n"
    )
    with pytest.raises(Refused, match="6 处不能用，全部没有导入") as refusal:
        take_in(ws, text)
    assert [(problem.line, problem.message) for problem in refusal.value.problems] == [
        (2, f"units/huaiyin.yaml 里没有单位“区财局”，相近的有 区财政局：{ALIAS}"),
        (3, "“各街道办事处”是一些单位的合称，请写明是哪个单位：西市场街道办事处。"),
        (4, "“区财政局、区教育局”是 2 个单位，请一行只写一个单位。"),
        (5, "检查时间 2022-09-01 在今天（2022-08-01）之后，请核对。"),
        (6, "计划 huaiyin-2022 里没有任务 huaiyin-2022/099。"),
        (7, "“前天”不是日期，应如 2022-05-18。"),
    ]
    assert commits(repo) == before


def test_what_is_wrong_with_many_rows_is_said_once_with_all_rows(ws):
    rows = "".join(f"区财政局,问题{number},2022-07-20,2022-07-25\n" for number in range(5))
    with pytest.raises(Refused, match="5 处不能用") as refusal:
        take_in(ws, f"单位,问题,检查时间,整改期限\n{rows}", notified=TODAY)
    (problem,) = refusal.value.problems
    assert problem.line == 2
    assert problem.message.endswith("早于反馈日期 2022-08-01，请核对。（共 5 行：2-6）")


def test_what_is_known_is_not_added_again_and_what_was_closed_repeats(ws):
    imported(ws, due=DUE)
    again = take_in(ws)
    assert [line.match for line in again.lines] == [Match.KNOWN] * 3
    assert again.added == 0
    assert again.proposal.problems == ()
    record = records(ws)["区财政局"]
    give_back(ws, {record.id: ("已改", "https://a.cn/1", TODAY)})
    carry_out(ws, propose_recheck(ws, [record.id], passed=True, text="打开正常"))
    assert [line.match for line in take_in(ws).lines] == [Match.KNOWN] * 3
    undated = "单位,栏目,问题\n区教育局,招生,半年未更新\n"
    known, added = take_in(ws, undated), take_in(ws, f"{undated}区财政局,要闻,错别字\n区财政局,要闻,错别字\n")
    assert (known.added, known.hints) == (0, ())
    assert (added.added, len(added.hints), added.hints[0][:9]) == (1, 1, "1 条没有检查时间")
    undated = "单位,栏目,问题\n区财政局,预决算,链接打不开\n"
    with pytest.raises(Refused) as refusal:
        take_in(ws, undated)
    assert "分不清是不是再次发现：请用 --found 写明检查时间" in refusal.value.problems[0].message
    with closing(open_on(ws, date(2022, 9, 1))) as later:
        found = take_in(later, undated, found=date(2022, 9, 1))
        assert [(line.match, line.earlier) for line in found.lines] == [(Match.AGAIN, record.id)]
        carry_out(later, found.proposal)
    assert [each.record.repeats for each in list_problems(ws).problems if each.record.repeats] == [record.id]


def open_on(ws, day):
    return open_workspace(ws.root, today=day)


def test_a_list_that_comes_again_with_addresses_written_otherwise_adds_nothing(ws):
    imported(ws, LIST.replace("预决算", "http://www.a.cn/yjs/"))
    found = take_in(ws, LIST.replace("预决算", "https://a.cn/yjs"))
    assert ([line.match for line in found.lines], found.added) == ([Match.KNOWN] * 3, 0)


@pytest.mark.parametrize("cell", ["1", "01", "1.0", "第1项", "第一项", "一", "１", "第1项任务", "huaiyin-2022/1"])
def test_the_task_of_a_row_is_found_however_its_number_is_written(ws, cell):
    (line,) = take_in(ws, f"单位,问题,检查时间,关联任务\n区财政局,甲,2022-07-20,{cell}\n").lines
    assert (line.task, line.hints) == ("huaiyin-2022/001", ())


def test_a_list_that_names_the_task_later_links_what_nobody_was_told_of(ws):
    unnamed = LIST.replace(",1\n", ",1、3\n").replace("huaiyin-2022/3", "任务三要闻")
    first = take_in(ws, unnamed)
    assert [line.hints for line in first.lines] == [
        ("“1、3”是 2 项任务，一个问题只关联一项，没有关联任务",),
        (),
        ("“任务三要闻”不是任务编号或序号，没有关联任务",),
    ]
    carry_out(ws, first.proposal)
    street = records(ws)["西市场街道办事处"]
    carry_out(ws, propose_notify(ws, [street.id], due="2022-08-20"))
    again = take_in(ws)
    finance = records(ws)["区财政局"].id
    assert [(line.links, line.hints) for line in again.lines] == [
        (finance, (f"给 {finance} 补上任务 huaiyin-2022/001",)),
        ("", ()),
        ("", (f"{street.id} 没有写任务，已是整改中，不再补上，没有关联 huaiyin-2022/003",)),
    ]
    saved = carry_out(ws, again.proposal)
    assert saved.subject == "槐荫2022 导入问题清单 清单.csv：给1个问题补上任务"
    assert records(ws)["区财政局"].task == "huaiyin-2022/001"
    carry_out(ws, propose_notify(ws, [finance], due="2022-08-20"))
    assert show_task(ws, "huaiyin-2022/1").task.unit_status == {"区财政局": Status.RECTIFYING}
    assert take_in(ws).proposal.problems == ()


def test_what_moved_on_meanwhile_gets_no_task(ws):
    imported(ws, LIST.replace(",1\n", ",\n"))
    late = take_in(ws)
    finance = records(ws)["区财政局"].id
    carry_out(ws, propose_notify(ws, [finance], due="2022-08-20"))
    with pytest.raises(Refused) as refusal:
        carry_out(ws, late.proposal)
    assert [each.message for each in refusal.value.problems] == [f"{finance} 刚有变化，请重新导入。"]


def test_the_same_row_twice_in_a_list_is_one_problem(ws):
    found = take_in(ws, LIST + "区财政局, 预决算 ,链接打不开。,2022-07-20,1\n")
    assert [line.match for line in found.lines][-1] is Match.KNOWN
    assert found.lines[-1].notes[-1] == "与清单.csv 第 2 行相同"
    assert found.added == 3


def test_the_same_fault_in_another_task_is_another_problem(repo, ws):
    shared = replace(TASKS[0], id="huaiyin-2022/009", seq=9)
    (repo / "plans/huaiyin-2022/009.yaml").write_text(emit.emit_task(shared), "utf-8")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-qm", "另一项")
    text = "单位,问题,检查时间,任务\n区财政局,甲,2022-07-20,1\n区财政局,甲,2022-07-20,9\n区财政局,甲,2022-07-20,\n"
    found = take_in(ws, text)
    assert [(line.task[-3:], bool(line.id)) for line in found.lines] == [("001", True), ("009", True), ("", False)]
    carry_out(ws, found.proposal)
    assert take_in(ws, text).added == 0


def test_somebody_who_imports_the_same_list_meanwhile_is_noticed(ws):
    mine = take_in(ws)
    imported(ws)
    with pytest.raises(Refused) as refusal:
        carry_out(ws, mine.proposal)
    assert ["与别人刚登记的" in problem.message for problem in refusal.value.problems] == [True] * 3
    assert len(records(ws)) == 3


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_text_that_comes_in_can_be_read_from_its_file(text):
    quoted = '"' + text.replace('"', '""') + '"'
    try:
        found = read_problem_list(f"单位,问题,栏目\n甲,{quoted},{quoted}\n".encode(), "清单.csv")
    except DocumentError:
        return
    for row in found.rows:
        record = ProblemRecord("20220720-aaaaaa", ProblemState.TO_NOTIFY, found=Found(where=row.where, what=row.what))
        path, data = problem_file(PLAN, record)
        assert decode_problem(data, path).value == record


def test_names_that_no_record_can_hold_are_refused(ws):
    with pytest.raises(UsageError, match="--by 最多 200 个字"):
        take_in(ws, by="长" * 201)


def test_who_may_import_and_where(ws, monkeypatch):
    with pytest.raises(UnknownPlan):
        propose_problem_list(ws, LIST.encode(), "清单.csv", plan="x-2022")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "czj@huaiyin.example")
    with pytest.raises(Refused, match="由政务公开办导入"):
        take_in(ws)


def tables(ws, **more):
    return {file.unit: (file.name, file.data) for file in rectification_sheets(ws, **more).files}


def filled(data, answers, change=None):
    """A table as a unit gives it back: (整改情况, 整改链接, 整改完成时间) by id."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for row in book.active.iter_rows(min_row=4):
        text, links, done = answers.get(row[0].value, (None, None, None))
        row[5].value, row[6].value = text, links
        row[7].value = datetime(done.year, done.month, done.day) if isinstance(done, date) else done
        if change:
            change(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def give_back(ws, answers, change=None):
    files = [(name, filled(data, answers, change)) for name, data in tables(ws).values()]
    return carry_out(ws, propose_return(ws, files).proposal)


def test_one_table_a_unit_and_back_in_one_commit(repo, ws):
    imported(ws, due=DUE)
    sheets = rectification_sheets(ws)
    assert [(file.name, file.count) for file in sheets.files] == [
        ("槐荫区-区财政局-整改链接表.xlsx", 1),
        ("槐荫区-区教育和体育局-整改链接表.xlsx", 1),
        ("槐荫区-西市场街道办事处-整改链接表.xlsx", 1),
    ]
    before = commits(repo)
    answers = {each.id: ("已改", "https://a.cn/1\n截图.png", TODAY) for each in records(ws).values()}
    saved = give_back(ws, answers)
    assert saved.subject == "收回整改链接表：3个问题 整改中 → 待再核查"
    assert commits(repo) == before + 1
    record = records(ws)["区财政局"]
    assert record.state is ProblemState.TO_RECHECK
    fixed = record.rounds[0].fixed
    assert (fixed.text, fixed.evidence, fixed.date) == ("已改", ("https://a.cn/1", "截图.png"), TODAY)
    assert show_task(ws, "huaiyin-2022/1").task.unit_status == {"区财政局": Status.REPORTED}


def test_a_table_read_twice_changes_nothing(ws):
    imported(ws, due=DUE)
    answers = {each.id: ("已改", "https://a.cn/1", TODAY) for each in records(ws).values()}
    files = [(name, filled(data, answers)) for name, data in tables(ws).values()]
    carry_out(ws, propose_return(ws, files).proposal)
    again = propose_return(ws, files)
    assert (again.proposal.problems, again.proposal.refusals) == ((), ())
    assert set(again.recorded) == set(answers)


def test_rows_that_nobody_filled_in_are_told_and_do_not_stop_the_others(ws):
    imported(ws, due=DUE)
    files = list(tables(ws).values())
    one = records(ws)["区财政局"].id
    found = propose_return(ws, [(name, filled(data, {one: ("已改", "a.png", TODAY)})) for name, data in files])
    assert found.proposal.problems == (one,)
    assert len(found.unfilled) == 2


@pytest.mark.parametrize(
    ("cell", "evidence"),
    [
        ("https://a.cn/1；https://a.cn/2", ("https://a.cn/1", "https://a.cn/2")),
        ("附件 1.pdf、附件 2.pdf", ("附件 1.pdf", "附件 2.pdf")),
        (("链接", "https://a.cn/3"), ("https://a.cn/3",)),
        (("截图.png", "https://a.cn/3"), ("截图.png", "https://a.cn/3")),
        (("https://a.cn/1", "https://a.cn/old"), ("https://a.cn/1",)),
        ('=HYPERLINK("https://a.cn/4","链接")', ("https://a.cn/4",)),
    ],
)
def test_links_of_a_table_as_units_give_them(ws, cell, evidence):
    imported(ws, due=DUE)

    def link(row):
        if isinstance(cell, tuple):
            row[6].value, row[6].hyperlink = cell

    name, data = tables(ws)["区财政局"]
    answer = ("已改", None if isinstance(cell, tuple) else cell, TODAY)
    data = with_results(filled(data, {records(ws)["区财政局"].id: answer}, link), "链接")
    carry_out(ws, propose_return(ws, [(name, data)]).proposal)
    assert records(ws)["区财政局"].rounds[0].fixed.evidence == evidence


def with_results(data, result):
    """Formulas as a spreadsheet program stores them, with their results."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            text = old.read(item)
            if item.filename.startswith("xl/worksheets/sheet"):
                text = re.sub(
                    rb'(<c [^>]*?)( t="[a-z]+")?>(<f>[^<]*</f>)<v ?/?>(</v>)?',
                    lambda found: found[1] + b' t="str">' + found[3] + b"<v>" + result.encode() + b"</v>",
                    text,
                )
            new.writestr(item, text)
    return out.getvalue()


def returned(ws, answer, change=None, unit="区财政局"):
    name, data = tables(ws)[unit]
    found = propose_return(ws, [(name, filled(data, {records(ws)[unit].id: answer}, change))])
    return [(problem.line, problem.field, problem.message) for problem in found.proposal.refusals]


GOOD = ("已改", "https://a.cn/1", TODAY)


CONFLICTS = [
    (("已改", None, TODAY), 8, None, "整改链接", "没有填整改链接"),
    ((None, "a.png", TODAY), 8, None, "整改情况", "没有填整改情况"),
    (("已改", "a.png", None), 8, None, "整改完成时间", "没有填整改完成时间"),
    (("已改", "a.png", "下周"), 8, None, "整改完成时间", "不是日期"),
    (("已改", "已完成", TODAY), 8, None, "整改链接", "只是说法"),
    (("已改", "a.png", date(2022, 8, 2)), 8, None, "整改完成时间", "在今天（2022-08-01）之后"),
    (("已改", "a.png", date(2022, 7, 1)), 8, None, "整改完成时间", "早于上一步"),
    (GOOD, 0, "20220720-ffffff", "问题编号", "没有编号为 20220720-ffffff 的问题"),
    (GOOD, 0, None, "问题编号", "没有问题编号"),
    (GOOD, 1, "区司法局", "责任单位", "与记录的“区财政局”不同"),
    (GOOD, 3, "链接能打开", "问题描述", "与记录的“链接打不开”不同"),
    (GOOD, 4, "2022-09-10", "整改期限", "发表之后期限变了，或表里被改过"),
]
"""What the unit filled in, a column that was altered and to what, the column and words of the refusal."""


def test_conflicts_are_named_by_row_and_column(repo, ws):
    imported(ws, due=DUE)
    head = run_git(repo, "rev-parse", "HEAD")
    for answer, column, value, field, words in CONFLICTS:

        def change(row, column=column, value=value):
            if value is not None or column == 0:
                row[column].value = value

        found = returned(ws, answer, change)
        assert [(line, name) for line, name, _ in found] == [(4, field)], words
        assert words in found[0][2]
    assert run_git(repo, "rev-parse", "HEAD") == head


@pytest.mark.parametrize(
    ("answer", "altered", "fields"),
    [
        (("已改", "a.png", "下周"), {0: "20220720-ffffff"}, ["问题编号", "整改完成时间"]),
        (("已改", "见附件", TODAY), {3: "链接能打开"}, ["问题描述", "整改链接"]),
        (("已改", "见附件\n已完成", date(2022, 8, 2)), {}, ["整改完成时间", "整改链接", "整改链接"]),
        (("已改", None, "下周"), {0: None, 1: "区司法局"}, ["问题编号", "整改完成时间", "整改链接"]),
        ((None, None, "下周"), {4: "2022-09-10"}, ["整改完成时间", "整改情况", "整改期限", "整改链接"]),
        ((None, None, None), {0: None}, ["问题编号"]),
    ],
)
def test_all_that_is_wrong_with_a_returned_row_is_named_at_once(ws, answer, altered, fields):
    imported(ws, due=DUE)

    def change(row):
        for column, value in altered.items():
            row[column].value = value

    found = returned(ws, answer, change)
    assert sorted(field for _, field, _ in found) == sorted(fields)


def test_one_conflict_keeps_every_row_out(ws):
    imported(ws, due=DUE)
    files = list(tables(ws).values())
    good = records(ws)["区财政局"].id
    bad = records(ws)["区教育和体育局"].id
    answers = {good: GOOD, bad: ("已改", None, TODAY)}
    found = propose_return(ws, [(name, filled(data, answers)) for name, data in files])
    with pytest.raises(Refused):
        carry_out(ws, found.proposal)
    assert records(ws)["区财政局"].state is ProblemState.RECTIFYING


def test_what_was_closed_or_moved_on_since_the_table_was_sent(ws):
    imported(ws, due=DUE)
    one = records(ws)["区财政局"].id
    name, data = tables(ws)["区财政局"]
    late = filled(data, {one: ("另一种说法", "b.png", TODAY)})
    give_back(ws, {one: GOOD})
    assert "现在是待再核查" in propose_return(ws, [(name, late)]).proposal.refusals[0].message
    carry_out(ws, propose_recheck(ws, [one], passed=False, text="仍打不开", due="8月20日"))
    assert "发表之后期限变了" in propose_return(ws, [(name, late)]).proposal.refusals[0].message
    carry_out(ws, propose_withdraw(ws, [one], reason="重复"))
    assert f"{one} 已撤销，不再报整改" in propose_return(ws, [(name, late)]).proposal.refusals[0].message


def test_the_same_problem_in_two_files(ws):
    imported(ws, due=DUE)
    one = records(ws)["区财政局"].id
    _, data = tables(ws)["区财政局"]
    same, other = filled(data, {one: GOOD}), filled(data, {one: ("不同", "b.png", TODAY)})
    assert propose_return(ws, [("甲.xlsx", same), ("乙.xlsx", same)]).proposal.problems == (one,)
    refusal = propose_return(ws, [("甲.xlsx", same), ("乙.xlsx", other)]).proposal.refusals[0]
    assert (refusal.place, refusal.message) == ("乙.xlsx", f"{one} 在甲.xlsx 第 4 行也填了，内容不同；请留一处。")


def test_a_unit_gives_back_its_own_rows_only(ws, monkeypatch):
    imported(ws, due=DUE)
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "czj@huaiyin.example")
    with closing(open_on(ws, TODAY)) as own:
        assert returned(own, GOOD) == []
        assert "不能代它填报" in returned(own, GOOD, unit="区教育和体育局")[0][2]


def test_csv_tables_in_gb18030_come_back_too(ws):
    imported(ws, due=DUE)
    (file,) = rectification_sheets(ws, unit="区财政局", form="csv").files
    head, line = file.data.decode("utf-8-sig").strip().split("\n")
    answer = f"{head}\n{line.removesuffix(',,,,')},已改,https://a.cn/1,2022年8月1日,已电话说明\n"
    found = propose_return(ws, [("表.csv", answer.encode("gb18030"))])
    carry_out(ws, found.proposal)
    assert records(ws)["区财政局"].rounds[0].fixed.text == "已改\n备注：已电话说明"


def test_wrong_units_and_days_are_told_along_with_all_other_errors(ws):
    wrong = (
        "单位,栏目,问题,检查时间,任务,整改期限\n"
        "区财局,预决算,链接打不开,2022-07-20,1,\n"
        "区教育局,要闻,错别字,2022-07-21,1,\n"
        "区教育局,招生,半年未更新,2022-07-20,,2022-07-01\n"
    )
    with pytest.raises(Refused) as refused:
        take_in(ws, wrong)
    told = [(each.line, each.field) for each in refused.value.problems]
    assert told == [(2, "责任单位"), (3, "责任单位"), (4, "整改期限")]
    assert "整改期限 2022-07-01 早于检查时间 2022-07-20" in refused.value.problems[2].message


def test_all_that_is_wrong_with_a_row_of_a_list_is_named_at_once(ws):
    text = (
        "单位,栏目,问题,检查时间,任务,整改期限\n"
        "区财局,预决算,,前天,99,2022-02-30\n"
        "区教育局,要闻,错别字,2022-09-01,1,下周吧\n"
        "区财政局,要闻,甲,2022-07-20,98,2022-07-01\n"
        "区财政局,要闻,乙,大前天,,2022-07-01\n"
        ",,丙,,97,\n"
    )
    with pytest.raises(Refused) as refused:
        take_in(ws, text)
    told = {}
    for each in refused.value.problems:
        told.setdefault(each.line, set()).add(each.field)
    assert told == {
        2: {"责任单位", "问题", "检查时间", "任务", "整改期限"},
        3: {"责任单位", "检查时间", "整改期限"},
        4: {"任务", "整改期限"},
        5: {"检查时间"},
        6: {"任务"},
    }, "a day that is compared with an unreadable one is not at fault; an empty unit is that of the row above"


def test_a_row_with_only_a_remark_is_named_and_is_no_empty_row(ws):
    imported(ws, due=DUE)
    (file,) = rectification_sheets(ws, unit="区财政局", form="csv").files
    head, line = file.data.decode("utf-8-sig").strip().split("\n")
    bare = line.removesuffix(",,,,")
    for remark, is_named in (("栏目已移交区大数据中心，申请延期", True), ("无", False)):
        data = f'{head}\n{bare},,,,"{remark}"\n'.encode()
        found = propose_return(ws, [("表.csv", data)])
        assert found.proposal.problems == ()
        assert [(row.row, row.note) for row in found.remarked] == [(2, remark)] * is_named
        assert bool(found.unfilled) != is_named


def test_tables_leave_out_and_count_what_nobody_was_told_of(ws):
    imported(ws)
    found = rectification_sheets(ws, plan=PLAN)
    assert (found.files, found.untold) == ((), 3)
    with pytest.raises(UnknownPlan):
        rectification_sheets(ws, plan="x-2022")
    with pytest.raises(DocumentError):
        propose_return(ws, [("清单.csv", LIST.encode())])


def test_a_rectification_notice_tells_the_units(repo, ws):
    imported(ws)
    with pytest.raises(NoticeRefused, match="--due"):
        notice_page(ws, Chosen(plan=PLAN), "整改通知")
    page = notice_page(ws, Chosen(plan=PLAN), "整改通知", due=DUE)
    assert page.draft.title == "槐荫区政府办公室关于限期整改2022年政务公开工作有关问题的通知"
    assert page.draft.addressees == "区财政局、区教育和体育局、西市场街道办事处"
    before = commits(repo)
    sent = SentNotice("整改通知", TODAY, "槐政办函〔2022〕5号", due=DUE)
    saved = carry_out(ws, propose_sent(ws, page.ids, sent))
    assert saved.subject == "整改通知 槐政办函〔2022〕5号：3个问题，2022-08-01 发出"
    assert commits(repo) == before + 1
    record = records(ws)["区财政局"]
    assert (record.state, record.rounds[0].channel) == (ProblemState.RECTIFYING, "整改通知 槐政办函〔2022〕5号")
    assert [(notice.kind, notice.number, notice.date) for notice in record.notices] == [
        ("整改通知", "槐政办函〔2022〕5号", TODAY)
    ]
    assert notice_page(ws, Chosen(plan=PLAN), "整改通知").draft.is_draft
    assert "已经记在" in propose_sent(ws, page.ids, sent).refusals[0].message


def test_a_report_needs_approval_and_changes_no_state(ws):
    imported(ws, due=DUE)
    page = notice_page(ws, Chosen(unit="区财政局"), "通报")
    assert page.draft.approval == "待批准"
    with pytest.raises(Refused, match="第二十一条"):
        propose_sent(ws, page.ids, SentNotice("通报", TODAY, "槐政办〔2022〕9号"))
    with pytest.raises(Refused, match="发出了再记"):
        propose_sent(ws, page.ids, SentNotice("通报", DUE, "槐政办〔2022〕9号", "区长"))
    for number, approved_by in (("9号\nGongkai-Actor: x@y.cn", "区长"), ("9号", "区长\x1b[31m")):
        with pytest.raises(BadValue, match="只能是一行文字"):
            propose_sent(ws, page.ids, SentNotice("通报", TODAY, number, approved_by))
    carry_out(ws, propose_sent(ws, page.ids, SentNotice("通报", TODAY, "槐政办〔2022〕9号", "区长")))
    assert records(ws)["区财政局"].state is ProblemState.RECTIFYING
    draft = notice_page(ws, Chosen(unit="区财政局"), "通报").draft
    assert (draft.number, draft.approval, draft.is_draft) == ("", "待批准", True)
    assert draft.earlier == "此前已发：通报 槐政办〔2022〕9号（2022年8月1日）。"
    draft = sent_page(ws, Chosen(), "通报", "槐政办[2022]9号").draft
    assert (draft.number, draft.approval, draft.is_draft) == ("槐政办〔2022〕9号", "区长批准", False)
    with pytest.raises(NoticeRefused, match="没有用“槐政办〔2022〕8号”发出过通报；已发的有：槐政办〔2022〕9号"):
        sent_page(ws, Chosen(), "通报", "槐政办〔2022〕8号")
    with pytest.raises(NoticeRefused, match="没有用“槐政办〔2022〕9号”发出过整改通知；还没有发出过整改通知"):
        sent_page(ws, Chosen(), "整改通知", "槐政办〔2022〕9号")


def test_what_was_sent_is_printed_again_as_it_was_sent(ws):
    imported(ws, due=DUE)
    day, new = date(2022, 8, 15), date(2022, 9, 20)
    sent = SentNotice("通报", day, "槐政办〔2022〕9号", "区长", due=new)
    with closing(open_on(ws, day)) as now:
        page = notice_page(now, Chosen(plan=PLAN), "通报", due=new)
        text = notice_text(page.draft, "text", due=new).split("一、总体情况")[1]
        carry_out(now, propose_sent(now, page.ids, sent))
    with closing(open_on(ws, date(2022, 10, 1))) as later:
        again = sent_page(later, Chosen(), "通报", sent.number)
        printed = notice_text(again.draft, "text", due=again.due)
        assert printed.split("一、总体情况")[1] == text
        assert "待批准" not in printed
        again_now = notice_page(later, Chosen(plan=PLAN), "通报", due=date(2022, 10, 20))
        assert (again_now.draft.day, again_now.draft.number) == (date(2022, 10, 1), "")
        same = SentNotice("整改通知", date(2022, 10, 1), sent.number, due=date(2022, 10, 20))
        assert "已经是另一份通报的（2022-08-15 发出）" in propose_sent(later, page.ids, same).refusals[0].message
        other = SentNotice("通报", date(2022, 10, 1), "槐政办〔2022〕12号", "区长", due=date(2022, 10, 20))
        carry_out(later, propose_sent(later, page.ids, other))
        assert [n.number for n in records(later)["区财政局"].notices] == [sent.number, other.number]
        assert sent_page(later, Chosen(), "通报", sent.number).draft.earlier == ""


def test_what_was_sent_before_the_repository_was_there_is_printed_again(ws):
    imported(ws, due=DUE)
    sent = SentNotice("通报", date(1999, 7, 29), "槐政办〔1999〕7号", "区长")
    carry_out(ws, propose_sent(ws, notice_page(ws, Chosen(plan=PLAN), "通报").ids, sent))
    draft = sent_page(ws, Chosen(), "通报", sent.number).draft
    assert (draft.day, draft.number) == (sent.day, sent.number)


def test_a_notice_records_the_day_that_it_demands(repo, ws):
    """What the paper says and what the record says are one: for the late, for those not told yet, and for no other."""
    later, new, day = date(2022, 9, 30), date(2022, 9, 20), date(2022, 8, 15)
    imported(ws, due=DUE)
    school = records(ws)["区教育和体育局"].id
    path = repo / f"plans/{PLAN}/problems/{school}.yaml"
    path.write_text(path.read_text("utf-8").replace(f"due: {DUE}", f"due: {later}"), "utf-8")
    run_git(repo, "commit", "-qam", "手改期限")
    for kind, number, approved in (("整改通知", "槐政办函〔2022〕7号", ""), ("通报", "槐政办〔2022〕8号", "区长")):
        with closing(open_on(ws, day)) as now:
            page = notice_page(now, Chosen(plan=PLAN), kind, due=new)
            text = notice_text(page.draft, "text", due=new)
            assert text.count("整改期限2022年8月10日已过，限2022年9月20日前完成") == 2
            assert page.keeping == (school,)
            before = commits(repo)
            carry_out(now, propose_sent(now, page.ids, SentNotice(kind, day, number, approved, due=new)))
            assert commits(repo) == before + 1
            assert {unit: record.rounds[-1].due for unit, record in records(now).items()} == {
                "区财政局": new,
                "区教育和体育局": later,
                "西市场街道办事处": new,
            }
            (move,) = records(now)["区财政局"].rounds[-1].moves
            assert (move.was, move.due, move.reason) == (DUE, new, f"{kind} {number}")
            assert records(now)["区教育和体育局"].rounds[-1].moves == ()
            assert list_problems(now, flag="逾期").problems == ()
            carry_out_undo(now, propose_undo(now))
            assert records(now)["区财政局"].rounds[-1].due == DUE


def test_a_report_that_demands_by_a_day_tells_the_units(ws):
    imported(ws)
    page = notice_page(ws, Chosen(plan=PLAN), "通报", due=DUE)
    carry_out(ws, propose_sent(ws, page.ids, SentNotice("通报", TODAY, "槐政办〔2022〕9号", "区长", due=DUE)))
    assert {(each.state, each.rounds[-1].due) for each in records(ws).values()} == {(ProblemState.RECTIFYING, DUE)}


def test_notices_need_to_know_what_they_are_about(ws):
    with pytest.raises(UsageError, match="没有指明是哪些问题"):
        notice_page(ws, Chosen(), "通报")
    with pytest.raises(UsageError, match="没有“表扬”这种文"):
        notice_page(ws, Chosen(plan=PLAN), "表扬")
    with pytest.raises(NoticeRefused, match="没有可以写进通报的问题"):
        notice_page(ws, Chosen(plan=PLAN), "通报")


def test_a_unit_records_no_notice(ws, monkeypatch):
    imported(ws, due=DUE)
    ids = [each.id for each in records(ws).values()]
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "czj@huaiyin.example")
    with closing(open_on(ws, TODAY)) as own, pytest.raises(Refused, match="由政务公开办发出"):
        propose_sent(own, ids, SentNotice("整改通知", TODAY, "槐政办函〔2022〕5号"))
