"""Text and html files that were made to break a reader: refused in a sentence, or taken and made harmless."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai_tui.importing.delimited import read_delimited
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.plan_ids import suggest_plan_id
from gongkai_tui.importing.reading import read_bytes, read_document

CORPUS = Path(__file__).parents[1] / "torture" / "hostile_corpus.py"
OF_THE_BULK_COMMAND = {"csv/bad-status.csv", "csv/dup-id.csv", "csv/unknown-id.csv"}
"""Right as tables, wrong as changes."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    out = tmp_path_factory.mktemp("corpus")
    subprocess.run([sys.executable, str(CORPUS), str(out), "--only", "txt,html,csv"], check=True, capture_output=True)
    return out


def shown(draft):
    """Everything of a draft that reaches a user."""
    words = json.dumps(draft.to_json_dict(), ensure_ascii=False)
    return "\n".join([words, repr(draft.sections), draft.accounting.sentence, *draft.hints, draft.cover_title])


def verdict(path, kind):
    try:
        if kind == "csv":
            table = read_delimited(path.read_bytes())
            return "accept-sanitised", json.dumps([table.header, [row.cells for row in table.rows]], ensure_ascii=False)
        draft = read_document(path)
    except DocumentError as error:
        return "reject-with-message", str(error)
    suggest_plan_id(draft)
    return "accept-sanitised", shown(draft) + (draft.text if kind == "txt" else "")


def test_corpus(corpus):
    wrong = []
    for case in json.loads((corpus / "manifest.json").read_text("utf-8")):
        start = time.process_time()
        found, words = verdict(corpus / case["file"], case["kind"])
        seconds = time.process_time() - start
        if case["file"] in OF_THE_BULK_COMMAND:
            assert found == "accept-sanitised"
        elif found not in {case["expect"], case.get("also")}:
            wrong.append((case["file"], found, words[:80]))
        if any(text in words for text in case["forbid"]):
            wrong.append((case["file"], "forbidden text shown"))
        if seconds > case["max_s"]:
            wrong.append((case["file"], f"{seconds:.1f} s"))
    assert wrong == []


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["txt", "md", "html", "csv", "tsv"]))
def test_any_bytes_are_a_draft_or_a_sentence(data, suffix):
    try:
        draft = read_bytes(data, f"x.{suffix}")
    except DocumentError:
        return
    assert draft.accounting.unexplained == 0


PRINTED = """\
序号\t工作任务\t具体要求\t责任单位
工作任务\t\t具体要求\t责任单位
3\t甲\t乙。\t区财政局
\t\t续文。\t
序号
工作任务
具体要求
责任单位
完成时限
1
2

\t
一、推进公开
（一）公开预算。
公开预算。（区财政局、各街道办事处）
（责任单位：区财政局；完成时限：6月底前）
责任单位：区财政局
抄送：甲
| 序号 | 任务 | 具体要求 | 责任单位 |
|---|---|
| 1 | 甲 | 乙 | 区财政局 |
|  |  | 丙
序号　　任务　　工作要求　　责任单位
1　　甲　　乙丙丁　　区财政局
全年
|
工作任务 |
任务一：公开预算
具体要求：公布结果。
┌──┬──┐
├──┼──┤
区财政局，各街道办事处
公开预算和决算，公开债务限额、余额、发行、品种、期限、利率情况
— 2 —
2022年某区政务公开工作要点
2022年3月1日
附件
注：甲
## 乙
- 甲
**标题**
<table><tr><td>序号<td>工作任务<td>具体要求<td>责任单位</tr>
<tr><td rowspan=3>1<td colspan=2>甲<td>区财政局
</table>
<p>"""
PIECES = st.sampled_from(PRINTED.split("\n"))


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40), st.sampled_from(["txt", "md", "html"]))
def test_no_mixture_of_layouts_loses_a_character(pieces, suffix):
    """Every visible character of a table or body is in a task, in the structure, or named as left over."""
    try:
        draft = read_bytes("\n".join(pieces).encode(), f"x.{suffix}")
    except DocumentError:
        return
    assert draft.accounting.unexplained == 0
    named = "".join(problem.message for problem in draft.problems)
    assert not draft.accounting.left_over or "未导入" in named or "未列为任务" in named
