"""Write the tables of docs/状态.md from the state machines of the program."""

from __future__ import annotations

import re
from pathlib import Path

from gongkai_tui.domain.problem_transitions import LOOP
from gongkai_tui.domain.transitions import TRANSITIONS, Need

PAGE = Path(__file__).with_name("状态.md")
_TABLE = re.compile(r"(?<=<!-- transitions -->\n).*?(?=<!-- /transitions -->)", re.DOTALL)

_LOOP = re.compile(r"(?<=<!-- loop -->\n).*?(?=<!-- /loop -->)", re.DOTALL)


def table() -> str:
    """Every transition with its way, who may make it, what it needs and for which deadlines, as Markdown."""
    lines = ["| 从 | 经过 | 到 | 谁 | 须附 | 只用于期限 |", "| --- | --- | --- | --- | --- | --- |"]
    for row in TRANSITIONS:
        needs = "、".join(need.value for need in Need if need in row.needs) or "—"
        kinds = "、".join(sorted(row.kinds)) or "—"
        lines.append(f"| {row.source} | {row.via or '—'} | {row.target} | {row.actor} | {needs} | {kinds} |")
    return "\n".join(lines) + "\n"


def loop_table() -> str:
    """Every step of the loop of a 问题, as Markdown."""
    lines = ["| 从 | 一步 | 到 | 谁 | 须记 | 命令 |", "| --- | --- | --- | --- | --- | --- |"]
    for row in LOOP:
        source, needs = row.source or "（发现）", "、".join(row.needs)
        lines.append(f"| {source} | {row.act} | {row.target} | {row.actor} | {needs} | `problem {row.command}` |")
    return "\n".join(lines) + "\n"


def page() -> str:
    """The whole page as it should be."""
    return _LOOP.sub(lambda _: loop_table(), _TABLE.sub(lambda _: table(), PAGE.read_text("utf-8")))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
