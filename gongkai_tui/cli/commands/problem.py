"""`gongkai problem`."""

import typer

from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.option_record import takes
from gongkai_tui.cli.problem import opening, reading, steps
from gongkai_tui.cli.problem.misuse import refuse_misuse
from gongkai_tui.cli.problem.typed import Typed
from gongkai_tui.cli.session import with_workspace

HELP = (
    "核查发现的问题，按“核查—反馈—整改—再核查—核销”逐步办理；任务上该单位的状态在同一次提交里随之改变。\n"
    "open 登记（写 --due 就同时反馈），notify 反馈，fix 报整改，recheck 再核查（--pass 核销，--fail 再整改一轮），"
    "object 提出异议，answer 答复异议，withdraw 撤销，list 列出，show 查看。不写动作就是 list。\n"
    "问题编号可以只写开头；不写编号而写 --plan、--unit、--task、--state、--flag、--text，就办理符合条件的全部问题，"
    "记为一次提交，有一个不能办就全部不办。日期可以写 2022-06-10、6月10日、下周五。"
)
EXAMPLES = (
    (
        "gongkai problem open tianqiao-2021/8 --unit 区财政局 --what '预决算栏目链接失效' --method 网上巡查",
        "登记一个问题",
    ),
    ("gongkai problem open --plan tianqiao-2021 --unit 区财政局 --what '栏目半年未更新' --due 30天后", "登记并反馈"),
    ("gongkai problem notify 20220518-3f --due 6月10日 --channel OA", "反馈给责任单位，写明整改期限"),
    ("gongkai problem notify --plan tianqiao-2021 --state 待反馈 --due 6月10日 --yes", "一批问题同一期限"),
    ("gongkai problem fix 20220518-3f --note '链接已修复' -e https://example.gov.cn/1", "报整改，附佐证"),
    ("gongkai problem recheck 20220518-3f --pass --note 打开正常", "再核查通过，核销"),
    ("gongkai problem recheck 20220518-3f --fail --note '附件仍打不开' --due 10天后", "不通过，进入下一轮"),
    ("gongkai problem object 20220518-3f --reason '该栏目已移交区大数据局'", "单位提出异议"),
    ("gongkai problem answer 20220518-3f --keep --note '移交未备案'", "维持；异议成立写 --uphold"),
    ("gongkai problem list --unit 区财政局 --flag 逾期,反复", "逾期和反复的问题"),
    ("gongkai problem list --state 未核销 --json", "供脚本使用"),
)

_ACTIONS = {
    "list": reading.run_list,
    "show": reading.run_show,
    "open": opening.run_open,
    "notify": steps.run_notify,
    "object": steps.run_object,
    "answer": steps.run_answer,
    "fix": steps.run_fix,
    "recheck": steps.run_recheck,
    "withdraw": steps.run_withdraw,
}


@takes(Typed)
def command(ctx: typer.Context, typed: Typed) -> int:
    """List problems, or take a step of the loop."""
    refuse_misuse(typed)
    return with_workspace(settings_of(ctx), lambda ws: _ACTIONS[typed.step](ws, typed))
