"""The machine and the repository, looked over: what is wrong, what it means, and mends for what can be mended."""

from __future__ import annotations

import locale
import os
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.problem import Severity
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.gitrepo.git_version import OLDEST, git_version
from gongkai_tui.gitrepo.housekeeping import MANY_LOOSE, loose_objects, tidy
from gongkai_tui.gitrepo.init import MERGE_DRIVER, install_merge_driver
from gongkai_tui.gitrepo.recovery import recover
from gongkai_tui.gitrepo.repository import PREFIXES
from gongkai_tui.storage import index_layout
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gongkai_tui.usecases.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    name: str
    ok: bool
    message: str
    """What was found, and what to do if it is not well."""
    mend: Callable[[], str] | None = None
    """Puts it right and says what was done; None where a person must."""


def examine(start: Path | None) -> list[Finding]:
    """Look at everything; a repository that cannot be opened is a finding, not a failure."""
    found = [_python(), _git(), _encoding(), _disk(start)]
    try:
        ws = open_workspace(start)
    except GongkaiError as problem:
        return [*found, Finding("仓库", ok=False, message=str(problem))]
    try:
        found.extend(look(ws) for look in (_leftovers, _identity, _writable, _cache, _files, _driver, _tidiness))
    finally:
        ws.close()
    return found


def mend(findings: list[Finding]) -> list[str]:
    """Put right what can be; what was done, in words."""
    return [f.mend() for f in findings if not f.ok and f.mend]


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", ok=True, message=version)


def _git() -> Finding:
    try:
        version = git_version()
    except GongkaiError as problem:
        return Finding("git", ok=False, message=str(problem))
    shown = ".".join(map(str, version))
    if version < OLDEST:
        return Finding("git", ok=False, message=f"{shown} 太旧，请升级到 {'.'.join(map(str, OLDEST))} 或更新")
    return Finding("git", ok=True, message=shown)


def _encoding() -> Finding:
    encoding = locale.getpreferredencoding(do_setlocale=False)
    if encoding.lower().replace("-", "") != "utf8":
        return Finding("终端编码", ok=False, message=f"{encoding}；中文可能显示不全，请设 LANG=C.UTF-8")
    if not (os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG")):
        return Finding("终端编码", ok=False, message="没有设置 LANG；在 tmux 里中文会变成下划线，请设 LANG=C.UTF-8")
    return Finding("终端编码", ok=True, message=encoding)


_LEAST_FREE = 100 * 1024 * 1024


def _disk(start: Path | None) -> Finding:
    free = shutil.disk_usage(start or ".").free
    shown = f"剩余 {free // (1024 * 1024)} MB"
    if free < _LEAST_FREE:
        return Finding("磁盘", ok=False, message=f"{shown}；请先清出空间，否则保存会失败")
    return Finding("磁盘", ok=True, message=shown)


def _leftovers(ws: Workspace) -> Finding:
    done = recover(ws.repository)
    return Finding("中断的操作", ok=True, message="；".join(done) if done else "没有")


def _identity(ws: Workspace) -> Finding:
    try:
        actor = ws.actor()
    except GongkaiError as problem:
        return Finding("身份", ok=False, message=str(problem))
    if actor.barred:
        return Finding("身份", ok=False, message=f"{actor.name} <{actor.email}>，{actor.barred}")
    acts_as = f"以{actor.unit}的身份操作" if actor.unit else "单位名录里没有这个邮箱，按政务公开办操作"
    return Finding("身份", ok=True, message=f"{actor.name} <{actor.email}>，{acts_as}")


def _writable(ws: Workspace) -> Finding:
    try:
        ws.repository.refuse_unless_writable()
    except GongkaiError as problem:
        return Finding("可以保存", ok=False, message=str(problem))
    return Finding("可以保存", ok=True, message="是")


def _cache(ws: Workspace) -> Finding:
    if ws.index.durable:
        return Finding("缓存", ok=True, message="可用")

    def rebuild() -> str:
        ws.close()
        index_layout.discard(ws.repository.state_dir)
        return "缓存已删除，下次读取时重建"

    return Finding(
        "缓存", ok=False, message=f"不能写入，每次读取都要重新解析；可{by_doing(Remedy.MEND, to='重建')}", mend=rebuild
    )


def _files(ws: Workspace) -> Finding:
    view = read_view(ws, hand_edits_of=PREFIXES)
    errors = [p for p in (*view.problems, *view.file_problems()) if p.severity is Severity.ERROR]
    if errors:
        return Finding(
            "数据文件", ok=False, message=f"{len(set(errors))} 处错误，{by_doing(Remedy.CHECK, verb='请看')}"
        )
    hand = f"，{len(view.overlay)} 个文件有未提交的手工修改" if view.overlay else ""
    return Finding(
        "数据文件", ok=True, message=f"{len(view.plans())} 份计划、{len(view.rows(texts='none'))} 项任务{hand}"
    )


def _driver(ws: Workspace) -> Finding:
    if ws.repository.settings.values.get("merge.gongkai.driver") == MERGE_DRIVER:
        return Finding("合并驱动", ok=True, message="已登记")

    def install() -> str:
        install_merge_driver(ws.repository)
        return "已在本仓库登记合并驱动"

    return Finding(
        "合并驱动",
        ok=False,
        message=f"没有登记，git merge 会按行合并；可{by_doing(Remedy.MEND, to='登记')}",
        mend=install,
    )


def _tidiness(ws: Workspace) -> Finding:
    loose = loose_objects(ws.repository)
    if loose < MANY_LOOSE:
        return Finding("仓库整理", ok=True, message=f"零散对象 {loose} 个，不用整理")

    def pack() -> str:
        tidy(ws.repository)
        return f"已整理仓库，零散对象剩 {loose_objects(ws.repository)} 个"

    return Finding(
        "仓库整理",
        ok=False,
        message=f"零散对象 {loose} 个，历史会变慢；可{by_doing(Remedy.MEND, to='整理')}",
        mend=pack,
    )
