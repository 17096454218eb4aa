from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta, timezone

import pytest

from gongkai_tui.domain.errors import GitError
from gongkai_tui.gitrepo.fast_import import NewCommit, check_out, import_history

NOON = datetime(2022, 5, 6, 12, 0, tzinfo=timezone(timedelta(hours=8)))


def git(root, *arguments):
    return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=True, text=True).stdout


@pytest.fixture
def root(tmp_path):
    subprocess.run(["git", "init", "-q", "-b", "main", str(tmp_path)], check=True)
    return tmp_path


def commit(files, message="说明", name="张三", when=NOON):
    return NewCommit(files, message, name, "a@example.invalid", when)


def test_the_history_is_as_given(root):
    told = []
    done = import_history(
        root,
        [
            commit({"plans/a-1/001.yaml": "一\n".encode(), "README.md": b"x"}),
            commit({"README.md": None}, "再改\n\n正文"),
        ],
        progress=told.append,
    )
    check_out(root)
    assert done == 2
    assert git(root, "log", "--format=%an %ae %aI %cI %s").splitlines() == [
        "张三 a@example.invalid 2022-05-06T12:00:00+08:00 2022-05-06T12:00:00+08:00 再改",
        "张三 a@example.invalid 2022-05-06T12:00:00+08:00 2022-05-06T12:00:00+08:00 说明",
    ]
    assert (root / "plans/a-1/001.yaml").read_text("utf-8") == "一\n"
    assert not (root / "README.md").exists()
    assert git(root, "status", "--porcelain") == ""
    assert told == []


def test_progress_is_told_every_fifty(root):
    told = []
    import_history(root, (commit({"a": str(n).encode()}) for n in range(120)), progress=told.append)
    assert told == [50, 100]


def test_a_name_cannot_forge_a_header(root):
    import_history(root, [commit({"a": b"1"}, name="恶\ncommitter 别人 <b@c> 1 +0000")])
    assert git(root, "log", "--format=%cn|%ce") == "恶committer 别人 b@c 1 +0000|a@example.invalid\n"


@pytest.mark.parametrize("path", ["", "a b", 'a"b', "a\nM 100644 inline b", "中.yaml"])
def test_odd_paths_are_refused(root, path):
    with pytest.raises(ValueError):
        import_history(root, [commit({path: b"1"})])


def test_a_time_without_zone_is_refused(root):
    with pytest.raises(ValueError):
        import_history(root, [commit({"a": b"1"}, when=NOON.replace(tzinfo=None))])


def test_no_repository_is_one_sentence(tmp_path):
    with pytest.raises(GitError):
        import_history(tmp_path / "nowhere", [commit({"a": b"1"}, when=datetime.now(UTC))])
