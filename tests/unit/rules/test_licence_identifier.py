"""Licence identifiers: the two published examples, and everything near them refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.licence_identifier import (
    ROOT,
    BadLicenceIdentifier,
    LicenceIdentifier,
    parse_licence_identifier,
)

PUBLISHED = [
    (LicenceIdentifier("11100000000013338W011", "11430000006122244L", "20230000403", 1), "U"),
    (LicenceIdentifier("11100000MB03271699022", "340100", "000000016", 1), "9"),
]
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CODES = st.text(ALPHABET, min_size=18, max_size=18)
IDENTIFIERS = st.builds(
    LicenceIdentifier,
    st.builds(lambda code, number: f"{code}{number:03d}", CODES, st.integers(0, 999)),
    st.one_of(CODES, st.text("0123456789", min_size=6, max_size=6)),
    st.text(ALPHABET, min_size=1, max_size=30),
    st.integers(1, 999),
)


@pytest.mark.parametrize(("identifier", "check"), PUBLISHED)
def test_the_published_examples_have_their_published_check_character(identifier, check):
    assert identifier.check == check
    assert str(identifier).endswith(f".001.{check}")
    assert str(identifier).startswith(f"{ROOT}.{identifier.type_code}.{identifier.issuer}.")


@given(IDENTIFIERS)
def test_writing_and_reading_agree(identifier):
    assert parse_licence_identifier(f" {identifier} ") == identifier


@given(IDENTIFIERS, st.sampled_from(ALPHABET))
def test_a_wrong_check_character_is_found(identifier, other):
    text = str(identifier)[:-1] + other
    if other == identifier.check:
        assert parse_licence_identifier(text) == identifier
    else:
        with pytest.raises(BadLicenceIdentifier, match="check"):
            parse_licence_identifier(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.2.156.3005.2",
        str(PUBLISHED[0][0]).replace("3005", "3006"),
        str(PUBLISHED[0][0]).replace("1.2.156", "1x2x156"),
        str(PUBLISHED[0][0]) + ".1",
        str(PUBLISHED[0][0]).replace(".001.", ".1."),
        str(PUBLISHED[0][0]).lower(),
    ],
)
def test_another_shape_is_refused(text):
    with pytest.raises(BadLicenceIdentifier):
        parse_licence_identifier(text)


@pytest.mark.parametrize(
    ("parts", "wrong"),
    [
        (("11100000000013338W01", "340100", "1", 1), "type_code"),
        (("11100000000013338W0AB", "340100", "1", 1), "type_code"),
        (("11100000000013338W011", "34010", "1", 1), "issuer"),
        (("11100000000013338W011", "340100", "", 1), "serial"),
        (("11100000000013338W011", "340100", "1.2", 1), "serial"),
        (("11100000000013338W011", "340100", "1", 0), "version"),
        (("11100000000013338W011", "340100", "1", 1000), "version"),
    ],
)
def test_a_wrong_part_is_named(parts, wrong):
    with pytest.raises(BadLicenceIdentifier) as caught:
        LicenceIdentifier(*parts)
    assert caught.value.facts == {"part": wrong}
