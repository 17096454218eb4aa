"""`gongkai merge-file`: run by git as the merge driver of plans/ and units/, not by people."""

from pathlib import Path
from typing import Annotated

import typer

from gongkai_tui.cli import console
from gongkai_tui.usecases.merge_file import merge_file

HELP = "供 git 合并 plans/、units/ 里的文件时调用（merge=gongkai），按字段合并；不必手工运行。"
EXAMPLES = (("git config merge.gongkai.driver 'gongkai merge-file %O %A %B %P'", "在仓库里登记，init 已经做好"),)

Base = Annotated[str, typer.Argument(metavar="%O", help="共同祖先的内容所在的临时文件。")]
Ours = Annotated[str, typer.Argument(metavar="%A", help="本方内容所在的临时文件，结果也写在这里。")]
Theirs = Annotated[str, typer.Argument(metavar="%B", help="对方内容所在的临时文件。")]
Place = Annotated[str, typer.Argument(metavar="%P", help="文件在仓库里的路径。")]


def command(base: Base, ours: Ours, theirs: Theirs, path: Place) -> int:
    """Merge one file by field."""
    if merge_file(Path(base), Path(ours), Path(theirs), path):
        return 0
    console.say(f"{path}：双方改了同一字段，已保留本方内容；请对照 git show :3:{path} 决定后 git add。")
    return 1
