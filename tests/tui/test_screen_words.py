"""What to do and what to fill in are said in keys and names of inputs on the screen, as they are typed elsewhere."""

from __future__ import annotations

import ast
import re
from contextvars import copy_context
from pathlib import Path

import pytest

import gongkai_tui
from gongkai_tui.domain import inputs, wording
from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.field_names import NAMES
from gongkai_tui.domain.inputs import Input
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.tui.screen_words import ScreenWording
from gongkai_tui.tui.workspace_port import WorkspacePort

INPUTS = [each for each in vars(inputs).values() if isinstance(each, Input)]
SAMPLES = ("huaiyin-2022", "区财政局", "张三")


LAYERS = ("domain", "usecases", "storage", "importing", "reporting", "gitrepo")
VOCABULARY = ("domain/remedies.py", "domain/inputs.py")
FILES = ("usecases/create.py", "usecases/demo_text.py", "reporting/score_draft.py")
"""What they write is read beside a prompt or on paper, whoever wrote it."""
OF_GIT = re.compile(r"git [a-z-]+(?: --[a-z-]+)*|或用 --abort 放弃")
TYPED = re.compile(r"\bgongkai [a-z]|(?<![\w-])--?[a-z]")


def on_screen(say):
    """What is said where an application runs."""

    def speak():
        wording.speak(ScreenWording())
        return say()

    return copy_context().run(speak)


def is_typed(words):
    return "gongkai " in words or "--" in words


@pytest.mark.parametrize("remedy", Remedy)
def test_the_screen_knows_words_for_whatever_helps(remedy):
    about = SAMPLES[: remedy.value.count("{}")]
    ways = (
        lambda: wording.how_to(remedy, *about),
        lambda: wording.by_doing(remedy, *about, to="办理"),
        lambda: wording.by_doing(remedy, *about, to="办理", verb=""),
    )
    for say in ways:
        assert is_typed(say())
        assert not is_typed(on_screen(say))


@pytest.mark.parametrize("what", INPUTS)
def test_the_screen_calls_an_input_by_its_name(what):
    assert on_screen(lambda: f"请{wording.using(what, '写明')}") == f"请用“{what.name}”写明"
    assert f"请{wording.using(what, '写明')}" == f"请用 {what.option} 写明"
    ways = (
        lambda: wording.told_in(what, "9月底"),
        lambda: wording.called(what),
        lambda: wording.amid(what),
        lambda: wording.at_end(what),
        lambda: wording.at_end(what, "9月底"),
    )
    for say in ways:
        assert what.option in say()
        assert what.option not in on_screen(say)


@pytest.mark.parametrize(
    ("say", "typed", "shown"),
    [
        (lambda: wording.how_to(Remedy.OBJECT), "gongkai problem object", "按 F9 到“问题”清单"),
        (lambda: wording.by_doing(Remedy.SEND_SHEETS, to="出表"),
         "用 gongkai problem sheet 出表", "按 : 输入“发整改表”出表"),
        (lambda: wording.how_to(Remedy.OPEN_PROBLEM_OF, "a/001", "单位"),
         "gongkai problem open a/001 --unit 单位 --what 问题 --due 日期", "按 P 记问题"),
        (lambda: wording.by_doing(Remedy.CHOOSE_UNITS, verb="见"), "见 gongkai choose", "按 : 输入“选定单位”"),
        (lambda: wording.by_doing(Remedy.SET_STATUS, to="更正状态"), "用 gongkai set 更正状态", "按 F2 更正状态"),
        (lambda: wording.by_doing(Remedy.LIST_COMMITS, to="列出", verb=""), "gongkai log 列出", "按 H 列出"),
        (lambda: wording.by_doing(Remedy.CHECK, to="列出错误", verb=""), "gongkai check 列出错误", "按 F8 列出错误"),
        (lambda: wording.by_doing(Remedy.SAMPLE_SCORING, "a-2022", to="写一份样例", verb="先"),
         "先 gongkai score a-2022 --init 写一份样例", "先在“考核”清单按 + 写一份样例"),
        (lambda: f"要写明理由{wording.told_in(inputs.REASON)}。", "要写明理由（--reason）。", "要写明理由。"),
        (lambda: f"，如{wording.at_end(inputs.DUE, '9月底')}。", "，如 --due 9月底。", "，如 9月底。"),
    ],
)  # fmt: skip
def test_what_the_screen_can_do_is_said_by_its_key(say, typed, shown):
    assert say() == typed
    assert on_screen(say) == shown


def test_what_is_read_before_the_application_stands_speaks_as_the_screen(repo):
    port = WorkspacePort(repo, None)
    (repo / ".git").rename(repo / "was-git")
    port.load_early()
    with pytest.raises(GongkaiError) as refused:
        port.load(None)
    assert "在命令行新建" in str(refused.value)
    assert not is_typed(str(refused.value))


def messages(source):
    """The texts with Chinese words in a module, its own words about itself left out."""
    tree = ast.parse(source)
    notes = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    for each in ast.walk(tree):
        if isinstance(each, ast.JoinedStr):
            parts = [part.value for part in each.values if isinstance(part, ast.Constant)]
            notes.update(id(part) for part in each.values)
            text = "~".join(parts)
        elif isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in notes:
            text = each.value
        else:
            continue
        if re.search(r"[\u4e00-\u9fff]", text):
            yield each.lineno, text


def test_no_message_from_below_the_fronts_says_what_to_type():
    root = Path(gongkai_tui.__file__).parent
    found = [
        f"{path.relative_to(root)}:{line} {text}"
        for layer in LAYERS
        for path in sorted((root / layer).rglob("*.py"))
        if str(path.relative_to(root)) not in (*VOCABULARY, *FILES)
        for line, text in messages(path.read_text("utf-8"))
        if TYPED.search(OF_GIT.sub("", text))
    ]
    assert found == []


def test_no_message_of_the_screen_writes_a_field_in_english():
    root = Path(gongkai_tui.__file__).parent
    field = re.compile(rf"(?<![a-z:])(?:{'|'.join(NAMES)})[:=<>][\u4e00-\u9fff~]")
    found = [
        f"{path.relative_to(root)}:{line} {text}"
        for path in sorted((root / "tui").rglob("*.py"))
        for line, text in messages(path.read_text("utf-8"))
        if field.search(text)
    ]
    assert found == []
