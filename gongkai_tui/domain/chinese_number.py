"""Chinese numerals of dates and periods as Arabic digits: 二〇二二年 = 2022年, 十五个工作日 = 15个工作日."""

from __future__ import annotations

import re

_DIGITS = dict(zip("〇零○一二两三四五六七八九", (0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_SCALES = {"十": 10, "百": 100}
_SHORTHAND = {"廿": "二十", "卅": "三十"}
_ZEROS = "〇零○"
_YEAR_LENGTH = 4
_LONGEST = 9

_NUMERAL = "〇零○一二两三四五六七八九十百廿卅"
# The look-behind keeps a long run of numerals from being tried again at each of its characters.
_COUNTED = re.compile(rf"(?<![{_NUMERAL}])[{_NUMERAL}]++(?=[年月日号季个天周次小工])")


def parse_chinese_number(text: str) -> int | None:
    """Read a Chinese numeral below 1000, or a year written digit by digit; None where it is neither.

    十四五 (a five-year plan), 二三 (two or three) and other words made of numerals are None.
    """
    if not text or len(text) > _LONGEST or any(char not in _NUMERAL for char in text):
        return None
    spelled = "".join(_SHORTHAND.get(char, char) for char in text)
    if not any(char in _SCALES for char in spelled):
        return _digit_by_digit(spelled)
    return _positional(spelled)


def _digit_by_digit(text: str) -> int | None:
    if len(text) not in {1, _YEAR_LENGTH} and not any(zero in text for zero in _ZEROS):
        return None
    return int("".join(str(_DIGITS[char]) for char in text))


def _positional(text: str) -> int | None:
    total, digit, below = 0, None, 1000
    for char in text:
        if char in _SCALES:
            scale = _SCALES[char]
            if scale >= below or digit == 0:
                return None
            total, digit, below = total + (1 if digit is None else digit) * scale, None, scale
        elif digit is None:
            digit = _DIGITS[char] or None
            if digit is None and not total:
                return None
        else:
            return None
    return total + (digit or 0)


def with_arabic_digits(text: str) -> str:
    """Write the Chinese numerals that count years, months, days, quarters, weeks, hours or times as digits."""
    parts: list[str] = []
    done = 0
    for start, end, digits in replaced_numerals(text):
        parts += (text[done:start], digits)
        done = end
    return "".join((*parts, text[done:]))


def replaced_numerals(text: str) -> list[tuple[int, int, str]]:
    """Give the place of every numeral that counts such a thing, and its digits: (start, end, digits)."""
    found = ((match, parse_chinese_number(match.group())) for match in _COUNTED.finditer(text))
    return [(match.start(), match.end(), str(number)) for match, number in found if number is not None]
