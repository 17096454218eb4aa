"""The first line: what is shown stays readable, whoever works."""

import pytest


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
