"""What a change says of a field is on the screen whole, whatever the width."""

import pytest

from gongkai_tui.reporting.width import width
from gongkai_tui.tui.change_text import change_lines
from gongkai_tui.usecases.proposed_change import ProposedChange

OLD = "2022-12-16 核查 区政府办公室：核查不通过"


@pytest.mark.parametrize("cells", range(40, 80))
@pytest.mark.parametrize(("old", "new"), [(OLD, ""), ("", OLD), (OLD, "退回")])
def test_no_value_is_cut_at_any_width(cells, old, new):
    change = ProposedChange("huaiyin-2022/059", "健全工作机制", "记录", old, new)
    lines = ["".join(span.text for span in line) for line in change_lines([change], cells)]
    assert all(width(line) <= cells for line in lines)
    text = "".join("".join(lines).split())
    assert all("".join(value.split()) in text for value in (old or "（空）", new or "（空）"))
