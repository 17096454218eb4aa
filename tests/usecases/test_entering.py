"""Plans and tasks that come in: from a document, from a table, by hand, and files brought to canonical form."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest

from gongkai_tui.domain.errors import GongkaiError, Refused
from gongkai_tui.domain.plan import Plan
from gongkai_tui.domain.row import TITLES
from gongkai_tui.reporting.task_list import tasks_text
from gongkai_tui.usecases.add_task import NewTask, add_task, draft_task
from gongkai_tui.usecases.apply_table import propose_table
from gongkai_tui.usecases.change_tasks import carry_out
from gongkai_tui.usecases.create import create_repository
from gongkai_tui.usecases.format_files import carry_out_format, propose_format
from gongkai_tui.usecases.import_plan import import_draft, preview, read_document
from gongkai_tui.usecases.list_plans import list_plans
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.new_plan import new_plan, propose_new_plan
from gongkai_tui.usecases.plan_lookup import UnknownPlan
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import TODAY, run_git

DOCUMENT = """2023年槐荫区政务公开工作要点

一、深化信息公开
（一）做好财政信息公开。及时公开预决算。
2023年槐荫区政务公开重点工作任务分解表

序号	工作任务	具体要求	责任单位	完成时限
1	做好财政信息公开	及时公开预决算。	区财政局，各街道办事处	全年
2	做好教育信息公开	公开招生方案。	区教育和体育局	2023年6月底前
"""


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "要点.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def test_a_document_becomes_one_commit_with_its_source(repo, ws, document):
    shown = preview(ws, read_document(document))
    assert (shown.plan.id, shown.plan.jurisdiction, shown.plan.follows) == ("huaiyin-2023", "huaiyin", "huaiyin-2022")
    saved = import_draft(ws, shown)
    assert saved.subject == "导入 2023年槐荫区政务公开工作要点：2 项任务"
    source = (repo / "plans/huaiyin-2023/source.txt").read_bytes()
    assert source.decode() == DOCUMENT
    assert hashlib.sha256(source).hexdigest() in (repo / "plans/huaiyin-2023/plan.yaml").read_text()
    rows = list_tasks(ws, "plan:huaiyin-2023").rows
    assert [(r.seq, r.heading, r.due) for r in rows] == [
        (1, "做好财政信息公开", "2023-12-31"),
        (2, "做好教育信息公开", "2023-06-30"),
    ]
    assert run_git(repo, "status", "--porcelain") == ""


def test_relations_that_were_guessed_ask_for_a_person(ws, document):
    hints = preview(ws, read_document(document)).plan.hints
    assert any("huaiyin-2022" in hint for hint in hints)


def test_a_plan_is_not_imported_twice(ws, document):
    import_draft(ws, preview(ws, read_document(document)))
    with pytest.raises(Refused, match="已经存在"):
        import_draft(ws, preview(ws, read_document(document)))


def test_a_document_without_tasks_is_refused(ws, tmp_path):
    path = tmp_path / "通知.txt"
    path.write_text("关于召开会议的通知\n\n请各单位准时参加。\n", encoding="utf-8")
    shown = preview(ws, read_document(path), "notice-2023")
    with pytest.raises(Refused, match="没有导入"):
        import_draft(ws, shown)


def test_a_task_added_by_hand_keeps_its_basis(ws):
    task = draft_task(
        ws,
        "huaiyin-2022",
        NewTask("公开某项目进展。", "项目公开", "区财政局牵头，各街道办事处", "9月底前", basis="区长批示"),
    )
    saved = add_task(ws, task)
    assert saved.tasks[0].startswith("huaiyin-2022/x-")
    row = list_tasks(ws, saved.tasks[0]).rows[0]
    assert row.units == (("区财政局", "牵头"), ("各街道办事处", "责任"))
    assert row.due == "2022-09-30"
    (entry,) = show_task(ws, saved.tasks[0]).task.log
    assert (entry.text, entry.by) == ("临时交办：区长批示", "办公室李四")


def test_a_number_that_is_taken_is_refused(ws):
    with pytest.raises(Refused, match="已经有任务"):
        draft_task(ws, "huaiyin-2022", NewTask("内容。", "标题", "区财政局", seq=1))
    task = draft_task(ws, "huaiyin-2022", NewTask("内容。", "标题", "区财政局", seq=99))
    add_task(ws, task)
    with pytest.raises(Refused, match="已经有任务"):
        add_task(ws, task)


def test_an_unknown_plan_names_those_that_are(ws):
    with pytest.raises(UnknownPlan, match="huaiyin-2022"):
        draft_task(ws, "nowhere-2022", NewTask("内容。"))


def test_a_plan_without_a_document(ws):
    new_plan(ws, Plan("huaiyin-2024", "2024年槐荫区政务公开工作要点", year=2024, jurisdiction="huaiyin"))
    assert list_plans(ws)[0].plan.id == "huaiyin-2024"


@pytest.mark.parametrize(
    ("plan_id", "typed", "found"),
    [
        ("", {"title": "2023年济南市天桥区政务公开工作要点"}, ("tianqiao-2023", 2023)),
        ("", {"title": "要点", "year": "2023年度", "辖区": "huaiyin"}, ("huaiyin-2023", 2023)),
        ("bangong-2024", {"title": "要点"}, ("bangong-2024", 2024)),
    ],
)
def test_a_plan_gets_its_id_and_year_from_what_is_known_of_it(ws, plan_id, typed, found):
    proposal = propose_new_plan(ws, plan_id, typed)
    assert (proposal.plan.id, proposal.plan.year) == found
    assert ("年度", str(found[1])) in [(change.field, change.new) for change in proposal.changes]


TABLE = """编号,状态,进展情况,佐证
huaiyin-2022/1,推进中,已部署,
huaiyin-2022/002,待核查,,https://a.example/1 https://a.example/2
"""


def test_a_table_changes_several_tasks_in_one_commit(repo, ws):
    saved = carry_out(ws, propose_table(ws, TABLE.encode(), suffix="csv", name="表.csv"))
    assert len(saved.tasks) == 2
    assert show_task(ws, "huaiyin-2022/1").task.log[0].text == "已部署"
    assert show_task(ws, "huaiyin-2022/2").task.evidence == ("https://a.example/1", "https://a.example/2")
    assert run_git(repo, "log", "-1", "--format=%(trailers:key=Gongkai-Action,valueonly)").strip() == "apply"


def test_every_bad_row_of_a_table_is_named_and_nothing_is_applied(repo, ws):
    head = run_git(repo, "rev-parse", "HEAD")
    table = (
        "id,status\nhuaiyin-2022/1,推进中\nhuaiyin-2022/99,推进中\nhuaiyin-2022/1,推进中\n,推进中\n"
        "huaiyin-2022/2,办完了\nhuaiyin-2022/3,已完成\n"
    )
    with pytest.raises(Refused) as refused:
        propose_table(ws, table.encode(), suffix="csv", name="表.csv")
    assert [p.line for p in refused.value.problems] == [3, 4, 5, 6, 7]
    assert run_git(repo, "rev-parse", "HEAD") == head


def test_lines_of_json_work_like_a_table(ws):
    data = b'{"id": "huaiyin-2022/1", "status": "\xe6\x8e\xa8\xe8\xbf\x9b\xe4\xb8\xad", "note": "x"}\n'
    carry_out(ws, propose_table(ws, data, suffix="jsonl", name="-"))
    assert show_task(ws, "huaiyin-2022/1").task.status == "推进中"
    with pytest.raises(Refused) as refused:
        propose_table(ws, b"{not json\n", suffix="jsonl", name="x.jsonl")
    assert str(refused.value.problems[0]).startswith("x.jsonl:1：")


def test_canonical_form_changes_no_content(repo, ws):
    path = repo / "plans/huaiyin-2022/001.yaml"
    before = show_task(ws, "huaiyin-2022/1").task
    lines = path.read_text().splitlines()
    path.write_text("# 备注\n" + "\n".join([*lines[1:], lines[0]]) + "\n")
    run_git(repo, "commit", "-q", "-a", "-m", "手工")
    proposal = propose_format(ws)
    assert list(proposal.files) == ["plans/huaiyin-2022/001.yaml"]
    carry_out_format(ws, proposal)
    assert path.read_text().splitlines() == lines
    assert show_task(ws, "huaiyin-2022/1").task == before


def test_an_empty_repository_takes_its_first_plan(tmp_path, document):
    folder = tmp_path / "新台账"
    create_repository(folder, jurisdiction="huaiyin", name="槐荫区", office="区政府办公室", today=date(2023, 1, 5))
    opened = open_workspace(folder, today=TODAY)
    assert list_tasks(opened).rows == ()
    import_draft(opened, preview(opened, read_document(document)))
    assert len(list_tasks(opened).rows) == 2
    opened.close()
    with pytest.raises(GongkaiError):
        create_repository(folder)


def listed(ws, form="csv", names=()):
    return tasks_text([(row, ("久未更新",)) for row in list_tasks(ws).rows], form, names)


@pytest.mark.parametrize("names", [(), tuple(TITLES)])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_list_sent_back_changes_what_was_filled_in_only(ws, names, encoding):
    """Every column of the list stands in the table, also those that nobody may change, and the days have moved on."""
    untouched = propose_table(ws, listed(ws, names=names).encode(encoding), suffix="csv", name="表.csv")
    assert (untouched.tasks, untouched.refusals) == ((), ())
    lines = listed(ws, names=names).splitlines(keepends=True)
    lines[2] = lines[2].replace("未启动", "推进中").replace("2022-06-30", "2022/6/30")
    proposal = propose_table(ws, "".join(lines).encode(encoding), suffix="csv", name="表.csv")
    assert [(c.task_id, c.field, c.new) for c in proposal.changes] == [("huaiyin-2022/001", "状态", "推进中")]


def test_the_json_of_a_list_can_be_sent_back_line_by_line(ws):
    rows = json.loads(listed(ws, "json"))
    rows[1]["status"] = "推进中"
    data = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    proposal = propose_table(ws, data, suffix="jsonl", name="-")
    assert [(c.task_id, c.field) for c in proposal.changes] == [("huaiyin-2022/001", "状态")]


def test_a_column_that_nobody_may_fill_in_is_refused(ws):
    with pytest.raises(Refused) as refused:
        propose_table(ws, "编号,计划\nhuaiyin-2022/1,别的\n".encode(), suffix="csv", name="表.csv")
    assert "“计划”不能在表里改" in refused.value.problems[0].message


def test_an_unknown_column_is_named_once(ws):
    table = "编号,颜色\nhuaiyin-2022/1,红\nhuaiyin-2022/2,红\n"
    with pytest.raises(Refused) as refused:
        propose_table(ws, table.encode(), suffix="csv", name="表.csv")
    assert len(refused.value.problems) == 1


def test_ids_as_input_methods_leave_them(ws):
    table = "编号,进展情况\nＨＵＡＩＹＩＮ－２０２２／１,已部署\n"
    proposal = propose_table(ws, table.encode(), suffix="csv", name="表.csv")
    assert proposal.tasks == ("huaiyin-2022/001",)
