"""The first line: what is shown stays readable, whoever works."""

import pytest

from gongkai_tui.domain.errors import MissingIdentity
from gongkai_tui.tui.workspace_port import WorkspacePort


@pytest.fixture
def long_name(monkeypatch):
    for role in ("AUTHOR", "COMMITTER"):
        # Whoever is registered goes by the registered name.
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "long@elsewhere.example")
        monkeypatch.setenv(f"GIT_{role}_NAME", "名字很长很长很长很长很长很长很长很长的工作人员")


async def test_a_long_name_is_shortened_before_what_is_shown(drive, long_name):
    async with drive() as driver:
        driver.main.choose_plan("huaiyin-2022")
        driver.main.board.sort_with("evidence,-status,due")
        driver.main.show_board()
        await driver.sees("按佐证、状态倒序、期限 ")
        first = driver.screen().splitlines()[0]
        assert first.strip().startswith("政务公开工作要点  槐荫2022  按佐证、状态倒序、期限 名字很")
        assert first.strip().endswith(" 2022-08-01")


async def test_a_name_that_has_no_room_left_is_not_shown(drive, long_name):
    async with drive(size=(59, 24)) as driver:
        driver.main.board.sort_with("evidence,-status")
        driver.main.show_board()
        await driver.sees("全部计划  按佐证、状态倒序 ")
        first = driver.screen().splitlines()[0]
        assert "名" not in first
        assert first.strip().endswith("  2022-08-01")


async def test_a_name_that_has_room_stands_whole(drive):
    async with drive() as driver:
        assert "李四（区政府办公室）  2022-08-01" in driver.screen().splitlines()[0]


async def test_the_title_says_when_nobody_knows_who_works(drive, monkeypatch):
    def nobody(_port):
        raise MissingIdentity("没有姓名和邮箱")

    async with drive() as driver:
        monkeypatch.setattr(WorkspacePort, "actor", nobody)
        await driver.press("f5")
        await driver.sees("身份未设  2022-08-01")
        await driver.sees("还没有设置姓名和邮箱，可以查看")
        assert "李四" not in driver.screen()
