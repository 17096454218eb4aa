"""Commit messages: what was done in words, then trailers for programs. Text from data can never become a trailer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ACTION = "Gongkai-Action"
TASK = "Gongkai-Task"
ACTOR = "Gongkai-Actor"
UNDOES = "Gongkai-Undoes"
"""Names the commit that an undo takes back."""

_TRAILER = re.compile(r"([A-Za-z][A-Za-z0-9-]*): (.*)")
_WIDE_SPACES = frozenset("\u3000\u00a0")
_LONGEST_SUBJECT = 200
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Message:
    """A commit message taken apart."""

    subject: str
    body: str
    """Everything between subject and trailers, without the blank lines around it."""
    trailers: Mapping[str, tuple[str, ...]]
    """Key -> values in order; only those of the last paragraph, if it holds nothing else."""


def build_message(
    subject: str,
    body_lines: Sequence[str] = (),
    *,
    action: str,
    tasks: Iterable[str] = (),
    actor: str = "",
    more: Mapping[str, str] | None = None,
) -> str:
    """Return a commit message.

    `more` are further trailers of ours, by key. Every value is put on one line, with control characters shown as `�`.
    Lines of the body are indented: neither a trailer nor a divider can begin with a blank.

    Raises:
        ValueError: `subject` or `action` is empty.
    """
    title = _one_line(subject)
    if not title or not _one_line(action):
        raise ValueError("a commit needs a subject and an action")
    if len(title) > _LONGEST_SUBJECT:
        title = title[: _LONGEST_SUBJECT - 1] + "…"
    body = [_INDENT + line for text in body_lines for part in text.splitlines() if (line := _one_line(part))]
    trailers = [f"{ACTION}: {_one_line(action)}"]
    trailers += [f"{TASK}: {_one_line(task)}" for task in tasks]
    if actor:
        trailers.append(f"{ACTOR}: {_one_line(actor)}")
    trailers += [f"{key}: {_one_line(value)}" for key, value in (more or {}).items()]
    paragraphs = [title, *(["\n".join(body)] if body else []), "\n".join(trailers)]
    return "\n\n".join(paragraphs) + "\n"


def parse(message: str) -> Message:
    """Take a commit message apart; works for any message, ours or not."""
    text = message.strip("\n")
    subject, _, rest = text.partition("\n")
    paragraphs = re.split(r"\n(?:[ \t]*\n)+", rest.strip("\n"))
    trailers = _trailers(paragraphs[-1]) if "\n\n" in text else {}
    if trailers:
        paragraphs.pop()
    return Message(subject, "\n\n".join(paragraphs).strip("\n"), trailers)


def _trailers(paragraph: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in paragraph.split("\n"):
        match = _TRAILER.fullmatch(line)
        if match is None:
            return {}
        found[match[1]] = (*found.get(match[1], ()), match[2].strip())
    return found


def _one_line(text: str) -> str:
    shown = "".join(char if char.isprintable() or char in _WIDE_SPACES or char.isspace() else "�" for char in text)
    return re.sub(r"[^\S\u3000\u00a0]+", " ", shown).strip()
