"""名录: every unit and set of units/ with its other names, and who the members of a set are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from gongkai_tui.domain.filter_text import plans_filter, quoted, unit_filter
from gongkai_tui.domain.unit import Group
from gongkai_tui.reporting.units_text import name_record
from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.fields import Field
from gongkai_tui.tui.lines import Line, Span, Tone
from gongkai_tui.tui.outcome import Outcome
from gongkai_tui.tui.sheets.handling import ask_and_save, choose, refuses, save_proposal, units_named
from gongkai_tui.tui.sheets.sheet import Closed, Column, Page, Sheet, SheetLine, labelled
from gongkai_tui.tui.widgets.choice_list import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.unit import Alias
    from gongkai_tui.tui.port import Port
    from gongkai_tui.tui.screens.sheets import SheetsScreen
    from gongkai_tui.usecases.unit_registry import Named, NameProposal
    from gongkai_tui.usecases.unit_roster import RosterLine
    from gongkai_tui.usecases.workspace import Workspace

    Answers = Mapping[str, str]

# Use cases load when they are first needed.
# ruff: noqa: PLC0415


class UnitsSheet(Sheet):
    """One line for each unit, then for each set."""

    name: ClassVar[str] = "名录"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("名称", 34),
        Column("类别", 6),
        Column("未完成", 6, right=True),
        Column("成员", 4, rank=1, right=True),
        Column("成员确认", 8),
        Column("联络员", 16, rank=3),
        Column("别名", 60, grows=True, least=10),
        Column("辖区", 14, rank=2),
    )
    handles: ClassVar[str] = "登记、去掉别名，写明、确认集合的成员"
    opens: ClassVar[str] = "看它的任务"

    def read(self, port: Port, plan: Plan | None) -> Page:
        """The units of the plan's government, or of all."""
        return port.ask(partial(_read, plan.id if plan else ""))

    def closed(self, port: Port, plan: Plan | None, lines: Sequence[SheetLine]) -> Closed:  # noqa: ARG002
        """Tell which names are another government's, or the office's."""
        places = {_named(line).jurisdiction.id for line in lines}
        theirs = port.ask(lambda ws, _moment: {place for place in places if not _refusal(ws, place)})
        return Closed(frozenset(line.key for line in lines if _named(line).jurisdiction.id not in theirs))

    async def handle(self, screen: SheetsScreen, lines: Sequence[SheetLine]) -> bool:
        """Enter another name, or tell who the members of a set are."""
        if len(lines) > 1:
            screen.warn("名录逐条办理：请取消标记")
            return False
        found = _named(lines[0])
        if await refuses(screen, partial(_refusal, place=found.jurisdiction.id)):
            return False
        what = await choose(screen, found.full_name, _choices(found))
        return await _do(screen, found, what) if what else False


def _named(line: SheetLine) -> Named:
    found: RosterLine = line.value  # type: ignore[assignment]
    return found.named


def _refusal(ws: Workspace, place: str) -> str:
    from gongkai_tui.usecases.unit_registry import registering_refusal

    return registering_refusal(ws, place)


def _words(found: Named) -> Mapping[str, str]:
    return name_record(found.jurisdiction.name, found.each)


def _choices(found: Named) -> list[Choice]:
    """What can be done to a unit or set; first what it waits for."""
    each = found.each
    choices = [Choice("alias", "登记别名", note="文件和清单里这样写的就是它")]
    if each.aliases:
        choices.append(Choice("less_alias", "去掉别名", note=_words(found)["aliases"]))
    if not isinstance(each, Group):
        return choices
    more = Choice("members", "加成员", note="可以写几个单位")
    if not each.members:
        return [more, *choices]
    members = [more, Choice("less_members", "去掉成员", note="可以写几个单位")]
    if each.resolved:
        return [*members, *choices]
    return [Choice("confirm", "确认成员", note=f"看过了，{len(each.members)} 个单位没有错"), *members, *choices]


async def _do(screen: SheetsScreen, found: Named, what: str) -> bool:
    from gongkai_tui.usecases.unit_registry import propose_members, propose_without_members

    if what == "members":
        return await _change_members(screen, found, "加", propose_members)
    if what == "less_members":
        return await _change_members(screen, found, "去掉", propose_without_members)
    return await {"alias": _add_alias, "less_alias": _remove_alias, "confirm": _confirm}[what](screen, found)


async def _add_alias(screen: SheetsScreen, found: Named) -> bool:
    from gongkai_tui.usecases.unit_registry import carry_out, propose_alias

    def propose(ws: Workspace, answers: Answers) -> NameProposal:
        return propose_alias(ws, found.each.name, answers["alias"], jurisdiction=found.jurisdiction.id)

    title, field = f"登记别名：{found.full_name}", Field("alias", "别名")
    return await ask_and_save(screen, title, (field,), propose, carry_out, required=frozenset({"alias"}))


async def _change_members(screen: SheetsScreen, found: Named, verb: str, change: Callable[..., NameProposal]) -> bool:
    from gongkai_tui.usecases.unit_registry import carry_out

    def propose(ws: Workspace, answers: Answers) -> NameProposal:
        return change(ws, found.each.name, units_named(answers["units"]), jurisdiction=found.jurisdiction.id)

    title = f"{verb}成员：{found.full_name}"
    field = Field("units", f"{verb}哪些单位（几个用顿号分开）", kind=Kind.UNITS)
    return await ask_and_save(screen, title, (field,), propose, carry_out, required=frozenset({"units"}))


async def _remove_alias(screen: SheetsScreen, found: Named) -> bool:
    from gongkai_tui.usecases.unit_registry import propose_without_alias

    aliases = [each.name for each in found.each.aliases]
    alias = await choose(screen, f"去掉哪个别名：{found.full_name}", [Choice(each, each) for each in aliases])
    if alias is None:
        return False
    return await _save(screen, found, "去掉别名", partial(propose_without_alias, alias=alias))


async def _confirm(screen: SheetsScreen, found: Named) -> bool:
    from gongkai_tui.usecases.unit_registry import propose_confirmed

    return await _save(screen, found, "确认成员", propose_confirmed)


async def _save(screen: SheetsScreen, found: Named, title: str, propose: Callable[..., NameProposal]) -> bool:
    from gongkai_tui.usecases.unit_registry import carry_out

    def proposed(ws: Workspace) -> NameProposal:
        return propose(ws, found.each.name, jurisdiction=found.jurisdiction.id)

    return await save_proposal(screen, proposed, carry_out, f"{title}：{found.full_name}") is Outcome.SAVED


def _read(plan: str, ws: Workspace, as_of: str | None) -> Page:
    from gongkai_tui.usecases.unit_roster import unit_roster

    found = unit_roster(ws, plan, as_of=as_of)
    several = len({each.named.jurisdiction.id for each in found.lines}) > 1
    sets = [each.named.each for each in found.lines if isinstance(each.named.each, Group)]
    waiting = sum(not each.resolved for each in sets)
    said = [Span(f"单位 {len(found.lines) - len(sets)} 个  集合 {len(sets)} 个", Tone.ACCENT)]
    if waiting:
        said.append(Span(f"  成员待确认 {waiting} 个", Tone.WARN))
    empty = ("名录里还没有单位。", "把单位写进 units/ 的文件并提交，这里就列出来。")
    lines = tuple(_line(each, plan, several=several) for each in found.lines)
    return Page(lines, tuple(said), found.problems, empty)


def _line(found: RosterLine, plan: str, *, several: bool) -> SheetLine:
    place, each = found.named
    words = _words(found.named)
    group = each if isinstance(each, Group) else None
    cells = (
        Span(each.name, Tone.ACCENT if group else Tone.PLAIN),
        Span(words["kind"]),
        Span(str(found.tasks or "")),
        Span(str(len(group.members)) if group else ""),
        Span(words["confirmed"], Tone.WARN if group and not group.resolved else Tone.DIM),
        Span("、".join(found.contacts)),
        Span(words["aliases"], Tone.DIM),
        Span(place.name if several else "", Tone.DIM),
    )
    shown = _filter(found, scope=plan)
    return SheetLine(f"{place.id} {each.name}", cells, partial(_detail, found), filter=shown, plan=plan, value=found)


def _filter(found: RosterLine, *, scope: str) -> str:
    """The tasks in which a unit acts, through whatever set; of a set those that name it."""
    each = found.named.each
    plans = "" if scope or not found.plans else f" {plans_filter(found.plans)}"
    if isinstance(each, Group):
        names = (each.name, *(alias.name for alias in each.aliases))
        return f"单位={','.join(map(quoted, names))}{plans}"
    return f"{unit_filter(each.name)}{plans}"


def _detail(found: RosterLine, cells: int) -> list[Line]:
    place, each = found.named
    lines = labelled("名称", each.name, cells, Tone.TITLE)
    lines += labelled("辖区", place.name, cells) + labelled("类别", _words(found.named)["kind"], cells)
    if each.name == place.office:
        lines += labelled("办公室", "承担政务公开工作", cells)
    lines += labelled("别名", "、".join(_told(alias) for alias in each.aliases) or "无", cells)
    if isinstance(each, Group):
        sure = each.confirmation if each.resolved else f"{each.confirmation}：要有人看过成员"
        members = "、".join(each.members) or "还没有写"
        lines += labelled(
            "成员", f"{len(each.members)} 个（{sure}）", cells, Tone.PLAIN if each.resolved else Tone.WARN
        )
        lines += labelled("", members, cells)
    else:
        lines += labelled("联络员", "、".join(found.contacts) or "没有", cells)
        lines += labelled("集合", "、".join(g.name for g in place.groups if each.name in g.members), cells)
    lines += labelled("未完成", f"{found.tasks} 项任务", cells)
    return lines + labelled("附注", each.note, cells)


def _told(alias: Alias) -> str:
    term = " 至 ".join(day.isoformat() if day else "" for day in (alias.since, alias.until))
    return f"{alias.name}（{term.strip()}）" if term.strip() != "至" else alias.name
