"""What the interface offers to a unit's contact, and how it says what is not theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.events import Key

from gongkai_tui.domain.unit import Contact, Jurisdiction, Unit
from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import units_path
from gongkai_tui.tui.dialogs.choose import ChooseDialog
from gongkai_tui.tui.dialogs.pick_status import PickStatusDialog
from gongkai_tui.tui.dialogs.problems import ProblemsDialog

from .conftest import UNITS, run_git
from .test_sheets import fill, gongkai, open_sheet

STREET = Contact("周五", "zhou@huaiyin.example")


@pytest.fixture
def unit(repo, monkeypatch):
    """西市场街道办事处 at work, where all streets have begun the third task."""
    street = UNITS.units[-1]
    registry = replace(UNITS, units=(*UNITS.units[:-1], replace(street, contacts=(STREET,))))
    (repo / units_path("huaiyin")).write_text(emit.emit_units(registry), encoding="utf-8")
    path = repo / "plans/huaiyin-2022/003.yaml"
    path.write_text(path.read_text("utf-8") + "unit_status:\n  各街道办事处: 推进中\n", "utf-8")
    run_git(repo, "commit", "-q", "-a", "-m", "名录", "-m", "Gongkai-Action: contact")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", STREET.name)
        monkeypatch.setenv(f"GIT_{role}_EMAIL", STREET.email)
    return repo


async def test_who_has_left_the_unit_sees_that_only_reading_is_left(drive, unit):
    path = unit / units_path("huaiyin")
    text = path.read_text("utf-8")
    mail = f"email: {STREET.email}\n"
    path.write_text(text.replace(mail, f"{mail}        until: 2022-07-01\n        handed_over_to: 吴六\n"), "utf-8")
    run_git(unit, "commit", "-q", "-a", "-m", "交接")
    async with drive(size=(120, 34)) as d:
        await d.sees("西市场街道办事处，已离任，只能查看")
        await d.press("f2")
        await d.sees("已交接给吴六")
        assert d.commits()[0] == "交接"


@pytest.mark.parametrize(
    ("there", "said"),
    [((), "你以西市场街道办事处的身份操作，不能代区财政局填报"), (("right",), "这里没有任务；把光标移到一格上再按")],
)
async def test_what_is_typed_for_a_question_that_is_refused_is_not_done_in_the_grid(drive, unit, there, said):
    async with drive(size=(100, 24)) as d:
        await d.press("m")
        await d.sees("区财政局  第1项 财政信息")
        await d.press(*there)
        grid = d.app.screen
        for key in ("f2", "2", "enter", "s"):
            d.app.post_message(Key(key, key if len(key) == 1 else None))
        await d.sees(said)
        for _ in range(5):
            await d.pilot.pause(0.05)
        assert (d.app.screen, said in d.screen()) == (grid, True)


@pytest.fixture
def open_problem(unit, monkeypatch):
    """The office records a problem of the plan meanwhile."""

    def record(whose, what, *more):
        with monkeypatch.context() as office:
            for role in ("AUTHOR", "COMMITTER"):
                office.setenv(f"GIT_{role}_EMAIL", "office@huaiyin.example")
            gongkai(unit, "problem", "open", "-u", whose, "--what", what, "--plan", "huaiyin-2022", *more)

    return record


def place(d):
    return d.app.screen.list.current


async def test_a_unit_sees_its_own_status_and_only_its_own_steps(drive, unit):
    async with drive() as d:
        await d.press("down", "down", "f2")
        await d.sees("改变状态：西市场街道办事处 huaiyin-2022/003")
        await d.sees("现为 推进中")
        assert place(d).id == "待核查"
        notes = {choice.id: choice.note for choice in d.app.screen.list.choices}
        assert notes["推进中"] == "就是现在的状态"
        assert {notes[each] for each in ("已完成", "长期坚持", "整改中", "已终止")} == {"只能由政务公开办办理"}
        assert notes["未启动"] == "不能从推进中直接改"
        assert not d.app.screen.query("#unit")
        await d.press("8", "enter")
        await d.sees("已终止：只能由政务公开办办理")
        assert isinstance(d.app.screen, PickStatusDialog)
        await d.press("3", "enter")
        await d.type("https://a.cn/1")
        await d.press("enter")
        await d.until(lambda: len(d.commits()) == 3)
    assert "西市场街道办事处: 待核查" in run_git(d.repo, "show", "HEAD:plans/huaiyin-2022/003.yaml")


def bar(d):
    return d.screen().splitlines()[-1]


@pytest.fixture
def other_plan(repo):
    """The older plan is that of another district."""
    other = Jurisdiction("tianqiao", "天桥区", office="区政府办公室", units=(Unit("区政府办公室"), Unit("区财政局")))
    (repo / units_path("tianqiao")).write_text(emit.emit_units(other), encoding="utf-8")
    path = repo / "plans/huaiyin-2021/plan.yaml"
    path.write_text(path.read_text("utf-8").replace("jurisdiction: huaiyin", "jurisdiction: tianqiao"), "utf-8")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "另一个区", "-m", "Gongkai-Action: contact")


async def test_the_key_bar_leaves_out_what_a_unit_may_do_in_no_plan(drive, unit, other_plan):
    async with drive(size=(160, 24)) as d:
        await d.until(lambda: "F4编辑" not in bar(d))
        assert all(key in bar(d) for key in ("F2状态", "F3佐证", "F6记录", "F7筛选"))
        d.main.choose_plan("huaiyin-2021")
        await d.until(lambda: "F2状态" not in bar(d))
        assert not any(key in bar(d) for key in ("F3佐证", "F4编辑", "F6记录"))
        assert "F7筛选" in bar(d)


async def test_the_key_bar_of_the_office_is_whole_where_it_may_change_something(drive, other_plan):
    async with drive(size=(160, 24)) as d:
        assert all(key in bar(d) for key in ("F2状态", "F3佐证", "F4编辑", "F6记录"))
        d.main.choose_plan("huaiyin-2021")
        await d.until(lambda: "F2状态" not in bar(d))
        d.main.choose_plan("huaiyin-2022")
        await d.until(lambda: "F2状态" in bar(d) and "F4编辑" in bar(d))


async def test_who_becomes_the_contact_of_a_unit_is_shown_as_that_at_once(drive, repo, monkeypatch):
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", STREET.email)
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", STREET.email)
    async with drive(size=(160, 24)) as d:
        assert "（政务公开办）" in d.screen()
        street = replace(UNITS.units[-1], contacts=(STREET,))
        registry = replace(UNITS, units=(*UNITS.units[:-1], street))
        (repo / units_path("huaiyin")).write_text(emit.emit_units(registry), encoding="utf-8")
        run_git(repo, "commit", "-q", "-a", "-m", "名录", "-m", "Gongkai-Action: contact")
        await d.sees("周五（西市场街道办事处）")
        assert "F4编辑" not in bar(d)


@pytest.fixture
def own_task(repo):
    """The office answers for the second task itself, and 李四 has begun it."""
    path = repo / "plans/huaiyin-2022/002.yaml"
    text = path.read_text("utf-8").replace("区教育和体育局", "区政府办公室").replace("未启动", "推进中")
    path.write_text(text, "utf-8")
    run_git(repo, "commit", "-q", "-a", "-m", "交办", "-m", "Gongkai-Action: set")
    return repo


async def test_who_reported_for_the_own_unit_is_told_in_the_list_that_another_person_checks(drive, own_task):
    async with drive(size=(100, 34)) as d:
        await d.press("down", "f2")
        await d.sees("先改为待核查，再由本单位另一人核查")
        assert place(d).id == "待核查"
        await d.press("enter")
        await d.type("https://a.cn/1")
        await d.press("enter")
        await d.until(lambda: len(d.commits()) == 3 and d.main.current.status == "待核查")
        await d.press("f2")
        await d.sees("谁报送的谁不核查，请本单位另一人核查")
        await d.press("4", "enter")
        await d.sees("已完成：谁报送的谁不核查")
        assert isinstance(d.app.screen, PickStatusDialog)


async def test_a_colleague_of_who_reported_is_offered_the_check(drive, own_task):
    path = own_task / "plans/huaiyin-2022/002.yaml"
    entry = """log:
  - id: 3f9a2c1e
    date: 2022-07-01
    kind: 报送
    unit: 区政府办公室
    text: 已公开
    evidence:
      - https://a.cn/1
    by: 王五
"""
    path.write_text(path.read_text("utf-8").replace("推进中", "待核查") + entry, "utf-8")
    run_git(own_task, "commit", "-q", "-a", "-m", "报送", "-m", "Gongkai-Action: set")
    async with drive(size=(100, 34)) as d:
        await d.press("down", "f2")
        await d.sees("现为 待核查")
        assert place(d).id == "已完成"
        assert place(d).note == ""


async def test_a_task_of_others_opens_no_form(drive, unit):
    async with drive(size=(120, 24)) as d:
        await d.press("down", "f2")
        await d.sees("西市场街道办事处不是 huaiyin-2022/002 的责任单位")
        assert d.app.screen is d.main


@pytest.mark.parametrize(
    ("sheet", "key", "words"),
    [
        ("问题", "+", "问题由政务公开办核查后登记；你以西市场街道办事处的身份操作"),
        ("回头看", "f2", "回头看由政务公开办核查核销；你以西市场街道办事处的身份操作"),
        ("考核", "+", "考核由政务公开办办理；你以西市场街道办事处的身份操作"),
    ],
)
async def test_forms_of_the_office_refuse_before_they_are_filled_in(drive, unit, sheet, key, words):
    async with drive(size=(120, 24)) as d:
        await open_sheet(d, sheet)
        await d.until(lambda: d.main.front.table.count or key == "+")
        await d.press(key)
        await d.sees(words)
        assert d.app.screen is d.main.front


async def test_a_unit_enters_its_own_people_alone(drive, unit):
    async with drive(size=(120, 34)) as d:
        await open_sheet(d, "联络员")
        await d.press("+")
        await d.sees("登记哪一种（西市场街道办事处）")
        await d.press("enter")
        await d.sees("登记联络员：西市场街道办事处")
        assert not d.app.screen.query("#unit")
        await fill(d, "吴六", "wu@huaiyin.example", "")
        await d.until(lambda: len(d.commits()) == 3)
        assert d.commits()[0] == "槐荫区 西市场街道办事处：登记联络员 吴六"


async def test_a_refusal_that_has_no_room_is_shown_whole(drive, unit):
    async with drive(size=(40, 12)) as d:
        await d.press("u")
        await d.sees("再按 u")
        assert "gongkai" not in d.screen()
        assert isinstance(d.app.screen, ProblemsDialog)
        await d.press("enter")
        assert d.app.screen is d.main


async def test_the_list_begins_on_the_next_step_of_what_is_least_far(drive, repo):
    path = repo / "plans/huaiyin-2022/001.yaml"
    path.write_text(path.read_text("utf-8").replace("status: 未启动", "status: 已完成"), "utf-8")
    run_git(repo, "commit", "-q", "-a", "-m", "完成")
    async with drive() as d:
        await d.press("asterisk", "f2")
        await d.sees("现为 未启动")
        assert place(d).id == "推进中"
        await d.press("4", "enter")
        await d.sees("不能从未启动直接改")


async def test_a_unit_moves_those_of_the_marked_tasks_that_are_its_own(drive, unit):
    async with drive() as d:
        await d.press("asterisk", "f2")
        await d.sees("改变状态：西市场街道办事处 4 项任务")
        assert place(d).id == "推进中"
        await d.press("enter")
        await d.sees("不能这样修改的 2 项")
        await d.press("r")
        await d.until(lambda: len(d.commits()) == 3)
    assert "西市场街道办事处: 推进中" in run_git(d.repo, "show", "HEAD:plans/huaiyin-2022/001.yaml")


async def test_a_problem_of_others_opens_no_form(drive, open_problem):
    open_problem("区教育和体育局", "专栏打不开", "--due", "2022-09-01")
    async with drive(size=(120, 24)) as d:
        await open_sheet(d, "问题")
        await d.sees("专栏打不开")
        await d.press("f2")
        await d.sees("这是区教育和体育局的问题，不能代它填报")
        assert d.app.screen is d.main.front


async def test_a_unit_keeps_a_view_for_itself_alone(drive, unit):
    async with drive() as d:
        await d.press("V")
        await d.sees("私有，只留在本机")
        assert not d.app.screen.query("#shared")
        await d.type("我的")
        await d.press("enter")
        await d.sees("（私有，不提交）")
        assert len(d.commits()) == 2


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("f4",), "任务的内容、责任单位和周期由政务公开办修改；责任单位填报进展、佐证和状态"),
        (("down", "f4"), "西市场街道办事处 不是这项任务的责任单位（区教育和体育局）"),
        (("down", "f6"), "西市场街道办事处 不是这项任务的责任单位（区教育和体育局）"),
        (("down", "f3"), "西市场街道办事处 不是这项任务的责任单位（区教育和体育局）"),
        (("down", "e"), "西市场街道办事处 不是这项任务的责任单位（区教育和体育局）"),
    ],
)
async def test_a_form_that_a_unit_could_not_save_does_not_open(drive, unit, monkeypatch, keys, words):
    monkeypatch.setenv("EDITOR", "false")
    async with drive(size=(120, 24)) as d:
        await d.press(*keys)
        await d.sees(words)
        assert d.app.screen is d.main


async def test_a_unit_writes_notes_and_evidence_of_its_own_and_is_not_asked_whose(drive, unit):
    async with drive(size=(120, 24)) as d:
        await d.press("f6")
        await d.sees("添加记录：huaiyin-2022/001")
        assert not d.app.screen.query("#unit")
        await fill(d, "已更新目录", "https://a.cn/1")
        await d.until(lambda: len(d.commits()) == 3)
        await d.press("f3")
        await d.sees("添加佐证：huaiyin-2022/001")
        assert not d.app.screen.query("#unit")
        await fill(d, "https://a.cn/2", "")
        await d.until(lambda: len(d.commits()) == 4)
    text = run_git(d.repo, "show", "HEAD:plans/huaiyin-2022/001.yaml")
    assert text.count("unit: 西市场街道办事处") == 2


async def test_the_marked_tasks_open_a_form_where_one_of_them_is_the_unit_s(drive, unit):
    async with drive(size=(120, 24)) as d:
        await d.press("asterisk", "f6")
        await d.sees("添加记录：4 项任务")


async def test_a_unit_is_offered_its_own_steps_of_its_own_problem(drive, open_problem):
    open_problem("西市场街道办事处", "专栏打不开", "--due", "2022-09-01")
    open_problem("区教育和体育局", "栏目为空")
    async with drive(size=(120, 24)) as d:
        await open_sheet(d, "问题")
        await d.sees("专栏打不开")
        assert "F2办理" in d.screen()
        assert "+新增" not in d.screen()
        await d.press("f2")
        await d.sees("下一步")
        assert [choice.id for choice in d.app.screen.list.choices] == ["报整改", "异议"]
        await d.press("escape", "down")
        await d.until(lambda: "F2办理" not in d.screen().splitlines()[-1])
        await d.press("f2")
        await d.sees("这是区教育和体育局的问题")
        assert d.app.screen is d.main.front


@pytest.mark.parametrize("sheet", ["回头看", "考核"])
async def test_keys_of_the_office_are_not_offered_to_a_unit(drive, unit, sheet):
    async with drive(size=(160, 24)) as d:
        await open_sheet(d, sheet)
        assert "F2" not in d.screen()
        assert "+" not in d.screen()


async def test_people_of_others_are_not_handed_over_by_a_unit(drive, unit):
    async with drive(size=(160, 34)) as d:
        await open_sheet(d, "联络员")
        await d.sees("李四")
        assert "+新增" in d.screen()
        assert "F2办理" not in d.screen()
        await d.press("f2")
        await d.sees("不能登记槐荫区 区政府办公室的联系人")
        await d.press("down")
        await d.until(lambda: "F2办理" in d.screen())
        await d.press("f2")
        await d.until(lambda: isinstance(d.app.screen, ChooseDialog))
        assert not any("备案" in choice.name for choice in d.app.screen.list.choices)
        await d.press("enter")
        await d.sees("交接给谁")
        assert not d.app.screen.query("#filed")
        await fill(d, "吴六", "wu@huaiyin.example", "")
        await d.until(lambda: len(d.commits()) == 3)


async def test_a_unit_asks_for_a_later_day_of_its_own_tasks(drive, unit):
    async with drive(size=(120, 34)) as d:
        await d.press("down")
        await open_sheet(d, "延期")
        await d.press("+")
        await d.sees("任务（编号）")
        assert d.app.screen.value("task") == ""


async def test_a_unit_asks_for_a_later_day_for_itself_where_it_names_none(drive, unit):
    async with drive(size=(110, 34)) as d:
        await open_sheet(d, "延期")
        await d.sees("没有延期申请")
        await d.press("+")
        await d.sees("申请延期")
        await d.sees("单位（空为西市场街道办事处，可空）")
        assert "整项任务" not in d.screen()
