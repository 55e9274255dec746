import pytest

from wangting.errors import DeclarationError
from wangting.gateways import choice


def test_the_default_is_taken_when_nothing_is_set():
    assert choice.chosen({}, "k", "a", ("a", "b")) == "a"
    assert choice.chosen({"k": " "}, "k", "a", ("a", "b")) == "a"
    assert choice.chosen({"k": " b "}, "k", "a", ("a", "b")) == "b"


def test_an_unknown_choice_is_told_with_all_there_are():
    with pytest.raises(DeclarationError, match="settings: k: unknown value 'c', choose one of a, b"):
        choice.chosen({"k": "c"}, "k", "a", ("b", "a"))


def test_demo_is_the_mode_unless_production_is_said():
    assert not choice.is_production({})
    assert choice.is_production({"wangting.mode": "production"})
    with pytest.raises(DeclarationError, match=r"wangting\.mode"):
        choice.is_production({"wangting.mode": "prod"})


@pytest.mark.parametrize("value", ["0", "11", "-1", "1.5", "two", "٣", "1e1"])
def test_only_whole_numbers_within_their_bounds_are_numbers(value):
    with pytest.raises(DeclarationError, match=r"k: '.+' is not a whole number from 1 to 10"):
        choice.whole_number({"k": value}, "k", 5, 1, 10)


def test_bounds_are_included():
    assert [choice.whole_number({"k": value}, "k", 5, 1, 10) for value in ("1", "10", "")] == [1, 10, 5]


def test_what_is_required_is_said_with_its_reason():
    assert choice.required({"k": " v "}, "k", "because") == "v"
    with pytest.raises(DeclarationError, match="settings: k: missing, because"):
        choice.required({}, "k", "because")
