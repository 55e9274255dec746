"""What waits at a shared computer for somebody else goes on waiting, whatever the next person does there."""

from __future__ import annotations

import pytest

from acting import submit
from mandating import choose, mandated
from wangting.security.waiting import PARKED, WAITING

OPINION = "体检表看不清，请重新拍"
DRAFT, OPINIONS = "a" * 43, ["b" * 43]


def signed_in(browser, account, location="/sign-in", **more):
    form = browser.get(location).forms["sign-in"]
    typed = {"login": account["login"], "password": account["password"], "csrf_token": form["csrf_token"].value}
    return browser.post("/sign-in", {**typed, **more}, expect_errors=True)


@pytest.mark.parametrize("password", [None, "not this one"])
def test_signing_in_instead_of_a_colleague_keeps_what_the_officer_before_had_typed(hall, password):
    case_id, officer = submit(hall), hall.account("counter", "mengcheng")
    with hall.room() as room:
        page = f"/mengcheng/desk/cases/{room.register.case(case_id).number}"
    browser = hall.browser(sign_in=officer)
    form = browser.get(page).forms["act"]
    form["opinion"], form["check-m4"] = OPINION, "bad"
    hall.clock.advance(hours=1)
    answer = form.submit("act", value="supplement")
    signed_in(browser, hall.account("reviewer", "mengcheng"), answer.location)
    signed_in(browser, {**officer, "password": password or officer["password"]}, instead="yes")
    if password is not None:
        assert browser.get("/me/").status_int == 303
        signed_in(browser, officer)
    assert browser.get(page).forms["act"]["opinion"].value.strip() == OPINION


def test_leaving_a_villager_and_taking_one_up_keeps_what_waits_for_others(hall):
    browser = mandated(hall)
    remember(hall, browser)
    leave = browser.get("/me/point/").forms["leave"].submit()
    assert not any(said.startswith("waiting=;") for said in leave.headers.getall("Set-Cookie"))
    assert kept(hall, browser) == {PARKED: DRAFT, WAITING: OPINIONS}
    choose(browser)
    assert kept(hall, browser) == {PARKED: DRAFT, WAITING: OPINIONS}
    assert DRAFT in browser.cookies["waiting"]


def remember(hall, browser):
    store, key = hall.house.side.sessions, browser.cookies["wangting"]
    found = store.load(key, hall.house.session_limits)
    store.save(key, {**found.data, PARKED: DRAFT, WAITING: OPINIONS})


def kept(hall, browser):
    found = hall.house.side.sessions.load(browser.cookies["wangting"], hall.house.session_limits)
    return {word: found.data.get(word) for word in (PARKED, WAITING)}
