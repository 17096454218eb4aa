"""A fault at every file-changing call of one edit, then one ordinary edit, then the checks.

    crash_inject.py --shim crash_shim.so --template REPO --edit 'gongkai -C {repo} note ... {token}'
        [--actions kill,tear,child,power,enospc,enospc+,eio,eacces+] [--every 1] [--jobs 2]

A first run counts the N calls of one edit over its whole process tree (crash_shim.c). Then for each action and each
call k a fresh copy of the template gets one edit with the fault at call k (`+`: also at all later calls), one
ordinary edit without, which is the tool's only chance to repair, and the checks. `power` is kill, after which every
file whose last write was not followed by fsync is emptied; its call N+1 is a power cut after exit 0.

The edit stores {token} in tracked YAML files, and exits 0 only when that is committed. Findings:
  next       the ordinary edit did not succeed        ack     an edit that exited 0 is not in HEAD
  whole      half a token in HEAD or work tree        parse   a *.yaml file does not end in a whole line
  same       the work tree differs from HEAD          fsck    git fsck finds an error
  kept       lines of the template are gone           litter  a *.lock or a foreign file is left
  order      the old HEAD is no ancestor of the new   silent  exit 0, yet the edit is not in HEAD
  traceback  a stack trace was printed
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

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
ACTIONS = ("kill", "tear", "child", "power", "enospc", "enospc+", "eio", "eacces+")
LIMIT = 120


@dataclass(frozen=True)
class Edit:
    """The command under test."""

    command: tuple[str, ...]
    shim: Path
    template: Path


@dataclass
class Tally:
    """What one action found."""

    points: int = 0
    findings: dict[str, list[int]] = field(default_factory=dict)
    last_words: dict[int, str] = field(default_factory=dict)


def token(number: int) -> str:
    return f"TOK{number:06d}-{'x' * 40}-END"


def git(repo: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(["git", *arguments], cwd=repo, env=ENV, capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def run_edit(edit: Edit, repo: Path, number: int, env: dict[str, str]) -> tuple[int, str]:
    """Run one edit in a process group of its own; nothing of it is alive afterwards."""
    command = [word.replace("{repo}", str(repo)).replace("{token}", token(number)) for word in edit.command]
    child = subprocess.Popen(
        command,
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
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    return child.returncode, out.decode("utf-8", "replace")


def cut_power(log: Path, upto: int) -> None:
    """Empty every file that was written before call `upto` and not synced since."""
    dirty: dict[str, bool] = {}
    for line in log.read_text(errors="replace").splitlines():
        number, call, path = line.split(" ", 2)
        if int(number) >= upto:
            break
        if call in {"create", "write", "pwrite", "writev", "ftruncate"}:
            dirty[path] = True
        elif call in {"fsync", "fdatasync"}:
            dirty[path] = False
        elif call in {"rename", "link"}:
            source, target = path.split("\t")
            dirty[target] = dirty.get(source, False)
            if call == "rename":
                dirty.pop(source, None)
        elif call == "unlink":
            dirty.pop(path, None)
    for path, lost in dirty.items():
        if lost and os.path.isfile(path) and os.path.getsize(path):
            os.chmod(path, 0o644)
            os.truncate(path, 0)


def findings(repo: Path, before: str, saved: list[int], unsaved: list[int]) -> set[str]:
    """Check a repository after the ordinary edit."""
    bad: set[str] = set()
    names = git(repo, "ls-tree", "-r", "-z", "--name-only", "HEAD")[1].split("\0")[:-1]
    committed = {name: git(repo, "show", f"HEAD:{name}")[1] for name in names}
    work = {
        str(path.relative_to(repo)): path.read_text(errors="replace")
        for path in repo.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(repo).parts
    }
    if set(work) - set(committed) or list((repo / ".git").rglob("*.lock")):
        bad.add("litter")
    everything = "".join(committed.values())
    if any(token(number) not in everything for number in saved):
        bad.add("ack")
    texts = [*committed.values(), *work.values()]
    for number in unsaved:
        if any(text.count(f"TOK{number:06d}") != text.count(token(number)) for text in texts):
            bad.add("whole")
    if any(not text.endswith("\n") or not text.startswith("id:") for text in texts):
        bad.add("parse")
    for name in names:
        old = git(repo, "show", f"{before}:{name}")[1].splitlines()
        if not set(old) <= set(committed[name].splitlines()):
            bad.add("kept")
    if git(repo, "status", "--porcelain", "-uno")[1].strip():
        bad.add("same")
    if git(repo, "fsck", "--full", "--strict", "--no-dangling")[0]:
        bad.add("fsck")
    if git(repo, "merge-base", "--is-ancestor", before, "HEAD")[0]:
        bad.add("order")
    return bad


def point(edit: Edit, action: str, call: int) -> tuple[int, int, str, set[str]]:
    """Try one fault; return the calls counted, the exit code, what was printed, and the findings."""
    with tempfile.TemporaryDirectory() as folder:
        repo, counter, log = Path(folder, "r"), Path(folder, "counter"), Path(folder, "log")
        shutil.copytree(edit.template, repo, symlinks=True)
        before = git(repo, "rev-parse", "HEAD")[1].strip()
        counter.write_bytes(bytes(8))
        env = {
            "LD_PRELOAD": str(edit.shim),
            "CRASH_COUNTER": str(counter),
            "CRASH_ROOT": str(repo),
            "CRASH_AT": str(call),
            "CRASH_ACTION": "kill" if action == "power" else action.rstrip("+"),
        }
        if action.endswith("+"):
            env["CRASH_STICKY"] = "1"
        if action == "power":
            env["CRASH_LOG"] = str(log)
        code, out = run_edit(edit, repo, 1, env)
        counted = int.from_bytes(counter.read_bytes(), "little")
        if action == "none":
            return counted, code, out, set()
        if action == "power":
            cut_power(log, call)
        found = git(repo, "grep", "-q", token(1), "HEAD")[0] == 0
        second, more = run_edit(edit, repo, 2, {})
        saved = [number for number, result in ((1, code), (2, second)) if result == 0]
        bad = findings(repo, before, saved, [number for number in (1, 2) if number not in saved])
        if second:
            bad.add("next")
        if code == 0 and not found and action != "power":
            bad.add("silent")
        if "Traceback" in out + more:
            bad.add("traceback")
        return counted, code, (out + more)[-400:], bad


def inject(edit: Edit, action: str, calls: int, *, every: int = 1, jobs: int = 2) -> Tally:
    """Try one action at every `every`-th of `calls` calls."""
    points = list(range(1, calls + 1, every))
    if action == "power":
        points.append(calls + 1)
    tally = Tally(points=len(points))
    with ThreadPoolExecutor(jobs) as pool:
        for call, (_, _, out, bad) in zip(points, pool.map(lambda k: point(edit, action, k), points), strict=True):
            for name in bad:
                tally.findings.setdefault(name, []).append(call)
                tally.last_words[call] = out
    return tally


def count_calls(edit: Edit) -> int:
    """Return the file-changing calls of one edit without a fault."""
    calls, code, out, _ = point(edit, "none", 0)
    if code:
        raise SystemExit(f"the edit fails without a fault: {out}")
    return calls


def build_shim(folder: Path) -> Path:
    """Compile the shim; needs a C compiler."""
    shim = folder / "crash_shim.so"
    source = Path(__file__).with_name("crash_shim.c")
    subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", shim, source, "-ldl"], check=True, capture_output=True)
    return shim


def make_template(folder: Path, files: int) -> Path:
    """Make a repository with `files` YAML files in folders of 20."""
    repo = folder / "template"
    for number in range(files):
        path = repo / "plans" / f"p{number // 20}" / f"{number:03d}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("id: x\nlog:\n" + "".join(f'- {{n: {n}, text: "entry {n} {"y" * 60}"}}\n' for n in range(30)))
    git(folder, "init", "-q", "-b", "main", str(repo))
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "-m", "base")
    return repo


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shim", type=Path, required=True)
    parser.add_argument("--template", type=Path, required=True)
    parser.add_argument("--edit", type=shlex.split, required=True)
    parser.add_argument("--actions", default=",".join(ACTIONS))
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    edit = Edit(tuple(options.edit), options.shim.resolve(), options.template.resolve())
    calls, clean = count_calls(edit), True
    print(f"one edit = {calls} file-changing calls")
    for action in options.actions.split(","):
        tally = inject(edit, action, calls, every=options.every, jobs=options.jobs)
        clean = clean and not tally.findings
        print(f"{action:8} {tally.points} points: {tally.findings or 'no finding'}", flush=True)
        for call, out in list(tally.last_words.items())[:3]:
            print(f"    at {call}: {out.strip()[-300:]}")
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
