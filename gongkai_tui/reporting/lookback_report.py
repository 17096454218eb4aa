"""The report on 回头看, as Markdown in the words of such reports: 总体情况, 逐项核查, 存在问题, 下一步."""

from __future__ import annotations

from gongkai_tui.domain.problem_record import ProblemState
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LookbackVerdict
from gongkai_tui.reporting.lookback_text import figures_text, title_of, units_of
from gongkai_tui.reporting.markdown import escaped, markdown_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gongkai_tui.domain.lookback import LookbackItem, LookbackRound
    from gongkai_tui.domain.problem_record import ProblemRecord

    Found = list[tuple[LookbackItem | None, ProblemRecord]]
    """Each with the task that it is about, if any."""

_COLUMNS = ("序号", "工作任务", "责任单位", "完成时限", "完成状态", "佐证", "结论", "说明")
_NOT_YET = "尚未核查"
_NO_UNIT = "（未写责任单位）"
_WAITING, _SETTLED, _DROPPED = "尚未销号", "已整改销号", "问题已撤销"
"""What has become of a task that is put right."""


def report_text(found: LookbackRound) -> str:
    """Give the whole report; one that is not finished says so in its title and its first paragraph."""
    unfinished = "" if found.is_finished else "（阶段情况）"
    parts = [
        f"# 《{escaped(found.plan.title)}》落实情况“回头看”报告{unfinished}\n",
        f"## 一、总体情况\n\n{_overall(found)}\n",
        f"## 二、逐项核查情况\n\n{_table(found)}",
        f"## 三、存在问题\n\n{_problems(found)}\n",
        f"## 四、下一步\n\n{_next_steps(found)}\n",
    ]
    return "\n".join(parts)


def _overall(found: LookbackRound) -> str:
    figures = found.figures
    number = f"（{escaped(found.plan.doc_number)}）" if found.plan.doc_number else ""
    ended = f"另有已终止{figures.ended}项，不在核查之列。" if figures.ended else ""
    state = "" if found.is_finished else "“回头看”尚未完成，以下为阶段情况。"
    rectified = _of(found, LookbackVerdict.RECTIFY)
    outcomes = [_outcome(item) for item in rectified]
    dropped = f"，问题已撤销{outcomes.count(_DROPPED)}项" if _DROPPED in outcomes else ""
    more = f"转整改的{len(rectified)}项中，已整改销号{outcomes.count(_SETTLED)}项{dropped}。" if rectified else ""
    name = f"《{escaped(found.plan.title)}》{number}"
    return f"截至{_day(found.day)}，{name}{figures_text(figures)}。{ended}{more}{state}"


def _table(found: LookbackRound) -> str:
    return markdown_text(_COLUMNS, (_row(found, item) for item in _in_plan_order(found)))


def _row(found: LookbackRound, item: LookbackItem) -> tuple[str, ...]:
    task, given = item.task, item.found
    deadline = task.deadline
    return (
        str(task.seq or ""),
        title_of(task),
        units_of(task),
        (deadline.raw or (deadline.due.isoformat() if deadline.due else "")) if deadline else "",
        item.status.value,
        f"{len(task.evidence)}条" if task.evidence else "无",
        _verdict(found, item),
        given.text if given else "",
    )


def _verdict(found: LookbackRound, item: LookbackItem) -> str:
    """The verdict with where it leads, in words that mean something on paper."""
    given = item.found
    if given is None:
        return _NOT_YET
    if given.verdict is LookbackVerdict.CARRIED and given.to:
        number = given.to.partition("/")[2]
        named = next((each.title for each in item.carried_by if each.id == given.to), "") or title_of(item.task)
        place = f"第{int(number)}项" if number.isdigit() else f"上年结转“{named}”"
        into = f"《{found.into.title}》" if found.into else "今年的工作要点"
        return f"{given.verdict}：{into}{place}"
    units = "、".join(dict.fromkeys(problem.unit for problem in _own_problems(item) if problem.unit))
    return f"{given.verdict}（{units}）" if units else given.verdict.value


def _problems(found: LookbackRound) -> str:
    by_unit: dict[str, Found] = {}
    for problem in found.apart:
        by_unit.setdefault(problem.unit or _NO_UNIT, []).append((None, problem))
    for item in _in_plan_order(found):
        for problem in item.problems:
            if problem.is_open:
                by_unit.setdefault(problem.unit or _NO_UNIT, []).append((item, problem))
    largest_first = sorted(by_unit.items(), key=lambda unit: -len(unit[1]))
    parts = [f"**{escaped(unit)}（{len(of)}个）**\n\n" + "\n".join(_listed(of)) for unit, of in largest_first]
    without = [item for item in _in_plan_order(found) if item.status is Status.RECTIFYING and not item.open_problems]
    if without:
        parts.append(f"另有{len(without)}项正在整改而没有立问题：{'、'.join(map(_named, without))}。")
    return "\n\n".join(parts) or "没有未销号的问题。"


def _listed(problems: Found) -> Iterator[str]:
    for number, (item, problem) in enumerate(problems, 1):
        last = problem.last_round
        due = f"，整改期限{_day(last.due)}" if last and last.due else ""
        what = escaped(problem.what) or "（未写问题）"
        head = f"{_named(item)}：" if item else ""
        yield f"{number}. {head}{what}（{problem.state}{due}）"


def _next_steps(found: LookbackRound) -> str:
    figures = found.figures
    steps = []
    if figures.undecided:
        steps.append(f"对尚未核查的{figures.undecided}项继续逐项核查，逐项作出核销、转整改或转入今年的结论。")
    rectified = _of(found, LookbackVerdict.RECTIFY)
    waiting = [item for item in rectified if _outcome(item) is _WAITING]
    if waiting:
        days = sorted(last.due for item in waiting for p in item.open_problems if (last := p.last_round) and last.due)
        until = f"（最近的整改期限是{_day(days[0])}）" if days else ""
        steps.append(f"对转整改且尚未销号的{len(waiting)}项督促责任单位按期整改{until}，整改后再核查，通过的销号。")
    withdrawn = [item for item in rectified if _outcome(item) is _DROPPED]
    if withdrawn:
        steps.append(f"对转整改而问题已撤销的{len(withdrawn)}项重新作出结论。")
    carried = _of(found, LookbackVerdict.CARRIED)
    if carried:
        into = f"《{escaped(found.into.title)}》" if found.into else "今年的工作要点"
        steps.append(f"对转入今年的{len(carried)}项，纳入{into}一并推进、一并核查。")
    if not found.items:
        return "这份计划没有需要核查的任务。"
    if not steps:
        return "全部任务已经核销，没有遗留事项。"
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))


def _of(found: LookbackRound, verdict: LookbackVerdict) -> list[LookbackItem]:
    return [item for item in found.items if item.found is not None and item.found.verdict is verdict]


def _own_problems(item: LookbackItem) -> list[ProblemRecord]:
    """The problems that the verdict opened or went on with."""
    if item.found is None or item.found.verdict is not LookbackVerdict.RECTIFY:
        return []
    known = {problem.id: problem for problem in item.problems}
    return [known[target] for target in item.found.targets if target in known]


def _outcome(item: LookbackItem) -> str:
    """What has become of a task that is put right: 已整改销号 only where no problem of it is left, whoever found it."""
    own = _own_problems(item)
    if item.open_problems or not own:
        return _WAITING
    return _SETTLED if any(problem.state is ProblemState.CLOSED for problem in own) else _DROPPED


def _in_plan_order(found: LookbackRound) -> list[LookbackItem]:
    return sorted(found.items, key=lambda item: (item.task.seq is None, item.task.seq or 0, item.task.id))


def _named(item: LookbackItem) -> str:
    number = f"第{item.task.seq}项" if item.task.seq else ""
    return f"{number}{escaped(title_of(item.task))}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
