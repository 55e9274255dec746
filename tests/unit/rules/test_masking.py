"""Masks: enough to know one's own by, not enough to know another's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.masking import mask_id_number, mask_name, mask_phone, name_shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王小明", "王*"),
        ("王明", "王*"),
        ("欧阳小明", "欧*"),
        (" 王明 ", "王*"),
        ("王", "*"),
        ("", "*"),
        ("Anna Li", "A*"),
    ],
)
def test_a_name_shows_its_first_character_and_not_its_length(name, shown):
    assert mask_name(name) == shown


def test_an_identity_number_shows_where_from_but_not_when_born():
    assert mask_id_number("341622199001010018") == "3416************18"


def test_a_phone_shows_three_and_four_digits():
    assert mask_phone("13800000000") == "138****0000"


@pytest.mark.parametrize("short", ["", "1", "341622", "123456789"])
def test_a_short_number_is_hidden_whole(short):
    assert mask_id_number(short) == "*" * len(short)
    assert mask_phone(short) == "*" * len(short)


def test_the_shortest_number_that_is_shown_hides_as_much_as_its_head():
    assert mask_id_number("3416221990") == "3416****90"
    assert mask_phone("1380000001") == "138***0001"


@given(st.text("0123456789X", max_size=30))
def test_a_mask_keeps_the_length_and_never_more_than_its_ends(number):
    for mask, kept in ((mask_id_number, 6), (mask_phone, 7)):
        shown = mask(number)
        assert len(shown) == len(number)
        assert len(shown.replace("*", "")) <= kept


def test_an_organisation_is_called_by_its_public_name_and_a_person_is_masked():
    assert name_shown("王小明", "person") == "王*"
    assert name_shown("样例商贸有限公司", "organisation") == "样例商贸有限公司"
