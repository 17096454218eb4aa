"""Who owes what, out of a real repository."""

from __future__ import annotations

import pytest

from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.grid import unit_grid
from gongkai_tui.usecases.owing import UnknownUnit, owing, unit_plan_and_filter
from gongkai_tui.usecases.text_files import WouldOverwrite, file_name, write_texts

from .conftest import run_git


def save(ws, **request):
    carry_out(ws, propose(ws, ChangeRequest(**request)))


def units(found):
    return {each.debts.name: each.debts for each in found.units}


def test_every_unit_over_all_plans(ws):
    found = owing(ws)
    assert [each.debts.name for each in found.units] == ["区财政局", "区教育和体育局", "西市场街道办事处"]
    assert [item.row.id for item in units(found)["区财政局"].owed] == ["huaiyin-2021/001", "huaiyin-2022/001"]
    assert units(found)["西市场街道办事处"].overdue == 1


def test_open_tasks_are_those_of_the_grid(ws):
    save(ws, targets=("huaiyin-2022/001",), assignments={"status": "推进中"}, unit="区财政局", note="x")
    found = units(owing(ws, plan="huaiyin-2022"))
    lines = unit_grid(ws, "huaiyin-2022").grid.lines
    for line in (each for whole in lines for each in (whole.members or (whole,))):
        assert found[line.name].open == line.open


def test_a_report_moves_from_the_unit_to_the_office(ws):
    save(ws, targets=("huaiyin-2022/002",), assignments={"status": "待核查"}, evidence=("https://e.invalid/1",))
    found = units(owing(ws))
    assert found["区教育和体育局"].owed == ()
    assert [item.row.id for item in found["区政府办公室"].office] == ["huaiyin-2022/002"]
    assert units(owing(ws, "办公室")).keys() == {"区政府办公室"}


def test_archived_plans_are_left_out_unless_asked_for(repo, ws):
    path = repo / "plans/huaiyin-2021/plan.yaml"
    path.write_text(path.read_text().replace("执行中", "已归档"))
    run_git(repo, "commit", "-q", "-a", "-m", "归档")
    assert [item.row.plan for item in units(owing(ws))["区财政局"].owed] == ["huaiyin-2022"]
    assert units(owing(ws, plan="huaiyin-2021"))["区财政局"].open == 1


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ((), ("", "", "")),
        (("区教育局",), ("区教育局", "", "")),
        (("huaiyin-2022", "区教育局", "flag:逾期"), ("区教育局", "huaiyin-2022", "flag:逾期")),
        (("区财政局", "huaiyin-2022"), ("区财政局", "huaiyin-2022", "")),
        (("czj", "status:未启动"), ("", "", "czj status:未启动")),
        (("办公室",), ("办公室", "", "")),
    ],
)
def test_what_typed_words_mean(ws, words, meaning):
    assert unit_plan_and_filter(ws, words) == meaning


def test_a_unit_is_found_under_any_name_and_a_set_gives_its_members(ws):
    assert units(owing(ws, "区教育局")).keys() == {"区教育和体育局"}
    assert units(owing(ws, "各街道办事处")).keys() == {"西市场街道办事处"}
    assert owing(ws, "区政府办公室").units == ()
    with pytest.raises(UnknownUnit, match="区旅游局"):
        owing(ws, "区旅游局")


def test_names_of_files_are_safe_and_never_the_same():
    taken = {"汇总.md": "", "区财政局.txt": ""}
    assert file_name("区财政局", ".txt", taken) == "区财政局-2.txt"
    assert file_name("../a/b:*", ".txt", taken) == "_a_b__.txt"
    assert file_name("CON", ".txt", taken) == "_CON.txt"
    assert file_name("...", ".txt", taken) == "_.txt"
    assert len(file_name("局" * 300, ".txt", taken).encode()) < 255


def test_files_are_not_overwritten_unless_told(tmp_path):
    folder = tmp_path / "催办"
    assert write_texts(folder, {"甲.txt": "一\n", "乙.txt": "二\n"}) == ()
    (folder / "甲.txt").write_text("改过")
    with pytest.raises(WouldOverwrite, match=r"乙\.txt"):
        write_texts(folder, {"乙.txt": "新", "丙.txt": "新"})
    assert sorted(path.name for path in folder.iterdir()) == ["乙.txt", "甲.txt"]
    assert write_texts(folder, {"乙.txt": "新\n"}, overwrite=True) == ("甲.txt",)
    assert ((folder / "乙.txt").read_text(), (folder / "甲.txt").read_text()) == ("新\n", "改过")
