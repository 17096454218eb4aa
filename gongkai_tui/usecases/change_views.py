"""Save, rename and remove views: in a commit for all, or in the file of this clone alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.errors import GitError, Refused, UsageError
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.saved_view import RESERVED, ViewFile, ViewPlace, view_problems
from gongkai_tui.gitrepo.private_file import change_private, read_private, refuse_unless_keepable, shown_path
from gongkai_tui.gitrepo.state_files import PRIVATE_VIEWS
from gongkai_tui.storage.paths import VIEWS
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.saved import UNCHANGED, Saved
from gongkai_tui.usecases.saved_views import UnknownView, committed_views, list_views, no_such_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.domain.saved_view import SavedView
    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.usecases.workspace import Workspace


def check_view(ws: Workspace, view: SavedView) -> None:
    """Refuse a view that may not be saved.

    Raises:
        Refused: what is wrong, each with its field.
    """
    problems = list(view_problems(view))
    if view.name in RESERVED:
        problems.append(_problem("name", f"“{view.name}”是内置视图的名称：请换一个。"))
    if view.plan:
        plans = read_view(ws).plans()
        if view.plan not in plans:
            there = "、".join(list(plans)[:10]) or "还没有计划"
            problems.append(_problem("plan", f"没有计划“{view.plan}”；现有：{there}。"))
    if problems:
        raise Refused("没有保存视图：内容不对", problems)


def save_view(ws: Workspace, view: SavedView, *, shared: bool, message: str = "", dry_run: bool = False) -> Saved:
    """Put a view in the place of the one of its name, or behind the others: a commit, or the file of this clone alone.

    Keys of the old one that we do not know stay. With `dry_run` nothing is written, only refused.

    Raises:
        Refused: the view is wrong, the file cannot be read, or a unit would change what all share.
    """
    check_view(ws, view)

    def change(file: ViewFile) -> ViewFile:
        old = file.named(view.name)
        if old is None:
            return replace(file, views=(*file.views, view))
        new = replace(view, extra=old.extra)
        return replace(file, views=tuple(new if each is old else each for each in file.views))

    action = _Action(change, f"视图：保存“{view.name}”", shared=shared)
    saved = _carry_out(ws, action, message, dry_run=dry_run)
    counts = list_views(ws).named(view.name) if shared else None
    if counts is not None and counts.place is ViewPlace.PRIVATE:
        return replace(saved, reports=(*saved.reports, f"另有名为“{view.name}”的私有视图，这里仍以私有的为准。"))
    return saved


def remove_view(
    ws: Workspace, name: str, *, shared: bool | None = None, message: str = "", dry_run: bool = False
) -> Saved:
    """Take a view out of the shared or of the private file; unless told, out of that whose view counts.

    Raises:
        UnknownView: it is not there.
        UsageError: it is a built-in one.
        Refused: the file cannot be read.
    """
    shared = _is_shared(ws, name) if shared is None else shared

    def change(file: ViewFile) -> ViewFile:
        old = _present(file, name, shared=shared)
        return replace(file, views=tuple(each for each in file.views if each is not old))

    return _carry_out(ws, _Action(change, f"视图：删除“{name}”", shared=shared), message, dry_run=dry_run)


def rename_view(
    ws: Workspace, name: str, new_name: str, *, shared: bool | None = None, message: str = "", dry_run: bool = False
) -> Saved:
    """Give a view another name in its file; which file, as in `remove_view`.

    Raises:
        UnknownView: it is not there.
        UsageError: it is a built-in one.
        Refused: the new name is taken or cannot be one, or the file cannot be read.
    """
    shared = _is_shared(ws, name) if shared is None else shared

    def change(file: ViewFile) -> ViewFile:
        old = _present(file, name, shared=shared)
        if new_name != name and file.named(new_name) is not None:
            raise Refused(f"已有名为“{new_name}”的{_place(shared=shared)}视图，没有改名；请换一个名称")
        new = replace(old, name=new_name)
        check_view(ws, replace(new, plan=""))
        return replace(file, views=tuple(new if each is old else each for each in file.views))

    action = _Action(change, f"视图：“{name}”改名为“{new_name}”", shared=shared)
    return _carry_out(ws, action, message, dry_run=dry_run)


def sharing_refusal(ws: Workspace) -> str:
    """Why this person may not change what all share; empty where it may."""
    refused = ws.actor().office_refusal("共享的视图由政务公开办保存、改名和删除")
    return f"{refused}，视图可以存为私有的，只留在本机" if refused else ""


def may_share(ws: Workspace) -> bool:
    """Whether this person may save what all share, and it could be committed now.

    Raises:
        GitError: no view can be kept at all, not even in this clone alone.
    """
    refuse_unless_keepable(ws.repository)
    try:
        ws.repository.refuse_unless_open()
    except GitError:
        return False
    return not sharing_refusal(ws)


def removing_refusal(ws: Workspace, *, shared: bool) -> str:
    """Why this person may not remove a view of one of the files; empty where it may.

    Raises:
        GitError: the file cannot be changed now.
    """
    if shared:
        ws.repository.refuse_unless_open()
        return sharing_refusal(ws)
    refuse_unless_keepable(ws.repository)
    return ""


class _Action(NamedTuple):
    """One change of one file of views."""

    change: Callable[[ViewFile], ViewFile]
    subject: str
    shared: bool


def _carry_out(ws: Workspace, action: _Action, message: str, *, dry_run: bool) -> Saved:
    if action.shared:
        refused = sharing_refusal(ws)
        if refused:
            raise Refused(refused)
    if dry_run:
        place = VIEWS if action.shared else shown_path(ws.repository, PRIVATE_VIEWS)
        old = committed_views(ws) if action.shared else read_private(ws.repository, PRIVATE_VIEWS)
        return UNCHANGED if _changed(old, action.change, place) == old else Saved("", action.subject)
    return _commit(ws, action, message) if action.shared else _keep_private(ws, action)


def _keep_private(ws: Workspace, action: _Action) -> Saved:
    place = shown_path(ws.repository, PRIVATE_VIEWS)
    changed = change_private(ws.repository, PRIVATE_VIEWS, lambda old: _changed(old, action.change, place))
    return Saved("", f"已保存：{action.subject}（私有，不提交）") if changed else UNCHANGED


def _commit(ws: Workspace, action: _Action, message: str) -> Saved:
    from gongkai_tui.gitrepo.write_errors import NothingToSave
    from gongkai_tui.usecases.recording import Edit, record

    def edit(view: HeadView) -> Edit:
        old = view.read([VIEWS])[VIEWS]
        return Edit({VIEWS: _changed(old, action.change, VIEWS)}, "view", action.subject)

    try:
        return record(ws, edit, message=message)
    except NothingToSave:
        return UNCHANGED


def _changed(old: bytes | None, change: Callable[[ViewFile], ViewFile], place: str) -> bytes:
    from gongkai_tui.storage.view_record import decode_views, edit_views, emit_views

    if old is None:
        return emit_views(change(ViewFile())).encode()
    found = decode_views(old, place)
    if found.value is None:
        raise Refused(f"没有保存：{place} 里有错误，请先改正", found.problems)
    return edit_views(old, change(found.value), place)


def _is_shared(ws: Workspace, name: str) -> bool:
    found = list_views(ws)
    view = found.named(name)
    if view is None:
        raise no_such_view(name, found)
    if view.place is ViewPlace.BUILT_IN:
        raise UsageError(f"“{name}”是内置视图，总在那里，不能改名或删除")
    return view.place is ViewPlace.SHARED


def _present(file: ViewFile, name: str, *, shared: bool) -> SavedView:
    found = file.named(name)
    if found is None:
        there = "、".join(view.name for view in file.views[:10]) or "还没有"
        raise UnknownView(f"没有名为“{name}”的{_place(shared=shared)}视图；现有：{there}")
    return found


def _place(*, shared: bool) -> ViewPlace:
    return ViewPlace.SHARED if shared else ViewPlace.PRIVATE


def _problem(field: str, message: str) -> Problem:
    return Problem(Severity.ERROR, message, field=field, check="view")
