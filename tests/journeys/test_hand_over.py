"""One host to sign in at: from a hall's own host there and back, with a code for one host, one browser, one minute."""

from __future__ import annotations

import pytest

from handing import asked_to_sign_in, come_back, onward, sign_in
from walking import PASSWORD, code_to, fill, id_number

HOST, OTHER = "mengcheng.localhost", "lixin.localhost"


@pytest.fixture
def there(hall):
    return hall.browser(HTTP_HOST=HOST)


@pytest.fixture
def account(hall):
    return hall.account("citizen")


@pytest.fixture
def address(hall, there, account):
    """Return the address of a code that is good now, for the browser ``there``."""
    city, page = asked_to_sign_in(hall, there, "/sign-in?next=/me/account/")
    return come_back(city, page.forms["sign-in"], account)


def is_in(browser):
    return browser.get("/me/").status_int == 200


def refused(browser, address, code):
    answer = browser.get(address, expect_errors=True)
    assert answer.html.select_one(f"[data-error='{code}']"), answer.text
    assert answer.status_int == 409
    assert not is_in(browser)


def test_a_halls_own_host_asks_nobody_for_a_password(there):
    page = there.get("/sign-in?next=/me/account/")
    page.mustcontain("登录在一个地方", "http://localhost/hand-over/sign-in?")
    assert page.headers["Refresh"].startswith("0; url=http://localhost/hand-over/")
    assert not page.html.select("input[type=password]")
    for path in ("/register", "/reset", "/sign-in-code", "/sign-in-app"):
        assert not there.get(path).html.select("main input")
    there.post("/sign-in", {"login": "x", "password": "y"}).mustcontain("登录在一个地方")


def test_whoever_signs_in_comes_back_to_the_page_they_wanted(there, address):
    answer = there.get(address)
    assert answer.location == f"http://{HOST}/me/account/"
    assert is_in(there)
    cookie = answer.headers["Set-Cookie"]
    assert "Domain" not in cookie
    assert "HttpOnly" in cookie


def test_the_cookie_of_one_host_is_nothing_at_another(hall, there, address):
    there.get(address)
    (cookie,) = there.cookies.items()
    other = hall.browser(HTTP_HOST=OTHER)
    assert not is_in(other)
    assert cookie[0] not in other.cookies


@pytest.mark.parametrize(("minutes", "is_asked"), [(0, False), (11, True)])
def test_when_somebody_proved_who_they_are_is_known_at_the_other_host(hall, there, account, minutes, is_asked):
    city = hall.browser(sign_in=account)
    hall.clock.advance(minutes=minutes)
    there.get(onward(city.get(onward(there.get("/sign-in?next=/me/account/"))).follow()))
    shown = there.get("/me/account/").forms["end-others"].submit()
    assert (shown.status_int == 200 and "先写一遍密码，再退出" in shown) is is_asked
    assert is_in(city) is is_asked


def test_a_code_is_good_once(hall, there, address):
    there.get(address)
    page = there.get("/me/")
    next(form for form in page.forms.values() if form.action.endswith("/sign-out")).submit()
    refused(there, address, "hand_over_used")


def test_a_code_is_good_for_a_minute(hall, there, address):
    hall.clock.advance(seconds=60)
    refused(there, address, "hand_over_late")


def test_a_code_for_one_hall_is_no_use_at_another(hall, address):
    other = hall.browser(HTTP_HOST=OTHER)
    other.get("/sign-in")
    refused(other, address, "hand_over_elsewhere")


def test_a_code_is_no_use_in_another_browser_so_nobody_is_signed_in_as_somebody_else(hall, address):
    stranger = hall.browser(HTTP_HOST=HOST)
    stranger.get("/sign-in")
    refused(stranger, address, "hand_over_browser")


def test_a_browser_that_never_asked_is_not_signed_in(hall, address):
    refused(hall.browser(HTTP_HOST=HOST), address, "hand_over_browser")


def test_a_code_that_nobody_made_is_told(there):
    refused(there, "/arrive?code=nonsense", "hand_over_unknown")


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost", "", "mengcheng.localhost.evil.example", "lixin.localhost:99"]
)
def test_nobody_is_handed_to_a_host_that_is_not_on_the_list(hall, host):
    browser = hall.browser()
    answer = browser.get("/hand-over/sign-in", {"host": host, "state": "x"}, expect_errors=True)
    assert answer.status_int == 409
    answer.mustcontain("不能带您去这个网址")


@pytest.mark.parametrize("path", ["//evil.example/", "https://evil.example/", "javascript:alert(1)"])
def test_nobody_is_sent_back_to_a_page_elsewhere(hall, there, account, path):
    city = hall.browser()
    page = city.get("/hand-over/sign-in", {"host": HOST, "state": "x", "back": path}).follow()
    back = come_back(city, page.forms["sign-in"], account)
    assert back.startswith("/arrive?code=")


def test_a_forged_host_header_gets_no_way_to_another_place(hall):
    page = hall.browser(HTTP_HOST="evil.example").get("/sign-in")
    assert "evil.example" not in page.text.replace("http://evil.example/sign-in", "")
    assert page.forms["sign-in"].action == "/sign-in"


def test_scheme_and_port_of_the_way_back_are_the_halls_and_not_the_requests(hall, account):
    there = hall.browser(HTTP_HOST=f"{HOST}:8443")
    _city, page = asked_to_sign_in(hall, there)
    form = page.forms["sign-in"]
    fill(form, login=account["login"], password=account["password"])
    page = form.submit().follow()
    assert page.html.select_one("#onward")["href"].startswith(f"http://{HOST}/arrive?code=")


def test_who_is_signed_in_already_is_asked_whether_it_is_them(hall, there, account):
    city = hall.browser(sign_in=account)
    page = city.get(onward(there.get("/sign-in"))).follow()
    page.mustcontain("用 王* 的账号进入蒙城县政务服务大厅", "不是您")
    assert "Refresh" not in page.headers
    assert there.get(onward(page)).status_int == 303
    assert is_in(there)


def test_signing_out_at_one_host_ends_it_at_all_and_at_no_other_computer(hall, there, account):
    city = sign_in(hall, there, account)
    elsewhere = hall.browser(sign_in=account)
    page = there.get("/me/")
    next(form for form in page.forms.values() if form.action.endswith("/sign-out")).submit()
    assert [is_in(browser) for browser in (there, city, elsewhere)] == [False, False, True]


def test_who_registers_comes_back_signed_in(hall, there):
    city, page = asked_to_sign_in(hall, there, "/register?next=/me/account/")
    assert page.request.path == "/register"
    form = page.forms["register"]
    fill(form, name="王小明", id_number=id_number(7), phone="13800000007", password=PASSWORD, password_again=PASSWORD)
    form["consent"] = True
    page = form.submit("act").follow()
    form = page.forms["register-code"]
    form["code"] = code_to(city, "13800000007")
    page = form.submit("act").follow()
    assert there.get(onward(page)).location == f"http://{HOST}/me/account/"


def test_an_application_typed_when_the_session_had_ended_is_there_after_coming_back(hall, there, account):
    sign_in(hall, there, account)
    form = there.get("/items/440102013002/apply").forms["draft"]
    hall.clock.advance(minutes=61)
    form["remarks"] = "写了一半的话"
    answer = form.submit("act", value="save")
    page = there.get(answer.location)
    page.mustcontain("您刚才填的都在")
    city = hall.browser()
    back = come_back(city, city.get(onward(page)).follow().forms["sign-in"], account)
    there.get(back).follow().mustcontain("写了一半的话")


def test_somebody_shut_out_in_the_meantime_does_not_arrive(hall, there, address, account):
    with hall.room(commit=True) as room:
        room.register.parties.by_login(account["login"]).disabled = True
    refused(there, address, "hand_over_unknown")
