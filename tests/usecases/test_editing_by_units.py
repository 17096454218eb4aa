"""What a unit may do to a task by editing its text: what it may do by commands, and no more."""

from __future__ import annotations

import pytest

from gongkai_tui.domain.errors import Refused
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.edit_task import save_task_text, task_text
from gongkai_tui.usecases.show_task import show_task

from .conftest import run_git
from .test_problems import as_unit

FINANCE = "huaiyin-2022/001"
VERDICT = "lookback:\n  date: 2022-08-01\n  verdict: 核销\n  by: 财政张三\n"
LINK = "links:\n  - to: huaiyin-2021/001\n    kind: 承接\n"
CHOICE = "chosen:\n  - group: 各街道办事处\n    members:\n      - 西市场街道办事处\n"


@pytest.fixture
def unit(ws, repo, monkeypatch):
    """区财政局 at work, after a street has begun."""
    request = ChangeRequest((FINANCE,), assignments={"status": "推进中"}, unit="西市场街道办事处")
    carry_out(ws, propose(ws, request))
    return as_unit(repo, monkeypatch)


@pytest.mark.parametrize(
    ("more", "said"), [(VERDICT, "回头看由政务公开办"), (LINK, "关联由政务公开办"), (CHOICE, "选定单位")]
)
def test_what_the_office_decides_is_refused(unit, repo, more, said):
    head = run_git(repo, "rev-parse", "HEAD")
    text = task_text(unit, FINANCE)
    with pytest.raises(Refused) as refused:
        save_task_text(unit, FINANCE, text + more, base=text)
    assert said in refused.value.problems[0].message
    assert run_git(repo, "rev-parse", "HEAD") == head


def test_a_status_that_others_have_is_no_hindrance(unit):
    text = task_text(unit, FINANCE)
    save_task_text(unit, FINANCE, text + "  区财政局: 推进中\n", base=text)
    assert show_task(unit, FINANCE).task.unit_status["区财政局"] == "推进中"


def test_neither_the_whole_task_nor_another_unit_is_moved(unit):
    text = task_text(unit, FINANCE)
    for old, new in (("status: 未启动", "status: 推进中"), ("处: 推进中", "处: 已终止")):
        with pytest.raises(Refused) as refused:
            save_task_text(unit, FINANCE, text.replace(old, new, 1), base=text)
        assert "你以区财政局的身份操作，不能" in refused.value.problems[0].message


@pytest.mark.parametrize(
    ("old", "new"),
    [("heading: 财政信息", "heading: 财政信息公开"), ("- unit: 区财政局", "- unit: 区教育和体育局")],
)
def test_the_text_of_the_plan_is_the_office_s(unit, old, new):
    text = task_text(unit, FINANCE)
    with pytest.raises(Refused) as refused:
        save_task_text(unit, FINANCE, text.replace(old, new, 1), base=text)
    assert "任务的内容、责任单位和周期由政务公开办修改" in str(refused.value.problems)


NOTE = "办公室批示：6月底前必须办"


def typed(kind, number=1, **more):
    """An entry as a person types it at the end of the log."""
    words = "".join(f", {key}: {value}" for key, value in {"text": "已办", **more}.items())
    return f"  - {{id: {number:08x}, date: 2022-07-30, kind: {kind}{words}}}\n"


@pytest.fixture
def noted(ws, repo, monkeypatch):
    """A task in which the office has noted something, and its text, with who edits it."""
    carry_out(ws, propose(ws, ChangeRequest((FINANCE,), note=NOTE)))

    def edit(change, *, unit=True):
        editor = as_unit(repo, monkeypatch) if unit else ws
        text = task_text(editor, FINANCE)
        return save_task_text(editor, FINANCE, change(text), base=text)

    return edit


def said_of(edit, change, **who):
    with pytest.raises(Refused) as refused:
        edit(change, **who)
    return " ".join(each.message for each in refused.value.problems)


def without_log(text):
    return text[: text.index("log:")]


@pytest.mark.parametrize("unit", [True, False])
def test_nobody_removes_or_changes_what_the_log_holds(noted, ws, repo, unit):
    head = run_git(repo, "rev-parse", "HEAD")
    assert "不能删去：记录只增不改" in said_of(noted, without_log, unit=unit)
    assert "不能改动：记录只增不改" in said_of(noted, lambda text: text.replace("批示", "指示"), unit=unit)
    said = said_of(noted, lambda text: text.replace("by: 办公室李四", "by: 无名"), unit=unit)
    assert ("由政务公开办更正" if unit else "请在最后另记一条更正") in said
    assert run_git(repo, "rev-parse", "HEAD") == head


def test_the_order_of_what_stands_is_kept(noted, ws):
    carry_out(ws, propose(ws, ChangeRequest((FINANCE,), note="第二条")))

    def turned(text):
        head, first, second = text.split("  - id:")
        return f"{head}  - id:{second}  - id:{first}"

    assert "记录的先后不能改动" in said_of(noted, turned, unit=False)


@pytest.mark.parametrize("kind", ["进展", "报送", "异议", "完成次数"])
def test_a_new_entry_is_of_who_types_it(noted, ws, repo, kind):
    carry_out(ws, propose(ws, ChangeRequest((FINANCE,), assignments={"周期": "每年1次 每单位"})))
    saved = noted(lambda text: text.replace("recurring:", f"{typed(kind)}recurring:"))
    entry = show_task(ws, FINANCE).task.log[-1]
    assert (entry.unit, entry.by) == ("区财政局", "财政张三")
    assert saved.subject == f"槐荫2022 第1项 财政信息：{kind} 区财政局：已办（财政张三）"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (typed("进展", by="李强"), "by 写了李强，而你是财政张三"),
        (typed("进展", unit="西市场街道办事处"), "不能代西市场街道办事处填报"),
        (typed("完成次数", unit="各街道办事处"), "不能代各街道办事处填报"),
        (
            typed("核查", unit="区财政局", text="核查通过"),
            "核查由政务公开办记录，责任单位可以记进展、报送、异议、完成次数。",
        ),
        (typed("退回"), "退回由政务公开办记录"),
        (typed("更正"), "更正由政务公开办记录"),
        (typed("延期"), "申请延期请用 gongkai extend huaiyin-2022/001"),
    ],
)
def test_a_unit_types_only_what_it_may_record(noted, repo, entry, said):
    head = run_git(repo, "rev-parse", "HEAD")
    assert said in said_of(noted, lambda text: text + entry)
    assert run_git(repo, "rev-parse", "HEAD") == head


def test_the_office_corrects_by_a_new_entry(noted, ws):
    noted(lambda text: text + typed("更正", text="更正：上一条日期有误"), unit=False)
    entry = show_task(ws, FINANCE).task.log[-1]
    assert (entry.kind, entry.unit, entry.by) == ("更正", None, "办公室李四")
    assert "by 写了李强" in said_of(noted, lambda text: text + typed("核查", number=2, by="李强"), unit=False)


def test_what_others_have_noted_meanwhile_stays(noted, ws, repo, monkeypatch):
    text = task_text(ws, FINANCE)
    carry_out(ws, propose(ws, ChangeRequest((FINANCE,), note="后记的一条")))
    unit = as_unit(repo, monkeypatch)
    save_task_text(unit, FINANCE, text + typed("进展"), base=text)
    assert {entry.text for entry in show_task(ws, FINANCE).task.log} == {NOTE, "后记的一条", "已办"}


def test_an_entry_that_a_merge_left_undecided_may_be_decided(noted, ws, repo):
    entry = show_task(ws, FINANCE).task.log[0].id
    path = repo / f"plans/{FINANCE}.yaml"
    left = f"conflicts:\n  - path: log.{entry}.text\n    ours: 批示\n    theirs: 指示\n"
    path.write_text(path.read_text("utf-8") + left, "utf-8")
    run_git(repo, "commit", "-qam", "合并")
    noted(lambda text: text.replace(left, "").replace("批示", "指示"), unit=False)
    assert "指示" in show_task(ws, FINANCE).task.log[0].text
