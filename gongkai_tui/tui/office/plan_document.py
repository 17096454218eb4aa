"""A document becomes a plan: what was read, and what is to be looked at, is shown before it is saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.reporting.import_text import doubts_text, preview_text
from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.confirm import ConfirmDialog
from gongkai_tui.tui.dialogs.fields import Field
from gongkai_tui.tui.outcome import Outcome
from gongkai_tui.tui.sheets.handling import ask_and_do, office_only
from gongkai_tui.usecases.import_plan import RULE, import_draft, preview, read_document, refuse_unless_importable
from gongkai_tui.usecases.reading_files import typed_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.usecases.import_plan import ImportPreview


async def import_plan(screen: TasksScreen) -> None:
    """Ask for a document; show the plan that it holds, and save that."""
    if await office_only(screen.front, "", RULE):
        return
    fields = (
        Field("file", "文件（txt、md、tsv、csv 或 html 的路径）", hint="~/下载/要点.html", kind=Kind.FILE),
        Field("plan", "计划（空则由标题推出编号，可空）", hint="huaiyin-2023"),
    )

    async def offer(answers: Mapping[str, str]) -> Outcome:
        screen.say("正在读取……")
        path = typed_path(answers["file"])
        draft = await screen.back.read(partial(read_document, path))
        ask = partial(screen.port.ask, lambda ws, _moment: preview(ws, draft, answers["plan"]))
        shown = await screen.back.read(ask)
        refuse_unless_importable(shown)
        dialog = ConfirmDialog(
            f"导入 {path.name}：{len(shown.tasks)} 项任务，存为一次提交",
            notes=tuple(_about(shown)),
            text=partial(_text, shown),
            verb="导入",
        )
        if await screen.back.confirm(dialog) is None:
            screen.say("没有导入")
            return Outcome.LEFT
        screen.say("正在导入……")
        await screen.back.write(partial(screen.port.ask, lambda ws, _moment: import_draft(ws, shown)))
        return Outcome.SAVED

    await ask_and_do(screen.front, "导入计划", fields, offer, required=frozenset({"file"}), verb="读取")


def _about(shown: ImportPreview) -> Iterator[str]:
    hinted = sum(bool(task.hints) for task in shown.tasks)
    if hinted or shown.plan.hints:
        yield f"有待人工确认的地方（{hinted} 项任务），列在最后；导入后输入筛选 提示:有 找出"
    yield shown.draft.accounting.sentence


def _text(shown: ImportPreview, cells: int) -> str:
    found = preview_text(shown.plan, shown.tasks, room=cells)
    doubts = doubts_text(shown.plan, shown.tasks)
    return f"{found}\n请核对：\n{doubts}" if doubts else found
