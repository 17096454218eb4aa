from io import StringIO

from hypothesis import HealthCheck, given, settings

from gongkai_tui.domain.problem import Severity
from gongkai_tui.storage.codec import decode_plan, decode_task, decode_units
from gongkai_tui.storage.emit import emit_plan, emit_task, emit_units
from gongkai_tui.storage.paths import plan_path, task_path
from gongkai_tui.storage.round_trip import round_trip
from gongkai_tui.storage.yaml_quick import read_quick
from gongkai_tui.storage.yaml_source import read_source
from gongkai_tui.storage.yaml_strict import read_strict

from .node_trees import as_tuple
from .record_strategies import jurisdictions, plans, tasks

_MANY = settings(max_examples=60, deadline=None, report_multiple_bugs=False, suppress_health_check=list(HealthCheck))


def _is_same_under_round_trip(text):
    yaml = round_trip()
    out = StringIO()
    yaml.dump(yaml.load(text), out)
    return out.getvalue() == text


def _read_back(decode, text, path):
    decoded = decode(text.encode(), path)
    assert [problem for problem in decoded.problems if problem.severity is Severity.ERROR] == []
    return decoded.value


def _check_text(text):
    assert text.endswith("\n")
    read_source(text.encode())
    assert _is_same_under_round_trip(text)
    quick = read_quick(text)
    assert quick is None or as_tuple(quick) == as_tuple(read_strict(text))


@_MANY
@given(tasks)
def test_any_task_is_read_back(task):
    text = emit_task(task)
    assert _read_back(decode_task, text, task_path(task.id)) == task
    assert emit_task(_read_back(decode_task, text, task_path(task.id))) == text
    _check_text(text)


@_MANY
@given(plans)
def test_any_plan_is_read_back(plan):
    text = emit_plan(plan)
    assert _read_back(decode_plan, text, plan_path(plan.id)) == plan
    _check_text(text)


@_MANY
@given(jurisdictions)
def test_any_jurisdiction_is_read_back(jurisdiction):
    text = emit_units(jurisdiction)
    assert _read_back(decode_units, text, "units/tianqiao.yaml") == jurisdiction
    _check_text(text)
