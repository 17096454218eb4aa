"""Rows and a task with everything that can go wrong in an output format."""

from datetime import date

from gongkai_tui.domain.pairs import pack_pairs
from gongkai_tui.domain.row import TaskRow
from gongkai_tui.domain.task import (
    Deadline,
    DeadlineKind,
    Link,
    LogEntry,
    LogKind,
    Recurring,
    Role,
    Task,
    UnitRole,
)

FIRST = TaskRow(
    id="tianqiao-2021/001",
    plan="tianqiao-2021",
    year=2021,
    seq=1,
    section="深化重点领域政府信息公开",
    heading="财政|信息*公开",
    requirement="公开预决算，说明“三公”经费。\n按季度更新。",
    packed_units=pack_pairs((("区财政局", "牵头"), ("各街道办事处", "配合"), ("区民政局", "责任"))),
    deadline_raw="2022年5月10日前",
    deadline_kind="截止",
    due="2022-05-10",
    status="推进中",
    stored_status="推进中",
    packed_unit_status="",
    packed_chosen="",
    packed_dues="",
    evidence=1,
    hints=0,
    issued="2021-08-10",
    updated="2022-04-20",
    haystack="",
    internal_due="",
    carried_to="",
    relink=False,
    open_due="",
    packed_reports="",
    waits_since="",
    moved="",
    published="",
    uncommitted=False,
)
SECOND = FIRST._replace(
    id="tianqiao-2021/x-7c2e",
    seq=0,
    section="",
    heading="",
    requirement='=HYPERLINK("http://x","点我")',
    packed_units="",
    deadline_raw="",
    deadline_kind="",
    due="",
    status="未启动",
    updated="",
    evidence=0,
    hints=2,
)
THIRD = FIRST._replace(
    id="tianqiao-2021/003",
    seq=3,
    heading="\x1b]0;坏标题\x07民生\u202e公开",
    requirement="　＝1+1",
    deadline_raw="长期坚持",
    deadline_kind="长期",
    due="",
    status="长期坚持",
)
ROWS = ((FIRST, ("逾期", "久未更新")), (SECOND, ()), (THIRD, ("未提交",)))

TASK = Task(
    id="tianqiao-2021/001",
    seq=1,
    section="深化重点领域政府信息公开",
    heading="财政信息公开",
    requirement="公开预决算，说明“三公”经费。\n按季度更新。",
    units_raw="区财政局牵头，各街道办事处配合",
    units=(UnitRole("区财政局", Role.LEAD, "预决算"), UnitRole("各街道办事处", Role.SUPPORT)),
    deadline=Deadline("2022年5月10日前", DeadlineKind.DATE, date(2022, 5, 10)),
    log=(
        LogEntry(
            "3f9a2c1e",
            date(2022, 4, 20),
            LogKind.PROGRESS,
            "区财政局",
            "已公开\x1b[31m决算",
            ("https://example.gov.cn/1.html",),
            "张三",
        ),
    ),
    links=(Link("jinan-2021/017"),),
    recurring=(Recurring("季", 1),),
    source_lines=(106, 107),
    hints=("责任单位由合并单元格沿用",),
)
