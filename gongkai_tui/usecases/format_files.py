"""Bring hand-styled files to the canonical form, without changing what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.storage.canonical import canonical_text
from gongkai_tui.storage.paths import classify
from gongkai_tui.usecases.recording import Edit, record
from gongkai_tui.usecases.saved import Saved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.usecases.workspace import Workspace


class UnknownFile(UsageError):
    """A path names no plan, task, problem or units file that is committed."""


@dataclass(frozen=True, slots=True)
class FormatProposal:
    """Files that are not canonical, and those that cannot be read."""

    files: Mapping[str, bytes]
    """New content by path."""
    problems: tuple[Problem, ...]
    """Unreadable files; they are left alone."""


def propose_format(ws: Workspace, paths: tuple[str, ...] = ()) -> FormatProposal:
    """What `fmt` would rewrite; comments do not survive it, so it asks first.

    Raises:
        UnknownFile: one of `paths` is no committed data file; all such are named.
    """
    head = ws.repository.head()
    tree = ws.repository.tree(head) if head else {}
    wanted = {p: o for p, o in tree.items() if classify(p) and (not paths or p in paths)}
    unknown = [path for path in paths if path not in wanted]
    if unknown:
        raise UnknownFile(f"{'、'.join(unknown)} 不是已提交的数据文件；写仓库里的路径，如 plans/tianqiao-2021/017.yaml")
    contents = dict(ws.repository.blobs(set(wanted.values())))
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path, oid in wanted.items():
        found = canonical_text(contents[oid], path)
        problems.extend(found.problems)
        if found.value is not None and found.value != contents[oid]:
            files[path] = found.value
    return FormatProposal(files, tuple(problems))


def carry_out_format(ws: Workspace, proposal: FormatProposal, *, message: str = "") -> Saved:
    """Commit the canonical files."""
    if not proposal.files:
        return Saved("", "所有文件都已是规范格式")

    def edit(view: HeadView) -> Edit:
        now = view.read(proposal.files)
        files: dict[str, bytes | None] = {}
        for path, data in now.items():
            found = canonical_text(data, path) if data is not None else None
            if found is not None and found.value is not None:
                files[path] = found.value
        return Edit(files, "fmt", f"规范格式：{len(files)} 个文件")

    return record(ws, edit, message=message)
