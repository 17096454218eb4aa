"""A port onto invented rows, to look at and measure the interface at any size."""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import gettempdir
from types import SimpleNamespace
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.filters import FilterContext, parse_filter
from gongkai_tui.domain.grid import make_grid
from gongkai_tui.domain.grid_units import GridUnits
from gongkai_tui.domain.known_names import KnownNames, known_names
from gongkai_tui.domain.pairs import pack_pairs
from gongkai_tui.domain.pinyin import initials
from gongkai_tui.domain.plan import Plan
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.row import TaskRow
from gongkai_tui.domain.saved_view import BUILT_IN
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.summary import summarise, summarise_by
from gongkai_tui.domain.task import Deadline, DeadlineKind, LogEntry, LogKind, Role, Task, UnitRole
from gongkai_tui.domain.transitions import Actor
from gongkai_tui.domain.unit import Jurisdiction, Unit
from gongkai_tui.tui.port import Loaded
from gongkai_tui.usecases.actor import Actor as Person
from gongkai_tui.usecases.burndown import Burndown, Point
from gongkai_tui.usecases.saved_views import SavedViews
from gongkai_tui.usecases.statistics import Figures
from gongkai_tui.usecases.status_choices import Stand, StatusChoices

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY = date(2022, 7, 22)
UNITS = (
    "区财政局",
    "区教育和体育局",
    "区住房和城乡建设局",
    "各街道办事处",
    "区民政局",
    "区政府有关部门",
    "区行政审批服务局",
)
HEADINGS = (
    "财政信息公开",
    "全面推进公共企事业单位信息公开",
    "推进老旧小区改造信息公开",
    "优化营商环境政策解读",
    "加强政务公开组织领导",
)
PARTS = (
    "按照《公共企事业单位信息公开规定制定办法》，",
    "深化“放管服”改革，",
    "及时公开年度预算、决算；",
    "做好〔2021〕13号文件解读，",
    "公开内容应当准确、完整。",
)


def invent(count: int, seed: int = 7) -> tuple[tuple[TaskRow, ...], dict[str, Plan]]:
    """Rows of plans with 67 tasks each."""
    dice = random.Random(seed)  # noqa: S311
    rows, plans = [], {}
    places = ("天桥", "槐荫", "历下", "市中", "历城")
    for n in range(count):
        number, seq = divmod(n, 67)
        year = 2018 + number % 5
        plan = f"p{number:03d}-{year}"
        if plan not in plans:
            plans[plan] = Plan(
                plan,
                f"{year}年济南市{places[number % 5]}区政务公开工作要点",
                year=year,
                issued=date(year, 3, 1),
            )
        units = tuple((unit, dice.choice(list(Role)).value) for unit in dice.sample(UNITS, dice.randint(1, 4)))
        heading = dice.choice(HEADINGS)
        requirement = "".join(dice.choice(PARTS) for _ in range(dice.randint(4, 14)))
        due = (date(2022, 1, 1) + timedelta(days=dice.randint(0, 360))).isoformat() if dice.random() < 0.7 else ""
        status = dice.choice(list(Status)).value
        task_id = f"{plan}/{seq + 1:03d}"
        rows.append(
            TaskRow(
                task_id,
                plan,
                seq + 1,
                "深化重点领域信息公开",
                heading,
                requirement,
                pack_pairs(units),
                "2022年9月底前完成，长期坚持" if due else "全年",
                DeadlineKind.DATE_THEN_ONGOING if due else DeadlineKind.WHOLE_YEAR,
                due,
                status,
                status,
                "",
                "",
                "",
                dice.randint(0, 3),
                dice.randint(0, 1),
                "2022-06-01",
                _haystack(task_id, heading, requirement, units, status),
                "",
                "",
                False,
                "",
                "",
                "2022-06-01" if status == Status.REPORTED else "",
                "",
                "",
                year,
                plans[plan].issued.isoformat(),
                False,
            )
        )
    return tuple(rows), plans


def _haystack(*parts: object) -> str:
    text = " ".join(str(p) for p in parts).lower()
    return f"{text} {initials(text)}"


def _summaries(plans, rows, day):
    found = {plan: [] for plan in plans}
    for row in rows:
        found[row.plan].append(row)
    return tuple(SimpleNamespace(plan=plans[p], figures=summarise(found[p], day)) for p in plans)


def _entry(commit, when, author, email, subject, action, tasks):
    return SimpleNamespace(
        commit=commit, when=when, author=author, email=email, subject=subject, action=action, tasks=tasks
    )


COMMITS = 10_000


def _commit(n, rows):
    row = rows[n % len(rows)]
    when = datetime(2022, 7, 1, 9, 30, tzinfo=UTC) - timedelta(hours=n)
    subject = f"天桥2021 第{n}项 财政信息：推进中 → 待核查（区财政局）"
    entry = _entry(f"{n:040x}", when, "张三", "zhang@example.gov.cn", subject, "set" if n % 7 else "", (row.id,))
    entry.undoes, entry.undone, entry.is_merge = "", n % 11 == 0, False
    return entry


@dataclass
class InventedPort:
    """Reads invented rows; writes nothing."""

    rows: Sequence[TaskRow]
    plans: dict[str, Plan]
    day: date = DAY
    moment: str = ""
    folder: Path = field(default_factory=lambda: Path(gettempdir()))
    moved: bool = False

    def context(self) -> FilterContext:
        return FilterContext(self.day)

    def first_at_hand(self) -> None:
        """All tasks come at once."""

    def load(self, progress=None, before=None, meanwhile=None) -> Loaded:
        tasks = SimpleNamespace(rows=tuple(self.rows), problems=(), total=len(self.rows), head="0" * 40, day=self.day)
        return Loaded(tasks, _summaries(self.plans, self.rows, self.day))

    def known_names(self, plan, rows, named) -> KnownNames:
        return known_names(UnitRegistry(()), "", plan, rows, named)

    def changed_since(self, head: str) -> bool:
        return False

    def actor(self) -> Person:
        return Person("张三", "zhang@example.gov.cn", "区政务公开办")

    def status_choices(self, rows, unit):
        return StatusChoices(Actor.BOTH, unit, tuple(Stand(Status(r.stored_status), r.deadline_kind) for r in rows))

    def entry_refusal(self, task_ids):
        return ""

    def content_refusal(self, task_id):
        return ""

    def ask(self, question):
        raise GongkaiError("虚构的行没有仓库")

    def views(self) -> SavedViews:
        return SavedViews(BUILT_IN, ())

    def closed_words(self) -> str:
        return ""

    def register_merge_driver(self) -> str:
        return ""

    def show_task(self, task_id: str) -> SimpleNamespace:
        row = next(r for r in self.rows if r.id == task_id)
        task = Task(
            row.id,
            row.section,
            row.heading,
            row.requirement,
            row.seq,
            "、".join(u for u, _ in row.units),
            tuple(UnitRole(u, Role(r)) for u, r in row.units),
            Deadline(
                row.deadline_raw, DeadlineKind(row.deadline_kind), date.fromisoformat(row.due) if row.due else None
            ),
            Status(row.stored_status),
            log=(
                LogEntry(
                    "3f9a2c1e",
                    date(2022, 6, 1),
                    LogKind.PROGRESS,
                    row.units[0][0],
                    "预决算报表已在门户网站公开",
                    ("https://www.example.gov.cn/art/2022/6/1/art_1.html",),
                    "张三",
                ),
            ),
            hints=("责任单位由合并单元格沿用",) * row.hints,
        )
        return SimpleNamespace(
            task=task,
            row=row,
            plan=self.plans.get(row.plan),
            path=f"plans/{row.id}.yaml",
            text="",
            problems=(),
            day=self.day,
            acting=(),
            counts=(),
            found=(),
        )

    def unit_grid(self, plan: str, filter_text: str) -> SimpleNamespace:
        found = self.plans.get(plan) or max(self.plans.values(), key=lambda each: (each.year, each.id), default=None)
        rows = [row for row in self.rows if found and row.plan == found.id]
        rows = parse_filter(filter_text, self.context()).select(rows)
        place = Jurisdiction("invented", "某区", units=tuple(map(Unit, UNITS)))
        grid = make_grid(rows, {}, GridUnits(UnitRegistry([place]), "invented"), self.day)
        return SimpleNamespace(
            plan=found, chosen=bool(plan), filter_text=filter_text, grid=grid, untold={}, problems=(), day=self.day
        )

    def figures(self, rows, by):
        return Figures(by, summarise_by(rows, self.day, by), summarise(rows, self.day), (), self.day, {}, {})

    def burndown(self, filter_text, *, progress=None, wanted=lambda: True):
        days = [self.day - timedelta(days=30 * n) for n in range(24)][::-1]
        return Burndown(
            tuple(
                Point(day, summarise(self.rows[: len(self.rows) * n // 24], day), 0) for n, day in enumerate(days, 1)
            ),
            (),
        )

    def history(self, task_id: str, limit: int) -> tuple[SimpleNamespace, ...]:
        when = datetime(2022, 6, 1, 9, 30, tzinfo=UTC)
        return tuple(
            _entry(
                f"{n:040x}",
                when - timedelta(days=n),
                "张三",
                "",
                f"天桥2021 第{n}项 财政信息：推进中 → 待核查（区财政局）",
                "set",
                (task_id,),
            )
            for n in range(30)
        )

    def history_page(self, filter_text, after, size, go_on, progress=None) -> SimpleNamespace:
        begin = after.looked_at if after else 0
        entries = tuple(_commit(n, self.rows) for n in range(begin, min(begin + size, COMMITS)))
        return SimpleNamespace(
            entries=entries,
            tip="0" * 40,
            looked_at=begin + len(entries),
            more=begin + size < COMMITS,
            undone=frozenset(),
        )

    def commit_detail(self, commit: str) -> SimpleNamespace:
        entry = _commit(int(commit, 16), self.rows)
        changes = (SimpleNamespace(task_id=entry.tasks[0], title="财政信息", field="状态", old="推进中", new="待核查"),)
        return SimpleNamespace(
            entry=entry,
            body="",
            trailers=(("Gongkai-Action", "set"),),
            actor="zhang@example.gov.cn",
            files=((f"plans/{entry.tasks[0]}.yaml", "修改"),),
            changes=changes,
            put_back=(),
        )

    def raw_commit(self, commit: str) -> SimpleNamespace:
        return SimpleNamespace(text=f"commit {commit}\n-status: 推进中\n+status: 待核查\n", cut=False)

    def tasks_of_commit(self, entry) -> tuple[str, ...]:
        return entry.tasks

    def diff_between(self, older: str, newer: str) -> tuple[SimpleNamespace, ...]:
        return self.commit_detail(newer).changes

    def news(self) -> SimpleNamespace:
        entries = tuple(_commit(n, self.rows) for n in range(30))
        since = SimpleNamespace(head="0" * 40, when=datetime(2022, 7, 20, 18, 0, tzinfo=UTC))
        return SimpleNamespace(since=since, lost=False, count=30, people=(("张三", 30),), newest=entries)

    def note_visit(self, head: str) -> None:
        pass

    def sync_state(self) -> SimpleNamespace:
        return SimpleNamespace(
            branch="main",
            remotes=(),
            upstream="",
            fetched=False,
            ahead=0,
            behind=0,
            hand_edits=0,
            conflicts=0,
            under_way="",
        )


if __name__ == "__main__":
    from gongkai_tui.tui import env

    env.prepare_environment()
    import gc

    gc.disable()
    from gongkai_tui.tui.app import GongkaiApp

    env.tolerate_bad_input()
    GongkaiApp(InventedPort(*invent(int(sys.argv[1])))).run()
