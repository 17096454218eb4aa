"""Every YAML case of the hostile corpus, with a plan and with a task as template."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gongkai_tui.domain.problem import Severity
from gongkai_tui.storage.codec import decode_plan, decode_task

HERE = Path(__file__).parent
SCRIPT = HERE.parent / "torture" / "hostile_corpus.py"
RAW_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@pytest.mark.parametrize(
    ("kind", "decode", "path"),
    [("plan", decode_plan, "plans/p-2026-01/plan.yaml"), ("task", decode_task, "plans/p-2026-01/017.yaml")],
)
def test_every_verdict_is_right(kind, decode, path, tmp_path):
    out = tmp_path / "corpus"
    template = HERE / f"{kind}_template.yaml"
    command = [sys.executable, str(SCRIPT), str(out), "--only", "yaml", "--template", str(template)]
    subprocess.run(command, check=True, capture_output=True)
    cases = json.loads((out / "manifest.json").read_text())
    assert len(cases) > 390
    wrong = []
    for case in cases:
        begin = time.monotonic()
        decoded = decode((out / case["file"]).read_bytes(), path)
        errors = [problem for problem in decoded.problems if problem.severity is Severity.ERROR]
        verdict = "reject-with-message" if errors else "accept-sanitised"
        assert (decoded.value is None) == bool(errors)
        assert time.monotonic() - begin < case["max_s"]
        if verdict not in (case["expect"], case.get("also")):
            wrong.append((case["file"], case["expect"], [str(problem) for problem in decoded.problems]))
        for problem in decoded.problems:
            assert problem.place == path
            assert not RAW_CONTROL.search(str(problem))
            assert len(str(problem)) < 400
    assert wrong == []


HOSTILE_IDS = [
    "../../outside", "/outside", ".", "..", ".git", "git~1", "-rf", "a b", "plan.", ".hidden",
    "CON", "nul", "a:b", "HEAD", "a..b", "*", "$(x)", "a;b", "%2e", "a／b", "x" * 300, "é",
    "plan.lock", "~root", "refs/heads/x", "a\\u202eb", "a\\nb", "a\\0b",
]  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE_IDS)
def test_a_hostile_plan_in_a_task_id_is_refused(hostile):
    text = f'id: "{hostile}/017"\nheading: 标题\nstatus: 推进中\n'
    assert decode_task(text.encode(), "").value is None
