"""Failures become one sentence and an exit code."""

import sys
from pathlib import Path

import pytest

from gongkai_tui.cli import console
from gongkai_tui.domain.errors import (
    FilterError,
    GitError,
    GongkaiError,
    Refused,
    UsageError,
)
from gongkai_tui.domain.problem import Problem, Severity


def failing(error: BaseException):
    def work() -> int:
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (GongkaiError("不行。"), 1),
        (Refused("不行。"), 1),
        (UsageError("写错了。"), 2),
        (FilterError("第 2 个字处：写错了。", 1), 2),
        (GitError("没有仓库。"), 3),
    ],
)
def test_exit_codes(error: GongkaiError, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert console.guarded(failing(error)) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"错误：{error}\n"


def test_success_and_its_own_code() -> None:
    assert console.guarded(lambda: 0) == 0
    assert console.guarded(lambda: 1) == 1


def test_interrupted(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.guarded(failing(KeyboardInterrupt())) == 130
    assert capsys.readouterr().err == "已中断。\n"


def test_every_refused_item_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    problems = [Problem(Severity.ERROR, "缺少佐证\x1b", f"a-2021/00{n}") for n in (1, 2)]
    assert console.guarded(failing(Refused("没有保存", problems))) == 1
    assert capsys.readouterr().err == "错误：没有保存\n  a-2021/001：缺少佐证␛\n  a-2021/002：缺少佐证␛\n"


def test_the_unexpected_goes_to_a_named_log(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert console.guarded(failing(ZeroDivisionError("除以零\x1b\n第二行"))) == 1
    err = capsys.readouterr().err
    (log,) = (tmp_path / "gongkai" / "log").iterdir()
    assert str(log) in err
    assert err.count("\n") == 1
    assert "\x1b" not in err
    assert "Traceback" not in err
    assert "ZeroDivisionError" in log.read_text("utf-8")
    assert repr(sys.argv[1:])[:10] in log.read_text("utf-8")


def test_a_log_that_cannot_be_written_is_no_second_failure(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    occupied = tmp_path / "occupied"
    occupied.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(occupied))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(occupied))
    assert console.guarded(failing(ZeroDivisionError())) == 1
    assert "没能写进日志" in capsys.readouterr().err


def test_who_has_no_home_gets_the_log_elsewhere(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", {}.__getitem__)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    assert console.guarded(failing(ZeroDivisionError())) == 1
    assert f"详情见 {tmp_path}" in capsys.readouterr().err
