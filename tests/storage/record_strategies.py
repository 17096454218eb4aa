"""Arbitrary records for property tests: any text that a file can hold."""

from datetime import date

from hypothesis import strategies as st

from gongkai_tui.domain.file_parts import Conflict
from gongkai_tui.domain.plan import OutlineItem, Plan, PlanState, Section, Source
from gongkai_tui.domain.problem_record import (
    Checked,
    DueMove,
    Fixed,
    Found,
    Notice,
    Objection,
    ProblemRecord,
    ProblemState,
    Round,
    Verdict,
    Withdrawn,
)
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import (
    Chosen,
    Deadline,
    DeadlineKind,
    Decision,
    Extension,
    Link,
    LinkKind,
    LogEntry,
    LogKind,
    Lookback,
    LookbackVerdict,
    Recurring,
    Role,
    Task,
    UnitRole,
)
from gongkai_tui.domain.unit import Alias, Contact, Duty, Group, Jurisdiction, Unit, UnitKind
from gongkai_tui.storage.scalar_text import UNWRITABLE, looks_like_other_type
from gongkai_tui.storage.shapes import INVISIBLE

AWKWARD = [
    "007", "null", "~", "true", "no", "1e999", "0x1F", "190:20:30", "2026-02-30", "2026-02-03",
    "1_000", ".inf", "=", "<<", "- a", "-a", "- ", "a: b", "a:", ":a", "a #b", "a#b", "#a", "'a'",
    '"a"', "[a]", "{a}", "a]", "&a", "*a", "!a", "|", ">-", "%a", "@a", "`a`", "? a", "?a", "---",
    "--- a", "...", "\ta", "a\t", " a", "a ", "\na", "a\n", "a\n\nb", "a\n b", "a \nb", "a\tb\nc",
    "a\u2028b\nc", "\u3000a", "a\u3000", "a\x85b", "a\x1b[2Jb", "a\x00b", "a\ufeffb", "a\xa0", "😀",
    "𠮷野家", "“引号”", "a\\b", "a\rb", "a\r\nb", "<<<<<<< HEAD", "<<<<<<< HEAD\nb\n>>>>>>> x",
    "a\n<<<<<<< b", "=======\na", "a\n# b", "#\na", "a\n---\nb", "a\n...\nb", "---\na",
    "key: |-\n  x", "https://x.invalid/a?b=c#d", "C:\\x", "12:30", "x" * 190,
]  # fmt: skip


def _is_writable(text):
    return UNWRITABLE.search(text) is None and INVISIBLE.fullmatch(text) is None


_ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
_CHINESE = st.text("一二三公开政务局（）、。： \n#-:'\"", min_size=1, max_size=40)
texts = st.one_of(st.sampled_from(AWKWARD), _CHINESE, _ANY).filter(_is_writable)
names = texts.filter(lambda text: len(text) <= 200)
optional_names = st.just("") | names
keys = st.one_of(
    st.sampled_from(
        ["区财政局", "区 局", "a:b", "a: b", "a #b", "12", "true", "no", "'x'", '"x"', "- a", "#x", "?", "区（县）局"]
    ),
    _ANY.filter(str.isprintable),
).filter(lambda key: key.strip() and key != "<<")
dates = st.dates(date(1950, 1, 1), date(2150, 1, 1))
plan_ids = st.sampled_from(["tianqiao-2021", "a", "12", "0-0", "jinan-2021"])
task_ids = st.builds(
    lambda plan, number: f"{plan}/{number}", plan_ids, st.sampled_from(["001", "017", "1234", "x-7c2e"])
)
raw_values = st.recursive(
    # Unquoted numbers, dates and truth values stay as written here, but a round trip may spell them differently.
    texts.filter(lambda text: not looks_like_other_type(text)) | st.just(""),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b-c", "D_1"]), inner, max_size=3)
    ),
    max_leaves=6,
)
extras = st.dictionaries(st.sampled_from(["xnote", "x_list", "Own-Key"]), raw_values, max_size=2).map(
    lambda found: tuple(found.items())
)


def tuples(item, *, name=None, most=3):
    return st.lists(item, max_size=most, unique_by=name).map(tuple)


conflicts = tuples(
    st.builds(Conflict, texts, st.none() | raw_values, st.none() | raw_values, st.none() | raw_values), most=2
)
log_ids = st.text("0123456789abcdef", min_size=8, max_size=8)
log_entries = st.builds(
    LogEntry,
    log_ids,
    dates,
    st.sampled_from(LogKind),
    st.none() | names,
    st.just("") | texts,
    tuples(texts),
    optional_names,
    optional_names,
    st.none() | dates,
    optional_names,
    st.just("") | log_ids,
    extras,
)
tasks = st.builds(
    Task,
    id=task_ids,
    section=st.just("") | texts,
    heading=texts,
    requirement=st.just("") | texts,
    seq=st.none() | st.integers(1, 999_999),
    units_raw=st.just("") | texts,
    units=tuples(st.builds(UnitRole, names, st.sampled_from(Role), st.none() | names, extras)),
    deadline=st.none()
    | st.builds(Deadline, st.just("") | texts, st.sampled_from(DeadlineKind), st.none() | dates, extras),
    status=st.sampled_from(Status),
    unit_status=st.dictionaries(keys, st.sampled_from(Status), max_size=3),
    chosen=tuples(st.builds(Chosen, names, tuples(names), extras), name=lambda entry: entry.group),
    internal_due=st.none() | dates,
    extensions=tuples(
        st.builds(
            Extension,
            log_ids,
            dates,
            dates,
            dates,
            st.just("") | texts,
            st.none() | names,
            optional_names,
            st.none() | dates,
            st.none() | st.sampled_from(Decision),
            st.just("") | texts,
            optional_names,
            extras,
        ),
        name=lambda entry: entry.id,
        most=2,
    ),
    log=tuples(log_entries, name=lambda entry: entry.id),
    links=tuples(
        st.builds(
            Link,
            task_ids,
            st.sampled_from(LinkKind),
            st.just("") | st.text("0123456789abcdef", min_size=16, max_size=16),
            st.none() | dates,
            optional_names,
            extras,
        )
    ),
    lookback=st.none()
    | st.builds(
        Lookback, dates, st.sampled_from(LookbackVerdict), optional_names, st.just("") | texts, optional_names, extras
    ),
    recurring=tuples(
        st.builds(
            Recurring,
            st.sampled_from(["年", "半年", "季", "月", "周"]),
            st.integers(1, 99),
            st.sampled_from(["每单位", "全区"]),
            optional_names,
            st.none() | dates,
            optional_names,
            extras,
        )
    ),
    source_lines=st.none() | st.tuples(st.integers(1, 500), st.integers(500, 9_000)),
    hints=tuples(texts.filter(lambda text: len(text) <= 2_000)),
    conflicts=conflicts,
    extra=extras,
)
plans = st.builds(
    Plan,
    id=plan_ids,
    title=texts,
    issuer=st.just("") | texts,
    doc_number=st.just("") | texts,
    issued=st.none() | dates,
    year=st.none() | st.integers(1900, 2199),
    disclosure=st.sampled_from(["", "主动公开", "依申请公开", "不予公开"]),
    index_number=st.just("") | texts,
    jurisdiction=st.just("") | plan_ids,
    implements=st.just("") | plan_ids,
    follows=st.just("") | plan_ids,
    state=st.sampled_from(PlanState),
    sections=tuples(
        st.builds(
            Section,
            texts,
            st.sampled_from(["", "一", "1"]),
            tuples(st.builds(OutlineItem, st.sampled_from(["", "（一）"]), texts, extras)),
            extras,
        )
    ),
    source=st.none() | st.builds(Source, st.just("source.txt"), st.just("0" * 64), extras),
    hints=tuples(texts.filter(lambda text: len(text) <= 2_000)),
    conflicts=conflicts,
    extra=extras,
)
_aliases = tuples(st.builds(Alias, names, st.none() | dates, st.none() | dates, extras), most=2)
_contacts = tuples(
    st.builds(
        Contact,
        names,
        st.sampled_from(["", "a@b.invalid"]),
        st.sampled_from(Duty),
        st.none() | dates,
        st.none() | dates,
        optional_names,
        st.none() | dates,
        extras,
    ),
    most=2,
)
jurisdictions = st.builds(
    Jurisdiction,
    id=st.just("tianqiao"),
    name=names,
    parent=st.just("") | plan_ids,
    office=optional_names,
    units=tuples(
        st.builds(Unit, names, st.sampled_from(UnitKind), _aliases, _contacts, st.just("") | texts, extras),
        name=lambda unit: unit.name,
    ),
    groups=tuples(
        st.builds(Group, names, tuples(names), st.booleans(), _aliases, st.just("") | texts, extras),
        name=lambda group: group.name,
    ),
    conflicts=conflicts,
    extra=extras,
)


def _says_something(part):
    """An empty part has no text: it is left out."""
    return part != type(part)()


_found = st.builds(
    Found, st.none() | dates, optional_names, optional_names, optional_names, st.just("") | texts, st.just("") | texts,
    st.none() | dates, extras,
)  # fmt: skip
_fixed = st.builds(Fixed, st.none() | dates, st.just("") | texts, tuples(texts), optional_names, extras)
_checked = st.builds(
    Checked, st.none() | dates, optional_names, st.none() | st.sampled_from(Verdict), st.just("") | texts,
    tuples(texts), extras,
)  # fmt: skip
_moves = st.builds(DueMove, st.none() | dates, st.none() | dates, st.none() | dates, optional_names, texts, extras)
_rounds = st.builds(
    Round, st.integers(1, 999), st.none() | dates, optional_names, st.none() | dates,
    tuples(_moves.filter(_says_something)),
    st.none() | _fixed.filter(_says_something), st.none() | _checked.filter(_says_something), extras,
)  # fmt: skip
problem_records = st.builds(
    ProblemRecord,
    id=st.sampled_from(["20220518-3f9a2c", "p-1", "A"]),
    state=st.sampled_from(ProblemState),
    task=st.just("") | task_ids,
    unit=optional_names,
    found=st.none() | _found.filter(_says_something),
    task_was=st.none() | st.sampled_from(Status),
    rounds=tuples(_rounds, name=lambda each: each.n),
    objections=tuples(
        st.builds(
            Objection,
            st.none() | dates,
            optional_names,
            st.just("") | texts,
            st.none() | dates,
            st.just("") | texts,
            optional_names,
            st.booleans(),
            extras,
        ).filter(_says_something),
        most=2,
    ),
    withdrawn=st.none()
    | st.builds(Withdrawn, st.none() | dates, optional_names, st.just("") | texts, extras).filter(_says_something),
    notices=tuples(
        st.builds(
            Notice, st.sampled_from(["整改通知", "通报"]), st.none() | dates, optional_names, optional_names, extras
        ),
        most=2,
    ),
    repeats=st.just("") | st.sampled_from(["20220401-aaaaaa"]),
    conflicts=conflicts,
    extra=extras,
)
