import random
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai_tui.storage.emit import emit_task
from gongkai_tui.storage.yaml_nodes import YamlProblem
from gongkai_tui.storage.yaml_quick import read_quick
from gongkai_tui.storage.yaml_reader import read_tree
from gongkai_tui.storage.yaml_source import read_source
from gongkai_tui.storage.yaml_strict import read_strict

from .node_trees import as_tuple
from .record_strategies import tasks

CANONICAL = """\
id: tianqiao-2021/017
seq: 17
heading: 全面推进：公开 a#b 12:30
requirement: |-
  第一段 # 不是注释。

    缩进的一段: x
  第二段。
units:
  - unit: 区财政局
    role: 牵头
deadline:
  raw: "007"
  due: 2022-09-30
status: 推进中
unit_status:
  区民政局: 整改中
  街道（镇）: 已完成
log:
  - id: 3f9a2c1e
    text: "引\\"号\\\\\\n\\t"
    evidence:
      - https://a.invalid/x?y=1#z
      - 文〔2021〕1号
source_lines: [106, 108]
"""


def test_canonical_text_needs_no_library():
    assert as_tuple(read_quick(CANONICAL)) == as_tuple(read_strict(CANONICAL))


def _agrees(text):
    quick = read_quick(text)
    if quick is None:
        return
    assert as_tuple(quick) == as_tuple(read_strict(text))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(tasks)
def test_the_quick_reader_agrees_on_any_task(task):
    _agrees(emit_task(task))


_PIECES = [
    " ", "  ", "\n", "\n\n", "- ", "-", ":", ": ", "#", " #", "'", '"', "|-", "|", ">", "[", "]",
    "{", "}", "&a", "*a", "!t", "%", "@", "\t", "---\n", "...\n", "a: b\n", "id: x\n", "null", "~",
    "\\", "\\n", "? ", "<<", "\u3000", "\xa0", "，", "a", "- a\n", "  - a\n", "    x: y\n", ",", "=",
    "x:\n", "x: |-\n", "0", "[1, 2]",
]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_the_quick_reader_agrees_on_damaged_text(seed):
    chance = random.Random(seed)  # noqa: S311
    for _ in range(50):
        text = CANONICAL
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(text))
            cut = chance.choice((0, 0, 1, 2, 5, 20))
            text = text[:at] + chance.choice(["", *_PIECES]) + text[at + cut :]
        try:
            _agrees(text)
        except YamlProblem as problem:
            pytest.fail(f"the quick reader took what is refused ({problem}):\n{text}")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_a_tree_or_our_own_error(data):
    with suppress(YamlProblem):
        read_tree(data)


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: 1\nb: [1\n", 2, "括号"),
        ("a: 1\na: 2\n", 2, "两次"),
        ("a: 1\nb: &x 1\n", 2, "锚点"),
        ("a: 1\nb: *x\n", 2, "别名"),
        ("a: 1\nb: !!int 1\n", 2, "类型标记"),
        ("a: 1\nb: 中\n  文\n", 3, "跨了行"),
        ("a: 1\n\nb: \x1b\n", 3, "控制字符"),
        ("a: 1\n<<<<<<< HEAD\n", 2, "冲突标记"),
        ("a: 1\n---\nb: 2\n", 2, "第二份"),
        ("a: 1\n1: 2\n", 2, "不是文字"),
        ("", None, "空的"),
        ("- a\n", 1, "最外层"),
    ],
)
def test_refusals_name_the_line(text, line, word):
    with pytest.raises(YamlProblem) as caught:
        read_tree(text.encode())
    assert word in caught.value.message
    assert caught.value.line == line


def test_line_ends_and_mark_are_remembered():
    source = read_source(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert (source.text, source.has_bom, source.has_crlf) == ("a: 1\nb: 2\n", True, True)
    assert source.to_bytes(source.text) == b"\xef\xbb\xbfa: 1\r\nb: 2\r\n"
    assert not read_source(b"a: 1\r\nb: 2\n").has_crlf


@pytest.mark.parametrize("opened", ['"没有关的引号', "'没有关的引号"])
@pytest.mark.parametrize("later", ["区财政局", '"区财政局"', "'区财政局'"])
def test_a_quote_that_is_not_closed_is_named_where_it_opens(opened, later):
    text = CANONICAL.replace("heading: 全面推进：公开 a#b 12:30", f"heading: {opened}").replace("区财政局", later)
    with pytest.raises(YamlProblem) as error:
        read_tree(text.encode())
    assert error.value.line == 3
    assert "引号没有配对" in str(error.value)
