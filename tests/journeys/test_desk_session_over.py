"""A session that runs out while an officer writes: nothing written is lost, and nothing is done unseen."""

from __future__ import annotations

import pytest

from acting import second_clerk, state, submit
from desks import file_case


def number_of(hall, case_id):
    with hall.room() as room:
        return room.register.case(case_id).number


def sign_in(browser, account, location):
    form = browser.get(location).forms["sign-in"]
    form["login"], form["password"] = account["login"], account["password"]
    return form.submit("act")


def test_what_an_officer_wrote_is_there_again_after_signing_in(hall):
    case_id, account = submit(hall), hall.account("counter", "mengcheng")
    page = f"/mengcheng/desk/cases/{number_of(hall, case_id)}"
    browser = hall.browser(sign_in=account)
    form = browser.get(page).forms["act"]
    form["opinion"], form["check-m4"] = "体检表看不清，请重新拍", "bad"
    hall.clock.advance(hours=1)
    answer = form.submit("act", value="supplement")
    assert answer.status_int == 303
    assert state(hall, case_id) == "submitted"
    back = sign_in(browser, account, answer.location)
    assert back.location.endswith(page)
    shown = back.follow()
    shown.mustcontain("登录时间到之前写的都放回来了")
    assert shown.forms["act"]["opinion"].value.strip() == "体检表看不清，请重新拍"
    assert shown.forms["act"]["check-m4"].value == "bad"
    assert "登录时间到之前写的" not in browser.get(page)


def test_a_form_from_another_site_puts_no_words_into_an_opinion(hall):
    case_id, account = submit(hall), hall.account("counter", "mengcheng")
    page = f"/mengcheng/desk/cases/{number_of(hall, case_id)}"
    browser = hall.browser()
    answer = browser.post(
        f"{page}/act", {"opinion": "planted", "act": "decline"}, headers={"Origin": "http://evil.example"}
    )
    shown = sign_in(browser, account, answer.location).follow()
    assert "planted" not in shown


def test_what_waits_for_one_case_is_not_shown_on_another(hall):
    first, second = submit(hall), submit(hall, key="lixin")
    page, account = f"/lixin/desk/cases/{number_of(hall, second)}", hall.account("counter", "lixin")
    browser = hall.browser(sign_in=account)
    token = browser.get(page).forms["act"]["csrf_token"].value
    hall.clock.advance(hours=1)
    written = {"opinion": "只写给这一件", "csrf_token": token}
    answer = browser.post(f"/mengcheng/desk/cases/{number_of(hall, first)}/act", written)
    sign_in(browser, account, answer.location)
    assert "只写给这一件" not in browser.get(page)


def leave(page):
    next(form for form in page.forms.values() if form.action.endswith("/sign-out")).submit(status=303)


def test_two_cases_that_were_open_side_by_side_both_get_back_what_was_written(hall):
    account, numbers = hall.account("counter", "mengcheng"), [number_of(hall, file_case(hall)) for _ in range(2)]
    browser = hall.browser(sign_in=account)
    forms = [browser.get(f"/mengcheng/desk/cases/{number}").forms["act"] for number in numbers]
    hall.clock.advance(hours=1)
    for number, form in zip(numbers, forms, strict=True):
        form["opinion"] = f"写给 {number}"
        back = form.submit("act", value="supplement", status=303).location
    sign_in(browser, account, back)
    for number in numbers:
        shown = browser.get(f"/mengcheng/desk/cases/{number}")
        assert shown.forms["act"]["opinion"].value.strip() == f"写给 {number}"


def test_of_what_was_sent_twice_the_last_comes_back_and_nothing_afterwards(hall):
    account, case_id = hall.account("counter", "mengcheng"), submit(hall)
    page = f"/mengcheng/desk/cases/{number_of(hall, case_id)}"
    browser = hall.browser(sign_in=account)
    form = browser.get(page).forms["act"]
    hall.clock.advance(hours=1)
    for words in ("先写的", "后写的"):
        form["opinion"] = words
        back = form.submit("act", value="supplement", status=303).location
    sign_in(browser, account, back)
    shown = browser.get(page)
    assert shown.forms["act"]["opinion"].value.strip() == "后写的"
    assert browser.get(page).forms["act"]["opinion"].value.strip() == ""


def too_late(hall, browser, page, words):
    """Write ``words`` on ``page`` and send them when the session is over; return where that leads."""
    form = browser.get(page).forms["act"]
    form["opinion"] = words
    hall.clock.advance(hours=1)
    return form.submit("act", value="supplement", status=303).location


@pytest.mark.parametrize("is_english", [False, True])
def test_at_a_shared_computer_an_opinion_waits_for_the_officer_who_wrote_it(hall, is_english):
    case_id, words = submit(hall), "只有我写过的意见"
    page = f"/mengcheng/desk/cases/{number_of(hall, case_id)}" + ("?lang=en" if is_english else "")
    writer, colleague = hall.account("counter", "mengcheng"), second_clerk(hall)
    browser = hall.browser(sign_in=writer)
    back = too_late(hall, browser, page, words)
    for account, is_shown in ((hall.account("citizen"), None), (colleague, False), (writer, True), (writer, False)):
        sign_in(browser, account, back)
        shown = browser.get(page, expect_errors=is_shown is None)
        assert (words in shown) is bool(is_shown)
        leave(browser.get("/me/account/"))
    assert state(hall, case_id) == "submitted"


@pytest.mark.parametrize("swept", [False, True])
def test_an_opinion_outlives_the_session_of_a_colleague_that_nobody_ended(hall, swept):
    case_id, words = submit(hall), "只有我写过的意见"
    page = f"/mengcheng/desk/cases/{number_of(hall, case_id)}"
    writer, colleague = hall.account("counter", "mengcheng"), second_clerk(hall)
    browser = hall.browser(sign_in=writer)
    back = too_late(hall, browser, page, words)
    sign_in(browser, colleague, back)
    assert words not in browser.get(page)
    hall.clock.advance(hours=1)
    if swept:
        hall.house.side.sessions.sweep(hall.house.session_limits)
    back = browser.get(page, status=303).location
    sign_in(browser, colleague, back)
    assert words not in browser.get(page)
    hall.clock.advance(hours=1)
    sign_in(browser, writer, browser.get(page, status=303).location)
    assert browser.get(page).forms["act"]["opinion"].value.strip() == words
    assert browser.get(page).forms["act"]["opinion"].value.strip() == ""


def test_an_official_who_may_see_a_case_does_not_get_the_applicants_pages_of_it(hall):
    case_id = submit(hall)
    for role in ("counter", "supervisor"):
        browser = hall.browser(sign_in=hall.account(role, "mengcheng"))
        for below in ("", "/receipt", "/withdraw", "/documents/1"):
            browser.get(f"/me/cases/{number_of(hall, case_id)}{below}", status=404)
