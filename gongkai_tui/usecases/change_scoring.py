"""The 考核 of a plan changed by the office: an example of rules to begin with, points given by hand."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.scoring import ManualScore, Scoring, hundredths, is_points, points_text
from gongkai_tui.domain.scoring_diff import scoring_changes
from gongkai_tui.domain.scoring_rules import is_dead
from gongkai_tui.domain.settable import BadValue, read_line, read_paragraphs, read_past_day
from gongkai_tui.domain.short_name import one_line, short_name
from gongkai_tui.domain.task_id import read_task_id
from gongkai_tui.domain.wording import by_doing, told_in
from gongkai_tui.storage.paths import scoring_path
from gongkai_tui.usecases.new_ids import new_id
from gongkai_tui.usecases.plan_lookup import plan_named
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.problem_files import problems_in
from gongkai_tui.usecases.proposed_change import ProposedChange
from gongkai_tui.usecases.reading import committed_view
from gongkai_tui.usecases.recording import Edit, record
from gongkai_tui.usecases.scores import NoScoring
from gongkai_tui.usecases.scoring_files import read_scoring

if TYPE_CHECKING:
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.workspace import Workspace

EXAMPLE = """\
# 考核规则（样例）：项目、分值、上限都是举例，不出自任何法律法规；请对照本单位的考核办法改好再用，不要的规则删去。
# 事实来自平时的记录（任务、记录、问题），不用单位另外填报；每一种怎么算，见 docs/数据格式.md 的“考核”一节。
# base   每个单位每期的基础分
# every  一期多长：年、半年、季、月
# counts 数什么：完成、逾期、沉默、报送、退回、问题、反复、整改逾期、次数不足
# points 每一件加减的分数，最多两位小数；most 这一条在一期里最多加减多少分，不写不限；basis 依据，如考核办法第几条
base: 100
every: 季
rules:
  - item: 完成任务
    counts: 完成
    points: 0.5
    most: 10
  - item: 逾期未完成
    counts: 逾期
    points: -2
    most: 20
  - item: 长期没有进展记录
    counts: 沉默
    points: -0.5
    most: 5
  - item: 核查发现问题
    counts: 问题
    points: -1
    most: 10
  - item: 问题反复
    counts: 反复
    points: -2
  - item: 整改逾期
    counts: 整改逾期
    points: -1
  - item: 周期任务次数不足
    counts: 次数不足
    points: -1
    most: 10
"""
"""A plain beginning; the numbers come from no law."""

RULE = "考核由政务公开办办理"
"""Who changes it."""
_SUBJECT = 110


@dataclass(frozen=True, slots=True)
class ManualPoints:
    """Points given by hand, as typed."""

    unit: str
    points: str
    reason: str
    link: str = ""
    day: str = ""
    """The day on which it happened, which tells the period; today where nothing is typed."""


@dataclass(frozen=True, slots=True)
class ScoringProposal:
    """A change of the 考核 of a plan, worked out; `change_scoring` commits it."""

    plan: Plan
    changes: tuple[ProposedChange, ...]
    subject: str
    entry: ManualScore | None
    """What is added; None where the example is written."""


def propose_example(ws: Workspace, plan_id: str) -> ScoringProposal:
    """The example of rules for a plan that has none.

    Raises:
        UnknownPlan: there is no such plan.
        Refused: it has rules already, or a unit acts.
    """
    plan = _plan_for_office(ws, plan_id)
    if _committed(ws, plan_id) is not None:
        raise Refused(f"{plan_id} 已有考核规则，没有覆盖；请直接修改 {scoring_path(plan_id)}")
    example = read_scoring(EXAMPLE.encode(), scoring_path(plan_id))
    subject = f"{short_name(plan)} 考核：写入样例规则（待按本单位的考核办法修改）"
    return ScoringProposal(plan, _changes(plan, None, example), subject, None)


def propose_points(ws: Workspace, plan_id: str, typed: ManualPoints) -> ScoringProposal:
    """Points by hand for one unit.

    Raises:
        UnknownPlan: there is no such plan.
        NoScoring: it has no rules yet.
        BadValue: points, reason, link or day cannot be understood.
        Refused: a unit acts, or the unit named is not one that can be ranked.
    """
    plan = _plan_for_office(ws, plan_id)
    data = _committed(ws, plan_id)
    if data is None:
        sample = by_doing(Remedy.SAMPLE_SCORING, plan_id, to="写一份样例", verb="先")
        raise NoScoring(f"{plan_id} 还没有考核规则；{sample}。")
    points = unicodedata.normalize("NFKC", typed.points).strip()
    if not is_points(points) or not hundredths(points):
        raise BadValue(f"“{typed.points}”不是分数；写成 2、-1.5 这样，最多两位小数，不能是 0。")
    entry = ManualScore(
        new_id(),
        read_past_day(typed.day, ws.today, otherwise="事情发生了再记"),
        _unit(ws, plan, read_line(typed.unit, "单位", required=True)),
        points_text(hundredths(points)),
        read_paragraphs(typed.reason, "理由"),
        _link(ws, typed.link),
        ws.actor().name,
    )
    if not entry.reason:
        raise BadValue(f"手工加减分要写明理由{told_in(inputs.REASON)}。")
    before = read_scoring(data, scoring_path(plan_id))
    said = points_text(hundredths(entry.points), signed=True)
    subject = one_line(f"{short_name(plan)} 考核：{entry.unit} {said}分（{one_line(entry.reason, 40)}）", _SUBJECT)
    return ScoringProposal(plan, _changes(plan, before, _with(before, entry)), subject, entry)


def change_scoring(ws: Workspace, proposal: ScoringProposal, *, message: str = "") -> Saved:
    """Commit a proposal.

    Raises:
        Refused: somebody else wrote or took away the rules meanwhile.
    """
    path = scoring_path(proposal.plan.id)

    def edit(view: HeadView) -> Edit:
        data = view.read([path])[path]
        if (data is None) != (proposal.entry is None):
            raise Refused(f"{path} 刚被别人改动，没有保存；请重新查看")
        new = EXAMPLE.encode() if data is None or proposal.entry is None else _edited(data, proposal.entry, path)
        return Edit({path: new}, "score", proposal.subject)

    return record(ws, edit, message=message)


def _edited(data: bytes, entry: ManualScore, path: str) -> bytes:
    from gongkai_tui.storage.scoring_record import edit_scoring

    return edit_scoring(data, _with(read_scoring(data, path), entry), path)


def _with(scoring: Scoring, entry: ManualScore) -> Scoring:
    return replace(scoring, manual=(*scoring.manual, entry))


def _changes(plan: Plan, before: Scoring | None, after: Scoring) -> tuple[ProposedChange, ...]:
    return tuple(
        ProposedChange(plan.id, "考核", each.field, each.old, each.new) for each in scoring_changes(before, after)
    )


def _plan_for_office(ws: Workspace, plan_id: str) -> Plan:
    plan = plan_named(ws, plan_id)
    ws.actor().refuse_unless_office(RULE, plan.jurisdiction)
    return plan


def _committed(ws: Workspace, plan_id: str) -> bytes | None:
    oid = committed_view(ws).index.blob_of(scoring_path(plan_id))
    return dict(ws.repository.blobs([oid]))[oid] if oid else None


def _unit(ws: Workspace, plan: Plan, typed: str) -> str:
    known = PlanUnits(committed_view(ws))
    names = known.of_plan(plan.id)
    name = names.name(typed)
    if not names.is_registered(name):
        raise Refused(f"“{typed}”没有在 units/{plan.jurisdiction}.yaml 里登记，不能加减分")
    if names.kind(name) is not LineKind.UNIT:
        raise Refused(f"“{name}”是集合；请逐个写明单位")
    if name == known.office(plan.jurisdiction):
        raise Refused(f"{name}是主管政务公开的单位，不参加排名，不能加减分")
    return name


def _link(ws: Workspace, typed: str) -> str:
    link = read_line(typed, "link")
    if link:
        view = committed_view(ws)
        tasks = frozenset(task.id for task in view.rows(texts="none"))
        if is_dead(link, tasks, frozenset(each.record.id for each in problems_in(view))):
            raise BadValue(f"没有“{link}”这项任务或这个问题；请核对编号，或写网址、文号。")
    return read_task_id(link) or link
