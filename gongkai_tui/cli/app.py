"""The typer application: global options, and the commands, each loaded from its module when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer

from gongkai_tui import __version__
from gongkai_tui.cli import console, options
from gongkai_tui.cli.commands import EXAMPLES, FURTHER, HIDDEN, SUMMARIES, module_of
from gongkai_tui.cli.help_text import ChineseCommand, ChineseGroup
from gongkai_tui.cli.settings import Settings, read_settings
from gongkai_tui.cli.usage_errors import in_chinese

if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAM = "gongkai"
_ABOUT = (
    "政务公开工作要点的任务分解、跟踪与核销。任务存成 Git 仓库里的 YAML 文件，每次修改记为一次提交。\n"
    "不带命令时打开界面；输出不到终端时打印概览。"
)
_NAMES = {"help_option_names": ["-h", "--help"]}


class LoadingGroup(ChineseGroup):
    """Imports a command's module only when the command is named: `import` alone loads all document readers."""

    summaries = SUMMARIES
    examples = EXAMPLES

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Give the names of all commands."""
        return list(SUMMARIES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Load one command; None where there is none."""
        return load_command(cmd_name) if cmd_name in SUMMARIES or cmd_name in HIDDEN else None


def load_command(name: str, action: str = "") -> Any:
    """Make the typer command from its module: function `command`, texts `HELP` and `EXAMPLES`, settings `CONTEXT`."""
    module = import_module(module_of(name, action))
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    context = {**_NAMES, **getattr(module, "CONTEXT", {})}
    app.command(name, cls=ChineseCommand, help=module.HELP, context_settings=context)(module.command)
    command: Any = typer.main.get_command(app)
    command.examples = module.EXAMPLES
    command.short_help = SUMMARIES.get(name, "")
    if not action:
        command.further = FURTHER.get(name, {})
        command.load_further = lambda found: load_command(name, found)
    return command


def build_group() -> Any:
    """Make the program with its global options."""
    app = typer.Typer(
        cls=LoadingGroup,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=_NAMES,
    )
    app.callback(invoke_without_command=True, help=_ABOUT)(_program)
    return typer.main.get_command(app)


def run(argv: Sequence[str]) -> int:
    """Run a command line; give its exit code."""
    try:
        code = build_group().main(list(argv), prog_name=PROGRAM, standalone_mode=False)
    except typer.TyperException as error:
        raise in_chinese(error) from error
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    return code if isinstance(code, int) else 0


def settings_of(ctx: typer.Context) -> Settings:
    """Give the global options of the run that a command belongs to."""
    found = ctx.find_root().obj
    return found if isinstance(found, Settings) else read_settings()


def _program(
    ctx: typer.Context,
    *,
    repo: options.Repo = "",
    today: options.Today = "",
    no_color: options.NoColor = False,
    no_mouse: options.NoMouse = False,
    version: options.Version = False,
) -> int | None:
    ctx.obj = read_settings(repo, today, no_color=no_color, no_mouse=no_mouse)
    if version:
        console.write(f"{PROGRAM} {__version__}\n")
        raise typer.Exit
    if ctx.invoked_subcommand is not None:
        return None
    from gongkai_tui.cli.start import start

    return start(ctx.obj)
