"""Our colours: dark, light, and the terminal's own sixteen."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="gongkai-dark",
    primary="#5aa9e6",
    secondary="#8fb8de",
    accent="#7fc8f8",
    foreground="#d8dee9",
    background="#11161d",
    surface="#171d26",
    panel="#222b38",
    success="#8ccf7e",
    warning="#e5c76b",
    error="#f07a72",
    dark=True,
)

LIGHT = Theme(
    name="gongkai-light",
    primary="#1f5f9e",
    secondary="#3d6c99",
    accent="#0b6fb8",
    foreground="#1c232b",
    background="#fbfbf8",
    surface="#f1f2ee",
    panel="#e2e6ea",
    success="#2f7d32",
    warning="#8a5a00",
    error="#b3261e",
    dark=False,
)

OWN = frozenset({DARK.name, LIGHT.name})
CYCLE = (DARK.name, LIGHT.name, "ansi-dark", "ansi-light")
"""Order in which the palette's 明暗主题 goes round; the last two take the terminal's own colours."""
