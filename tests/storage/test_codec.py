import subprocess
import sys
from datetime import date

import pytest

from gongkai_tui.domain.problem import Severity
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import DeadlineKind, Role
from gongkai_tui.storage.codec import decode_plan, decode_task, decode_units
from gongkai_tui.storage.problem_record import decode_problem

PATH = "plans/tianqiao-2021/017.yaml"
HEAD = "id: tianqiao-2021/017\nheading: 标题\nstatus: 推进中\n"


def _only_error(text, path=PATH, decode=decode_task):
    decoded = decode(text.encode(), path)
    assert decoded.value is None
    (problem,) = decoded.problems
    assert problem.severity is Severity.ERROR
    assert problem.place == path
    return problem


def test_a_task_as_in_the_contract():
    units = "units:\n  - unit: 各街道办事处\n    role: 责任\n"
    text = f"{HEAD}{units}deadline:\n  raw: 2022年9月底前完成\n  kind: 截止\n  due: 2022-09-30\n"
    task = decode_task(text.encode(), PATH).value
    assert task.units[0].role is Role.RESPONSIBLE
    assert task.deadline.kind is DeadlineKind.DATE
    assert task.deadline.due == date(2022, 9, 30)
    assert task.status is Status.IN_PROGRESS


@pytest.mark.parametrize("written", ["007", "2022-09-30", "no", "1_000", "12:30:00", "010", "a]"])
def test_text_stays_the_text_that_stands_there(written):
    assert decode_task(f"{HEAD}section: {written}\n".encode(), PATH).value.section == written


@pytest.mark.parametrize(
    "written", ["null", "~", "", "true", "1e999", ".inf", "2022-02-30", "9" * 41, "2022-01-01 25:00:00"]
)
def test_text_that_yaml_takes_for_something_else_needs_quotes(written):
    problem = _only_error(f"{HEAD}section: {written}\n")
    assert (problem.line, problem.field) == (4, "section")
    if written:
        assert decode_task(f'{HEAD}section: "{written}"\n'.encode(), PATH).value.section == written


@pytest.mark.parametrize(
    ("tail", "line", "field"),
    [
        ("seq: 017\n", 4, "seq"),
        ("seq: 0\n", 4, "seq"),
        ("deadline:\n  raw: x\n  kind: 截止\n  due: 2022-02-30\n", 7, "deadline.due"),
        ("deadline:\n  raw: x\n  kind: 也许\n", 6, "deadline.kind"),
        ("units:\n  - unit: a\n    role: 牵头\n  - unit: b\n    role: 主办\n", 8, "units[2].role"),
        ("units: 区财政局\n", 4, "units"),
        ("units:\n  - role: 牵头\n", 5, "units[1].unit"),
        ("unit_status:\n  区财政局: 完成\n", 5, "unit_status.区财政局"),
        ("log:\n  - id: 1234\n    date: 2021-01-01\n    kind: 进展\n", 5, "log[1].id"),
        ("links:\n  - to: jinan-2021\n    kind: 落实\n", 5, "links[1].to"),
        ("source_lines: [5, 3]\n", 4, "source_lines"),
        ("recurring:\n  every: 天\n", 5, "recurring.every"),
        ("备 注: x\n", 4, "备 注"),
        ("Section: x\n", 4, "Section"),
        ("requirement: |-\n", 4, "requirement"),
        ("conflicts:\n  - path: a\n    mine: b\n", 6, "conflicts[1].mine"),
    ],
)
def test_errors_name_line_and_field(tail, line, field):
    problem = _only_error(HEAD + tail)
    assert (problem.line, problem.field) == (line, field)


def test_all_errors_are_told_at_once():
    decoded = decode_task(f"{HEAD}seq: x\nsource_lines: 3\n".encode(), PATH)
    assert [problem.field for problem in decoded.problems] == ["seq", "source_lines"]


def test_what_must_be_there():
    assert _only_error("id: tianqiao-2021/017\nheading: 标题\n").field == "status"
    assert _only_error("id: tianqiao-2021/017\nstatus: 推进中\n").field == "requirement"
    assert _only_error("id: a\nstate: 执行中\n", "plans/a/plan.yaml", decode_plan).field == "title"


def test_the_id_must_be_that_of_the_path():
    problem = _only_error(HEAD, "plans/tianqiao-2021/018.yaml")
    assert (problem.check, problem.line) == ("id", 1)
    assert decode_task(HEAD.encode(), "").value is not None


def test_unknown_keys_are_kept_and_reported():
    decoded = decode_task(f"{HEAD}our_note: {{a: 1, b: [x]}}\n".encode(), PATH)
    assert decoded.value.extra == (("our_note", {"a": "1", "b": ["x"]}),)
    (problem,) = decoded.problems
    assert (problem.severity, problem.line) == (Severity.HINT, 4)


def test_log_ids_are_unique():
    entry = "  - id: 3f9a2c1e\n    date: 2021-09-30\n    kind: 进展\n"
    assert _only_error(f"{HEAD}log:\n{entry}{entry}").line == 8


def test_a_block_ends_without_a_line_feed_of_its_own():
    text = HEAD + "requirement: |\n  第一段。\n  第二段。\n"
    assert decode_task(text.encode(), PATH).value.requirement == "第一段。\n第二段。"


def test_the_id_of_a_jurisdiction_is_its_file_name():
    jurisdiction = decode_units(
        "name: 天桥区\ngroups:\n  - name: 各街道\n    resolved: false\n".encode(), "units/tianqiao.yaml"
    ).value
    assert (jurisdiction.id, jurisdiction.groups[0].resolved) == ("tianqiao", False)


def test_a_problem_record_keeps_what_it_does_not_know():
    text = "id: p-1\nstate: 整改中\nfound: {date: 2021-09-30, what: x}\nrounds:\n  - n: 1\n    fixed: {text: y}\n"
    record = decode_problem(text.encode(), "plans/tianqiao-2021/problems/p-1.yaml").value
    assert (record.state, record.rounds[0].fixed.text, record.found.what) == ("整改中", "y", "x")
    assert record.found.date == date(2021, 9, 30)
    assert _only_error(text.replace("整改中", "好了"), "plans/a/problems/p-1.yaml", decode_problem).field == "state"


def test_reading_our_own_files_imports_no_yaml_library():
    code = (
        "import sys; from gongkai_tui.storage.codec import decode_task;"
        f"assert decode_task({HEAD!r}.encode(), {PATH!r}).value;"
        "sys.exit(bool({'yaml', 'ruamel', 'sqlite3', 'textual'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
