"""Drafts of 表扬 and 通报批评 out of a ranking, as Markdown; a person has them approved (政府督查工作条例 art. 21)."""

from __future__ import annotations

from gongkai_tui.domain.scoring import points_text
from gongkai_tui.reporting.history_text import SHORT_ID
from gongkai_tui.reporting.markdown import escaped, markdown_text
from gongkai_tui.reporting.score_text import periods_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.scoring import ScoreItem, UnitScore
    from gongkai_tui.reporting.score_text import Ranking

_APPROVAL = (
    "> 草稿，待批准。依据《政府督查工作条例》第二十一条，表扬和通报批评须报本级人民政府或其负责人批准；批准前不得印发。"
)

PRAISE, CRITICISM = "表扬", "通报批评"
"""What a draft is wanted for."""


def praise_draft(found: Ranking, plan: Plan, units: Sequence[UnitScore], *, day: date, commit: str) -> str:
    """Give the draft that praises some units of a ranking, the data of which stood so on `day` at `commit`."""
    title = f"关于对{found.period.name}政务公开工作考核排名靠前单位予以表扬的通报"
    opening = "下列单位政务公开工作推动有力，考核排名靠前，拟予以表扬："
    return _draft(title, opening, _table(found, units), found, plan, day, commit)


def criticism_draft(found: Ranking, plan: Plan, units: Sequence[UnitScore], *, day: date, commit: str) -> str:
    """Give the draft that criticises some units of a ranking."""
    title = f"关于{found.period.name}政务公开工作考核排名靠后单位的通报"
    opening = "下列单位政务公开工作落实不到位，考核排名靠后，拟予以通报批评，并督促做好整改提升工作："
    long = [
        f"- {escaped(each.unit)}：{periods_words(found.behind[each.unit])}均在后四分之一。"
        for each in units
        if each.unit in found.behind
    ]
    behind = "\n\n其中考核长期落后的：\n\n" + "\n".join(long) if long else ""
    return _draft(title, opening, _table(found, units).rstrip("\n") + behind + "\n", found, plan, day, commit)


def named_words(found: Ranking, named: Sequence[UnitScore], asked: int, wanted: str) -> str:
    """Say how many units a draft names, and why they are more, or fewer, than were `asked` for."""
    why = ""
    if len(named) > asked:
        why = f"（得分并列，比要的 {asked} 个多）"
    elif len(named) < min(asked, len(found.units)):
        why = "（其余的不高于基础分，不列）" if wanted == PRAISE else "（其余的没有扣分，不列）"
    return f"{found.period.name}：列出 {len(named)} 个单位{why}。草稿，待批准。"


def nobody_words(found: Ranking, wanted: str) -> str:
    """Say why a ranking gives nobody to `wanted`: all are equal, or none has earned it."""
    points = {each.hundredths for each in found.units}
    if len(found.units) < 2:  # noqa: PLR2004  (a ranking of one says nothing)
        why = "参加排名的单位不到两个"
    elif len(points) == 1:
        why = f"{len(found.units)} 个单位得分相同（{points_text(points.pop())} 分）"
    elif wanted == PRAISE:
        why = f"没有单位高于基础分（{found.scoring.base} 分）"
    else:
        why = "排在最后的没有扣分"
    return f"{found.period.name}：{why}，没有可以{wanted}的单位。"


def _draft(title: str, opening: str, table: str, found: Ranking, plan: Plan, day: date, commit: str) -> str:
    """The text as it is sent, between what is for those who check and approve it."""
    issuer = escaped(plan.issuer) or "（印发机关）"
    text = f"各有关单位：\n\n{opening}\n\n{table}\n{_basis(found, plan, day)}\n\n{issuer}\n\n　　年　月　日"
    return (
        f"# {title}（草稿）\n\n{_APPROVAL}\n\n{text}\n\n{_sources(found, plan, commit)}\n\n批准：　　　　　　日期：\n"
    )


def _sources(found: Ranking, plan: Plan, commit: str) -> str:
    recorded = f"提交 {commit[:SHORT_ID]}" if commit else "尚无提交"
    return (
        f"> 核对用，印发时删去：数据出自{recorded}；"
        f"各单位每一分的出处见 gongkai score {plan.id} 单位 --period {found.period.name}。"
    )


def _table(found: Ranking, units: Sequence[UnitScore]) -> str:
    rows = (
        (str(each.rank), each.unit, points_text(each.hundredths), "；".join(map(_words, each.items)) or "没有加减分")
        for each in units
    )
    return markdown_text((f"名次（共{len(found.units)}个单位）", "单位", "得分", "加减分"), rows)


def _words(item: ScoreItem) -> str:
    name = " ".join(item.item.split())
    count = "" if item.manual else f"{len(item.facts)}件，"
    limit = "，到上限" if item.cut else ""
    return f"{name}（{count}{points_text(item.hundredths, signed=True)}分{limit}）"


def _basis(found: Ranking, plan: Plan, day: date) -> str:
    bases = dict.fromkeys(escaped(rule.basis) for rule in found.scoring.rules if rule.basis)
    rules = (
        f"考核依据：{'；'.join(bases)}。" if bases else "考核规则没有写明依据（scoring.yaml 的 basis），报批前请补上。"
    )
    running = "，这一期还没有结束" if day < found.period.last else ""
    return f"{rules}\n\n数据：《{escaped(plan.title)}》，截至{day.isoformat()}{running}，基础分{found.scoring.base}。"
