"""What a path may become while it is typed."""

import os

import pytest

from gongkai_tui.usecases.typed_paths import file_offers, folder_offers, table_offers


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    odd = (".隐藏.csv", "~$问题.xlsx", "坏\x1b[2J.csv", os.fsdecode(b"\xb2\xc6.csv"))
    for name in ("监测清单.csv", "问题.XLSX", "通报.md", "整改表/区财政局.csv", "整改表/旧/a", *odd):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def accepted(offers, text):
    return [text[: offer.start] + offer.text for offer in offers(text, len(text))]


@pytest.mark.parametrize(
    ("offers", "text", "wanted"),
    [
        (table_offers, "监", ["监测清单.csv"]),
        (table_offers, "jc", ["监测清单.csv"]),
        (table_offers, "./", ["./整改表/", "./监测清单.csv", "./问题.XLSX"]),
        (table_offers, "./.", ["./.隐藏.csv"]),
        (table_offers, "~", ["~/"]),
        (table_offers, "~/整", ["~/整改表/"]),
        (table_offers, '"~/监', ['"~/监测清单.csv']),
        (table_offers, "整改表/", ["整改表/区财政局.csv", "整改表/旧/"]),
        (table_offers, "整改表/czj", ["整改表/区财政局.csv"]),
        (table_offers, "监测清单.csv", []),
        (table_offers, "没有/这里", []),
        (table_offers, "~没有这个人/a", []),
        (table_offers, "", []),
        (file_offers, "tb", ["通报.md"]),
        (folder_offers, "./", ["./整改表/"]),
        (folder_offers, "整改表/", ["整改表/旧/"]),
    ],
)
def test_offers(offers, text, wanted):
    assert accepted(offers, text) == wanted


def test_nothing_is_offered_inside_a_path_but_before_its_quote():
    assert not table_offers("监清单", 1)
    assert table_offers('"监"', 2)
