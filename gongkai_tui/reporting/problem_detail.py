"""One 问题 in full: how it was found, told, objected to, put right and checked again, round by round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.problem_dues import first_due, moved_dues, objection_days_late
from gongkai_tui.reporting.clean import clean, one_line
from gongkai_tui.reporting.problem_list import problem_json

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem_dues import MovedDue
    from gongkai_tui.domain.problem_record import Checked, Fixed, Objection, ProblemRecord, Round
    from gongkai_tui.domain.problem_row import ListedProblem


def problem_fields(problem: ListedProblem, plan: Plan | None, path: str) -> list[tuple[str, str]]:
    """Give (name, text) of everything that the problem says; what it leaves open is left out."""
    record = problem.record
    found, withdrawn = record.found, record.withdrawn
    fields = [
        ("编号", record.id),
        ("计划", one_line(plan.title) if plan else problem.plan),
        ("任务", record.task),
        ("单位", record.unit),
        ("问题", record.what),
        ("发现", _said(found.date, found.method, found.by) if found else ""),
        ("位置", found.where if found else ""),
        ("依据", found.basis if found else ""),
        ("清单期限", found.due.isoformat() if found and found.due else ""),
        ("状态", record.state.value),
        ("剩余天数", "" if problem.days_left is None else str(problem.days_left)),
        ("标记", "、".join(problem.flags)),
        *((f"第{each.n}轮", _round_text(record, each)) for each in record.rounds),
        *(("异议", _objection_text(record, each)) for each in record.objections),
        ("撤销", _said(withdrawn.date, withdrawn.reason, withdrawn.by) if withdrawn else ""),
        (
            "发文",
            "\n".join(_said(each.date, f"{each.kind} {each.number}", each.approved_by) for each in record.notices),
        ),
        ("重复于", record.repeats),
        ("反馈前", f"该单位在任务上是{record.task_was}" if record.task_was else ""),
        ("合并冲突", "\n".join(f"{c.path}：本方 {c.ours}，对方 {c.theirs}" for c in record.conflicts)),
        ("文件", path),
    ]
    return [(name, text) for name, text in fields if text]


def problem_detail_json(problem: ListedProblem, path: str) -> dict[str, Any]:
    """Give the keys of a JSON row of the list, and all else that the problem says."""
    record = problem.record
    found = record.found
    return {
        **problem_json(problem),
        "method": found.method if found else "",
        "basis": found.basis if found else "",
        "proposed_due": found.due.isoformat() if found and found.due else None,
        "by": found.by if found else "",
        "rounds": [_round_json(record, each) for each in record.rounds],
        "objections": [_objection_json(record, each) for each in record.objections],
        "withdrawn": _withdrawn_json(record),
        "notices": [
            {"kind": n.kind, "date": _iso(n.date), "number": n.number, "approved_by": n.approved_by}
            for n in record.notices
        ],
        "task_was": record.task_was.value if record.task_was else None,
        "uncommitted": problem.uncommitted,
        "file": path,
    }


def _round_text(record: ProblemRecord, each: Round) -> str:
    due = f"，整改期限 {each.due}" if each.due else ""
    due += f"（原期限 {first_due(each)}）" if each.moves else ""
    lines = [f"{_said(each.notified, '反馈', each.channel)}{due}"]
    for moved in moved_dues(record, each):
        words = f"{_late_words(moved)}期限 {moved.move.was} 改为 {moved.move.due}"
        lines.append(_said(moved.move.date, " ".join(filter(None, (words, moved.move.reason))), moved.move.by))
    if each.fixed:
        lines.append(_said(each.fixed.date, f"整改 {each.fixed.text}", each.fixed.by))
        lines += [f"  佐证 {clean(item)}" for item in each.fixed.evidence]
    if each.checked:
        verdict = " ".join(filter(None, ("再核查", each.checked.verdict or "", each.checked.text)))
        lines.append(_said(each.checked.date, verdict, each.checked.by))
        lines += [f"  佐证 {clean(item)}" for item in each.checked.evidence]
    return "\n".join(lines)


def _late_words(moved: MovedDue) -> str:
    return f"逾期 {moved.days_late} 天后改期，" if moved.days_late else ""


def _objection_text(record: ProblemRecord, each: Objection) -> str:
    late = objection_days_late(record, each)
    lines = [_said(each.date, f"{f'逾期 {late} 天后提出：' if late else ''}{each.reason}", each.by)]
    if each.answered:
        lines.append(_said(each.answered, f"{'成立' if each.upheld else '维持'} {each.answer}", each.answered_by))
    return "\n".join(lines)


def _said(day: date | None, text: str, who: str) -> str:
    return " ".join(filter(None, (_iso(day) or "", text))) + (f"（{who}）" if who else "")


def _round_json(record: ProblemRecord, each: Round) -> dict[str, Any]:
    return {
        "n": each.n,
        "notified": _iso(each.notified),
        "channel": each.channel,
        "due": _iso(each.due),
        "moves": [_move_json(moved) for moved in moved_dues(record, each)],
        "fixed": _fixed_json(each.fixed),
        "checked": _checked_json(each.checked),
    }


def _move_json(moved: MovedDue) -> dict[str, Any]:
    move = moved.move
    days = {"date": _iso(move.date), "was": _iso(move.was), "due": _iso(move.due), "days_late": moved.days_late}
    return {**days, "by": move.by, "reason": move.reason}


def _fixed_json(fixed: Fixed | None) -> dict[str, Any] | None:
    if fixed is None:
        return None
    return {"date": _iso(fixed.date), "text": fixed.text, "evidence": list(fixed.evidence), "by": fixed.by}


def _checked_json(checked: Checked | None) -> dict[str, Any] | None:
    if checked is None:
        return None
    verdict = checked.verdict.value if checked.verdict else None
    said = {"date": _iso(checked.date), "verdict": verdict, "text": checked.text}
    return {**said, "evidence": list(checked.evidence), "by": checked.by}


def _objection_json(record: ProblemRecord, each: Objection) -> dict[str, Any]:
    asked = {"date": _iso(each.date), "by": each.by, "reason": each.reason, "answered": _iso(each.answered)}
    late = {"days_late": objection_days_late(record, each)}
    return {**asked, **late, "answer": each.answer, "answered_by": each.answered_by, "upheld": each.upheld}


def _withdrawn_json(record: ProblemRecord) -> dict[str, Any] | None:
    found = record.withdrawn
    return {"date": _iso(found.date), "by": found.by, "reason": found.reason} if found else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
