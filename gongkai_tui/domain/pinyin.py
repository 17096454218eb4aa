"""Pinyin initials, so that czj finds 财政局; one string translation, no dictionary at run time (TUI 3)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from gongkai_tui.domain.pinyin_table import FIRST, INITIALS

_ZERO = ord("〇")

_READ_OTHERWISE = (
    ("行", "h", "银行 支行 分行 央行 商行 投行 农行 工行 建行 中行 人行 本行 行业 行情"),
    ("行", "h", "行列 行长 各行 同行业 跨行"),
    ("长", "z", "行长 局长 区长 市长 县长 省长 镇长 乡长 村长 部长 厅长 处长 科长 校长"),
    ("长", "z", "院长 会长 所长 站长 队长 组长 班长 社长 董事长 秘书长 河长 林长 田长"),
    ("长", "z", "链长 首长 家长 成长 增长 生长 助长 长辈 长者 年长"),
    ("重", "c", "重庆 重新 重复 重建 重申 重组 重启 重修 重审 重置 重名 重叠 多重 双重"),
    ("重", "c", "三重 重构 重塑 重返 重温 重演 重印 重发 重做"),
    ("调", "t", "调整 调解 协调 调节 调控 调剂 调试 空调 调处 调理 调和 调适 统调"),
    ("会", "k", "会计 财会"),
    ("厦", "x", "厦门"),
    ("乐", "y", "音乐 乐器 声乐 乐团 民乐 乐曲"),
    ("率", "s", "率先 率领 表率 草率 统率 率队 率团"),
    ("省", "x", "反省 省察 自省"),
    ("校", "j", "校对 校正 校验 校准 校核 审校 校订"),
    ("参", "s", "人参 海参 党参 西洋参"),
    ("单", "s", "单县"),
    ("朝", "z", "朝气 今朝 朝夕"),
    ("传", "z", "传记 自传 左传 列传"),
    ("给", "j", "给予 供给 补给 自给 给付 配给 给养"),
    ("降", "x", "投降 受降"),
    ("藏", "z", "西藏 宝藏 藏族 藏药"),
    ("畜", "x", "畜牧 畜产 畜养"),
    ("屏", "b", "屏蔽 屏除"),
    ("便", "p", "便宜"),
    ("识", "z", "标识"),
    ("卡", "q", "关卡 卡口 设卡"),
    ("弹", "t", "弹性"),
    ("提", "d", "提防"),
    ("曾", "z", "曾姓 曾氏"),
)
"""Character, first letter, and the words in which it is read so and not as it is alone."""

_PHRASES: dict[str, dict[str, str]] = {}
for _char, _letter, _words in _READ_OTHERWISE:
    for _word in _words.split():
        _PHRASES.setdefault(_word, {})[_char] = _letter


def initials(text: str) -> str:
    """Give `text` with the first pinyin letter for each Han character; other characters NFKC and lower case.

    区财政局2022 is qczj2022. One reading a character; `initials_variants` gives the reading by words.
    """
    return unicodedata.normalize("NFKC", text).lower().translate(_table())


def initials_variants(text: str) -> str:
    """Give the initials read by words where they differ from `initials` (银行 is yh), else an empty text."""
    flat = unicodedata.normalize("NFKC", text).lower()
    if _MAY_DIFFER.isdisjoint(flat):
        return ""
    plain = flat.translate(_table())
    letters = list(plain)
    for match in _phrases().finditer(flat):
        word = match.group()
        for char, letter in _PHRASES[word].items():
            letters[match.start() + word.index(char)] = letter
    by_words = "".join(letters)
    return "" if by_words == plain else by_words


def characters_read(letter: str) -> str:
    """Give all Han characters that begin with a letter, alone or in some word."""
    alone = (chr(FIRST + place) for place, first in enumerate(INITIALS) if first == letter)
    in_words = (char for char, first, _ in _READ_OTHERWISE if first == letter)
    return "".join((*alone, *in_words))


_MAY_DIFFER = frozenset(char for char, _, _ in _READ_OTHERWISE)


@cache
def _table() -> str:
    """Give the table as a string indexed by code point, which `str.translate` takes like any other table."""
    below = "".join(map(chr, range(FIRST)))
    return f"{below[:_ZERO]}l{below[_ZERO + 1 :]}{INITIALS}"


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_PHRASES, key=len, reverse=True)))
