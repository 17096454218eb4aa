"""`gongkai contact` and what it refuses."""

import json

ZHANG = ("--email", "zhang@example.gov.cn", "--from", "2021-03-01")


def test_from_entering_to_filing(gongkai):
    added = gongkai("contact", "add", "区财政", "张三", *ZHANG)
    assert added.out == ""
    assert "已保存：济南市天桥区 区财政局：登记联络员 张三" in added.err
    gongkai("contact", "handover", "区财政局", "张三", "李四", "--on", "今天", "--email", "li@example.gov.cn")
    gongkai("contact", "file", "区财政局", "李四", "--on", "2022-05-01")
    (now,) = json.loads(gongkai("contact", "区财政局", "--json").out)
    assert now == {
        "jurisdiction": "tianqiao", "unit": "区财政局", "duty": "联络员", "name": "李四",
        "email": "li@example.gov.cn", "from": "2022-05-01", "until": "", "handed_over_to": "", "filed": "2022-05-01",
        "responsible": True, "unfiled": False,
    }  # fmt: skip
    assert [row["name"] for row in json.loads(gongkai("contact", "--all", "--json").out)] == ["张三", "李四"]
    assert "handover-open" not in gongkai("check", code=None).out
    listed = gongkai("contact")
    assert "李四" in listed.out
    assert "4 个单位没有登记联系人" in listed.err


def test_a_change_that_nobody_filed_is_said_wherever_the_person_stands(gongkai):
    gongkai("contact", "add", "区财政局", "张三", *ZHANG)
    assert "未备案" not in gongkai("contact", "--all").out
    told = gongkai("contact", "handover", "区财政局", "张三", "李四", "--on", "今天", "--email", "li@example.gov.cn")
    assert "还没有备案" in told.err
    assert "补记李四的备案日期" in told.err
    row = next(line for line in gongkai("contact").out.splitlines() if "李四" in line)
    assert row.endswith("未备案")
    (found,) = json.loads(gongkai("contact", "--json").out)
    assert (found["filed"], found["unfiled"]) == ("", True)
    assert "| 李四 | li@example.gov.cn | 2022-05-01 | 未备案 |" in gongkai("handover", "区财政局").out
    gongkai("contact", "file", "区财政局", "李四", "--on", "今天")
    assert "未备案" not in gongkai("contact", "--all").out + gongkai("handover", "区财政局").out
    again = gongkai("contact", "handover", "区财政局", "张三", "李四", "--on", "2022-04-30")
    assert "李四，2022-04-30 交接" in again.err
    assert "备案" not in again.err


def test_one_may_leave_before_a_successor_is_known(gongkai):
    gongkai("contact", "add", "区财政局", "张三", *ZHANG)
    told = gongkai("contact", "leave", "区财政局", "张三", "--on", "2022-04-15")
    assert "张三 2022-04-15 离任，接任的人未定" in told.err
    assert "还没有备案" in told.err
    assert "还缺交接对象、备案日期" in gongkai("check", code=None).out
    (found,) = json.loads(gongkai("contact", "--json").out)
    assert (found["until"], found["responsible"], found["unfiled"]) == ("2022-04-15", False, True)
    assert "张三（2022-04-15 离任，接任的人未定）" in gongkai("handover", "区财政局").out
    gongkai("contact", "handover", "区财政局", "张三", "李四", "--on", "今天", "--email", "li@example.gov.cn")
    old, new = json.loads(gongkai("contact", "--all", "--json").out)
    assert (old["until"], old["handed_over_to"], new["from"]) == ("2022-04-15", "李四", "2022-05-01")
    refused = gongkai("contact", "leave", "区财政局", "张三", "--on", "今天", code=1)
    assert "没有在任的联系人 张三" in refused.err


def test_a_dry_run_saves_nothing(gongkai):
    head = gongkai.head()
    ran = gongkai("contact", "add", "区财政局", "张三", *ZHANG, "--dry-run")
    assert "试运行：济南市天桥区 区财政局：登记联络员 张三；没有保存。" in ran.err
    assert "Git 历史" in ran.err
    assert gongkai.head() == head


def test_misuse_is_said_in_one_sentence(gongkai):
    for args, words in (
        (("add", "区财政局"), "后面要写单位和姓名"),
        (("add", "区财政局", "张三", "李四", *ZHANG), "多出了参数“李四”"),
        (("add", "区财政局", "张三", "--email", "a@b.cn"), "缺少选项 --from"),
        (("add", "区财政局", "张三", *ZHANG, "--duty", "主任"), "没有“主任”这种职责"),
        (("handover", "区财政局", "张三", "--on", "今天"), "原来的人和接任的人"),
        (("file", "区财政局", "张三", "--on", "某日"), "--on"),
        (("file", "区财政局", "张三", "--on", "今天", "--email", "a@b.cn"), "--email 不用于"),
        (("leave", "区财政局", "张三", "--on", "今天", "--email", "a@b.cn"), "--email 不用于"),
        (("remove", "区财政局", "张三"), "没有“remove”这个动作"),
        (("add", "区财政局", "张三", *ZHANG, "--json"), "只用于列出"),
    ):
        ran = gongkai("contact", *args, code=2)
        assert words in ran.err, ran
        assert len(ran.err.strip().splitlines()) == 1


def test_a_mobile_number_is_refused(gongkai):
    ran = gongkai("contact", "add", "区财政局", "张三13812345678", *ZHANG, code=1)
    assert "手机号" in ran.err


def test_names_are_listed_entered_and_confirmed(gongkai):
    shown = json.loads(gongkai("unit", "区财政局", "--json").out)
    assert (shown[0]["name"], shown[0]["kind"]) == ("区财政局", "部门")
    added = gongkai("unit", "alias", "区财政局", "财政部门")
    assert "已保存：济南市天桥区 区财政局：登记别名 财政部门" in added.err
    assert "财政部门" in json.loads(gongkai("unit", "财政部门", "--json").out)[0]["aliases"]
    for args, words in (
        (("remove", "区财政局"), "没有“remove”这个动作"),
        (("alias", "区财政局"), "后面要写单位和别名"),
        (("confirm", "区财政局", "甲"), "后面要写一个集合"),
        (("confirm", "区财政局", "--json"), "输出格式只用于列出"),
    ):
        assert words in gongkai("unit", *args, code=2).err
