"""The way out is on each page of whoever is signed in; what was signed out stays out (ASVS 5.0, 7.2 to 7.4)."""

from __future__ import annotations

import pytest

from desks import at, file_case, officer
from walking import register

MINE = ("/me/", "/me/account/", "/me/account/password", "/me/mandates/", "/me/point/", "/mengcheng/", "/track")
DESK = ("/mengcheng/desk/", "/mengcheng/desk/find", "/mengcheng/desk/mandates/")


def leave(page):
    return [form for form in page.forms.values() if form.action.partition("?")[0].endswith("/sign-out")]


@pytest.mark.parametrize("path", MINE)
def test_every_page_of_a_citizen_has_the_way_out(hall, path):
    browser = hall.browser()
    register(browser)
    assert len(leave(browser.get(path))) >= 1


def test_every_page_of_a_desk_has_the_way_out(hall):
    case = at(hall, file_case(hall))
    browser = officer(hall, "counter")
    for path in (*DESK, case):
        assert len(leave(browser.get(path))) >= 1, path


def test_signing_in_again_gives_another_session_and_ends_the_one_before(hall):
    account = hall.account("counter", "lixin")
    browser = hall.browser(sign_in=account)
    before = browser.cookies["wangting"]
    form = browser.get("/sign-in").forms["sign-in"]
    form["login"], form["password"] = account["login"], account["password"]
    assert form.submit().status_int == 303
    assert browser.cookies["wangting"] != before
    old = hall.browser()
    old.set_cookie("wangting", before)
    assert old.get("/lixin/desk/").location.startswith("http://localhost/sign-in")


@pytest.mark.parametrize(("role", "minutes"), [("citizen", 60), ("counter", 20)])
def test_who_does_nothing_for_as_long_as_is_said_is_signed_out(hall, role, minutes):
    browser = hall.browser(sign_in=hall.account(role))
    hall.clock.advance(minutes=minutes - 1)
    assert browser.get("/me/").status_int == 200
    hall.clock.advance(minutes=minutes + 1)
    assert browser.get("/me/").location.startswith("http://localhost/sign-in")


def test_who_goes_on_all_day_is_signed_out_after_twelve_hours(hall):
    browser = hall.browser(sign_in=hall.account("counter", "lixin"))
    for _quarter in range(47):
        hall.clock.advance(minutes=15)
        assert browser.get("/lixin/desk/").status_int == 200
    hall.clock.advance(minutes=16)
    assert browser.get("/lixin/desk/").location.startswith("http://localhost/sign-in")
