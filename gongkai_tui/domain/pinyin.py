"""Pinyin initials, so that czj finds 财政局; one string translation, no dictionary at run time (TUI 3)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from gongkai_tui.domain.pinyin_table import FIRST, INITIALS

_ZERO = ord("〇")

_PHRASES = {
    **dict.fromkeys(("银行", "支行", "分行", "央行", "商行", "投行", "农行", "工行", "建行", "中行", "人行", "本行"), ("行", "h")),
    **dict.fromkeys(("行业", "行长", "行情", "行列", "各行", "同行业", "跨行"), ("行", "h")),
    **dict.fromkeys(("重庆", "重新", "重复", "重建", "重申", "重组", "重启", "重修", "重审", "重置", "重名", "重叠"), ("重", "c")),
    **dict.fromkeys(("多重", "双重", "三重", "重构", "重塑", "重返", "重温", "重演", "重印", "重发"), ("重", "c")),
    **dict.fromkeys(("局长", "区长", "市长", "县长", "省长", "镇长", "乡长", "村长", "部长", "厅长", "处长", "科长"), ("长", "z")),
    **dict.fromkeys(("校长", "院长", "行长", "会长", "所长", "站长", "队长", "组长", "班长", "社长", "董事长", "秘书长"), ("长", "z")),
    **dict.fromkeys(("河长", "林长", "田长", "链长", "首长", "家长", "成长", "增长", "生长", "助长", "长辈", "长者", "年长"), ("长", "z")),
    **dict.fromkeys(("调整", "调解", "协调", "调节", "调控", "调剂", "调试", "空调", "调处", "调理", "调和", "调适", "统调"), ("调", "t")),
    **dict.fromkeys(("会计", "财会"), ("会", "k")),
    **dict.fromkeys(("厦门",), ("厦", "x")),
    **dict.fromkeys(("音乐", "乐器", "声乐", "乐团", "民乐", "乐曲"), ("乐", "y")),
    **dict.fromkeys(("率先", "率领", "表率", "草率", "统率", "率队", "率团"), ("率", "s")),
    **dict.fromkeys(("反省", "省察", "自省"), ("省", "x")),
    **dict.fromkeys(("校对", "校正", "校验", "校准", "校核", "审校", "校订"), ("校", "j")),
    **dict.fromkeys(("人参", "海参", "党参", "西洋参"), ("参", "s")),
    **dict.fromkeys(("单县",), ("单", "s")),
    **dict.fromkeys(("朝气", "今朝", "朝夕"), ("朝", "z")),
    **dict.fromkeys(("传记", "自传", "左传", "列传"), ("传", "z")),
    **dict.fromkeys(("给予", "供给", "补给", "自给", "给付", "配给", "给养"), ("给", "j")),
    **dict.fromkeys(("投降", "受降"), ("降", "x")),
    **dict.fromkeys(("西藏", "宝藏", "藏族", "藏药"), ("藏", "z")),
    **dict.fromkeys(("畜牧", "畜产", "畜养"), ("畜", "x")),
    **dict.fromkeys(("屏蔽", "屏除"), ("屏", "b")),
    **dict.fromkeys(("便宜",), ("便", "p")),
    **dict.fromkeys(("标识",), ("识", "z")),
    **dict.fromkeys(("关卡", "卡口", "设卡"), ("卡", "q")),
    **dict.fromkeys(("弹性",), ("弹", "t")),
    **dict.fromkeys(("提防",), ("提", "d")),
    **dict.fromkeys(("曾姓", "曾氏"), ("曾", "z")),
}  # fmt: skip
"""Words in which one character is read otherwise than alone: word -> (character, first letter)."""


def initials(text: str) -> str:
    """Give `text` with the first pinyin letter for each Han character; other characters NFKC and lower case.

    区财政局2022 is qczj2022. One reading a character; `initials_variants` gives the reading by words.
    """
    return unicodedata.normalize("NFKC", text).lower().translate(_table())  # type: ignore[arg-type]


def initials_variants(text: str) -> str:
    """Give the initials read by words where they differ from `initials` (银行 is yh), else an empty text."""
    flat = unicodedata.normalize("NFKC", text).lower()
    if _MAY_DIFFER.isdisjoint(flat):
        return ""
    plain = flat.translate(_table())  # type: ignore[arg-type]
    letters = list(plain)
    for match in _phrases().finditer(flat):
        char, letter = _PHRASES[match.group()]
        letters[match.start() + match.group().index(char)] = letter
    by_words = "".join(letters)
    return "" if by_words == plain else by_words


_MAY_DIFFER = frozenset(char for char, _ in _PHRASES.values())


@cache
def _table() -> str:
    """Give the table as a string indexed by code point, which `str.translate` takes like any other table."""
    below = "".join(map(chr, range(FIRST)))
    return f"{below[:_ZERO]}l{below[_ZERO + 1 :]}{INITIALS}"


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_PHRASES, key=len, reverse=True)))
