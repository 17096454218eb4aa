"""整改通知 and 通报: a draft to read, copy and write to a file; once approved and sent, recorded on each problem."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.reporting.notice_text import notice_text
from gongkai_tui.tui.commands.copying import put_on_clipboard
from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.fields import Field
from gongkai_tui.tui.dialogs.page import COPY, Deed, PageDialog
from gongkai_tui.tui.office.at_hand import plan_at_hand
from gongkai_tui.tui.outcome import Outcome
from gongkai_tui.tui.screens.sheets import SheetsScreen
from gongkai_tui.tui.sheets.handling import ask_and_do, ask_and_save, office_only
from gongkai_tui.tui.sheets.problems import ProblemsSheet
from gongkai_tui.tui.sheets.writing import write_text
from gongkai_tui.usecases.change_problems import carry_out
from gongkai_tui.usecases.problem_notices import (
    Chosen,
    SentNotice,
    notice_page,
    notice_rule,
    propose_sent,
    sent_page,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.usecases.change_problems import ProblemProposal
    from gongkai_tui.usecases.problem_notices import NoticePage
    from gongkai_tui.usecases.workspace import Workspace

    Answers = Mapping[str, str]

_WRITE = Deed("w", "write", "写入文件")
_RECORD = Deed("s", "record", "记为已发出")
_SHOWN = 5


async def draft(screen: TasksScreen, kind: str) -> None:
    """Ask for the 整改期限, and show the draft about the marked problems or those of the plan at hand."""
    chosen, plan = _chosen(screen)
    if not chosen.ids and not plan:
        screen.front.warn(f"{kind}要写明哪份计划的问题：先选一份计划，或在清单的“问题”里标记")
        return
    if await office_only(screen.front, plan, notice_rule(kind)):
        return
    about = f"已选 {len(chosen.ids)} 个问题" if chosen.ids else f"{plan} 的问题"
    fields = (
        Field("due", "整改期限（还没有期限的、期限已过的用它，可空）", hint="15日后、下月底", kind=Kind.AHEAD),
        Field("number", "文号（只在把已发出的再印一次时写，可空）"),
    )

    async def show(answers: Answers) -> Outcome:
        ask = partial(_page, chosen=chosen, kind=kind, answers=answers)
        page = await screen.back.read(partial(screen.port.ask, lambda ws, _moment: ask(ws)))
        return await _read(screen, kind, page, is_sent=bool(answers["number"]))

    await ask_and_do(screen.front, f"{kind}：{about}", fields, show, plan=plan, verb="起草")


def _chosen(screen: TasksScreen) -> tuple[Chosen, str]:
    """The problems that are marked, else all of the plan at hand; and that plan."""
    front, plan = screen.front, plan_at_hand(screen)
    if isinstance(front, SheetsScreen) and isinstance(front.sheet, ProblemsSheet) and front.table.marks:
        marked = front.chosen
        return Chosen(tuple(line.key for line in marked)), marked[0].plan
    return Chosen(plan=plan), plan


def _page(ws: Workspace, *, chosen: Chosen, kind: str, answers: Answers) -> NoticePage:
    if answers["number"]:
        return sent_page(ws, chosen, kind, answers["number"])
    due = date.fromisoformat(answers["due"]) if answers["due"] else None
    return notice_page(ws, chosen, kind, due=due)


async def _read(screen: TasksScreen, kind: str, page: NoticePage, *, is_sent: bool) -> Outcome:
    """Show a draft until it is closed or recorded as sent."""

    def text(form: str) -> str:
        return notice_text(page.draft, form, due=page.due)

    deeds = (COPY, _WRITE) if is_sent else (COPY, _WRITE, _RECORD)
    title = f"{kind}{'' if is_sent else '草稿'}：{len(page.ids)} 个问题"
    notes = tuple(_about(page))
    while True:
        answer = await screen.back.ask(PageDialog(title, lambda _cells: text("text"), notes=notes, deeds=deeds))
        if answer == COPY.id:
            put_on_clipboard(screen, text("text"), f"{kind}草稿")
        elif answer == _WRITE.id:
            await write_text(screen.front, kind, text)
        elif answer == _RECORD.id:
            if await _record(screen, kind, page):
                return Outcome.SAVED
        else:
            return Outcome.UNCHANGED


def _about(page: NoticePage) -> Iterator[str]:
    if page.keeping:
        shown = "、".join(page.keeping[:_SHOWN]) + ("等" if len(page.keeping) > _SHOWN else "")
        yield f"{len(page.keeping)} 个问题的整改期限还没有到，仍按各自的期限写：{shown}。"
    if page.due and page.taking:
        yield f"整改期限 {page.due} 还没有记到问题上：发出后按 {_RECORD.key} 记下。"
    if page.problems:
        yield f"有 {len(page.problems)} 个文件读不了，没有算进来：{page.problems[0]}"


async def _record(screen: TasksScreen, kind: str, page: NoticePage) -> bool:
    """Ask for what shows that the notice was approved and sent, and record it; tells whether it was."""
    fields = (
        Field("number", "文号", hint="槐政办字〔2022〕31号"),
        Field("approved_by", "批准人（通报必须写，可空）", hint="区政府分管负责同志"),
        Field("sent", "发出日期（空为今天，可空）", kind=Kind.DUE),
    )

    def propose(ws: Workspace, answers: Answers) -> ProblemProposal:
        day = date.fromisoformat(answers["sent"]) if answers["sent"] else ws.today
        return propose_sent(ws, page.ids, SentNotice(kind, day, answers["number"], answers["approved_by"], page.due))

    title = f"记为已发出：{kind}，{len(page.ids)} 个问题"
    return await ask_and_save(screen.front, title, fields, propose, carry_out, required=frozenset({"number"}))
