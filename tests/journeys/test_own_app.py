"""An authenticator app of one's own accord: bound from the account, asked for at sign-in, renewed, given up."""

from __future__ import annotations

import pytest

from walking import PASSWORD, account_letters, fill, register
from wangting.gateways.totp import code_at

PHONE = "13800000007"


@pytest.fixture
def browser(hall):
    found = hall.browser()
    register(found)
    return found


def offered(browser):
    """Open the page that binds; return its form and the secret."""
    page = browser.get("/me/account/").click("绑定手机应用")
    return page.forms["new-app"], page.html.select_one("#secret").get_text().replace(" ", "")


def bound(hall, browser):
    """Bind an app; return its secret and the recovery codes."""
    form, secret = offered(browser)
    fill(form, code=code_at(secret, hall.clock.now()), current=PASSWORD)
    page = form.submit()
    return secret, [row.get_text() for row in page.html.select("#recovery li")]


def password_given(hall, login=PHONE):
    browser = hall.browser()
    form = browser.get("/sign-in").forms["sign-in"]
    fill(form, login=login, password=PASSWORD)
    return browser, form.submit(expect_errors=True)


def proved(browser, what, code, current=PASSWORD):
    form = browser.get(f"/me/account/{what}").forms["proof"]
    fill(form, code=code, current=current)
    return form.submit(expect_errors=True)


def is_in(browser):
    return browser.get("/me/").status_int == 200


def test_a_citizen_binds_an_app_and_signing_in_asks_for_it_from_then_on(hall, browser):
    elsewhere, _answer = password_given(hall)
    form, secret = offered(browser)
    fill(form, code="000000" if code_at(secret, hall.clock.now()) != "000000" else "000001", current=PASSWORD)
    wrong = form.submit(status=422)
    wrong.mustcontain("6 位数不对")
    form, same = offered(browser)
    assert same == secret
    fill(form, code=code_at(secret, hall.clock.now()), current="not the one of now")
    form.submit(status=422).mustcontain("现在的密码不对")
    assert is_in(elsewhere)
    fill(form, code=code_at(secret, hall.clock.now()), current=PASSWORD)
    page = form.submit()
    page.mustcontain("只显示这一次", "别处的登录都已退出")
    codes = [row.get_text() for row in page.html.select("#recovery li")]
    assert len(set(codes)) == 10
    page.click("抄好了，回我的账户").mustcontain("恢复码还剩 10 个")
    assert (is_in(browser), is_in(elsewhere)) == (True, False)
    assert any("绑定了一个手机应用" in text for text in account_letters(hall, PHONE))
    other, answer = password_given(hall)
    assert "/sign-in-code" in answer.location
    assert not is_in(other)
    form = answer.follow().forms["second-step"]
    hall.clock.advance(seconds=60)
    form["code"] = code_at(secret, hall.clock.now())
    form.submit().follow()
    assert is_in(other)
    browser, answer = password_given(hall)
    answer.follow().forms["second-step"]["code"] = codes[3]
    page = answer.follow()
    page.mustcontain("带身份证到任何一个大厅的窗口")
    page.forms["second-step"]["code"] = codes[3].replace("-", " ").lower()
    page.forms["second-step"].submit().follow()
    browser.get("/me/account/").mustcontain("恢复码还剩 9 个")


def test_the_app_of_a_citizen_files_the_account_under_nothing_whole(hall, browser):
    page = browser.get("/me/account/app")
    page.mustcontain("138****0007")
    assert PHONE not in page
    with hall.room() as room:
        party = room.registering.find(PHONE)
        assert PHONE not in room.second_factor.address(party, "A" * 32)
        agent = room.register.parties.by_login("mengcheng-agent")
        assert room.second_factor.label(agent) == "蒙*"


def test_other_recovery_codes_need_password_and_code_and_the_old_ones_are_dead(hall, browser):
    secret, codes = bound(hall, browser)
    hall.clock.advance(seconds=60)
    elsewhere = password_given(hall)[1].follow().forms["second-step"]
    elsewhere["code"] = codes[0]
    elsewhere.submit()
    proved(browser, "app-codes", code_at(secret, hall.clock.now()), "not the one of now").mustcontain("现在的密码不对")
    proved(browser, "app-codes", "").mustcontain("请填写动态码")
    proved(browser, "app-codes", codes[0]).mustcontain("动态码不对，或者已经用过")
    page = proved(browser, "app-codes", code_at(secret, hall.clock.now()))
    others = [row.get_text() for row in page.html.select("#recovery li")]
    assert len(set(others) - set(codes)) == 10
    page.mustcontain("只显示这一次")
    assert proved(browser, "app-codes", codes[1]).status_int == 422
    assert any("恢复码刚刚换了一批" in text for text in account_letters(hall, PHONE))
    form = password_given(hall)[1].follow().forms["second-step"]
    form["code"] = others[0]
    assert form.submit().status_int == 303


def test_the_app_is_given_up_with_password_and_code_and_its_owner_is_told(hall, browser):
    secret, codes = bound(hall, browser)
    assert proved(browser, "app-unbind", codes[0], "not the one of now").status_int == 422
    assert proved(browser, "app-unbind", "123 456").status_int == 422
    proved(browser, "app-unbind", codes[0]).follow().mustcontain("解除好了", "没有绑定手机应用")
    assert password_given(hall)[1].location == "http://localhost/me/"
    assert any("不再绑定手机应用" in text for text in account_letters(hall, PHONE))
    for what in ("app-codes", "app-unbind"):
        assert browser.get(f"/me/account/{what}").location == "http://localhost/me/account/"
    assert bound(hall, browser)[0] != secret


def test_forms_that_come_when_there_is_nothing_to_bind_or_unbind_change_nothing(hall, browser):
    token = browser.get("/me/account/app").forms["new-app"]["csrf_token"].value
    for what in ("app-codes", "app-unbind"):
        sent = {"csrf_token": token, "code": "123456", "current": PASSWORD}
        assert browser.post(f"/me/account/{what}", sent).location == "http://localhost/me/account/"
    bound(hall, browser)
    with hall.room() as room:
        before = room.registering.find(PHONE).totp_sealed
    assert browser.get("/me/account/app").location == "http://localhost/me/account/"
    assert browser.post("/me/account/app", sent).location == "http://localhost/me/account/"
    with hall.room() as room:
        assert room.registering.find(PHONE).totp_sealed == before


def test_who_signs_in_elsewhere_and_has_no_password_is_led_to_one(hall, browser):
    with hall.room(commit=True) as room:
        room.registering.find(PHONE).password = ""
    page = browser.get("/me/account/app")
    page.mustcontain("这里还没有密码")
    assert page.click("先设一个密码").request.path == "/reset"


def test_an_agent_who_lost_the_app_is_sent_to_the_administrator_and_not_to_a_window(hall):
    account = hall.account("agent", "mengcheng")
    with hall.room(commit=True) as room:
        room.second_factor.bind(room.register.parties.by_login(account["login"]), "A" * 32)
    form = hall.browser().get("/sign-in").forms["sign-in"]
    fill(form, login=account["login"], password=account["password"])
    form.submit().follow().mustcontain("请到大厅管理员那里当面核对身份")


def test_an_official_renews_the_codes_and_is_told_that_another_app_is_asked_for(hall):
    account = hall.account("counter", "mengcheng")
    browser = hall.browser(sign_in=account)
    form, secret = offered(browser)
    fill(form, code=code_at(secret, hall.clock.now()), current=account["password"])
    form.submit().mustcontain("抄好了，回我的账户")
    browser.get("/me/account/app-unbind").mustcontain("登录只要密码")
