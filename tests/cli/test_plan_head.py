"""`gongkai plan`: the head of a plan shown and changed."""

import json

TASK_4 = """id: tianqiao-2021/004
seq: 4
requirement: 发布本单位要点
units_raw: 区民政局
units:
  - unit: 区民政局
    role: 责任
deadline:
  raw: 本文件印发后30日内
  kind: 限期
  due: 2021-09-09
status: 未启动
"""


def test_plans_and_one_head(gongkai):
    (plan,) = json.loads(gongkai("plan", "--json").out)
    assert (plan["plan"], plan["issued"], plan["year"], plan["tasks"]) == ("tianqiao-2021", "2021-08-10", 2021, 3)
    head = gongkai("plan", "tianqiao-2021").out
    assert "印发日期  2021-08-10" in head
    assert "上级计划  （未填）" in head
    one = json.loads(gongkai("plan", "tianqiao-2021", "--json").out)
    assert one["waiting"] == []
    assert one["file"] == "plans/tianqiao-2021/plan.yaml"


def test_the_issue_date_moves_the_days_that_hang_on_it(gongkai):
    for number in ("004", "005"):
        gongkai.write(
            f"plans/tianqiao-2021/{number}.yaml", TASK_4.replace("004", number).replace("seq: 4", f"seq: {int(number)}")
        )
    gongkai.commit("两项")
    head = gongkai.head()
    change = ("plan", "tianqiao-2021", "印发日期=2021-08-16")
    ran = gongkai(*change, "--dry-run")
    assert "2021-09-15" in ran.out
    assert "2 项任务的期限；没有保存" in ran.err
    # More than one task: nobody said yes.
    assert "--yes" in gongkai(*change, code=1).err
    assert gongkai.head() == head
    assert "随之确定2项任务的期限" in gongkai(*change, "--yes").err
    assert gongkai.git("rev-list", "--count", f"{head}..HEAD").strip() == "1"
    rows = json.loads(gongkai("list", "本单位要点", "--json").out)
    assert [row["deadline"]["due"] for row in rows] == ["2021-09-15", "2021-09-15"]
    gongkai("undo", "--yes")
    assert "issued: 2021-08-10" in (gongkai.root / "plans/tianqiao-2021/plan.yaml").read_text("utf-8")


def test_the_issue_date_is_typed_as_other_days(gongkai):
    gongkai("--today", "2021-09-01", "plan", "tianqiao-2021", "印发日期=8月1６日", "--yes")
    assert "印发日期  2021-08-16" in gongkai("plan", "tianqiao-2021").out
    # The year is that of today.
    assert "晚于今天" in gongkai("--today", "2021-09-01", "plan", "tianqiao-2021", "印发日期=12月1日", code=2).err


def test_wrong_words(gongkai):
    head = gongkai.head()
    for arguments, said in (
        (("tianqiao-2021", "issued=2021-02-30"), "印发日期（issued）"),
        (("tianqiao-2021", "foo=1"), "没有“foo”这个可改的字段"),
        (("tianqiao-2021", "issued"), "字段=值"),
        (("issued=2021-08-16",), "先写计划编号"),
        (("tianqiao-2021", "issued=2021-08-16", "--as-of", "2021-12-31"), "--as-of"),
    ):
        assert said in gongkai("plan", *arguments, code=2).err
    assert "没有计划 x" in gongkai("plan", "x", code=1).err
    assert gongkai.head() == head
