"""Any YAML within our rules, read through libyaml's events (docs/数据格式.md)."""

from __future__ import annotations

from typing import Any

from yaml import YAMLError, events
from yaml._yaml import CParser

from gongkai_tui.storage.yaml_keys import check_key
from gongkai_tui.storage.yaml_nodes import MapNode, Node, Scalar, SeqNode, YamlProblem

MAX_DEPTH = 16
MAX_NODES = 50_000

_SAID_IN_CHINESE = (
    ("cannot start any token", "这里的字符不能作值的开头：请给值加双引号"),
    ("mapping values are not allowed", "这里不能再有“键: 值”：值里有冒号时请加双引号"),
    ("could not find expected ':'", "键后面缺少冒号，或这一行没有写完"),
    ("did not find expected key", "缩进不对，或引号、括号没有配对"),
    ("did not find expected '-' indicator", "列表的缩进不对"),
    ("while scanning a quoted scalar", "引号没有配对，或反斜杠写法不对"),
    ("while parsing a quoted scalar", "引号没有配对，或反斜杠写法不对"),
    ("while parsing a flow", "方括号或花括号没有配对"),
    ("while scanning a block scalar", "多行文本（|-）的写法不对"),
    ("undefined alias", "用了没有定义的别名（*）"),
)

_IN_BRACKETS = "while parsing a flow"
_IN_QUOTES = "quoted scalar"
_NOT_CLOSED = "不是正确的 YAML：这里开始的引号没有配对。"


def read_strict(text: str) -> Node | None:
    """Tree of the only document in `text`; None where there is none. YamlProblem otherwise, never another error."""
    builder = _Builder(CParser(text))
    try:
        return builder.document()
    except YAMLError as error:
        raise _said(error, builder.last_long_quote) from None
    except (ValueError, RecursionError) as error:
        raise YamlProblem("文件不是能读懂的 YAML。") from error


def _said(error: YAMLError, long_quote: Scalar | None) -> YamlProblem:
    text = str(error)
    mark: Any = getattr(error, "problem_mark", None)
    opened: Any = getattr(error, "context_mark", None)
    if opened is not None and _IN_QUOTES in text and "end of stream" in text:
        return YamlProblem(_NOT_CLOSED, opened.line + 1, opened.column + 1)
    if mark is not None and long_quote is not None and mark.line - long_quote.last <= 1:
        # A quote that is not closed ends at the next one, wherever that opens.
        return YamlProblem(_NOT_CLOSED, long_quote.line + 1, long_quote.column + 1)
    if opened is not None and _IN_BRACKETS in text:
        # Where it opens: what is wrong is found somewhere behind it, at the end of the file at worst.
        mark = opened
    said = next((chinese for english, chinese in _SAID_IN_CHINESE if english in text), "写法不对")
    if mark is None:
        return YamlProblem(f"不是正确的 YAML：{said}。")
    return YamlProblem(f"不是正确的 YAML：{said}。", mark.line + 1, mark.column + 1)


class _Builder:
    """Turns the event stream of one file into nodes; every rule is checked as the event comes by."""

    def __init__(self, parser: Any) -> None:
        self._next = parser.get_event
        self._left = MAX_NODES
        self._depth = 0
        self.last_long_quote: Scalar | None = None
        """The last value in quotes that goes on over a line end."""

    def document(self) -> Node | None:
        self._next()
        start = self._next()
        if type(start) is events.StreamEndEvent:
            return None
        if start.version or start.tags:
            raise YamlProblem("不能有 % 开头的指令行：请删去。", 1)
        root = self._node(self._next())
        self._next()
        end = self._next()
        if type(end) is not events.StreamEndEvent:
            raise YamlProblem("一个文件里只能有一份内容：第二份请删去。", end.start_mark.line + 1)
        return root

    def _node(self, event: Any) -> Node:
        kind = type(event)
        self._left -= 1
        if self._left < 0:
            raise YamlProblem(f"内容超过 {MAX_NODES:,} 项，没有读取。", event.start_mark.line + 1)
        if kind is events.AliasEvent:
            raise _forbidden(event, "别名（*）")
        if event.anchor is not None:
            raise _forbidden(event, "锚点（&）")
        if event.tag is not None:
            raise _forbidden(event, "类型标记（!）")
        if kind is events.ScalarEvent:
            return self._scalar(event)
        return self._nested(event, kind)

    def _nested(self, event: Any, kind: type) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise YamlProblem(f"嵌套超过 {MAX_DEPTH} 层。", event.start_mark.line + 1)
        node: Node = self._mapping(event) if kind is events.MappingStartEvent else self._sequence(event)
        self._depth -= 1
        return node

    def _scalar(self, event: Any) -> Scalar:
        start, end, style = event.start_mark, event.end_mark, event.style or ""
        if style in ("|", ">"):
            # The end mark stands after the line end of the last text line, below blank lines that chomping drops.
            lines = event.value.rstrip("\n").count("\n") + 1 if style == "|" else 0
            last = start.line + lines if lines else max(start.line, end.line - 1)
            return Scalar(event.value, style, start.line, last, start.column, 0)
        if not style and end.line != start.line:
            raise YamlProblem("这个值没有引号却跨了行：多行文本请写成 |-，或检查上一行是否写完。", start.line + 2)
        found = Scalar(event.value, style, start.line, end.line, start.column, end.column)
        if end.line != start.line:
            self.last_long_quote = found
        return found

    def _sequence(self, event: Any) -> SeqNode:
        mark = event.start_mark
        node = SeqNode(mark.line, mark.column, flow=bool(event.flow_style))
        following, append = self._next, node.items.append
        while type(item := following()) is not events.SequenceEndEvent:
            append(self._node(item))
        self._close(node, item, node.items[-1] if node.items else None)
        return node

    def _mapping(self, event: Any) -> MapNode:
        mark = event.start_mark
        node = MapNode(mark.line, mark.column, flow=bool(event.flow_style))
        following, append, seen = self._next, node.entries.append, set[str]()
        while type(item := following()) is not events.MappingEndEvent:
            if type(item) is not events.ScalarEvent or item.tag is not None or item.anchor is not None:
                raise YamlProblem("键只能是文字：不能是列表、映射、别名或带标记。", item.start_mark.line + 1)
            line = item.start_mark.line  # type: ignore[union-attr]  # libyaml always gives marks
            check_key(item.value, quoted=bool(item.style), seen=seen, line=line + 1)
            append((item.value, line, self._node(following())))
        self._close(node, item, node.entries[-1][2] if node.entries else None)
        return node

    @staticmethod
    def _close(node: MapNode | SeqNode, event: Any, child: Node | None) -> None:
        if node.flow:
            node.last, node.end_column = event.end_mark.line, event.end_mark.column
        elif child is not None:
            node.last = max(child.last, node.line)


def _forbidden(event: Any, what: str) -> YamlProblem:
    mark = event.start_mark
    return YamlProblem(
        f"不能用{what}：请直接写出内容；以这些符号开头的文字请加双引号。", mark.line + 1, mark.column + 1
    )
