"""Check characters: the standard's two systems against python-stdnum."""

import pytest
import stdnum.iso7064.mod_11_2
import stdnum.iso7064.mod_37_36
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.iso7064 import ALPHABET, mod_11_2, mod_37_36

TEXTS = st.text(ALPHABET, min_size=1, max_size=60)
DIGITS = st.text("0123456789", min_size=1, max_size=30)


@given(TEXTS)
def test_mod_37_36_is_as_the_oracle_has_it(text):
    assert mod_37_36(text) == stdnum.iso7064.mod_37_36.calc_check_digit(text)


@given(DIGITS)
def test_mod_11_2_is_as_the_oracle_has_it(digits):
    assert mod_11_2(digits) == stdnum.iso7064.mod_11_2.calc_check_digit(digits)


@given(TEXTS, st.data())
def test_one_wrong_character_is_always_found(text, data):
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from(ALPHABET).filter(lambda character: character != text[place]))
    assert mod_37_36(text[:place] + other + text[place + 1 :]) != mod_37_36(text)


@pytest.mark.parametrize("text", ["", "a", "1-2", "１"])
def test_mod_37_36_refuses_what_is_not_in_its_alphabet(text):
    with pytest.raises(ValueError, match=r"not a digit or capital letter|nothing to check"):
        mod_37_36(text)


@pytest.mark.parametrize("text", ["", "X", "１２"])
def test_mod_11_2_refuses_what_is_not_digits(text):
    with pytest.raises(ValueError, match="not digits"):
        mod_11_2(text)
