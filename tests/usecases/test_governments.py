"""An office changes what belongs to its own government and to those below; in others it reads."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date

import pytest
from kept import copy_of

from gongkai_tui.domain.errors import GongkaiError, Refused
from gongkai_tui.domain.plan import Plan
from gongkai_tui.domain.task import Decision, LinkKind, LookbackVerdict
from gongkai_tui.domain.unit import Contact, Group, Jurisdiction, Unit
from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import plan_path, task_path, units_path
from gongkai_tui.usecases import change_problems, change_scoring, extend_task, undo
from gongkai_tui.usecases.add_task import NewTask, add_task, draft_task
from gongkai_tui.usecases.apply_table import propose_table
from gongkai_tui.usecases.change_plan import change_plan
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.choosing import propose_choice
from gongkai_tui.usecases.contacts import Handover, add_contact, file_contact, hand_over
from gongkai_tui.usecases.edit_task import save_task_text, task_text
from gongkai_tui.usecases.import_problems import propose_problem_list
from gongkai_tui.usecases.linking import LinkWish, propose_links, save_links
from gongkai_tui.usecases.lookback_verdicts import VerdictRequest, carry_out_verdicts, propose_verdicts
from gongkai_tui.usecases.new_plan import new_plan
from gongkai_tui.usecases.occurring import Occurrence, propose_occurrence
from gongkai_tui.usecases.open_problem import NewProblem, propose_open
from gongkai_tui.usecases.problem_files import problems_in
from gongkai_tui.usecases.problem_notices import SentNotice, propose_sent
from gongkai_tui.usecases.reading import committed_view
from gongkai_tui.usecases.recording import Edit, record
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import TODAY, UNITS, make_repo, run_git, task

CITY = Jurisdiction(
    "jinan",
    "济南市",
    office="市政府办公厅",
    units=(Unit("市政府办公厅", contacts=(Contact("市办甲", "jia@jinan.example"),)),),
)
OTHER = Jurisdiction(
    "tianqiao",
    "天桥区",
    parent="jinan",
    office="区政府办公室",
    units=(Unit("区政府办公室", contacts=(Contact("天桥乙", "yi@tianqiao.example"),)),),
)
HOME = replace(UNITS, parent="jinan", groups=(*UNITS.groups, Group("有关部门")))
PLANS = (
    Plan("jinan-2022", "2022年济南市政务公开工作要点", year=2022, jurisdiction="jinan"),
    Plan("tianqiao-2022", "2022年天桥区政务公开工作要点", year=2022, jurisdiction="tianqiao"),
    Plan("free-2022", "无辖区的计划", year=2022),
    Plan("lost-2022", "没有名录的计划", year=2022, jurisdiction="elsewhere"),
)
FINANCE, OPEN, LAST_YEAR = "huaiyin-2022/001", "huaiyin-2022/004", "huaiyin-2021/001"
REFUSED = "你以天桥区 区政府办公室的身份操作，槐荫区的"


@pytest.fixture
def shared(tmp_path, tmp_path_factory):
    """One repository of a city and two districts."""
    return copy_of("kept-governments", make_shared, tmp_path / "台账", tmp_path_factory)


def make_shared(root):
    make_repo(root)
    files = {units_path(each.id): emit.emit_units(each) for each in (CITY, OTHER, HOME)}
    files.update({plan_path(plan.id): emit.emit_plan(plan) for plan in PLANS})
    tasks = [task(plan.id, 1, "财政信息", "区财政局") for plan in PLANS]
    tasks.append(task("huaiyin-2022", 4, "部门信息", "有关部门", date(2022, 9, 30)))
    files.update({task_path(each.id): emit.emit_task(each) for each in tasks})
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    run_git(root, "add", "-A")
    run_git(root, "commit", "-q", "-m", "导入")


@pytest.fixture
def somebody(monkeypatch):
    """Opens a repository as somebody."""
    with ExitStack() as opened:

        def open_as(contact, root):
            for role in ("AUTHOR", "COMMITTER"):
                monkeypatch.setenv(f"GIT_{role}_NAME", contact.name)
                monkeypatch.setenv(f"GIT_{role}_EMAIL", contact.email)
            return opened.enter_context(closing(open_workspace(root, today=TODAY)))

        open_as.close_all = opened.close
        yield open_as


@pytest.fixture
def become(shared, somebody):
    """Opens the shared repository as somebody."""
    return lambda contact: somebody(contact, shared)


OWN, ABOVE, STRANGER = HOME.units[0].contacts[0], CITY.units[0].contacts[0], OTHER.units[0].contacts[0]
UNKNOWN = Contact("没有登记的", "nobody@example.invalid")


def problem(ws, due="2022-08-20", what="链接失效"):
    proposal = propose_open(ws, NewProblem(what=what, task=FINANCE, unit="区财政局", due=due))
    return change_problems.carry_out(ws, proposal)


def told(ws):
    return [each.record.id for each in problems_in(committed_view(ws))]


def change(**more):
    return lambda ws: carry_out(ws, propose(ws, ChangeRequest((FINANCE,), **more)))


def edited(ws):
    text = task_text(ws, FINANCE)
    return save_task_text(ws, FINANCE, text.replace("heading: 财政信息", "heading: 财政"), base=text)


def step(propose_step, **more):
    return lambda ws: change_problems.carry_out(ws, propose_step(ws, told(ws), **more))


def answered(ws):
    return extend_task.save_extension(ws, extend_task.propose_answer(ws, FINANCE, Decision.REFUSED, "不行"))


def asked(ws):
    return extend_task.save_extension(ws, extend_task.propose_request(ws, OPEN, "2022-10-31", "改版"))


def judged(ws):
    request = VerdictRequest("huaiyin-2021", LookbackVerdict.CARRIED, (LAST_YEAR,), into="huaiyin-2022", new=True)
    return carry_out_verdicts(ws, propose_verdicts(ws, request))


def pointed(ws):
    typed = change_scoring.ManualPoints("区财政局", "1", "报送及时")
    return change_scoring.change_scoring(ws, change_scoring.propose_points(ws, "huaiyin-2022", typed))


def exampled(ws):
    return change_scoring.change_scoring(ws, change_scoring.propose_example(ws, "huaiyin-2021"))


def sent(ws):
    notice = SentNotice("整改通知", TODAY, "槐政办函〔2022〕5号")
    return change_problems.carry_out(ws, propose_sent(ws, told(ws), notice))


def listed(ws):
    found = propose_problem_list(ws, "单位,问题\n区财政局,空栏目\n".encode(), "清单.csv", plan="huaiyin-2022")
    return change_problems.carry_out(ws, found.proposal)


def tabled(ws):
    table = f"编号,任务\n{FINANCE},财政预决算信息\n"
    return carry_out(ws, propose_table(ws, table.encode(), suffix="csv", name="表.csv"))


CHOOSE = ChangeRequest(targets=(OPEN,))
ACTS = {
    "set": change(assignments={"requirement": "改了要求"}),
    "set unit": change(assignments={"status": "推进中"}, unit="西市场街道办事处"),
    "note": change(note="进展"),
    "apply": tabled,
    "edit": edited,
    "add": lambda ws: add_task(ws, draft_task(ws, "huaiyin-2022", NewTask("交办"))),
    "plan": lambda ws: change_plan(ws, "huaiyin-2022", {"title": "改了标题"}),
    "new": lambda ws: new_plan(ws, Plan("huaiyin-2023", "新计划", year=2023, jurisdiction="huaiyin")),
    "contact add": lambda ws: add_contact(ws, "区财政局", Contact("丙", "bing@a.cn"), jurisdiction="huaiyin"),
    "contact handover": lambda ws: hand_over(
        ws, "区财政局", Handover("财政张三", "丙", TODAY, "bing@a.cn"), jurisdiction="huaiyin"
    ),
    "contact file": lambda ws: file_contact(ws, "区财政局", "财政张三", TODAY, jurisdiction="huaiyin"),
    "problem open": lambda ws: problem(ws, what="附件打不开"),
    "problem import": listed,
    "problem fix": step(change_problems.propose_fix, text="已改", evidence=("https://a.cn/1",)),
    "problem withdraw": step(change_problems.propose_withdraw, reason="误记"),
    "problem notice": sent,
    "choose": lambda ws: carry_out(ws, propose_choice(ws, CHOOSE, "有关部门", ("区财政局",))),
    "extend": asked,
    "extend answer": answered,
    "occur": lambda ws: carry_out(ws, propose_occurrence(ws, Occurrence(FINANCE, ("区财政局",), text="培训"))),
    "link": lambda ws: save_links(ws, propose_links(ws, [LinkWish(FINANCE, "jinan-2022/001", LinkKind.IMPLEMENTS)])),
    "lookback": judged,
    "score init": exampled,
    "score points": pointed,
    "undo": lambda ws: undo.carry_out_undo(ws, undo.propose_undo(ws)),
}


@pytest.fixture
def prepared(become, shared, somebody, tmp_path_factory):
    """The own office has set up what the acts need, among it a problem and a request for 延期."""

    def make(root):
        make_shared(root)
        ws = somebody(OWN, root)
        carry_out(ws, propose(ws, ChangeRequest((FINANCE,), assignments={"周期": "每年1次 每单位"})))
        change_scoring.change_scoring(ws, change_scoring.propose_example(ws, "huaiyin-2022"))
        ws = somebody(UNKNOWN, root)
        extend_task.save_extension(ws, extend_task.propose_request(ws, FINANCE, "2022-10-31", "改版"))
        problem(somebody(OWN, root))
        somebody.close_all()

    shutil.rmtree(shared)
    copy_of("kept-prepared", make, shared, tmp_path_factory)
    return become


def all_words(error):
    return " ".join((str(error), *map(str, getattr(error, "problems", ()))))


@pytest.mark.parametrize("act", ACTS)
def test_every_act_is_the_business_of_the_own_office(prepared, shared, act):
    head = run_git(shared, "rev-parse", "HEAD")
    with pytest.raises(GongkaiError) as refused:
        ACTS[act](prepared(STRANGER))
    said = all_words(refused.value)
    assert REFUSED in said
    assert "huaiyin的" not in said
    assert "tianqiao" not in said
    assert run_git(shared, "rev-parse", "HEAD") == head


@pytest.mark.parametrize("who", [ABOVE, UNKNOWN], ids=["above", "unknown"])
@pytest.mark.parametrize("act", ACTS)
def test_every_act_is_open_to_the_office_above_and_to_whom_nobody_registered(prepared, act, who):
    assert ACTS[act](prepared(who)).commit


@pytest.mark.parametrize("plan", ["free-2022", "lost-2022", "tianqiao-2022"])
def test_what_is_nobody_s_is_any_office_s(become, plan):
    ws = become(STRANGER)
    assert carry_out(ws, propose(ws, ChangeRequest((f"{plan}/001",), note="进展"))).commit


def test_a_district_changes_nothing_of_the_city(become):
    ws = become(OWN)
    with pytest.raises(
        Refused, match="计划的题头由政务公开办修改；你以槐荫区 区政府办公室的身份操作，济南市的内容只能查看"
    ):
        change_plan(ws, "jinan-2022", {"title": "改"})
    refused = propose(ws, ChangeRequest(("jinan-2022/001", FINANCE), note="进展")).refusals
    assert [(each.place, each.message) for each in refused] == [
        ("jinan-2022/001", "你以槐荫区 区政府办公室的身份操作，济南市的任务只能查看")
    ]


def test_a_plan_is_not_given_away_nor_begun_for_others(become):
    ws = become(STRANGER)
    for plan in ("tianqiao-2022", "free-2022"):
        with pytest.raises(Refused, match=f"{REFUSED}内容只能查看"):
            change_plan(ws, plan, {"jurisdiction": "huaiyin"})


def test_what_an_office_carries_into_another_government_is_refused(become):
    ws = become(OWN)
    request = VerdictRequest("huaiyin-2021", LookbackVerdict.CARRIED, (LAST_YEAR,), into="tianqiao-2022", new=True)
    with pytest.raises(Refused, match="天桥区的内容只能查看"):
        propose_verdicts(ws, request)


def test_whatever_asks_nothing_before_is_refused_where_it_is_written(become, shared):
    ws = become(STRANGER)
    path = task_path(FINANCE)
    with pytest.raises(Refused, match=f"{REFUSED}内容只能查看"):
        record(ws, lambda _: Edit({path: b"id: huaiyin-2022/001\n"}, "set", "改"))
    record(ws, lambda view: Edit({path: view.read([path])[path] + b"# \n"}, "fmt", "规范格式"))


def break_units(shared, government):
    path = shared / units_path(government)
    path.write_text(path.read_text("utf-8") + "more: [没有配对\n", "utf-8")
    run_git(shared, "commit", "-qam", "改坏名录")
    return f"units/{government}.yaml:{len(path.read_text('utf-8').splitlines())}"


def test_where_a_units_file_cannot_be_read_nobody_unknown_writes(become, shared):
    """Those whom a readable file knows go on at home; the broken government is nobody's until it is mended."""
    change(note="已部署", unit="区财政局")(become(OWN))
    where = break_units(shared, "huaiyin")
    for unknown in (UNKNOWN, OWN):
        for act in (
            change(assignments={"status": "推进中"}, unit="区财政局"),
            lambda ws: add_task(ws, draft_task(ws, "free-2022", NewTask(requirement="新", units="区财政局"))),
            lambda ws: save_task_text(ws, FINANCE, task_text(ws, FINANCE).replace("财政信息", "财政收支信息", 1)),
            lambda ws: record(ws, lambda _: Edit({"plans/free-2022/source.txt": b"x"}, "set", "s")),
            undo.propose_undo,
        ):
            ws = become(unknown)
            head = run_git(shared, "rev-parse", "HEAD")
            with pytest.raises(GongkaiError) as refused:
                act(ws)
            said = " ".join(map(str, (refused.value, *getattr(refused.value, "problems", ()))))
            assert where in said
            assert "git commit" in said
            assert run_git(shared, "rev-parse", "HEAD") == head
    ws = become(STRANGER)
    with pytest.raises(GongkaiError) as refused:
        change(assignments={"status": "推进中"}, unit="区财政局")(ws)
    assert f"名录读不出来的 huaiyin（{where}）" in str(refused.value.problems)
    assert carry_out(ws, propose(ws, ChangeRequest(("tianqiao-2022/001",), note="已办", unit="区财政局"))).commit
    (shared / units_path("huaiyin")).write_text(emit.emit_units(HOME), "utf-8")
    run_git(shared, "commit", "-qam", "改好名录")
    for known in (OWN, UNKNOWN):
        assert change(note=known.name, unit="区财政局")(become(known)).commit
