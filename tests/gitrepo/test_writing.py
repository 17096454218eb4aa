"""One change, one commit: what is saved, what is kept, what is refused."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sandboxes import FIRST, SECOND, Sandbox, by_lines, never, save

from gongkai_tui import interrupts
from gongkai_tui.gitrepo.objects import TreeItem, parse_tree, tree_bytes
from gongkai_tui.gitrepo.repository import Repository
from gongkai_tui.gitrepo.safe_files import UnsafePath
from gongkai_tui.gitrepo.writable import NotWritable
from gongkai_tui.gitrepo.write_errors import HandEditConflict, NothingToSave, RepositoryBusy, StagedConflict
from gongkai_tui.gitrepo.writing import Change, commit_files

if TYPE_CHECKING:
    from gongkai_tui.gitrepo.head_view import HeadView

LINES = "".join(f"line {n}\n" for n in range(10))


def clean(box: Sandbox) -> None:
    """Check that nothing is left over and the repository is sound."""
    assert box.status() == ""
    assert box.locks() == []
    assert box.git("fsck", "--full", "--strict", "--no-dangling") == ""
    left = {path.name for path in (box.root / ".git/gongkai").iterdir()}
    assert left <= {"lock", "marker", "unrefreshed"}


def test_one_edit_is_one_commit(sandbox: Sandbox) -> None:
    before = sandbox.git("rev-parse", "HEAD")
    written = save(sandbox.repo, {SECOND: b"b: 3\n"}, "subject\n\nbody\n")
    assert sandbox.git("rev-parse", "HEAD") == written.commit
    assert sandbox.git("rev-parse", "HEAD~1") == before
    assert sandbox.git("log", "-1", "--format=%B|%an|%ae|%cn") == "subject\n\nbody\n|张三|zhang@example.invalid|张三"
    assert sandbox.git("diff", "--stat", "HEAD~1").count("|") == 1
    assert sandbox.text(SECOND) == "b: 3\n"
    assert written.files == {
        SECOND: (sandbox.git("rev-parse", f"HEAD~1:{SECOND}"), sandbox.git("rev-parse", f"HEAD:{SECOND}"))
    }
    assert written.reports == ()
    assert "gongkai: subject" in sandbox.git("reflog", "-1")
    clean(sandbox)


def test_an_interrupt_is_heard_again_once_the_last_of_several_commits_is_told(sandbox: Sandbox) -> None:
    earlier = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with interrupts.telling():
            for number in (3, 4):
                save(sandbox.repo, {SECOND: f"b: {number}\n".encode()})
                signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, earlier)
    assert sandbox.text(SECOND) == "b: 4\n"
    clean(sandbox)


def test_create_delete_and_unchanged_in_one_commit(sandbox: Sandbox) -> None:
    written = save(
        sandbox.repo,
        {"plans/b/problems/1.yaml": b"new\n", FIRST: None, SECOND: b"b: 2\n", "units/x.yaml": None, "x.txt": b"root\n"},
    )
    assert sorted(written.files) == [FIRST, "plans/b/problems/1.yaml", "units/x.yaml", "x.txt"]
    names = sandbox.git("ls-tree", "-r", "--name-only", "HEAD").split("\n")
    assert names == ["README.md", SECOND, "plans/b/problems/1.yaml", "x.txt"]
    assert not (sandbox.root / "units").exists()
    clean(sandbox)


def test_many_files_go_through_one_pack(sandbox: Sandbox) -> None:
    files = {f"plans/p{n % 7}/{n:03d}.yaml": f"id: {n}\n".encode() for n in range(300)}
    save(sandbox.repo, dict(files))
    assert sandbox.git("count-objects", "-v").count("packs: 1") == 1
    assert {path: sandbox.text(path).encode() for path in files} == files
    assert sandbox.git("diff-files", "--name-only") == ""
    clean(sandbox)
    save(sandbox.repo, dict.fromkeys(files))
    assert sorted(path.name for path in (sandbox.root / "plans").iterdir()) == ["a"]
    clean(sandbox)


def test_the_first_commit(tmp_path: Path) -> None:
    box = Sandbox(tmp_path / "new")
    box.root.mkdir()
    box.git("init", "-q", "-b", "main")
    box.write(".gitattributes", "plans/** text eol=lf\n")
    save(box.repo, {SECOND: b"b: 1\n", ".gitattributes": b"plans/** text eol=lf\n"})
    assert box.git("rev-list", "--count", "HEAD") == "1"
    clean(box)


def test_a_repository_with_long_ids(tmp_path: Path) -> None:
    box = Sandbox(tmp_path / "new")
    box.root.mkdir()
    box.git("init", "-q", "-b", "main", "--object-format=sha256")
    save(box.repo, {SECOND: b"b: 1\n"})
    written = save(box.repo, {f"plans/q/{n:03d}.yaml": b"x%d\n" % n for n in range(120)})
    assert len(written.commit) == 64
    clean(box)


def test_a_linked_work_tree(sandbox: Sandbox, tmp_path: Path) -> None:
    linked = Sandbox(tmp_path / "linked")
    sandbox.git("worktree", "add", "-q", "-b", "side", str(linked.root))
    save(linked.repo, {SECOND: b"b: linked\n"})
    save(sandbox.repo, {SECOND: b"b: main\n"})
    assert (linked.text(SECOND), sandbox.text(SECOND)) == ("b: linked\n", "b: main\n")
    assert (linked.status(), sandbox.status()) == ("", "")
    assert linked.repo.cache_dir == sandbox.repo.cache_dir
    clean(sandbox)


def test_the_date_can_be_given_but_the_environment_wins(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    when = datetime(2021, 3, 4, 5, 6, 7, tzinfo=UTC)
    save(sandbox.repo, {SECOND: b"1\n"}, when=when)
    assert sandbox.git("log", "-1", "--format=%aI %cI") == "2021-03-04T05:06:07+00:00 2021-03-04T05:06:07+00:00"
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2022-02-02T02:02:02+08:00")
    save(sandbox.repo, {SECOND: b"2\n"}, when=when)
    assert sandbox.git("log", "-1", "--format=%aI %cI") == "2021-03-04T05:06:07+00:00 2022-02-02T02:02:02+08:00"


def test_a_change_that_changes_nothing(sandbox: Sandbox) -> None:
    head = sandbox.git("rev-parse", "HEAD")
    with pytest.raises(NothingToSave):
        save(sandbox.repo, {SECOND: b"b: 2\n", "plans/none.yaml": None})
    assert sandbox.git("rev-parse", "HEAD") == head
    clean(sandbox)


def test_a_hand_edit_elsewhere_in_the_file_stays_and_is_not_committed(sandbox: Sandbox) -> None:
    sandbox.write(FIRST, LINES.replace("line 7", "by hand"))
    written = save(sandbox.repo, {FIRST: LINES.replace("line 2", "by us").encode()}, carry_over=by_lines)
    assert sandbox.git("show", f"HEAD:{FIRST}") + "\n" == LINES.replace("line 2", "by us")
    assert sandbox.text(FIRST) == LINES.replace("line 2", "by us").replace("line 7", "by hand")
    assert sandbox.git("diff", "--name-only") == FIRST
    assert len(written.reports) == 1
    assert FIRST in written.reports[0]


def test_a_hand_edit_in_the_same_place_refuses_the_whole_change(sandbox: Sandbox) -> None:
    head = sandbox.git("rev-parse", "HEAD")
    by_hand = LINES.replace("line 2", "by hand")
    sandbox.write(FIRST, by_hand)
    with pytest.raises(HandEditConflict, match=FIRST) as caught:
        save(sandbox.repo, {SECOND: b"b: 9\n", FIRST: LINES.replace("line 2", "us").encode()}, carry_over=by_lines)
    assert SECOND not in str(caught.value)
    assert caught.value.exit_code == 1
    assert (sandbox.git("rev-parse", "HEAD"), sandbox.text(FIRST), sandbox.text(SECOND)) == (head, by_hand, "b: 2\n")
    assert sandbox.locks() == []


def test_files_deleted_or_made_by_hand_are_not_overwritten(sandbox: Sandbox) -> None:
    (sandbox.root / SECOND).unlink()
    sandbox.write("plans/a/new.yaml", "mine\n")
    with pytest.raises(HandEditConflict, match=SECOND):
        save(sandbox.repo, {SECOND: b"b: 9\n"})
    with pytest.raises(HandEditConflict, match=r"new\.yaml"):
        save(sandbox.repo, {"plans/a/new.yaml": b"ours\n"})
    assert sandbox.text("plans/a/new.yaml") == "mine\n"
    save(sandbox.repo, {"plans/a/new.yaml": b"mine\n", FIRST: b"x\n"})
    assert sandbox.git("show", "HEAD:plans/a/new.yaml") == "mine"


def test_other_staged_files_stay_staged(sandbox: Sandbox) -> None:
    sandbox.write("README.md", "staged\n")
    sandbox.write("plans/z/001.yaml", "staged too\n")
    sandbox.git("add", "README.md", "plans/z/001.yaml")
    save(sandbox.repo, {SECOND: b"b: 5\n"})
    assert sandbox.git("diff", "--cached", "--name-only").split() == ["README.md", "plans/z/001.yaml"]
    assert sandbox.git("show", "HEAD:README.md") == "hello"


def test_other_content_staged_for_the_same_file_refuses(sandbox: Sandbox) -> None:
    sandbox.write(SECOND, "b: staged\n")
    sandbox.git("add", SECOND)
    sandbox.write(SECOND, "b: 2\n")
    with pytest.raises(StagedConflict, match="暂存"):
        save(sandbox.repo, {SECOND: b"b: 5\n"})
    assert sandbox.git("show", f":{SECOND}") == "b: staged"
    assert sandbox.locks() == []


def test_a_hand_edit_as_long_as_the_old_text_is_still_seen_afterwards(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Git without nanoseconds tells it only by reading the file, in the second in which the index was written."""
    monkeypatch.chdir(tmp_path)
    for name in ("README.md", ".git/index"):
        os.utime(sandbox.root / name, (1_600_000_000, 1_600_000_000))
    sandbox.git("update-index", "-q", "--refresh")
    sandbox.write("README.md", "other\n")
    for name in ("README.md", ".git/index"):
        os.utime(sandbox.root / name, (1_600_000_000, 1_600_000_000))
    sandbox.git("config", "core.trustctime", "false")
    save(sandbox.repo, {SECOND: b"b: 5\n"})
    assert sandbox.git("diff", "--name-only") == "README.md"


def test_a_commit_made_meanwhile_is_kept(sandbox: Sandbox) -> None:
    calls: list[str | None] = []

    def make(head: HeadView) -> Change:
        if not calls:
            sandbox.write(FIRST, "from outside\n")
            sandbox.git("commit", "-q", "-m", "outside", FIRST)
        calls.append(head.commit)
        old = head.read([SECOND])[SECOND] or b""
        return Change({SECOND: old + b"more\n"}, "ours")

    commit_files(sandbox.repo, make, carry_over=never)
    assert len(set(calls)) == 2
    assert sandbox.git("log", "--format=%s").split("\n") == ["ours", "outside", "first"]
    assert sandbox.git("show", f"HEAD:{FIRST}") == "from outside"
    clean(sandbox)


def test_states_in_which_nothing_is_saved(sandbox: Sandbox) -> None:
    git_dir = sandbox.root / ".git"
    for name, word in {
        "MERGE_HEAD": "merge",
        "CHERRY_PICK_HEAD": "cherry-pick",
        "REVERT_HEAD": "revert",
        "BISECT_LOG": "bisect",
    }.items():
        (git_dir / name).write_text("x\n")
        with pytest.raises(NotWritable, match=word):
            save(sandbox.repo, {SECOND: b"b: 5\n"})
        (git_dir / name).unlink()
    (git_dir / "rebase-merge").mkdir()
    with pytest.raises(NotWritable, match="rebase"):
        save(sandbox.repo, {SECOND: b"b: 5\n"})
    (git_dir / "rebase-merge").rmdir()
    sandbox.git("checkout", "-q", "--detach")
    with pytest.raises(NotWritable, match="git switch"):
        save(sandbox.repo, {SECOND: b"b: 5\n"})
    assert sandbox.git("rev-list", "--count", "HEAD") == "1"


def test_paths_that_lead_out_are_refused(sandbox: Sandbox, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (sandbox.root / "plans/link").symlink_to(outside)
    (sandbox.root / "plans/a/file.yaml").symlink_to(outside / "target")
    for path in (
        "../x", "/x", "plans/../../x", ".git/config", "plans/.GIT/x", "plans//x", "plans/a/", "", "plans/\n", "a\\b",
        "plans/link/x.yaml", "plans/a/file.yaml",
    ):  # fmt: skip
        with pytest.raises(UnsafePath):
            save(sandbox.repo, {path: b"x\n"})
    assert list(outside.iterdir()) == []
    with pytest.raises(UnsafePath):
        save(sandbox.repo, {"plans/a": b"x\n"})
    with pytest.raises(UnsafePath):
        save(sandbox.repo, {f"{SECOND}/deeper": b"x\n"})
    assert sandbox.locks() == []


def test_modes_and_sharing_are_kept(sandbox: Sandbox) -> None:
    sandbox.git("config", "core.sharedRepository", "group")
    for path in (sandbox.root / ".git", *(sandbox.root / ".git").rglob("*")):
        path.chmod(0o2775 if path.is_dir() else 0o664)
    (sandbox.root / SECOND).chmod(0o755)
    sandbox.git("commit", "-q", "-m", "mode", SECOND)
    before = os.umask(0o077)
    try:
        save(sandbox.repo, {SECOND: b"b: 5\n"})
    finally:
        os.umask(before)
    assert sandbox.git("ls-tree", "HEAD", SECOND).startswith("100755")
    assert stat.S_IMODE((sandbox.root / SECOND).stat().st_mode) == 0o755
    for name in ("index", "gongkai/lock", "gongkai/marker", "refs/heads/main"):
        assert stat.S_IMODE((sandbox.root / ".git" / name).stat().st_mode) & 0o060 == 0o060, name
    assert stat.S_IMODE((sandbox.root / ".git/gongkai").stat().st_mode) == 0o2775


def test_a_live_writer_is_named(sandbox: Sandbox) -> None:
    save(sandbox.repo, {SECOND: b"b: 5\n"})
    code = (
        "import fcntl, os, sys; f = os.open(sys.argv[1], os.O_RDWR); fcntl.flock(f, fcntl.LOCK_EX);"
        'os.pwrite(f, b\'{"pid": 4711, "host": "pc", "command": "gongkai set"}\'.ljust(256), 0);'
        "print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        ["python3", "-c", code, sandbox.root / ".git/gongkai/lock"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    with pytest.raises(RepositoryBusy, match=r"4711.*pc.*gongkai set"):
        save(sandbox.repo, {SECOND: b"b: 6\n"}, patience=0.05)
    holder.communicate()
    save(sandbox.repo, {SECOND: b"b: 6\n"})


def test_head_view_reads_folders_and_files(sandbox: Sandbox) -> None:
    seen: list[object] = []

    def make(head: HeadView) -> Change:
        seen.append(head.paths())
        seen.append(head.paths("plans/a"))
        seen.append(head.paths("none"))
        seen.append(head.read([SECOND, "none/x", "plans/a/none"]))
        return Change({"new.txt": b"x\n"}, "m")

    commit_files(sandbox.repo, make, carry_over=never)
    assert seen == [
        ("README.md", FIRST, SECOND, "units/x.yaml"),
        (FIRST, SECOND),
        (),
        {SECOND: b"b: 2\n", "none/x": None, "plans/a/none": None},
    ]


def test_a_work_tree_on_another_file_system(sandbox: Sandbox, tmp_path: Path) -> None:
    # Memory, or the disk where the tests themselves run in memory.
    places = (Path("/dev/shm"), Path("/var/tmp"), Path.cwd())  # noqa: S108
    here = tmp_path.stat().st_dev
    other = next((each for each in places if each.is_dir() and each.stat().st_dev != here), None)
    if other is None:
        pytest.skip("needs two file systems")
    with tempfile.TemporaryDirectory(dir=other) as elsewhere:
        box = Sandbox(sandbox.root)
        git_dir = Path(elsewhere, "git")
        (sandbox.root / ".git").rename(tmp_path / "moved")
        subprocess.run(["cp", "-a", tmp_path / "moved", git_dir], check=True)
        (sandbox.root / ".git").write_text(f"gitdir: {git_dir}\n")
        save(Repository.open(box.root), {SECOND: b"b: 5\n"})
        assert box.text(SECOND) == "b: 5\n"
        assert box.status() == ""


NAMES = st.text(alphabet="abAB-._中/", min_size=1, max_size=4).filter(
    lambda name: "/" not in name and name not in {".", ".."}
)
ITEMS = st.builds(
    TreeItem, st.sampled_from(["100644", "100755", "40000"]), st.binary(min_size=20, max_size=20).map(bytes.hex)
)


@given(st.dictionaries(NAMES, ITEMS, max_size=12))
def test_trees_survive_the_round_trip(items: dict[str, TreeItem]) -> None:
    assert parse_tree(tree_bytes(items), 20) == items


@given(st.dictionaries(NAMES, ITEMS, max_size=8))
def test_trees_are_sorted_as_git_sorts_them(items: dict[str, TreeItem]) -> None:
    names = list(parse_tree(tree_bytes(items), 20))
    keys = [name.encode() + (b"/" if items[name].is_folder else b"") for name in names]
    assert keys == sorted(keys)
