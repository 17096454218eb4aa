"""Say commands of the command line as the keys and sheets that do the same: who is on the screen need not leave it."""

from __future__ import annotations

import re

from gongkai_tui.tui.actions import SHEET_NAMES, by_id, key_of

_OPTIONS = r"(?:\s+[^\s；。，、（）]+)*"
"""What follows a command whole, up to the end of its part of the sentence."""


def in_screen_words(text: str) -> str:
    """Give a message of a use case with what to press in place of what to type after the prompt."""
    if "gongkai " not in text:
        return text
    for command, words in _known():
        text = command.sub(words, text)
    return text


def _known() -> list[tuple[re.Pattern[str], str]]:
    names = {sheet: name for sheet, name, _ in SHEET_NAMES}
    problems, extensions, contacts, scores = (
        f"按 {key_of('sheets')} 到“{names[sheet]}”清单" for sheet in ("problem", "extension", "contact", "score")
    )
    sheets, units, head, documents = (
        f"按 {key_of('palette')} 输入“{by_id(action).label}”"
        for action in ("send_sheets", "choose_units", "plan_head", "import_plan")
    )
    commands = (
        (rf"gongkai problem open{_OPTIONS}", f"按 {key_of('find_problem')} 记问题"),
        (r"gongkai problem list", problems),
        (r"gongkai problem sheet", sheets),
        (r"gongkai problem(?: object| withdraw 编号 --reason 理由)?", problems),
        (r"gongkai extend(?: \S+ --to 日期 --reason 理由)?", extensions),
        (r"gongkai choose(?: [a-z0-9/-]+)?", units),
        (r"gongkai plan \S+ 印发日期=日期", head),
        (r"gongkai import", documents),
        (r"gongkai list 查看编号", f"按 {key_of('refresh')} 重新读取"),
        (r"gongkai set \S+ 周期='[^']*'", f"按 {key_of('form')} 写周期"),
        (r"gongkai set 更正状态", f"按 {key_of('status')} 更正状态"),
        (r"gongkai contact (?:add|file|handover)(?: \S+ \S+ \S+ --on 日期)?", contacts),
        (r"gongkai log 列出", f"按 {key_of('commits')} 列出"),
        (r"gongkai score [a-z0-9-]+ 查看", f"{scores}查看"),
        (r"gongkai check 列出", f"按 {key_of('problems')} 列出"),
    )
    return [(re.compile(rf"(?:用 |见 )?{command} ?"), words) for command, words in commands]
