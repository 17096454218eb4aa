"""The title block: title, issuer, document number, dates, index number, disclosure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date  # noqa: TC003  (part of the dataclass interface)
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.heading_marks import heading_mark
from gongkai_tui.importing.lines import is_rule, squeeze
from gongkai_tui.importing.printed_dates import date_of, plan_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.importing.lines import Line

_HEAD_LINES: Final = 60
_TAIL_LINES: Final = 30
_LONGEST_TITLE: Final = 90
_SHORTEST_TITLE: Final = 4
_SUBJECTS_TEXT: Final = (
    "工作要点 任务分解 任务分工 责任分工 分工 清单 工作计划 工作方案 实施方案 工作安排 行动方案 "
    "行动计划 重点任务 工作任务 责任分工 分工方案 任务清单 要点 方案 计划 清单 安排 措施 意见 规划 "
    "台账 通知"
)
_SUBJECTS: Final = tuple(_SUBJECTS_TEXT.split())
_DOC_NUMBER: Final = re.compile(
    r"([\u4e00-\u9fff]{2,14})\s?[〔\[［（(【]\s?(\d{4})\s?[〕\]］）)】]\s?(?:第\s?)?(\d{1,4})\s?号"
)
_NUMBER_LINE: Final = re.compile(r"(?:发\s{0,2}文\s{0,2}字\s{0,2}号|文件编号|文\s{0,4}号)\s{0,2}[：:]?\s{0,4}")
_INDEX: Final = re.compile(r"索\s{0,3}引\s{0,3}号\s{0,3}[：:]?\s{0,5}([0-9A-Za-z][0-9A-Za-z/_.\-]{4,60})")
_DISCLOSURE: Final = re.compile(r"此件(主动公开|公开发布|依申请公开|不予公开|不公开|删减后公开)")
_DISCLOSED: Final = {
    "主动公开": "主动公开",
    "公开发布": "主动公开",
    "依申请公开": "依申请公开",
    "不予公开": "不予公开",
    "不公开": "不予公开",
}
_DISCLOSURE_LINE: Final = re.compile(
    r"(?:公开方式|公开属性|公开选项|公开类型)\s?[：:]?\s?(主动公开|依申请公开|不予公开)"
)
_ISSUER_LINE: Final = re.compile(
    r"(?:发文单位|发文机关|发布机构|制发机关|印发机关|发布单位|发文机构|公开主体)\s?[：:]?\s{0,5}(\S{2,40})"
)
_DATE_LINE: Final = re.compile(r"(?:成文日期|发文日期|印发日期|生成日期|制发日期)\s?[：:]?\s{0,5}")
_ISSUERS_END: Final = (
    "办事处",
    "街道",
    "镇",
    "政府",
    "公司",
    "办公室",
    "办公厅",
    "人民政府",
    "委员会",
    "局",
    "厅",
    "管委会",
    "管理委员会",
    "领导小组",
    "中心",
    "委",
    "部",
    "院",
)
_SPAN: Final = re.compile(r"关于(?:印发|下发|公布|发布)?《?(.{4,80}?)》?的通知")
_QUOTED: Final = re.compile(r"《([^《》]{4,80})》")
_NOTICE: Final = re.compile(r"的?通知$")
_LONGEST_PLAN_TITLE: Final = 50
_NO_TITLE: Final = re.compile(r"[。；：:，《》\t|│]")
_ABOUT: Final = re.compile(r"(?:政务|政府信息|信息)公开")
_MAX_TITLE_LINES: Final = 4
_SPAN_LINE: Final = re.compile(r"[（(]\s?\d{4}\s?年?\s?[-—–~至到]{1,2}\s?\d{4}\s?年度?\s?[）)]|[（(](?:试行|暂行)[）)]")
_PLAN_TITLE: Final = re.compile(
    r"(?:要点|方案|计划|清单|任务|分解|分工|安排|意见|措施|规划|台账|行动|细则|重点工作|工作的通知|表)"
    r"(?:[（(][^（）()]{0,20}[）)])?$"
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands around the body of a document."""

    title: str = ""
    cover_title: str = ""
    issuer: str = ""
    doc_number: str = ""
    issued: date | None = None
    year: int | None = None
    index_number: str = ""
    disclosure: str = ""


def read_front_matter(head: Sequence[Line], tail: Sequence[Line], fallback_title: str = "") -> FrontMatter:
    """The title block of the lines before the body or table (`head`) and after it (`tail`)."""
    before = _before_body(head)
    after = [line.text.strip() for line in tail if not line.blank][-_TAIL_LINES:]
    titles = _titles(before)
    cover = next((title for title in titles if _NOTICE.search(title)), "")
    title = _plan_title(titles, cover, before) or squeeze(fallback_title)
    return FrontMatter(
        title=title,
        cover_title=cover,
        issuer=_issuer(before, cover) or _signature(after),
        doc_number=_doc_number(before),
        issued=_issued(before, after),
        year=plan_year(title) or plan_year(cover),
        index_number=_first(_INDEX, before),
        disclosure=_disclosure([*before, *after]),
    )


def names_plan(title: str) -> bool:
    """Whether a document of this title sets tasks; a report, a notice of a meeting or a guide does not."""
    return not title or _PLAN_TITLE.search(title) is not None


def plan_title_like(text: str) -> bool:
    """A line that is the title of a plan of some year, and nothing more."""
    title = squeeze(text.strip().strip("*#>"))
    fits = len(title) <= _LONGEST_PLAN_TITLE and not _NO_TITLE.search(title) and plan_year(title) is not None
    return fits and bool(_ABOUT.search(title)) and names_plan(title)


def _before_body(head: Sequence[Line]) -> list[str]:
    texts: list[str] = []
    for line in head:
        text = line.text.strip().strip("\ufeff")
        mark = heading_mark(text)
        if mark is not None and mark.rank == 1 and texts and not text.startswith("#"):
            break
        if text and not is_rule(text):
            texts.append(unicodedata.normalize("NFKC", text) if text.isascii() else text)
        if len(texts) >= _HEAD_LINES:
            break
    return texts


def _titles(texts: Sequence[str]) -> list[str]:
    """Titles in order; one printed over several lines or between ** is put together."""
    found: list[str] = []
    index = 0
    while index < len(texts):
        taken, title = _title_at(texts, index)
        if taken:
            found.append(title)
        index += max(taken, 1)
    return found


def _title_at(texts: Sequence[str], index: int) -> tuple[int, str]:
    """Number of lines that form a title from `index`, and the title."""
    starred = texts[index].startswith("**") and not texts[index].rstrip().endswith("**")
    joined = ""
    for count in range(1, _MAX_TITLE_LINES + 1):
        if index + count > len(texts):
            break
        line = texts[index + count - 1]
        if count > 1 and not starred and (date_of(line) or _stands_alone(line)):
            break
        joined += line.strip("*# \u3000")
        if starred and not line.rstrip().endswith("**"):
            continue
        title = squeeze(joined)
        if starred or (_is_title(title) and _opens_title(texts[index])):
            below = squeeze(texts[index + count]) if index + count < len(texts) else ""
            spans = _SPAN_LINE.fullmatch(below) is not None
            return (count + spans, title + below * spans) if _is_title(title) else (0, "")
        if not _may_go_on(texts[index], line):
            break
    return 0, ""


def _stands_alone(line: str) -> bool:
    """A line that is a title by itself, with its own year, is not the rest of the one above."""
    title = squeeze(line.strip("*# "))
    return _is_title(title) and plan_year(title[:6]) is not None


def _opens_title(text: str) -> bool:
    """A title over several lines begins with its issuer, its year or 关于."""
    first = squeeze(text.strip("*# "))
    if date_of(first):
        return False
    return _is_title(first) or "关于" in first or plan_year(first) is not None or first.endswith(_ISSUERS_END)


def _may_go_on(first: str, line: str) -> bool:
    broken = "《" in line and "》" not in line and "关于" in first
    closed = any(char in line for char in "。：:，,；〔（(") or ("《" in line and not broken)
    return len(line) <= 40 and not closed and _opens_title(first)  # noqa: PLR2004


def _is_title(title: str) -> bool:
    if (
        not _SHORTEST_TITLE <= len(title) <= _LONGEST_TITLE
        or any(char in title for char in "。；：:，,!?")
        or title.startswith(("（", "(", "附件", "《"))
    ):
        return False
    return title.rstrip("）)").endswith(_SUBJECTS) or (title.endswith("表") and "分" in title)


def _plan_title(titles: Sequence[str], cover: str, texts: Sequence[str]) -> str:
    """The plan's own title, not that of the notice that sends it out."""
    own = [title for title in titles if not _NOTICE.search(title) and not title.endswith("表")]
    if own:
        return next((title for title in own if plan_year(title)), own[0])
    if cover:
        quoted = [squeeze(name) for text in texts for name in _QUOTED.findall(text) if _is_title(squeeze(name))]
        inner = _SPAN.search(cover)
        return next(iter(quoted), "") or (inner.group(1) if inner and _is_title(inner.group(1)) else cover)
    return next(iter(titles), "") or _first_line_with_year(texts)


def _first_line_with_year(texts: Sequence[str]) -> str:
    """A line that names a year or 政务公开 and is no sentence."""
    for text in texts[:12]:
        title = squeeze(text.strip("*# "))
        told = plan_year(title) is not None or "公开" in title
        if (
            told
            and _SHORTEST_TITLE < len(title) <= _LONGEST_TITLE
            and not any(char in title for char in "。；：:，〔")
            and not date_of(title)
        ):
            return title
    return ""


def _issuer(texts: Sequence[str], cover: str) -> str:
    for text in texts:
        match = _ISSUER_LINE.search(text)
        if match:
            return match.group(1)
    for text in texts[:8]:
        name = squeeze(text.strip("*# "))
        if name.endswith("文件") and name.removesuffix("文件").endswith(_ISSUERS_END):
            return name.removesuffix("文件")
    before = cover.partition("关于")[0]
    if before.endswith(_ISSUERS_END):
        return before
    return _signature(texts)


def _signature(texts: Sequence[str]) -> str:
    """The name above the date at the end of the notice."""
    for above, below in pairwise(texts):
        name = squeeze(above)
        if date_of(below) and len(squeeze(below)) <= 12 and name.endswith(_ISSUERS_END) and len(name) <= 40:  # noqa: PLR2004
            return name
    return ""


def _doc_number(texts: Sequence[str]) -> str:
    for text in texts:
        label = _NUMBER_LINE.search(text)
        line = text[label.end() :] if label else text.strip("*# （()）·•\t")
        match = _DOC_NUMBER.match(line)
        if match and (label or len(line) <= match.end() + 12):
            return f"{match.group(1)}〔{match.group(2)}〕{match.group(3)}号"
    return ""


def _issued(before: Sequence[str], after: Sequence[str]) -> date | None:
    """成文日期, else the date under the signature, else 印发 at the end."""
    for text in [*before, *after]:
        if _DATE_LINE.search(text):
            found = date_of(_DATE_LINE.split(text, maxsplit=1)[1])
            if found:
                return found
    signed = [found for text in before if len(squeeze(text)) <= 14 and (found := date_of(text))]  # noqa: PLR2004
    if signed:
        return signed[0]
    printed = [found for text in after if "印发" in text and (found := date_of(text))]
    alone = [found for text in after if len(squeeze(text)) <= 12 and (found := date_of(text))]  # noqa: PLR2004
    return next(iter(printed + alone), None)


def _disclosure(texts: Sequence[str]) -> str:
    for text in texts:
        match = _DISCLOSURE.search(squeeze(text)) or _DISCLOSURE_LINE.search(text)
        if match:
            return _DISCLOSED.get(match.group(1), "")
    return ""


def _first(pattern: re.Pattern[str], texts: Sequence[str]) -> str:
    return next((match.group(1) for text in texts if (match := pattern.search(text))), "")
