"""A forgotten password: a code to the phone, good once and for twenty minutes, and nobody learns who has an account."""

from __future__ import annotations

import json
import re

import pytest

from walking import PASSWORD, account_letters, fill, register

OTHER = "another quiet evening"
PHONE = "13800000007"


@pytest.fixture
def browser(hall):
    """Another computer of somebody who is registered and signed in elsewhere."""
    hall.elsewhere = hall.browser()
    register(hall.elsewhere)
    return hall.browser()


def asked(browser, login=PHONE):
    form = browser.get("/sign-in").click("忘了密码").forms["reset"]
    form["login"] = login
    return form.submit().follow()


def letters(hall):
    hall.house.notifying.wait()
    found = (hall.settings.var / "spool" / "sms").glob("reset.*.json")
    ordered = sorted(found, key=lambda one: one.stat().st_mtime_ns)
    return [json.loads(path.read_text("utf-8"))["text"] for path in ordered]


def code(hall):
    texts = [text for text in letters(hall) if "验证码" in text]
    return re.search(r"\d{6}", texts[-1])[0]


def chosen(page, code, password=OTHER, again=OTHER):
    form = page.forms["reset-code"]
    fill(form, code=code, password=password, password_again=again)
    return form.submit(expect_errors=True)


def sign_in(hall, password):
    form = hall.browser().get("/sign-in").forms["sign-in"]
    fill(form, login=PHONE, password=password)
    return form.submit(expect_errors=True).status_int


def test_a_code_from_the_phone_makes_a_new_password_and_ends_every_session(hall, browser):
    page = asked(browser)
    chosen(page, code(hall)).follow().mustcontain("密码换好了，请用新密码登录")
    assert (sign_in(hall, PASSWORD), sign_in(hall, OTHER)) == (422, 303)
    assert hall.elsewhere.get("/me/").location.startswith("http://localhost/sign-in")
    assert browser.get("/me/").status_int == 303
    assert any("您的密码刚刚改了" in text for text in account_letters(hall))


def test_a_code_is_good_once(hall, browser):
    page = asked(browser)
    right = code(hall)
    assert chosen(page, right).status_int == 303
    assert chosen(page, right, "a third evening", "a third evening").location == "http://localhost/reset"
    assert sign_in(hall, "a third evening") == 422
    with hall.room() as room:
        subject = room.resetting.ask(PHONE, "n")
        right = code(hall)
        assert room.resetting.is_right(subject, right, "n")
        assert not room.resetting.is_right(subject, right, "n")


def test_a_code_is_over_after_twenty_minutes(hall, browser):
    page = asked(browser)
    right = code(hall)
    hall.clock.advance(minutes=20)
    answer = chosen(page, right)
    assert answer.status_int == 422
    answer.mustcontain("过了时间")
    assert sign_in(hall, PASSWORD) == 303


def test_after_five_wrong_codes_the_right_one_is_dead(hall, browser):
    page = asked(browser)
    right = code(hall)
    for _ in range(5):
        page = chosen(page, "000000" if right != "000000" else "000001")
        assert page.status_int == 422
    assert chosen(page, right).status_int == 422
    assert sign_in(hall, OTHER) == 422


def test_a_password_that_will_not_do_burns_no_code(hall, browser):
    page = asked(browser)
    bad = chosen(page, code(hall), "short", "short")
    bad.mustcontain("密码要 8 到 128 个字")
    assert chosen(bad, code(hall)).status_int == 303


def test_a_known_and_an_unknown_login_are_told_the_same_and_only_one_is_sent_a_code(hall, browser):
    known, unknown = asked(browser), asked(hall.browser(), "13999999999")
    texts = [re.sub(r'value="[^"]*"', "", page.html.select_one("main").decode()) for page in (known, unknown)]
    assert texts[0] == texts[1]
    assert len(letters(hall)) == 1
    answers = [chosen(page, "12345x").html.select_one(".wt-errors").get_text() for page in (known, unknown)]
    assert answers[0] == answers[1]


def test_somebody_shut_out_is_sent_no_code(hall, browser):
    with hall.room(commit=True) as room:
        room.admitting.shut_out(room.registering.find(PHONE))
    asked(browser)
    assert letters(hall) == []


def test_nobodys_phone_is_flooded_whatever_the_spelling(hall, browser):
    for login in (PHONE, "138 0000 0007", "138-0000-0007", PHONE, PHONE):
        asked(hall.browser(), login)
    form = browser.get("/reset").forms["reset"]
    form["login"] = PHONE
    assert form.submit(expect_errors=True).status_int == 429


def test_a_form_that_lay_open_too_long_is_shown_again_with_what_was_typed(hall):
    browser = hall.browser()
    form = browser.get("/reset").forms["reset"]
    browser.reset()
    form["login"] = PHONE
    answer = form.submit(status=422)
    assert answer.forms["reset"]["login"].value == PHONE
