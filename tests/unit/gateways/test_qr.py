import re

import pytest
from defusedxml import ElementTree

from wangting.gateways import qr

ADDRESS = "http://127.0.0.1:6543/verify/0123456789abcdef0123456789abcdef"


def test_the_drawing_is_svg_with_a_title_and_no_style():
    drawing = qr.svg(ADDRESS, "查验 <二维码> & 地址")
    root = ElementTree.fromstring(drawing)
    assert root.get("class") == "wt-qr"
    assert [each.text for each in root.iter() if each.tag.endswith("title")] == ["查验 <二维码> & 地址"]
    assert not re.search(r"style|<script|\son\w+=", drawing)
    assert "viewBox" in root.attrib
    assert "width" not in root.attrib


def test_the_squares_are_a_qr_code_with_its_quiet_zone():
    rows = qr.squares(ADDRESS)
    assert len({len(row) for row in rows} | {len(rows)}) == 1
    assert not any(any(row) for row in (*rows[:4], *rows[-4:]))
    assert not any(cell for row in rows for cell in (*row[:4], *row[-4:]))
    finder = [list(row[4:11]) for row in rows[4:11]]
    assert finder[0] == [True] * 7
    assert finder[1] == [True, *[False] * 5, True]


def test_another_address_is_another_code():
    assert qr.squares(ADDRESS) == qr.squares(ADDRESS)
    assert qr.squares(ADDRESS) != qr.squares(ADDRESS + "0")


def test_a_text_too_long_is_refused():
    with pytest.raises(ValueError, match="Data too large"):
        qr.svg("x" * 5000, "t")


def test_the_picture_is_a_file_of_its_own():
    root = ElementTree.fromstring(qr.image(ADDRESS))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "viewBox" in root.attrib
    assert qr.image(ADDRESS) != qr.image(ADDRESS + "0")
