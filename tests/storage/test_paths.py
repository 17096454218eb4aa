import pytest

from gongkai_tui.storage import paths
from gongkai_tui.storage.paths import FileKind


def test_places_of_records():
    assert paths.plan_path("tianqiao-2021") == "plans/tianqiao-2021/plan.yaml"
    assert paths.task_path("tianqiao-2021/17") == "plans/tianqiao-2021/017.yaml"
    assert paths.task_path("tianqiao-2021/x-7c2e") == "plans/tianqiao-2021/x-7c2e.yaml"
    assert paths.units_path("tianqiao") == "units/tianqiao.yaml"
    assert paths.source_path("tianqiao-2021") == "plans/tianqiao-2021/source.txt"
    assert paths.problem_path("a-1", "20210930-7c2e") == "plans/a-1/problems/20210930-7c2e.yaml"


@pytest.mark.parametrize(
    ("path", "kind", "record_id"),
    [
        ("plans/tianqiao-2021/plan.yaml", FileKind.PLAN, "tianqiao-2021"),
        ("plans/tianqiao-2021/017.yaml", FileKind.TASK, "tianqiao-2021/017"),
        ("plans/tianqiao-2021/1017.yaml", FileKind.TASK, "tianqiao-2021/1017"),
        ("plans/tianqiao-2021/x-7c2e.yaml", FileKind.TASK, "tianqiao-2021/x-7c2e"),
        ("plans/tianqiao-2021/problems/p-1.yaml", FileKind.PROBLEM, "p-1"),
        ("units/tianqiao.yaml", FileKind.UNITS, "tianqiao"),
        ("views.yaml", FileKind.VIEWS, None),
        ("units/sub/views.yaml", None, None),
        ("plans/tianqiao-2021/source.txt", None, None),
        ("plans/tianqiao-2021/notes.yaml", None, None),
        ("plans/tianqiao-2021/17.yaml", None, None),
        ("plans/tianqiao-2021/deep/er/017.yaml", None, None),
        ("plans/Bad/017.yaml", None, None),
        ("units/sub/tianqiao.yaml", None, None),
        ("pyproject.yaml", None, None),
        ("plans.yaml", None, None),
        ("", None, None),
    ],
)
def test_classify(path, kind, record_id):
    assert paths.classify(path) is kind
    assert paths.record_id_of(path) == record_id
    assert paths.task_id_of(path) == (record_id if kind is FileKind.TASK else None)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("a-1/17", "a-1/017"),
        ("a-1/017", "a-1/017"),
        (" a-1/0017 ", "a-1/017"),
        ("a-1/1017", "a-1/1017"),
        ("a/x-0abc", "a/x-0abc"),
    ],
)
def test_task_ids_may_be_typed_short(typed, stored):
    assert paths.normalise_task_id(typed) == stored
    assert paths.is_task_id(stored)


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "a-1",
        "a-1/",
        "/17",
        "a-1/x",
        "a-1/x-XYZ",
        "../../etc/1",
        "a/1/2",
        "-a/1",
        "nul/1",
        "a\n/1",
        "a/1.yaml",
    ],
)
def test_other_text_is_no_task_id(bad):
    with pytest.raises(paths.IdError):
        paths.normalise_task_id(bad)


@pytest.mark.parametrize(
    "bad", ["", ".", "..", "-a", "a-", "con", "nul", "com1", "A", "a_b", "a/b", "a" * 65, "天桥", "problems", "a\n"]
)
def test_other_text_is_no_plan_id(bad):
    with pytest.raises(paths.IdError) as caught:
        paths.check_plan_id(bad)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("good", ["a", "12", "tianqiao-2021", "a" * 64])
def test_plan_ids(good):
    assert paths.check_plan_id(good) == good
    assert paths.plan_id_of(f"plans/{good}/017.yaml") == good


@pytest.mark.parametrize("typed", ["A-1/17", "ａ－１／１７", "a-1 / 17", "\u3000a-1/017 "])
def test_task_ids_as_input_methods_and_tables_leave_them(typed):
    assert paths.normalise_task_id(typed) == "a-1/017"
