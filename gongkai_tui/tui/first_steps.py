"""What an empty repository says: where its first plan comes from."""

from __future__ import annotations

from gongkai_tui.tui.actions import key_of


def first_steps(nothing: str) -> tuple[str, ...]:
    """Lines for a list without anything, which `nothing` says."""
    return (
        nothing,
        f"用 {key_of('import_plan')} 从文档导入一份工作要点，没有文档的用 {key_of('new_plan')}；",
        "或在命令行用 gongkai demo 目录 建一个演示仓库试用。",
    )
