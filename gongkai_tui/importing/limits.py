"""How much of a document is read before it is refused: real plans stay far below every limit."""

from __future__ import annotations

import time
from typing import Final

from gongkai_tui.importing.errors import DocumentError

MAX_BYTES: Final = 5_000_000
"""Size of a file; the longest real plan known has 40,000 bytes."""
MAX_LINE_CHARS: Final = 400_000
"""Characters in one line or paragraph."""
MAX_FILLED_LINES: Final = 60_000
"""Lines that hold something."""
MAX_HEADINGS: Final = 3_000
"""Headings of all levels in the body."""
MAX_CELLS: Final = 50_000
"""Cells of all tables together, after spans are spread out."""
MAX_ROWS: Final = 20_000
"""Rows of one table."""
MAX_COLUMNS: Final = 60
"""Columns of one table."""
MAX_SPAN: Final = 1_000
"""Rows or columns that one html cell may claim; more is cut to this, as browsers do."""
MAX_HTML_DEPTH: Final = 400
"""Html elements open at once."""
MAX_TABLE_DEPTH: Final = 12
"""Html tables inside one another."""
MAX_TASKS: Final = 5_000
"""Tasks of one plan."""
MAX_SECONDS: Final = 10.0
"""Time for one document."""


class Clock:
    """The time that reading one document may take."""

    def __init__(self, seconds: float = MAX_SECONDS) -> None:
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Raise DocumentError when the time is used up."""
        if time.monotonic() > self._end:
            message = "读取这份文件用时过长，已停止；请确认它是一份普通的工作要点，或删去无关内容后再试。"
            raise DocumentError(message)
