"""`gongkai problem import`, `sheet`, `return` and `notice`: files in and out, and the help that lists them."""

import json

import openpyxl

LIST = (
    "网站检查问题清单,,,\n序号,被检查单位,网址,存在问题\n"
    "1,区财政,https://a.cn/1,链接打不开\n2,区民政局,https://a.cn/2,未更新\n"
)
IMPORT = ("problem", "import", "清单.csv", "--plan", "tianqiao-2021")


def test_the_round_of_a_list(gongkai):
    (gongkai.root / "清单.csv").write_bytes(LIST.encode("gb18030"))
    shown = gongkai(*IMPORT, "--dry-run")
    assert "新增" in shown.out
    assert "试运行：2 条，登记 2 条；没有保存。" in shown.err
    assert "GB18030" in shown.err
    assert "请加 --yes" in gongkai(*IMPORT, code=1).err
    saved = gongkai(*IMPORT, "--by", "某公司", "--due", "5月20日", "--yes")
    assert "已保存：天桥2021 导入问题清单 清单.csv：登记2个问题（某公司）" in saved.err
    assert "已有的 2 条不再登记；没有需要保存的内容" in gongkai(*IMPORT, "--yes").err

    made = gongkai("problem", "sheet", "--out", "表")
    assert made.out.splitlines() == [
        "表/济南市天桥区-区财政局-整改链接表.xlsx",
        "表/济南市天桥区-区民政局-整改链接表.xlsx",
    ]
    assert "没有覆盖" in gongkai("problem", "sheet", "--out", "表", code=1).err
    path = gongkai.root / "表/济南市天桥区-区财政局-整改链接表.xlsx"
    book = openpyxl.load_workbook(path)
    book.active["F4"], book.active["H4"] = "已修复", "2022-05-01"
    book.save(path)
    dry = gongkai("problem", "return", str(path), "--dry-run", code=1).err.splitlines()[-1]
    assert dry == "试运行：报整改 0 个问题，但有 1 处不能这样办，改好之前全部不会保存；没有保存。"
    book.active["G4"] = "https://a.cn/3"
    book.save(path)
    refused = gongkai("problem", "return", str(path), "清单.csv", code=1)
    assert "清单.csv：不是整改链接表" in refused.err
    assert "报整改 1 个问题" in gongkai("problem", "return", "表", "--yes").err
    states = [row["state"] for row in json.loads(gongkai("problem", "list", "--json").out)]
    assert sorted(states) == ["待再核查", "整改中"]


def test_what_a_list_leaves_out_is_said_where_no_table_is_shown(gongkai):
    head, rows = "责任单位,问题描述,任务\n", "区财政局,坏链一,预决算\n区财政局,坏链二,预决算\n区财政局,坏链三,{}\n"
    (gongkai.root / "清单.csv").write_text(head + rows.format("1、2"), "utf-8")
    left_out = "提示：清单.csv 第 2-3 行：“预决算”不是任务编号或序号，没有关联任务。"
    assert left_out not in gongkai(*IMPORT, "--dry-run").err
    saved = gongkai(*IMPORT, "--yes").err
    assert left_out in saved
    assert "提示：清单.csv 第 4 行：“1、2”是 2 项任务，一个问题只关联一项，没有关联任务。" in saved
    (gongkai.root / "清单.csv").write_text(head + rows.format("1.0"), "utf-8")
    linked = gongkai(*IMPORT, "--yes").err
    assert "3 条，登记 0 条，给已有的 1 条补上任务，已有的 2 条不再登记。" in linked
    assert " 补上任务 tianqiao-2021/001。" in linked


def test_the_day_that_a_list_proposes_is_shown(gongkai):
    (gongkai.root / "清单.csv").write_text("责任单位,问题描述,整改期限\n区财政局,坏链,2022-06-30\n", "utf-8")
    gongkai(*IMPORT, "--yes")
    (problem,) = [row["id"] for row in json.loads(gongkai("problem", "list", "--json").out)]
    assert "清单期限  2022-06-30" in gongkai("problem", "show", problem).out


def test_a_notice_from_draft_to_sent_and_undone(gongkai):
    (gongkai.root / "清单.csv").write_text(LIST, "utf-8")
    gongkai(*IMPORT, "--due", "5月20日", "--yes")
    draft = gongkai("problem", "notice", "--plan", "tianqiao-2021", "--kind", "通报")
    assert draft.out.startswith("【草稿，待批准】\n\n# 济南市天桥区人民政府办公室关于2021年政务公开工作")
    assert "共发现问题 2 个，涉及 2 个单位" in draft.out
    gongkai("problem", "notice", "--plan", "tianqiao-2021", "--kind", "通报", "--out", "通报.md")
    assert (gongkai.root / "通报.md").read_text("utf-8") == draft.out
    sent = (
        "problem",
        "notice",
        "--plan",
        "tianqiao-2021",
        "--kind",
        "通报",
        "--sent",
        "今天",
        "--number",
        "天〔2022〕1号",
    )
    assert "--approved-by" in gongkai(*sent, code=1).err
    assert "2个问题，2022-05-01 发出，区长批准" in gongkai(*sent, "--approved-by", "区长", "--yes").err
    gongkai("undo", "--yes")
    assert "待批准" in gongkai("problem", "notice", "--plan", "tianqiao-2021", "--kind", "通报").out


def test_a_notice_says_which_days_it_leaves_alone_and_what_is_not_recorded_yet(gongkai):
    (gongkai.root / "清单.csv").write_text(LIST, "utf-8")
    gongkai(*IMPORT, "--due", "5月20日", "--yes")
    words = ("problem", "notice", "--plan", "tianqiao-2021", "--kind", "通报", "--due", "5月31日")
    ran = gongkai(*words)
    assert "2 个问题的整改期限还没有到，仍按各自的期限写，不用 --due" in ran.err
    assert "5月31日" not in ran.out
    late = gongkai(*words, GONGKAI_TODAY="2022-05-25")
    assert "整改期限2022年5月20日已过，限2022年5月31日前完成" in late.out
    assert "发出后用 --sent 记下时写同一个 --due 2022-05-31" in late.err
    assert "还没有记到问题上" not in ran.err
    sent = ("--sent", "今天", "--number", "天〔2022〕1号", "--approved-by", "区长", "--yes")
    gongkai(*words, *sent, GONGKAI_TODAY="2022-05-25")
    dues = [row["due"] for row in json.loads(gongkai("problem", "list", "--json").out)]
    assert dues == ["2022-05-31"] * 2


def test_rows_that_do_not_match_are_listed_one_a_line(gongkai):
    (gongkai.root / "清单.csv").write_text("单位,问题\n区财局,甲\n区民政局,\n", "utf-8")
    ran = gongkai(*IMPORT, code=1)
    assert ran.err.splitlines()[0] == "错误：清单.csv 有 2 处不能用，全部没有导入"
    assert [line.split("：")[0].strip() for line in ran.err.splitlines()[1:]] == ["清单.csv:2", "清单.csv:3"]


def test_misuse_is_said_in_one_sentence(gongkai):
    (gongkai.root / "清单.csv").write_text(LIST, "utf-8")
    for args, words in (
        (("import", "清单.csv"), "缺少选项 --plan"),
        (("import",), "文件"),
        (("sheet", "--format", "pdf"), "只有 xlsx、csv 两种格式"),
        (("notice", "--plan", "tianqiao-2021"), "缺少选项 --kind"),
        (("notice", "--kind", "通报"), "没有指明是哪些问题"),
        (("notice", "--kind", "通报", "--plan", "tianqiao-2021", "--approved-by", "x"), "要和 --sent 日期 一起用"),
        (("notice", "--kind", "通报", "--number", "x", "--due", "6月1日"), "不能改期限"),
        (("return",), "文件"),
    ):
        ran = gongkai("problem", *args, code=2)
        assert words in ran.err, ran
        assert len(ran.err.strip().splitlines()) == 1
    assert "没有文件" in gongkai("problem", "import", "无.csv", "--plan", "tianqiao-2021", code=1).err


def test_the_help_names_the_further_actions_and_each_has_its_own(gongkai):
    listed = gongkai("problem", "--help").out
    for action, option in (("import", "--notified"), ("sheet", "--out"), ("return", "--dry-run"), ("notice", "--kind")):
        assert f"gongkai problem {action} --help" in listed
        page = gongkai("problem", action, "--help").out
        assert page.startswith(f"用法：gongkai problem {action} ")
        assert option in page
