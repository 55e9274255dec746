"""Case numbers: written, read back, and refused when one character is off."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wangting.errors import Invalid
from wangting.rules.numbering import (
    BadCaseNumber,
    CaseNumber,
    SequenceUsedUp,
    number_of_case,
    parse_case_number,
)

SHOWN = "341622-20260928-03-00187-0"
NUMBER = CaseNumber("341622", date(2026, 9, 28), 3, 187)
NUMBERS = st.builds(
    CaseNumber,
    st.sampled_from(("341600", "341602", "341621", "341622", "341623", "3416EZ")),
    st.dates(date(2014, 1, 1), date(9999, 12, 31)),
    st.integers(0, 99),
    st.integers(1, 99_999),
)


def test_the_number_is_written_as_the_design_shows_it():
    assert str(NUMBER) == SHOWN


def test_the_key_in_the_register_is_day_slot_and_sequence():
    assert NUMBER.case_id == 202609280300187


@pytest.mark.parametrize(
    "text",
    [SHOWN, "3416222026092803001870", " 341622 20260928 03 00187 0 ", "341622－20260928－03－00187－０"],
)
def test_a_number_is_read_however_it_is_typed(text):
    assert parse_case_number(text) == NUMBER


def test_the_zone_has_letters_in_its_prefix_and_they_may_be_small():
    zone = CaseNumber("3416EZ", date(2026, 9, 28), 0, 1)
    assert parse_case_number(str(zone).lower()) == zone


@given(NUMBERS)
@example(CaseNumber("341622", date(1000, 1, 1), 99, 99_999))
@example(CaseNumber("341622", date(9999, 12, 31), 0, 1))
def test_writing_and_reading_agree(number):
    assert parse_case_number(str(number)) == number
    assert number_of_case(number.prefix, number.case_id) == number


@given(NUMBERS, NUMBERS)
def test_keys_differ_unless_day_slot_and_sequence_agree(one, other):
    same = (one.day, one.slot, one.sequence) == (other.day, other.slot, other.sequence)
    assert (one.case_id == other.case_id) is same


@given(NUMBERS, st.data())
def test_one_wrong_character_is_never_taken_for_a_number(number, data):
    text = str(number).replace("-", "")
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ").filter(lambda c: c != text[place]))
    with pytest.raises(BadCaseNumber):
        parse_case_number(text[:place] + other + text[place + 1 :])


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "shape"),
        ("341622-20260928-03-00187", "shape"),
        ("341622-20260928-03-00187-00", "shape"),
        ("٣41622-20260928-03-00187-0", "shape"),
        ("341622-20260931-03-00187-0", "day"),
        ("341622-00000000-03-00187-0", "day"),
        ("341622-09990101-03-00187-0", "day"),
        ("341622-20260928-03-00000-0", "sequence"),
        ("341622-20260928-03-00187-1", "check"),
    ],
)
def test_what_is_no_number_is_refused_with_the_part_that_is_wrong(text, part):
    with pytest.raises(BadCaseNumber) as caught:
        parse_case_number(text)
    assert caught.value.facts == {"part": part}
    assert isinstance(caught.value, Invalid)
    assert caught.value.status == 400


@pytest.mark.parametrize(
    ("prefix", "slot", "sequence", "part"),
    [("34162", 3, 1, "prefix"), ("3416ez", 3, 1, "prefix"), ("341622", 100, 1, "slot"), ("341622", -1, 1, "slot")],
)
def test_parts_out_of_their_range_are_refused(prefix, slot, sequence, part):
    with pytest.raises(BadCaseNumber) as caught:
        CaseNumber(prefix, date(2026, 9, 28), slot, sequence)
    assert caught.value.facts == {"part": part}


def test_a_used_up_sequence_is_not_the_typists_fault():
    with pytest.raises(SequenceUsedUp) as caught:
        CaseNumber("341622", date(2026, 9, 28), 3, 100_000)
    assert (caught.value.facts, caught.value.status) == ({"slot": 3}, 429)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("case_id", [0, -1, 202609310300187, 10**20])
def test_a_key_that_no_number_has_is_refused(case_id):
    with pytest.raises(BadCaseNumber):
        number_of_case("341622", case_id)
