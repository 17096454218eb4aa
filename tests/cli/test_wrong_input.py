"""Each mistake is one clear Chinese sentence on stderr, nothing on stdout, and never exit code 0."""

import re

import pytest

from .conftest import TASK_2, Gongkai

HAN = re.compile("[\u4e00-\u9fff]")


def refused(gongkai: Gongkai, *args: str, code: int, **env: str) -> str:
    """Run what must fail; give its one sentence."""
    ran = gongkai(*args, code=code, **env)
    assert ran.out == ""
    first = ran.err.splitlines()[0]
    assert first.startswith("错误：")
    assert len(HAN.findall(first)) > 5
    assert "程序内部出错" not in ran.err
    return ran.err


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["nonsense"], 2, "没有“nonsense”这个命令"),
        (["lsit"], 2, "是不是 list"),
        (["list", "--unknown"], 2, "没有 --unknown 这个选项"),
        (["list", "--limti", "3"], 2, "是不是 --limit"),
        (["choose", "--as-of", "昨天"], 2, "没有 --as-of 这个选项；"),
        (["list", "--sort"], 2, "选项 --sort 后面要写一个值；gongkai list --help"),
        (["link", "tianqiao-2021", "--propose", "--floor", "101"], 2, "--floor 后面要写 0 到 100 的数字"),
        (["link", "tianqiao-2021", "--propose", "--floor", "x"], 2, "--floor 后面要写 0 到 100 的数字"),
        (["problem", "import", "x", "--by"], 2, "选项 --by 后面要写一个值；gongkai problem import --help"),
        (["list", "--json=1"], 2, "选项 --json 后面不带值"),
        (["list", "--json", "--csv"], 2, "只能选一种输出格式"),
        (["list", "--format", "xml"], 2, "没有“xml”这种格式"),
        (["list", "--columns", "没有"], 2, "没有“没有”这一列"),
        (["list", "--sort", "没有"], 2, "没有"),
        (["list", "-n", "x"], 2, "后面要写数字"),
        (["list", "(财政"], 2, "第 "),
        (["list", "status:没有"], 2, "没有"),
        (["list", "--as-of", "没有"], None, "没有"),
        (["--today", "昨天", "list"], 2, "昨天"),
        (["--today", "9月30日", "list"], 2, "写全年月日"),
        (["--today", "0001-01-01", "list"], 2, "年份不像真的"),
        (["--today", "9999-12-31", "owe"], 2, "年份不像真的"),
        (["show"], 2, "缺少参数“编号”"),
        (["show", "a", "b"], 2, "多出了参数“b”"),
        (["show", "tianqiao-2021/99"], 1, "没有任务 tianqiao-2021/099"),
        (["log", "tianqiao-2021/99"], 1, "tianqiao-2021/099"),
        (["set", "tianqiao-2021/1"], 2, "没有写要改什么"),
        (["set", "tianqiao-2021/1", "status"], 2, "不是“字段=值”的写法"),
        (["set", "tianqiao-2021/1", "status=没有"], None, "没有“没有”这个状态"),
        (["set", "tianqiao-2021/1", "没有=1"], 2, "没有“没有”这个可改的字段"),
        (["set", "tianqiao-2021/1", "status=推进中", "status=待核查"], 2, "写了两次"),
        (["set", "tianqiao-2021/99", "status=推进中"], None, "tianqiao-2021/"),
        (["set", "tianqiao-2021/2", "status=已完成"], 1, "tianqiao-2021/002"),
        (["note", "tianqiao-2021/1", " "], 2, "记录不能是空的"),
        (["undo"], 1, "没有可以撤销的操作"),
        (["undo", "abcdef12"], None, "abcdef12"),
        (["diff", "没有"], None, "没有"),
        (["add", "meiyou-2021", "--requirement", "x"], 1, "没有计划 meiyou-2021"),
        (["add", "tianqiao-2021"], 2, "任务没有内容"),
        (["new", "大写"], None, "大写"),
        (["new", "tianqiao-2021"], 1, "已经存在"),
        (["new", "tianqiao-2023", "--issued", "2099-01-01"], None, "印发日期（issued）：2099-01-01 晚于今天"),
        (["note", "tianqiao-2021/1", "已布置", "-u", "区财"], 1, "units/tianqiao.yaml 里没有单位“区财”"),
        (["apply", "没有.csv"], 1, "没有文件"),
        (["apply", "x.doc"], 2, "只接受"),
        (["import", "没有.txt"], None, "没有.txt"),
        (["init", "."], 1, "不是空文件夹"),
        (["fmt", "plans/没有.yaml"], 2, "不是已提交的数据文件"),
        (["list", "--today", "2022-01-01"], 2, "--today 要写在命令前面"),
        (["log", "-C", "x"], 2, "-C 要写在命令前面"),
        (["stats", "--by", "x"], 2, "不能按“x”统计"),
        (["stats", "--points", "3"], 2, "要和 --over-time 一起用"),
        (["stats", "--over-time", "--by", "unit"], 2, "--by 不能和 --over-time 一起用"),
        (["owe", "--out", "名单", "--json"], 2, "输出格式 不能和 --out 一起用"),
        (["owe", "--yes"], 2, "--yes 要和 --out 一起用"),
        (["stats", "--over-time", "--points", "0"], 2, "要在 1 到 1000 之间"),
        (["stats", "--over-time", "--points", "many"], 2, "不能是“many”"),
        (["handover", "区财政局", "--days", "9999999"], 2, "--days 后面的数字太大"),
        (["list", "--limit", "9" * 5000], 2, "--limit 后面的数字太大"),
        (["new", "x-2022", "--year", "0", "--dry-run"], 1, "应是 1900 到 2199"),
        (["add", "tianqiao-2021", "--requirement", "x", "--seq", "1", "--dry-run"], 1, "已经有任务"),
        (["add", "tianqiao-2021", "--requirement", "x", "--seq", "0", "--dry-run"], 1, "应是 1 到 999999"),
        (["schema", "x"], 2, "没有“x”这种文件"),
        (["completion", "x"], 2, "没有 x 的补全脚本"),
        (["edit", "tianqiao-2021/99"], 1, "没有任务"),
    ],
)
def test_wrong_input(gongkai: Gongkai, args: list[str], code: int | None, words: str) -> None:
    ran = gongkai(*args, code=code)
    assert ran.code != 0
    assert words in refused(gongkai, *args, code=ran.code)


def test_no_repository(empty: Gongkai) -> None:
    assert "仓库" in refused(empty, "list", code=3)
    assert "仓库" in refused(empty, code=3)


def test_no_such_folder(empty: Gongkai) -> None:
    refused(empty, "-C", "没有", "list", code=3)


def test_a_forbidden_transition_names_the_task_and_why(gongkai: Gongkai) -> None:
    err = refused(gongkai, "set", "tianqiao-2021/2", "status=已完成", code=1)
    assert "未启动" in err
    assert "待核查" in err


def test_a_filter_error_names_the_position(gongkai: Gongkai) -> None:
    assert "第 4 个字" in refused(gongkai, "list", "财政 (公开", code=2)


def test_a_yaml_error_names_file_and_line(gongkai: Gongkai) -> None:
    gongkai.write("plans/tianqiao-2021/002.yaml", TASK_2 + "status: 推进中\n")
    gongkai.commit("重复的键")
    assert "plans/tianqiao-2021/002.yaml:15" in gongkai("check", code=1).out
    assert "plans/tianqiao-2021/002.yaml:15" in refused(gongkai, "show", "tianqiao-2021/2", code=1)
    assert "plans/tianqiao-2021/002.yaml:15" in refused(gongkai, "set", "tianqiao-2021/2", "status=推进中", code=1)


def test_a_half_merged_repository_is_not_written(gongkai: Gongkai) -> None:
    gongkai.git("checkout", "-q", "-b", "other")
    gongkai.write("plans/tianqiao-2021/002.yaml", TASK_2.replace("status: 未启动", "status: 推进中"))
    gongkai.commit("一边")
    gongkai.git("checkout", "-q", "main")
    gongkai.write("plans/tianqiao-2021/002.yaml", TASK_2.replace("status: 未启动", "status: 已终止"))
    gongkai.commit("另一边")
    with pytest.raises(Exception, match="merge"):
        gongkai.git("merge", "other")
    assert "合并" in refused(gongkai, "set", "tianqiao-2021/1", "seq=5", code=3)


def test_a_hand_edit_of_the_same_field_is_not_overwritten(gongkai: Gongkai) -> None:
    gongkai.write("plans/tianqiao-2021/002.yaml", TASK_2.replace("status: 未启动", "status: 已终止"))
    before = gongkai.head()
    assert "plans/tianqiao-2021/002.yaml" in refused(gongkai, "set", "tianqiao-2021/2", "status=推进中", code=None)
    assert gongkai.head() == before


def test_a_document_without_a_table(gongkai: Gongkai) -> None:
    gongkai.write("../信.txt", "各位同事：\n\n明天开会。\n")
    ran = gongkai("import", "../信.txt", "--plan", "xin-2022", "--yes", code=1)
    assert HAN.search(ran.err)
    assert gongkai("import", "../信.txt", "--plan", "xin-2022", "--dry-run", code=1)


def test_nobody_said_who_they_are(gongkai: Gongkai) -> None:
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        del gongkai.env[name]
    assert "user.email" in refused(gongkai, "set", "tianqiao-2021/2", "status=推进中", code=3)
