"""The cache may be damaged at any moment: no command fails by it, none shows anything else than the files."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from gongkai_tui.storage.index_layout import FILE_NAME
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gongkai_tui.usecases.workspace import Workspace


def drop_a_table(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute("DROP TABLE body")


def spoil_the_rows(file: Path) -> None:
    """Leave the first pages, which opening looks at, as they are."""
    data = bytearray(file.read_bytes())
    with sqlite3.connect(file) as db:
        page_size = db.execute("PRAGMA page_size").fetchone()[0]
        roots = [row[0] for row in db.execute("SELECT rootpage FROM sqlite_master WHERE name IN ('blob', 'body')")]
    for root in roots:
        data[(root - 1) * page_size : root * page_size] = b"\xa5" * page_size
    file.write_bytes(data)


def cut_off_the_end(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def overwrite(file: Path) -> None:
    file.write_bytes(b"no database at all\n" * 1000)


def turn_into_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


DAMAGES = [drop_a_table, spoil_the_rows, cut_off_the_end, overwrite, turn_into_a_folder]


def rows(ws: Workspace) -> list[tuple[str, str, str, str]]:
    return [(row.id, row.status, row.requirement, row.updated) for row in list_tasks(ws, "").rows]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_fails_nobody(ws: Workspace, damage: Callable[[Path], None]) -> None:
    before = ws.with_sound_cache(rows)
    ws.close()
    file = ws.repository.git_dir / "gongkai" / FILE_NAME
    damage(file)
    again = open_workspace(ws.root, today=ws.today)
    assert again.with_sound_cache(rows) == before
    again.close()
    changed = open_workspace(ws.root, today=ws.today)
    saved = changed.with_sound_cache(
        lambda w: carry_out(w, propose(w, ChangeRequest(targets=("huaiyin-2022/001",), note="预算已公开")))
    )
    assert saved.commit == changed.repository.head()
    assert ws.repository.start_worktree_check().result() == ()
    changed.close()


@pytest.mark.parametrize("damage", [drop_a_table, spoil_the_rows])
def test_damage_after_the_cache_was_opened(ws: Workspace, damage: Callable[[Path], None]) -> None:
    before = ws.with_sound_cache(rows)
    assert ws.index.durable
    damage(ws.repository.git_dir / "gongkai" / FILE_NAME)
    head = ws.repository.head()
    saved = ws.with_sound_cache(
        lambda w: carry_out(w, propose(w, ChangeRequest(targets=("huaiyin-2022/001",), note="预算已公开")))
    )
    assert saved.commit != head
    assert [row[:3] for row in ws.with_sound_cache(rows)] == [row[:3] for row in before]


def test_a_cache_that_another_program_holds_is_left_alone(ws: Workspace) -> None:
    before = ws.with_sound_cache(rows)
    file = ws.repository.git_dir / "gongkai" / FILE_NAME
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    ws.index.db.execute("PRAGMA busy_timeout = 10")
    assert ws.with_sound_cache(rows) == before
    assert not ws.index.durable
    other.execute("ROLLBACK")
    other.close()
    assert file.exists()
