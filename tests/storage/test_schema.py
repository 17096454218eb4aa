import json

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from gongkai_tui.storage.emit import emit_plan, emit_task, emit_units
from gongkai_tui.storage.paths import FileKind
from gongkai_tui.storage.schema import schema_for

from .record_strategies import jurisdictions, plans, tasks

_FEW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


class _Texts(yaml.CSafeLoader):
    """Loads dates as text, as JSON Schema validators of editors do."""


_Texts.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))
_VALIDATORS = {kind: jsonschema.Draft202012Validator(schema_for(kind)) for kind in FileKind}


@pytest.mark.parametrize("kind", FileKind)
def test_each_kind_has_a_schema(kind):
    schema = schema_for(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize(
    ("strategy", "emit", "kind"),
    [(tasks, emit_task, FileKind.TASK), (plans, emit_plan, FileKind.PLAN), (jurisdictions, emit_units, FileKind.UNITS)],
    ids=["task", "plan", "units"],
)
def test_whatever_we_write_fits_the_schema(strategy, emit, kind):
    @_FEW
    @given(strategy)
    def fits(value):
        document = yaml.load(emit(value), _Texts)  # noqa: S506
        _VALIDATORS[kind].validate(document)

    fits()


def test_what_is_wrong_does_not_fit():
    good = {"id": "a/001", "heading": "x", "status": "推进中"}
    _VALIDATORS[FileKind.TASK].validate(good)
    for bad in ({"status": "完成"}, {"id": "A/1"}, {"seq": 0}, {"units": [{"role": "牵头"}]}):
        assert not _VALIDATORS[FileKind.TASK].is_valid(good | bad)
