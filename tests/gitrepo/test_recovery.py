"""What a dead writer left is finished or forgotten; lock files of the living are respected."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import pytest
from sandboxes import FIRST, SECOND, Sandbox, by_lines, never, save

from gongkai_tui.gitrepo import lock_files
from gongkai_tui.gitrepo.recovery import recover
from gongkai_tui.gitrepo.write_errors import RepositoryBusy

LINES = "".join(f"line {n}\n" for n in range(10))
KILLED = """
import os, signal, sys
from pathlib import Path
from gongkai_tui.gitrepo import recovery, writing
from gongkai_tui.gitrepo.next_index import NextIndex
from gongkai_tui.gitrepo.repository import Repository

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

where, path, text = sys.argv[2:]
if where == "before the branch moves":
    writing._Writer._move_branch = die
elif where == "before the journal":
    writing.write_journal = die
elif where == "before the index":
    NextIndex.install = die
elif where == "before the work tree":
    writing.finish_commit = die
elif where == "before the journal goes":
    writing.drop_journal = die
make = lambda head: writing.Change({path: text.encode()}, "ours")
writing.commit_files(Repository.open(Path(sys.argv[1])), make, carry_over=lambda *_: None)
"""
SAVED = ["before the index", "before the work tree", "before the journal goes"]
NOT_SAVED = ["before the journal", "before the branch moves"]


def killed(box: Sandbox, where: str, path: str = SECOND, text: str = "b: ours\n") -> None:
    """Let a writer be killed at one place."""
    done = subprocess.run([sys.executable, "-c", KILLED, box.root, where, path, text], check=False)
    assert done.returncode == -9


def clean(box: Sandbox) -> None:
    assert box.status() == ""
    assert box.locks() == []
    assert box.leftovers() == []


@pytest.mark.parametrize("where", SAVED)
def test_a_saved_change_is_finished(sandbox: Sandbox, where: str) -> None:
    killed(sandbox, where)
    assert sandbox.leftovers()
    reports = recover(sandbox.repo)
    assert "补完" in reports[0]
    assert sandbox.text(SECOND) == "b: ours\n"
    clean(sandbox)
    assert recover(sandbox.repo) == ()


@pytest.mark.parametrize("where", NOT_SAVED)
def test_an_unsaved_change_is_forgotten(sandbox: Sandbox, where: str) -> None:
    killed(sandbox, where)
    assert sandbox.leftovers()
    assert recover(sandbox.repo) == ()
    assert sandbox.text(SECOND) == "b: 2\n"
    assert sandbox.git("rev-list", "--count", "HEAD") == "1"
    clean(sandbox)


@pytest.mark.parametrize("where", SAVED + NOT_SAVED)
def test_the_next_write_needs_no_human(sandbox: Sandbox, where: str) -> None:
    killed(sandbox, where)
    written = save(sandbox.repo, {SECOND: b"b: next\n"})
    assert sandbox.text(SECOND) == "b: next\n"
    assert sandbox.git("rev-list", "--count", "HEAD") == ("3" if where in SAVED else "2")
    assert bool(written.reports) == (where in SAVED)
    clean(sandbox)


@pytest.mark.parametrize("where", SAVED + NOT_SAVED)
def test_readers_see_head_and_no_false_hand_edits(sandbox: Sandbox, where: str) -> None:
    killed(sandbox, where)
    sandbox.write(FIRST, "by hand\n")
    repo = sandbox.repo
    (oid, data), *_ = repo.blobs([repo.tree("HEAD")[SECOND]])
    assert data == (b"b: ours\n" if where in SAVED else b"b: 2\n")
    assert oid == sandbox.git("rev-parse", f"HEAD:{SECOND}")
    assert [change.path for change in repo.start_worktree_check().result()] == [FIRST]


def test_a_hand_edit_after_the_death_is_kept(sandbox: Sandbox) -> None:
    killed(sandbox, "before the work tree", FIRST, LINES.replace("line 2", "ours"))
    sandbox.write(FIRST, LINES.replace("line 8", "by hand"))
    reports = recover(sandbox.repo, carry_over=by_lines)
    assert sandbox.text(FIRST) == LINES.replace("line 2", "ours").replace("line 8", "by hand")
    assert any("手工" in report for report in reports)


def test_a_hand_edit_that_cannot_be_merged_stays_as_it_is(sandbox: Sandbox) -> None:
    killed(sandbox, "before the work tree", FIRST, LINES.replace("line 2", "ours"))
    sandbox.write(FIRST, "all new\n")
    reports = recover(sandbox.repo, carry_over=never)
    assert sandbox.text(FIRST) == "all new\n"
    assert any(FIRST in report for report in reports)
    assert sandbox.leftovers() == []


def test_a_dead_write_on_another_branch_is_forgotten(sandbox: Sandbox) -> None:
    sandbox.git("branch", "other")
    killed(sandbox, "before the work tree")
    (sandbox.root / ".git/index.lock").unlink()
    sandbox.git("checkout", "-q", "-f", "other")
    assert recover(sandbox.repo) == ()
    assert sandbox.text(SECOND) == "b: 2\n"
    clean(sandbox)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"version": 1}', '{"version": 9, "entries": []}', "\x00" * 50]
)
def test_a_foreign_journal_is_no_reason_to_stop(sandbox: Sandbox, text: str) -> None:
    save(sandbox.repo, {SECOND: b"b: 3\n"})
    (sandbox.root / ".git/gongkai/journal").write_text(text)
    save(sandbox.repo, {SECOND: b"b: 4\n"})
    clean(sandbox)


def test_a_journal_cannot_lead_out_of_the_repository(sandbox: Sandbox) -> None:
    save(sandbox.repo, {SECOND: b"b: 3\n"})
    commit, blob = sandbox.git("rev-parse", "HEAD"), sandbox.git("rev-parse", f"HEAD:{SECOND}")
    entry = {"path": "../out", "old": None, "new": blob, "seen": None, "put": blob, "mode": "100644"}
    body = {"version": 1, "commit": commit, "parent": None, "branch": "refs/heads/main", "entries": [entry]}
    (sandbox.root / ".git/gongkai/journal").write_text(json.dumps(body))
    recover(sandbox.repo)
    assert not (sandbox.root.parent / "out").exists()
    assert sandbox.leftovers() == []


def test_a_lock_file_of_a_live_program_is_respected(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock_files.free, "__kwdefaults__", {"orphan": False, "patience": 0.2})
    lock = sandbox.root / ".git/index.lock"
    code = "import sys; f = open(sys.argv[1], 'w'); print('open', flush=True); sys.stdin.read()"
    holder = subprocess.Popen([sys.executable, "-c", code, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    holder.stdout.readline()
    os.utime(lock, (time.time() - 100, time.time() - 100))
    with pytest.raises(RepositoryBusy, match=str(holder.pid)):
        save(sandbox.repo, {SECOND: b"b: 3\n"})
    assert lock.exists()
    assert sandbox.git("rev-list", "--count", "HEAD") == "1"
    holder.communicate()
    save(sandbox.repo, {SECOND: b"b: 3\n"})
    clean(sandbox)


def test_a_git_that_waits_for_its_editor_is_respected(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock_files.free, "__kwdefaults__", {"orphan": False, "patience": 0.2})
    sandbox.write("README.md", "other\n")
    editor = subprocess.Popen(
        ["git", "-c", "core.editor=echo open >&2; read line; false", "commit", "-a"],
        cwd=sandbox.root,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert editor.stderr is not None
    while b"open" not in editor.stderr.readline():
        pass
    with pytest.raises(RepositoryBusy, match="git"):
        save(sandbox.repo, {SECOND: b"b: 3\n"})
    editor.communicate(b"\n")
    save(sandbox.repo, {SECOND: b"b: 3\n"})
    assert sandbox.git("diff", "--name-only") == "README.md"
    assert sandbox.locks() == []


@pytest.mark.parametrize("name", ["index.lock", "HEAD.lock", "refs/heads/main.lock"])
def test_an_old_orphan_lock_file_is_removed(sandbox: Sandbox, name: str) -> None:
    lock = sandbox.root / ".git" / name
    lock.write_text("")
    os.utime(lock, (time.time() - 60, time.time() - 60))
    save(sandbox.repo, {SECOND: b"b: 3\n"})
    clean(sandbox)


def test_locks_of_a_dead_git_child_are_known_by_the_journal(sandbox: Sandbox) -> None:
    killed(sandbox, "before the branch moves")
    for name in ("HEAD.lock", "refs/heads/main.lock"):
        (sandbox.root / ".git" / name).write_text("")
    save(sandbox.repo, {SECOND: b"b: 3\n"})
    clean(sandbox)
