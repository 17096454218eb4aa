"""The kinds of file, key by key in canonical order (docs/数据格式.md). Reading, writing, JSON Schemas follow this."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from gongkai_tui.domain.file_parts import Conflict
from gongkai_tui.domain.plan import OutlineItem, Plan, PlanState, Section, Source
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import (
    EACH_UNIT,
    PERIODS_A_YEAR,
    WHOLE_AREA,
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
from gongkai_tui.storage import paths
from gongkai_tui.storage.record_shapes import RAW, Field, Listing, NameTable, OneOrMany, Pair, Record
from gongkai_tui.storage.shapes import Choice, Day, Matching, Text, Truth, Whole

if TYPE_CHECKING:
    from gongkai_tui.storage.reading import Reading
    from gongkai_tui.storage.yaml_nodes import MapNode

_TEXT = Text()
_NEEDED = Text(required=True)
_LONG = Text(multiline=True)
_NAME = Text(200, required=True)
_DAY = Day()
_PLAN_ID = Matching("小写字母、数字和中间的短横，至多 64 个，如 tianqiao-2021", paths.is_plan_id, paths.PLAN_ID)
_TASK_ID = Matching(
    "“计划编号/序号”，如 tianqiao-2021/017",
    paths.is_task_id,
    f"(?:{paths.PLAN_ID})/(?:{paths.TASK_NUMBER})",
)
_FINGERPRINT = Matching("16 位十六进制小写字母和数字", re.compile("[0-9a-f]{16}").fullmatch, "[0-9a-f]{16}")
_LOG_ID = Matching("8 位十六进制小写字母和数字", re.compile("[0-9a-f]{8}").fullmatch, "[0-9a-f]{8}")
_SHA256 = Matching("64 位十六进制小写字母和数字", re.compile("[0-9a-f]{64}").fullmatch, "[0-9a-f]{64}")
_FILE_NAME = Matching(
    "不含斜杠、不以点开头的文件名", re.compile(r"[^\W_][\w .()（）-]{0,199}(?<![ .])").fullmatch, "[^/]{1,200}"
)
_HINTS = Listing(Text(2_000, required=True))
_SEQ = Whole(1, 999_999)
_LINE = Whole(1, 9_999_999)

CONFLICTS = Listing(
    Record(
        Conflict,
        (
            Field("path", _NEEDED, required=True),
            Field("base", RAW),
            Field("ours", RAW),
            Field("theirs", RAW),
        ),
        open_ended=False,
    )
)

LOG = Listing(
    Record(
        LogEntry,
        (
            Field("id", _LOG_ID, required=True),
            Field("date", _DAY, required=True),
            Field("kind", Choice(LogKind), required=True),
            Field("unit", Text(200)),
            Field("text", _LONG),
            Field("evidence", Listing(Text(2_000, required=True))),
            Field("by", Text(200)),
            Field("what", Text(200)),
            Field("happened", _DAY, attr="on"),
            Field("method", Text(200)),
            Field("corrects", _LOG_ID),
        ),
    ),
    identity="id",
    unique=True,
)

EXTENSIONS = Listing(
    Record(
        Extension,
        (
            Field("id", _LOG_ID, required=True),
            Field("unit", Text(200)),
            Field("asked", _DAY, required=True),
            Field("original", _DAY, required=True),
            Field("proposed", _DAY, required=True),
            Field("reason", _LONG),
            Field("by", Text(200)),
            Field("decided", _DAY),
            Field("decision", Choice(Decision)),
            Field("answer", _LONG),
            Field("decided_by", Text(200)),
        ),
    ),
    identity="id",
    unique=True,
)


def _need_words(node: MapNode, values: dict[str, Any], reading: Reading) -> None:
    if not values.get("heading") and not values.get("requirement"):
        reading.error(node, "heading 和 requirement 至少要写一个。", field="requirement")


TASK = Record(
    Task,
    (
        Field("id", _TASK_ID, required=True),
        Field("seq", _SEQ),
        Field("section", _TEXT),
        Field("heading", _NEEDED),
        Field("requirement", Text(required=True, block=True)),
        Field("units_raw", _LONG),
        Field(
            "units",
            Listing(
                Record(
                    UnitRole,
                    (
                        Field("unit", _NAME, required=True),
                        Field("role", Choice(Role)),
                        Field("scope", Text(2_000)),
                    ),
                ),
                identity="unit",
            ),
        ),
        Field(
            "deadline",
            Record(
                partial(Deadline, raw=""),
                (
                    Field("raw", _TEXT),
                    Field("kind", Choice(DeadlineKind), required=True),
                    Field("due", _DAY),
                ),
            ),
        ),
        Field("internal_due", _DAY),
        Field("status", Choice(Status), required=True),
        Field("unit_status", NameTable(Choice(Status))),
        Field(
            "chosen",
            Listing(
                Record(Chosen, (Field("group", _NAME, required=True), Field("members", Listing(_NAME)))),
                identity="group",
                unique=True,
            ),
        ),
        Field("extensions", EXTENSIONS),
        Field("log", LOG),
        Field(
            "links",
            Listing(
                Record(
                    Link,
                    (
                        Field("to", _TASK_ID, required=True),
                        Field("kind", Choice(LinkKind)),
                        Field("fingerprint", _FINGERPRINT),
                        Field("confirmed", _DAY),
                        Field("by", Text(200)),
                    ),
                ),
                identity="to",
            ),
        ),
        Field(
            "lookback",
            Record(
                Lookback,
                (
                    Field("date", _DAY, required=True),
                    Field("verdict", Choice(LookbackVerdict), required=True),
                    Field("by", Text(200)),
                    Field("text", _LONG),
                    Field("to", Text(1_000)),
                ),
            ),
        ),
        Field(
            "recurring",
            OneOrMany(
                Record(
                    Recurring,
                    (
                        Field("every", Choice(tuple(PERIODS_A_YEAR)), required=True),
                        Field("at_least", Whole(1, 9_999)),
                        Field("per", Choice((EACH_UNIT, WHOLE_AREA))),
                        Field("unit", Text(200)),
                        Field("what", Text(200)),
                        Field("from", _DAY, attr="begins"),
                    ),
                )
            ),
        ),
        Field("source_lines", Pair(_LINE)),
        Field("hints", _HINTS),
        Field("conflicts", CONFLICTS),
    ),
    check=_need_words,
)

PLAN = Record(
    Plan,
    (
        Field("id", _PLAN_ID, required=True),
        Field("title", _NEEDED, required=True),
        Field("issuer", _TEXT),
        Field("doc_number", _TEXT),
        Field("issued", _DAY),
        Field("year", Whole(1900, 2199)),
        Field("disclosure", Choice(("主动公开", "依申请公开", "不予公开"))),
        Field("index_number", _TEXT),
        Field("jurisdiction", _PLAN_ID),
        Field("implements", _PLAN_ID),
        Field("follows", _PLAN_ID),
        Field("state", Choice(PlanState), required=True),
        Field(
            "sections",
            Listing(
                Record(
                    Section,
                    (
                        Field("no", Text(40)),
                        Field("title", _NEEDED, required=True),
                        Field(
                            "items",
                            Listing(
                                Record(
                                    partial(OutlineItem, no=""),
                                    (Field("no", Text(40)), Field("title", _NEEDED, required=True)),
                                )
                            ),
                        ),
                    ),
                )
            ),
        ),
        Field(
            "source",
            Record(Source, (Field("file", _FILE_NAME, required=True), Field("sha256", _SHA256, required=True))),
        ),
        Field("hints", _HINTS),
        Field("conflicts", CONFLICTS),
    ),
)

_ALIASES = Listing(
    Record(
        Alias,
        (Field("name", _NAME, required=True), Field("from", _DAY, attr="since"), Field("until", _DAY)),
    ),
    identity="name",
)

_CONTACTS = Listing(
    Record(
        Contact,
        (
            Field("name", _NAME, required=True),
            Field("email", Text(254)),
            Field("duty", Choice(Duty)),
            Field("from", _DAY, attr="since"),
            Field("until", _DAY),
            Field("handed_over_to", Text(200)),
            Field("filed", _DAY),
        ),
    ),
    identity="name,duty",
)

UNITS = Record(
    Jurisdiction,
    (
        Field("name", _NAME, required=True),
        Field("parent", _PLAN_ID),
        Field("office", Text(200)),
        Field(
            "units",
            Listing(
                Record(
                    Unit,
                    (
                        Field("name", _NAME, required=True),
                        Field("kind", Choice(UnitKind)),
                        Field("aliases", _ALIASES),
                        Field("contacts", _CONTACTS),
                        Field("note", _LONG),
                    ),
                ),
                identity="name",
                unique=True,
            ),
        ),
        Field(
            "groups",
            Listing(
                Record(
                    Group,
                    (
                        Field("name", _NAME, required=True),
                        Field("members", Listing(_NAME)),
                        Field("resolved", Truth()),
                        Field("aliases", _ALIASES),
                        Field("note", _LONG),
                    ),
                ),
                identity="name",
                unique=True,
            ),
        ),
        Field("conflicts", CONFLICTS),
    ),
)
