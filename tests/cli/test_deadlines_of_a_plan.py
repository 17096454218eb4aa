"""The 67 deadlines of the one real plan with a deadline column, on six days of its year.

The table was worked out by reading the printed words (`plans/huaiyin-2022/source.txt`, blank cells taken from the
merged cell above), with the plan issued on 2022-05-20: no output of the program went into it.
"""

import csv
import json
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("huaiyin_2022_deadlines.tsv")
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines(), delimiter="\t"))
DAYS = [name for name in ROWS[0] if name.startswith("20")]


@pytest.fixture
def plans(empty):
    for name in ("plans", "units", ".gitattributes"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, empty.root / name)
    empty.git("init", "-q", "-b", "main")
    empty.commit("导入\n\nGongkai-Action: import")
    return empty


def listed(gongkai, day, words="plan:huaiyin-2022"):
    return {row["seq"]: row for row in json.loads(gongkai("--today", day, "list", words, "--json").out)}


def test_the_table_is_what_was_counted_in_the_document():
    kinds = [row["kind"] for row in ROWS]
    assert {kind: kinds.count(kind) for kind in kinds} == {"全年": 52, "截止": 10, "截止后长期": 4, "限期": 1}


def test_every_deadline_on_six_days(plans):
    plans("--today", "2022-06-15", "plan", "huaiyin-2022", "印发日期=2022-05-20")
    for day in DAYS:
        found = listed(plans, day)
        assert {
            seq: (row["deadline"]["raw"], row["deadline"]["kind"], row["deadline"]["due"], "、".join(row["flags"]))
            for seq, row in found.items()
        } == {int(row["seq"]): (row["raw"], row["kind"], row["due"], row[day]) for row in ROWS}, day


def test_without_an_issue_date_nothing_is_guessed(plans):
    found = listed(plans, "2022-12-31")
    assert found[65]["deadline"] == {"raw": "本文件印发后30日内", "kind": "限期", "due": None}
    assert found[65]["flags"] == []
    assert {tuple(row["flags"]) for row in found.values()} == {(), ("临期",), ("逾期",)}


def test_what_was_past_when_the_plan_was_issued_is_no_failure_of_a_unit(plans):
    plans("--today", "2022-07-12", "plan", "huaiyin-2022", "issued=2022-07-10")
    found = listed(plans, "2022-07-15")
    assert {seq: row["flags"] for seq, row in found.items() if row["flags"]} == {
        39: ["印发时已过期"],
        66: ["印发时已过期"],
    }
    assert found[65]["deadline"]["due"] == "2022-08-09"
    figures = plans("--today", "2022-07-15", "stats", "--by", "plan", "plan:huaiyin-2022", "--json").out
    assert json.loads(figures)[0]["overdue"] == 0
    for late in (("flag:逾期",), ("due:逾期",), ("--view", "逾期")):
        found = plans("--today", "2022-07-15", "list", "plan:huaiyin-2022", *late, "--json").out
        assert json.loads(found) == [], late
    found = plans("--today", "2022-07-15", "list", "flag:印发时已过期", "--json").out
    assert [row["seq"] for row in json.loads(found)] == [39, 66]


def test_a_milestone_that_passed_into_a_lasting_duty_is_never_late(plans):
    done = ("status=已完成", "--evidence", "https://example.gov.cn/1.html", "--note", "已核查")
    for fields in (("status=推进中",), done, ("status=长期坚持",)):
        plans("--today", "2022-09-20", "set", "huaiyin-2022/25", *fields)
    assert listed(plans, "2022-10-01")[25]["flags"] == []
    assert listed(plans, "2022-12-19")[25]["flags"] == []
    assert listed(plans, "2022-12-20")[25]["flags"] == ["久未更新"]
    assert listed(plans, "2022-10-01")[24]["flags"] == ["逾期"]
