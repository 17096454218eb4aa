"""What only a real terminal shows: bad bytes, signals, sudden death, the external editor, control characters."""

from __future__ import annotations

import re
import signal
import termios
from pathlib import Path

import pytest

from .conftest import run_git
from .terminal import Terminal


def test_bad_bytes_do_not_end_the_program(terminal):
    t = terminal()
    t.send(b"\xb2\xff")
    t.send(b"/")
    t.send(b"czj")
    t.wait_for("2/4")
    t.send(b"\x11")
    assert t.wait_for_exit() == 0


def test_chinese_through_the_input_method_filters(terminal):
    t = terminal()
    t.send("、教育".encode())
    t.wait_for("1/4")


@pytest.mark.parametrize("locale", ["POSIX", "C"])
def test_chinese_is_shown_and_typed_in_a_plain_locale(terminal, locale):
    t = terminal(LANG=locale, LC_ALL=locale)
    t.wait_for("财政信息")
    t.send("/财政".encode())
    t.wait_for("2/4")


def test_a_han_character_in_the_table_is_explained(terminal):
    t = terminal()
    t.send("财".encode())
    t.wait_for("中文输入法已打开")


def test_three_pasted_lines_become_one_and_escape_codes_do_nothing(terminal):
    t = terminal()
    t.send(b"/")
    t.send(b"\x1b[200~czj\nhuaiyin\n2022\x1b[201~")
    t.wait_for("czj huaiyin 2022")
    t.wait_for("1/4")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_restores_the_terminal(terminal, number):
    t = terminal()
    t.kill(number)
    assert t.wait_for_exit() == 128 + number
    assert b"\x1b[?1049l" in t.raw
    assert b"\x1b[?25h" in t.raw


def test_going_on_without_having_been_stopped_starts_nothing_again(terminal):
    """As the hangup of a terminal does it."""
    t = terminal()
    threads = Path(f"/proc/{t.pid}/task")
    before = len(list(threads.iterdir()))
    for key in b"jk" * 5:
        t.kill(signal.SIGCONT)
        t.forget()
        t.send(bytes([key]))
        t.wait_for("huaiyin-2022/0")
    # Readers of data may have joined meanwhile, but none of keys.
    assert len(list(threads.iterdir())) < before + 10
    t.send(b"\x11")
    assert t.wait_for_exit() == 0


def test_a_command_typed_in_one_burst_with_moves_means_the_row_they_lead_to(terminal):
    t = terminal()
    t.forget()
    t.send(b"jj\x1bOQ")
    t.wait_for("改变状态：huaiyin-2022/003")


def test_marks_set_in_one_burst_with_moves(terminal, repo):
    t = terminal()
    t.forget()
    t.send(b" j \x1bOQ")
    t.wait_for("改变状态")
    t.send(b"2\r")
    t.wait_for("y 保存")
    t.send(b"y")
    t.wait_for("已保存")
    changed = run_git(repo, "show", "--format=", "--name-only", "HEAD").split()
    assert changed == ["plans/huaiyin-2022/001.yaml", "plans/huaiyin-2022/003.yaml"]


def test_what_is_typed_behind_the_key_that_opens_a_dialog_is_meant_for_the_dialog(terminal, repo):
    t = terminal()
    t.forget()
    t.send(b"\x1b[17~" + "已印发j方案".encode() + b"\x1b[20~")
    t.wait_for("已保存")
    assert "已印发j方案" in run_git(repo, "show", "HEAD")
    t.send(b"j\x1bOQ2\r")
    t.wait_for("第2项 教育信息：未启动")


def test_nobody_agrees_to_a_preview_before_it_is_shown(terminal, repo):
    t = terminal()
    before = run_git(repo, "rev-parse", "HEAD")
    t.forget()
    t.send(b"*\x1bOQ2\r\ry")
    t.wait_for("y 保存")
    t.send(b"\x1b")
    t.wait_for("没有保存")
    assert run_git(repo, "rev-parse", "HEAD") == before


def test_sudden_death_after_saved_loses_nothing(terminal, repo):
    t = terminal()
    t.send(b"\x1bOQ")
    t.wait_for("改变状态")
    t.send(b"2\r")
    t.wait_for("已保存")
    t.kill(signal.SIGKILL)
    t.wait_for_exit()
    assert run_git(repo, "status", "--porcelain") == ""
    assert "未启动 → 推进中" in run_git(repo, "log", "-1", "--format=%s")
    assert run_git(repo, "fsck", "--no-dangling") == ""


def test_the_editor_saves_a_valid_file_and_offers_a_broken_one_again(terminal, repo, tmp_path):
    script = tmp_path / "editor.sh"
    script.write_text(
        '#!/bin/sh\nsed -i "s/heading: 财政信息/heading: 预算信息/; s/status: .*/status: $(cat "$0.status")/" "$1"\n'
    )
    script.chmod(0o755)
    (tmp_path / "editor.sh.status").write_text("完了")
    t = terminal(EDITOR=str(script))
    t.send(b"e")
    t.wait_for("文件没有保存")
    assert run_git(repo, "log", "--format=%s") == "导入\n"
    (tmp_path / "editor.sh.status").write_text("未启动")
    t.send(b"y")
    t.wait_for("已保存")
    assert "+heading: 预算信息" in run_git(repo, "show", "HEAD")


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("no-such-program", "没有找到编辑器"),
        ("/etc", "不能运行（没有权限"),
        ('"open', "不是一条命令"),
        (" ", "不是一条命令"),
    ],
)
def test_an_editor_that_cannot_be_started_is_told_on_a_living_screen(terminal, repo, editor, said):
    t = terminal(EDITOR=editor)
    t.send(b"e")
    t.wait_for(said)
    t.forget()
    t.send(b"\x1b")
    t.wait_for("huaiyin-2022/001")
    t.send(b"\x11")
    t.wait_for_exit()
    assert run_git(repo, "status", "--porcelain") == ""


def test_keys_typed_before_the_program_reads_them_are_what_they_are(repo):
    t = Terminal(repo)
    try:
        # The terminal still turns Enter into a line feed.
        t.send(b"/czj\rj\x1bOQ")
        t.wait_for("改变状态：huaiyin-2021/001")
    finally:
        t.close()


def test_the_editor_and_the_shell_get_the_terminal_as_it_was_found(terminal, tmp_path):
    script = tmp_path / "editor.sh"
    script.write_text('#!/bin/sh\nstty -a > "$0.stty"\n')
    script.chmod(0o755)
    t = terminal(EDITOR=str(script))
    t.send(b"e")
    t.wait_for("没有变化")
    words = (tmp_path / "editor.sh.stty").read_text().split()
    assert {"icanon", "icrnl", "echo"} <= {word.strip(";") for word in words}
    t.send(b"\x11")
    assert t.wait_for_exit() == 0
    local = termios.tcgetattr(t.fd)[3]
    assert local & termios.ICANON
    assert local & termios.ECHO


def test_no_colour_still_tells_the_cursor_and_late_tasks(terminal):
    t = terminal(NO_COLOR="1")
    t.wait_for("> huaiyin-2022/001")
    t.wait_for("逾期")
    t.send(b"\x1bOS")
    t.wait_for("完成时限（原文字样）")
    # Bold, dim, underlined, reversed and back: nothing with a colour in it.
    codes = {int(code) for found in re.findall(rb"\x1b\[([0-9;]*)m", t.raw) for code in found.split(b";") if code}
    assert codes <= set(range(10)) | set(range(21, 30))
    assert 7 in codes
    # The fields are seen by their underlines, the examples are dim as well.
    assert "\x1b[4m财政信息".encode() in t.raw
    t.send(b"\x1b\x1b[17~")
    t.wait_for("例：区财政局")
    t.wait_for("例：昨天、上周五")
    assert "\x1b[2;4m例：昨天、上周五".encode() in t.raw


def test_a_draft_of_the_editor_survives_sudden_death_and_is_taken_up_again(terminal, repo, tmp_path):
    script = tmp_path / "editor.sh"
    script.write_text(
        '#!/bin/sh\ngrep -q 草稿 "$1" || sed -i "s/heading: .*/heading: 草稿/; s/status: .*/status: 完了/" "$1"\n'
    )
    script.chmod(0o755)
    t = terminal(EDITOR=str(script))
    t.send(b"e")
    t.wait_for("文件没有保存")
    t.kill(signal.SIGKILL)
    t.wait_for_exit()
    script.write_text('#!/bin/sh\nsed -i "s/status: .*/status: 未启动/" "$1"\n')
    t = terminal(EDITOR=str(script))
    t.send(b"e")
    t.wait_for("接着编辑草稿")
    t.send(b"y")
    t.wait_for("已保存")
    assert "+heading: 草稿" in run_git(repo, "show", "HEAD")
    assert list((repo / ".git/gongkai/drafts").iterdir()) == []


def test_a_draft_of_the_editor_is_kept_by_esc_and_put_away_under_a_name_of_its_own(terminal, repo, tmp_path):
    script = tmp_path / "editor.sh"
    script.write_text('#!/bin/sh\nsed -i "s/heading: .*/heading: 草稿$(date +%N)/; s/status: .*/status: 完了/" "$1"\n')
    script.chmod(0o755)
    t = terminal(EDITOR=str(script))
    folder = repo / ".git/gongkai/drafts"
    t.send(b"e")
    t.wait_for("文件没有保存")
    t.send(b"\x1b")
    t.wait_for("留作草稿")
    first = (folder / "huaiyin-2022-001.yaml").read_text(encoding="utf-8")
    t.send(b"e")
    t.wait_for("n 另存草稿，重新开始")
    t.send(b"\x1b")
    t.wait_for("没有打开编辑器，草稿留着")
    assert (folder / "huaiyin-2022-001.yaml").read_text(encoding="utf-8") == first
    for _ in range(2):
        t.forget()
        t.send(b"e")
        t.wait_for("n 另存草稿，重新开始")
        t.send(b"n")
        t.wait_for("文件没有保存")
        t.send(b"\x1b")
        t.wait_for("留作草稿")
    assert (folder / "huaiyin-2022-001.old.yaml").read_text(encoding="utf-8") == first
    assert "草稿" in (folder / "huaiyin-2022-001.old2.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_right_after_the_last_key_loses_no_text(terminal, number):
    t = terminal()
    t.send(b"\x1b[17~")
    t.wait_for("添加记录")
    t.send("会议已开，材料在补".encode())
    t.wait_for("材料在补", seconds=20)
    t.kill(number)
    assert t.wait_for_exit() == 128 + number
    t = terminal()
    t.send(b"\x1b[17~")
    t.wait_for("上次没有保存的输入")
    t.wait_for("会议已开，材料在补")


def test_leaving_from_a_dialog_keeps_its_text(terminal, repo):
    t = terminal()
    t.send(b"\x1b[17~")
    t.wait_for("添加记录")
    t.send("半句".encode())
    t.wait_for("半句")
    t.send(b"\x11")
    assert t.wait_for_exit() == 0
    assert "半句" in (repo / ".git/gongkai/drafts/note-huaiyin-2022-001.json").read_text(encoding="utf-8")


def test_the_wish_to_leave_waits_for_the_keys_before_it(terminal, repo):
    t = terminal()
    t.send(b"\x1b[17~" + "未存的字".encode() + b"\x11")
    assert t.wait_for_exit() == 0
    assert "未存的字" in (repo / ".git/gongkai/drafts/note-huaiyin-2022-001.json").read_text(encoding="utf-8")
    t = terminal()
    t.send(b"\x1b[Bj\x1b[17~" + "要存的字".encode() + b"\x1b[20~\x11")
    assert t.wait_for_exit() == 0
    assert "要存的字" in run_git(repo, "show", "HEAD")
    assert not (repo / ".git/gongkai/drafts/note-huaiyin-2022-003.json").exists()


@pytest.mark.parametrize("key", [b"\x1b[13;5u", b"\x1b[27;5;13~", b"\x1b[20~"], ids=["kitty", "xterm", "f9"])
def test_a_note_of_several_lines_as_terminals_send_it(terminal, repo, key):
    t = terminal()
    t.send(b"\x1b[17~")
    t.wait_for("添加记录")
    pasted = b"\x1b[200~" + "第二行\n第三行\r\n".encode() + b"\x1b[201~"
    t.send("第一行\r".encode() + pasted + "第四行\n第五行\x1b[13;2u第六行".encode())
    t.wait_for("第六行")
    t.send(key)
    t.wait_for("已保存")
    shown = run_git(repo, "show", "--format=", "HEAD")
    assert [line.strip("+ ") for line in shown.splitlines() if "行" in line] == [f"第{n}行" for n in "一二三四五六"]


def test_a_clash_with_what_was_committed_while_the_editor_was_open_is_settled_by_field(terminal, repo, tmp_path):
    script = tmp_path / "editor.sh"
    script.write_text(
        "#!/bin/sh\n"
        f"cd '{repo}' && sed -i 's/heading: 财政信息/heading: 预算信息/; s/section: .*/section: 别的章节/'"
        " plans/huaiyin-2022/001.yaml && git commit -qam 别人的修改\n"
        'sed -i "s/heading: .*/heading: 决算信息/" "$1"\n'
    )
    script.chmod(0o755)
    t = terminal(EDITOR=str(script))
    t.send(b"e")
    t.wait_for("同时改了 huaiyin-2022/001")
    t.wait_for("本地: 决算信息")
    t.send(b"1")
    t.wait_for("* 本地")
    t.send(b"\r")
    t.wait_for("已保存")
    now = run_git(repo, "show", "HEAD:plans/huaiyin-2022/001.yaml")
    assert "heading: 决算信息" in now
    assert "section: 别的章节" in now
    assert run_git(repo, "status", "--porcelain") == ""
    assert list((repo / ".git/gongkai/drafts").iterdir()) == []


def test_tab_completes_a_unit_typed_in_one_burst(terminal, repo):
    t = terminal()
    t.send(b"\x1b[17~")
    t.wait_for("添加记录")
    t.send("已公开".encode() + b"\t\tczj")
    t.wait_for("Tab> 区财政局")
    t.send(b"\t\x1b[20~")
    t.wait_for("已保存")
    assert "unit: 区财政局" in run_git(repo, "show", "HEAD")
