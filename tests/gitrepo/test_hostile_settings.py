"""A repository that was handed over cannot run a program through its settings."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from sandboxes import FIRST, SECOND, Sandbox, save

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.gitrepo.git import SuspiciousSettings
from gongkai_tui.gitrepo.history import changed_files, diff_trees, ensure_commit_graph, log, touches

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = {
    "fsmonitor": "[core]\nfsmonitor = {run}\n",
    "hooks": "[core]\nhooksPath = {hooks}\n",
    "pager": "[core]\npager = {run}\n[pager]\nlog = {run}\nstatus = {run}\nls-tree = {run}\n",
    "editor": "[core]\neditor = {run}\n[sequence]\neditor = {run}\n",
    "askpass": "[core]\naskPass = {run}\n[credential]\nhelper = !{run}\n",
    "ssh": '[core]\nsshCommand = {run}\n[remote "origin"]\nurl = ssh://x/y\n',
    "external diff": '[diff]\nexternal = {run}\n[diff "x"]\ncommand = {run}\ntextconv = {run}\n',
    "filter": '[filter "x"]\nclean = {run}\nsmudge = {run}\nrequired = true\n',
    "filter process": '[Filter "x"]\nprocess = {run}\n',
    "filter elsewhere": "[include]\npath = {included}\n",
    "merge driver": '[merge "x"]\ndriver = {run}\n',
    "signing": "[gpg]\nprogram = {run}\n[commit]\ngpgSign = true\n[log]\nshowSignature = true\n"
    "[user]\nsigningKey = x\n",
    "ssh signing": '[gpg]\nformat = ssh\n[gpg "ssh"]\nprogram = {run}\ndefaultKeyCommand = {run}\n'
    "[commit]\ngpgSign = true\n",
    "alias": "[alias]\nlog = !{run}\nstatus = !{run}\ncat-file = !{run}\nupdate-ref = !{run}\n",
    "gc": "[gc]\nauto = 1\nrecentObjectsHook = {run}\n[core]\nalternateRefsCommand = {run}\n",
    "trailer": '[trailer "x"]\nkey = Gongkai-Action\ncommand = {run}\ncmd = {run}\n',
    "lazy fetch": (
        "[core]\nrepositoryFormatVersion = 1\n[extensions]\npartialClone = origin\n"
        '[remote "origin"]\nurl = {root}\npromisor = true\nuploadpack = {run}\npartialCloneFilter = blob:none\n'
        "[protocol]\nallow = always\n"
    ),
    "lazy fetch by program": (
        "[core]\nrepositoryFormatVersion = 1\n[extensions]\npartialClone = origin\n"
        '[remote "origin"]\nurl = ext::{run}\npromisor = true\n[protocol "ext"]\nallow = always\n'
    ),
    "other work tree": "[core]\nworktree = {outside}\n",
}  # fmt: skip


@pytest.mark.parametrize("name", SETTINGS)
def test_no_setting_runs_a_program(sandbox: Sandbox, name: str, tmp_path: Path) -> None:
    canary, run, hooks, outside = tmp_path / "canary", tmp_path / "run", tmp_path / "hooks", tmp_path / "outside"
    run.write_text(f"#!{sys.executable}\nopen({str(canary)!r}, 'a').write('ran')\n")
    run.chmod(0o755)
    outside.mkdir()
    hooks.mkdir()
    for hook in ("reference-transaction", "post-index-change", "pre-commit", "post-commit", "pre-auto-gc", "update"):
        for folder in (hooks, sandbox.root / ".git/hooks"):
            folder.mkdir(exist_ok=True)
            (folder / hook).write_text(run.read_text())
            (folder / hook).chmod(0o755)
    included = tmp_path / "included"
    included.write_text(f'[filter "x"]\nclean = {run}\nsmudge = {run}\nprocess = {run}\n')
    attributes = sandbox.root / ".git/info/attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("* filter=x diff=x merge=x\n")
    places = {"run": run, "hooks": hooks, "included": included, "root": sandbox.root, "outside": outside}
    with (sandbox.root / ".git/config").open("a") as config:
        config.write(SETTINGS[name].format(**places))
    if name.startswith("lazy"):
        blob = sandbox.root / ".git/objects"
        lost = next(path for path in blob.rglob("*") if path.is_file() and path.parent.name != "pack")
        lost.rename(tmp_path / "lost")
    use_everything(sandbox)
    assert not canary.exists()
    assert list(outside.iterdir()) == []


def use_everything(box: Sandbox) -> None:
    """Call everything that talks to git; a refusal of ours is fine."""
    repo = box.repo
    (box.root / FIRST).write_text("by hand\n")

    def statuses() -> object:
        return repo.start_worktree_check().result()

    for step in (
        statuses,
        lambda: list(repo.blobs(repo.tree("HEAD").values())),
        lambda: repo.resolve("2099-01-01"),
        lambda: save(repo, {SECOND: b"b: 5\n"}),
        lambda: save(repo, {f"plans/q/{n:03d}.yaml": b"x\n" for n in range(120)}),
        lambda: list(log(repo, paths=["plans"])),
        lambda: list(touches(repo, None, "HEAD")),
        lambda: changed_files(repo, "HEAD"),
        lambda: diff_trees(repo, "HEAD", "HEAD~1"),
        lambda: ensure_commit_graph(repo),
        repo.refuse_unless_writable,
        statuses,
    ):
        with suppress(GongkaiError):
            step()


def test_a_filter_that_no_option_can_address_is_refused(sandbox: Sandbox) -> None:
    with (sandbox.root / ".git/config").open("a") as config:
        config.write('[filter "a=b"]\nclean = touch x\n')
    with pytest.raises(SuspiciousSettings, match="a=b"):
        sandbox.repo.tree("HEAD")


def test_the_environment_cannot_redirect_git(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path / "objects"))
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'core.fsmonitor'='touch x'")
    save(sandbox.repo, {SECOND: b"b: 5\n"})
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_CONFIG_PARAMETERS"):
        monkeypatch.delenv(name)
    assert sandbox.status() == ""
    assert sandbox.git("show", f"HEAD:{SECOND}") == "b: 5"
