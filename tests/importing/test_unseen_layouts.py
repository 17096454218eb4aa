"""Documents in layouts met on other sites, each with the rows that a person wrote down before it was read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai_tui.domain.problem import Severity
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.reading import read_document

HERE = Path(__file__).parent
NAMES = sorted(path.name.removesuffix(".json") for path in (HERE / "expected").iterdir())


def expected(name):
    return json.loads((HERE / "expected" / f"{name}.json").read_text("utf-8"))


def row(task):
    due = task.deadline
    return {
        "seq": task.seq,
        "section": task.section,
        "heading": task.heading,
        "requirement": task.requirement,
        "units": [f"{unit.unit}:{unit.role.value}" for unit in task.units],
        "deadline": due and [due.raw, due.kind.value, due.due and due.due.isoformat()],
    }


@pytest.mark.parametrize("name", NAMES)
def test_rows_and_title_block(name):
    wanted = expected(name)
    draft = read_document(HERE / "documents" / name)
    assert [row(task) for task in draft.tasks] == wanted["tasks"]
    for field, value in wanted.get("plan", {}).items():
        found = getattr(draft, field)
        assert (found.isoformat() if field == "issued" else found) == value, field


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost_in_silence(name):
    wanted = expected(name)
    draft = read_document(HERE / "documents" / name)
    assert draft.accounting.unexplained == 0
    if "left_over" in wanted:
        assert [item.line for item in draft.accounting.left_over] == wanted["left_over"]
    messages = [problem.message for problem in draft.problems]
    for words in wanted.get("problems", []):
        assert any(words in message for message in messages), messages
    hints = {str(task.seq): task.hints for task in draft.tasks}
    for number, words in wanted.get("hints", {}).items():
        assert any(words in hint for hint in hints[number]), hints[number]


@pytest.mark.parametrize("name", [name for name in NAMES if "error" in expected(name)])
def test_what_is_no_plan_is_refused(name):
    draft = read_document(HERE / "documents" / name)
    assert not draft.tasks
    assert any(problem.severity is Severity.ERROR for problem in draft.problems)


def test_rows_under_a_head_of_unknown_words_are_named(tmp_path):
    rows = "甲类\t乙类\t丙类\n一号\t公布清单。\t区财政局\n"
    table = "序号\t工作任务\t责任单位\n1\t公布目录。\t区司法局\n"
    path = tmp_path / "two.txt"
    path.write_text(f"2022年某区工作要点\n{rows}\n{table}", "utf-8")
    draft = read_document(path)
    assert [task.requirement for task in draft.tasks] == ["公布目录。"]
    assert [problem.line for problem in draft.problems if "第一张表之前有 2 行" in problem.message] == [2]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("要点.docx", "另存为网页"),
        ("要点.wps", "另存为网页"),
        ("台账.xlsx", "另存为 CSV"),
        ("要点.pdf", "扫描件要先识别成文字"),
        ("要点", "不认识的文件类型"),
        ("空.txt", "文件是空的"),
        ("没有.txt", "没有这个文件"),
        ("文件夹", "这是一个文件夹"),
        ("-", "不从标准输入读取"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(name, words, tmp_path):
    path = tmp_path / name
    if name == "文件夹":
        path.mkdir()
    elif name not in {"没有.txt", "-"}:
        path.write_bytes(b"" if name == "空.txt" else b"PK\x03\x04" if "." in name else "公开".encode())
    with pytest.raises(DocumentError, match=words):
        read_document(Path(name) if name == "-" else path)
