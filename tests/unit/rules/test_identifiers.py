"""Numbers of people and organisations, against python-stdnum where it has an opinion of its own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from wangting.rules.identifiers import (
    USCC_ALPHABET,
    BadIdentifier,
    birth_date,
    credit_code_check,
    normalised,
    one_spelling,
    read_credit_code,
    read_id_number,
    read_mobile,
)

TODAY = date(2026, 9, 28)
# Not a person: the area 341699 was never given out.
NUMBER = "341699199001010018"
BODIES = st.builds(
    lambda area, born, order: f"{area:06d}{born:%Y%m%d}{order:03d}",
    st.integers(110_000, 659_999),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(0, 999),
)
CODES = st.builds(
    lambda head, area, tail: f"{head}{area:06d}{tail}",
    st.text(USCC_ALPHABET, min_size=2, max_size=2),
    st.integers(0, 999_999),
    st.text(USCC_ALPHABET, min_size=9, max_size=9),
)


def checked(body: str) -> str:
    return body + ric.calc_check_digit(body + "0")


def reason(caught) -> str:
    return caught.value.facts["reason"]


@given(BODIES)
def test_any_area_and_any_birth_date_with_the_oracles_check_character_is_a_number(body):
    number = checked(body)
    assert read_id_number(number, TODAY) == number
    assert birth_date(number) == date.fromisoformat(body[6:14])


@given(BODIES, st.sampled_from("0123456789X"))
def test_any_other_check_character_is_refused(body, check):
    if check != checked(body)[-1]:
        with pytest.raises(BadIdentifier) as caught:
            read_id_number(body + check, TODAY)
        assert reason(caught) == "check"


@pytest.mark.parametrize(
    "typed",
    ["11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", " 110105 19491231 002X ", "110105-19491231-002X"],
)
def test_a_number_is_read_however_it_is_typed(typed):
    assert read_id_number(typed, TODAY) == "11010519491231002X"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("1101051949123100", "shape"),
        ("110105491231002", "shape"),
        ("X10105194912310021", "shape"),
        ("110105194902310021", "birth"),
        ("110105202612310020", "birth"),
        ("110105170012310020", "birth"),
        ("110105194912310021", "check"),
        ("٣10105194912310021", "shape"),
    ],
)
def test_what_is_no_identity_number_is_refused_with_its_reason(typed, why):
    with pytest.raises(BadIdentifier) as caught:
        read_id_number(typed, TODAY)
    assert reason(caught) == why
    assert caught.value.facts == {"reason": why}, "the error must not carry the number"


@pytest.mark.parametrize("born", [date(1800, 1, 1), TODAY])
def test_the_first_and_the_last_possible_birth_date_are_possible(born):
    number = checked(f"341699{born:%Y%m%d}001")
    assert birth_date(read_id_number(number, TODAY)) == born


def test_a_birth_date_is_not_read_from_nonsense():
    with pytest.raises(BadIdentifier) as caught:
        birth_date("110105194902310021")
    assert reason(caught) == "birth"


@given(CODES)
def test_a_credit_code_is_as_the_oracle_has_it(body):
    code = body + uscc.calc_check_digit(body)
    assert credit_code_check(body) == code[-1]
    assert read_credit_code(code.lower()) == code


@given(CODES, st.sampled_from(USCC_ALPHABET))
def test_any_other_check_character_of_a_credit_code_is_refused(body, check):
    if check != uscc.calc_check_digit(body):
        with pytest.raises(BadIdentifier) as caught:
            read_credit_code(body + check)
        assert reason(caught) == "check"


@pytest.mark.parametrize("typed", ["91110000600037341I", "9111000060003734", "91A10000600037341L"])
def test_letters_that_are_read_as_digits_are_refused_in_a_credit_code(typed):
    with pytest.raises(BadIdentifier) as caught:
        read_credit_code(typed)
    assert reason(caught) == "shape"


@pytest.mark.parametrize(
    "typed",
    [
        "13800000000",
        "138 0000 0000",
        "+86 138-0000-0000",
        "0086 13800000000",
        "(+86)13800000000",
        "１３８００００００００",
    ],
)
def test_a_mobile_number_is_read_however_it_is_typed(typed):
    assert read_mobile(typed) == "13800000000"


@pytest.mark.parametrize("typed", ["", "12800000000", "1380000000", "138000000000", "05581234567", "+8513800000000"])
def test_what_is_no_mobile_number_is_refused(typed):
    with pytest.raises(BadIdentifier):
        read_mobile(typed)


@given(st.text("0189 xXＸ１-－·.\u3000", max_size=40))
def test_bringing_into_form_twice_changes_nothing(text):
    assert normalised(normalised(text)) == normalised(text)


@given(st.text(max_size=40))
def test_no_text_whatever_breaks_the_readers(text):
    for read in (lambda typed: read_id_number(typed, TODAY), read_credit_code, read_mobile):
        try:
            found = read(text)
        except BadIdentifier as refused:
            found = refused.facts["reason"]
        assert found in {"empty", "shape", "birth", "check"} or (found.isascii() and len(found) in {11, 18})


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("138 0000-0000", "13800000000"),
        ("+86 (138) 0000 0000", "13800000000"),
        ("１３８００００００００", "13800000000"),
        (" 3416 9919 9001 0100 1x", "34169919900101001X"),
        ("Mengcheng-Counter ", "MENGCHENGCOUNTER"),
        ("", ""),
    ],
)
def test_every_spelling_of_a_name_is_one_name(spelling, name):
    assert one_spelling(spelling) == name
