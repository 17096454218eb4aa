"""A file of views: read strictly, written canonically, edited without touching what a hand wrote."""

from dataclasses import replace

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai_tui.domain.row import TITLES
from gongkai_tui.domain.saved_view import SavedView, ViewFile, view_problems
from gongkai_tui.storage.canonical import canonical_text
from gongkai_tui.storage.edit import EditError
from gongkai_tui.storage.hand_edit import carry_over
from gongkai_tui.storage.paths import VIEWS, FileKind
from gongkai_tui.storage.schema import schema_for
from gongkai_tui.storage.view_record import decode_views, edit_views, emit_views
from gongkai_tui.storage.yaml_quick import read_quick

CANONICAL = """views:
  - name: 本月到期
    filter: due:本月 status:未完成
    sort: due,-updated
    columns: [id, heading, units, due]
  - name: 财政
    filter: "!status:已完成 czj"
    plan: huaiyin-2022
"""
DUE = SavedView("本月到期", "due:本月 status:未完成", "due,-updated", ("id", "heading", "units", "due"))
FINANCE = SavedView("财政", "!status:已完成 czj", plan="huaiyin-2022")
FILE = ViewFile((DUE, FINANCE))

STYLED = """# 办公室共用
views:

  # 每周一看
  - name: 本月到期   # 到期的
    columns:
      - id
      - due
    filter: 'due:本月 status:未完成'
    颜色: 红
  - {name: 财政, filter: czj}
"""


def findings(text: str) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.field) for problem in decode_views(text.encode()).problems]


def test_canonical_form() -> None:
    assert emit_views(FILE) == CANONICAL
    assert decode_views(CANONICAL.encode()).value == FILE
    assert read_quick(CANONICAL) is not None


def test_a_file_without_views_is_still_one() -> None:
    assert emit_views(ViewFile()) == "views: []\n"
    assert decode_views(b"views: []\n").value == ViewFile()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("views:\n  - name: a\n    filter: status:完成了\n", [(3, "views[1].filter")]),
        ("views:\n  - name: a\n    sort: 颜色\n", [(3, "views[1].sort")]),
        ("views:\n  - name: a\n    columns: [id, colour]\n", [(3, "views[1].columns[2]")]),
        ("views:\n  - name: a\n    columns: [id, id]\n", [(3, "views[1].columns")]),
        ("views:\n  - name: a\n    columns: id\n", [(3, "views[1].columns")]),
        ("views:\n  - name: a\n    plan: Plan_1\n", [(3, "views[1].plan")]),
        ("views:\n  - name: a\n  - name: a\n", [(3, "views[2]")]),
        ('views:\n  - name: "a\\nb"\n', [(2, "views[1].name")]),
        (f"views:\n  - name: {'期' * 21}\n", [(2, "views[1].name")]),
        ("views:\n  - filter: czj\n", [(2, "views[1].name")]),
        ("views:\n  - name: a\n    filter:\n", [(3, "views[1].filter")]),
        ("view: []\n", [(1, "view"), (1, "views")]),
        ("views: 空\n", [(1, "views")]),
        ("views:\n  - &a name: a\n", [(2, "")]),
        ("", [(None, "")]),
    ],
)
def test_what_is_wrong_is_named_by_line_and_field(text: str, found: list[tuple[int | None, str]]) -> None:
    decoded = decode_views(text.encode())
    assert decoded.value is None
    assert findings(text) == found
    assert all(problem.place == VIEWS for problem in decoded.problems)


def test_unknown_keys_are_kept_and_reported() -> None:
    decoded = decode_views(STYLED.encode())
    assert decoded.value is not None
    assert decoded.value.views[0].extra == (("颜色", "红"),)
    assert [(problem.severity.value, problem.line) for problem in decoded.problems] == [("提示", 10)]
    assert "    颜色: 红\n" in emit_views(decoded.value)


def test_an_edit_changes_only_the_lines_of_what_differs() -> None:
    file = decode_views(STYLED.encode()).value
    assert file is not None
    first, second = file.views
    changed = replace(file, views=(replace(first, filter="due:下月", columns=("id", "heading")), second))
    assert edit_views(STYLED.encode(), changed).decode() == STYLED.replace(
        "    columns:\n      - id\n      - due\n", "    columns: [id, heading]\n"
    ).replace("'due:本月 status:未完成'", "'due:下月'")


def test_added_and_removed_views_leave_the_rest_alone() -> None:
    file = decode_views(STYLED.encode()).value
    assert file is not None
    more = replace(file, views=(*file.views, replace(FINANCE, name="新")))
    longer = edit_views(STYLED.encode(), more).decode()
    assert longer.startswith(STYLED)
    shorter = edit_views(STYLED.encode(), replace(file, views=file.views[1:])).decode()
    assert "# 办公室共用" in shorter
    assert "- {name: 财政, filter: czj}" in shorter
    assert "本月到期" not in shorter


def test_the_last_view_leaves_comments_and_an_empty_list() -> None:
    emptied = edit_views(STYLED.encode(), ViewFile())
    assert b"# \xe5\x8a\x9e\xe5\x85\xac\xe5\xae\xa4\xe5\x85\xb1\xe7\x94\xa8" in emptied
    assert decode_views(emptied).value == ViewFile()
    filled = edit_views(emptied, ViewFile((DUE,)))
    assert decode_views(filled).value == ViewFile((DUE,))


def test_a_broken_file_is_not_edited() -> None:
    with pytest.raises(EditError, match="views"):
        edit_views(b"views: 1\n", FILE)


def test_fmt_makes_it_canonical() -> None:
    text = "views:\n- name: 财政\n  plan: huaiyin-2022\n  filter: '!status:已完成 czj'\n"
    assert canonical_text(text.encode(), VIEWS).value == emit_views(ViewFile((FINANCE,))).encode()


def test_a_hand_edit_and_a_change_come_together_by_view() -> None:
    hand = CANONICAL.replace("due:本月", "due:下月").encode()
    new = emit_views(ViewFile((DUE, replace(FINANCE, sort="due")))).encode()
    merged = carry_over(VIEWS, CANONICAL.encode(), hand, new)
    assert merged is not None
    assert decode_views(merged).value == ViewFile(
        (replace(DUE, filter="due:下月 status:未完成"), replace(FINANCE, sort="due"))
    )


def test_a_hand_edit_of_the_same_field_is_for_a_person() -> None:
    hand = CANONICAL.replace("due:本月", "due:下月").encode()
    new = CANONICAL.replace("due:本月", "due:本年").encode()
    assert carry_over(VIEWS, CANONICAL.encode(), hand, new) is None


names = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12).filter(
    lambda name: not list(view_problems(SavedView(name)))
)
views = st.builds(
    SavedView,
    names,
    st.sampled_from(["", "czj", "due:本月 status:未完成", '"整 句" !a|b', "https://a.cn/x#y", '"# x: y"']),
    st.sampled_from(["", "due", "due,-updated", "-status"]),
    st.lists(st.sampled_from(sorted(TITLES)), unique=True, max_size=5).map(tuple),
    st.sampled_from(["", "huaiyin-2022"]),
)
files = st.lists(views, unique_by=lambda view: view.name, max_size=4).map(lambda found: ViewFile(tuple(found)))


@settings(max_examples=60)
@given(files, files)
def test_whatever_is_written_reads_back_fits_the_schema_and_can_be_edited(old: ViewFile, new: ViewFile) -> None:
    text = emit_views(old)
    assert decode_views(text.encode()).value == old
    jsonschema.validate(yaml.safe_load(text), schema_for(FileKind.VIEWS))
    styled = f"# 手写\n{text}".encode()
    assert decode_views(edit_views(styled, new)).value == new
