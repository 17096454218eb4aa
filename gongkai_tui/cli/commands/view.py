"""`gongkai view`."""

from dataclasses import dataclass
from functools import partial
from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.option_record import takes
from gongkai_tui.cli.saving import say_saved
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.problem import Severity
from gongkai_tui.domain.saved_view import SavedView
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.reporting.task_columns import column_names
from gongkai_tui.reporting.views_text import VIEW_TITLES, view_record
from gongkai_tui.usecases.change_views import remove_view, rename_view, save_view
from gongkai_tui.usecases.saved_views import list_views, view_text
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "视图是起了名称的筛选、排序和列，用 gongkai list --view 名称 查看。不写动作就列出全部视图。\n"
    "save 保存（同名的换成新的），remove 删除，rename 改名。共享的视图存在仓库的 views.yaml 里，每次一个提交，"
    "随 git 传给别人；加 --private 的只留在本机，不提交。同名时私有的优先，其次共享的，再次内置的。"
)
EXAMPLES = (
    ("gongkai view", "列出全部视图"),
    (
        "gongkai view save 本月到期 --filter 'due:本月 status:未完成' --sort due,-updated",
        "保存一个共享的视图",
    ),
    ("gongkai view save 我盯的 --filter czj --private", "只给自己用的视图"),
    ("gongkai view rename 本月到期 月内到期", "改名"),
    ("gongkai view remove 月内到期", "删除"),
    ("gongkai view --json", "供脚本使用"),
)

Act = Annotated[str, typer.Argument(metavar="动作", help="save、remove 或 rename；不写则列出全部视图。")]
Name = Annotated[str, typer.Argument(metavar="名称", help="视图的名称，可以是中文，最多 20 个汉字。")]
NewName = Annotated[str, typer.Argument(metavar="新名称", help="rename 之后的名称。")]
Condition = Annotated[
    str, typer.Option("--filter", metavar="筛选", help="筛选，整句用引号括起来；写法同 gongkai list。")
]
Sort = Annotated[str, typer.Option("-s", "--sort", metavar="字段", help="排序字段，如 due,-updated。")]
Columns = Annotated[str, typer.Option("--columns", metavar="列", help="要显示的列，如 id,状态,due。")]
PlanId = Annotated[str, typer.Option("--plan", metavar="计划", help="只看这一份计划的任务。")]
Private = Annotated[bool, typer.Option("--private", help="私有的视图：只留在本机，不提交。")]

_NAMES_OF = {"": 0, "save": 1, "remove": 1, "rename": 2}
"""Action → how many names it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed behind `gongkai view`."""

    act: Act = ""
    view: Name = ""
    new_name: NewName = ""
    condition: Condition = ""
    sort: Sort = ""
    columns: Columns = ""
    plan: PlanId = ""
    private: Private = False
    dry_run: options.DryRun = False
    message: options.Message = ""
    output: options.Output


@takes(Typed)
def command(ctx: typer.Context, typed: Typed) -> int:
    """List, save, remove or rename views."""
    _refuse_other_names(typed)
    if typed.act:
        _refuse_beside_an_action(typed)
        return with_workspace(settings_of(ctx), partial(_change, typed=typed))
    if typed.private or typed.dry_run or typed.message:
        raise UsageError("--private、--dry-run、--message 要和动作 save、remove 或 rename 一起用。")
    return with_workspace(settings_of(ctx), partial(_list, form=typed.output.format))


def _refuse_other_names(typed: Typed) -> None:
    """Let pass an action with as many names as it takes, and with content where it saves some."""
    act = typed.act
    if act not in _NAMES_OF:
        raise UsageError(
            f"没有“{act}”这个动作：可用 save、remove、rename；要看视图里的任务，用 gongkai list --view {act}。"
        )
    given = [name for name in (typed.view, typed.new_name) if name]
    wanted = _NAMES_OF[act]
    if len(given) < wanted or not all(name.strip() for name in given):
        raise UsageError(f"缺少视图的{'新' if given and wanted > 1 else ''}名称；gongkai view --help 有示例。")
    if len(given) > wanted:
        raise UsageError(f"多出了参数“{given[-1]}”（含空格的内容要用引号括起来）。")
    has_content = any((typed.condition, typed.sort, typed.columns, typed.plan))
    if act == "save" and not has_content:
        raise UsageError("缺少选项 --filter：视图里至少要有 --filter、--sort、--columns、--plan 之一。")
    if act != "save" and has_content:
        raise UsageError("--filter、--sort、--columns、--plan 只用于 gongkai view save 名称。")


def _refuse_beside_an_action(typed: Typed) -> None:
    if typed.output:
        raise UsageError("输出格式只用于列出视图（gongkai view --json）。")
    if typed.private and typed.message:
        raise UsageError("私有的视图不提交，没有提交说明：请去掉 --message。")


def _change(ws: Workspace, typed: Typed) -> int:
    """Save, remove or rename a view."""
    name, where = typed.view.strip(), False if typed.private else None
    message, dry_run = typed.message, typed.dry_run
    if typed.act == "remove":
        saved = remove_view(ws, name, shared=where, message=message, dry_run=dry_run)
    elif typed.act == "rename":
        saved = rename_view(ws, name, typed.new_name.strip(), shared=where, message=message, dry_run=dry_run)
    else:
        columns = column_names(typed.columns) if typed.columns else ()
        new = SavedView(name, typed.condition.strip(), typed.sort.strip(), columns, typed.plan)
        saved = save_view(ws, new, shared=not typed.private, message=message, dry_run=dry_run)
        if dry_run:
            console.write(view_text(new))
    say_saved(saved, dry_run=dry_run)
    return 0


def _list(ws: Workspace, form: str) -> int:
    found = list_views(ws)
    rows = [view_record(view) for view in found.views]
    console.write(records_text(VIEW_TITLES, rows, form, room=console.room()))
    errors = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    console.say_problems((*errors, *found.lost.values()))
    return 1 if errors else 0
