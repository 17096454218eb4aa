"""What a unit's contact is refused, and that entering for the unit goes on."""

from __future__ import annotations

import pytest

from gongkai_tui.domain.errors import GongkaiError, Refused
from gongkai_tui.domain.plan import Plan
from gongkai_tui.domain.saved_view import SavedView, ViewPlace
from gongkai_tui.domain.unit import Contact
from gongkai_tui.usecases.add_task import NewTask, add_task, draft_task
from gongkai_tui.usecases.change_scoring import propose_example
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.change_views import remove_view, rename_view, save_view
from gongkai_tui.usecases.contacts import add_contact
from gongkai_tui.usecases.edit_task import save_task_text, task_text
from gongkai_tui.usecases.import_plan import import_draft, preview, read_document
from gongkai_tui.usecases.new_plan import check_new_plan, new_plan
from gongkai_tui.usecases.saved_views import list_views

from .conftest import run_git
from .test_problems import as_unit

FINANCE = "huaiyin-2022/001"
HINTS = "hints:\n  - 责任单位由合并单元格沿用\n"
VIEW, NEW = SavedView("欠账", "status:未完成"), Plan("cz-2022", "财政局的计划", year=2022)
ACTS_AS = "；你以区财政局的身份操作"


@pytest.fixture
def unit(ws, repo, monkeypatch, tmp_path):
    """区财政局 at work, where a doubt waits, a view is shared and a document lies ready."""
    path = repo / f"plans/{FINANCE}.yaml"
    path.write_text(path.read_text("utf-8") + HINTS, "utf-8")
    run_git(repo, "commit", "-q", "-a", "-m", "存疑")
    save_view(ws, VIEW, shared=True)
    (tmp_path / "要点.md").write_text(
        "# 2023年槐荫区政务公开工作要点\n\n| 序号 | 工作任务 | 责任单位 |\n| - | - | - |\n"
        "| 1 | 公开预决算 | 区财政局 |\n",
        "utf-8",
    )
    return as_unit(repo, monkeypatch)


def imported(ws, tmp_path):
    import_draft(ws, preview(ws, read_document(tmp_path / "要点.md")))


def confirmed_by_hand(ws, _tmp_path):
    text = task_text(ws, FINANCE)
    save_task_text(ws, FINANCE, text.replace(HINTS, ""), base=text)


ACTS = {
    "任务由政务公开办新增": lambda ws, _: draft_task(ws, "huaiyin-2022", NewTask("交办", units="区教育局")),
    "计划由政务公开办新建": lambda ws, _: check_new_plan(ws, NEW),
    "计划由政务公开办导入": imported,
    "考核由政务公开办办理": lambda ws, _: propose_example(ws, "huaiyin-2022"),
}
OTHERS = {
    "存疑的地方由政务公开办确认": lambda ws, _: carry_out(
        ws, propose(ws, ChangeRequest((FINANCE,), confirm_hints=True))
    ),
    "导入时存疑的地方由政务公开办确认": confirmed_by_hand,
    "你以区财政局的身份操作，不能登记槐荫区 区教育和体育局的联系人": lambda ws, _: add_contact(
        ws, "区教育局", Contact("甲", "jia@a.cn")
    ),
    "共享的视图由政务公开办": lambda ws, _: save_view(ws, SavedView("乱", "czj"), shared=True),
    "共享的视图由政务公开办保存": lambda ws, _: rename_view(ws, "欠账", "乱"),
    "共享的视图由政务公开办保存、改名和删除": lambda ws, _: remove_view(ws, "欠账"),
}


@pytest.mark.parametrize("words", [*ACTS, *OTHERS])
def test_what_the_office_decides_is_refused_to_a_unit(unit, repo, tmp_path, words):
    head = run_git(repo, "rev-parse", "HEAD")
    with pytest.raises(GongkaiError) as refused:
        (ACTS | OTHERS)[words](unit, tmp_path)
    said = " ".join((str(refused.value), *(each.message for each in getattr(refused.value, "problems", ()))))
    assert words + (ACTS_AS if words in ACTS else "") in said
    assert run_git(repo, "rev-parse", "HEAD") == head


def test_what_was_drafted_by_the_office_is_not_saved_by_a_unit(ws, repo, monkeypatch, tmp_path):
    task = draft_task(ws, "huaiyin-2022", NewTask("交办"))
    unit = as_unit(repo, monkeypatch)
    with pytest.raises(Refused, match="任务由政务公开办新增"):
        add_task(unit, task)
    with pytest.raises(Refused, match="计划由政务公开办新建"):
        new_plan(unit, NEW)


def test_a_unit_keeps_views_of_its_own(unit):
    save_view(unit, SavedView("我的", "czj"), shared=False)
    rename_view(unit, "我的", "我盯的")
    assert list_views(unit).named("我盯的").place is ViewPlace.PRIVATE
    remove_view(unit, "我盯的")
    assert list_views(unit).named("我盯的") is None


def test_a_unit_goes_on_entering_for_itself_where_a_doubt_waits(unit):
    change = {"status": "推进中"}
    assert carry_out(unit, propose(unit, ChangeRequest((FINANCE,), assignments=change, note="已开始"))).commit
