"""A dataclass whose fields are the options of a command: with many, they are passed on as one value."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Record = TypeVar("Record")


def takes(record: type[Record]) -> Callable[[Callable[[typer.Context, Record], int]], Callable[..., int]]:
    """Make a function of a record the function of a command, whose parameters are the fields of the record.

    The fields of a record that is itself a field stand where it does.
    """
    context = Parameter("ctx", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)

    def made(run: Callable[[typer.Context, Record], int]) -> Callable[..., int]:
        def command(ctx: typer.Context, **typed: object) -> int:
            return run(ctx, _filled(record, typed))

        command.__doc__ = run.__doc__
        command.__signature__ = Signature([context, *_parameters(record)])  # type: ignore[attr-defined]  # typer asks for it
        return command

    return made


def _parameters(record: Any) -> Iterator[Parameter]:
    hints = get_type_hints(record, include_extras=True)
    for field in fields(record):
        kind = hints[field.name]
        if is_dataclass(kind):
            yield from _parameters(kind)
        else:
            default = Parameter.empty if field.default is MISSING else field.default
            yield Parameter(field.name, Parameter.KEYWORD_ONLY, default=default, annotation=kind)


def _filled(record: Any, typed: Mapping[str, object]) -> Any:
    kinds = get_type_hints(record)
    return record(**{name: _filled(kind, typed) if is_dataclass(kind) else typed[name] for name, kind in kinds.items()})
