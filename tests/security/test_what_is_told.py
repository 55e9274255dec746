"""What a refusal must not tell: whether there is such a case."""

import re

import pytest

from acting import submit
from desks import number_of, officer
from walking import register
from wangting.rules.numbering import number_of_case

DESK = "/mengcheng/desk/cases/"
MINE = "/me/cases/"


def told(browser, base, number, query=""):
    answer = browser.get(f"{base}{number}{query}", expect_errors=True)
    return answer.status_int, re.sub(r"\b[0-9a-f]{10}\b", "", answer.text.replace(number, ""))


@pytest.mark.parametrize("query", ["", "?lang=en"])
@pytest.mark.parametrize("base", [DESK, MINE, "/lixin/desk/cases/"])
@pytest.mark.parametrize("who", ["citizen", "counter of another hall", "reviewer of another department"])
def test_a_case_of_others_looks_like_no_case(hall, who, base, query):
    case_id = submit(hall)
    number, none = number_of(hall, case_id), str(number_of_case("341622", case_id + 500))
    if who == "citizen":
        browser = hall.browser()
        register(browser)
    elif who == "counter of another hall":
        browser = officer(hall, "counter", key="lixin")
    else:
        browser = officer(hall, "reviewer", "mengcheng/shuili")
    assert told(browser, base, number, query) == told(browser, base, none, query)
    assert told(browser, base, number, query)[0] == 404
