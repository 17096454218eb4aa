"""What a record says besides its text: the day on which it happened (`--on`), how it was checked (`--method`)."""

import json

import pytest

from .conftest import Gongkai

TASK = "tianqiao-2021/2"
URL = "https://example.gov.cn/1.html"


def log(gongkai: Gongkai) -> list[dict]:
    return json.loads(gongkai("show", TASK, "--json").out)["log"]


def test_both_days_are_kept_and_the_publication_counts_from_the_one_on_which_it_happened(gongkai: Gongkai) -> None:
    gongkai("set", TASK, "status=推进中", "--note", "启动")
    gongkai("set", TASK, "status=待核查", "-u", "区自然资源局", "-e", URL, "--on", "4月25日")
    entry = log(gongkai)[-1]
    assert (entry["kind"], entry["date"], entry["happened"]) == ("报送", "2022-05-01", "2022-04-25")
    assert "2022-05-01（2022-04-25 发生） 报送" in gongkai("show", TASK).out
    (unit,) = json.loads(gongkai("coverage", "tianqiao-2021", "--units", TASK, "--json").out)
    assert (unit["date"], unit["days"]) == ("2022-04-25", 258)
    assert gongkai("check").code == 0


def test_a_note(gongkai: Gongkai) -> None:
    gongkai("note", TASK, "已发布", "--on", "2022-04-20")
    assert log(gongkai)[-1]["happened"] == "2022-04-20"
    assert gongkai.git("log", "-1", "--format=%s").strip().endswith("：进展：已发布（李四）")
    assert "2022-05-01（2022-04-20 发生） 进展：已发布" in gongkai("log", TASK, "--changes").out
    gongkai("note", TASK, "今天的", "--on", "今天")
    assert "happened" not in log(gongkai)[-1]


def test_how_it_was_checked(gongkai: Gongkai) -> None:
    gongkai("set", TASK, "status=待核查", "-e", URL)
    gongkai("set", TASK, "status=已完成", "--method", "材料审核")
    assert log(gongkai)[-1]["method"] == "材料审核"
    assert "2022-05-01 核查（材料审核） 核查通过" in gongkai("show", TASK).out
    assert "2022-05-01 核查（材料审核）：核查通过（李四）" in gongkai("log", TASK, "--changes").out
    assert gongkai("check").code == 0


def test_of_several_tasks_the_kind_of_record_is_named(gongkai: Gongkai) -> None:
    gongkai("note", f"tianqiao-2021/1,{TASK}", "已发布", "--on", "2022-04-20", "--yes")
    subject, _, body = gongkai.git("log", "-1", "--format=%B").partition("\n")
    assert subject == "批量：2项 记录进展"
    assert "发生" not in body


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("note", TASK, "x", "--on", "2022-05-02"), 2, "还没有到"),
        (("note", TASK, "x", "--on", "某天"), 2, "日期没有看懂"),
        (("note", TASK, "x", "--on", "2022-02-30"), 2, "不是日历上有的日期；请写日期，如 2022-09-30。\n"),
        (("note", TASK, "x", "--on", "无"), 2, "日期没有看懂：“无”不是一天；请写日期，如 2022-05-01。"),
        (("set", TASK, "status=推进中", "--on", "2022-04-20"), 2, "--note"),
        (("set", TASK, "status=推进中", "--method", "抽检"), 2, "核查方式（--method）只记在核查上"),
    ],
)
def test_what_is_refused(gongkai: Gongkai, words: tuple[str, ...], code: int, said: str) -> None:
    head = gongkai.head()
    assert said in gongkai(*words, code=code).err
    assert gongkai.head() == head
