"""`gongkai completion`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console
from gongkai_tui.cli.completion_scripts import SCRIPTS
from gongkai_tui.domain.errors import UsageError

HELP = "输出命令行补全脚本。装好后按 Tab 可以补全命令、选项、任务编号、单位、状态和筛选字段。"
EXAMPLES = (
    ("echo 'eval \"$(gongkai completion bash)\"' >> ~/.bashrc", "bash"),
    ("echo 'eval \"$(gongkai completion zsh)\"' >> ~/.zshrc", "zsh（写在 compinit 之后）"),
    ("gongkai completion fish > ~/.config/fish/completions/gongkai.fish", "fish"),
)

Shell = Annotated[str, typer.Argument(metavar="SHELL", help="bash、zsh 或 fish。")]


def command(shell: Shell) -> int:
    """Print a completion script."""
    if shell not in SCRIPTS:
        raise UsageError(f"没有 {shell} 的补全脚本；可用：{'、'.join(SCRIPTS)}。")
    console.write(SCRIPTS[shell])
    return 0
