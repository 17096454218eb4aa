"""The lists of two checks by others, and the 整改链接表 that units fill in."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import openpyxl
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

PLACES = (27, 28, 29, 30, 32, 33, 34, 35, 36, 37, 38, 40, 41, 42, 43, 44, 45, 47, 48, 49)
"""Tasks of 区政府各部门、各街道办事处, by number: one a problem."""
HEAD = ("序号", "被检查单位", "网址", "存在问题", "依据", "任务")
RETURNED_TO_AGAIN = 7
"""So many problems of the second check are those of the first again."""


def units(root: Path) -> list[str]:
    """The 33 units of the registry, departments first."""
    registry = yaml.safe_load((root / "units/huaiyin.yaml").read_text("utf-8"))
    return [unit["name"] for unit in registry["units"]]


def first_check(names: Sequence[str]) -> bytes:
    """20 problems as a csv of a third party: 17 departments and 3 streets; the last two belong to no task."""
    rows = [
        (n + 1, names[n], _where(n), f"第{n + 1}个栏目超过三个月没有更新", "监测指标2.1", PLACES[n] if n < 18 else "")
        for n in range(20)
    ]
    text = io.StringIO()
    csv.writer(text).writerows([("2022年第三季度政务公开监测问题清单", "", "", "", "", ""), HEAD, *rows])
    return text.getvalue().encode("gb18030")


def second_check(names: Sequence[str]) -> bytes:
    """20 problems as an xlsx: the other 13 streets, and 7 departments with what they had before."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEAD)
    for n in range(20):
        at = n + 20 if n < 13 else n - 13
        place = PLACES[n] if n < 13 else PLACES[at]
        sheet.append((n + 1, names[at], _where(at), f"链接打不开（{names[at]}）", "监测指标3.4", place))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def fill_csv(paths: Iterable[Path], done: str) -> None:
    """Write into sheets what a unit would."""
    for path in paths:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
        for row in rows[1:]:
            row[5:8] = ["已更新栏目内容", f"https://www.example.gov.cn/zg/{row[0]}.html", done]
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        path.write_text(text.getvalue(), "utf-8")


def fill_xlsx(paths: Iterable[Path], done: str) -> None:
    """The same in a spreadsheet: two rows of title and instructions, then the head."""
    for path in paths:
        book = openpyxl.load_workbook(path)
        sheet = book.active
        for number in range(4, sheet.max_row + 1):
            if sheet.cell(number, 1).value:
                sheet.cell(number, 6).value = "链接已恢复"
                sheet.cell(number, 7).value = f"https://www.example.gov.cn/zg/{sheet.cell(number, 1).value}.html"
                sheet.cell(number, 8).value = done
        book.save(path)


def _where(n: int) -> str:
    return f"https://www.example.gov.cn/col/{n + 1:03d}/"
