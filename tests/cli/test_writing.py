"""Writing commands: one commit each, asked for where it is more than one task."""

import json
import sys

import pytest

from .conftest import TASK_1, Gongkai


def test_set_is_one_commit_and_one_line(gongkai: Gongkai) -> None:
    before = gongkai.head()
    ran = gongkai("set", "tianqiao-2021/2", "status=推进中")
    assert ran.out == ""
    assert ran.err.startswith("已保存：")
    assert gongkai.git("rev-list", "--count", f"{before}..HEAD").strip() == "1"
    assert gongkai.git("status", "--porcelain") == ""
    diff = gongkai.git("diff", before, "--", "plans/tianqiao-2021/002.yaml")
    assert "-status: 未启动" in diff
    assert "+status: 推进中" in diff
    message = gongkai.git("log", "-1", "--format=%B")
    assert "Gongkai-Action: set" in message
    assert "Gongkai-Task: tianqiao-2021/002" in message


def test_dry_run_writes_nothing(gongkai: Gongkai) -> None:
    before = gongkai.head()
    ran = gongkai("set", "status:未启动", "status=推进中", "--dry-run")
    assert ran.out.count("未启动") == 2
    assert "会修改 2 项任务" in ran.err
    assert gongkai.head() == before


def test_bulk_asks_and_a_script_must_say_yes(gongkai: Gongkai) -> None:
    before = gongkai.head()
    ran = gongkai("set", "status:未启动", "status=推进中", code=1)
    assert ran.err == "错误：会修改 2 项任务，没有保存；请加 --yes 确认，或先用 --dry-run 查看。\n"
    assert gongkai.head() == before
    gongkai("set", "status:未启动", "status=推进中", "--yes")
    assert gongkai.git("rev-list", "--count", f"{before}..HEAD").strip() == "1"


def test_bulk_is_all_or_nothing(gongkai: Gongkai) -> None:
    before = gongkai.head()
    ran = gongkai("set", "plan:tianqiao-2021", "status=已完成", "--yes", code=1)
    assert gongkai.head() == before
    for number in ("001", "002", "003"):
        assert f"tianqiao-2021/{number}" in ran.err


def test_message(gongkai: Gongkai) -> None:
    gongkai("set", "tianqiao-2021/2", "status=推进中", "-m", "督查后启动")
    assert gongkai.git("log", "-1", "--format=%s").strip() == "督查后启动"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set", "tianqiao-2021/2", "status=推进中", "-m", "督\udcb2\udcbb"), "没有保存。提交说明第 2 个字处："),
        (
            ("contact", "add", "区财政局", "钱七", "--from", "今天", "--email", "q@a.cn", "-m", "\udcb2"),
            "没有保存。提交说明第 1 个字处：",
        ),
        (("note", "tianqiao-2021/2", "已电话\udcb2催办"), "文字第 4 个字处："),
    ],
)
def test_words_in_another_encoding_are_refused(gongkai: Gongkai, words: tuple[str, ...], said: str) -> None:
    before = gongkai.head()
    assert f"{said}不是 UTF-8 编码的字，读不出来；请把终端的编码设为 UTF-8。" in gongkai(*words, code=1).err
    assert (gongkai.head(), gongkai.git("status", "--porcelain")) == (before, "")


def test_note_and_evidence(gongkai: Gongkai) -> None:
    gongkai(
        "note", "tianqiao-2021/2", "已电话催办", "-u", "区自然资源局", "-e", "https://a.cn/1", "-e", "济规〔2021〕3号"
    )
    (entry,) = json.loads(gongkai("show", "tianqiao-2021/2", "--json").out)["log"]
    assert entry["text"] == "已电话催办"
    assert entry["unit"] == "区自然资源局"
    assert entry["evidence"] == ["https://a.cn/1", "济规〔2021〕3号"]
    assert entry["date"] == "2022-05-01"


def test_undo(gongkai: Gongkai) -> None:
    gongkai("set", "status:未启动", "status=推进中", "--yes")
    assert "撤销" in gongkai("undo", "--dry-run").err
    gongkai("undo", code=1)
    gongkai("undo", "--yes")
    assert len(json.loads(gongkai("list", "status:未启动", "--json").out)) == 2


def test_apply(gongkai: Gongkai) -> None:
    gongkai.write("../回报.csv", "编号,状态,进展\ntianqiao-2021/2,推进中,已开工\ntianqiao-2021/3,推进中,\n")
    assert "会修改 2 项任务" in gongkai("apply", "../回报.csv", "--dry-run").err
    gongkai("apply", "../回报.csv", "--yes")
    assert len(json.loads(gongkai("list", "status:推进中", "--json").out)) == 3
    rows = '{"id": "tianqiao-2021/2", "note": "甲"}\n{"id": "tianqiao-2021/9", "note": "乙"}\n'
    ran = gongkai("apply", "-", "--format", "jsonl", "--yes", stdin=rows, code=1)
    assert "标准输入:2" in ran.err


def test_a_list_can_be_applied_again(gongkai: Gongkai) -> None:
    table = gongkai("list", "--csv", "--columns", "id,status").out.replace("未启动", "推进中")
    gongkai("apply", "-", "--yes", stdin=table)
    assert len(json.loads(gongkai("list", "status:推进中", "--json").out)) == 3


def test_add(gongkai: Gongkai) -> None:
    args = ["add", "tianqiao-2021", "--requirement", "完成栏目自查", "--units", "区财政局牵头，区民政局配合",
            "--deadline", "9月底前", "--basis", "常务会"]  # fmt: skip
    before = gongkai.head()
    assert "不在 units/" not in gongkai(*args, "--dry-run").err
    assert gongkai.head() == before
    task_id = gongkai(*args).out.strip()
    assert task_id.startswith("tianqiao-2021/x-")
    task = json.loads(gongkai("show", task_id, "--json").out)
    assert task["deadline"]["due"] == "2021-09-30"
    assert [unit["role"] for unit in task["units"]] == ["牵头", "配合"]
    for more in (("--dry-run",), ()):
        said = gongkai("add", "tianqiao-2021", "--requirement", "另一件", "--units", "区财正局，区民政局", *more).err
        assert "提示：“区财正局”不在 units/tianqiao.yaml 里，相近的有 区财政局" in said
        assert "“区民政局”" not in said


def test_new(gongkai: Gongkai) -> None:
    assert "id: tianqiao-2022" in gongkai("new", "tianqiao-2022", "--title", "要点", "--dry-run").out
    assert "issued: 2022-04-10" in gongkai("new", "tianqiao-2022", "--issued", "４月１０日", "--dry-run").out
    gongkai("new", "tianqiao-2022", "--title", "2022年要点", "--follows", "tianqiao-2021")
    assert "tianqiao-2022" in gongkai().out


@pytest.fixture
def editor(gongkai: Gongkai):
    """Make an editor that replaces one text by another."""

    def make(old: str, new: str) -> str:
        script = gongkai.root.parent / "editor.py"
        script.write_text(
            "import sys, pathlib\n"
            "path = pathlib.Path(sys.argv[1])\n"
            f"path.write_text(path.read_text('utf-8').replace({old!r}, {new!r}), 'utf-8')\n",
            encoding="utf-8",
        )
        return f"{sys.executable} {script}"

    return make


def test_edit(gongkai: Gongkai, editor) -> None:
    gongkai("edit", "tianqiao-2021/1", EDITOR=editor("财政信息公开", "财政预决算公开"))
    assert "财政预决算公开" in gongkai("list").out
    before = gongkai.head()
    assert gongkai("edit", "tianqiao-2021/1", EDITOR=editor("没有的字", "")).err == "没有改动。\n"
    ran = gongkai("edit", "tianqiao-2021/1", EDITOR=editor("status: 推进中", "status: 不知道"), code=1)
    assert "plans/tianqiao-2021/001.yaml:" in ran.err
    assert "改过的文字留在" in ran.err
    assert gongkai("edit", "tianqiao-2021/1", EDITOR="/no/such/editor", code=1).err.startswith("错误：打不开编辑器")
    assert gongkai.head() == before


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("rm", "错误：读不了编辑器保存的文件 "),
        ("cp {gbk}", "错误：编辑器保存的不是 UTF-8 文本，没有保存；文字留在 "),
        ("false", "错误：编辑器“false”没有正常结束（1），没有保存；文字留在 "),
    ],
)
def test_what_the_editor_left_cannot_be_used(gongkai: Gongkai, command: str, words: str) -> None:
    gbk = gongkai.root.parent / "gbk.yaml"
    gbk.write_bytes("heading: 财政".encode("gbk"))
    before = gongkai.head()
    ran = gongkai("edit", "tianqiao-2021/1", EDITOR=command.format(gbk=gbk), code=1)
    assert ran.err.startswith(words)
    assert gongkai.head() == before


def test_fmt(gongkai: Gongkai) -> None:
    gongkai.write("plans/tianqiao-2021/001.yaml", TASK_1.replace("seq: 1\n", "seq:   1   # 手写\n"))
    gongkai.commit("手改")
    assert "plans/tianqiao-2021/001.yaml" in gongkai("fmt", "--dry-run").out.splitlines()
    gongkai("fmt", code=1)
    gongkai("fmt", "--yes")
    assert gongkai("fmt", "--dry-run").out == ""


def test_a_comment_survives_set(gongkai: Gongkai) -> None:
    gongkai.write("plans/tianqiao-2021/001.yaml", TASK_1.replace("seq: 1\n", "seq:   1   # 手写\n"))
    gongkai.commit("手改")
    gongkai("note", "tianqiao-2021/1", "又一条")
    assert "seq:   1   # 手写\n" in (gongkai.root / "plans/tianqiao-2021/001.yaml").read_text("utf-8")


def test_init(empty: Gongkai) -> None:
    empty("init", "台账", "--jurisdiction", "huaiyin", "--name", "济南市槐荫区", "--office", "区政府办公室")
    empty.root = empty.root / "台账"
    assert (empty.root / "units/huaiyin.yaml").exists()
    assert "还没有计划" in empty().err
    assert "还没有任务" in empty("list").err


DOCUMENT = """2022年某某区政务公开工作要点

（2022年5月10日）

序号\t工作任务\t具体要求\t责任单位\t完成时限
1\t财政信息公开\t公开预决算\t区财政局\t2022年9月底前
2\t规划信息公开\t公开国土空间规划\t区自然资源局牵头，各街道办事处配合\t长期坚持
"""


def test_import(gongkai: Gongkai) -> None:
    gongkai.write("../要点.tsv", DOCUMENT)
    draft = json.loads(gongkai("import", "../要点.tsv", "--dry-run", "--json", code=None).out)
    assert [task["seq"] for task in draft["tasks"]] == [1, 2]
    assert set(draft) == {"title", "issuer", "doc_number", "issued", "year", "tasks", "problems"}
    before = gongkai.head()
    gongkai("import", "../要点.tsv", "--plan", "mou-2022", code=1)
    assert gongkai.head() == before
    gongkai("import", "../要点.tsv", "--plan", "mou-2022", "--yes")
    assert len(json.loads(gongkai("list", "plan:mou-2022", "--json").out)) == 2
    assert "已经存在" in gongkai("import", "../要点.tsv", "--plan", "mou-2022", "--yes", code=1).err


def test_import_dry_run_needs_no_repository(empty: Gongkai) -> None:
    empty.write("要点.tsv", DOCUMENT)
    assert "规划信息公开" in empty("import", "要点.tsv", "--plan", "mou-2022", "--dry-run").out


def test_the_hints_of_a_document_are_shown_once(empty: Gongkai) -> None:
    empty.write("要点.tsv", DOCUMENT.replace("区自然资源局牵头，各街道办事处配合", ""))
    ran = empty("import", "要点.tsv", "--plan", "mou-2022", "--dry-run", code=None)
    assert "沿用" in ran.out
    assert "沿用" not in ran.err
    assert "项任务有待人工确认的地方" in ran.err


def test_git_merges_by_field(gongkai: Gongkai) -> None:
    gongkai.write("../base", TASK_1)
    gongkai.write("../ours", TASK_1.replace("heading: 财政信息公开", "heading: 预决算公开"))
    gongkai.write("../theirs", TASK_1.replace("status: 推进中", "status: 待核查"))
    path = "plans/tianqiao-2021/001.yaml"
    gongkai("merge-file", "../base", "../ours", "../theirs", path)
    merged = (gongkai.root / "../ours").read_text("utf-8")
    assert "heading: 预决算公开" in merged
    assert "status: 待核查" in merged
    gongkai.write("../theirs", TASK_1.replace("heading: 财政信息公开", "heading: 财政公开"))
    assert path in gongkai("merge-file", "../base", "../ours", "../theirs", path, code=1).err
    assert (gongkai.root / "../ours").read_text("utf-8") == merged


def test_several_ids(gongkai: Gongkai) -> None:
    gongkai("set", "tianqiao-2021/2,tianqiao-2021/003", "status=推进中", "--yes")
    assert len(json.loads(gongkai("list", "status:推进中", "--json").out)) == 3


def test_rectifying_set_by_hand_tells_how_to_open_the_problem(gongkai: Gongkai) -> None:
    said = gongkai("set", "tianqiao-2021/1", "status=整改中", "--reason", "抽查", "-u", "区财政局").err
    command = "gongkai problem open tianqiao-2021/001 --unit 区财政局 --what 问题 --due 日期"
    assert command in said
    words = command.removeprefix("gongkai ").replace("日期", "2099-01-01").split()
    gongkai(*words)
    ended = gongkai("set", "tianqiao-2021/1", "status=已终止", "--reason", "并入", "-u", "区财政局", code=1)
    assert "gongkai problem withdraw" in ended.err
    assert "整改期限" not in ended.err


def test_rectifying_that_a_problem_asked_for_says_nothing_more(gongkai: Gongkai) -> None:
    what = ("--unit", "区财政局", "--what", "失效", "--due", "2099-01-01")
    gongkai("problem", "open", "tianqiao-2021/1", *what)
    said = gongkai("set", "tianqiao-2021/1", "status=整改中", "--reason", "抽查", "--yes").err
    assert "problem open" not in said
