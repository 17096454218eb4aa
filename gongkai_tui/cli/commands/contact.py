"""`gongkai contact`."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.option_record import takes
from gongkai_tui.cli.saving import say_saved
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.cli.typed_day import need_day, read_day
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.unit import Contact, Duty
from gongkai_tui.reporting.contacts_text import CONTACT_TITLES, contact_record, contact_row
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.usecases.contacts import Handover, add_contact, file_contact, hand_over, leave, list_contacts
from gongkai_tui.usecases.saved import Saved
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "各单位的联络员和分管领导：不写动作就列出现在由谁负责，"
    "连同离任后没有人接、又没有备案的；--all 连以前的一起列出。\n"
    "add 登记，handover 记交接（原来的人离任，接任的人同一天起任），"
    "leave 记离任而接任的人还没有定（定了再记 handover），"
    "file 补记备案日期；换了人没有备案的写着“未备案”。"
    "几个辖区有同名单位时要用 --jurisdiction 写明。姓名和邮箱会留在 Git 历史里；不登记电话。"
)
EXAMPLES = (
    ("gongkai contact 区财政局 --jurisdiction tianqiao", "天桥区财政局现在由谁负责"),
    (
        "gongkai contact add 区财政局 张三 --email zhangsan@example.gov.cn --from 2022-03-01 --jurisdiction tianqiao",
        "登记联络员",
    ),
    (
        "gongkai contact handover 区财政局 张三 李四 --on 2022-09-01 --email li@example.gov.cn --jurisdiction tianqiao",
        "张三交接给李四",
    ),
    ("gongkai contact file 区财政局 李四 --on 2022-09-02 --jurisdiction tianqiao", "补记备案日期"),
    ("gongkai contact leave 区财政局 李四 --on 2023-03-01 --jurisdiction tianqiao", "李四离任，接任的人未定"),
    ("gongkai contact --all --csv", "全部联系人，存成表格"),
)

_NAMES_OF = {"add": 1, "handover": 2, "leave": 1, "file": 1}
"""Action → how many names it takes beside the unit."""
_DUTIES = "、".join(Duty)

Act = Annotated[
    str, typer.Argument(metavar="动作", help="add、handover、leave 或 file；不写则列出（这里直接写单位）。")
]
Unit = Annotated[str, typer.Argument(metavar="单位", help="单位的名称或别名。")]
Name = Annotated[str, typer.Argument(metavar="姓名", help="联系人；handover 时是原来的人。")]
Successor = Annotated[str, typer.Argument(metavar="接任者", help="handover 时接任的人。")]
Email = Annotated[
    str, typer.Option("--email", metavar="邮箱", help="办公邮箱，与 Git 身份对应；handover 时是接任者的。")
]
DutyName = Annotated[str, typer.Option("--duty", metavar="职责", help=f"{_DUTIES}；不写则为联络员。")]
Since = Annotated[str, typer.Option("--from", metavar="日期", help="add：从哪一天起负责。")]
On = Annotated[
    str, typer.Option("--on", metavar="日期", help="handover：交接的日子；leave：离任的日子；file：备案的日子。")
]
Filed = Annotated[str, typer.Option("--filed", metavar="日期", help="已向上级政务公开主管部门备案的日子。")]
All = Annotated[bool, typer.Option("--all", help="连已离任和还没到任的一起列出。")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed behind `gongkai contact`."""

    contact_act: Act = ""
    unit: Unit = ""
    name: Name = ""
    successor: Successor = ""
    email: Email = ""
    duty: DutyName = ""
    since: Since = ""
    on: On = ""
    filed: Filed = ""
    jurisdiction: options.Jurisdiction = ""
    everyone: All = False
    dry_run: options.DryRun = False
    message: options.Message = ""
    as_of: options.AsOf = ""
    output: options.Output


@takes(Typed)
def command(ctx: typer.Context, typed: Typed) -> int:
    """List, enter, hand over or file the people of units."""
    if typed.contact_act not in _NAMES_OF:
        return with_workspace(settings_of(ctx), partial(_list, typed=_for_a_list(typed), form=typed.output.format))
    _refuse_misuse(typed)

    def work(ws: Workspace) -> int:
        say_saved(_carry_out(ws, typed), dry_run=typed.dry_run)
        return 0

    return with_workspace(settings_of(ctx), work)


def _for_a_list(typed: Typed) -> Typed:
    """What was typed without an action: where one would stand, the unit does."""
    entered = (typed.unit, typed.name, typed.successor, typed.email, typed.duty, typed.since, typed.on, typed.filed)
    if any(entered) or typed.dry_run or typed.message:
        known = "、".join(_NAMES_OF)
        raise UsageError(f"没有“{typed.contact_act}”这个动作：可用 {known}；只写单位则列出它的联系人。")
    return replace(typed, contact_act="", unit=typed.contact_act)


def _carry_out(ws: Workspace, typed: Typed) -> Saved:
    name, duty = typed.name.strip(), _duty(typed.duty)
    how = {"jurisdiction": typed.jurisdiction, "message": typed.message}
    if typed.contact_act == "add":
        contact = Contact(
            name,
            typed.email.strip(),
            duty or Duty.LIAISON,
            need_day(typed.since, "--from", ws.today),
            filed=read_day(typed.filed, "--filed", ws.today),
        )
        return add_contact(ws, typed.unit, contact, dry_run=typed.dry_run, **how)
    day = need_day(typed.on, "--on", ws.today)
    if typed.contact_act == "file":
        return file_contact(ws, typed.unit, name, day, dry_run=typed.dry_run, **how)
    if typed.contact_act == "leave":
        return leave(ws, typed.unit, name, day, duty=duty, dry_run=typed.dry_run, **how)
    filed = read_day(typed.filed, "--filed", ws.today)
    handover = Handover(name, typed.successor.strip(), day, typed.email.strip(), filed, duty)
    return hand_over(ws, typed.unit, handover, dry_run=typed.dry_run, **how)


def _refuse_misuse(typed: Typed) -> None:
    if typed.everyone or typed.as_of or typed.output:
        raise UsageError("--all、--as-of 和输出格式只用于列出联系人。")
    _duty(typed.duty)
    names = [each for each in (typed.name, typed.successor) if each.strip()]
    wanted = _NAMES_OF[typed.contact_act]
    if not typed.unit.strip() or len(names) < wanted:
        what = "单位、原来的人和接任的人" if wanted > 1 else "单位和姓名"
        raise UsageError(f"缺少参数：gongkai contact {typed.contact_act} 后面要写{what}。")
    if len(names) > wanted:
        raise UsageError(f"多出了参数“{names[-1]}”（含空格的内容要用引号括起来）。")
    unused = {
        "add": (("--on", typed.on),),
        "handover": (("--from", typed.since),),
        "leave": (("--from", typed.since), ("--email", typed.email), ("--filed", typed.filed)),
        "file": (("--from", typed.since), ("--email", typed.email), ("--filed", typed.filed), ("--duty", typed.duty)),
    }[typed.contact_act]
    wrong = [option for option, value in unused if value]
    if wrong:
        raise UsageError(f"{wrong[0]} 不用于 gongkai contact {typed.contact_act}。")


def _duty(text: str) -> Duty | None:
    if not text:
        return None
    if text not in tuple(Duty):
        raise UsageError(f"没有“{text}”这种职责；可用：{_DUTIES}。")
    return Duty(text)


def _list(ws: Workspace, typed: Typed, form: str) -> int:
    found = list_contacts(
        ws, typed.unit, jurisdiction=typed.jurisdiction, everyone=typed.everyone, as_of=typed.as_of or None
    )
    given = contact_record if form == "json" else contact_row
    rows = [
        given(each.jurisdiction, each.unit, each.contact, responsible=each.responsible, unfiled=each.unfiled)
        for each in found.lines
    ]
    console.write(records_text(CONTACT_TITLES, rows, form, room=console.room()))
    if found.without:
        console.say(f"{found.day} 这天有 {found.without} 个单位没有登记联系人；用 gongkai contact add 登记。")
    console.say_problems(found.problems)
    return 1 if found.problems else 0
