"""`gongkai import`."""

from pathlib import Path
from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.saving import ask, refuse_without_terminal, say_saved
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.cli.settings import Settings
from gongkai_tui.reporting.import_text import preview_text
from gongkai_tui.reporting.json_text import json_text
from gongkai_tui.usecases.import_plan import ImportPreview, import_draft, preview, read_document
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "从文档导入一份工作要点：读出标题、文号、章节和每一项任务，先列出来给人看，确认后记为一次提交。\n"
    "支持 txt、md、tsv、csv、html。推断出来的内容会标成“待确认”；读不懂的地方写明在第几行，不会悄悄丢掉："
    "最后一行说明表格里有多少字进了任务、剩下哪些。--dry-run 只读文档，不需要仓库。"
)
EXAMPLES = (
    ("gongkai import 要点.txt --dry-run", "看看能读出什么"),
    ("gongkai import 要点.txt", "导入；计划编号由标题推出"),
    ("gongkai import 要点.html --plan tianqiao-2022 --yes", "指定计划编号，不询问"),
    ("gongkai import 要点.txt --dry-run --json > 任务.json", "供脚本使用"),
)

File = Annotated[str, typer.Argument(metavar="文件", help="文档：txt、md、tsv、csv、html。")]
PlanOption = Annotated[
    str, typer.Option("--plan", metavar="编号", help="计划编号，如 tianqiao-2021；不写则由标题推出。")
]
Json = Annotated[bool, typer.Option("--json", help="把读出的内容写成 JSON。")]
Yes = Annotated[bool, typer.Option("-y", "--yes", help="不询问，直接导入。")]


def command(
    ctx: typer.Context,
    file: File,
    *,
    plan: PlanOption = "",
    dry_run: options.DryRun = False,
    json: Json = False,
    yes: Yes = False,
    message: options.Message = "",
) -> int:
    """Import a document."""
    draft = read_document(Path(file))
    settings = settings_of(ctx)
    if json:
        console.write(json_text(draft.to_json_dict()))
    if dry_run and json:
        console.say_problems(draft.problems)
        return 1 if any(problem.severity == "错误" for problem in draft.problems) else 0
    if dry_run:
        return _show(preview(None, draft, plan or None))
    return _import(settings, file, plan, message, show=not json, yes=yes)


def _show(shown: ImportPreview) -> int:
    console.write(preview_text(shown.plan, shown.tasks, room=console.room()))
    _say_findings(shown)
    console.say("试运行：没有导入。")
    return 1 if shown.errors or not shown.tasks else 0


def _import(settings: Settings, file: str, plan: str, message: str, *, show: bool, yes: bool) -> int:
    def work(ws: Workspace) -> int:
        shown = preview(ws, read_document(Path(file)), plan or None)
        if show:
            console.say(preview_text(shown.plan, shown.tasks, room=console.room()).rstrip("\n"))
        _say_findings(shown)
        count = len(shown.tasks)
        if not yes and not shown.errors and count and not shown.exists:
            refuse_without_terminal(f"会导入 {count} 项任务到 {shown.plan.id}")
            ask(f"以上 {count} 项任务导入为 {shown.plan.id}，记为一次提交。确定吗？")
        say_saved(import_draft(ws, shown, message=message))
        return 0

    return with_workspace(settings, work)


def _say_findings(shown: ImportPreview) -> None:
    # What a task's own hints say stands beside it in the table already.
    console.say_problems([problem for problem in shown.problems if problem.check != "hint-open"])
    hinted = sum(bool(task.hints) for task in shown.tasks)
    if hinted:
        console.say(f"{hinted} 项任务有待人工确认的地方，写在各项后面；导入后用 gongkai list hint:有 找出。")
    console.say(shown.draft.accounting.sentence)
