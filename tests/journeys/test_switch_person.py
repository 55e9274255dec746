"""A village PC is shared: one session ends and the next person's begins in one step, and neither sees the other."""

from __future__ import annotations

from mandating import agent
from walking import PASSWORD, fill, register

ITEM = "/mengcheng/items/440102013002/apply"


def switched(browser, login, password):
    form = browser.get("/me/point/").forms["next-person"]
    fill(form, login=login, password=password)
    return form.submit("act", expect_errors=True)


def test_the_next_person_is_in_and_the_agent_is_out_on_the_server(hall):
    phone = register(hall.browser())
    browser = agent(hall)
    old = browser.cookies["wangting"]
    assert switched(browser, phone, PASSWORD).location == "http://localhost/me/"
    page = browser.get("/me/")
    page.mustcontain("王*")
    assert "代办" not in page.html.select_one(".wt-who").get_text()
    browser.set_cookie("wangting", old)
    assert browser.get("/me/").status_int == 303


def test_a_wrong_password_leaves_nobody_signed_in_and_shows_nothing_of_who_was(hall):
    phone = register(hall.browser())
    browser = agent(hall)
    old = browser.cookies["wangting"]
    answer = switched(browser, phone, "not the password")
    assert answer.status_int == 422
    assert answer.forms["sign-in"]["login"].value == phone
    assert not answer.html.select(".wt-who")
    assert browser.get("/me/point/").status_int == 303
    browser.set_cookie("wangting", old)
    assert browser.get("/me/point/").status_int == 303


def test_drafts_of_the_first_are_not_there_for_the_second(hall):
    first, second = register(hall.browser(), 7, "王小明"), register(hall.browser(), 8, "李新")
    browser = hall.browser(sign_in={"login": first, "password": PASSWORD})
    draft = browser.get(ITEM).forms["draft"].action
    assert switched(browser, second, PASSWORD).status_int == 303
    assert browser.get(draft, status=404)
    assert "没填完" not in browser.get("/me/")
    assert switched(browser, first, PASSWORD).status_int == 303
    assert browser.get(draft).status_int == 200


def test_a_form_of_the_first_cannot_be_sent_in_the_name_of_the_second(hall):
    first, second = register(hall.browser(), 7, "王小明"), register(hall.browser(), 8, "李新")
    browser = hall.browser(sign_in={"login": first, "password": PASSWORD})
    form = browser.get(ITEM).forms["draft"]
    switched(browser, second, PASSWORD)
    assert form.submit("act", value="save", expect_errors=True).status_int in (400, 404)


def test_whoever_signs_in_over_somebody_ends_that_persons_sessions_at_all_hosts(hall):
    phone = register(hall.browser())
    browser = agent(hall)
    with hall.room() as room:
        before = room.register.parties.by_login(hall.account("agent", "mengcheng")["login"]).id
    assert len(hall.house.side.sessions.list(before)) == 1
    form = browser.get("/sign-in").forms["sign-in"]
    fill(form, login=phone, password=PASSWORD)
    assert form.submit().status_int == 303
    assert len(hall.house.side.sessions.list(before)) == 0


def test_on_a_halls_own_host_nobody_types_a_password(hall):
    account = hall.account("agent", "mengcheng")
    there = hall.browser(sign_in=account, HTTP_HOST="mengcheng.localhost")
    assert "next-person" not in there.get("/me/point/").forms
