"""A file that cannot be read is named with its line, and the exit code tells, wherever a list may be short."""

import pytest

BROKEN = "id: [没有配对\n"


@pytest.mark.parametrize("committed", [False, True])
def test_every_view_that_counts_tasks_names_the_file(gongkai, committed):
    gongkai.write("plans/tianqiao-2021/002.yaml", BROKEN)
    if committed:
        gongkai.commit("改坏")
    for arguments in (
        ("plan",),
        ("plan", "tianqiao-2021"),
        ("link", "tianqiao-2021", "--propose", "--to", "tianqiao-2021"),
        ("owe",),
        ("recurring",),
        ("problem", "list"),
        ("contact",),
        ("choose",),
        ("extend", "--list"),
    ):
        ran = gongkai(*arguments, code=1)
        assert "plans/tianqiao-2021/002.yaml:1：不是正确的 YAML" in ran.err, arguments
        assert "Traceback" not in ran.err


def test_a_problem_that_cannot_be_read_is_named_where_it_is_written_about(gongkai):
    opened = gongkai("problem", "open", "tianqiao-2021/1", "-u", "区财政局", "--what", "失效", "--due", "2022-06-30")
    problem = opened.out.strip()
    path = f"plans/tianqiao-2021/problems/{problem}.yaml"
    gongkai.write(path, BROKEN)
    for arguments in (
        ("problem", "show", problem),
        ("problem", "notice", "--plan", "tianqiao-2021", "--kind", "整改通知"),
        ("problem", "sheet", "--plan", "tianqiao-2021", "--out", "表"),
    ):
        ran = gongkai(*arguments, code=1)
        assert f"{path}:1：不是正确的 YAML" in ran.err, arguments


def test_who_somebody_is_cannot_be_told_without_the_units(gongkai):
    """Reading goes on with the error in view, and nothing is written until the file is mended by hand."""
    whole = (gongkai.root / "units/tianqiao.yaml").read_text("utf-8")
    gongkai.write("units/tianqiao.yaml", BROKEN)
    gongkai.commit("改坏")
    head = gongkai.head()
    for arguments in (
        ("set", "tianqiao-2021/3", "状态=推进中"),
        ("note", "tianqiao-2021/3", "已部署"),
        ("problem", "open", "tianqiao-2021/1", "-u", "区财政局", "--what", "失效"),
        ("extend", "tianqiao-2021/1", "--to", "2022-06-30", "--reason", "系统改版"),
    ):
        ran = gongkai(*arguments, code=1)
        assert "units/tianqiao.yaml:1 读不出来，不能确定你以谁的身份操作" in ran.err, arguments
        assert "改正这个文件并用 git commit 提交" in ran.err
    assert gongkai.head() == head
    for arguments in (("list",), ("stats",)):
        assert "units/tianqiao.yaml:1：" in gongkai(*arguments, code=1).err, arguments
    assert "units/tianqiao.yaml:1:" in gongkai("check", code=1).out
    assert "不能确定你以谁的身份操作" in gongkai("doctor", code=1).out
    gongkai.write("units/tianqiao.yaml", whole)
    gongkai.commit("改好")
    gongkai("set", "tianqiao-2021/3", "状态=推进中")
