"""Show the ranking of a 考核, one unit's figures, or drafts out of it."""

from __future__ import annotations

from gongkai_tui.cli import console
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.reporting.score_draft import CRITICISM, PRAISE
from gongkai_tui.reporting.score_text import ranking_text, unit_summary, unit_text
from gongkai_tui.reporting.untold_text import untold_lines
from gongkai_tui.usecases.score_drafts import score_draft
from gongkai_tui.usecases.scores import LONG, scores, unit_scores

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gongkai_tui.cli.settings import Settings
    from gongkai_tui.usecases.scores import ScoreReport

_NAMED = 10


def run(settings: Settings, plan: str, unit: str, *, period: str, as_of: str, form: str) -> int:
    """Show the ranking, or one unit."""
    if unit:
        detail = with_workspace(settings, lambda ws: unit_scores(ws, plan, unit, period=period, as_of=as_of or None))
        report = detail.report
        console.write(unit_text(report, detail.score, detail.commits, form, room=console.room()))
        console.say(unit_summary(report, detail.score))
        return _say_caveats(report)
    report = with_workspace(settings, lambda ws: scores(ws, plan, period=period, as_of=as_of or None))
    console.write(ranking_text(report, form, room=console.room()))
    _say_ranking(report)
    return _say_caveats(report)


def draft(settings: Settings, plan: str, period: str, as_of: str, *, best: int | None, worst: int | None) -> int:
    """Write the draft that praises the best units or criticises the worst; say so where nobody is to be named."""
    report = with_workspace(settings, lambda ws: scores(ws, plan, period=period, as_of=as_of or None))
    found = score_draft(report, CRITICISM if best is None else PRAISE, best or worst or 0)
    console.write(found.text)
    console.say(found.remark)
    return _say_caveats(report)


def _say_ranking(report: ScoreReport) -> None:
    data = report.data
    state = "" if data.window.is_over else "，这一期还没有结束"
    console.say(f"{report.period.name}：{len(report.units)} 个单位，数据截至 {data.window.day.isoformat()}{state}。")
    if report.behind:
        named = [f"{unit}（{len(periods)}期）" for unit, periods in report.behind.items()]
        console.say(f"长期落后（连续 {LONG} 期以上在后四分之一）：{_listed(named)}。")


def _say_caveats(report: ScoreReport) -> int:
    """Say what a reader of the figures must know, and what could not be read."""
    units = report.data.units
    if units.office:
        console.say(f"{units.office}主管政务公开，不参加排名。")
    if units.left_out:
        console.say(f"没有打分：{_listed(units.left_out)}。")
    if units.unconfirmed:
        console.say(f"{_listed(units.unconfirmed)}的成员名单尚待确认。")
    if report.rules_came_later:
        console.say("这一期结束时还没有可用的考核规则，按现在的规则计算；规则再改，这一期的名次也会变。")
    if report.recorded_later:
        console.say(
            f"期末之后补记了 {report.recorded_later} 条这一期的记录或问题，没有计入；需要时用 --add 手工加减分。"
        )
    if report.unused:
        named = _listed([f"{entry.unit}（{entry.id}）" for entry in report.unused])
        console.say(f"手工加减分的单位不在排名里，没有计入：{named}。")
    console.say_lines(untold_lines(report.untold, by_unit=True))
    console.say_problems(report.problems)
    return 1 if report.problems else 0


def _listed(names: tuple[str, ...] | list[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more
