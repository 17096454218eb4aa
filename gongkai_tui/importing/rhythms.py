"""Duties that come back, found in the running text: what is said is quoted, the period itself a person enters.

Counted things only: names of systems (定期清理制度), 实时 and 动态 ask for no number of times.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from gongkai_tui.domain.chinese_number import with_arabic_digits
from gongkai_tui.domain.deadline_periods import RHYTHMS, read_count
from gongkai_tui.domain.period_hints import stated_periods, vague_period

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDS: Final = "。；;，,：:！!？?\n"
_CLAUSE: Final = re.compile(rf"[^{_ENDS}]+(?:[，,](?:不少于|至少|不低于)[^{_ENDS}]+)?")
_ACTS: Final = (
    "向|对|组织|开展|公开|公布|发布|更新|报送|通报|调度|汇总|召开|听取|解读|检查|抽查|统计|报告|上报|举办|进行"
)
_TIMES: Final = r"(?:不少于|至少|不低于)[^。；;]{0,12}?[0-9０-９一二两三四五六七八九十]{1,3}[次场期]"
_STATED: Final = re.compile(
    r"每个?(?P<each>半年|年度?|季度?|月度?|周|星期)(?!会|刊)"
    rf"|[按逐](?P<by>半年|年度?|季度?|月度?|周)(?={_ACTS})"
    rf"|(?:年内|全年)(?=[^{_ENDS}]*{_TIMES}|[^{_ENDS}]*[，,]{_TIMES})"
    r"|(?<![0-9０-９每上下前第按半今本])(?P<per>半年|年|季度?|月|周)(?=[一1１]次)"
)
_REGULARLY: Final = re.compile(r"(?<!不)定期(?![^、]{0,10}(?:制度|机制|体系|办法|规定)(?:$|[、和与及的]))")
_SHOULD: Final = ("要", "应", "应当", "须", "需")
_OPEN_DAY: Final = r"(?:开放|公开)[日周月]"
_HELD: Final = re.compile(
    rf"(?:开展|举办|组织|举行)[^、]{{0,8}}{_OPEN_DAY}|常态化(?:开展|组织|举办|举行)[^、]*(?:活动|会议|培训|检查|抽查|督查|评议)"
)
_LONGEST_QUOTE: Final = 28


class _Stated(NamedTuple):
    words: str
    frequency: str


def rhythms_of(requirement: str, *, known: bool) -> list[str]:
    """Hints of one requirement, at most one of each kind; `known` where its deadline tells the period already."""
    clauses = [clause.group() for clause in _CLAUSE.finditer(requirement)]
    stated = [] if known else [found for clause in clauses for found in _stated(clause)]
    vague = next((words for clause in clauses if not _STATED.search(clause) for words in _vague(clause)), "")
    hints = [stated_periods([each.words for each in stated], [each.frequency for each in stated])] if stated else []
    return hints + ([vague_period(vague)] if vague else [])


def _stated(clause: str) -> Iterator[_Stated]:
    match = _STATED.search(clause)
    if match is None:
        return
    words = clause[match.start() :]
    every = RHYTHMS[match["each"] or match["by"] or match["per"] or "年"]
    count = read_count(with_arabic_digits(unicodedata.normalize("NFKC", words))) or 1
    yield _Stated(words, f"每{every}{count}次")


def _vague(clause: str) -> Iterator[str]:
    if match := _REGULARLY.search(clause):
        begin = 0 if clause[: match.start()].endswith(_SHOULD) else match.start()
        yield _shortened(clause[begin:], match.end() - begin)
    elif match := _HELD.search(clause):
        days = [found.end() for found in re.finditer(_OPEN_DAY, clause)]
        yield _shortened(clause, max(days, default=match.end()))


def _shortened(words: str, past: int) -> str:
    """Long words up to the first comma of a list that follows what counts."""
    end = words.find("、", past)
    return words if len(words) <= _LONGEST_QUOTE or end < 0 else words[:end]
