"""The same tasks printed in other layouts, as other cities print them."""

from __future__ import annotations

import csv
import html
import io
from dataclasses import dataclass

HEADS = {
    "seq": ("序号", "编号", "项次"),
    "section": ("任务类别", "类别", "板块"),
    "heading": ("工作任务", "重点任务", "目标任务"),
    "requirement": ("具体要求", "工作内容", "工作措施"),
    "units": ("责任单位", "责任部门", "承办单位"),
    "deadline": ("完成时限", "时限要求", "完成时间"),
}


@dataclass(frozen=True)
class Look:
    """How a table is printed."""

    order: tuple[str, ...]
    merged: bool = True
    """Cells equal to the one above are left blank."""
    words: int = 0
    spaced: bool = False
    """Spaces inside header words."""

    def head(self) -> list[str]:
        names = [HEADS[column][self.words] for column in self.order]
        return [" ".join(name) for name in names] if self.spaced else names


def values(task, order):
    found = {
        "seq": str(task["seq"]),
        "section": task["section"],
        "heading": task["heading"],
        "requirement": task["requirement"],
        "units": task["units_raw"],
        "deadline": task["deadline"]["raw"] if task["deadline"] else "",
    }
    return [found[column] for column in order]


def rows(tasks, look):
    """Cells of every row; with `merged`, blank where section, heading, units or deadline go on from above."""
    previous = None
    for task in tasks:
        row = values(task, look.order)
        if look.merged and previous is not None:
            same_section = previous["section"] == task["section"]
            yield [
                "" if _goes_on(column, value, values(previous, look.order)[at], same_section=same_section) else value
                for at, (column, value) in enumerate(zip(look.order, row, strict=True))
            ]
        else:
            yield row
        previous = task


def _goes_on(column, value, above, *, same_section):
    return column in {"section", "heading", "units", "deadline"} and same_section and value == above


def title(plan):
    return f"{plan['title']}任务分解表"


def tabs(plan, look):
    lines = [title(plan), "", "\t".join(look.head())]
    lines += ["\t".join(cell.replace("\n", "<br>") for cell in row) for row in rows(plan["tasks"], look)]
    return "\n".join(lines) + "\n", ".txt"


def tabs_with_pages(plan, look):
    """Blank lines, page numbers and the head again after every seventh row."""
    lines = [title(plan), "", "\t".join(look.head())]
    for count, row in enumerate(rows(plan["tasks"], look), start=1):
        lines.append("\t".join(cell.replace("\n", "<br>") for cell in row))
        if count % 7 == 0:
            lines += ["", f"— {count // 7} —", "", "\t".join(look.head())]
    return "\n".join([*lines, "", "抄送：区委各部门，区人大常委会办公室。"]) + "\n", ".txt"


def pipes(plan, look):
    lines = [f"# {title(plan)}", "", "| " + " | ".join(look.head()) + " |", "|" + "---|" * len(look.order)]
    lines += [
        "| " + " | ".join(cell.replace("\n", "<br>").replace("|", "\\|") for cell in row) + " |"
        for row in rows(plan["tasks"], look)
    ]
    return "\n".join(lines) + "\n", ".md"


def comma(plan, look):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([title(plan)])
    writer.writerow(look.head())
    writer.writerows(rows(plan["tasks"], look))
    return out.getvalue(), ".csv"


def stacked(plan, look):
    """One cell a line, blank cells as lines with a tab."""
    lines = [title(plan), *("\t" + name for name in look.head()), ""]
    for row in rows(plan["tasks"], look):
        lines += ["\t" + cell.replace("\n", "<br>") for cell in row]
        lines.append("")
    return "\n".join(lines) + "\n", ".txt"


def stacked_without_blanks(plan, look):
    """One cell a line, blank cells not printed."""
    lines = [title(plan), *look.head()]
    for row in rows(plan["tasks"], look):
        lines += [cell.replace("\n", "<br>") for cell in row if cell]
    return "\n".join(lines) + "\n", ".txt"


def page(plan, look):
    """A web page with rowspans."""
    grid = [values(task, look.order) for task in plan["tasks"]]
    spans = _spans(plan["tasks"], grid, look)
    out = [f"<html><head><meta charset=utf-8></head><body><h1>{title(plan)}</h1><table><tr>"]
    out += [f"<th>{name}</th>" for name in look.head()]
    out.append("</tr>")
    for at, row in enumerate(grid):
        out.append("<tr>")
        for place, cell in enumerate(row):
            if spans[at][place]:
                paragraphs = "".join(f"<p>{html.escape(text)}</p>" for text in cell.split("\n"))
                span = f" rowspan={spans[at][place]}" if spans[at][place] > 1 else ""
                out.append(f"<td{span}>{paragraphs}</td>\n")
        out.append("</tr>\n")
    return "".join([*out, "</table><p>主办单位：某某人民政府</p></body></html>"]), ".html"


def _spans(tasks, grid, look):
    spans = [[1] * len(look.order) for _ in grid]
    for place, column in enumerate(look.order):
        top = 0
        for at in range(1, len(grid)):
            same_section = tasks[at]["section"] == tasks[at - 1]["section"]
            if look.merged and _goes_on(column, grid[at][place], grid[at - 1][place], same_section=same_section):
                spans[top][place] += 1
                spans[at][place] = 0
            else:
                top = at
    return spans


def section_rows(plan, look):
    """Sections as rows of their own, in pipes."""
    order = tuple(column for column in look.order if column != "section")
    narrow = Look(order, look.merged, look.words, look.spaced)
    lines = [f"# {title(plan)}", "", "| " + " | ".join(narrow.head()) + " |", "|" + "---|" * len(order)]
    section = None
    for task, row in zip(plan["tasks"], rows(plan["tasks"], narrow), strict=True):
        if task["section"] != section:
            section = task["section"]
            lines.append(f"| {section} |" + "  |" * (len(order) - 1))
        lines.append("| " + " | ".join(cell.replace("\n", "<br>") for cell in row) + " |")
    return "\n".join(lines) + "\n", ".md"
