"""Lines of Chinese text break where they may."""

from __future__ import annotations

from gongkai_tui.tui.wrapping import wrap


def test_no_line_begins_with_the_comma_behind_a_date():
    text = "日期看不懂，可写：2022-09-30、09-30、9月30日"
    for cells in range(20, 40):
        lines = wrap(text, cells)
        assert "".join(lines) == text
        assert not any(line[0] in "，：、" for line in lines), (cells, lines)
