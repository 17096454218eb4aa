"""A name and what is said of it, in one sentence."""

from __future__ import annotations

import pytest

from gongkai_tui.reporting.spacing import put_together


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("huaiyin-2022/003", "已被删除", "huaiyin-2022/003 已被删除"),
        ("Seed maintainers", "刚改了任务", "Seed maintainers 刚改了任务"),
        ("王五", "刚改了任务", "王五刚改了任务"),
        ("3 项任务", "的编号", "3 项任务的编号"),
        ("a.b.", "的表", "a.b.的表"),
        ("", "的表", "的表"),
    ],
)
def test_latin_and_chinese_are_set_apart(name, words, said):
    assert put_together(name, words) == said
