"""Help pages in Chinese: typer's classes with our own layout, aligned by terminal cells."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from typer import TyperException
from typer.core import TyperCommand, TyperGroup

from gongkai_tui.cli.interrupted import stoppable
from gongkai_tui.cli.repeated_options import refuse_repeated
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.reporting.width import fit, width
from gongkai_tui.reporting.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Examples = Sequence[tuple[str, str]]
    """Command line and what it does."""

_WIDEST = 100
_INDENT = "  "
_LABEL_LIMIT = 30
_HELP_FLAGS = "显示这份帮助"


class ChineseCommand(TyperCommand):
    """A command whose help is Chinese and ends with examples."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples: Examples = ()
        self.further: Mapping[str, str] = {}
        """Actions that are commands of their own, and what each does."""
        self.load_further: Callable[[str], Any] = lambda _: None

    def make_context(self, info_name: Any, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Hand over to the action that the first word names, if it is a command of its own."""
        if args and args[0] in self.further:
            command = self.load_further(args[0])
            return command.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; one that can be tried first is one that saves."""
        with stoppable(saves=any(option.name == "dry_run" for option in self.params)):
            return super().invoke(ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words; UsageError where an option that takes one value was written twice."""
        try:
            refuse_repeated(self, ctx, args)
            return super().parse_args(ctx, args)
        except TyperException as error:
            # Nobody says in which command an option lacks its value.
            error.ctx = getattr(error, "ctx", None) or ctx  # type: ignore[attr-defined]
            raise

    def get_help_option(self, ctx: Any) -> Any:
        """Give --help with a Chinese text."""
        return _in_chinese(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, arguments, options, examples."""
        further = [(name, f"{text}（{ctx.command_path} {name} --help）") for name, text in self.further.items()]
        parts = [*_head(self, ctx), *_parameters(self, ctx), *_section("另有", further), *_examples(self.examples)]
        formatter.write("\n".join(parts))


class ChineseGroup(TyperGroup):
    """The program itself: its commands are loaded when they are asked for."""

    summaries: dict[str, str]
    examples: Examples = ()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words before the command; UsageError as for a command."""
        refuse_repeated(self, ctx, args)
        return super().parse_args(ctx, args)

    def get_help_option(self, ctx: Any) -> Any:
        """Give --help with a Chinese text."""
        return _in_chinese(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, commands, options, examples."""
        commands = list(self.summaries.items())
        lines = [
            *_head(self, ctx),
            *_section("命令", commands),
            *_parameters(self, ctx),
            *_examples(self.examples),
            "",
            "每个命令都有自己的帮助：gongkai 命令 --help",
        ]
        formatter.write("\n".join(lines))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find a command; UsageError in Chinese, with what was probably meant."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            raise UsageError(f"没有“{name}”这个命令{_likely(name, self.summaries)}；gongkai --help 列出全部命令。")
        return super().resolve_command(ctx, args)


def _likely(name: str, known: dict[str, str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=2)
    return f"，是不是 {' 或 '.join(close)}" if close else ""


def _in_chinese(option: Any) -> Any:
    if option is not None:
        option.help = _HELP_FLAGS
    return option


def _head(command: Any, ctx: Any) -> list[str]:
    pieces = " ".join(_usage_pieces(command, ctx))
    return [f"用法：{ctx.command_path} {pieces}".rstrip(), "", *_wrapped(command.help or "", "")]


def _usage_pieces(command: Any, ctx: Any) -> list[str]:
    pieces = ["[选项]"]
    for param in command.get_params(ctx):
        if param.param_type_name == "argument":
            name = param.metavar + ("..." if param.nargs == -1 else "")
            pieces.append(name if param.required else f"[{name}]")
    if isinstance(command, ChineseGroup):
        pieces.append("[命令] ...")
    return pieces


def _parameters(command: Any, ctx: Any) -> list[str]:
    arguments = []
    options = []
    for param in command.get_params(ctx):
        if getattr(param, "hidden", False):
            continue
        if param.param_type_name == "argument":
            arguments.append((param.metavar, param.help or ""))
        else:
            options.append((_spelling(param), param.help or ""))
    return [*_section("参数", arguments), *_section("选项", options)]


def _spelling(option: Any) -> str:
    spellings = ", ".join(sorted(option.opts, key=len))
    return spellings if option.is_flag else f"{spellings} {option.metavar or '值'}"


def _section(title: str, rows: Sequence[tuple[str, str]]) -> list[str]:
    if not rows:
        return []
    cells = min(max(width(label) for label, _ in rows), _LABEL_LIMIT) + 2
    lines = ["", f"{title}："]
    for label, text in rows:
        wrapped = wrap(text, _room() - len(_INDENT) - cells)
        if width(label) > cells - 2:
            lines.append(_INDENT + label)
            label = ""  # noqa: PLW2901  (the text goes below a label that is too long)
        for line in wrapped:
            lines.append((_INDENT + fit(label, cells) + line).rstrip())
            label = ""  # noqa: PLW2901
    return lines


def _examples(examples: Examples) -> list[str]:
    if not examples:
        return []
    lines = ["", "示例："]
    for command, meaning in examples:
        lines.append(f"{_INDENT}{command}")
        lines.extend(_wrapped(meaning, _INDENT * 3))
    return lines


def _wrapped(text: str, indent: str) -> list[str]:
    return [(indent + line).rstrip() for line in wrap(text, _room() - len(indent))]


def _room() -> int:
    return min(shutil.get_terminal_size().columns, _WIDEST)
