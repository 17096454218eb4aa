"""`gongkai view` and `gongkai list --view`, run as a person runs them."""

import json

import pytest

from .conftest import Gongkai
from .test_completion import completed

SAVE = ("view", "save", "财政", "--filter", "czj !status:已完成", "--sort", "-due", "--columns", "编号,期限")


def ids(out: str) -> list[str]:
    return [row["id"] for row in json.loads(out)]


def test_the_list_of_views(gongkai: Gongkai) -> None:
    gongkai(*SAVE)
    gongkai("view", "save", "我盯的", "--filter", "三公", "--private")
    assert gongkai("view").out == (
        "视图      来源  筛选                排序  列       计划\n"
        "逾期      内置  标记:逾期\n"
        "临期      内置  标记:临期\n"
        "久未更新  内置  标记:久未更新\n"
        "待核查    内置  状态:待核查\n"
        "整改中    内置  状态:整改中\n"
        "待确认    内置  提示:有\n"
        "财政      共享  czj !status:已完成  -due  id、due\n"
        "我盯的    私有  三公\n"
    )
    rows = json.loads(gongkai("view", "--json").out)
    assert rows[-2] == {
        "name": "财政",
        "place": "共享",
        "filter": "czj !status:已完成",
        "sort": "-due",
        "columns": ["id", "due"],
        "plan": "",
    }
    assert gongkai("view", "--csv").out.splitlines()[-1] == "我盯的,私有,三公,,,"


def test_a_shared_view_is_one_commit(gongkai: Gongkai) -> None:
    before = gongkai.head()
    ran = gongkai(*SAVE)
    assert ran.out == ""
    assert ran.err.startswith("已保存：视图：保存“财政”（提交 ")
    assert gongkai.git("rev-parse", "HEAD^").strip() == before
    assert gongkai.git("log", "-1", "--format=%B").strip() == (
        "视图：保存“财政”\n\nGongkai-Action: view\nGongkai-Actor: lisi@example.gov.cn"
    )
    assert gongkai.git("show", "--format=", "--name-only", "HEAD") == "views.yaml\n"
    assert (gongkai.root / "views.yaml").read_text() == (
        "views:\n  - name: 财政\n    filter: czj !status:已完成\n    sort: -due\n    columns: [id, due]\n"
    )
    assert gongkai.git("status", "--porcelain") == ""
    gongkai("view", "save", "财政", "--filter", "czj", "-m", "换一个筛选")
    assert gongkai.git("log", "-1", "--format=%s") == "换一个筛选\n"
    assert gongkai("check").code == 0


def test_list_through_a_view(gongkai: Gongkai) -> None:
    gongkai("view", "save", "进行", "--filter", "status:推进中,未启动", "--sort", "-due", "--columns", "id,due")
    everything = gongkai("list", "--view", "进行")
    assert everything.out == (
        "编号               期限\n"
        "tianqiao-2021/001  2022-05-10\n"
        "tianqiao-2021/002  2021-12-31\n"
        "tianqiao-2021/003  长期\n"
    )
    first = json.loads(gongkai("list", "--view=进行", "--json").out)[0]
    assert first == {"id": "tianqiao-2021/001", "due": "2022-05-10"}
    narrower = gongkai("list", "--view", "进行", "unit:区财政局", "--columns", "id", "--csv").out
    assert narrower.splitlines() == ["id", "tianqiao-2021/001"]
    assert ids(gongkai("list", "--view", "进行", "--sort", "due", "--json").out)[0] == "tianqiao-2021/002"
    assert ids(gongkai("list", "--view", "进行", "-n", "1", "--json").out) == ["tianqiao-2021/001"]
    assert ids(gongkai("list", "--view", "进行", "排序:期限", "--json").out)[0] == "tianqiao-2021/002"
    gongkai("view", "save", "倒着", "--filter", "tianqiao-2021/1,tianqiao-2021/2 排序:-编号")
    by_view = ("list", "--view", "倒着", "tianqiao-2021/2,tianqiao-2021/1", "--json")
    assert ids(gongkai(*by_view).out) == ["tianqiao-2021/002", "tianqiao-2021/001"]


def test_built_in_views_list_what_their_filter_lists(gongkai: Gongkai) -> None:
    for name, condition in (("逾期", "flag:逾期"), ("临期", "flag:临期"), ("待确认", "hint:有")):
        listed = ids(gongkai("list", "--view", name, "--json").out)
        assert listed
        assert listed == ids(gongkai("list", condition, "--json").out)


def test_a_view_of_one_plan(gongkai: Gongkai) -> None:
    gongkai("view", "save", "去年", "--plan", "tianqiao-2021", "--private")
    assert len(ids(gongkai("list", "--view", "去年", "--json").out)) == 3
    gongkai.git("mv", "plans/tianqiao-2021", "plans/tianqiao-2021-x")
    gongkai.commit("移走")
    assert gongkai("list", "--view", "去年", "--json", code=None).out == "[]\n"


def test_past_data_through_a_view_of_today(gongkai: Gongkai) -> None:
    gongkai(*SAVE)
    assert ids(gongkai("list", "--view", "财政", "--as-of", "2021-08-12", "--json").out) == ["tianqiao-2021/001"]


def test_private_views_are_not_committed(gongkai: Gongkai) -> None:
    before = gongkai.head()
    ran = gongkai("view", "save", "我盯的", "--filter", "czj", "--private")
    assert ran.err == "已保存：视图：保存“我盯的”（私有，不提交）。\n"
    assert gongkai.head() == before
    assert gongkai.git("status", "--porcelain") == ""
    assert (gongkai.root / ".git/gongkai-views.yaml").read_text() == "views:\n  - name: 我盯的\n    filter: czj\n"
    gongkai("view", "rename", "我盯的", "盯")
    gongkai("view", "remove", "盯")
    assert gongkai.head() == before
    assert "我盯的" not in gongkai("view").out


def test_rename_remove_and_undo(gongkai: Gongkai) -> None:
    gongkai(*SAVE)
    gongkai("view", "rename", "财政", "财政信息")
    gongkai("view", "remove", "财政信息")
    assert gongkai.git("log", "-2", "--format=%s") == "视图：删除“财政信息”\n视图：“财政”改名为“财政信息”\n"
    gongkai("undo", "--yes")
    assert "财政信息" in gongkai("view").out
    assert "视图" in gongkai("log", "-n", "1", "--changes").out


def test_a_dry_run_shows_and_writes_nothing(gongkai: Gongkai) -> None:
    before = gongkai.head()
    ran = gongkai(*SAVE, "--dry-run")
    assert ran.out.startswith("views:\n  - name: 财政\n")
    assert ran.err == "试运行：视图：保存“财政”；没有保存。\n"
    gongkai("view", "remove", "财政", "--dry-run", code=1)
    assert gongkai.head() == before
    assert not (gongkai.root / "views.yaml").exists()


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (("view", "save"), 2, "缺少视图的名称"),
        (("view", "save", "a"), 2, "缺少选项 --filter"),
        (("view", "save", "a", "b", "--filter", "x"), 2, "多出了参数“b”"),
        (("view", "save", "逾期", "--filter", "x"), 1, "“逾期”是内置视图的名称"),
        (("view", "save", "期" * 21, "--filter", "x"), 1, "名称太长"),
        (("view", "save", "a\nb", "--filter", "x"), 1, "名称里有换行"),
        (("view", "save", "a", "--filter", "status:完成了"), 1, "没有“完成了”这个状态"),
        (("view", "save", "a", "--sort", "颜色"), 1, "不能按“颜色”排序"),
        (("view", "save", "a", "--columns", "颜色"), 2, "没有“颜色”这一列"),
        (("view", "save", "a", "--plan", "没有"), 1, "没有计划“没有”"),
        (("view", "save", "a", "--filter", "x", "--json"), 2, "输出格式只用于列出视图"),
        (("view", "save", "a", "--filter", "x", "--private", "-m", "y"), 2, "没有提交说明"),
        (("view", "--filter", "x"), 2, "只用于 gongkai view save"),
        (("view", "--private"), 2, "要和动作"),
        (("view", "逾期"), 2, "没有“逾期”这个动作"),
        (("view", "remove", "逾期"), 2, "内置视图"),
        (("view", "remove", "没有"), 1, "没有视图“没有”；现有：逾期"),
        (("view", "remove", "没有", "--private"), 1, "没有名为“没有”的私有视图"),
        (("view", "rename", "a"), 2, "缺少视图的新名称"),
        (("list", "--view", "没有"), 1, "没有视图“没有”；现有：逾期"),
        (("list", "--view", "逾期", "x |"), 2, "筛选第 4 个字处"),
        (("list", "--view", "逾期", "foo:1"), 2, "没有“foo”这个字段"),
    ],
)
def test_wrong_input_is_one_sentence(gongkai: Gongkai, line: tuple[str, ...], code: int, said: str) -> None:
    before = gongkai.head()
    ran = gongkai(*line, code=code)
    assert ran.out == ""
    assert said in ran.err
    assert len(ran.err.splitlines()) <= 2
    assert gongkai.head() == before


def test_a_broken_file_is_named_and_tasks_are_listed(gongkai: Gongkai) -> None:
    gongkai.write("views.yaml", "views:\n  - name: a\n    filter: status:完成了\n")
    assert len(ids(gongkai("list", "--json").out)) == 3
    ran = gongkai("list", "--view", "逾期", "--json", code=1)
    assert ids(ran.out) == ["tianqiao-2021/002"]
    assert ran.err.startswith("错误：views.yaml:3：")
    assert "views.yaml:3: 错误" in gongkai("check", code=1).out
    assert "views.yaml:3" in gongkai("list", "--view", "a", code=1).err


def test_a_plan_that_is_gone_is_said_where_its_view_is_looked_at(gongkai: Gongkai) -> None:
    gongkai.write("views.yaml", "views:\n  - name: a\n    plan: tianqiao-1999\n")
    ran = gongkai("list", "--view", "a", "--json")
    assert ran.out.strip() == "[]"
    assert ran.err.startswith("警告：views.yaml:3：没有计划“tianqiao-1999”，视图“a”")
    assert gongkai("list", "--view", "逾期").err.count("tianqiao-1999") == 0
    assert "views.yaml:3" in gongkai("view").err
    assert "views.yaml:3: 警告" in gongkai("check").out


def test_the_schema(gongkai: Gongkai) -> None:
    schema = json.loads(gongkai("schema", "views").out)
    assert schema["title"] == "视图"
    assert schema["required"] == ["views"]


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("gongkai view ", ["save", "remove", "rename"]),
        ("gongkai view remove 财", ["财政"]),
        ("gongkai list --view 财", ["财政"]),
        ("gongkai list --view=逾", ["--view=逾期"]),
        ("gongkai view save a --filter 'czj stat", ["czj status:"]),
        ("gongkai view save a --columns id,sta", ["id,status"]),
        ("gongkai view save a --plan tian", ["tianqiao-2021"]),
        ("gongkai schema v", ["views"]),
    ],
)
def test_completion(gongkai: Gongkai, line: str, values: list[str]) -> None:
    gongkai(*SAVE)
    assert completed(gongkai, line) == values
