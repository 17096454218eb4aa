"""Changing a record file: canonical stays canonical, a hand's own style keeps all but the changed lines."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.storage import codec, emit, records
from gongkai_tui.storage.line_edit import NotByLines, edit_lines, keys_to_move
from gongkai_tui.storage.yaml_reader import read_text_tree
from gongkai_tui.storage.yaml_source import SourceText, read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.task import Task
    from gongkai_tui.domain.unit import Jurisdiction
    from gongkai_tui.storage.codec import Decoded
    from gongkai_tui.storage.record_shapes import Record

    Decode = Callable[[bytes, str], Decoded[Any]]
    Emit = Callable[[Any], str]


class EditError(GongkaiError):
    """A file that cannot be read, or whose changed text would not say what was meant."""


def edit_task(old: bytes, new: Task, path: str, *, says: Task | None = None) -> bytes:
    """Bytes of the task file `old` changed to say `new`; read back and compared, else EditError.

    `says` is what `old` says, where the caller has read it already.
    """
    return edit_record(old, new, path, records.TASK, codec.decode_task, emit.emit_task, says)


def edit_plan(old: bytes, new: Plan, path: str) -> bytes:
    """As `edit_task`, for a plan.yaml."""
    return edit_record(old, new, path, records.PLAN, codec.decode_plan, emit.emit_plan)


def edit_units(old: bytes, new: Jurisdiction, path: str) -> bytes:
    """As `edit_task`, for a units file."""
    return edit_record(old, new, path, records.UNITS, codec.decode_units, emit.emit_units)


def edit_record(
    old: bytes, new: Any, path: str, shape: Record, decode: Decode, write: Emit, says: Any | None = None
) -> bytes:
    """As `edit_task`, for any kind of file: `decode` reads it, `write` gives its canonical text."""
    before = says if says is not None else _read(old, path, decode)
    if before == new:
        return old
    canonical = write(new)
    if write(before).encode() == old:
        return _checked(canonical.encode(), new, path, decode)
    source = read_source(old)
    for text in _attempts(source, shape, before, new, canonical):
        data = source.to_bytes(text)
        if decode(data, path).value == new:
            return data
    tidy = by_doing(Remedy.FORMAT_FILE, to="整理格式")
    raise EditError(f"{path} 的写法不能只改几行：请先{tidy}，再修改。")


def _read(old: bytes, path: str, decode: Decode) -> Any:
    decoded = decode(old, path)
    if decoded.value is None:
        raise EditError(f"文件有错误，没有修改：{decoded.problems[0]}")
    return decoded.value


def _checked(data: bytes, new: Any, path: str, decode: Decode) -> bytes:
    written = decode(data, path)
    if written.value != new:
        reason = f"：{written.problems[0].message}" if written.value is None else "。"
        raise EditError(f"{path} 写出后读回与要写的不一致，没有修改{reason}")
    return data


def _attempts(source: SourceText, shape: Record, old: Any, new: Any, canonical: str) -> Iterator[str]:
    with suppress(NotByLines):
        yield edit_lines(source.text, read_text_tree(source.text), shape, old, new)
    # Costs 27 ms to import, and hardly any file needs it.
    from gongkai_tui.storage.round_trip import NotByRoundTrip, edit_by_round_trip

    before, after = dict(old.extra), dict(new.extra)
    changed = [field.key for field in shape.fields if getattr(old, field.attr) != getattr(new, field.attr)]
    changed += [key for key in {**before, **after} if before.get(key) != after.get(key)]
    with suppress(NotByRoundTrip):
        yield edit_by_round_trip(source.text, canonical, changed, keys_to_move(old.extra, new.extra))
