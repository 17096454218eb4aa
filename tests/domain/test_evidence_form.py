"""What counts as a web address, the number of a document or a file, what is odd, and where pieces come apart."""

import time

import pytest

from gongkai_tui.domain.evidence_form import ACCEPTED, EvidenceKind, evidence_form, evidence_pieces


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
        ("附件 1 说明.pdf", EvidenceKind.FILE),
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
        ("/", ACCEPTED),
        ("见 https://a.cn/1", "只写网址"),
        ("https://a.cn/1 说明.pdf", "分开写"),
    ],
)
def test_what_is_odd_and_what_would_be_accepted(item, said):
    found = evidence_form(item)
    assert found.kind is None
    assert said in found.oddity


ONE, TWO, THREE = "https://a.cn/1", "https://a.cn/2", "http://b.cn/3"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ()),
        (f" {ONE}\r\n\n{TWO}\n", (ONE, TWO)),
        (f"{ONE}；{TWO};{THREE}；", (ONE, TWO, THREE)),
        (f"{ONE} {TWO}\u3000{THREE}", (ONE, TWO, THREE)),
        (f"{ONE}，{TWO}, {THREE}", (ONE, TWO, THREE)),
        (f"公示.pdf {ONE}", ("公示.pdf", ONE)),
        (f"{ONE}、{ONE}、说明.pdf", (ONE, "说明.pdf")),
        ("附件 1 说明.pdf", ("附件 1 说明.pdf",)),
        ("附件 1.pdf；附件 2.pdf", ("附件 1.pdf", "附件 2.pdf")),
        ("教育、卫生.pdf", ("教育、卫生.pdf",)),
        ("a.pdf、教育、卫生.pdf、济政发〔2021〕1号", ("a.pdf", "教育、卫生.pdf", "济政发〔2021〕1号")),
        ("a.pdf、随便", ("a.pdf、随便",)),
        ("济政发〔2021〕1号、2号", ("济政发〔2021〕1号、2号",)),
        (f"{ONE};jsessionid=8", (f"{ONE};jsessionid=8",)),
    ],
)
def test_where_pieces_come_apart(text, pieces):
    assert evidence_pieces(text) == pieces


@pytest.mark.parametrize("text", [" " * 100_000, "、" * 100_000, "，" * 100_000 + "x", "a.pdf、" * 499])
def test_a_cell_full_of_separators_is_read_at_once(text):
    began = time.process_time()
    evidence_pieces(text)
    assert time.process_time() - began < 2
