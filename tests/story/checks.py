"""Two checks by others in one year: lists in, sheets out and back, checked again, round after round, and notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import campaigns
from .program import LI, PLAN, WANG, ZHAO, proof

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .program import Program

IN_PLAN = ("--plan", PLAN)
FAIL, FIX = ("problem", "recheck", "--fail", "--yes"), ("problem", "fix", "--yes", "-e", proof("zg/again"))
PASS = ("problem", "recheck", *IN_PLAN, "--state", "待再核查", "--pass", "--note", "已抽查", "--yes")
"""All that wait for it."""
LATE_IN_SUMMER = ("区医保局", "道德街街道办事处")
LATE_IN_AUTUMN = ("南辛庄街道办事处", "匡山街道办事处", "腊山街道办事处", "兴福街道办事处")
THREE_ROUNDS = ("区科技局", "区商务局")


def found_in_summer(run: Program) -> dict[str, str]:
    """5 to 22 July: 20 problems of a csv, two objections, sheets as csv; the problems by unit."""
    found = run.home / "监测清单.csv"
    found.write_bytes(campaigns.first_check(campaigns.units(run.root)))
    told = ("--by", "某评估公司", "--found", "2022-07-05", "--notified", "2022-07-06", "--due", "2022-07-25", "--yes")
    run("problem", "import", str(found), *IN_PLAN, *told, day="2022-07-06")
    ids = {each["unit"]: each["id"] for each in run.json("problem", "list", *IN_PLAN, day="2022-07-06")}
    run("problem", "object", ids["区财政局"], "--reason", "栏目已移交区大数据中心", day="2022-07-08", who=WANG)
    run("problem", "object", ids["区民政局"], "--reason", "栏目没有更新要求", day="2022-07-08", who=ZHAO)
    run("problem", "answer", ids["区财政局"], "--uphold", "--note", "移交已备案", day="2022-07-12", who=LI)
    run("problem", "answer", ids["区民政局"], "--keep", "--note", "目录要求按月更新", day="2022-07-12", who=LI)
    sheets = run.home / "整改表"
    run("problem", "sheet", *IN_PLAN, "--out", str(sheets), "--format", "csv", day="2022-07-13")
    back = _but(sheets, LATE_IN_SUMMER)
    campaigns.fill_csv(back, "2022-07-21")
    run("problem", "return", *map(str, back), "--yes", day="2022-07-22")
    return ids


def three_rounds(run: Program, ids: dict[str, str]) -> None:
    """28 July to 9 September: passed, late, failed once, failed twice."""
    again = [ids[unit] for unit in (*THREE_ROUNDS, "区应急局")]
    run(*FAIL, *again, "--note", "内容是旧的", "--due", "2022-08-15", day="2022-07-28", who=LI)
    run(*PASS, day="2022-07-28", who=LI)
    run(*FIX, *(ids[unit] for unit in LATE_IN_SUMMER), "--note", "已更新", day="2022-08-05")
    run(*PASS, day="2022-08-08", who=LI)
    run(*FIX, *again, "--note", "已换成新的内容", day="2022-08-12")
    run(*FAIL, *again[:2], "--note", "附件打不开", "--due", "2022-09-05", day="2022-08-18", who=LI)
    run(*PASS, day="2022-08-18", who=LI)
    run(*FIX, *again[:2], "--note", "附件已换", day="2022-09-05")
    run(*PASS, day="2022-09-09", who=LI)


def found_in_autumn(run: Program) -> None:
    """9 to 28 October: 20 problems of an xlsx, told by a 整改通知 with its number, sheets as xlsx."""
    found = run.home / "第二次监测.xlsx"
    found.write_bytes(campaigns.second_check(campaigns.units(run.root)))
    heard = ("--by", "市政务公开办", "--found", "2022-10-09", "--yes")
    run("problem", "import", str(found), *IN_PLAN, *heard, day="2022-10-10")
    notice = ("problem", "notice", *IN_PLAN, "--kind", "整改通知", "--due", "2022-10-31")
    run(*notice, "--out", str(run.home / "整改通知.md"), day="2022-10-11")
    run(*notice, "--sent", "2022-10-12", "--number", "槐政办函〔2022〕15号", "--yes", day="2022-10-12")
    sheets = run.home / "第二次整改表"
    run("problem", "sheet", *IN_PLAN, "--out", str(sheets), day="2022-10-13")
    back = _but(sheets, LATE_IN_AUTUMN)
    campaigns.fill_xlsx(back, "2022-10-27")
    run("problem", "return", *map(str, back), "--yes", day="2022-10-28")


def put_right_in_autumn(run: Program) -> dict[str, str]:
    """November: checked again, and a 通报 of those who are late, once somebody has approved it."""
    listed = run.json("problem", "list", *IN_PLAN, "--state", "未核销", day="2022-11-03")
    ids = {each["unit"]: each["id"] for each in listed}
    failed = ids["区发展改革局"]
    run(*FAIL, failed, "--note", "仍打不开", "--due", "2022-11-20", day="2022-11-03", who=LI)
    run(*PASS, day="2022-11-03", who=LI)
    notice = ("problem", "notice", *(ids[unit] for unit in LATE_IN_AUTUMN), "--kind", "通报", "--due", "2022-11-20")
    run(*notice, "--out", str(run.home / "通报.md"), day="2022-11-04")
    sent = (*notice, "--sent", "2022-11-05", "--number", "槐政办字〔2022〕31号", "--yes")
    run(*sent, day="2022-11-05", code=1)
    run(*sent, "--approved-by", "区政府分管负责同志", day="2022-11-05")
    run(*FIX, failed, ids["南辛庄街道办事处"], "--note", "已恢复", day="2022-11-15")
    run(*PASS, day="2022-11-18", who=LI)
    return ids


def _but(sheets: Path, units: Iterable[str]) -> list[Path]:
    """The sheets of all other units."""
    return [path for path in sorted(sheets.iterdir()) if not any(unit in path.name for unit in units)]
