"""A file of this clone alone: replaced whole, one writer at a time, never through a link."""

import shutil
import subprocess
import sys
import textwrap

import pytest

from gongkai_tui.gitrepo.private_file import change_private, read_private, shown_path
from gongkai_tui.gitrepo.recovery import recover
from gongkai_tui.gitrepo.safe_files import UnsafePath

NAME = "views.yaml"


def test_change_and_read(sandbox):
    assert read_private(sandbox.repo, NAME) is None
    assert change_private(sandbox.repo, NAME, lambda old: b"a: 1\n" if old is None else old)
    assert read_private(sandbox.repo, NAME) == b"a: 1\n"
    assert not change_private(sandbox.repo, NAME, lambda old: old or b"")
    assert shown_path(sandbox.repo, NAME) == ".git/gongkai-views.yaml"
    assert sandbox.git("status", "--porcelain") == ""


def test_a_failing_change_leaves_the_file(sandbox):
    change_private(sandbox.repo, NAME, lambda _: b"a: 1\n")

    def refuse(_):
        raise UnsafePath("不行")

    with pytest.raises(UnsafePath):
        change_private(sandbox.repo, NAME, refuse)
    assert read_private(sandbox.repo, NAME) == b"a: 1\n"
    assert not list(sandbox.repo.cache_dir.glob(f"{NAME}*"))


def test_a_link_is_not_followed(sandbox, tmp_path):
    target = tmp_path / "elsewhere"
    target.write_bytes(b"theirs\n")
    (sandbox.repo.git_dir / f"gongkai-{NAME}").symlink_to(target)
    with pytest.raises(UnsafePath):
        read_private(sandbox.repo, NAME)
    with pytest.raises(UnsafePath):
        change_private(sandbox.repo, NAME, lambda _: b"ours\n")
    assert target.read_bytes() == b"theirs\n"


def test_nothing_is_lost_with_the_folder_of_the_cache(sandbox):
    change_private(sandbox.repo, NAME, lambda _: b"a: 1\n")
    shutil.rmtree(sandbox.repo.cache_dir)
    assert read_private(sandbox.repo, NAME) == b"a: 1\n"
    assert change_private(sandbox.repo, NAME, lambda old: old + b"b: 2\n")
    assert read_private(sandbox.repo, NAME) == b"a: 1\nb: 2\n"


def test_a_file_beside_the_cache_is_read_and_moved_by_the_next_change(sandbox):
    sandbox.repo.cache_dir.mkdir(exist_ok=True)
    before = sandbox.repo.cache_dir / NAME
    before.write_bytes(b"a: 1\n")
    assert read_private(sandbox.repo, NAME) == b"a: 1\n"
    assert shown_path(sandbox.repo, NAME) == ".git/gongkai/views.yaml"
    assert change_private(sandbox.repo, NAME, lambda old: old + b"b: 2\n")
    assert not before.exists()
    assert read_private(sandbox.repo, NAME) == b"a: 1\nb: 2\n"
    assert shown_path(sandbox.repo, NAME) == ".git/gongkai-views.yaml"


def test_what_a_dead_writer_left_is_swept_and_the_file_stays(sandbox):
    change_private(sandbox.repo, NAME, lambda _: b"a: 1\n")
    (sandbox.repo.cache_dir / f"{NAME}.new").write_bytes(b"half")
    recover(sandbox.repo)
    assert not (sandbox.repo.cache_dir / f"{NAME}.new").exists()
    assert read_private(sandbox.repo, NAME) == b"a: 1\n"


def test_writers_at_the_same_time_lose_nothing(sandbox):
    code = textwrap.dedent("""
        import sys
        from gongkai_tui.gitrepo.private_file import change_private
        from gongkai_tui.gitrepo.repository import Repository
        repo = Repository.open(sys.argv[1])
        for number in range(10):
            change_private(repo, "views.yaml", lambda old: (old or b"") + f"{sys.argv[2]}{number}\\n".encode())
    """)
    writers = [subprocess.Popen([sys.executable, "-c", code, str(sandbox.repo.root), who]) for who in "abc"]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    lines = read_private(sandbox.repo, NAME).decode().split()
    assert sorted(lines) == sorted(f"{who}{number}" for who in "abc" for number in range(10))
