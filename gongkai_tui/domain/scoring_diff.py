"""What differs between two versions of the 考核 of a plan, in words for the log, `diff` and previews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.field_diff import FieldChange, conflict_text
from gongkai_tui.domain.scoring import hundredths, points_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.domain.scoring import ManualScore, Scoring, ScoringRule


def scoring_changes(old: Scoring | None, new: Scoring | None) -> tuple[FieldChange, ...]:
    """Return every difference, one a rule and one an entry by hand; None stands for no file."""
    before, after = (dict(_fields(side)) if side else {} for side in (old, new))
    changes = [
        FieldChange(label, before.get((key, label, name), ""), after.get((key, label, name), ""), key)
        for key, label, name in dict.fromkeys((*before, *after))
        if before.get((key, label, name), "") != after.get((key, label, name), "")
    ]
    if old != new and not changes:
        changes.append(FieldChange("其他", "", "有变化", "extra"))
    return tuple(changes)


def rule_words(rule: ScoringRule) -> str:
    """Return a rule on one line: `逾期，每件 -2 分，至多 10 分（依据：细则第三条）`."""
    most = f"，至多 {points_text(abs(hundredths(rule.most)))} 分" if rule.most else ""
    basis = f"（依据：{_flat(rule.basis)}）" if rule.basis else ""
    return f"{rule.counts}，每件 {points_text(hundredths(rule.points), signed=True)} 分{most}{basis}"


def manual_words(entry: ManualScore) -> str:
    """Return an entry by hand on one line: `2022-05-01 区财政局 +3：被省简报采用（https://…，李四）`."""
    more = "，".join(filter(None, (entry.link, entry.by)))
    points = points_text(hundredths(entry.points), signed=True)
    said = f"{entry.date.isoformat()} {entry.unit} {points}：{_flat(entry.reason)}"
    return said + (f"（{more}）" if more else "")


def _fields(scoring: Scoring) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Yield key, label and name of each part, with its words."""
    yield ("base", "基础分", ""), scoring.base
    yield ("every", "考核周期", ""), scoring.every
    for rule in scoring.rules:
        yield ("rules", f"规则“{rule.item}”", ""), rule_words(rule)
    for entry in scoring.manual:
        yield ("manual", "手工加减分", entry.id), manual_words(entry)
    yield ("conflicts", "冲突", ""), "；".join(map(conflict_text, scoring.conflicts))
    yield ("extra", "其他", ""), "；".join(f"{key}: {value}" for key, value in scoring.extra)


def _flat(text: str) -> str:
    return " ".join(text.split())
