"""What a shell is told when somebody presses Tab."""

import shutil
import subprocess

import pytest

from gongkai_tui.cli.completion import split_line

from .conftest import Gongkai


def completed(gongkai: Gongkai, line: str) -> list[str]:
    """Values that complete a line."""
    ran = gongkai(_GONGKAI_COMPLETE="bash", _GONGKAI_LINE=line)
    assert ran.err == ""
    return [row.partition("\t")[0] for row in ran.out.splitlines()]


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("gongkai sh", ["show"]),
        ("gongkai --re", ["--repo"]),
        ("gongkai list --js", ["--json"]),
        ("gongkai show tian", ["tianqiao-2021/"]),
        ("gongkai show tianqiao-2021/00", ["tianqiao-2021/001", "tianqiao-2021/002", "tianqiao-2021/003"]),
        ("gongkai set tianqiao-2021/001 stat", ["status="]),
        ("gongkai set tianqiao-2021/001 status=推", ["status=推进中"]),
        ("gongkai set tianqiao-2021/001 --unit 区财", ["区财政局", "区财政"]),
        ("gongkai set tianqiao-2021/001 --unit=区民", ["--unit=区民政局"]),
        ("gongkai list stat", ["status:"]),
        ("gongkai list status:整", ["status:整改中"]),
        ("gongkai list unit:无影", ["unit:无影山街道办事处"]),
        ("gongkai list --format c", ["csv"]),
        ("gongkai list --sort -upd", ["-updated"]),
        ("gongkai list --columns id,sta", ["id,status"]),
        ("gongkai schema t", ["task"]),
        ("gongkai problem imp", ["import"]),
        ("gongkai problem notice --kin", ["--kind"]),
        ("gongkai problem notice --kind 通", ["通报"]),
        ("gongkai contact h", ["handover"]),
        ("gongkai completion z", ["zsh"]),
        ("gongkai stats --by un", ["unit"]),
        ("gongkai import ", []),
        ("gongkai -C ", []),
        ("gongkai nonsense ", []),
    ],
)
def test_completions(gongkai: Gongkai, line: str, values: list[str]) -> None:
    found = completed(gongkai, line)
    assert found[: len(values)] == values
    assert bool(found) == bool(values)


def test_the_repository_option_counts(gongkai: Gongkai) -> None:
    root = gongkai.root
    gongkai.root = root.parent
    assert completed(gongkai, f"gongkai -C {root} show tian") == ["tianqiao-2021/"]


def test_outside_a_repository_nothing_is_said(empty: Gongkai) -> None:
    assert completed(empty, "gongkai show tian") == []


def test_unfinished_lines() -> None:
    assert split_line("gongkai list 'a b") == ["gongkai", "list", "a b"]
    assert split_line("gongkai list ") == ["gongkai", "list", ""]
    assert split_line("") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts_have_no_syntax_error(gongkai: Gongkai, shell: str) -> None:
    script = gongkai("completion", shell).out
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=script.encode(), check=True, capture_output=True)


def test_bash_completes_behind_a_colon(gongkai: Gongkai) -> None:
    script = gongkai("completion", "bash").out
    asked = f"""{script}
COMP_LINE='gongkai list status:推'; COMP_POINT=${{#COMP_LINE}}
_gongkai '{gongkai.program}'
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(
        ["bash", "-c", asked], cwd=gongkai.root, env=gongkai.env, capture_output=True, check=True, text=True
    )
    assert done.stdout == "推进中\n"
