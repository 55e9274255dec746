"""What is typed at the counter by somebody who has no number, taken apart."""

from __future__ import annotations

import pytest

from wangting.rules.identifiers import credit_code_check
from wangting.services.locating import Asked, asked

CHECK = credit_code_check("91341622MA0000001")
CODE = f"91341622MA0000001{CHECK}"


@pytest.mark.parametrize(
    ("text", "found", "enough"),
    [
        ("王小明", Asked(name="王小明"), True),
        ("王小明 0001", Asked(name="王小明", tail="0001"), True),
        ("0001 王 小明", Asked(name="王小明", tail="0001"), True),
        ("0001", Asked(tail="0001"), True),
        ("138 0000 0001", Asked(whole="13800000001"), True),
        ("+86 138-0000-0001", Asked(whole="8613800000001"), True),
        # One ID number in thirty-one can be read as a credit code, and this one can.
        ("34160219010101031x", Asked("34160219010101031X", "34160219010101031X"), True),
        ("341602190101010319", Asked(whole="341602190101010319"), True),
        ("91341622ma0000001" + CHECK, Asked(CODE, CODE), True),
        ("王", Asked(name="王"), False),
        ("", Asked(), False),
        ("001", Asked(name="001"), True),
    ],
)
def test_a_name_the_end_of_a_phone_and_a_whole_number_are_told_apart(text, found, enough):
    assert (asked(text), asked(text).says_enough) == (found, enough)
