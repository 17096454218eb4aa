"""A requirement and its duties that come back: stated periods, rhythms without a number, words that are neither."""

import pytest

from gongkai_tui.importing.rhythms import rhythms_of

STATED = "”写明了周期，请录入周期（{}，每单位或全区）"
VAGUE = "”没有写明周期，请确定后录入周期"


@pytest.mark.parametrize(
    ("requirement", "words", "frequency"),
    [
        ("主要负责同志每年至少听取1次政务公开工作汇报。", "每年至少听取1次政务公开工作汇报", "每年1次"),
        ("各部门年内组织通识培训不少于两次。", "年内组织通识培训不少于两次", "每年2次"),
        ("每季度组织培训，不少于3次；做好记录", "每季度组织培训，不少于3次", "每季3次"),
        ("加强会商，每月公布空气质量状况", "每月公布空气质量状况", "每月1次"),
        ("逐季通报办理情况。", "逐季通报办理情况", "每季1次"),
        ("对网站半年一次全面检查。", "半年一次全面检查", "每半年1次"),
    ],
)
def test_a_stated_period_is_quoted_and_read(requirement: str, words: str, frequency: str) -> None:
    assert rhythms_of(requirement, known=False) == [f"“{words}{STATED.format(frequency)}"]
    assert rhythms_of(requirement, known=True) == []


@pytest.mark.parametrize(
    ("requirement", "words"),
    [
        ("通过统一平台定期公开债务限额、余额、债务率、偿债率、债券发行和存续期管理等信息。", "定期公开债务限额"),
        ("领导小组要定期召开会议，研究问题。", "领导小组要定期召开会议"),
        ("积极开展政府开放日、网络问政、电视问政等多种形式的公众参与和监督活动。", "积极开展政府开放日"),
        ("常态化开展专题培训。", "常态化开展专题培训"),
    ],
)
def test_a_rhythm_without_a_number_is_quoted(requirement: str, words: str) -> None:
    assert rhythms_of(requirement, known=True) == [f"“{words}{VAGUE}"]


@pytest.mark.parametrize(
    "requirement",
    [
        "建立规范性文件定期清理制度。",
        "健全定期清理和公开制度，完善常态化督查机制。",
        "准确把握常态化疫情防控的阶段性特征，实时发布、动态调整。",
        "以政府开放日为平台，推动“一次办”。",
        "按年度预算安排，做好全年工作，不定期抽查。",
        "公开2022年1次分配结果，避免“多次跑”。",
        "用好每周会商机制。",
        "办好每月刊物。",
        "常态化开展疫情防控。",
    ],
)
def test_what_cannot_be_counted_asks_nothing(requirement: str) -> None:
    assert rhythms_of(requirement, known=False) == []


def test_one_hint_of_each_kind() -> None:
    requirement = "定期调度。按月公布甲，每季度公布乙。定期检查。"
    assert rhythms_of(requirement, known=False) == [
        f"“按月公布甲”“每季度公布乙{STATED.format('每月1次；每季1次')}",
        f"“定期调度{VAGUE}",
    ]
