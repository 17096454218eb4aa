"""联络员: who answers for each unit, 交接 and 备案, and the page for the new one."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from gongkai_tui.reporting.contacts_text import filed_words
from gongkai_tui.tui.commands.copying import put_on_clipboard
from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.fields import Field
from gongkai_tui.tui.lines import Line, Span, Tone
from gongkai_tui.tui.outcome import Outcome
from gongkai_tui.tui.sheets.handling import ask_and_do, choose, refuses
from gongkai_tui.tui.sheets.owed_filter import URGED, owed_filter
from gongkai_tui.tui.sheets.sheet import Closed, Column, Page, Sheet, SheetLine, labelled
from gongkai_tui.tui.sheets.writing import write_text
from gongkai_tui.tui.widgets.choice_list import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.tui.port import Port
    from gongkai_tui.tui.screens.sheets import SheetsScreen
    from gongkai_tui.usecases.contacts import ContactLine
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.workspace import Workspace

    Answers = Mapping[str, str]

# Use cases load when they are first needed.
# ruff: noqa: PLC0415

_FILED = Field("filed", "向上级备案的日期（可空）", kind=Kind.DUE)


class ContactsSheet(Sheet):
    """One line for each person, those before included."""

    name: ClassVar[str] = "联络员"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("单位", 30),
        Column("姓名", 20),
        Column("职责", 8),
        Column("邮箱", 40, rank=2, grows=True),
        Column("自", 10, rank=3),
        Column("至", 10, rank=4),
        Column("交接给", 20, rank=1),
        Column("备案", 10),
    )
    handles: ClassVar[str] = "交接给下一位，记离任，或补记备案日期"
    adds: ClassVar[str] = "登记一位"
    copies: ClassVar[str] = "复制交接单，或写成文件"

    def read(self, port: Port, plan: Plan | None) -> Page:
        """The people of the plan's government, or of all."""
        return port.ask(partial(_read, plan.jurisdiction if plan else ""))

    def closed(self, port: Port, plan: Plan | None, lines: Sequence[SheetLine]) -> Closed:
        """Tell which people are not this person's to hand over."""
        units = {(each.unit, each.jurisdiction) for each in map(_contact, lines)}
        theirs = port.ask(lambda ws, _moment: {unit for unit in units if not _refusal(ws, *unit)})
        others = [line for line in lines if (_contact(line).unit, _contact(line).jurisdiction) not in theirs]
        place = plan.jurisdiction if plan else ""
        adds_none = bool(port.ask(lambda ws, _moment: _adding_refusal(ws, place)))
        return Closed(frozenset(line.key for line in others), adds_none)

    async def handle(self, screen: SheetsScreen, lines: Sequence[SheetLine]) -> bool:
        """Record 交接 or 备案 of one person."""
        if len(lines) > 1:
            screen.warn("联络员逐位办理：请取消标记")
            return False
        found = _contact(lines[0])
        desk = screen.desk
        title = f"{found.unit} {found.contact.name}"
        if await refuses(screen, partial(_refusal, unit=found.unit, place=found.jurisdiction)):
            return False
        choices = [
            Choice("handover", "交接给下一位", note="结束这一位，登记下一位"),
            Choice("leave", "离任，接任的人未定", note="定下来再记交接"),
        ]
        files = partial(_refusal, unit=found.unit, place=found.jurisdiction, files=True)
        may_file = not await desk.back.read(partial(desk.port.ask, lambda ws, _moment: files(ws)))
        if may_file:
            choices.append(Choice("file", "补记备案日期", note="向上级政务公开主管部门备案的日子"))
        what = await choose(screen, title, choices)
        if what is None:
            return False
        if what == "leave":
            return await _leave(screen, found, title)
        return await (_file(screen, found, title) if what == "file" else _hand_over(screen, found, title, may_file))

    async def add(self, screen: SheetsScreen) -> None:
        """Enter a person."""
        from gongkai_tui.domain.unit import Contact, Duty
        from gongkai_tui.usecases.contacts import add_contact

        place = screen.plan.jurisdiction if screen.plan else ""
        actor = await screen.desk.back.read(screen.desk.port.actor)
        # A unit enters its own people: it is not asked whose.
        own = "" if actor.is_office else actor.unit
        place = actor.jurisdiction if own else place
        if await refuses(screen, partial(_adding_refusal, place=place)):
            return
        duty = await choose(screen, "登记哪一种" + (f"（{own}）" if own else ""), [Choice(each, each) for each in Duty])
        fields = (
            *(() if own else (Field("unit", "单位", kind=Kind.UNIT),)),
            Field("name", "姓名"),
            Field("email", "邮箱（Git 用的）"),
            Field("since", "自（空为今天，可空）", kind=Kind.DUE),
            *(() if own else (_FILED,)),
        )
        if duty is None:
            return

        def add(ws: Workspace, answer: Answers) -> Saved:
            since = _day(answer["since"]) or screen.desk.port.day
            filed = _day(answer.get("filed", ""))
            contact = Contact(answer["name"], answer["email"], Duty(duty), since, filed=filed)
            return add_contact(ws, own or answer["unit"], contact, jurisdiction=place)

        required = frozenset({"name", "email"} if own else {"unit", "name", "email"})
        await _ask_and_save(screen, f"登记{duty}{f'：{own}' if own else ''}", fields, add, required)

    async def copy(self, screen: SheetsScreen, lines: Sequence[SheetLine]) -> bool:
        """Offer the page for a new 联络员 beside the table."""
        found: ContactLine = lines[0].value  # type: ignore[assignment]
        choices = (
            Choice("table", f"{len(lines)} 行表格"),
            Choice("page", f"{found.unit}的交接单", note="未完成的、近期到期的、承诺过的、去年留下的"),
            Choice("file", "写成文件：交接单", note="Markdown"),
        )
        what = await choose(screen, "复制", choices)
        if what in {"page", "file"}:
            text = await screen.desk.back.read(partial(screen.desk.port.ask, partial(_page, found)))
            if what == "file":
                await write_text(screen, "交接单", text, f"{found.unit}交接单")
            else:
                put_on_clipboard(screen.desk, text("md"))
        return what != "table"


def _contact(line: SheetLine) -> ContactLine:
    found: ContactLine = line.value  # type: ignore[assignment]
    return found


def _refusal(ws: Workspace, unit: str, place: str, *, files: bool = False) -> str:
    from gongkai_tui.usecases.contacts import contact_refusal

    return contact_refusal(ws, unit, jurisdiction=place, files=files)


def _adding_refusal(ws: Workspace, place: str) -> str:
    actor = ws.actor()
    return actor.office_refusal("联系人由政务公开办登记", place) if actor.is_office else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


async def _file(screen: SheetsScreen, found: ContactLine, title: str) -> bool:
    from gongkai_tui.usecases.contacts import file_contact

    field = Field("filed", "备案日期", kind=Kind.DUE)

    def file(ws: Workspace, answer: Answers) -> Saved:
        day = date.fromisoformat(answer["filed"])
        return file_contact(ws, found.unit, found.contact.name, day, jurisdiction=found.jurisdiction)

    return await _ask_and_save(screen, f"备案：{title}", (field,), file, frozenset({"filed"}))


async def _leave(screen: SheetsScreen, found: ContactLine, title: str) -> bool:
    from gongkai_tui.usecases.contacts import leave

    field = Field("on", "离任日期（空为今天，可空）", kind=Kind.DUE)

    def left(ws: Workspace, answer: Answers) -> Saved:
        on = _day(answer["on"]) or screen.desk.port.day
        return leave(ws, found.unit, found.contact.name, on, duty=found.contact.duty, jurisdiction=found.jurisdiction)

    return await _ask_and_save(screen, f"离任：{title}", (field,), left, frozenset())


async def _hand_over(screen: SheetsScreen, found: ContactLine, title: str, may_file: bool) -> bool:  # noqa: FBT001
    from gongkai_tui.domain.contacts import Handover
    from gongkai_tui.usecases.contacts import hand_over

    fields = (
        Field("new", "交接给谁"),
        Field("email", "新联络员的邮箱（Git 用的）"),
        Field("on", "交接日期（空为今天，可空）", kind=Kind.DUE),
        *((_FILED,) if may_file else ()),
    )

    def over(ws: Workspace, answer: Answers) -> Saved:
        change = Handover(
            found.contact.name,
            answer["new"],
            _day(answer["on"]) or screen.desk.port.day,
            answer["email"],
            _day(answer.get("filed", "")),
            found.contact.duty,
        )
        return hand_over(ws, found.unit, change, jurisdiction=found.jurisdiction)

    return await _ask_and_save(screen, f"交接：{title}", fields, over, frozenset({"new", "email"}))


async def _ask_and_save(
    screen: SheetsScreen,
    title: str,
    fields: Sequence[Field],
    save: Callable[[Workspace, Answers], Saved],
    required: frozenset[str],
) -> bool:
    """Ask for some values and save: one person is one line, which needs no preview."""

    async def work(answers: Answers) -> Outcome:
        screen.desk.say("正在保存……")
        saved = await screen.desk.back.write(partial(screen.desk.port.ask, lambda ws, _moment: save(ws, answers)))
        return Outcome.SAVED if saved.commit else Outcome.UNCHANGED

    return await ask_and_do(screen, title, fields, work, required=required)


def _read(jurisdiction: str, ws: Workspace, as_of: str | None) -> Page:
    from gongkai_tui.usecases.contacts import list_contacts

    found = list_contacts(ws, jurisdiction=jurisdiction, everyone=True, as_of=as_of)
    lines = sorted(found.lines, key=lambda each: not each.responsible)
    said = [Span(f"在任 {sum(each.responsible for each in lines)} 人", Tone.ACCENT)]
    if found.without:
        said.append(Span(f"  没有联络员的单位 {found.without}", Tone.WARN))
    empty = ("还没有登记联络员。", "按 + 登记一位。")
    shown = _owed_by(ws, as_of)
    return Page(tuple(_line(each, shown(each)) for each in lines), tuple(said), found.problems, empty)


def _owed_by(ws: Workspace, as_of: str | None) -> Callable[[ContactLine], str]:
    """The filter that shows what the unit of a person owes."""
    from gongkai_tui.usecases.reading import read_view

    plans = read_view(ws, as_of=as_of).plans()
    several = len({plan.jurisdiction for plan in plans.values()}) > 1

    def shown(each: ContactLine) -> str:
        own = [plan.id for plan in plans.values() if plan.jurisdiction == each.jurisdiction] if several else ()
        return f"{owed_filter(each.unit, own)} {URGED}"

    return shown


def _line(each: ContactLine, shown: str) -> SheetLine:
    contact = each.contact
    tone = Tone.PLAIN if each.responsible else Tone.DIM
    filed = filed_words(contact, unfiled=each.unfiled)
    texts = (
        each.unit,
        contact.name,
        contact.duty.value,
        contact.email,
        contact.since.isoformat() if contact.since else "",
        contact.until.isoformat() if contact.until else "",
        contact.handed_over_to,
    )
    cells = (*(Span(text, tone) for text in texts), Span(filed, Tone.WARN if each.unfiled else tone))
    key = f"{each.jurisdiction} {each.unit} {contact.duty} {contact.name} {contact.since}"
    return SheetLine(key, cells, partial(_detail, each), filter=shown, value=each)


def _detail(each: ContactLine, cells: int) -> list[Line]:
    contact = each.contact
    found = labelled("单位", each.unit, cells, Tone.TITLE)
    for label, text in (
        ("姓名", contact.name),
        ("职责", contact.duty.value),
        ("邮箱", contact.email),
        ("自", contact.since.isoformat() if contact.since else ""),
        ("至", contact.until.isoformat() if contact.until else ""),
        ("交接给", contact.handed_over_to),
        ("备案", filed_words(contact, unfiled=each.unfiled)),
    ):
        found += labelled(label, text, cells)
    return found


def _page(found: ContactLine, ws: Workspace, as_of: str | None) -> Callable[[str], str]:
    """The 交接 page, in a form."""
    from gongkai_tui.reporting.handover_text import handover_text
    from gongkai_tui.usecases.handover import handover_page

    return partial(handover_text, handover_page(ws, found.unit, jurisdiction=found.jurisdiction, as_of=as_of).page)
