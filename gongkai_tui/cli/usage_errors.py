"""What typer finds wrong with a command line, said in Chinese."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import partial
from typing import Any

from gongkai_tui.domain.errors import UsageError

_GLOBAL = frozenset({"-C", "--repo", "--today", "--no-color"})
_EXTRA = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", re.DOTALL)


def in_chinese(error: Any) -> UsageError:
    """Give typer's complaint as ours, with the command whose help says more."""
    say = _SENTENCES.get(type(error).__name__, _other)
    context = getattr(error, "ctx", None)
    return with_help(say(error), context.command_path if context is not None else "gongkai")


def with_help(said: str, command: str) -> UsageError:
    """What is wrong with a command line, and whose help says more."""
    return UsageError(f"{said}；{command} --help 有说明和示例。")


def unknown_option(name: str) -> str:
    """That there is no such option."""
    return f"没有 {name} 这个选项"


def too_many_words(words: str) -> str:
    """That some words are more than the command takes."""
    return f"多出了参数“{words}”（含空格的内容要用引号括起来）"


def _no_such_option(error: Any) -> str:
    if error.option_name in _GLOBAL and error.ctx is not None and error.ctx.parent is not None:
        return f"{error.option_name} 要写在命令前面，如 gongkai {error.option_name} … {error.ctx.info_name}"
    close = "、".join(sorted(filter(partial(_is_near, error.option_name), error.possibilities or ())))
    return unknown_option(error.option_name) + (f"，是不是 {close}" if close else "")


def _is_near(typed: str, known: str) -> bool:
    """Whether two options are alike by more than the dashes that all of them begin with."""
    return bool(get_close_matches(typed.lstrip("-"), (known.lstrip("-"),)))


def _missing(error: Any) -> str:
    param = error.param
    if param is None:
        return "缺少参数"
    if param.param_type_name == "argument":
        return f"缺少参数“{param.metavar or param.name}”"
    return f"缺少选项 {param.opts[0]}"


def _bad_option(error: Any) -> str:
    if "does not take" in error.message:
        return f"选项 {error.option_name} 后面不带值"
    return f"选项 {error.option_name} 后面要写一个值"


def _bad_value(error: Any) -> str:
    param = error.param
    name = param.opts[0] if param is not None else "参数"
    low, high = (getattr(getattr(param, "type", None), end, None) for end in ("min", "max"))
    return f"{name} 的值不对" if low is None or high is None else f"{name} 后面要写 {low} 到 {high} 的数字"


def _other(error: Any) -> str:
    extra = _EXTRA.search(error.message)
    return too_many_words(extra.group(1)) if extra else "命令的写法不对"


_SENTENCES = {
    "NoSuchOption": _no_such_option,
    "MissingParameter": _missing,
    "BadOptionUsage": _bad_option,
    "BadParameter": _bad_value,
}
