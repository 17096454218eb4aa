"""Files about problems: a 问题清单 in, 整改链接表 out and back in; everything is shown before it is saved."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.reporting.problem_import_text import import_record, import_summary
from gongkai_tui.reporting.returned_text import returned_words
from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.fields import Field
from gongkai_tui.tui.office.at_hand import plan_at_hand
from gongkai_tui.tui.office.reading import read_page
from gongkai_tui.tui.outcome import Outcome
from gongkai_tui.tui.sheets.handling import ask_and_do, office_only, save_proposal
from gongkai_tui.usecases.change_problems import carry_out
from gongkai_tui.usecases.import_problems import METHOD, RULE, ListOptions, propose_problem_list
from gongkai_tui.usecases.reading_files import read_file, table_files, typed_path
from gongkai_tui.usecases.rectification_sheets import FORMS, rectification_sheets
from gongkai_tui.usecases.return_sheets import propose_return
from gongkai_tui.usecases.writing_files import write_new_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.usecases.import_problems import ProblemImport
    from gongkai_tui.usecases.rectification_sheets import RectificationSheets

    Answers = Mapping[str, str]


async def import_list(screen: TasksScreen) -> None:
    """Ask for a list and what it does not say itself; show what it would add, and add it."""
    plan = plan_at_hand(screen)
    if await office_only(screen.front, plan, RULE):
        return
    fields = (
        Field("file", "文件（csv、tsv 或 xlsx 的路径）", hint="~/下载/问题清单.xlsx", kind=Kind.TABLE),
        Field("plan", "计划", plan, hint="huaiyin-2022"),
        Field("by", "检查人（表里没有这一列时用，可空）", hint="某评估公司"),
        Field("method", "方式（表里没有这一列时用，可空）", hint=METHOD),
        Field("found", "检查时间（表里没有写的行用它；空为今天，可空）", kind=Kind.DUE),
        Field("due", "整改期限（表里没有写的行用它，写了即同时反馈，可空）", kind=Kind.DUE),
        Field("notified", "反馈日期（已经反馈给单位的，可空）", kind=Kind.DUE),
    )

    async def offer(answers: Answers) -> Outcome:
        path = typed_path(answers["file"])
        data = await screen.back.read(partial(read_file, path))
        said = ListOptions(
            answers["by"], answers["method"] or METHOD, *(_day(answers[each]) for each in ("found", "due", "notified"))
        )
        propose = partial(propose_problem_list, data=data, name=path.name, plan=answers["plan"], options=said)
        listed = await screen.back.read(partial(screen.port.ask, lambda ws, _moment: propose(ws)))
        title, notes = f"导入 {path.name}", tuple(_about_list(listed))
        if not listed.proposal.changes and not listed.proposal.refusals:
            await read_page(screen, title, lambda _cells: "没有要登记的问题。", notes=notes)
            return Outcome.UNCHANGED
        return await save_proposal(screen.front, lambda _ws: listed.proposal, carry_out, title, notes=notes)

    required = frozenset({"file", "plan"})
    await ask_and_do(screen.front, "导入问题清单", fields, offer, required=required, plan=plan, verb="核对")


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _about_list(listed: ProblemImport) -> Iterator[str]:
    yield import_summary(len(listed.lines), listed.added, listed.linked)
    for hint in listed.hints:
        yield f"提示：{hint}。"
    for line in listed.lines:
        record = import_record(line)
        if record["notes"] or not line.id:
            yield f"第 {record['row']} 行（{record['match']}）{record['unit']}：{record['notes'] or record['what']}"


async def send_sheets(screen: TasksScreen) -> None:
    """Ask where to, and write a table for every unit that has to put something right."""
    plan = plan_at_hand(screen)
    fields = (
        Field("folder", "放在哪个文件夹", hint="整改表", kind=Kind.FOLDER),
        Field("plan", "计划（空为全部，可空）", plan),
        Field("unit", "单位（空为每个单位一个文件，可空）", kind=Kind.UNIT),
        Field("form", f"格式（{' 或 '.join(FORMS)}）", FORMS[0], options=tuple(FORMS)),
    )

    async def write(answers: Answers) -> Outcome:
        folder, form = typed_path(answers["folder"]), answers["form"].lower()
        work = partial(rectification_sheets, unit=answers["unit"], plan=answers["plan"], form=form)
        found = await screen.back.read(partial(screen.port.ask, lambda ws, _moment: work(ws)))
        files = {file.name: file.data for file in found.files}
        paths = await screen.back.read(partial(write_new_files, folder, files))
        await read_page(
            screen, "整改链接表", lambda _cells: "\n".join(map(str, paths)), notes=tuple(_about_sheets(found))
        )
        return Outcome.UNCHANGED

    required = frozenset({"folder", "form"})
    await ask_and_do(screen.front, "出整改链接表", fields, write, required=required, plan=plan, verb="写出")


def _about_sheets(found: RectificationSheets) -> Iterator[str]:
    count = sum(file.count for file in found.files)
    yield f"{len(found.files)} 个单位，{count} 个问题。" if count else "没有正在整改的问题，没有出表。"
    if found.untold:
        yield f"另有 {found.untold} 个问题还没有反馈（没有整改期限），不在表里；先反馈。"
    if found.without_unit:
        yield f"另有 {found.without_unit} 个问题没有写责任单位，不在表里。"
    if found.problems:
        yield f"有 {len(found.problems)} 个文件读不了，没有算进来：{found.problems[0]}"


async def take_sheets(screen: TasksScreen) -> None:
    """Ask for the tables that came back; show what they record and every conflict, and record it."""
    field = Field("files", "填好的表：文件或所在文件夹，一行一个", lines=True, kind=Kind.TABLE)

    async def offer(answers: Answers) -> Outcome:
        files = await screen.back.read(partial(_read_all, answers["files"]))
        ask = partial(screen.port.ask, lambda ws, _moment: propose_return(ws, files))
        found = await screen.back.read(ask)
        notes = tuple(returned_words(found))
        if not found.proposal.changes and not found.proposal.refusals:
            await read_page(screen, "收回整改链接表", lambda _cells: "没有要记的整改。", notes=notes)
            return Outcome.UNCHANGED
        count = len(found.proposal.problems)
        return await save_proposal(
            screen.front, lambda _ws: found.proposal, carry_out, f"收回整改链接表：报整改 {count} 个问题", notes=notes
        )

    await ask_and_do(screen.front, "收回整改链接表", (field,), offer, required=frozenset({"files"}), verb="核对")


def _read_all(text: str) -> list[tuple[str, bytes]]:
    paths: list[Path] = table_files(text)
    return [(path.name, read_file(path)) for path in paths]
