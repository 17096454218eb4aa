"""`gongkai clock`: a last day, and why, without any repository."""

import csv
import json

TODAY = ("--today", "2022-10-12")


def test_the_last_day_then_day_by_day(empty):
    out = empty(*TODAY, "clock", "主动公开", "2022-09-30").out
    assert "《政府信息公开条例》第二十六条" in out
    assert "20个工作日：最迟 2022-11-02 周三" in out
    assert "从2022-09-30起第20个工作日是2022-11-02（周三），跳过国庆节7天、周六周日6天，含调休2天" in out
    assert "今天（2022-10-12）还剩21天（15个工作日）" in out
    table = [line.split() for line in out.splitlines() if line.startswith("2022-")]
    assert len(table) == 33
    assert table[0] == ["2022-10-01", "周六", "国庆节"]
    assert table[7] == ["2022-10-08", "周六", "1", "调休上班（国庆节）"]
    assert table[-1] == ["2022-11-02", "周三", "20"]


def test_a_day_is_typed_as_elsewhere(empty):
    whole = empty(*TODAY, "clock", "主动公开", "2022-09-30").out
    for typed in ("9月30日", "９月３０日", "9月底"):
        assert empty(*TODAY, "clock", "主动公开", typed).out == whole
    assert "不是一个日期" in empty(*TODAY, "clock", "主动公开", "9月", code=2).err


def test_json(empty):
    found = json.loads(empty(*TODAY, "clock", "答复", "2022-09-30", "--json").out)
    assert (found["rule"], found["source"], found["start"]) == ("答复", "《政府信息公开条例》第三十三条", "2022-09-30")
    assert [(each["last"], each["left_days"], each["left_working_days"]) for each in found["clocks"]] == [
        ("2022-11-02", 21, 15),
        ("2022-11-30", 49, 35),
    ]
    assert found["clocks"][1]["days"][0] == {"date": "2022-11-03", "weekday": "周四", "number": 21, "note": ""}


def test_csv_has_one_line_a_day(empty):
    rows = list(csv.DictReader(empty("clock", "舆情", "2022-05-01 22:30", "--csv").out.splitlines()))
    assert [(row["clock"], row["date"], row["note"]) for row in rows] == [
        ("5小时", "2022-05-01", "22:30—24:00，计1小时30分"),
        ("5小时", "2022-05-02", "00:00—03:30，计3小时30分"),
        ("24小时", "2022-05-01", "22:30—24:00，计1小时30分"),
        ("24小时", "2022-05-02", "00:00—22:30，计22小时30分"),
    ]


def test_a_minus_is_no_option(empty):
    for words in ("-7日", "会前7日"):
        assert "最迟 2022-06-13 周一" in empty("clock", words, "2022-06-20").out


def test_without_words_the_named_clocks(empty):
    names = [row["name"] for row in json.loads(empty("clock", "--json").out)]
    assert names[:4] == ["主动公开", "补正", "答复", "征求第三方意见"]


def test_a_year_without_holidays_is_refused_with_what_to_do(empty):
    ran = empty("clock", "20工作日", "2060-01-04", code=1)
    assert ran.out == ""
    assert "没有 2060 年的放假安排" in ran.err
    assert "要先更新本程序的放假数据" in ran.err


def test_wrong_words(empty):
    for arguments, said in (
        (("20工作", "2022-01-01"), "没有“20工作”这种时限"),
        (("补正",), "没有写从哪一天起算"),
        (("补正", "9月"), "不是一个日期"),
        (("舆情", "2022-05-01"), "几点几分"),
        (("没有",), "没有“没有”这种时限"),
        (("--jsno", "补正"), "没有 --jsno 这个选项"),
        (("补正", "--from=2022-01-01"), "没有 --from 这个选项"),
        (("补正", "--from", "2022-01-01"), "没有 --from 这个选项"),
        (("补正", "2022-01-01", "--jsno"), "没有 --jsno 这个选项"),
        (("舆情", "2022-05-01", "22:30"), "多出了参数“22:30”（含空格的内容要用引号括起来）"),
        (("补正", "2022-01-01", "--json", "--csv"), "只能选一种输出格式"),
    ):
        ran = empty("clock", *arguments, code=2)
        assert said in ran.err, ran
        assert ran.out == ""
