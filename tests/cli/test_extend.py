"""`gongkai extend`: 延期 asked for, answered, listed, shown."""

import json

TASK = "tianqiao-2021/1"


def test_from_the_request_to_the_new_day(gongkai):
    assert "没有延期申请" in gongkai("extend").err
    assert "已保存" in gongkai("extend", TASK, "--to", "2022-06-30", "--reason", "系统改版").err
    assert "2022-06-30" in gongkai("extend").out
    (row,) = json.loads(gongkai("extend", "--list", "plan:tianqiao-2021", "--json").out)
    assert (row["task"], row["original"], row["proposed"], row["late"], row["decision"]) == (
        "tianqiao-2021/001", "2022-05-10", "2022-06-30", False, None,
    )  # fmt: skip
    gongkai("extend", TASK, "--grant", "--answer", "仅此一次")
    assert json.loads(gongkai("extend", "--json").out) == []
    assert [row["decision"] for row in json.loads(gongkai("extend", TASK, "--json").out)] == ["同意"]
    shown = gongkai("show", TASK).out
    assert "2022年5月10日前（截止，2022-06-30，原 2022-05-10）" in shown
    said = "整项任务 原 2022-05-10 → 2022-06-30，2022-05-01 同意（李四）：仅此一次；理由：系统改版"
    assert said.replace(" ", "") in "".join(shown.split())
    task = json.loads(gongkai("show", TASK, "--json").out)
    assert (task["deadline"]["due"], task["original_due"], len(task["extensions"])) == ("2022-06-30", "2022-05-10", 1)
    assert gongkai("check").code == 0


def test_after_the_day_it_is_marked(gongkai):
    gongkai("--today", "2022-05-11", "extend", TASK, "--to", "2022-06-30", "--reason", "系统改版")
    assert json.loads(gongkai("extend", "--json").out)[0]["late"] is True
    assert "逾期后申请" in gongkai("show", TASK).out


def test_refused(gongkai):
    gongkai("extend", TASK, "--to", "2022-06-30", "--reason", "系统改版", "--unit", "区财政局")
    assert "另一人" in gongkai("extend", TASK, "--refuse", "--answer", "理由不足", code=1).err
    other = {"GIT_AUTHOR_NAME": "王五", "GIT_COMMITTER_NAME": "王五"}
    assert "不同意延期要写明为什么（--answer）" in gongkai("extend", TASK, "--refuse", code=1, **other).err
    assert "不同意延期" in gongkai("extend", TASK, "--refuse", "--answer", "理由不足", **other).err
    assert "没有待答复" in gongkai("extend", TASK, "--grant", code=1).err


def test_a_dry_run_saves_nothing(gongkai):
    head = gongkai.head()
    ran = gongkai("extend", TASK, "--to", "2022-06-30", "--reason", "系统改版", "--dry-run")
    assert "待答复" in ran.out
    assert gongkai.head() == head


def test_a_day_that_stands_is_moved_later_or_taken_away_with_a_word_about_the_reason(gongkai):
    for value in ("due=2022-06-30", "due=无", "due=2022-06-10", "deadline=长期坚持"):
        said = gongkai("set", TASK, value).err
        assert ("没有写理由（--reason" in said) == (value != "due=2022-06-10"), value
        assert ("gongkai extend" in said) == (value != "due=2022-06-10"), value
    gongkai("undo", "--yes")
    assert "没有写理由" not in gongkai("set", TASK, "due=2022-09-30", "--note", "经批准延期").err
    # An earlier day, and the first one, need none.
    for words in ((TASK, "due=2022-05-05"), ("tianqiao-2021/3", "due=2022-06-30")):
        assert "没有写理由" not in gongkai("set", *words).err, words
    assert "没有写理由" not in gongkai("set", TASK, "due=无", "--reason", "更正：误读原文").err
    assert "误读原文" in gongkai("show", TASK).out
    assert "2022-05-05 改为 无" in "".join(gongkai("show", TASK).out.splitlines())


def test_a_later_day_by_set_keeps_the_first_one(gongkai):
    gongkai("set", TASK, "due=2022-06-30", "--reason", "经批准延期")
    assert "原 2022-05-10" in gongkai("show", TASK).out
    assert gongkai.git("log", "-1", "--format=%s").strip().endswith("期限 2022-05-10 → 2022-06-30")


def test_wrong_words(gongkai):
    for arguments, said in (
        ((TASK, "--to", "2022-06-30", "--grant"), "一次只能做一件事"),
        ((TASK, "--reason", "x"), "--to"),
        ((TASK, "--answer", "x"), "--grant"),
        ((TASK, "--unit", "区财政局"), "--unit"),
        ((TASK, "--message", "说明"), "--message 要和"),
        ((TASK, "--to", "2022-06-30", "--reason", "x", "--as-of", "2021-12-31"), "--as-of 不能和 --to"),
        ((TASK, "--grant", "--json"), "输出格式 不能和 --grant"),
        (("区财政局", "--grant"), "编号"),
        ((TASK, "--to", "尽快", "--reason", "x"), "延到哪一天没有看懂"),
        (("--list", "due:xyz"), "筛选第 5 个字"),
    ):
        assert said in gongkai("extend", *arguments, code=2).err, arguments
    assert "晚于现在的期限" in gongkai("extend", TASK, "--to", "2022-05-10", "--reason", "x", code=1).err
    assert "没有确定的期限" in gongkai("extend", "tianqiao-2021/3", "--to", "2022-06-30", "--reason", "x", code=1).err
