"""Which output format was asked for."""

from __future__ import annotations

from gongkai_tui.domain.errors import UsageError

FORMATS = ("table", "json", "csv", "tsv", "md")


def chosen_format(form: str = "", **short: bool) -> str:
    """Join `--format NAME` with the short forms `--json`, `--csv`, `--tsv`, `--md`; two different ones are refused."""
    asked = {name for name, on in short.items() if on}
    if form:
        if form not in FORMATS:
            raise UsageError(f"没有“{form}”这种格式；可用的格式：{'、'.join(FORMATS)}。")
        asked.add(form)
    if len(asked) > 1:
        raise UsageError(f"只能选一种输出格式，不能同时用 {'、'.join(sorted(asked))}。")
    return asked.pop() if asked else "table"
