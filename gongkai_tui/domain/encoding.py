"""Characters that came in another encoding than UTF-8: a terminal or a script sends them as lone surrogates."""

from __future__ import annotations

SET_UTF_8 = "不是 UTF-8 编码的字，读不出来；请把终端的编码设为 UTF-8。"


def unread_place(text: str) -> int | None:
    """Return the 0-based place of the first character that could not be read; None where all could."""
    if text.isascii():
        return None
    return next((place for place, char in enumerate(text) if "\ud800" <= char <= "\udfff"), None)


def unread_words(text: str, label: str) -> str:
    """Return which character of `label` could not be read and what to do, in Chinese; empty where all could."""
    place = unread_place(text)
    return "" if place is None else f"{label}第 {place + 1} 个字处：{SET_UTF_8}"
