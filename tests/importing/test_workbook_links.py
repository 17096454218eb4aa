"""Hyperlinks of a worksheet: of one cell, of a range, of a merged cell, into the file itself."""

import io

import openpyxl
from openpyxl.worksheet.hyperlink import Hyperlink

from gongkai_tui.importing.workbook import read_workbook

ONE, TWO = "https://a.cn/1", "https://a.cn/2"


def read(change):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in range(1, 6):
        sheet.append([f"A{row}", f"B{row}"])
    change(sheet)
    out = io.BytesIO()
    book.save(out)
    (found,) = read_workbook(out.getvalue())
    return {(row.number, column): address for row in found.rows for column, address in row.links.items()}


def test_of_one_cell_and_of_a_range():
    def change(sheet):
        sheet["A1"].hyperlink = ONE
        sheet["B2"].hyperlink = Hyperlink(ref="", target=TWO, location="top")
        sheet["B2"].hyperlink.ref = "B2:B4"

    assert read(change) == {(1, 0): ONE, **dict.fromkeys([(2, 1), (3, 1), (4, 1)], f"{TWO}#top")}


def test_of_a_merged_cell_everywhere():
    def change(sheet):
        sheet["A2"].hyperlink = ONE
        sheet.merge_cells("A2:A3")

    assert read(change) == {(2, 0): ONE, (3, 0): ONE}


def test_a_place_in_the_file_is_no_address():
    def change(sheet):
        sheet["A1"].hyperlink = Hyperlink(ref="", location="Sheet!B2")

    assert read(change) == {}


def test_a_range_beyond_the_sheet_is_read_at_once():
    def change(sheet):
        sheet["A1"].hyperlink = ONE
        sheet["A1"].hyperlink.ref = "A1:XFD1048576"

    assert {number for number, _ in read(change)} == set(range(1, 6))
