"""Findings about a whole document: no plan, two plans, columns that were misread, words that were left out."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from gongkai_tui.domain.problem import Severity
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.reading import read_bytes

HEAD = "序号\t工作任务\t具体要求\t责任单位\t完成时限\n"
ROWS = "".join(f"{n}\t公开事项{n}\t做好第{n}项信息公开。\t区财政局\t{n}月底前\n" for n in range(1, 5))
DOCUMENTS = sorted((Path(__file__).parent / "documents").iterdir())


def found(text, check, name="x.txt"):
    draft = read_bytes(text.encode(), name)
    return [(problem.severity, problem.line) for problem in draft.problems if problem.check == check]


def test_a_second_plan_of_another_year_stops_the_import():
    text = f"2022年西山区政务公开工作要点\n{HEAD}{ROWS}2023年西山区政务公开工作要点\n{HEAD}{ROWS}"
    assert found(text, "import-two-plans") == [(Severity.ERROR, 7)]


def test_a_second_plan_of_another_place_is_named():
    text = f"2022年西山区政务公开工作要点\n{HEAD}{ROWS}\n2022年东湖县政务公开工作要点\n{HEAD}{ROWS}"
    assert found(text, "import-two-plans") == [(Severity.WARNING, 8)]


@pytest.mark.parametrize("line", ["2022年政务公开工作要点任务分解表", "附件：2021年西山区政务公开工作要点完成情况"])
def test_other_titles_of_the_same_plan_are_no_second_plan(line):
    text = f"2022年西山区政务公开工作要点\n{line}\n{HEAD}{ROWS}"
    assert found(text, "import-two-plans") == []


def test_a_notice_of_a_meeting_is_no_plan():
    text = (
        "关于召开2023年政务公开工作培训会的通知\n县直各部门：\n一、会议时间\n2023年5月18日上午9点\n"
        "二、参会人员\n各单位分管负责人（县财政局、县教育局）。\n三、有关要求\n请按时报送回执，不得迟到早退。\n"
    )
    assert found(text, "import-no-plan") == [(Severity.ERROR, 6)]


def test_columns_that_hold_no_units_are_named():
    rows = "".join(f"{n}\t公开事项{n}\t做好第{n}项信息公开。\t完成第{n}件的上报\t6月底前\n" for n in range(1, 5))
    assert found(f"2022年西山区政务公开工作要点\n{HEAD}{rows}", "import-misread") == [(Severity.WARNING, 3)]
    assert found(f"2022年西山区政务公开工作要点\n{HEAD}{ROWS}", "import-misread") == []


def test_a_bracket_with_a_role_that_was_not_read_is_named():
    text = (
        "2022年西山区政务公开工作要点\n一、加强公开\n（一）做好公开\n公开预算。（区财政局牵头抓总并会商“专班”研究）\n"
        "公开决算。（区财政局）\n"
    )
    assert found(text, "import-unread-units") == [(Severity.WARNING, 4)]


def test_heads_of_pages_are_left_out_and_said():
    feet = "西山区人民政府公报\n2022年第5期\n— {} —\n"
    rows = ROWS.splitlines(keepends=True)
    text = f"2022年西山区政务公开工作要点\n{HEAD}{rows[0]}{feet.format(1)}{rows[1]}{feet.format(2)}{''.join(rows[2:])}"
    draft = read_bytes(text.encode(), "x.txt")
    assert [task.deadline.raw for task in draft.tasks] == ["1月底前", "2月底前", "3月底前", "4月底前"]
    assert found(text, "import-running-heads") == [(Severity.HINT, 4)]


def test_words_that_stand_in_rows_too_are_no_heads_of_pages():
    rows = "".join(f"{n}\n公开事项{n}\n做好第{n}项公开。\n区财政局\n长期坚持\n— {n} —\n" for n in range(1, 4))
    text = "2022年西山区政务公开工作要点\n" + "\n".join(HEAD.split()) + "\n" + rows
    draft = read_bytes(text.encode(), "x.txt")
    assert [task.deadline.raw for task in draft.tasks] == ["长期坚持"] * 3


def test_statements_above_the_first_heading_are_named():
    body = "一、加强公开\n公开预算。（区财政局）\n公开决算。（区财政局）\n"
    text = f"2022年西山区政务公开工作要点\n做好总体安排。（区政府办公室）\n{body}"
    assert (Severity.WARNING, 2) in found(text, "import-left-over")


PIECES = (
    "\t",
    "|",
    "\n",
    "（",
    "）",
    '"',
    "<td>",
    "</tr>",
    "— 3 —\n",
    "同上",
    "\n12\n",
    "一、",
    "责任单位：",
    "│",
    "\f",
    "，",
)


def mutated(text, source):
    """`text` with a few pieces cut, doubled or put in."""
    for _ in range(source.randint(1, 8)):
        start = source.randrange(len(text) + 1)
        end = min(len(text), start + source.randint(1, 60))
        text = source.choice(
            [text[:start] + text[end:], text[:start] + source.choice(PIECES) + text[start:], text[:end] + text[start:]]
        )
    return text


def test_no_mutation_of_a_document_breaks_the_reader_or_loses_a_character():
    source = random.Random(2023)  # noqa: S311
    for _ in range(250):
        path = source.choice(DOCUMENTS)
        text = mutated(path.read_bytes().decode("utf-8", "replace")[:5_000], source)
        try:
            draft = read_bytes(text.encode(), path.name)
        except DocumentError:
            continue
        assert draft.accounting.unexplained == 0, (path.name, draft.accounting.sentence)
