"""What may come next while a filter of the history is typed."""

from __future__ import annotations

from gongkai_tui.domain.filter_completion import Vocabulary
from gongkai_tui.domain.history_filter import ACTIONS, NAMES

_DAYS = ("今天", "昨天", "本周", "上周", "本月", "上月", "本季", "本年", "30d")

HISTORY = Vocabulary(
    NAMES,
    {"action": tuple(words[0] for words in ACTIONS.values()), "since": _DAYS, "until": _DAYS, "date": _DAYS},
)
"""The language of history filters."""
