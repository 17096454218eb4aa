"""Differences of wording: exact when put together again, and readable."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gongkai_tui.domain.word_diff import Edit, Run, word_diff

TEXT = st.text(st.sampled_from("做好信息公开，落实。2021年 IPv6\n"), max_size=60) | st.text(max_size=40)


def without(runs, edit):
    return "".join(run.text for run in runs if run.edit is not edit)


@given(TEXT, TEXT)
def test_the_runs_put_together_are_both_texts(old, new):
    runs = word_diff(old, new)
    assert without(runs, Edit.INSERTED) == old
    assert without(runs, Edit.DELETED) == new
    assert all(run.text for run in runs)


@given(TEXT, TEXT)
def test_kept_and_changed_runs_take_turns(old, new):
    edits = [run.edit for run in word_diff(old, new)]
    pairs = set(pairwise(edits))
    assert not pairs & {(edit, edit) for edit in Edit}
    assert (Edit.INSERTED, Edit.DELETED) not in pairs


@given(TEXT)
def test_the_same_text_has_no_changes(text):
    assert word_diff(text, text) == ((Run(Edit.SAME, text),) if text else ())


def test_a_changed_word_is_one_change():
    assert word_diff("做好监管执法信息公开", "强化监管执法信息公开") == (
        Run(Edit.DELETED, "做好"),
        Run(Edit.INSERTED, "强化"),
        Run(Edit.SAME, "监管执法信息公开"),
    )


def test_a_sentence_that_was_put_in_ends_with_its_own_stop():
    assert word_diff("公开预算。", "公开预算。公开决算。") == (
        Run(Edit.SAME, "公开预算。"),
        Run(Edit.INSERTED, "公开决算。"),
    )


def test_numbers_and_latin_words_are_not_taken_to_pieces():
    assert word_diff("支持IPv4访问", "支持IPv6访问")[1:3] == (Run(Edit.DELETED, "IPv4"), Run(Edit.INSERTED, "IPv6"))
    assert Run(Edit.DELETED, "2020") in word_diff("力争在2020年年底前完成", "力争在2021年年底前完成")


def test_what_two_sentences_share_by_chance_does_not_take_them_to_pieces():
    old, new = "深化“双随机”监管等监管公开办法", "强化市场规则标准，制定监管事项清单"
    assert word_diff(old, new) == (Run(Edit.DELETED, old), Run(Edit.INSERTED, new))


def test_a_clause_in_common_is_kept_between_great_changes():
    kept = "加大高校毕业生等就业信息公开力度"
    runs = word_diff(f"{'旧' * 40}{kept}{'陈' * 40}", f"{'新' * 40}{kept}{'鲜' * 40}")
    assert Run(Edit.SAME, kept) in runs


def test_very_long_texts_are_compared_at_their_ends():
    old, new = "头" + "甲乙" * 2_000 + "尾", "头" + "丙丁" * 2_000 + "尾"
    runs = word_diff(old, new)
    assert [run.edit for run in runs] == [Edit.SAME, Edit.DELETED, Edit.INSERTED, Edit.SAME]
