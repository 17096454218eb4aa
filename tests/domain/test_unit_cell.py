"""Cells of responsible units: every form that is known, the cells of the five plans, and what holds for any text."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_tui.domain.collective import is_collective, is_open_collective
from gongkai_tui.domain.task import Role
from gongkai_tui.domain.unit_cell import LONGEST_CELL, read_unit_cell

LETTERS = {Role.LEAD: "牵头", Role.SUPPORT: "配合", Role.RESPONSIBLE: ""}
SEED_CELLS = Path(__file__).with_name("seed_unit_cells.tsv")


def parsed(cell: str) -> str:
    """The reading as short text: name, then role and scope where they are not plain 责任."""
    return " ".join(
        unit.unit + (f"[{LETTERS[unit.role]}{':' + unit.scope if unit.scope else ''}]" if LETTERS[unit.role] else "")
        for unit in read_unit_cell(cell).units
    )


ROWS_OF_F3 = [
    ("区财政局，各街道办事处", "区财政局 各街道办事处"),
    (
        "区发展改革局、区投资促进局、区科技局等有关部门，各街道办事处",
        "区发展改革局 区投资促进局 区科技局 有关部门 各街道办事处",
    ),
    (
        "区政府办公室、区行政审批服务局牵头，有关部门配合，各街道办事处",
        "区政府办公室[牵头] 区行政审批服务局[牵头] 有关部门[配合] 各街道办事处",
    ),
    ("区市场监管局牵头、 有关部门配合，各街道办事处", "区市场监管局[牵头] 有关部门[配合] 各街道办事处"),
    (
        "各街道办事处,区政府办公室、区发展改革局、区财政局、区司法局、区市场监管局等有关部门",
        "各街道办事处 区政府办公室 区发展改革局 区财政局 区司法局 区市场监管局 有关部门",
    ),
    ("各街道办事处、区财政局、 区农业农村局", "各街道办事处 区财政局 区农业农村局"),
    ("各街道办事处、区司法局、区政府有关部门", "各街道办事处 区司法局 区政府有关部门"),
    ("区民政局，区医疗保障局、各街道办事处", "区民政局 区医疗保障局 各街道办事处"),
    (
        "区农业农村局、济南市生态环境局天桥分局、区财政局、区应急管理局、区金融事业发展中心、区公安分局、各街道办事处",
        "区农业农村局 济南市生态环境局天桥分局 区财政局 区应急管理局 区金融事业发展中心 区公安分局 各街道办事处",
    ),
    (
        "各区政府，市公安局、市卫生健康委、市市场监管局等有关部门",
        "各区政府 市公安局 市卫生健康委 市市场监管局 有关部门",
    ),
    (
        "市发展改革委、市自然资源和规划局、市住房城乡建设局、市交通运输局、市农业农村局、市卫生健康委",
        "市发展改革委 市自然资源和规划局 市住房城乡建设局 市交通运输局 市农业农村局 市卫生健康委",
    ),
    (
        "管委各部门、各街道负责落实;办公室牵头工管委层面有关会议情况公开",
        "管委各部门 各街道 办公室[牵头:工管委层面有关会议情况公开]",
    ),
    ("组织人事部牵头,各部门、单位、各街道负责落实", "组织人事部[牵头] 各部门、单位 各街道"),
    (
        "经发局、建设局、行政审批局、宣推办、自然资源分局牵头,管委各相关部门、各街道负责落实",
        "经发局[牵头] 建设局[牵头] 行政审批局[牵头] 宣推办[牵头] 自然资源分局[牵头] 管委各相关部门 各街道",
    ),
    ("宣推办牵头、各部门、单位、各街道负责落实", "宣推办[牵头] 各部门、单位 各街道"),
    ("金融产业部,各部门、单位、各街道负责落实", "金融产业部 各部门、单位 各街道"),
    (
        "组织人事部、经发促进局、财政局、行政审批局、市场监管、各街道负责落实",
        "组织人事部 经发促进局 财政局 行政审批局 市场监管 各街道",
    ),
    ("办公室、组织人事部牵头,各部门、单位负责落实", "办公室[牵头] 组织人事部[牵头] 各部门、单位"),
    ("（区卫生健康局、区医疗保障局、区市场监督管理局）", "区卫生健康局 区医疗保障局 区市场监督管理局"),
    ("区教育和体育局", "区教育和体育局"),
]


@pytest.mark.parametrize(("cell", "units"), ROWS_OF_F3)
def test_real_cells(cell, units):
    assert parsed(cell) == units


OTHER_LAYOUTS = [
    ("区财政局（牵头）、区民政局、区司法局（配合）", "区财政局[牵头] 区民政局 区司法局[配合]"),
    ("牵头单位：区财政局；配合单位：区民政局、区司法局", "区财政局[牵头] 区民政局[配合] 区司法局[配合]"),
    ("责任单位:区财政局、区民政局", "区财政局 区民政局"),
    ("由区财政局会同区民政局牵头，按职责分工负责", "区财政局[牵头] 区民政局[牵头]"),
    ("各有关部门按职责分工分别负责", "各有关部门"),
    ("区财政局、区民政局按照各自职责分工负责", "区财政局 区民政局"),
    ("区财政局 区民政局", "区财政局 区民政局"),
    ("区财政局\n区民政局", "区财政局 区民政局"),
    ("区财\n政局、区民 政局", "区财政局 区民政局"),
    ("区政府 办公室", "区政府办公室"),
    ("济南市生态环境局 天桥分局", "济南市生态环境局天桥分局"),
    ("区教育和体育局和区民政局及各街道办事处", "区教育和体育局 区民政局 各街道办事处"),
    ("自然资源局与规划分局", "自然资源局与规划分局"),
    ("区政府督查落实办公室牵头", "区政府督查落实办公室[牵头]"),
    ("省政府各部门、各直属机构", "省政府各部门、各直属机构"),
    ("各部门、各单位", "各部门 各单位"),
    ("各乡镇、街道", "各乡镇、街道"),
    ("各乡镇人民政府（街道办事处）、某办（另一块牌子）", "各乡镇人民政府（街道办事处） 某办（另一块牌子）"),
    ("各区政府（含开发区管委会、高新区管委会），市财政局", "各区政府（含开发区管委会、高新区管委会） 市财政局"),
    ("某办〔某局〕、某局", "某办〔某局〕 某局"),
    ("区委宣传部、区委网信办等6个部门", "区委宣传部 区委网信办 有关部门"),
    ("区财政局等", "区财政局 有关部门"),
    ("区财政局等单位配合", "区财政局[配合] 有关单位[配合]"),
    ("区财政局、北园街道等街道", "区财政局 北园街道 有关街道"),
    ("人行福州中心支行、福建证监局", "人行福州中心支行 福建证监局"),
    ("办公室牵头会议公开、政策公开，各街道", "办公室[牵头:会议公开、政策公开] 各街道"),
    ("1.区财政局；2.区民政局", "区财政局 区民政局"),
    ("区财政局、、区民政局。", "区财政局 区民政局"),
    ("区财政局/区民政局", "区财政局 区民政局"),
    ("区财政局牵头；区民政局、区司法局", "区财政局[牵头] 区民政局 区司法局"),
    ("牵头单位：区政府办公室 责任单位：各镇街、区直各部门", "区政府办公室[牵头] 各镇街 区直各部门"),
    ("牵头单位：区政府办公室责任单位：各镇街", "区政府办公室[牵头] 各镇街"),
    ("区住建局、区交通局（以上单位按职责分工负责）", "区住建局 区交通局"),
    ("省直有关单位，各市、县（市、区）人民政府", "省直有关单位 各市、县（市、区）人民政府"),
    ("区委宣传部 区政府办公室", "区委宣传部 区政府办公室"),
    ("区政务服务局负责平台建设，区财政局", "区政务服务局 区财政局"),
    ("办公室牵头，各处室、直属单位配合", "办公室[牵头] 各处室、直属单位[配合]"),
]


@pytest.mark.parametrize(("cell", "units"), OTHER_LAYOUTS)
def test_cells_in_other_layouts(cell, units):
    assert parsed(cell) == units


ASKS = [
    ("金融产业部,各部门、单位、各街道负责落实", "可能漏印“牵头”"),
    ("财政局、市场监管、各街道负责落实", "“市场监管”像是没有写全"),
    ("区财政局、民政局", "“民政局”前可能省写了"),
    ("区财政局 区民政局", "“区民政局”前只有空格"),
    ("区财政局、区民政局、区财政局", "“区财政局”写了不止一次"),
    ("各街道办事处，区财政局牵头", "“各街道办事处”，请核对是否都牵头"),
    ("请" + "各单位按照本通知的要求" * 5 + "抓好工作", "像一句话"),
]


@pytest.mark.parametrize(("cell", "hint"), ASKS)
def test_doubtful_cells_say_what_to_look_at(cell, hint):
    hints = read_unit_cell(cell).hints
    assert any(hint in said for said in hints), hints


def test_two_mentions_of_a_unit_keep_the_stronger_role():
    assert parsed("区财政局、区民政局负责；区财政局牵头资金保障") == "区财政局[牵头:资金保障] 区民政局"


@pytest.mark.parametrize("blank", ["", " ", "\n", "\u3000", "—", "/", "无", "-"])
def test_a_blank_cell_names_nobody_and_asks_nothing(blank):
    assert read_unit_cell(blank).units == ()
    assert read_unit_cell(blank).hints == ()


def seed_cells() -> dict[str, list[str]]:
    cells: dict[str, list[str]] = {}
    for line in SEED_CELLS.read_text("utf-8").splitlines():
        plan, _, cell = line.partition("\t")
        cells.setdefault(plan, []).append(cell)
    return cells


# Counted in the documents by hand; the open group of 等有关部门 counts as a named unit.
ROLES_IN_SEEDS = {
    "tianqiao-2021": {Role.RESPONSIBLE: 90},
    "tianqiao-2020": {Role.RESPONSIBLE: 88},
    "huaiyin-2022": {Role.RESPONSIBLE: 168, Role.LEAD: 3, Role.SUPPORT: 2},
    "jinan-2021": {Role.RESPONSIBLE: 93},
    "hongdao-2019": {Role.RESPONSIBLE: 85, Role.LEAD: 17},
}
NAMES_IN_SEEDS = {"tianqiao-2021": 17, "tianqiao-2020": 20, "huaiyin-2022": 17, "jinan-2021": 18, "hongdao-2019": 22}
HINTED_IN_SEEDS = {"hongdao-2019": 2}


@pytest.mark.parametrize("plan", ROLES_IN_SEEDS)
def test_the_cells_of_the_five_plans(plan):
    readings = [read_unit_cell(cell) for cell in seed_cells()[plan]]
    units = [unit for reading in readings for unit in reading.units]
    assert Counter(unit.role for unit in units) == ROLES_IN_SEEDS[plan]
    assert len({unit.unit for unit in units if not is_collective(unit.unit)}) == NAMES_IN_SEEDS[plan]
    assert sum(bool(reading.hints) for reading in readings) == HINTED_IN_SEEDS.get(plan, 0)


def test_open_endings_of_the_five_plans_are_units_of_their_own():
    counted = {
        plan: sum(unit.unit == "有关部门" for cell in cells for unit in read_unit_cell(cell).units if "等" in cell)
        for plan, cells in seed_cells().items()
    }
    assert counted == {"tianqiao-2021": 4, "tianqiao-2020": 0, "huaiyin-2022": 11, "jinan-2021": 4, "hongdao-2019": 0}


PARTS = (
    "区财政局 区 局 各部门 单位 各街道 牵头 配合 负责 负责落实 等 等有关部门 、 ， ； 。 （ ） ( ) 〔 〕 和 及 会同 \n"
    " \u3000 1. 各 市场监管 牵头单位： / 由 按职责分工 办公室 政府 5 个"
)
CELLS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PARTS.split(" ")), max_size=15).map("".join))


def without_separators(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in "、，,；;。/／|｜")


@given(CELLS)
def test_no_text_makes_the_reader_fail_and_no_name_is_invented(cell):
    reading = read_unit_cell(cell)
    printed = "".join(cell.split())
    for unit in reading.units:
        assert unit.unit
        assert unit.unit in printed or (is_open_collective(unit.unit) and "等" in printed)
        assert unit.scope is None or without_separators(unit.scope) in without_separators(cell)
        assert unit.extra == ()
    names = [unit.unit for unit in reading.units]
    assert len(set(names)) == len(names)
    assert len(set(reading.hints)) == len(reading.hints)


@given(
    st.lists(
        st.sampled_from(("财政局", "民政局", "司法局", "教育和体育局", "政府办公室", "公安分局")),
        min_size=1,
        unique=True,
    )
)
def test_plain_lists_come_back_as_they_are(names):
    named = tuple(f"区{name}" for name in names)
    for separator in ("、", "，", ",", "、 ", "\n"):
        assert tuple(unit.unit for unit in read_unit_cell(separator.join(named)).units) == named


@pytest.mark.parametrize(
    "part", ["（", "区财政局、", "牵头", "甲支持", "甲 ", "组织实施", "等", "各部门、单位", "和各", "牵头甲、"]
)
def test_a_cell_of_any_length_is_read_at_once(part):
    reading = read_unit_cell(part * (1_000_000 // len(part)))
    assert f"责任单位文字过长，只看了前{LONGEST_CELL}字" in reading.hints


@pytest.mark.parametrize(
    ("name", "collective", "still_open"),
    [
        ("各街道办事处", True, False),
        ("区政府各部门", True, False),
        ("各部门、单位", True, False),
        ("区直各有关单位", True, True),
        ("区政府有关部门", True, True),
        ("管委各相关部门", True, True),
        ("承办单位", True, True),
        ("政策制定机关", True, True),
        ("区财政局", False, False),
        ("办公室", False, False),
        ("无影山街道办事处", False, False),
    ],
)
def test_collectives(name, collective, still_open):
    assert is_collective(name) is collective
    assert is_open_collective(name) is still_open


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("承办单位", "承办单位"),
        ("各承办单位", "各承办单位"),
        ("区司法局、各决策承办单位", "区司法局 各决策承办单位"),
        ("区司法局牵头，各责任单位配合", "区司法局[牵头] 各责任单位[配合]"),
        ("各牵头部门、配合单位", "各牵头部门 配合单位"),
        ("区财政局牵头单位", "区财政局[牵头]"),
    ],
)
def test_a_role_word_in_the_name_of_a_group_belongs_to_the_name(cell, units):
    assert parsed(cell) == units
