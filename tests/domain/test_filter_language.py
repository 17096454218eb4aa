"""The filter language, case by case (README.md, 筛选)."""

import pytest
from samples import CONTEXT, TODAY, make_row

from gongkai_tui.domain.errors import FilterError
from gongkai_tui.domain.filter_order import apart
from gongkai_tui.domain.filters import parse_filter
from gongkai_tui.domain.pairs import pack_pairs

ROW = make_row()


def finds(text, row=ROW):
    found = parse_filter(text, CONTEXT)
    assert found.select([row]) == ([row] if found.matches(row) else [])
    return found.matches(row)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "财政",
        "czj",
        "CZJ",
        "ｃｚｊ",
        "财政 推进",
        "财政　推进",
        "教育|财政",
        "教育｜财政",
        "教育 | 财政",
        "!教育",
        "！教育",
        "!!财政",
        "按月公开",
        '"按月公开"',
        "三公",
        "第17项",
        "tianqiao-2021/017",
        "tjz",
        "(教育|财政) 推进",
        "（教育｜财政）推进",
        "!(教育 财政)",
        "~czj",
        "～ＣＺ信息",
        "~财x息",
        "~财信",
        "~三公费",
        "!~教育|卫生",
        '~"财 信"',
    ],
)
def test_words_that_find_it(text):
    assert finds(text)


@pytest.mark.parametrize(
    "text", ["教育", "!财政", "财政 教育", '"财政 信息"', "(教育|卫生) 财政", "czjx", "~信财", "!~czj", "~财政信息按月"]
)
def test_words_that_do_not(text):
    assert not finds(text)


def test_bar_binds_tighter_than_space():
    assert not finds("财政|教育 卫生")
    assert finds("卫生|财政 推进")


def test_a_phrase_is_taken_as_it_stands():
    row = make_row(requirement="做好 A|B 公开：https://a.cn")
    assert finds('"a|b 公开"', row)
    assert finds("https://a.cn", row)
    assert not finds('"公开 a|b"', row)


def test_a_word_never_spans_two_fields():
    assert not finds("财政信息按月")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("unit:区财政局", True),
        ("单位：财政", True),
        ("dw:czj", True),
        ("unit:无影山街道办事处", True),
        ("unit=无影山街道办事处", False),
        ("unit=区财政局", True),
        ("unit=财政局", False),
        ("unit!=区财政局", False),
        ("unit:区教育局,区财政局", True),
        ('unit:"区财政局"', True),
        ("lead:财政", True),
        ("lead:街道", False),
        ("support:财政", False),
        ("support:无", True),
        ("责任:街道", True),
        ("unit:无", False),
        ("unit:有", True),
    ],
)
def test_units(text, expected):
    assert finds(text) is expected


def test_none_is_no_part_of_a_name():
    assert not finds("unit:无", make_row(packed_units=pack_pairs((("无影山街道办事处", "责任"),))))
    assert finds("unit:无", make_row(packed_units=""))


def test_a_unit_named_by_exception_is_found():
    assert finds("unit:区民政局", make_row(packed_unit_status=pack_pairs((("区民政局", "整改中"),))))


def test_a_comma_inside_quotes_is_no_separator():
    row = make_row(packed_units=pack_pairs((("各部门,单位", "责任"),)))
    assert finds('unit="各部门,单位"', row)
    assert not finds("unit=各部门,单位", make_row())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("owes:区财政局", True),
        ("欠账:财政", True),
        ("qz:czj", True),
        ("欠账=财政", False),
        ("欠账:区民政局", False),
        ("欠账:区教育局", False),
        ("欠账:区教育局 状态:推进中", False),
        ("欠账:区财政局 状态:推进中", True),
        ("欠账:区财政局 !状态:整改中", True),
        ("欠账:区教育局,区财政局", True),
        ("欠账:各街道办事处 状态:整改中", True),
        ("状态:推进中 欠账:各街道办事处", False),
        ("(欠账:各街道办事处) 状态:推进中", True),
        ("!欠账:区教育局 状态:推进中", True),
        ("欠账!=区民政局", True),
        ("欠账:有", True),
        ("欠账:无", False),
        ("催办:有", True),
        ("催办:无", False),
    ],
)
def test_what_a_unit_owes_is_its_own_part(text, expected):
    own = (("各街道办事处", "整改中"), ("区民政局", "已完成"), ("区教育局", "已核销"))
    assert finds(text, make_row(packed_unit_status=pack_pairs(own))) is expected


def test_a_task_of_nobody_is_owed_until_it_is_done():
    assert finds("欠账:无", make_row(packed_units=""))
    assert not finds("欠账:无", make_row(packed_units="", status="已完成", stored_status="已完成"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("status:推进中", True),
        ("状态：推进中，整改中", True),
        ("zt:tjz", True),
        ("zt:jxz", True),
        ("status:推", True),
        ("status:已", False),
        ("status:未完成", True),
        ("status!=推进中", False),
        ("!status:已完成", True),
    ],
)
def test_status(text, expected):
    assert finds(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("due<=2022-09-30", True),
        ("due<2022-09-30", False),
        ("due>=2022-09-30", True),
        ("due>2022-09-29", True),
        ("due:2022-09-30", True),
        ("due=2022-09", True),
        ("due:2022", True),
        ("due:2022年9月", True),
        ("due:9月", True),
        ("due:09-30", True),
        ("due:9月30日", True),
        ("due:20220930", True),
        ("due:2022/9/30", True),
        ("due≤2022.9.30", True),
        ("due<=2022-09", True),
        ("due<2022-09", False),
        ("due:2022-09-01..2022-10-01", True),
        ("due:本月", False),
        ("due:上月", True),
        ("due:本周", True),
        ("due:下周", False),
        ("due:上季度", True),
        ("due:本年", True),
        ("due:昨天", True),
        ("due:30d", False),
        ("due:-7d", True),
        ("due<30d", True),
        ("due:逾期", True),
        ("due:yq", True),
        ("due:临期", False),
        ("due:无", False),
        ("due:有", True),
        ("due!=2022-09-30", False),
        ("期限:9月,10月", True),
    ],
)
def test_due(text, expected):
    assert finds(text) is expected


def test_due_in_the_next_days_counts_today_and_the_last_day():
    assert finds("due:30d", make_row(due="2022-10-01"))
    assert finds("due:30d", make_row(due="2022-10-31"))
    assert not finds("due:30d", make_row(due="2022-11-01"))


def test_a_task_without_due_date_is_on_no_side_of_a_date():
    row = make_row(due="")
    assert not finds("due<2099-01-01", row)
    assert not finds("due>1999-01-01", row)
    assert finds("due:无", row)


@pytest.mark.parametrize(
    ("text", "updated", "expected"),
    [
        ("updated:7d", "2022-09-24", True),
        ("updated:7d", "2022-09-23", False),
        ("updated>90d", "2022-07-02", True),
        ("updated>90d", "2022-07-03", False),
        ("updated<90d", "2022-07-03", False),
        ("updated<90d", "2022-07-04", True),
        ("updated>=2022-07-01", "2022-07-02", True),
        ("更新：本月", "2022-10-01", True),
        ("updated:无", "", True),
        ("updated:有", "", False),
        ("updated:7d", "", False),
        ("updated>90d", "", True),
    ],
)
def test_updated(text, updated, expected):
    assert finds(text, make_row(updated=updated)) is expected


def test_never_recorded_and_no_issue_date_has_no_age():
    assert not finds("updated>90d", make_row(updated="", issued=""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("evidence:无", True),
        ("佐证:有", False),
        ("evidence:0", True),
        ("evidence>=1", False),
        ("hint:有", False),
        ("hint:无", True),
        ("year:2021", True),
        ("年：2020..2021", True),
        ("year:2021年", True),
        ("seq:17", True),
        ("seq<17", False),
        ("序号:1..20", True),
        ("#17", True),
        ("#017", True),
        ("#1", False),
        ("plan:tianqiao", True),
        ("plan=tianqiao", False),
        ("计划=tianqiao-2021", True),
        ("section:重点", True),
        ("section:zdly", True),
        ("heading:czxx", True),
        ("requirement:三公", True),
        ("kind:截止", True),
        ("flag:逾期", True),
        ("标记:yq,lq", True),
        ("标记:核迟", False),
        ("标记:久未,已过", True),
        ("flag:临期", False),
        ("flag:有", True),
        ("flag:无", False),
        ("id:tianqiao-2021/17", True),
        ("id:2021", True),
        ("id=tianqiao-2021/1", False),
    ],
)
def test_other_fields(text, expected):
    assert finds(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "tianqiao-2021/17",
        "tianqiao-2021/1 tianqiao-2021/17",
        "tianqiao-2021/1,tianqiao-2021/17",
        "tianqiao-2021/1，TIANQIAO-2021/017",
        "tianqiao-2021/17 推进",
        "tianqiao-2021/1|tianqiao-2021/17",
        "tianqiao-2021/1|没有这几个字|tianqiao-2021/17",
        "tianqiao-2021/1|推进中|tianqiao-2021/2",
    ],
)
def test_ids_beside_each_other_mean_any_of_them(text):
    assert finds(text)
    assert not finds(text, make_row(170, status="已完成"))


@pytest.mark.parametrize(
    ("text", "position", "said"),
    [
        ("status:", 7, "缺少一个值"),
        ("status:推进中,", 11, "缺少一个值"),
        ("status:在办", 7, "没有“在办”这个状态"),
        ("status:逾期", 7, "标记:逾期"),
        ("财政 foo:1", 3, "没有“foo”这个字段"),
        ("财政 |", 4, "缺少一个条件"),
        ("| 财政", 0, "缺少一个条件"),
        ("财政 !", 4, "缺少一个条件"),
        ("财政 (教育", 3, "配对"),
        ("财政 ) x", 3, "配对"),
        ("()", 0, "没有条件"),
        ('财政 "三公', 3, "引号"),
        ('""', 0, "引号里没有内容"),
        ("due:30q", 4, "2022-09-30"),
        ("due:2022-13-01", 4, "看不懂"),
        ("期限：2022-02-30", 3, "看不懂"),
        ("due<1,2", 6, "只能有一个值"),
        ("year:x", 5, "数字"),
        ("unit>3", 0, "不能用"),
        ("财政 ~", 3, "缺少要找的字"),
        ("财政 排序:期限,-进度", 9, "不能按“进度”排序"),
        ("sort:", 5, "缺少一个值"),
        ("排序：期限 ！px:-", 7, "单独写"),
        ("财政|排序:期限", 3, "单独写"),
        ("(财政 排序:期限)", 4, "单独写"),
        ("px>期限", 0, "不能用“>”"),
        ("flag:红灯", 5, "逾期"),
        ("财政　状态：x", 6, "没有“x”这个状态"),
        ("财政 \udcb2\udcc6", 3, "不是 UTF-8"),
    ],
)
def test_an_error_names_its_place_and_what_is_allowed(text, position, said):
    with pytest.raises(FilterError) as error:
        parse_filter(text, CONTEXT)
    assert error.value.position == position
    assert said in str(error.value)
    assert f"第 {position + 1} 个字" in str(error.value)


@pytest.mark.parametrize(
    ("text", "conditions", "order"),
    [
        ("财政 排序:截止,-更新", "财政", "due,-updated"),
        ("排序：截止，－更新　财政", "财政", "due,-updated"),
        ("财政 px:zt 推进", "财政 推进", "status"),
        ("sort=-due 推进 排序:编号", "推进", "-due,id"),
        ("排序:章节", "", "section"),
        ("财政", "财政", "-year"),
        ('"排序:期限"', '"排序:期限"', "-year"),
    ],
)
def test_an_order_is_no_condition(text, conditions, order):
    found = parse_filter(text, CONTEXT)
    assert found.select([ROW]) == parse_filter(conditions, CONTEXT).select([ROW])
    assert (found.order or "-year") == order
    assert apart(text, "-year") == (conditions, order)


def test_brackets_too_deep_are_an_error_not_a_crash():
    with pytest.raises(FilterError):
        parse_filter("(" * 5000 + "a" + ")" * 5000, CONTEXT)
    assert parse_filter("!" * 5000 + "财政", CONTEXT).matches(ROW)


def test_today_moves_what_a_period_means():
    later = CONTEXT._replace(today=TODAY.replace(month=9))
    assert parse_filter("due:本月", later).matches(ROW)
