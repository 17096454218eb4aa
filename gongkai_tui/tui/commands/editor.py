"""Hand a text to the person's own editor and take it back."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from gongkai_tui.domain.system_reason import system_reason
from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.editor_draft import EditorFailed

if TYPE_CHECKING:
    from gongkai_tui.tui.editor_draft import EditorDraft
    from gongkai_tui.tui.screens.tasks import TasksScreen


def edit_in_editor(screen: TasksScreen, draft: EditorDraft, text: str, base: str) -> str | None:
    """Return the edited text, or None when the editor left with an error.

    The text stands in a draft file until it is saved, so that nothing typed is lost.

    Raises:
        EditorFailed: there is no such editor, or the draft is no UTF-8 text.
    """
    command = _editor()
    try:
        draft.write(text, base)
        with screen.app.suspend():
            code = _run([*command, str(draft.path)])
        screen.refresh(layout=True)
        if isinstance(code, OSError):
            if text == base:
                draft.drop()
            raise EditorFailed(_why(command[0], code))
        return draft.path.read_bytes().decode() if code == 0 else None
    except SuspendNotSupported:
        raise EditorFailed(f"这里不能打开外部编辑器，请按 {key_of('form')} 用表单编辑") from None
    except UnicodeDecodeError:
        raise EditorFailed(f"编辑器保存的不是 UTF-8 文本，没有保存；草稿在 {draft.path}") from None
    except OSError as problem:
        raise EditorFailed(f"草稿 {draft.path} 无法读写：{system_reason(problem)}") from None


def _editor() -> list[str]:
    """The words of the command that the person edits with."""
    typed = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        words = shlex.split(typed)
    except ValueError:
        words = []
    if not words:
        raise EditorFailed(f"环境变量 EDITOR 的值“{typed}”不是一条命令，请改正，或按 {key_of('form')} 用表单编辑")
    return words


def _run(command: list[str]) -> int | OSError:
    """Return the exit code, or why there is none: Textual comes back to the screen only where nothing is raised."""
    try:
        return subprocess.run(command, check=False).returncode
    except OSError as problem:
        return problem


def _why(program: str, problem: OSError) -> str:
    if isinstance(problem, FileNotFoundError):
        return f"没有找到编辑器“{program}”，请设置环境变量 EDITOR，或按 {key_of('form')} 用表单编辑"
    reason = system_reason(problem)
    return f"编辑器“{program}”不能运行（{reason}），请设置环境变量 EDITOR，或按 {key_of('form')} 用表单编辑"
