"""Letters and digits of an input method in full width mean the key, wherever no text is written."""

from __future__ import annotations

import unicodedata

from textual import events
from textual.widgets import Input, TextArea


def as_key(event: events.Event, focused: object) -> events.Event:
    """The key that is meant by a full-width letter or digit, unless `focused` takes text; any other event as it is."""
    if not isinstance(event, events.Key) or isinstance(focused, Input | TextArea):
        return event
    typed = event.character or ""
    narrow = unicodedata.normalize("NFKC", typed) if typed and unicodedata.east_asian_width(typed) == "F" else ""
    return events.Key(narrow, narrow) if narrow.isascii() and narrow.isalnum() else event
