"""`gongkai problem`, run as a person runs it."""

import json

import pytest

from .conftest import Gongkai

TASK = "tianqiao-2021/1"
OPEN = ("problem", "open", TASK, "--unit", "区财政局", "--what", "预决算栏目链接失效", "--method", "网上巡查")


def opened(gongkai: Gongkai, *more: str) -> str:
    return gongkai(*OPEN, *more).out.strip()


def test_the_loop_from_finding_to_closing(gongkai: Gongkai) -> None:
    problem = opened(gongkai)
    head, row = gongkai("problem").out.splitlines()
    assert head.split() == ["编号", "计划", "任务", "单位", "状态", "轮次", "整改期限", "剩余天数", "标记", "问题"]
    assert row.split() == [problem, "tianqiao-2021", "001", "区财政局", "待反馈", "预决算栏目链接失效"]
    assert "要写整改期限（--due）：问题里没有写。" in gongkai("problem", "notify", problem, code=1).err
    ran = gongkai("problem", "notify", problem[:12], "--due", "5月20日", "--channel", "OA")
    assert ran.err.startswith(f"已保存：天桥2021 问题 {problem} 区财政局：待反馈 → 整改中（政务公开办）")
    assert f"问题      {problem} 区财政局 整改中 第1轮 期限 2022-05-20：预决算栏目链接失效" in gongkai("show", TASK).out
    gongkai("problem", "fix", problem, "--note", "已修复", "-e", "https://example.gov.cn/1")
    failed = gongkai("problem", "recheck", problem, "--fail", "--note", "附件打不开", "--due", "10天后")
    assert "建议由另一人再核查" in failed.err
    gongkai("problem", "fix", problem, "--note", "重新上传", "-e", "https://example.gov.cn/2")
    gongkai("problem", "recheck", problem, "--pass", "--note", "打开正常")
    shown = json.loads(gongkai("problem", "show", problem, "--json").out)
    assert (shown["state"], shown["round"], [r["checked"]["verdict"] for r in shown["rounds"]]) == (
        "已核销",
        2,
        ["不通过", "通过"],
    )
    assert "第2轮     2022-05-01 反馈（OA），整改期限 2022-05-11" in gongkai("problem", "show", problem).out
    task = json.loads(gongkai("show", TASK, "--json").out)
    assert (task["unit_status"], task["status"]) == ({"区财政局": "已完成"}, "已完成")
    assert [each["id"] for each in task["problems"]] == [problem]
    assert gongkai("check").code == 0


def test_list_formats(gongkai: Gongkai) -> None:
    problem = opened(gongkai, "--due", "2022-05-11", "--date", "2022-04-20", "--where", "https://a.gov.cn/x")
    (row,) = json.loads(gongkai("problem", "list", "--json", GONGKAI_TODAY="2022-05-12").out)
    assert row == {
        "id": problem,
        "plan": "tianqiao-2021",
        "task": "tianqiao-2021/001",
        "unit": "区财政局",
        "state": "整改中",
        "round": 1,
        "due": "2022-05-11",
        "due_was": None,
        "days_left": -1,
        "flags": ["逾期"],
        "what": "预决算栏目链接失效",
        "where": "https://a.gov.cn/x",
        "found": "2022-04-20",
        "repeats": None,
    }
    assert gongkai("problem", "list", "--csv", "--state", "整改中").out.splitlines() == [
        "id,plan,task_number,unit,state,round,due,due_was,days_left,flags,what",
        f"{problem},tianqiao-2021,001,区财政局,整改中,1,2022-05-11,,10,,预决算栏目链接失效",
    ]
    assert gongkai("problem", "list", "--flag", "逾期").out == ""
    assert gongkai("problem", "list", "--as-of", "2021-12-31").out == ""


def test_a_day_that_was_moved_is_shown_with_the_one_before(gongkai: Gongkai) -> None:
    problem = opened(gongkai, "--due", "2022-05-11", "--date", "2022-04-20")
    assert "原期限" not in gongkai("problem", "list").out
    on = {"GONGKAI_TODAY": "2022-05-16"}
    gongkai("problem", "object", problem, "--reason", "不认", "--yes", **on)
    gongkai("problem", "answer", problem, "--keep", "--note", "维持", "--due", "2022-06-30", "--yes", **on)
    shown = gongkai("problem", "show", problem, **on).out
    assert "整改期限 2022-06-30（原期限 2022-05-11）" in shown
    assert "逾期 5 天后改期，期限 2022-05-11 改为 2022-06-30 维持：维持" in shown
    assert "逾期 5 天后提出：不认" in shown
    listed = gongkai("problem", "list", **on).out
    assert "原期限" in listed
    assert "2022-05-11（逾期 5 天后改期）" in listed
    (row,) = json.loads(gongkai("problem", "list", "--json", **on).out)
    assert (row["due"], row["due_was"], row["flags"]) == ("2022-06-30", "2022-05-11", [])
    assert gongkai("check", **on).code == 0


def test_many_at_once_are_shown_and_asked_for(gongkai: Gongkai) -> None:
    first = opened(gongkai)
    again = gongkai(*OPEN, code=1)
    assert (again.out, f"已经登记：{first}（待反馈）" in again.err) == ("", True)
    ids = {first, gongkai(*OPEN, "--repeats", first).out.strip()}
    before = gongkai.head()
    refused = gongkai("problem", "notify", "--state", "待反馈", "--due", "5月20日", code=1)
    assert "会办理 2 个问题" in refused.err
    preview = gongkai("problem", "notify", "--state", "待反馈", "--due", "5月20日", "--dry-run")
    assert all(problem in preview.out for problem in ids)
    assert gongkai.head() == before
    gongkai("problem", "notify", "--state", "待反馈", "--due", "5月20日", "--yes", "-m", "5月通报")
    assert gongkai.git("log", "-1", "--format=%s") == "5月通报\n"
    assert gongkai.git("rev-parse", "HEAD^").strip() == before
    one, other = sorted(ids)
    gongkai("problem", "fix", one, "--note", "已修复", "-e", "https://example.gov.cn/1")
    head = gongkai.head()
    ran = gongkai("problem", "recheck", *ids, "--pass", code=1)
    assert other in ran.err
    assert "不能再核查通过：之后可以是异议（object）、报整改（fix）、撤销（withdraw）" in ran.err
    assert "待再核查的问题不能反馈" in gongkai("problem", "notify", one, code=1).err
    assert gongkai.head() == head
    gongkai("undo")
    assert "整改中" in gongkai("problem", "show", one).out
    gongkai("problem", "object", one, "--reason", "栏目已移交")
    ran = gongkai("problem", "fix", one, "--note", "已修复", "-e", "https://example.gov.cn/1", code=1)
    assert "之后可以是维持（answer --keep）、异议成立（answer --uphold）" in ran.err


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("problem", "close"), 2, "没有“close”这个动作"),
        (("problem", "show"), 2, "写明看哪个问题"),
        (("problem", "list", "x"), 2, "多出了参数“x”"),
        (("problem", "notify", "x", "--due", "无"), 2, "整改期限要写哪一天"),
        (("problem", "notify", "x", "--due", "5月20日"), 1, "没有问题 x"),
        (("problem", "fix", "--note", "x"), 2, "没有指明是哪个问题"),
        (("problem", "fix", "--unit", "区民政局", "--note", "x", "-e", "a.pdf"), 1, "没有问题符合这些条件"),
        (("problem", "fix", "x", "--unit", "区民政局"), 2, "不能两样都写"),
        (("problem", "recheck", "x"), 2, "--pass 和 --fail 写一个"),
        (("problem", "recheck", "x", "--pass", "--due", "明天"), 2, "不用再写整改期限"),
        (("problem", "answer", "x", "--keep", "--uphold"), 2, "--uphold 和 --keep 写一个"),
        (("problem", "withdraw", "x", "--pass"), 2, "--pass 不用于 withdraw，只用于 recheck"),
        (("problem", "open", TASK, "--plan", "tianqiao-2021", "--what", "x"), 2, "两个只写一个"),
        (("problem", "open", TASK, "--unit", "区财政局"), 2, "没有写是什么问题"),
        (("problem", "open", TASK, "--what", "x"), 1, "tianqiao-2021/001：写明是哪个单位"),
        (("problem", "open", "tianqiao-2021/99", "--what", "x", "--unit", "区财政局"), 1, "没有任务 tianqiao-2021/099"),
        (("problem", "list", "--state", "好了"), 2, "没有“好了”这个状态"),
        (("problem", "list", "--plan", "x"), 1, "没有计划 x"),
    ],
)
def test_what_cannot_be_is_said_plainly(gongkai: Gongkai, args: tuple[str, ...], code: int, said: str) -> None:
    before = gongkai.head()
    ran = gongkai(*args, code=code)
    assert ran.out == ""
    assert said in ran.err
    assert gongkai.head() == before


def test_an_unreadable_problem_is_an_error_of_the_list(gongkai: Gongkai) -> None:
    problem = opened(gongkai)
    gongkai.write(f"plans/tianqiao-2021/problems/{problem}.yaml", "id: [\n")
    ran = gongkai("problem", code=1)
    assert problem in ran.out
    assert f"plans/tianqiao-2021/problems/{problem}.yaml" in ran.err
