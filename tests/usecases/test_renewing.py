"""What a front end that stays open is told is what a fresh one would read."""

from __future__ import annotations

from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.list_plans import renew_summaries, summarise_plans
from gongkai_tui.usecases.list_tasks import all_rows, renewed
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.undo import carry_out_undo, propose_undo
from gongkai_tui.usecases.workspace import Workspace, open_workspace

from .conftest import TODAY, run_git

FIRST = "huaiyin-2022/001"


class FrontEnd:
    """Holds rows and figures; each look must equal a whole reading."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self.tasks = all_rows(ws)
        view = read_view(ws)
        self.plans = summarise_plans(view.plans(), self.tasks.rows, view.day)

    def look(self) -> list[str]:
        """Return the ids of the rows that were made anew."""
        view = read_view(self.ws)
        tasks = renewed(self.ws, view, self.tasks)
        plans = renew_summaries(self.plans, view.plans(), self.tasks, tasks)
        assert tasks == all_rows(self.ws)
        assert plans == summarise_plans(view.plans(), tasks.rows, view.day)
        old = {id(row) for row in self.tasks.rows}
        self.tasks, self.plans = tasks, plans
        return [row.id for row in tasks.rows if id(row) not in old]


def change(ws, task_id=FIRST, **request):
    carry_out(ws, propose(ws, ChangeRequest(targets=(task_id,), **request)))


def edit(repo, path, old, new):
    file = repo / path
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_only_the_changed_task_is_read_again(ws):
    front = FrontEnd(ws)
    assert front.look() == []
    change(ws, assignments={"status": "推进中"})
    assert front.look() == [FIRST]
    carry_out_undo(ws, propose_undo(ws))
    assert front.look() == [FIRST]


def test_hand_edits_come_and_go(ws, repo):
    front = FrontEnd(ws)
    edit(repo, f"plans/{FIRST}.yaml", "财政信息", "预算信息")
    assert front.look() == [FIRST]
    assert front.tasks.rows[1].uncommitted
    run_git(repo, "checkout", "-q", "--", ".")
    assert front.look() == [FIRST]
    (repo / f"plans/{FIRST}.yaml").unlink()
    front.look()
    run_git(repo, "commit", "-qam", "删除")
    assert len(front.look()) in (0, 3)
    assert len(front.tasks.rows) == 3


def test_new_tasks_plans_and_a_rewritten_history_are_seen(ws, repo):
    front = FrontEnd(ws)
    text = (repo / f"plans/{FIRST}.yaml").read_text(encoding="utf-8")
    (repo / "plans/huaiyin-2022/004.yaml").write_text(
        text.replace(FIRST, "huaiyin-2022/004").replace("seq: 1\n", "seq: 4\n"), encoding="utf-8"
    )
    front.look()
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-qm", "增加")
    front.look()
    assert len(front.tasks.rows) == 5
    edit(repo, "plans/huaiyin-2021/plan.yaml", "year: 2021", "year: 2020")
    run_git(repo, "commit", "-qam", "年度")
    front.look()
    assert front.tasks.rows[0].year == 2020
    change(ws, note="会议已开")
    front.look()
    run_git(repo, "reset", "-q", "--hard", "HEAD~1")
    front.look()
    run_git(repo, "commit", "-q", "--amend", "-m", "另一说法")
    front.look()


def test_an_empty_repository_fills(tmp_path, repo):
    run_git(tmp_path, "init", "-q", "-b", "main", "empty")
    ws = open_workspace(tmp_path / "empty", today=TODAY)
    front = FrontEnd(ws)
    front.look()
    run_git(tmp_path / "empty", "pull", "-q", str(repo), "main")
    front.look()
    assert len(front.tasks.rows) == 4
    ws.close()
