"""An empty repository, ready for the first import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.unit import Jurisdiction, Unit, UnitKind
from gongkai_tui.gitrepo.init import ATTRIBUTES, ATTRIBUTES_PATH, init_repository
from gongkai_tui.storage.emit import emit_units
from gongkai_tui.storage.paths import check_plan_id, units_path
from gongkai_tui.usecases.clock import read_today
from gongkai_tui.usecases.recording import Edit, record
from gongkai_tui.usecases.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.usecases.saved import Saved

README = """# 政务公开工作要点台账

本仓库由 gongkai 建立：`plans/` 一个文件夹一份工作要点、一个文件一项任务，`units/` 一个文件一个辖区的单位名录。
文件可以手工修改，用 git 提交即可；`git log` 就是台账的修改记录。

    gongkai import 要点.txt      导入工作要点
    gongkai                      打开界面
    gongkai check                检查全部数据
"""


def create_repository(
    folder: Path, *, jurisdiction: str = "", name: str = "", office: str = "", today: date | None = None
) -> Saved:
    """Make `folder` an empty repository with a first commit.

    `jurisdiction` (an id such as `huaiyin`) with `name` also begins its units file.

    Raises:
        GitError: the folder holds something already, git is missing, or has no name for this user.
    """
    files = _first_files(jurisdiction, name, office)
    repository = init_repository(folder)
    ws = Workspace(repository, read_today(today))
    try:
        return record(ws, lambda _view: _edit(_view, files))
    finally:
        ws.close()


def _first_files(jurisdiction: str, name: str, office: str) -> dict[str, bytes | None]:
    files: dict[str, bytes | None] = {ATTRIBUTES_PATH: ATTRIBUTES, "README.md": README.encode()}
    if jurisdiction:
        check_plan_id(jurisdiction)
        units = (Unit(office, UnitKind.DEPARTMENT),) if office else ()
        text = emit_units(Jurisdiction(jurisdiction, name or jurisdiction, office=office, units=units))
        files[units_path(jurisdiction)] = text.encode()
    return files


def _edit(_view: HeadView, files: Mapping[str, bytes | None]) -> Edit:
    return Edit(files, "init", "建立台账仓库")
