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
