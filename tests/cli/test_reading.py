"""Reading commands, run as installed on a real repository."""

import json
import subprocess
from pathlib import Path

import pytest

from .conftest import TASK_2, Gongkai

pytestmark = pytest.mark.from_file


def test_list(gongkai: Gongkai) -> None:
    ran = gongkai("list")
    assert ran.out.splitlines()[0].split() == ["编号", "状态", "期限", "标记", "任务", "责任单位"]
    assert [line.split()[0] for line in ran.out.splitlines()[1:]] == [
        "tianqiao-2021/001",
        "tianqiao-2021/002",
        "tianqiao-2021/003",
    ]
    assert ran.err == "共 3 项。\n"


def test_list_json_is_all_there_is_on_stdout(gongkai: Gongkai) -> None:
    ran = gongkai("list", "unit:无影山街道办事处", "--json")
    (row,) = json.loads(ran.out)
    assert row == {
        "id": "tianqiao-2021/001",
        "plan": "tianqiao-2021",
        "seq": 1,
        "section": "深化重点领域政府信息公开",
        "heading": "财政信息公开",
        "requirement": "公开预决算，说明“三公”经费。\n按季度更新。",
        "units": [{"unit": "区财政局", "role": "牵头"}, {"unit": "各街道办事处", "role": "配合"}],
        "deadline": {"raw": "2022年5月10日前", "kind": "截止", "due": "2022-05-10"},
        "status": "推进中",
        "flags": ["临期"],
        "updated": "2022-04-20",
    }
    assert ran.err == ""


def test_words_are_joined_to_one_filter(gongkai: Gongkai) -> None:
    assert json.loads(gongkai("list", "czj", "status:推进中", "--json").out)
    assert json.loads(gongkai("list", "czj", "status:未启动", "--json").out) == []


def test_an_order_in_the_filter_and_terms_with_gaps(gongkai: Gongkai) -> None:
    by_option = gongkai("list", "plan:tianqiao-2021", "--sort", "-due,id", "--json").out
    assert gongkai("list", "plan:tianqiao-2021 排序：截止倒序", code=2).out == ""
    assert gongkai("list", "plan:tianqiao-2021 排序：－截止，编号", "--json").out == by_option
    assert gongkai("list", "px:章节", "plan:tianqiao-2021", "--sort", "-due,id", "--json").out == by_option
    found = gongkai("list", "~财x公", "~czj", "--csv").out
    assert found == gongkai("list", "财政信息公开", "--csv").out
    assert found.count("tianqiao-2021/") == 1
    others = json.loads(gongkai("list", "!~zxk", "--json").out)
    assert [task["id"] for task in others] == ["tianqiao-2021/002", "tianqiao-2021/003"]


def test_sort_limit_columns(gongkai: Gongkai) -> None:
    ran = gongkai("list", "--sort", "-id", "-n", "2", "--columns", "编号,status", "--csv")
    assert ran.out == "id,status\ntianqiao-2021/003,未启动\ntianqiao-2021/002,未启动\n"


def test_a_limit_does_not_change_how_many_were_found(gongkai: Gongkai) -> None:
    assert gongkai("list", "-n", "2").err == "共 3 项，这里是前 2 项。\n"
    assert gongkai("list", "status:未启动", "-n", "0").err == "共 2 项（全部 3 项），这里是前 0 项。\n"
    assert gongkai("list", "status:推进中").err == "共 1 项（全部 3 项）。\n"
    assert gongkai("list", "status:整改中", "-n", "1").err == "没有符合的任务（全部 3 项）。\n"


def test_what_stands_for_whole_tasks_is_said_beside_what_one_unit_has_not_done(gongkai: Gongkai) -> None:
    told = "状态、期限、标记是整项任务的，{0}自己的可能不同：gongkai owe {1}"
    for text, lines in (
        ("欠账:区财政局", [told.format("区财政局", "区财政局")]),
        ("欠账:czj", [told.format("各单位", "单位")]),
        ("欠账:区财政局,区民政局", [told.format("各单位", "单位")]),
        ("!欠账:区民政局", []),
        ("unit:区财政局", []),
    ):
        assert gongkai("list", text).err.splitlines()[1:] == lines, text
    past = gongkai("list", "欠账:区财政", "--as-of", "2021-08-30").err
    assert past.endswith(told.format("区财政", "区财政") + " --as-of 2021-08-30\n")
    for silent in (("--columns", "id,heading"), ("--json",), ("--csv",)):
        assert "gongkai owe" not in gongkai("list", "欠账:区财政局", *silent).err


def test_short_options_that_only_typer_knows_work_as_well(gongkai: Gongkai) -> None:
    assert gongkai("list", "-n2", "--csv").out == gongkai("list", "-n", "2", "--csv").out


def test_formulas_in_csv_are_disarmed(gongkai: Gongkai) -> None:
    assert "'=公开国土空间规划" in gongkai("list", "--csv").out


def test_as_of_shows_the_past(gongkai: Gongkai) -> None:
    gongkai("set", "tianqiao-2021/2", "status=推进中")
    assert json.loads(gongkai("list", "tianqiao-2021/2", "--json").out)[0]["status"] == "推进中"
    (row,) = json.loads(gongkai("list", "tianqiao-2021/2", "--json", "--as-of", "2021-12-31").out)
    assert row["status"] == "未启动"
    assert "未启动" in gongkai("show", "tianqiao-2021/2", "--as-of", "HEAD~1").out


def test_a_moment_may_be_a_day_in_words_that_has_come(gongkai: Gongkai) -> None:
    gongkai("set", "tianqiao-2021/2", "status=推进中")

    def status(day: str) -> str:
        return json.loads(gongkai("list", "tianqiao-2021/2", "--json", "--as-of", day).out)[0]["status"]

    assert [status(day) for day in ("昨天", "12月31日", "２０２１.１２.３１", "今天")] == ["未启动"] * 3 + ["推进中"]
    assert "推进中" in gongkai("diff", "昨天").out
    assert gongkai("diff", "昨天", "12月31日").out == gongkai("diff", "2022-04-30", "2021-12-31").out
    for words in ("明天", "周五", "上周"):
        assert "没有日期或版本" in gongkai("diff", words, code=2).err
    gongkai.git("tag", "昨天")
    assert status("昨天") == "推进中"


@pytest.mark.parametrize("day", ["2022年9月30日", "２０２２-０９-３０", "2022.9.30", "2022年9月底"])
def test_today_is_set_by_a_day_that_is_written_in_full(gongkai: Gongkai, day: str) -> None:
    shown = gongkai("--today", "2022-09-30", "list", "--json").out
    assert gongkai("--today", day, "list", "--json").out == shown != gongkai("list", "--json").out
    assert gongkai("list", "--json", GONGKAI_TODAY=day).out == shown


def test_an_unreadable_file_is_told_and_the_rest_is_listed(gongkai: Gongkai) -> None:
    gongkai.write("plans/tianqiao-2021/002.yaml", TASK_2.replace("status: 未启动", "status: 'x"))
    ran = gongkai("list", "--json", code=1)
    assert len(json.loads(ran.out)) >= 2
    assert "plans/tianqiao-2021/002.yaml" in ran.err
    assert gongkai("check", code=1).out.startswith("plans/tianqiao-2021/002.yaml:")


def test_show(gongkai: Gongkai) -> None:
    ran = gongkai("show", "tianqiao-2021/1")
    assert "责任单位  牵头 区财政局" in ran.out
    assert "https://example.gov.cn/1.html" in ran.out
    task = json.loads(gongkai("show", "tianqiao-2021/1", "--json").out)
    assert task["log"][0]["by"] == "张三"
    assert task["file"] == "plans/tianqiao-2021/001.yaml"
    assert gongkai("show", "tianqiao-2021/1", "--md").out.startswith("| 字段 | 内容 |\n")


def test_overview_without_a_terminal(gongkai: Gongkai) -> None:
    ran = gongkai()
    assert ran.out.splitlines()[1].startswith("tianqiao-2021  2021年济南市天桥区政务公开工作要点")
    assert "gongkai list" in ran.err


def test_check_names_file_line_and_rule(gongkai: Gongkai) -> None:
    gongkai.write("plans/tianqiao-2021/002.yaml", TASK_2.replace("2021-12-31", "2021-12-32"))
    gongkai.commit("写错")
    ran = gongkai("check", code=1)
    assert any(line.startswith("plans/tianqiao-2021/002.yaml:13: 错误") for line in ran.out.splitlines())
    assert "错误 1" in ran.err
    found = json.loads(gongkai("check", "--json", code=1).out)
    assert {"severity", "place", "line", "field", "check", "message"} == set(found[0])


def test_check_never_writes(gongkai: Gongkai) -> None:
    gongkai("check", code=None)
    assert gongkai.git("status", "--porcelain") == ""


def test_the_log_can_be_filtered(gongkai: Gongkai) -> None:
    gongkai("set", "tianqiao-2021/2", "status=推进中")
    assert len(json.loads(gongkai("log", "--filter", "action:set", "--json").out)) == 1
    assert len(gongkai("log", "tianqiao-2021/1", "--filter", "date:2022-05").out.splitlines()) == 0
    nothing = gongkai("log", "--filter", "who:李四 until:2001")
    assert (nothing.out, "没有符合" in nothing.err) == ("", True)
    assert "看不懂日期" in gongkai("log", "--filter", "since:x", code=2).err


def test_log_and_diff(gongkai: Gongkai) -> None:
    gongkai("set", "tianqiao-2021/2", "status=推进中")
    lines = gongkai("log", "tianqiao-2021/2").out.splitlines()
    assert "未启动 → 推进中" in lines[0]
    assert lines[1].endswith("导入")
    newest, _ = json.loads(gongkai("log", "--json", "--changes").out)
    assert newest["action"] == "set"
    assert newest["tasks"] == ["tianqiao-2021/002"]
    assert {
        "task": "tianqiao-2021/002",
        "title": "推进|规划*信息公开",
        "field": "状态",
        "old": "未启动",
        "new": "推进中",
    } in (newest["changes"])
    assert len(json.loads(gongkai("log", "-n", "1", "--json").out)) == 1
    assert "未启动" in gongkai("diff", "HEAD~1").out
    assert gongkai("diff", "2021-12-31", "HEAD", "--csv").out.startswith("task,title,field,old,new\n")


def test_stats(gongkai: Gongkai) -> None:
    rows = json.loads(gongkai("stats", "--by", "unit", "--json").out)
    assert rows[-1]["group"] == "合计"
    assert rows[-1]["total"] == 3
    assert {row["group"] for row in rows} >= {"区财政局", "无影山街道办事处"}
    assert gongkai("stats").out.splitlines()[0].startswith("计划")


def test_stats_over_time(gongkai: Gongkai) -> None:
    gongkai.write("plans/tianqiao-2021/002.yaml", TASK_2.replace("未启动", "推进中"))
    gongkai.commit("改", "2022-04-20T09:00:00+08:00")
    shown = gongkai("stats", "--over-time", "--points", "3", "status:推进中")
    assert shown.out.splitlines()[0].split()[:3] == ["日期", "任务", "未启动"]
    rows = json.loads(gongkai("stats", "--over-time", "--points", "3", "--json").out)
    whole = json.loads(gongkai("stats", "--json").out)[-1]
    assert {key: rows[-1][key] for key in whole if key != "group"} == {k: v for k, v in whole.items() if k != "group"}
    csv = gongkai("stats", "--over-time", "--csv").out.splitlines()
    assert csv[0].startswith("date,total,not_started,in_progress,rectifying,reported,completed,closed,ongoing,ended")
    assert csv[-1].startswith(f"{rows[-1]['date']},3,")


def test_schema(gongkai: Gongkai) -> None:
    for kind in ("plan", "task", "problem", "units"):
        assert json.loads(gongkai("schema", kind).out)["$schema"]


def test_index(gongkai: Gongkai) -> None:
    assert "3 项任务" in gongkai("index", "--rebuild").err


def test_doctor(gongkai: Gongkai) -> None:
    rows = json.loads(gongkai("doctor", "--json", code=None).out)
    assert {row["name"] for row in rows} >= {"Python", "git", "身份"}


def test_where_the_repository_is(gongkai: Gongkai) -> None:
    root = str(gongkai.root)
    gongkai.root = gongkai.root.parent
    assert "tianqiao-2021/001" in gongkai("-C", root, "list").out
    assert "tianqiao-2021/001" in gongkai("list", GONGKAI_REPO=root).out


def test_today_decides_the_flags(gongkai: Gongkai) -> None:
    (row,) = json.loads(gongkai("--today", "2022-05-11", "list", "tianqiao-2021/1", "--json").out)
    assert row["flags"] == ["逾期"]


def test_no_control_byte_reaches_the_screen(gongkai: Gongkai) -> None:
    gongkai.write(
        "plans/tianqiao-2021/002.yaml", TASK_2.replace("推进|规划", "推进\u202e规划").replace("=公开", "公\u200b开")
    )
    gongkai.commit("坏字")
    for args in (
        ["list"],
        ["list", "--csv"],
        ["list", "--json"],
        ["show", "tianqiao-2021/2"],
        ["log", "--changes"],
        ["check"],
    ):
        ran = gongkai(*args, code=None)
        assert not {"\x1b", "\u202e", "\u200b"} & set(ran.out + ran.err), args


def test_a_reader_that_leaves_is_no_failure_to_talk_about(gongkai: Gongkai) -> None:
    with subprocess.Popen(
        [gongkai.program, "list", "--json"],
        cwd=gongkai.root,
        env=gongkai.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait(timeout=60) == 141
    assert err == b""


def test_a_full_disk_under_stdout_is_told(gongkai: Gongkai) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [gongkai.program, "list", "--json"],
            cwd=gongkai.root, env=gongkai.env, stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.decode().startswith("错误：写不出结果")
    assert b"Traceback" not in done.stderr


def test_output_is_utf_8_whatever_the_locale(gongkai: Gongkai) -> None:
    ran = gongkai("list", PYTHONIOENCODING="ascii", LANG="C")
    assert "财政信息公开" in ran.out


def test_a_day_that_the_office_set_for_itself_urges_and_is_told(gongkai: Gongkai) -> None:
    gongkai("set", "tianqiao-2021/3", "内控=2022-04-21")
    assert [row["id"] for row in json.loads(gongkai("list", "flag:临期", "--json").out)] == [
        "tianqiao-2021/001",
        "tianqiao-2021/003",
    ]
    assert "2022-04-21（内控已过10天）" in gongkai("show", "tianqiao-2021/3").out
    assert "tianqiao-2021/003" not in gongkai("list", "flag:逾期").out
    assert "tianqiao-2021/003" not in gongkai("list", "flag:临期", GONGKAI_TODAY="2022-04-20").out
    text = (gongkai.root / "plans/tianqiao-2021/003.yaml").read_text("utf-8")
    gongkai.write("plans/tianqiao-2021/003.yaml", text.replace("2022-04-21", "2022-06-01"))
    assert "tianqiao-2021/003" not in gongkai("list", "flag:临期").out
