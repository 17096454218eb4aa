"""Options that take one value and were written twice: the parser keeps the last one and drops the others silently."""

from __future__ import annotations

from collections import Counter
from typing import Any

from gongkai_tui.cli.usage_errors import with_help


def refuse_repeated(command: Any, ctx: Any, args: list[str]) -> None:
    """Let pass a command line in which every option that takes one value is written once; switches may repeat.

    Raises:
        UsageError: one is written more often, in whichever of its spellings.
    """
    if ctx.resilient_parsing:
        return
    _, _, order = command.make_parser(ctx).parse_args(args=list(args))
    for param, times in Counter(order).items():
        is_single = param.param_type_name == "option" and not (param.multiple or param.is_flag)
        if is_single and times > 1:
            spelled = "、".join(sorted(param.opts, key=len))
            raise with_help(f"选项 {spelled} 只能写一次，这里写了 {times} 次", ctx.command_path)
