"""`gongkai owe`, `choose`, `occur` and `recurring`, run as installed on a real repository (the day is 2022-05-01)."""

import csv
import io
import json

import pytest

from .conftest import Gongkai

URL = "https://example.gov.cn/1.html"


def rows(gongkai: Gongkai, *words: str) -> list[dict]:
    return json.loads(gongkai(*words, "--json").out)


@pytest.fixture
def opened(gongkai: Gongkai) -> Gongkai:
    """Task 3 names 有关部门 as well."""
    path = gongkai.root / "plans/tianqiao-2021/003.yaml"
    path.write_text(path.read_text().replace("deadline:", "  - unit: 有关部门\n    role: 责任\ndeadline:"), "utf-8")
    gongkai.commit("有关部门")
    return gongkai


def test_one_unit_is_a_text_to_paste(gongkai: Gongkai) -> None:
    gongkai("occur", "tianqiao-2021/2", "--text", "x", code=1)
    assert gongkai("owe", "区自然资源局").out == (
        "区自然资源局：尚有1项政务公开任务要办（2022-05-01）\n\n"
        "【逾期】1项\n"
        "1. 天桥2021 第2项 推进|规划*信息公开：未启动，262天没有记录；期限2021-12-31，逾期121天\n\n"
        "以上请抓紧落实，并报送进展和佐证（公开网址、文号或文件名）。\n"
    )
    assert (
        "【临期】1项\n1. 天桥2021 第1项 财政信息公开：推进中，11天没有记录；期限2022-05-10，9天后到期"
        in gongkai("owe", "区财政").out
    )
    assert gongkai("owe", "无影山街道办事处").out.splitlines()[3] == (
        "1. 天桥2021 第1项 财政信息公开（配合，各街道办事处）："
        "推进中，262天没有记录，待补佐证；期限2022-05-10，9天后到期"
    )


def test_all_units_are_a_table(gongkai: Gongkai) -> None:
    ran = gongkai("owe")
    assert [line.split() for line in ran.out.splitlines()] == [
        [
            "单位",
            "未完成",
            "其中待核查",
            "逾期",
            "临期",
            "沉默",
            "整改",
            "问题",
            "问题逾期",
            "缺期",
            "待办公室",
            "最近记录",
        ],
        ["区财政局", "1", "0", "0", "1", "0", "0", "0", "0", "0", "0", "2022-04-20"],
        ["区自然资源局", "1", "0", "1", "0", "1", "0", "0", "0", "0", "0", "2021-08-12，沉默"],
        ["区民政局", "1", "0", "0", "0", "1", "0", "0", "0", "0", "0", "2021-08-12，沉默"],
        ["无影山街道办事处", "1", "0", "0", "1", "1", "0", "0", "0", "0", "0", "2021-08-12，沉默"],
    ]
    assert "沉默（全部任务 90 天以上没有记录）：区自然资源局、区民政局、无影山街道办事处。" in ran.err
    assert "沉默" not in gongkai("owe", "--silent", "300").err
    assert gongkai("owe", "--silent", "３００").out == gongkai("owe", "--silent", "300").out


def test_open_tasks_are_those_of_the_grid(opened: Gongkai) -> None:
    opened("set", "tianqiao-2021/1", "status=待核查", "-u", "无影山街道办事处", "-e", URL)
    opened("set", "tianqiao-2021/2", "status=推进中", "--note", "开始")
    opened("choose", "tianqiao-2021/3", "有关部门", "区财政局、区自然资源局")
    expected: dict[str, set[str]] = {}
    for line in rows(opened, "grid", "tianqiao-2021", "--members"):
        for task, cell in line["tasks"].items():
            if cell and not cell.get("members") and cell["status"] in {"未启动", "推进中", "待核查", "整改中"}:
                expected.setdefault(line["unit"], set()).add(task)
    found = {row["unit"]: row for row in rows(opened, "owe", "tianqiao-2021")}
    assert {unit: found[unit]["open"] for unit in expected} == {unit: len(tasks) for unit, tasks in expected.items()}
    assert {unit for unit, row in found.items() if row["open"]} == set(expected)
    for unit, tasks in expected.items():
        assert {task["id"] for task in found[unit]["tasks"]} == tasks
    whole = json.loads(opened("stats", "plan:tianqiao-2021", "--json").out)[-1]
    reached = {task["id"] for row in found.values() for task in row["tasks"]}
    assert len(reached) == whole["total"] - whole["done"]


def test_what_is_reported_is_asked_of_the_office(gongkai: Gongkai) -> None:
    gongkai("set", "tianqiao-2021/2", "status=待核查", "-e", URL)
    assert "另有1项已报送" in gongkai("owe", "区自然资源局").out
    said = gongkai("owe", "办公室").out
    assert said == (
        "区政府办公室（2022-05-01）\n【待办公室处理】1项\n"
        "1. 天桥2021 第2项 推进|规划*信息公开：待核查（区自然资源局），2022-05-01起0天\n"
    )
    (office,) = rows(gongkai, "owe", "区政府办公室")
    assert office["waiting_for_office"][0]["matter"] == "待核查"


def test_formats_and_filters(gongkai: Gongkai) -> None:
    found = list(csv.DictReader(io.StringIO(gongkai("owe", "--csv").out)))
    assert [(row["name"], row["silent"], row["is_silent"]) for row in found][:2] == [
        ("区财政局", "0", "False"),
        ("区自然资源局", "1", "True"),
    ]
    assert "| 区民政局 | 1 |" in gongkai("owe", "--md").out
    one = list(csv.DictReader(io.StringIO(gongkai("owe", "区自然资源局", "--csv").out)))
    assert one[0]["missing"] == "未启动、262天没有记录"
    assert [row["unit"] for row in rows(gongkai, "owe", "flag:逾期")] == ["区自然资源局"]
    assert rows(gongkai, "owe", "status:已终止") == []
    assert rows(gongkai, "owe", "--as-of", "2021-12-31")[1]["overdue"] == 0


def test_texts_of_all_units_at_once(gongkai: Gongkai) -> None:
    ran = gongkai("owe", "--out", "催办")
    folder = gongkai.root / "催办"
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["区民政局.txt", "区自然资源局.txt", "区财政局.txt", "无影山街道办事处.txt", "汇总.md"]
    )
    assert (folder / "区自然资源局.txt").read_text("utf-8") == gongkai("owe", "区自然资源局").out
    summary = (folder / "汇总.md").read_text("utf-8")
    assert "| 区自然资源局 | 1 | 0 | 1 | 0 | 1 |" in summary
    assert "区自然资源局、区民政局、无影山街道办事处" in summary
    assert "4 个单位" in ran.err
    (folder / "区财政局.txt").write_text("我改过", "utf-8")
    refused = gongkai("owe", "--out", "催办", code=1)
    assert "没有写入" in refused.err
    assert (folder / "区财政局.txt").read_text("utf-8") == "我改过"
    gongkai("owe", "flag:逾期", "--out", "催办", "--yes")
    assert (folder / "区财政局.txt").read_text("utf-8") == "我改过"


def test_a_choice_is_asked_once_and_remembered(opened: Gongkai) -> None:
    assert rows(opened, "choose") == [
        {
            "id": "tianqiao-2021/003",
            "heading": "长期做好民生信息公开",
            "group": "有关部门",
            "role": "责任",
            "status": "未启动",
        }
    ]
    assert "有关部门（待选定）" in opened("owe").out
    assert "有关部门（待选定）：未启动" in opened("show", "tianqiao-2021/3").out
    dry = opened("choose", "tianqiao-2021/3", "有关部门", "区财政", "--dry-run")
    assert "区财政局" in dry.out
    opened("choose", "tianqiao-2021/3", "有关部门", "区财政")
    assert rows(opened, "choose") == []
    assert [row["id"] for row in rows(opened, "list", "unit:区财政局")] == ["tianqiao-2021/001", "tianqiao-2021/003"]
    assert [u["unit"] for u in json.loads(opened("show", "tianqiao-2021/3", "--json").out)["acting"]] == [
        "区民政局",
        "区财政局",
    ]
    assert opened("owe", "区财政局").out.count("（有关部门）") == 1
    opened("undo")
    assert len(rows(opened, "choose")) == 1


def test_many_choices_are_asked_before_they_are_saved(opened: Gongkai) -> None:
    path = opened.root / "plans/tianqiao-2021/002.yaml"
    path.write_text(path.read_text().replace("deadline:", "  - unit: 有关部门\n    role: 责任\ndeadline:"), "utf-8")
    opened.commit("又一处")
    refused = opened("choose", "unit=有关部门", "有关部门", "区财政局", code=1)
    assert "--yes" in refused.err
    opened("choose", "unit=有关部门", "有关部门", "区财政局", "--yes")
    assert rows(opened, "choose") == []
    assert "没有登记" in opened("choose", "tianqiao-2021/2", "有关部门", "区旅游局", code=1).err
    assert opened("choose", "tianqiao-2021/2", "有关部门", code=2).out == ""


def test_recurring_duties_from_beginning_to_end(gongkai: Gongkai) -> None:
    gongkai("set", "tianqiao-2021/1", "周期=每季度1次")
    assert "周期要求  每季1次 每单位" in gongkai("show", "tianqiao-2021/1").out
    assert "recurring:\n  every: 季\n  at_least: 1\n  per: 每单位\n" in gongkai.git(
        "show", "HEAD:plans/tianqiao-2021/001.yaml"
    )
    found = rows(gongkai, "recurring", "tianqiao-2021")
    assert [(row["period"], row["standing"], row["done"], row["all"]) for row in found] == [
        ("2021年第3季度", "已过", 0, 1),
        ("2021年第4季度", "已过", 0, 1),
    ]
    gongkai("set", "tianqiao-2021/3", "周期=每季度1次 全区", "责任单位=区司法局牵头，区财政局")
    common = rows(gongkai, "recurring", "tianqiao-2021/3")[0]
    assert (set(common["missing"]), common["missed_by"]) == ({"区司法局", "区财政局"}, ["区司法局"])
    gongkai("undo")
    assert "每季1次缺2021年第3季度、2021年第4季度" in gongkai("owe", "区财政局").out
    gongkai("occur", "tianqiao-2021/1", "--unit", "区财政", "--date", "2021-09-10", "--text", "已更新", "-e", URL)
    gongkai("occur", "tianqiao-2021/1", "--date", "2021-11-10", "--text", "已更新")
    assert [row["missing"] for row in rows(gongkai, "recurring", "tianqiao-2021/1")] == [[], []]
    owed = gongkai("owe", "区财政局").out
    assert "缺" not in owed
    assert "，每季1次2021年第4季度已完成1次；" in owed
    [task] = [each for each in rows(gongkai, "owe", "区财政局")[0]["tasks"] if each["seq"] == 1]
    assert task["recorded"] == ["每季1次2021年第4季度已完成1次"]
    assert "已过2期，缺0期" in gongkai("show", "tianqiao-2021/1").out
    assert len(rows(gongkai, "recurring", "--all")) == 4
    assert "完成次数" in gongkai("log", "-n", "1").out
    gongkai("undo")
    assert "区财政局" in gongkai("recurring", "tianqiao-2021/1", "--missing").out
    gongkai("occur", "tianqiao-2021/1", "--date", "2021-09-10", "--withdraw", "--reason", "误记")
    assert "已过2期，缺2期" in gongkai("show", "tianqiao-2021/1").out
    gongkai("occur", "tianqiao-2021/1", "--date", "2022-01-10", "--for", "第4季度", "--text", "已更新")
    assert "已过2期，缺1期" in gongkai("show", "tianqiao-2021/1").out
    assert "1 条完成次数没有写是哪一种" in gongkai("set", "tianqiao-2021/1", "周期=每季1次（预算）", "--dry-run").err
    assert gongkai("recurring", "--missing", "--csv").out.splitlines()[0].endswith(",missing,missed_by")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("owe", "区旅游局"), 1, "没有单位“区旅游局”；也没有哪项任务里有这几个字"),
        (("owe", "czj", "tianqiao-2021/2"), 1, "没有单位“czj”；任务 tianqiao-2021/2 里也没有这几个字"),
        (("owe", "--silent", "x"), 2, "--silent"),
        (("owe", "--yes"), 2, "--out"),
        (("owe", "due:xyz"), 2, "xyz"),
        (("owe", "--out", "plans/tianqiao-2021/plan.yaml"), 1, "写不进"),
        (("recurring", "tianqiao-2021/9"), 1, "没有任务"),
        (("recurring",), 0, "没有登记周期的任务"),
        (("occur", "tianqiao-2021/1", "--text", "x"), 1, "没有登记周期"),
        (("occur", "tianqiao-2021/1", "--text", "x", "--reason", "y"), 2, "--reason 要和 --withdraw 一起用"),
        (("occur", "tianqiao-2021/1", "--withdraw"), 2, "要写为什么不算（--reason）"),
        (("occur", "tianqiao-2021/1", "--withdraw", "--reason", "y", "--for", "1月"), 2, "--for 不能和"),
        (("occur", "tianqiao-2021/1", "--withdraw", "--reason", "y"), 1, "没有记过这样一次"),
        (("set", "tianqiao-2021/1", "周期=每天1次"), 2, "没有看懂"),
    ],
)
def test_what_is_said_of_mistakes(gongkai: Gongkai, words, code, said) -> None:
    ran = gongkai(*words, code=code)
    assert ran.out == ""
    assert said in ran.err


def test_nobody_is_urged_over_an_archived_plan(gongkai: Gongkai) -> None:
    gongkai("plan", "tianqiao-2021", "state=已归档", "--yes")
    said = "区自然资源局：天桥2021已归档，不再催办，其中1项归档时没有完成（2022-05-01）。\n"
    assert gongkai("owe", "区自然资源局", "tianqiao-2021").out == said
    gongkai("owe", "tianqiao-2021", "--out", "催办", "--yes")
    assert (gongkai.root / "催办/区自然资源局.txt").read_text("utf-8") == said


def test_a_task_that_the_office_adds_makes_nobody_heard_of(gongkai: Gongkai) -> None:
    def silent() -> set[str]:
        return {row["unit"] for row in rows(gongkai, "owe") if row["is_silent"]}

    before = silent()
    assert "区民政局" in before
    deadline = ("--deadline", "长期坚持", "--units", "区财政局、区民政局、无影山街道办事处")
    gongkai("add", "tianqiao-2021", "--requirement", "临时交办", *deadline)
    assert silent() == before
    # The same when all is read from the history.
    (gongkai.root / ".git/gongkai/index.sqlite3").unlink()
    assert silent() == before
