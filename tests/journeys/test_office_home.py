"""The room of the central office: its people come to it, and nobody else does."""

import pytest


def test_the_central_office_lands_in_its_room_in_both_languages(hall):
    browser = hall.browser(sign_in=hall.account("central_office"))
    page = browser.get("/office/")
    assert page.html.h1.text == "市级事项管理"
    assert page.html.select_one(".wt-nav a[aria-current=page]")["href"] == "/office/"
    assert "Central office" in browser.get("/office/?lang=en").html.h1.text


@pytest.mark.parametrize("role", ["citizen", "hall_admin", "supervisor", "counter"])
def test_nobody_else_comes_in(hall, role):
    browser = hall.browser(sign_in=hall.account(role))
    browser.get("/office/", status=403).mustcontain("这里不归您办")
    assert "/office/" not in str(browser.get("/").html.header)


def test_a_visitor_is_sent_to_sign_in(hall):
    assert "/sign-in" in hall.browser().get("/office/", status=303).location


def test_two_people_of_the_central_office_are_among_the_samples(hall):
    logins = {one["login"] for one in hall.installation.accounts if one["role"] == "central_office"}
    assert logins == {"central-office", "central-office-2"}
