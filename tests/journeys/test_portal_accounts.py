"""Registering and signing in: nothing but passwords is lost, and nobody is sent to another host."""

from __future__ import annotations

import json
import re

import pytest

from walking import PASSWORD, account_letters, code_to, fill, id_number, register
from wangting.rules.iso7064 import mod_11_2

GOOD = {"name": "王小明", "id_number": id_number(7), "phone": "13800000007", "password": PASSWORD}


def sent(browser, **changed):
    form = browser.get("/register").forms["register"]
    fill(form, **{**GOOD, "password_again": PASSWORD, **changed})
    form["consent"] = True
    return form.submit("act", expect_errors=True)


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"id_number": "341602190101020999"}, "id_number", "身份证号码不对"),
        ({"phone": "05581234567"}, "phone", "座机收不到短信"),
        ({"phone": "123"}, "phone", "11 位手机号"),
        ({"password": "short", "password_again": "short"}, "password", "密码要 8 到 128 个字"),
        ({"password_again": "another long one"}, "password_again", "两遍密码不一样"),
        ({"name": ""}, "name", "请填写姓名"),
    ],
)
def test_each_mistake_has_its_own_words_at_its_own_field_and_the_rest_is_kept(hall, changed, field, said):
    answer = sent(hall.browser(), **changed)
    assert answer.status_int == 422
    summary = answer.html.select_one(".wt-errors a")
    assert summary["href"] == f"#{field}"
    assert said in summary.get_text()
    form = answer.forms["register"]
    kept = {**GOOD, **changed}
    assert all(form[name].value == kept[name] for name in ("name", "id_number", "phone"))
    assert form["password"].value == form["password_again"].value == ""
    assert "错误：" in answer.html.title.get_text()


def test_without_consent_nobody_is_registered(hall):
    form = hall.browser().get("/register").forms["register"]
    fill(form, **GOOD, password_again=PASSWORD)
    assert form.submit("act", expect_errors=True).status_int == 422
    with hall.room() as room:
        assert room.registering.find("13800000007") is None


def coded(browser, page, code):
    form = page.forms["register-code"]
    form["code"] = code
    return form.submit("act", expect_errors=True)


def test_nobody_is_registered_before_the_phone_has_answered(hall):
    browser = hall.browser()
    page = sent(browser).follow()
    page.mustcontain("填短信里的验证码", "138****0007")
    wrong = "000000" if code_to(browser, GOOD["phone"]) != "000000" else "000001"
    answer = coded(browser, page, wrong)
    assert answer.status_int == 422
    assert "验证码不对" in answer.html.select_one(".wt-errors").get_text()
    with hall.room() as room:
        assert room.registering.find(GOOD["phone"]) is None
    assert coded(browser, answer, code_to(browser, GOOD["phone"])).status_int == 303
    browser.get("/me/").mustcontain("王*")


def test_another_code_kills_the_one_before(hall):
    browser = hall.browser()
    page = sent(browser).follow()
    first = code_to(browser, GOOD["phone"])
    page = page.forms["register-code"].submit("act", value="again").follow()
    page.mustcontain("又发了一条")
    second = code_to(browser, GOOD["phone"])
    if first != second:
        assert coded(browser, page, first).status_int == 422
    assert coded(browser, page, second).status_int == 303


def test_a_code_to_register_is_over_after_twenty_minutes(hall):
    browser = hall.browser()
    page = sent(browser).follow()
    hall.clock.advance(minutes=20)
    assert coded(browser, page, code_to(browser, GOOD["phone"])).status_int == 422


def test_nobodys_phone_is_flooded_with_codes_to_register(hall):
    for _ in range(5):
        assert sent(hall.browser()).status_int == 303
    assert sent(hall.browser()).status_int == 429


def test_a_phone_that_has_an_account_is_told_so_and_the_page_says_the_same_as_ever(hall):
    register(hall.browser())
    browsers = hall.browser(), hall.browser()
    pages = [sent(browsers[0], name="李四").follow(), sent(browsers[1], phone="13800000008").follow()]
    said = [re.sub("138[*]+000[78]", "", page.html.select_one("main p").get_text()) for page in pages]
    assert said[0] == said[1]
    # Letters go out after the answer: on a busy machine the last one may not be there yet.
    hall.house.notifying.wait()
    spool = hall.settings.var / "spool" / "sms"
    texts = sorted(spool.glob("register.*.json"), key=lambda one: one.stat().st_mtime_ns)
    last = [json.loads(path.read_text("utf-8"))["text"] for path in texts][-2]
    assert "它已经有账号了" in last
    assert not re.search(r"[0-9]{6}", last)
    answer = coded(browsers[0], pages[0], "123456")
    assert answer.status_int == 422
    with hall.room() as room:
        assert room.registering.find("13800000007").name == "王小明"


def test_an_id_number_that_has_an_account_is_told_only_once_the_phone_has_answered_and_its_owner_hears_of_it(hall):
    register(hall.browser())
    browser = hall.browser()
    page = sent(browser, phone="13800000008").follow()
    answer = coded(browser, page, code_to(browser, "13800000008"))
    assert answer.status_int == 422
    link = answer.html.select_one(".wt-errors a")
    assert link["href"] == "#id_number"
    assert "已经注册过" in link.get_text()
    assert answer.forms["register"]["phone"].value == "13800000008"
    assert any("有人用您的身份证号码注册新账号" in text for text in account_letters(hall))
    with hall.room() as room:
        assert room.registering.find("13800000008") is None


def test_a_child_under_fourteen_is_registered_by_a_guardian(hall):
    born = "34160220190101120"
    answer = sent(hall.browser(), id_number=born + mod_11_2(born))
    assert answer.status_int == 422
    assert "不满 14 岁，由监护人登记" in answer.html.select_one(".wt-errors").get_text()


def test_who_mistyped_the_phone_goes_back_and_finds_the_rest(hall):
    browser = hall.browser()
    page = sent(browser, phone="13800000009").follow()
    form = page.click("改手机号").forms["register"]
    assert (form["name"].value, form["id_number"].value, form["password"].value) == ("王小明", id_number(7), "")
    browser.reset()
    assert browser.get("/register-code").location.endswith("/register")


def test_whoever_registers_is_signed_in_and_masked(hall):
    browser = hall.browser()
    register(browser)
    page = browser.get("/me/")
    page.mustcontain("王*", "还没有办过事", 'content="noindex"')
    assert "王小明" not in page


def test_a_wrong_password_and_an_unknown_name_are_told_in_the_same_words(hall):
    register(hall.browser())
    words = []
    for login in ("13800000007", "13999999999"):
        form = hall.browser().get("/sign-in").forms["sign-in"]
        fill(form, login=login, password="wrong wrong wrong")
        answer = form.submit(expect_errors=True)
        assert answer.status_int == 422
        assert answer.forms["sign-in"]["login"].value == login
        assert answer.forms["sign-in"]["password"].value == ""
        words.append(answer.html.select_one(".wt-errors").get_text())
    assert words[0] == words[1]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.com/",
        "//example.com/",
        "/\\example.com",
        "\\\\example.com",
        "javascript:alert(1)",
        "me",
        "/\t/x",
    ],
)
def test_no_sign_in_leads_to_another_host(hall, elsewhere):
    browser = hall.browser()
    account = hall.account("citizen")
    form = browser.get("/sign-in", {"next": elsewhere}).forms["sign-in"]
    assert "next" not in form.fields
    fill(form, login=account["login"], password=account["password"])
    answer = browser.post("/sign-in", [*form.submit_fields(), ("next", elsewhere)])
    assert answer.location == "http://localhost/me/"


def test_a_visitor_comes_back_to_what_they_wanted(hall):
    browser, account = hall.browser(), hall.account("citizen")
    answer = browser.get("/mengcheng/items/AH08/apply").follow()
    form = answer.forms["sign-in"]
    fill(form, login=account["login"], password=account["password"])
    form.submit().follow().mustcontain("填写申请", "老年优待证换发")


@pytest.mark.parametrize(
    ("role", "hall_key", "place"),
    [
        ("counter", "lixin", "/lixin/desk/"),
        ("supervisor", "lixin", "/lixin/"),
        ("central_office", None, "/office/"),
        ("agent", "lixin", "/me/point/"),
    ],
)
def test_everybody_lands_where_they_have_something_to_do(hall, role, hall_key, place):
    account = hall.account(role, hall_key)
    browser = hall.browser()
    form = browser.get("/sign-in").forms["sign-in"]
    fill(form, login=account["login"], password=account["password"])
    answer = form.submit()
    assert answer.location == f"http://localhost{place}"
    assert answer.follow(status="*").status_int == 200


def test_signing_out_ends_the_session_on_the_server(hall):
    browser = hall.browser(sign_in=hall.account("citizen"))
    cookies = dict(browser.cookies)
    page = browser.get("/me/")
    next(form for form in page.forms.values() if "sign-out" in form.action).submit()
    for name, value in cookies.items():
        browser.set_cookie(name, value)
    assert browser.get("/me/").location.startswith("http://localhost/sign-in")
    assert browser.get("/sign-out", status=404)


def test_too_many_tries_have_to_wait(hall):
    browser, account = hall.browser(), hall.account("citizen")
    for _ in range(8):
        form = browser.get("/sign-in").forms["sign-in"]
        fill(form, login=account["login"], password="wrong wrong wrong")
        answer = form.submit(expect_errors=True)
    assert answer.status_int == 429
    assert int(answer.headers["Retry-After"]) >= 1


def test_english_answers_to_a_bad_form_are_english(hall):
    form = hall.browser().get("/register?lang=en").forms["register"]
    answer = form.submit(expect_errors=True)
    assert answer.request.path_qs == "/register?lang=en"
    assert "Please" in answer.html.select_one(".wt-errors").get_text()
