"""What must hold for every filter and every text."""

from hypothesis import example, given
from hypothesis import strategies as st
from samples import CONTEXT, make_row

from gongkai_tui.domain.errors import FilterError
from gongkai_tui.domain.filters import FILTERABLE, parse_filter
from gongkai_tui.domain.status import Status

WORDS = ["财政", "czj", "教育", "推进中", "tianqiao-2021/17", "#17", '"三公"', "各街道"]
TERMS = [
    *WORDS,
    "status:推进中,整改中",
    "unit:czj",
    "due<=2022-09-30",
    "due:30d",
    "updated>90d",
    "evidence:无",
    "flag:逾期",
    "year:2021",
    "seq:1..20",
    "hint:有",
    "lead:区财政局",
    "~czj",
    "~政信",
    "~财x",
]
ORDERS = ["", "排序:期限,-更新", "sort:-id", "px=zt"]
terms = st.sampled_from(TERMS)
filters = st.recursive(
    terms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(terms, terms).map("|".join),
        inner.map("({})".format),
        inner.map("!({})".format),
    ),
    max_leaves=8,
)
rows = st.lists(
    st.builds(
        make_row,
        st.integers(1, 30),
        heading=st.sampled_from(["财政信息", "教育信息", "卫生健康"]),
        status=st.sampled_from([status.value for status in Status]),
        due=st.sampled_from(["", "2022-09-30", "2022-10-10", "2023-01-01"]),
        updated=st.sampled_from(["", "2022-09-30", "2022-01-01"]),
        evidence=st.integers(0, 2),
        hints=st.integers(0, 2),
    ),
    max_size=6,
)
_ALPHABET = '财政期限状态unit:due<=!|(),"“”：！｜＜（）#～~ /..-0123456789d本月\u3000\t\n'


def assert_read_or_placed(text: str) -> None:
    refused: FilterError | None = None
    try:
        assert isinstance(parse_filter(text, CONTEXT).matches(make_row()), bool)
    except FilterError as error:
        refused = error
    assert refused is None or 0 <= refused.position <= len(text)


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c for c in text)


@given(filters, rows)
def test_a_filter_gives_a_subset_in_order(text, some):
    found = parse_filter(text, CONTEXT)
    chosen = found.select(some)
    assert chosen == [row for row in some if found.matches(row)]


@given(filters, rows)
def test_not_gives_the_rest(text, some):
    chosen = parse_filter(text, CONTEXT).select(some)
    rest = parse_filter(f"!({text})", CONTEXT).select(some)
    assert len(chosen) + len(rest) == len(some)


@given(filters, filters, rows)
def test_and_is_the_common_part(one, other, some):
    both = parse_filter(f"({one}) ({other})", CONTEXT).select(some)
    assert both == parse_filter(other, CONTEXT).select(parse_filter(one, CONTEXT).select(some))


@given(filters, st.sampled_from(ORDERS), rows)
def test_full_width_means_the_same(text, order, some):
    wide, plain = (parse_filter(each, CONTEXT) for each in (full_width(f"{text} {order}"), f"{text} {order}"))
    assert wide.select(some) == plain.select(some) == parse_filter(text, CONTEXT).select(some)
    assert wide.order == plain.order


@given(st.one_of(st.text(max_size=40), st.text(_ALPHABET, max_size=30)))
def test_only_filter_errors_whose_place_is_in_the_text(text):
    assert_read_or_placed(text)


@given(st.sampled_from(FILTERABLE), st.sampled_from([":", "=", "<", ">", "<=", ">=", "!="]), st.text(max_size=12))
def test_no_value_of_any_field_crashes(field, operator, value):
    assert_read_or_placed(field + operator + value)


@given(st.text(max_size=20).filter(lambda text: '"' not in text))
@example("\u200b")
@example("\ufeff ")
def test_a_quoted_phrase_finds_itself(text):
    row = make_row(heading=text)
    quoted = f'"{text}"'
    try:
        found = parse_filter(quoted, CONTEXT)
    except FilterError:
        seen = text.replace("\u200b", "").replace("\ufeff", "")
        assert not seen.strip() or any(mark in text for mark in "“”„＂〝〞")
    else:
        assert found.matches(row) or any(mark in text for mark in "“”„≤≥≠…\u200b\ufeff")
