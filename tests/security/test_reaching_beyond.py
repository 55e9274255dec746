"""What an administrator of one hall sends that no form of theirs offers: nothing of it is done (DESIGN 1, 4)."""

from __future__ import annotations

import re
from datetime import date

import pytest

from desks import file_case, number_of, officer, tid
from wangting.content.postings import Posting
from wangting.rules.numbering import number_of_case

SINCE = "2026-09-28"


@pytest.fixture
def admin(hall):
    """The administrator of 蒙城, and the token of the forms."""
    browser = officer(hall, "hall_admin")
    page = browser.get("/mengcheng/admin/officials/add")
    return browser, page.html.select_one("main [name=csrf_token]")["value"]


def party(hall, role, key="mengcheng"):
    with hall.room() as room:
        return room.register.parties.by_login(hall.account(role, key)["login"]).id


def sent(hall, admin, path, **values):
    """Send a form and return (status, whether anything was written)."""
    browser, token = admin
    before = tid(hall)
    answer = browser.post(f"/mengcheng/admin/{path}", {"csrf_token": token, **values}, expect_errors=True)
    return answer.status_int, tid(hall) != before


@pytest.mark.parametrize(
    ("post", "unit"),
    [
        ("central_office", "city"), ("central_office", "mengcheng"), ("supervisor", "city"), ("counter", "city"),
        ("counter", "lixin"), ("reviewer", "lixin/jiaoyu"), ("timer", "mengcheng"), ("applicant", "mengcheng"),
        ("agent", "mengcheng"), ("no-such-post", "mengcheng"), ("counter", "mengcheng/nowhere"), ("", ""),
    ],
)  # fmt: skip
def test_no_post_is_given_that_is_not_the_halls_to_give(hall, admin, post, unit):
    path = f"officials/{party(hall, 'issuer')}/appoint"
    values = {"post": post, "unit": unit, "since": SINCE, "until": "", "reason": "试一试"}
    status, wrote = sent(hall, admin, path, **values)
    assert (400 <= status < 500, wrote) == (True, False)


def test_an_official_is_added_with_no_such_post_either(hall, admin):
    values = {"name": "新人", "login": "newcomer", "phone": "", "since": SINCE, "until": "", "reason": "试一试"}
    for post, unit in (("central_office", "city"), ("counter", "lixin"), ("reviewer", "lixin/jiaoyu")):
        assert sent(hall, admin, "officials/add", post=post, unit=unit, **values) == (422, False)


@pytest.mark.parametrize("act", ["password", "shut-out"])
def test_nobody_takes_over_whoever_has_a_post_elsewhere(hall, admin, act):
    issuer = party(hall, "issuer")
    for unit, key in (("lixin", "lixin"), ("city", None)):
        with hall.room(commit=True) as room:
            found = room.register.parties.get(issuer)
            mine = [posting for posting in found.postings if posting.hall == "mengcheng"]
            other = Posting("counter" if key else "central_office", unit, date(2026, 1, 1), None, key)
            room.register.parties.post(found, (*mine, other))
        status, wrote = sent(hall, admin, f"officials/{issuer}/{act}", reason="试一试")
        assert (400 <= status < 500, wrote) == (True, False), unit


@pytest.mark.parametrize("act", ["appoint", "end-post", "shut-out", "let-in", "password", "stand-in", "end-stand-in"])
@pytest.mark.parametrize("whose", ["lixin", "city", "citizen"])
def test_somebody_who_is_not_of_the_hall_is_not_there(hall, admin, act, whose):
    role, key = {"lixin": ("counter", "lixin"), "city": ("central_office", None), "citizen": ("citizen", None)}[whose]
    values = {"reason": "试一试", "place": "0", "post": "counter", "unit": "mengcheng", "since": SINCE, "until": "",
              "absent": str(party(hall, "issuer"))}  # fmt: skip
    assert sent(hall, admin, f"officials/{party(hall, role, key)}/{act}", **values) == (404, False)


def test_nobody_stands_in_for_somebody_of_another_hall_or_of_the_city(hall, admin):
    path = f"officials/{party(hall, 'issuer')}/stand-in"
    for absent in (party(hall, "approver", "lixin"), party(hall, "central_office", None)):
        values = {"absent": str(absent), "since": SINCE, "until": "2026-10-28", "reason": "试一试"}
        assert sent(hall, admin, path, **values) == (422, False)


def test_nobody_gives_a_post_to_themselves(hall, admin):
    """系统, 业务 and 审计 are separated (DOMAIN 8): who runs the hall does not decide in it by their own word."""
    path = f"officials/{party(hall, 'hall_admin')}/appoint"
    values = {"post": "approver", "unit": "mengcheng/jiaoyu", "since": SINCE, "until": "", "reason": "试一试"}
    assert sent(hall, admin, path, **values) == (409, False)
    path = f"officials/{party(hall, 'hall_admin')}/stand-in"
    values = {"absent": str(party(hall, "approver")), "since": SINCE, "until": "2026-10-28", "reason": "试一试"}
    assert sent(hall, admin, path, **values) == (409, False)


def test_a_village_of_another_hall_gets_no_agent(hall, admin):
    with hall.room() as room:
        code = next(unit.key for unit in room.register.orgunits.values()
                    if unit.kind == "village" and unit.hall == "lixin")  # fmt: skip
    values = {"name": "新人", "login": "newcomer", "phone": "", "since": SINCE, "until": "", "reason": "试一试"}
    assert sent(hall, admin, f"points/{code}", **values) == (404, False)


@pytest.mark.parametrize(
    "page", ["history?day=2026-09-28&number=", "why?who=mengcheng-issuer&right=case.view|case&number="]
)
def test_a_case_of_another_hall_is_told_like_none_and_ones_own_without_the_applicants_name(hall, admin, page):
    with hall.room() as room:
        name = room.register.parties.by_login(hall.account("citizen")["login"]).name
    theirs, mine = file_case(hall, key="lixin"), file_case(hall)

    def told(number):
        text = admin[0].get(f"/mengcheng/admin/{page}{number}").text
        return re.sub(r"\b[0-9a-f]{10}\b", "", text.replace(number, ""))

    assert told(number_of(hall, theirs)) == told(str(number_of_case("341623", theirs + 500)))
    assert told(number_of(hall, mine)) != told(number_of(hall, theirs))
    assert name not in told(number_of(hall, mine))
