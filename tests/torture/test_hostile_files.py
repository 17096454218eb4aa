"""The hostile corpus through the commands: every verdict right, no hidden character shown, no limit broken."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from program import ENV, HEAD_ROW, PLAN, Ran, git, gongkai, make_repository

from gongkai_tui.cli.main import main

pytestmark = pytest.mark.torture

HERE = Path(__file__).parent
TEMPLATES = HERE.parent / "storage"
YAML_PLAN = "p-2026-01"
PATHS = {"plan": f"plans/{YAML_PLAN}/plan.yaml", "task": f"plans/{YAML_PLAN}/017.yaml"}
UNITS = """name: 济南市天桥区
office: 区政府办公室
units:
  - name: 区财政局
    kind: 部门
groups:
  - name: 各街道办事处
    resolved: false
"""
HIDDEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f"
    "\\u2800\\u3164\\ufeff\\U000e0000-\\U000e01ef]"
)
TRAILERS = ["Gongkai-Action", "Gongkai-Task", "Gongkai-Actor"]
FOR_BULK_CHANGES = {"csv/bad-status.csv", "csv/dup-id.csv", "csv/unknown-id.csv"}
"""Right as documents, wrong as changes."""
NO_PLAN = {"txt/enc-utf7.txt"}
"""One line of letters: text that is never decoded, but no plan either."""
TASK = f"{YAML_PLAN}/17"
READERS = (
    ("check",),
    ("check", "--json"),
    ("list",),
    ("list", "--json"),
    ("list", "--csv"),
    ("list", "--md"),
    ("list", "--tsv"),
    ("show", TASK),
    ("show", TASK, "--json"),
    ("show", TASK, "--csv"),
    ("stats",),
    ("stats", "--by", "section", "--json"),
)
FEW_READERS = (("check",), ("list", "--json"), ("show", TASK), ("stats",))
"""What shows whether the cache says the same as the file."""


class Case(NamedTuple):
    """One file of the corpus."""

    name: str
    file: Path
    refused: bool
    either: bool
    """Both verdicts are right."""
    forbid: tuple[str, ...]
    seconds: float
    megabytes: int


def corpus(folder: Path, *options: str) -> list[Case]:
    command = [sys.executable, str(HERE / "hostile_corpus.py"), str(folder), *options]
    subprocess.run(command, check=True, capture_output=True)
    return [case_of(folder, entry) for entry in json.loads((folder / "manifest.json").read_text())]


def case_of(folder: Path, entry: dict[str, Any]) -> Case:
    # What a browser would run is literal text for a terminal.
    forbid = tuple(text for text in entry["forbid"] if text.strip() and "<" not in text)
    refused = entry["expect"].startswith("reject")
    return Case(
        entry["file"], folder / entry["file"], refused, "also" in entry, forbid, entry["max_s"], entry["max_mb"]
    )


def run(*words: object) -> Ran:
    """Run the program in this process: thousands of starts would take an hour."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2)]
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        code = main([str(word) for word in words])
    for stream in streams:
        stream.flush()
    return Ran(code, *(stream.buffer.getvalue().decode() for stream in streams))  # type: ignore[attr-defined]


def complaints(case: Case, words: tuple[str, ...], ran: Ran) -> list[str]:
    """What is wrong with an output, whatever the verdict."""
    shown = ran.out + ran.err
    found = []
    if "程序内部出错" in shown or "Traceback" in shown or ran.code not in {0, 1, 2}:
        found.append(f"failed: {ran.code} {shown[-300:]}")
    if hidden := HIDDEN.search(shown):
        found.append(f"shows {hidden.group()!r}")
    if "\t" in shown and "--tsv" not in words:
        found.append("shows a tab")
    found += [f"shows {text!r}" for text in case.forbid if text in shown]
    return [f"{case.name} {' '.join(words)}: {each}" for each in found]


def wrong_verdict(case: Case, code: int) -> bool:
    return not case.either and (code != 0) != case.refused


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("GIT_", "GONGKAI_"))]:
        monkeypatch.delenv(name)
    for name, value in ENV.items():
        monkeypatch.setenv(name, value)


def yaml_repository(folder: Path) -> Path:
    repo = make_repository(folder, tasks=0)
    files = {f"units/{name}.yaml": UNITS for name in ("tianqiao",)}
    for kind, path in PATHS.items():
        text = (TEMPLATES / f"{kind}_template.yaml").read_text(encoding="utf-8")
        files[path] = text.replace("{{ID}}", YAML_PLAN).replace("{{TEXT}}", "标题").replace("{{EXTRA}}\n", "")
    for path, text in files.items():
        (repo / path).parent.mkdir(parents=True, exist_ok=True)
        (repo / path).write_text(text, encoding="utf-8")
    commit(repo)
    return repo


def commit(repo: Path) -> None:
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "--allow-empty", "-m", "x")


def read_everything(repo: Path, kind: str, case: Case, readers: tuple[tuple[str, ...], ...] = READERS) -> list[str]:
    """Run reading commands on a file, and look at what they say."""
    wrong = []
    codes = {}
    for words in readers:
        begun = time.monotonic()
        ran = run("-C", repo, *words)
        if time.monotonic() - begun > case.seconds:
            wrong.append(f"{case.name} {words}: slow")
        wrong += complaints(case, words, ran)
        codes[words] = ran.code
        if words == ("check",):
            errors = [line for line in ran.out.splitlines() if "错误" in line]
            if wrong_verdict(case, ran.code) or any(PATHS[kind] not in line for line in errors):
                wrong.append(f"{case.name}: check says {ran.code} {ran.out[:300]}")
        if words == ("list", "--json") and ran.code and PATHS[kind] not in ran.err:
            wrong.append(f"{case.name}: list does not name the file")
    if codes[("check",)] != codes[("list", "--json")]:
        wrong.append(f"{case.name}: check and list differ")
    if kind == "task" and codes[("check",)] and not codes[("show", TASK)]:
        wrong.append(f"{case.name}: shown although refused")
    return wrong


def change_it(repo: Path, case: Case) -> list[str]:
    """Add a note to a task that was taken, and look at the message of the commit."""
    wrong = []
    for words in (("note", TASK, "测试"), ("log", TASK, "--changes"), ("diff", "HEAD~1")):
        ran = run("-C", repo, *words)
        wrong += complaints(case, words, ran)
        if ran.code:
            wrong.append(f"{case.name} {words}: {ran}")
    message = git(repo, "log", "-1", "--format=%B")
    if HIDDEN.search(message) or any(text in message for text in case.forbid):
        wrong.append(f"{case.name}: commit message {message!r}")
    keys = [line.split(":")[0] for line in git(repo, "log", "-1", "--format=%(trailers)").splitlines() if line]
    if keys != TRAILERS:
        wrong.append(f"{case.name}: trailers {keys}")
    return wrong


@pytest.mark.parametrize("kind", PATHS)
def test_data_files(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_TODAY", "2026-08-20")
    monkeypatch.chdir(tmp_path)
    repo = yaml_repository(tmp_path)
    assert run("-C", repo, "check").code == 0
    wrong = []
    cases = corpus(tmp_path / "corpus", "--only", "yaml", "--template", str(TEMPLATES / f"{kind}_template.yaml"))
    assert len(cases) > 390
    for case in cases:
        (repo / PATHS[kind]).write_bytes(case.file.read_bytes())
        wrong += read_everything(repo, kind, case)
        commit(repo)
        wrong += read_everything(repo, kind, case, FEW_READERS)
        if kind == "task" and not run("-C", repo, "check").code:
            wrong += change_it(repo, case)
    assert wrong == []
    assert not list(tmp_path.rglob("hostile-canary"))


def test_documents_and_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    repo = make_repository(tmp_path, tasks=2)
    head = git(repo, "rev-parse", "HEAD")
    wrong = []
    for case in corpus(tmp_path / "corpus", "--only", "txt,html,csv"):
        ways: list[tuple[str, ...]] = [("import", str(case.file), "--dry-run", "--json")]
        ways.append(("-C", str(repo), "import", str(case.file), "--plan", "x-1", "--dry-run"))
        if case.file.suffix == ".csv":
            ways.append(("-C", str(repo), "apply", str(case.file), "--dry-run"))
        for words in ways:
            begun = time.monotonic()
            ran = run(*words)
            if time.monotonic() - begun > case.seconds:
                wrong.append(f"{case.name} {words}: slow")
            wrong += complaints(case, words, ran)
            bulk = "apply" in words
            # The ids of the corpus are none of this repository, so a good table is refused too.
            right = (
                ran.code != 0 if bulk else case.name in FOR_BULK_CHANGES | NO_PLAN or not wrong_verdict(case, ran.code)
            )
            if not right:
                wrong.append(f"{case.name} {words}: verdict {ran.code} {ran.err[-200:]}")
            if ran.code and case.file.name not in ran.err:
                wrong.append(f"{case.name} {words}: names no file: {ran.err[:200]}")
    assert wrong == []
    assert git(repo, "rev-parse", "HEAD") == head
    assert git(repo, "status", "--porcelain") == ""
    assert not list(tmp_path.rglob("hostile-canary"))


TABLES = {
    "id,事项,状态\n{0}/1,甲,推进中\n": 0,
    "id;事项;状态\n{0}/1;甲;推进中\n": 0,
    '编号,事项\n{0}/1,"=HYPERLINK(""https://evil.invalid"")"\n': 0,
    "编号,事项\n{0}/1,\x1b]52;c;QUJD\x07x;y;z\n": 0,
    "编号,状态\n{0}/1,推进中\n{0}/1,推进中\n": 1,
    "编号,状态\n{0}/1,推进中\n{0}/99,推进中\n": 1,
    "编号,状态\n{0}/1,推进中\n{0}/2,finished\n": 1,
    "编号,状态\n{0}/1,已核销\n": 1,
}


@pytest.mark.parametrize("text", TABLES)
def test_tables_of_changes(text: str, tmp_path: Path) -> None:
    repo = make_repository(tmp_path, tasks=2)
    head = git(repo, "rev-parse", "HEAD")
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        table = tmp_path / f"{encoding}.csv"
        table.write_bytes(text.format(PLAN).encode(encoding))
        ran = run("-C", repo, "apply", table, "--yes", *(("--dry-run",) if TABLES[text] == 0 else ()))
        assert ran.code == TABLES[text], ran
        assert not HIDDEN.search(ran.out + ran.err)
        assert git(repo, "rev-parse", "HEAD") == head


def test_the_heaviest_files_keep_within_their_limits(tmp_path: Path) -> None:
    """The installed program, alone with a file: its time and its memory."""
    repo = make_repository(tmp_path, tasks=0)
    path = repo / PATHS["task"]
    path.parent.mkdir(parents=True)
    cases = corpus(tmp_path / "c", "--only", "yaml", "--template", str(TEMPLATES / "task_template.yaml"))
    documents = corpus(tmp_path / "d", "--only", "txt,html,csv")
    heavy = [case for case in (*cases, *documents) if case.file.stat().st_size > 300_000]
    heavy += [case for case in cases if "/deep-" in case.name or "/alias-" in case.name]
    assert len(heavy) > 30
    for case in heavy:
        is_yaml = case.file.suffix == ".yaml"
        if is_yaml:
            path.write_bytes(case.file.read_bytes())
        words = ("-C", repo, "check") if is_yaml else ("import", case.file, "--dry-run", "--json")
        seconds, megabytes, ran = measured(*words)
        assert seconds < case.seconds, case.name
        assert megabytes < case.megabytes, case.name
        assert not complaints(case, tuple(map(str, words)), ran)
        assert is_yaml or not wrong_verdict(case, ran.code), case.name


MEASURE = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, capture_output=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(json.dumps([peak, done.returncode, done.stdout.decode(), done.stderr.decode()]))
"""


def measured(*words: object) -> tuple[float, int, Ran]:
    """Seconds, MB and output of one run of the installed program."""
    program = str(Path(sys.executable).with_name("gongkai"))
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, program, *map(str, words)], env=ENV, capture_output=True, check=True
    )
    seconds = time.monotonic() - begun
    peak, code, out, err = json.loads(done.stdout)
    return seconds, peak, Ran(code, out, err)


def test_a_plan_with_every_kind_of_text_can_be_imported_and_shown(tmp_path: Path) -> None:
    """Characters that a terminal obeys or hides, in every cell of a document."""
    bad = "\x1b[2J\x07\x9b31m\u202e\u200b\u2066[/b][red]=1+1"
    source = tmp_path / "plan.txt"
    source.write_text(
        f"2022年某区政务公开工作要点\n\n{HEAD_ROW}1\t甲{bad}\t公开{bad}。\t区{bad}局\t6月底{bad}\n", "utf-8"
    )
    repo = make_repository(tmp_path, tasks=0)
    for words in (
        ("import", source, "--plan", PLAN, "--yes"),
        ("list",),
        ("list", "--csv"),
        ("list", "--json"),
        ("show", f"{PLAN}/1"),
        ("log",),
        ("check",),
    ):
        ran = gongkai("-C", repo, *words)
        assert not HIDDEN.search(ran.out + ran.err), words
    assert not HIDDEN.search(git(repo, "log", "--format=%B"))
