"""The codes of what a hall implements: their parts, and what is doubted in one that was kept all the same."""

import pytest

from wangting.rules.taskcode import CREDIT, HANDLED, ITEM, OTHER, TASK, doubts, is_legacy

#: A credit code with a right check character, of a body that is none.
BODY = "11341623MB1A23456Y"
BASE = "440102013002"
CODE = f"{BODY}3{BASE}"


def told(task="", handled="", item=BASE):
    return [tuple(one) for one in doubts(task, handled, item)]


def test_what_is_not_known_and_what_is_right_is_not_doubted():
    assert told() == []
    assert told(CODE) == []
    assert told(CODE, f"{CODE}01") == []
    assert told(handled=f"{CODE}01") == []
    # Records that share a catalogue code are told apart behind a dot.
    assert told(CODE, item=f"{BASE}.2") == []
    # An item whose own code is none of the national standard gives nothing to compare with.
    assert told(CODE, item="BZ000001") == []


@pytest.mark.parametrize(
    ("codes", "wanted"),
    [
        ({"task": f"{BODY[:-1]}X3{BASE}"}, [("task_code", CREDIT)]),
        ({"task": f"{BODY}3440102013001"}, [("task_code", ITEM)]),
        ({"task": f"{BODY[:-1]}X3440102013001"}, [("task_code", CREDIT), ("task_code", ITEM)]),
        ({"handled": f"{BODY}344010201300101"}, [("handled_code", ITEM)]),
        ({"task": CODE, "handled": f"{BODY}4{BASE}01"}, [("handled_code", OTHER)]),
        # What is doubtful in the first is not told of the second again.
        ({"task": f"{BODY[:-1]}X3{BASE}", "handled": f"{BODY[:-1]}X3{BASE}01"}, [("task_code", CREDIT)]),
    ],
)
def test_what_does_not_hold_together_is_doubted_in_its_field(codes, wanted):
    assert told(**codes) == wanted


def test_every_record_of_the_first_source_has_the_declared_shape(whole):
    codes = [record.record["task_code"] for record in whole.items.values() if record.record.get("task_code")]
    assert len(codes) > 2000
    assert all(TASK.fullmatch(code) or HANDLED.fullmatch(code) for code in codes)


@pytest.mark.parametrize("text", ["A-1", "341623/2015.7_b", "9" * 50])
def test_a_code_of_before_may_be_of_any_house(text):
    assert is_legacy(text)


@pytest.mark.parametrize("text", ["", "甲 1", "A 1", "-1", "9" * 51, "A1\n"])
def test_a_text_with_blanks_and_one_that_is_too_long_is_no_code(text):
    assert not is_legacy(text)
