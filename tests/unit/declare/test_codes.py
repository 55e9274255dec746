"""Codes are unique, follow from the record, and never change when records are added behind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.declare.codes import NO_ROW, Code, SourceRow, assign, base_code, read, write

RULES = {"gd": "catalogue", "ga": "before_hyphen", "ah": "numbered:AH"}
TASK = "11440000006939756B2440101007000"
ROWS = st.lists(
    st.builds(
        SourceRow,
        st.sampled_from(sorted(RULES)),
        st.integers(1, 99),
        st.sampled_from([TASK, TASK + "02", "Z-1", "Z-2", "511A-1"]),
    )
)


@pytest.mark.parametrize(
    ("rule", "row", "code"),
    [
        ("catalogue", SourceRow("gd", 1, TASK), "440101007000"),
        ("catalogue", SourceRow("gd", 1, TASK + "01"), "440101007000"),
        ("before_hyphen", SourceRow("ga", 1, "511Z07001006-511602000000-000"), "511Z07001006"),
        ("before_hyphen", SourceRow("ga", 1, "1J-5100-00027"), "1J"),
        ("numbered:AH", SourceRow("ah", 5, ""), "AH05"),
    ],
)
def test_a_code_follows_from_its_rule(rule, row, code):
    assert base_code(rule, row) == code


@pytest.mark.parametrize("rule", ["dice", "numbered", "numbered:"])
def test_an_unknown_rule_is_refused(rule):
    with pytest.raises(ValueError, match="no such rule"):
        base_code(rule, SourceRow("gd", 1, TASK))


def test_a_repeated_code_counts_on_in_file_order():
    rows = [SourceRow("ga", number, f"Z-{number}") for number in (1, 2, 3)]
    assert [code.code for code in assign(rows, RULES)] == ["Z", "Z.2", "Z.3"]


@given(ROWS)
def test_no_two_records_share_a_code(rows):
    codes = [code.code for code in assign(rows, RULES)]
    assert len(set(codes)) == len(codes)


@given(ROWS, ROWS)
def test_records_added_behind_change_no_code_before(rows, more):
    assert assign([*rows, *more], RULES)[: len(rows)] == assign(rows, RULES)


def test_a_table_reads_back_as_it_was_written(tmp_path):
    codes = [Code("gd", 1, TASK, "440101007000"), Code("ah", 2, "", "AH02")]
    write(tmp_path / "codes.csv", codes)
    assert read(tmp_path / "codes.csv") == codes


def test_a_main_item_that_is_no_record_has_the_code_it_is_named_by_and_counts_on_behind_records():
    rows = [SourceRow("gd", 1, TASK), SourceRow("gd", NO_ROW, "44010100700Y"), SourceRow("gd", NO_ROW, "440101007000")]
    assert [code.code for code in assign(rows, RULES)] == ["440101007000", "44010100700Y", "440101007000.2"]
