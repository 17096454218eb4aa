"""What counts as a web address, the number of a document or a file, and what is odd."""

import pytest

from gongkai_tui.domain.evidence_form import ACCEPTED, EvidenceKind, evidence_form


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ("https://www.tianqiao.gov.cn/art/2021/1.html", EvidenceKind.ADDRESS),
        ("HTTP://10.1.1.1:8080/a?b=c#d", EvidenceKind.ADDRESS),
        ("https://政务.中国/", EvidenceKind.ADDRESS),
        ("http://[::1]/x", EvidenceKind.ADDRESS),
        ("济天政办字〔2021〕13号", EvidenceKind.NUMBER),
        ("鲁政办发〔2022〕第5号", EvidenceKind.NUMBER),
        ("公示.pdf", EvidenceKind.FILE),
        ("附件/公示", EvidenceKind.FILE),
        ("C:\\台账\\公示.docx", EvidenceKind.FILE),
        ("c:/台账/公示", EvidenceKind.FILE),
        ("说明.7z", EvidenceKind.FILE),
    ],
)
def test_what_it_is(item, kind):
    assert evidence_form(item) == (kind, "")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("http://", "没有网站名"),
        ("https:///a.html", "没有网站名"),
        ("https:/a.cn/x", "没有网站名"),
        ("https://主页", "没有网站名"),
        ("https://a.cn:99999/", "不完整"),
        ("http://[::1/", "不完整"),
        ("ftp://a.cn/b", "https://"),
        ("www.a.cn/b", "https://"),
        ("济天政办字[2021]13号", "济天政办字〔2021〕13号"),
        ("济天政办字（2021）13号", "济天政办字〔2021〕13号"),
        ("济天政办字2021第13", "济天政办字〔2021〕13号"),
        ("公开完了", ACCEPTED),
        ("3.5", ACCEPTED),
        ("。", ACCEPTED),
    ],
)
def test_what_is_odd_and_what_would_be_accepted(item, said):
    found = evidence_form(item)
    assert found.kind is None
    assert said in found.oddity
