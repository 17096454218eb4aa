"""What people do with a task in the demo's invented year: each act with its words and its effect."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.status import FINISHED, Status
from gongkai_tui.domain.task import LogEntry, LogKind, Task

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

INVENTED = "（虚构）"
"""Stands at the head of every invented log text and commit subject."""


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act: where it leads, who does it, what is written down."""

    kind: LogKind
    words: tuple[str, ...]
    target: Status | None = None
    """State after the act; None leaves it as it is."""
    by_office: bool = False
    of_unit: bool = False
    """Only the acting unit moves (`unit_status`), not the whole task."""
    evidence: bool = False


START = Act(
    LogKind.PROGRESS,
    (
        "已明确责任科室和联络员，开始办理",
        "对照要点制定了本单位措施",
        "召开专题会议部署，已启动",
        "完成任务认领，着手梳理公开事项",
    ),
    Status.IN_PROGRESS,
)
NOTE = Act(
    LogKind.PROGRESS,
    (
        "栏目内容更新一批，链接已自查",
        "完成本季度信息梳理，正在内部审核",
        "参加全区业务培训，两名同志到会",
        "与上级部门核对了公开口径",
        "在政务新媒体发布图解一期",
        "征求意见已结束，正在汇总采纳情况",
        "补充了更新日期和责任科室",
        "完成自查，发现两处链接失效并已修复",
        "收集群众意见若干条，逐条研究",
        "印制便民手册，放置于办事大厅",
        "公开清单已送办公室审核",
        "下沉社区开展政策宣讲一场",
    ),
)
COUNT = Act(
    LogKind.OCCURRENCE,
    ("本期已按要求完成一次", "完成本单位年度内一次，记录已存档", "本期数据已按时公开"),
    evidence=True,
)
ROUND = Act(LogKind.PROGRESS, ("集中调度：已电话核对各单位进展",), by_office=True)
REPORT = Act(
    LogKind.REPORT,
    ("任务已完成，附公开页面，报请核查", "全部事项已公开，附清单和链接", "已落实到位，佐证材料随附"),
    Status.REPORTED,
    evidence=True,
)
REPORT_FIXED = Act(
    LogKind.REPORT,
    ("已按整改要求补齐，附新链接，报请再核查", "整改完成，栏目已恢复更新"),
    Status.REPORTED,
    evidence=True,
)
PASS = Act(
    LogKind.CHECK,
    ("网上核查通过：链接有效，内容完整", "抽查三条，均符合要求，核查通过", "核对清单与页面一致，核查通过"),
    Status.DONE,
    by_office=True,
)
RETURN = Act(
    LogKind.RETURN,
    ("退回补充：缺少发布日期", "退回补充：链接打不开", "退回补充：只附了通知，没有公开页面"),
    Status.IN_PROGRESS,
    by_office=True,
)
FAULT = Act(
    LogKind.CHECK,
    ("核查不通过：栏目超过三个月未更新，限30日内整改", "核查不通过：公开内容不全，限30日内整改"),
    Status.RECTIFYING,
    by_office=True,
)
CLOSE = Act(LogKind.CHECK, ("年终逐项核查，予以核销",), Status.CLOSED, by_office=True)
KEEP_ON = Act(LogKind.CHECK, ("节点任务已完成，转入长期坚持",), Status.ONGOING, by_office=True)
END = Act(LogKind.CHECK, ("依据虚构文件〔0000〕1号，该项并入其他任务，终止",), Status.ENDED, by_office=True)
CORRECT = Act(LogKind.CORRECTION, ("更正：误点为已完成，恢复待核查",), Status.REPORTED, by_office=True)
UNIT_START = Act(LogKind.PROGRESS, ("经催办已启动",), Status.IN_PROGRESS, of_unit=True)
UNIT_REPORT = Act(LogKind.REPORT, ("本单位部分已先行完成，报请核查",), Status.REPORTED, of_unit=True, evidence=True)
UNIT_FAULT = Act(LogKind.CHECK, ("抽查发现该单位栏目空白，限期整改",), Status.RECTIFYING, by_office=True, of_unit=True)
UNIT_FIXED = Act(LogKind.REPORT, ("本单位已整改，附链接",), Status.REPORTED, of_unit=True, evidence=True)
UNIT_PASS = Act(LogKind.CHECK, ("该单位部分核查通过",), Status.DONE, by_office=True, of_unit=True)
ASK_MORE_TIME = Act(LogKind.EXTENSION, ("申请延期30日：系统改版尚未完成",))
GIVE_MORE_TIME = Act(LogKind.EXTENSION, ("同意延期30日，原时限保留备查",), by_office=True)
REFUSE_MORE_TIME = Act(LogKind.EXTENSION, ("不同意延期：请先公开已完成的部分",), by_office=True)
CHOOSE = Act(LogKind.PROGRESS, ("选定承办的有关部门",), by_office=True)
LOOK_CLOSE = Act(LogKind.CHECK, ("回头看核查：链接仍有效，予以核销",), Status.CLOSED, by_office=True)
LOOK_RECTIFY = Act(LogKind.PROGRESS, ("回头看转整改：上年问题仍未销号",), by_office=True)
LOOK_CARRY = Act(LogKind.PROGRESS, ("回头看转入今年：由今年的对应任务承接",), by_office=True)
OBJECT = Act(LogKind.OBJECTION, ("对核查结论有异议：该栏目不属本单位维护",))
ANSWER = Act(LogKind.CHECK, ("经复核，维持原结论，请会同栏目主管单位整改",), by_office=True)


def perform(act: Act, task: Task, entry: LogEntry, *, silent: str = "", acting: Sequence[str] = ()) -> Task:
    """Return the task after the act; `silent` names a unit that stays 未启动 when the others start.

    Of several that are `acting` a fault is found in one: only that one is 整改中.
    """
    log = (*task.log, entry)
    if act.target is None:
        return replace(task, log=log)
    if entry.unit and (act.of_unit or (act is FAULT and entry.unit in acting and len(acting) > 1)):
        exceptions = {**task.unit_status, entry.unit: act.target}
        kept = {unit: status for unit, status in exceptions.items() if status != task.status}
        return replace(task, unit_status=kept, log=log)
    kept = {u: status for u, status in task.unit_status.items() if status != act.target and u != entry.unit}
    if act.target in FINISHED:
        kept = {}
    if silent:
        kept[silent] = Status.NOT_STARTED
    return replace(task, status=act.target, unit_status=kept, log=log)


def log_entry(act: Act, *, entry_id: str, day: date, unit: str, by: str, choice: int, link: str) -> LogEntry:
    """Write down an act; `choice` picks its words, `link` is the evidence where the act needs one."""
    return LogEntry(
        id=entry_id,
        date=day,
        kind=act.kind,
        unit=unit or None,
        text=INVENTED + act.words[choice % len(act.words)],
        evidence=(link,) if act.evidence else (),
        by=by,
    )
