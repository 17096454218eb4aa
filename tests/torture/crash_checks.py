"""What is looked at after a fault: the repository, and what the reading command makes of it."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import subprocess
import tarfile
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import yaml

IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "t"), ("EMAIL", "t@x.invalid"))
}
ENV = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **IDENTITY,
}
LIMIT = 120


@dataclass(frozen=True)
class Edit:
    """The command under test."""

    command: tuple[str, ...]
    shim: Path
    template: Path
    reader: tuple[str, ...] = ()
    look_at: int = 4
    """The reader is run at every so many points."""
    in_message: bool = False
    """The token is looked for in the commit messages."""
    may_change: int = 0
    """Lines of each file that the edit replaces."""


def token(number: int) -> str:
    return f"TOK{number:06d}-{'x' * 40}-END"


def git(repo: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(["git", *arguments], cwd=repo, env=ENV, capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def filled(command: tuple[str, ...], repo: Path, number: int) -> list[str]:
    values = {"{repo}": str(repo), "{token}": token(number), "{n}": str(number)}
    words = list(command)
    for name, value in values.items():
        words = [word.replace(name, value) for word in words]
    return words


def run_edit(command: tuple[str, ...], repo: Path, number: int, env: dict[str, str]) -> tuple[int, str]:
    """Run one edit in a process group of its own; nothing of it is alive afterwards."""
    child = subprocess.Popen(
        filled(command, repo, number),
        cwd=repo,
        env=ENV | env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        out = child.communicate(timeout=LIMIT)[0]
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        out = child.communicate()[0] + b"[TIMEOUT]"
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    return child.returncode, out.decode("utf-8", "replace")


def texts_of(repo: Path, revision: str) -> dict[str, str]:
    done = subprocess.run(
        ["git", "archive", "--format=tar", revision], cwd=repo, env=ENV, capture_output=True, check=True
    )
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        return {
            member.name: archive.extractfile(member).read().decode("utf-8", "replace")
            for member in archive
            if member.isfile()
        }


def work_texts(repo: Path) -> dict[str, str]:
    return {
        str(path.relative_to(repo)): path.read_text(errors="replace")
        for path in repo.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(repo).parts
    }


def parses(text: str) -> bool:
    try:
        return isinstance(yaml.load(text, yaml.CSafeLoader), dict)
    except (yaml.YAMLError, ValueError):
        return False


def lost_lines(old: str, new: str) -> int:
    return (Counter(old.splitlines()) - Counter(new.splitlines())).total()


def findings(edit: Edit, repo: Path, before: str, saved: list[int], unsaved: list[int]) -> set[str]:
    """Check a repository after the ordinary edit."""
    if git(repo, "fsck", "--full", "--strict", "--no-dangling")[0]:
        return {"fsck"}
    committed, work, template = texts_of(repo, "HEAD"), work_texts(repo), texts_of(repo, before)
    everything = git(repo, "log", "--format=%B")[1] if edit.in_message else "".join(committed.values())
    texts = [*committed.values(), *work.values(), everything]
    wrong = {
        "litter": bool(set(work) - set(committed) or list((repo / ".git").rglob("*.lock"))),
        "ack": any(token(number) not in everything for number in saved),
        "whole": any(is_torn(text, number) for text in texts for number in unsaved),
        "parse": not (all_parse(committed) and all_parse(work)),
        "kept": any(lost_lines(text, committed.get(name, "")) > edit.may_change for name, text in template.items()),
        "same": bool(git(repo, "status", "--porcelain", "-uno")[1].strip()),
        "order": bool(git(repo, "merge-base", "--is-ancestor", before, "HEAD")[0]),
    }
    return {name for name, found in wrong.items() if found}


def is_torn(text: str, number: int) -> bool:
    return text.count(f"TOK{number:06d}") != text.count(token(number))


def all_parse(texts: dict[str, str]) -> bool:
    return all(parses(text) for name, text in texts.items() if name.endswith(".yaml"))


def look(edit: Edit, repo: Path, call: int) -> set[str]:
    """Compare what the reader shows of a repository with what it shows of HEAD alone."""
    if not edit.reader or call % edit.look_at:
        return set()
    with tempfile.TemporaryDirectory() as folder:
        copy, clone = Path(folder, "copy"), Path(folder, "clone")
        shutil.copytree(repo, copy, symlinks=True)
        if git(repo, "clone", "-q", str(repo), str(clone))[0]:
            return {"fsck"}
        shown, truth = run_edit(edit.reader, copy, 0, {}), run_edit(edit.reader, clone, 0, {})
    if shown[0] or truth[0] or "Traceback" in shown[1]:
        return {"view"}
    return {"lie"} if shown[1] != truth[1] else set()
