"""`gongkai grid`, run as installed on a real repository."""

import csv
import io
import json

import pytest

from gongkai_tui.reporting.grid_text import grid_text
from gongkai_tui.reporting.width import width
from gongkai_tui.usecases.grid import unit_grid
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import Gongkai


def test_the_table_and_what_its_characters_mean(gongkai: Gongkai) -> None:
    ran = gongkai("grid")
    assert ran.out.splitlines() == [
        "单位          总  完  逾  久  1    2    3",
        "区财政局       1   0   0   0  *推  .    .",
        "区自然资源局   1   0   1   1  .    未#  .",
        "区民政局       1   0   0   1  .    .    未?",
        "各街道办事处   1   0   0   1  推?  .    .",
    ]
    assert "tianqiao-2021（没有写计划，取最新的一份）：4 个单位，3 项任务。" in ran.err
    assert "#逾期且久未更新" in ran.err


def test_members_stand_below_their_set(gongkai: Gongkai) -> None:
    lines = gongkai("grid", "tianqiao-2021", "--members").out.splitlines()
    assert lines[-1].startswith("　无影山街道办事处")
    assert gongkai("grid", "tianqiao-2021").err.startswith("tianqiao-2021：")


def test_json(gongkai: Gongkai) -> None:
    ran = gongkai("grid", "tianqiao-2021", "czj", "--json", "--members")
    rows = json.loads(ran.out)
    assert rows[0] == {
        "unit": "区财政局",
        "kind": "单位",
        "group": "",
        "total": 1,
        "done": 0,
        "overdue": 0,
        "stale": 0,
        "tasks": {
            "tianqiao-2021/001": {
                "status": "推进中",
                "role": "牵头",
                "own_status": False,
                "flags": ["临期"],
                "updated": "2022-04-20",
            }
        },
    }
    assert [(row["unit"], row["group"]) for row in rows[1:]] == [
        ("各街道办事处", ""),
        ("无影山街道办事处", "各街道办事处"),
    ]
    assert (rows[1]["members"], rows[1]["members_confirmed"]) == (["无影山街道办事处"], True)


def test_csv_has_ids_for_programs(gongkai: Gongkai) -> None:
    rows = list(csv.DictReader(io.StringIO(gongkai("grid", "--csv").out)))
    assert rows[1]["tianqiao-2021/002"] == "未#"
    assert rows[1]["tianqiao-2021/001"] == ""
    assert gongkai("grid", "--tsv").out.splitlines()[0].split("\t")[:3] == ["unit", "group", "kind"]


def test_markdown(gongkai: Gongkai) -> None:
    assert "| 区财政局 | 1 | 0 | 0 | 0 | \\*推 | . | . |" in gongkai("grid", "--md").out


def test_by_section(gongkai: Gongkai) -> None:
    ran = gongkai("grid", "--by", "section")
    assert ran.out.splitlines()[0].split()[-1] == "深化重点领域政府信息公开"
    assert ran.out.splitlines()[2].split() == ["区自然资源局", "1", "0", "1", "1", "0/1#"]
    assert "已落实/应落实" in ran.err
    found = json.loads(gongkai("grid", "--by", "section", "--json").out)[1]["sections"]
    assert found["深化重点领域政府信息公开"] == {"total": 1, "done": 0, "due": 1, "overdue": 1, "stale": 1}


def test_a_unit_of_its_own_status_and_the_past(gongkai: Gongkai) -> None:
    gongkai("set", "tianqiao-2021/1", "status=整改中", "--unit", "无影山街道办事处", "--reason", "未更新")
    assert "无影山街道办事处   1   0   0   0  改" in gongkai("grid").out
    assert "改" not in gongkai("grid", "--as-of", "HEAD~1").out


def test_a_wide_table_is_cut_into_parts_that_fit(gongkai: Gongkai) -> None:
    ws = open_workspace(gongkai.root)
    grid = unit_grid(ws).grid
    ws.close()
    text = grid_text(grid, grid.lines, "table", room=40)
    parts = text.split("\n\n")
    assert [part.splitlines()[0].split()[5:] for part in parts] == [["1", "2"], ["3"]]
    assert max(map(width, text.splitlines())) <= 40


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("tianqiao-1999",), 1, "没有计划 tianqiao-1999"),
        (("--by", "plan"), 2, "不能按“plan”分列"),
        (("tianqiao-2021", "due:xyz"), 2, "xyz"),
        (("年年有余",), 0, "没有任务符合“年年有余”"),
    ],
)
def test_what_is_said_of_mistakes(gongkai: Gongkai, words, code, said) -> None:
    ran = gongkai("grid", *words, code=code)
    assert ran.out == ""
    assert said in ran.err


def test_the_legend_says_where_a_unit_stands_that_acts_through_a_set(gongkai: Gongkai) -> None:
    said = gongkai("grid", "tianqiao-2021").err
    assert ".未单列（随各X办理的，见各X的成员 --members；单位名后的数连同这些）" in said
