"""A dataclass whose fields are the options of a command: with many, they are passed on as one value."""

from __future__ import annotations

from dataclasses import MISSING, fields
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, TypeVar, get_type_hints

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

Record = TypeVar("Record")


def takes(record: type[Record]) -> Callable[[Callable[[typer.Context, Record], int]], Callable[..., int]]:
    """Make a function of a record the function of a command, whose parameters are the fields of the record."""
    hints = get_type_hints(record, include_extras=True)
    options = [
        Parameter(
            field.name,
            Parameter.KEYWORD_ONLY,
            default=Parameter.empty if field.default is MISSING else field.default,
            annotation=hints[field.name],
        )
        for field in fields(record)  # type: ignore[arg-type]  # a dataclass, which no bound of a type variable can say
    ]
    context = Parameter("ctx", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)

    def made(run: Callable[[typer.Context, Record], int]) -> Callable[..., int]:
        def command(ctx: typer.Context, **typed: object) -> int:
            return run(ctx, record(**typed))

        command.__doc__ = run.__doc__
        command.__signature__ = Signature([context, *options])  # type: ignore[attr-defined]  # typer asks for it
        return command

    return made
