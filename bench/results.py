"""Turn measurements into bench/RESULTS.md."""

from __future__ import annotations

import os
import platform
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from steps import CPU_MULTIPLE, STEPS, Step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timing import Cost

HERE = Path(__file__).parent
GAPS = HERE / "gaps.toml"
SHORT = frozenset({"list", "all-table", "set", "bulk", "log", "check", "as-of", "tui-start", "tui-key", "tui-filter"})
"""Steps that the README shows."""

_PEERS = """\
作为参照（别的工具，10,000 项任务）：
Taskwarrior（C++）筛选列表 222 ms，改一项 192 ms（无历史），改 1,000 项 1.83 s；
dstask（Go，每次一个提交）1.04 s、0.52 s、改 100 项 12 s；doorstop 9.4 s、1.2 s、改 1,000 项 53 s。
"""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """On what, and under what load, the measurements were made."""

    head: str
    runs: int
    loads: Sequence[float]
    """Load average of one minute at the start of each round."""
    git: str


def render(costs: Mapping[str, Sequence[Cost]], failures: Mapping[str, str], where: Circumstances) -> str:
    """Return the whole text of RESULTS.md."""
    gaps = tomllib.loads(GAPS.read_text("utf-8")) if GAPS.exists() else {}
    pass_cpu = median(cost.cpu for cost in costs["python"]) if costs.get("python") else 0.0
    lines = [
        "# 性能实测",
        "",
        "由 `make bench` 生成。数据：`bench/make_repo.py` 造的仓库，8,040 项任务、10,000 个提交，",
        "同一种子每次完全相同。",
        f"每项 {where.runs} 次取中位数，全部步骤在同一个循环里交替进行，与 `python3 -c pass`、`git status` 并排。",
        "墙钟和 CPU 的单位都是毫秒；CPU 含全部子进程。",
        "",
        _machine(where),
        "",
        "| 操作 | 上限 | 墙钟 | CPU | 合 pass 倍数 | 原型最好值 | 结果 | 差距在哪里 |",
        "| --- | ---: | ---: | ---: | ---: | --- | --- | --- |",
    ]
    lines += [_row(step, costs.get(step.key, ()), failures.get(step.key, ""), pass_cpu, gaps) for step in STEPS]
    return "\n".join([*lines, "", _PEERS])


def _machine(where: Circumstances) -> str:
    cores = os.cpu_count() or 0
    loads = f"{min(where.loads):.1f}–{max(where.loads):.1f}" if where.loads else "未知"
    return (
        f"机器：{cores} 核，{platform.machine()}，{platform.system()} {platform.release()}，"
        f"Python {platform.python_version()}，{where.git}；测量时负载 {loads}；仓库 {where.head[:12]}。"
    )


def _row(step: Step, costs: Sequence[Cost], failure: str, pass_cpu: float, gaps: Mapping[str, str]) -> str:
    gap = gaps.get(step.key, "")
    if not costs:
        return (
            f"| {step.title} | {_limit(step, pass_cpu)} | — | — | — | {step.floor or '—'} | 未测 | {failure or gap} |"
        )
    wall, cpu = median(cost.wall for cost in costs), median(cost.cpu for cost in costs)
    multiple = f"{cpu / pass_cpu:.1f}" if pass_cpu and cpu else "—"
    shown_cpu = f"{cpu:,.0f}" if cpu else "—"
    verdict = _verdict(step, wall, cpu, pass_cpu)
    return (
        f"| {step.title} | {_limit(step, pass_cpu)} | {_figure(wall)} | {shown_cpu} | {multiple} "
        f"| {step.floor or '—'} | {verdict} | {gap} |"
    )


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def _limit(step: Step, pass_cpu: float) -> str:
    if step.limit is None:
        return "—"
    if step.by_cpu:
        return f"CPU {CPU_MULTIPLE} × pass ({CPU_MULTIPLE * pass_cpu:.0f})"
    return f"{step.limit:,.0f}"


def _verdict(step: Step, wall: float, cpu: float, pass_cpu: float) -> str:
    if step.limit is None:
        return "—"
    within = cpu <= CPU_MULTIPLE * pass_cpu if step.by_cpu else wall <= step.limit
    return "达到" if within else "**未达到**"


FIGURES = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- /figures -->)", re.DOTALL)


def with_figures(readme: str, costs: Mapping[str, Sequence[Cost]]) -> str:
    """Return the text of README.md with its short table of figures renewed."""
    lines = ["| 操作 | 墙钟（毫秒） | 上限 |", "| --- | ---: | ---: |"]
    for step in STEPS:
        if costs.get(step.key) and step.key in SHORT:
            wall = median(cost.wall for cost in costs[step.key])
            limit = f"CPU {CPU_MULTIPLE} × pass" if step.by_cpu else f"{step.limit:,.0f}"
            lines.append(f"| {step.title} | {_figure(wall)} | {limit} |")
    return FIGURES.sub(lambda _: "\n".join(lines) + "\n", readme)
