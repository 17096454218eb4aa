"""Write what can be copied into files: a text into one, the texts of many units into a folder."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.fields import Field
from gongkai_tui.tui.outcome import Outcome
from gongkai_tui.tui.sheets.handling import ask_and_do
from gongkai_tui.tui.widgets.option_input import NO, YES, YES_NO

# Use cases load when they are first needed.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gongkai_tui.tui.screens.desk import DeskScreen
    from gongkai_tui.usecases.owing import Owing

    Answers = Mapping[str, str]

MARKDOWN = "文件（Markdown）"
_EITHER = "文件（.md 为 Markdown，其余为文本）"


async def write_text(
    screen: DeskScreen, what: str, text: Callable[[str], str], name: str = "", *, label: str = _EITHER
) -> None:
    """Ask for a file and write a text there, in Markdown where its name says so; `text` takes the form, md or text."""
    from gongkai_tui.usecases.reading_files import typed_path
    from gongkai_tui.usecases.writing_files import write_new_files

    async def write(answers: Answers) -> Outcome:
        path = typed_path(answers["file"])
        data = text("md" if path.suffix.lower() == ".md" else "text").encode()
        written = await screen.desk.back.read(partial(write_new_files, path.parent, {path.name: data}))
        screen.desk.say(f"已写进 {written[0].resolve()}")
        return Outcome.UNCHANGED

    field = Field("file", label, f"{name or what}.md", kind=Kind.FILE)
    await ask_and_do(screen, f"{what}写入文件", (field,), write, required=frozenset({"file"}), verb="写入")


async def write_owed(screen: DeskScreen, found: Owing) -> None:
    """Ask for a folder and write there what every unit owes."""
    from gongkai_tui.usecases.owe_files import others_words, write_owe_files
    from gongkai_tui.usecases.reading_files import typed_path

    async def write(answers: Answers) -> Outcome:
        folder = typed_path(answers["folder"])
        work = partial(write_owe_files, found, folder, overwrite=answers["overwrite"] == YES)
        screen.desk.say("正在整理催办文字……")
        written = await screen.desk.back.read(work)
        others = f"；{others_words('那', written.others)}" if written.others else ""
        screen.desk.say(f"已写入 {written.units} 个单位的催办文字和汇总，在 {folder.resolve()}{others}")
        return Outcome.UNCHANGED

    fields = (
        Field("folder", "放在哪个文件夹", "催办", kind=Kind.FOLDER),
        Field("overwrite", "同名文件已有时覆盖", NO, options=YES_NO),
    )
    await ask_and_do(screen, "催办文字写入文件", fields, write, required=frozenset({"folder"}), verb="写入")
