"""`gongkai edit`."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.saving import say_saved
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.system_reason import system_reason
from gongkai_tui.usecases.edit_task import save_task_text, task_text
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "在编辑器里修改一项任务的文件（环境变量 VISUAL 或 EDITOR，默认 vi），保存退出后检查并提交。\n"
    "检查不通过时什么都不提交，改过的文字留在一个临时文件里，消息里写明它在哪。"
)
EXAMPLES = (
    ("gongkai edit tianqiao-2021/17", "修改一项任务的文件"),
    ("EDITOR='code --wait' gongkai edit tianqiao-2021/17", "用 VS Code 修改"),
)


class EditorFailed(GongkaiError):
    """The editor could not be started, ended with an error, or left what cannot be read."""


def command(ctx: typer.Context, task: options.TaskId, *, message: options.Message = "") -> int:
    """Edit the file of one task."""

    def work(ws: Workspace) -> int:
        before = task_text(ws, task)
        path = _draft(task, before)
        _open_editor(path)
        after = _read_back(path)
        if after == before:
            path.unlink()
            console.say("没有改动。")
            return 0
        try:
            saved = save_task_text(ws, task, after, base=before, message=message)
        except GongkaiError:
            console.say(f"改过的文字留在 {path}。")
            raise
        path.unlink()
        say_saved(saved)
        return 0

    return with_workspace(settings_of(ctx), work)


def _draft(task: str, text: str) -> Path:
    try:
        handle, name = tempfile.mkstemp(prefix=f"gongkai-{task.replace('/', '-')}-", suffix=".yaml")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
    except OSError as error:
        raise EditorFailed(f"写不了给编辑器的临时文件：{system_reason(error)}，没有改动。") from None
    return Path(name)


def _open_editor(path: Path) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        code = subprocess.call([*shlex.split(editor), str(path)])
    except (OSError, ValueError):
        path.unlink()
        raise EditorFailed(
            f"打不开编辑器“{editor}”，没有改动；请把环境变量 EDITOR 设为已安装的编辑器，如 vim。"
        ) from None
    if code:
        raise EditorFailed(f"编辑器“{editor}”没有正常结束（{code}），没有保存；文字留在 {path}。")


def _read_back(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        raise EditorFailed(f"编辑器保存的不是 UTF-8 文本，没有保存；文字留在 {path}。") from None
    except OSError as error:
        raise EditorFailed(f"读不了编辑器保存的文件 {path}：{system_reason(error)}，没有保存。") from None
