"""Parts lie under the record that is their main item, else under an item made of its name; codes are committed."""

from wangting.declare.codes import NO_ROW, Code
from wangting.declare.mainitems import lay
from wangting.rules.hierarchy import Placed
from wangting.rules.mainitem import UNSAID, MainItem, Ranked

GROUP, SCHOOL = MainItem("44Y", "弩"), MainItem("440", "学校")
COMMITTED = (Code("gd", 1, "44001", "44001"), Code("gd", NO_ROW, "44Y", "44Y.2"))


def said(**told):
    return {code: ("gd", one) for code, one in told.items()}


def messages(laid):
    return [str(problem).partition("codes.csv:1: ")[2] for problem in laid.problems]


def test_parts_lie_under_an_item_made_of_the_name_that_has_the_committed_code():
    laid = lay(said(a=Ranked("sub", GROUP), b=Ranked("handled", GROUP), c=UNSAID), COMMITTED)
    assert laid.places == {"a": Placed("sub", "44Y.2"), "b": Placed("handled", "44Y.2")}
    assert laid.main_items == {"44Y.2": ("gd", GROUP)}
    assert laid.problems == []


def test_parts_lie_under_the_first_record_that_is_the_main_item_itself():
    told = said(part=Ranked("handled", SCHOOL), town=Ranked("main", SCHOOL), province=Ranked("main", SCHOOL))
    laid = lay(told, COMMITTED)
    assert laid.places == {"part": Placed("handled", "town"), "town": Placed("main"), "province": Placed("main")}
    assert laid.main_items == {}


def test_a_main_item_of_another_source_is_another():
    laid = lay({"a": ("ga", Ranked("sub", GROUP)), "b": ("gd", Ranked("sub", GROUP))}, COMMITTED)
    assert laid.places == {"b": Placed("sub", "44Y.2")}
    assert messages(laid) == ["a: lies under 44Y, which has no code"]


def test_a_code_of_a_record_is_no_code_of_a_main_item():
    laid = lay(said(a=Ranked("sub", MainItem("44001", "别的"))), COMMITTED)
    assert (laid.places, messages(laid)) == ({}, ["a: lies under 44001, which has no code"])


def test_two_names_of_one_main_item_are_told():
    laid = lay(said(a=Ranked("sub", GROUP), b=Ranked("sub", GROUP._replace(name="弓"))), COMMITTED)
    assert laid.places == {"a": Placed("sub", "44Y.2")}
    assert messages(laid) == ["b: calls the main item 44Y otherwise than '弩'"]
