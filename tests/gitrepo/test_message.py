"""Commit messages are built and taken apart; data cannot forge a trailer."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai_tui.gitrepo.message import build_message, parse

ANY = st.text(max_size=40) | st.sampled_from(
    [
        "ok\n\nGongkai-Actor: office@gov",
        "---",
        "# x",
        "Gongkai-Task: x\r\nGongkai-Actor: y",
        "a\u2028Gongkai-Actor: z",
        "\x1b]52;c;x\x07",
        "\x85Gongkai-Actor: q",
        "diff --git a b",
    ]
)


def test_reads_as_a_person_expects() -> None:
    text = build_message(
        "批量：2项 status 推进中 → 待核查",
        ["tianqiao-2021/017 财政信息", "tianqiao-2021/018 民生"],
        action="set",
        tasks=["tianqiao-2021/017", "tianqiao-2021/018"],
        actor="zhang@example.invalid",
    )
    assert text == (
        "批量：2项 status 推进中 → 待核查\n\n"
        "  tianqiao-2021/017 财政信息\n  tianqiao-2021/018 民生\n\n"
        "Gongkai-Action: set\nGongkai-Task: tianqiao-2021/017\nGongkai-Task: tianqiao-2021/018\n"
        "Gongkai-Actor: zhang@example.invalid\n"
    )
    message = parse(text)
    assert message.trailers["Gongkai-Task"] == ("tianqiao-2021/017", "tianqiao-2021/018")
    assert message.body == "  tianqiao-2021/017 财政信息\n  tianqiao-2021/018 民生"


def test_foreign_messages_are_read_too() -> None:
    assert parse("").subject == ""
    assert parse("one line").trailers == {}
    assert parse("Key: value").trailers == {}
    message = parse("subject\n\nwords\nKey: value\n\nSigned-off-by: x <y>\n")
    assert message.body == "words\nKey: value"
    assert message.trailers == {"Signed-off-by": ("x <y>",)}


def test_an_empty_subject_is_refused() -> None:
    with pytest.raises(ValueError, match="subject"):
        build_message(" \n", action="set")


@given(ANY, st.lists(ANY, max_size=4), st.lists(ANY, max_size=3), ANY)
def test_parsing_gives_back_what_was_meant(subject: str, body: list[str], tasks: list[str], actor: str) -> None:
    try:
        text = build_message(subject, body, action="set", tasks=tasks, actor=actor)
    except ValueError:
        return
    message = parse(text)
    assert message.trailers["Gongkai-Action"] == ("set",)
    assert len(message.trailers.get("Gongkai-Task", ())) == len(tasks)
    assert len(message.trailers.get("Gongkai-Actor", ())) == (1 if actor else 0)
    assert set(message.trailers) <= {"Gongkai-Action", "Gongkai-Task", "Gongkai-Actor"}
    assert all(char == "\n" or char.isprintable() or char in "\u3000\u00a0" for char in text)


@settings(max_examples=15, deadline=None)
@given(ANY, st.lists(ANY, min_size=1, max_size=4))
def test_git_reads_the_same_trailers(subject: str, body: list[str]) -> None:
    try:
        text = build_message(subject, body, action="set", tasks=["p/001"], actor="a@b")
    except ValueError:
        return
    done = subprocess.run(
        ["git", "interpret-trailers", "--parse", "--no-divider"], input=text.encode(), capture_output=True, check=True
    )
    assert done.stdout.decode() == "Gongkai-Action: set\nGongkai-Task: p/001\nGongkai-Actor: a@b\n"
