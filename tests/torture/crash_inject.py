"""A fault at every file-changing call of one edit, then one ordinary edit, then the checks.

    crash_inject.py --shim crash_shim.so --template REPO --edit 'gongkai -C {repo} note ... {token}'
        [--reader 'gongkai -C {repo} list --json'] [--in-message] [--may-change 0]
        [--actions kill,tear,child,power,enospc,enospc+,eio,eacces+] [--sample N | --every 1] [--jobs 2]

A first run counts the N calls of one edit over its whole process tree (crash_shim.c). Then for each action and each
call k a fresh copy of the template gets one edit with the fault at call k (`+`: also at all later calls), one
ordinary edit without, which is the tool's only chance to repair, and the checks. `power` is kill, after which every
file whose last write was not followed by fsync is emptied; its call N+1 is a power cut after exit 0.

The edit stores {token} in tracked files (or in the commit message), and exits 0 only when that is committed; {n} is 1
for the edit under fault and 2 for the ordinary one. The reader prints what the repository holds; it is run right after
the fault and at the end, on the repository and on a fresh clone of it, which knows nothing but HEAD. Findings:
  next       the ordinary edit did not succeed        ack     an edit that exited 0 is not in HEAD
  whole      half a token in HEAD or work tree        parse   a *.yaml file cannot be read
  same       the work tree differs from HEAD          fsck    git fsck finds an error
  kept       lines of the template are gone           litter  a *.lock or a foreign file is left
  order      the old HEAD is no ancestor of the new   silent  exit 0, yet the edit is not in HEAD
  traceback  an unexpected failure was reported       view    the reader failed
  lie        the reader shows something else than HEAD
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from crash_checks import Edit, findings, git, look, run_edit, token

NEVER_SAID = ("Traceback", "程序内部出错")
ACTIONS = ("kill", "tear", "child", "power", "enospc", "enospc+", "eio", "eacces+")
@dataclass
class Tally:
    """What one action found."""

    points: int = 0
    findings: dict[str, list[int]] = field(default_factory=dict)
    last_words: dict[int, str] = field(default_factory=dict)


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
        file = Path(path)
        if lost and file.is_file():
            file.chmod(0o644)
            file.write_bytes(b"")


def is_saved(edit: Edit, repo: Path, number: int) -> bool:
    if edit.in_message:
        return token(number) in git(repo, "log", "--format=%B")[1]
    return git(repo, "grep", "-q", token(number), "HEAD")[0] == 0


def faulty_run(edit: Edit, action: str, call: int, folder: Path) -> tuple[int, int, str]:
    """Run one edit with the fault at a call; return the calls counted, the exit code and what was printed."""
    repo, counter, log = folder / "r", folder / "counter", folder / "log"
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
    code, out = run_edit(edit.command, repo, 1, env)
    if action == "power":
        cut_power(log, call)
    return int.from_bytes(counter.read_bytes(), "little"), code, out


def point(edit: Edit, action: str, call: int) -> tuple[int, int, str, set[str]]:
    """Try one fault; return the calls counted, the exit code, what was printed, and the findings."""
    with tempfile.TemporaryDirectory() as folder:
        repo = Path(folder, "r")
        shutil.copytree(edit.template, repo, symlinks=True)
        before = git(repo, "rev-parse", "HEAD")[1].strip()
        counted, code, out = faulty_run(edit, action, call, Path(folder))
        if action == "none":
            return counted, code, out, set()
        found = is_saved(edit, repo, 1)
        bad = look(edit, repo, call)
        second, more = run_edit(edit.command, repo, 2, {})
        saved = [number for number, result in ((1, code), (2, second)) if result == 0]
        bad |= findings(edit, repo, before, saved, [number for number in (1, 2) if number not in saved])
        bad |= look(edit, repo, call)
        if second:
            bad.add("next")
        if code == 0 and not found and action != "power":
            bad.add("silent")
        if any(word in out + more for word in NEVER_SAID):
            bad.add("traceback")
        return counted, code, (out + more)[-400:], bad


def spread(calls: int, sample: int) -> list[int]:
    """About `sample` calls, the first and the last among them."""
    return sorted({1 + round(i * (calls - 1) / max(sample - 1, 1)) for i in range(sample)})


def inject(edit: Edit, action: str, calls: int, *, every: int = 1, sample: int | None = None, jobs: int = 2) -> Tally:
    """Try one action at every `every`-th of `calls` calls, or at about `sample` of them."""
    points = spread(calls, sample) if sample else list(range(1, calls + 1, every))
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
    parser.add_argument("--reader", type=shlex.split, default=[])
    parser.add_argument("--look-at", type=int, default=4)
    parser.add_argument("--in-message", action="store_true")
    parser.add_argument("--may-change", type=int, default=0)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    edit = Edit(
        tuple(options.edit),
        options.shim.resolve(),
        options.template.resolve(),
        tuple(options.reader),
        options.look_at,
        options.in_message,
        options.may_change,
    )
    calls, clean = count_calls(edit), True
    print(f"one edit = {calls} file-changing calls")
    for action in options.actions.split(","):
        tally = inject(edit, action, calls, every=options.every, sample=options.sample, jobs=options.jobs)
        clean = clean and not tally.findings
        print(f"{action:8} {tally.points} points: {tally.findings or 'no finding'}", flush=True)
        for call, out in list(tally.last_words.items())[:3]:
            print(f"    at {call}: {out.strip()[-300:]}")
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
