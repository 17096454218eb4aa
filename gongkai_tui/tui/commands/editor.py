"""Hand a text to the person's own editor and take it back."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from gongkai_tui.domain.errors import GongkaiError

if TYPE_CHECKING:
    from gongkai_tui.tui.screens.tasks import TasksScreen


class EditorFailed(GongkaiError):
    """The editor could not be run, or what it left cannot be read."""


def edit_in_editor(screen: TasksScreen, task_id: str, text: str) -> str | None:
    """Return the edited text, or None when the editor left with an error.

    The text stands in a draft file until it is saved, so that nothing typed is lost.

    Raises:
        EditorFailed: there is no such editor, or the draft is no UTF-8 text.
    """
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    draft = screen.port.folder / "drafts" / f"{task_id.replace('/', '-')}.yaml"
    try:
        draft.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8", newline="\n")
        with screen.app.suspend():
            code = subprocess.run([*command, str(draft)], check=False).returncode
        screen.refresh(layout=True)
        return draft.read_bytes().decode() if code == 0 else None
    except SuspendNotSupported:
        raise EditorFailed("这里不能打开外部编辑器，请按 F4 用表单编辑") from None
    except FileNotFoundError:
        raise EditorFailed(f"没有找到编辑器“{command[0]}”，请设置环境变量 EDITOR") from None
    except UnicodeDecodeError:
        raise EditorFailed(f"编辑器保存的不是 UTF-8 文本，没有保存；草稿在 {draft}") from None
    except OSError as problem:
        raise EditorFailed(f"草稿 {draft} 无法读写：{problem.strerror}") from None
