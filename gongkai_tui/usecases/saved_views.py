"""Saved views: those that always exist, those that the repository shares, and those of this clone alone."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.saved_view import (
    BUILT_IN,
    MY_UNIT,
    SavedView,
    ViewFile,
    ViewPlace,
    unit_view,
)
from gongkai_tui.domain.short_name import short_names
from gongkai_tui.domain.view_rules import lost_plans, lost_words, names_plans
from gongkai_tui.gitrepo.private_file import read_private, shown_path
from gongkai_tui.gitrepo.state_files import PRIVATE_VIEWS
from gongkai_tui.storage.paths import VIEWS
from gongkai_tui.usecases.reading import committed_view, read_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace


class UnknownView(GongkaiError):
    """No view has the name that was asked for."""


class SavedViews(NamedTuple):
    """The views that there are, and what stood in the way of reading others."""

    views: tuple[SavedView, ...]
    """Built-in, shared, private; of several with one name only the last stands here."""
    problems: tuple[Problem, ...]
    """Findings about the two files, hints among them."""
    lost: Mapping[str, Problem] = {}
    """By the name of a view: that it asks for a plan that does not exist."""

    def named(self, name: str) -> SavedView | None:
        """The view of that name."""
        return next((view for view in self.views if view.name == name), None)


def list_views(ws: Workspace) -> SavedViews:
    """All views by name: a private one goes before a shared one, and either before a built-in one."""
    return _views(ws, _acting_unit(ws))


def view_named(ws: Workspace, name: str) -> tuple[SavedView, tuple[Problem, ...]]:
    """The view that counts under a name, and what is wrong with it or with the files of views.

    Raises:
        UnknownView: there is none; the message lists those that are.
    """
    name = name.strip()
    # Who acts is asked of git, for the one view that depends on it.
    found = _views(ws, _acting_unit(ws) if name == MY_UNIT else "")
    view = found.named(name)
    if view is None:
        raise no_such_view(name, found)
    return view, (*found.problems, *(problem for lost, problem in found.lost.items() if lost == name))


def lost_plan_problems(ws: Workspace) -> tuple[Problem, ...]:
    """Findings about views that ask for plans that do not exist."""
    return (*_shared(ws).lost, *_private(ws).lost)


def view_text(view: SavedView) -> str:
    """The view as a `views.yaml` would say it."""
    from gongkai_tui.storage.view_record import emit_views

    return emit_views(ViewFile((view,)))


class _Layer(NamedTuple):
    """What one file holds."""

    views: tuple[SavedView, ...] = ()
    problems: tuple[Problem, ...] = ()
    lost: tuple[Problem, ...] = ()
    """About plans that do not exist."""
    lost_of: Mapping[str, Problem] = {}
    """The first of them by the name of the view."""


def _shared(ws: Workspace) -> _Layer:
    """The views of the repository, with an uncommitted hand edit in place of the commit as for every data file."""
    view = read_view(ws, hand_edits_of=(VIEWS,))
    edited = view.overlay.get(VIEWS) is not None
    data = ws.repository.read_worktree_file(VIEWS) if edited else _blob(ws, view)
    found = _read(ws, data, VIEWS, ViewPlace.SHARED)
    return found._replace(problems=(*(p for p in view.problems if p.place == VIEWS), *found.problems))


def _views(ws: Workspace, unit: str) -> SavedViews:
    shared, private = _shared(ws), _private(ws)
    built_in = (*BUILT_IN, unit_view(unit)) if unit else BUILT_IN
    views = _overlaid(built_in, shared.views, private.views)
    layers = {ViewPlace.SHARED: shared.lost_of, ViewPlace.PRIVATE: private.lost_of}
    lost = {view.name: layers[view.place][view.name] for view in views if view.name in layers.get(view.place, ())}
    return SavedViews(views, (*shared.problems, *private.problems), lost)


def committed_views(ws: Workspace) -> bytes | None:
    """The shared file as it was committed; None where there is none."""
    return _blob(ws, committed_view(ws))


def _blob(ws: Workspace, view: View) -> bytes | None:
    oid = view.index.blob_of(VIEWS, view.source)
    return dict(ws.repository.blobs([oid]))[oid] if oid else None


def _private(ws: Workspace) -> _Layer:
    place = shown_path(ws.repository, PRIVATE_VIEWS)
    try:
        data = read_private(ws.repository, PRIVATE_VIEWS)
    except GongkaiError as error:
        return _Layer(problems=(Problem(Severity.ERROR, str(error), place, check="view"),))
    return _read(ws, data, place, ViewPlace.PRIVATE)


def _read(ws: Workspace, data: bytes | None, path: str, place: ViewPlace) -> _Layer:
    if data is None:
        return _Layer()
    from gongkai_tui.storage.view_record import usable_views

    found = usable_views(data, path)
    views = tuple(replace(written.view, place=place) for written in found.views)
    if not any(map(names_plans, views)):
        return _Layer(views, found.problems)
    plans = short_names(read_view(ws).plans())
    lost: list[Problem] = []
    lost_of: dict[str, Problem] = {}
    for written in found.views:
        for each in lost_plans(written.view, plans):
            message, field = lost_words(written.view, each, plans), f"views[{written.number}].{each.field}"
            lost.append(Problem(Severity.WARNING, message, path, written.lines[each.field], field, "view-plan"))
            lost_of.setdefault(written.view.name, lost[-1])
    return _Layer(views, found.problems, tuple(lost), lost_of)


def _overlaid(*layers: Iterable[SavedView]) -> tuple[SavedView, ...]:
    found: dict[str, SavedView] = {}
    for layer in layers:
        for view in layer:
            # Not only replaced: a view stands among those of its own place.
            found.pop(view.name, None)
            found[view.name] = view
    return tuple(found.values())


def _acting_unit(ws: Workspace) -> str:
    with suppress(GongkaiError):
        return ws.actor().unit
    return ""


def no_such_view(name: str, found: SavedViews) -> UnknownView:
    """The error that says which views there are instead."""
    there = "、".join(view.name for view in found.views[-20:])
    errors = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    more = f"；{errors[0]}" if errors else ""
    return UnknownView(f"没有视图“{name}”；现有：{there}{more}")
