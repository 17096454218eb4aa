"""The filter language of the history: the grammar of task filters, with fields of commits instead of tasks.

Days are looked at commit by commit: clocks are wrong now and then, so no order of days is relied on.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.filter_dates import EXAMPLES, Period, read_period, shifted
from gongkai_tui.domain.filter_parser import AllOf, AnyOf, FieldTerm, Not, Sparse, Word, error_at, parse
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.in_order import in_order
from gongkai_tui.domain.subject_parts import in_words
from gongkai_tui.domain.task_id import read_task_id
from gongkai_tui.domain.word_match import is_meant, spelled_out

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from typing import TypeAlias

    from gongkai_tui.domain.filter_parser import Node, Value

    Test: TypeAlias = "Callable[[CommitFacts], bool]"
    TasksOf: TypeAlias = Callable[[str, str], frozenset[str]]

NAMES: dict[str, tuple[str, ...]] = {
    "task": ("任务", "rw", "编号", "id"),
    "plan": ("计划", "jh"),
    "unit": ("单位", "dw"),
    "who": ("谁", "作者", "zz", "人", "author"),
    "since": ("自", "从", "z"),
    "until": ("至", "到"),
    "date": ("日期", "rq", "day"),
    "action": ("操作", "cz"),
    "commit": ("提交", "tj"),
}
"""Canonical name -> the first is the Chinese word shown to people, the rest are accepted as well."""

ACTIONS: dict[str, tuple[str, ...]] = {
    "set": ("修改",),
    "note": ("记录",),
    "apply": ("批量表",),
    "edit": ("编辑",),
    "add": ("新增",),
    "new": ("新建计划",),
    "plan": ("题头",),
    "choose": ("选定",),
    "problem": ("问题",),
    "extend": ("延期",),
    "occur": ("完成次数",),
    "link": ("关联",),
    "lookback": ("回头看",),
    "import": ("导入",),
    "score": ("考核",),
    "contact": ("联系人",),
    "view": ("视图",),
    "undo": ("撤销",),
    "fmt": ("规范格式",),
    "init": ("建立",),
    "demo": ("演示",),
    "hand": ("手工", "手改"),
}
"""Value of the trailer Gongkai-Action -> Chinese words; `hand` stands for commits without one."""

HAND = "hand"

_CANONICAL = {alias: name for name, aliases in NAMES.items() for alias in (name, *aliases)}
_CALLED = {word: action for action, words in ACTIONS.items() for word in (action, *words)}
_SHORTEST_COMMIT = 4
_HEX = frozenset("0123456789abcdef")


class CommitFacts(NamedTuple):
    """What a filter looks at in one commit."""

    commit: str
    author: str
    email: str
    day: str
    """ISO day in the time zone of the one who committed."""
    subject: str
    action: str
    """Empty for commits made by hand."""
    tasks: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    """Ids of the plans whose files it touches."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subject as it stands, and as people read it where that is another."""
        read = in_words(self.subject)
        return (self.subject,) if read == self.subject else (self.subject, read)


class HistoryContext(NamedTuple):
    """The date, and which tasks name a unit."""

    today: date
    tasks_of: TasksOf = lambda _operator, _unit: frozenset()
    """By operator (`:` through other names and groups, `=` as it stands) and name."""
    plan_names: Callable[[], Mapping[str, str]] = dict
    """Short name by plan id."""


class HistoryFilter(NamedTuple):
    """A filter that was understood; without tests it lets everything through."""

    tests: tuple[Test, ...] = ()
    """All must hold."""
    tasks: tuple[str, ...] = ()
    """Of whole task ids only: git can look for these files by itself. A further condition beside the tests."""
    plans: tuple[str, ...] = ()
    """The same for `plan:` with whole ids, as typed; at most one of the two is given."""
    reads_tasks: bool = False
    """Whether the tests look at tasks or plans."""

    def matches(self, facts: CommitFacts) -> bool:
        """Return whether a commit passes the tests; `tasks` and `plans` are for git."""
        return all(test(facts) for test in self.tests)


def parse_history_filter(
    text: str, context: HistoryContext, *, is_plan: Callable[[str], bool] = lambda _plan: False
) -> HistoryFilter:
    """Return the filter that `text` means; `is_plan` tells whether something is the whole id of a plan.

    Raises:
        FilterError: something is not understood; its position points into `text`.
    """
    nodes = list(parse(text).nodes)
    tasks: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    for node in nodes:
        tasks = _whole_tasks(node)
        plans = _whole_plans(node, is_plan)
        if tasks or plans:
            nodes.remove(node)
            break
    tests = tuple(_test_of(node, context) for node in nodes)
    return HistoryFilter(tests, tasks, plans, any(map(_reads_tasks, nodes)))


def history_field(text: str) -> str | None:
    """Return the canonical name of a field, or None where no field of the history is called so."""
    return _CANONICAL.get(fold(text.strip()))


def action_called(text: str) -> str | None:
    """Return the action that a word means, or None."""
    return _CALLED.get(fold(text.strip()))


def _whole_tasks(node: Node) -> tuple[str, ...]:
    """The task ids of a `task:` term that names nothing but whole ids."""
    if not isinstance(node, FieldTerm) or history_field(node.name) != "task" or node.operator not in (":", "="):
        return ()
    ids = [read_task_id(value.text) for value in node.values]
    return tuple(found for found in ids if found) if all(ids) else ()


def _whole_plans(node: Node, is_plan: Callable[[str], bool]) -> tuple[str, ...]:
    if not isinstance(node, FieldTerm) or history_field(node.name) != "plan" or node.operator not in (":", "="):
        return ()
    ids = tuple(fold(value.text) for value in node.values)
    return ids if all(map(is_plan, ids)) else ()


def _reads_tasks(node: Node) -> bool:
    if isinstance(node, Not):
        return _reads_tasks(node.node)
    if isinstance(node, (AnyOf, AllOf)):
        return any(map(_reads_tasks, node.nodes))
    # Any word may be a part of a task id.
    return not isinstance(node, FieldTerm) or history_field(node.name) in ("task", "plan", "unit")


def _test_of(node: Node, context: HistoryContext) -> Test:
    if isinstance(node, Not):
        inner = _test_of(node.node, context)
        return lambda facts: not inner(facts)
    if isinstance(node, AnyOf):
        either = [_test_of(child, context) for child in node.nodes]
        return lambda facts: any(test(facts) for test in either)
    if isinstance(node, AllOf):
        every = [_test_of(child, context) for child in node.nodes]
        return lambda facts: all(test(facts) for test in every)
    if isinstance(node, FieldTerm):
        return _field_test(node, context)
    return _sparse_test(node) if isinstance(node, Sparse) else _word_test(node)


def _sparse_test(node: Sparse) -> Test:
    word = fold(node.text)
    return lambda facts: any(
        in_order(spelled_out(text), word) for text in (*facts.subjects, facts.author, *facts.tasks)
    )


def _word_test(node: Word) -> Test:
    if not node.text.strip():
        raise error_at(node.place, "引号里没有内容。")
    word = fold(node.text)
    whole = "" if node.quoted else read_task_id(node.text)

    def test(facts: CommitFacts) -> bool:
        return (
            any(is_meant(subject, word) for subject in facts.subjects)
            or is_called(facts.author, facts.email, word)
            or any(word in task or task == whole for task in facts.tasks)
        )

    return test


def is_called(name: str, email: str, word: str) -> bool:
    """Tell whether a folded word means a person: a part of the name, its initials, or a part of the address."""
    return is_meant(name, word) or word in email.lower()


def _field_test(term: FieldTerm, context: HistoryContext) -> Test:
    name = history_field(term.name)
    if name is None:
        known = "、".join(f"{words[0]}({field})" for field, words in NAMES.items())
        raise error_at(term.place, f"历史里没有“{term.name}”这个字段。可用：{known}；要找原文请加引号。")
    if term.operator[0] in "<>" and name != "date":
        raise error_at(term.place, f"“{NAMES[name][0]}”不能用“{term.operator}”比较，请用“:”。")
    if len(term.values) > 1 and (term.operator[0] in "<>" or name in ("since", "until")):
        raise error_at(term.values[1].place, "这里只能有一个值。")
    if term.operator == "!=":
        equal = _field_test(term._replace(operator=":"), context)
        return lambda facts: not equal(facts)
    tests = [_value_test(name, value, term.operator, context) for value in term.values]
    return tests[0] if len(tests) == 1 else lambda facts: any(test(facts) for test in tests)


def _value_test(name: str, value: Value, operator: str, context: HistoryContext) -> Test:
    if name in ("since", "until", "date"):
        return _day_test(name, value, operator, context)
    if name == "plan":
        return _plan_test(value, operator, context)
    if name == "unit":
        return _unit_test(value, operator, context.tasks_of(operator, value.text))
    return _MAKERS[name](value, operator)


def _unit_test(value: Value, operator: str, tasks: frozenset[str]) -> Test:
    """By the tasks of a unit; one that no task names any more is looked for where subjects name it."""
    if tasks or operator == "=":
        return lambda facts: not tasks.isdisjoint(facts.tasks)
    word = fold(value.text)
    return lambda facts: word in fold(facts.subject)


def _task_test(value: Value, _operator: str) -> Test:
    word, task_id = fold(value.text), read_task_id(value.text)
    return lambda facts: any(task == task_id or (not task_id and word in task) for task in facts.tasks)


def _plan_test(value: Value, operator: str, context: HistoryContext) -> Test:
    """By the id or the short name."""
    word = fold(value.text)

    @cache
    def is_asked_for(plan: str) -> bool:
        name = context.plan_names().get(plan, plan)
        return word in (plan, fold(name)) if operator == "=" else word in plan or is_meant(name, word)

    return lambda facts: any(map(is_asked_for, facts.plans))


def _who_test(value: Value, _operator: str) -> Test:
    word = fold(value.text)
    return lambda facts: is_called(facts.author, facts.email, word)


def _action_test(value: Value, _operator: str) -> Test:
    wanted = action_called(value.text)
    if wanted is None:
        known = "、".join(f"{words[0]}({action})" for action, words in ACTIONS.items())
        raise error_at(value.place, f"没有“{value.text}”这种操作。可用：{known}。")
    return lambda facts: (facts.action or HAND) == wanted


def _commit_test(value: Value, _operator: str) -> Test:
    word = fold(value.text)
    if len(word) < _SHORTEST_COMMIT or not _HEX.issuperset(word):
        raise error_at(value.place, f"“{value.text}”不是提交编号；请写至少 {_SHORTEST_COMMIT} 位 0-9 a-f。")
    return lambda facts: facts.commit.startswith(word)


_MAKERS: dict[str, Callable[[Value, str], Test]] = {
    "task": _task_test,
    "who": _who_test,
    "action": _action_test,
    "commit": _commit_test,
}


def _day_test(name: str, value: Value, operator: str, context: HistoryContext) -> Test:
    first, last = _period(value, context)
    if name == "since" or operator == ">=":
        return lambda facts: facts.day >= first
    if name == "until" or operator == "<=":
        return lambda facts: facts.day <= last
    if operator == ">":
        return lambda facts: facts.day > last
    if operator == "<":
        return lambda facts: facts.day < first
    return lambda facts: first <= facts.day <= last


def _period(value: Value, context: HistoryContext) -> Period:
    """A date or period; `30d` is the last thirty days, for the history has no future."""
    past = shifted("-" + value.text.removeprefix("-"), context.today)
    found = Period(past, context.today.isoformat()) if past else read_period(value.text, context.today)
    if found is None:
        raise error_at(value.place, f"看不懂日期“{value.text}”。可写：{EXAMPLES}。")
    return found
