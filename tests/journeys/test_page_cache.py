"""Public pages come from the cache, and nobody can tell but by their speed."""

import re

import pytest

from kept_pages import kept
from walking import register
from wangting.security.sessions import COOKIES

GUIDE = "/lixin/items/440102013002"
WANG, TEACHER = "%E7%8E%8B", "%E6%95%99%E5%B8%88"
PAGES = ("/", f"/halls?v={WANG}", "/lixin/", "/lixin/items/", f"/lixin/search?q={TEACHER}", GUIDE, f"{GUIDE}?lang=en")
API = ("/api/v1/halls", "/api/v1/items?hall=lixin&page=1&size=5", "/api/v1/items")


def without_cookies(answer):
    """Return the headers but the cookie of the hall last visited, which names the second at which it ends."""
    return {name: text for name, text in answer.headers.items() if name != "Set-Cookie"}


@pytest.mark.parametrize("address", [*PAGES, *API])
def test_the_second_answer_is_the_first_without_a_transaction(hall, address, monkeypatch):
    browser = hall.browser()
    first = browser.get(address)
    browser.reset()
    monkeypatch.setattr("wangting.views.request.get_connection", None)
    second = browser.get(address)
    assert second.body == first.body
    assert without_cookies(second) == without_cookies(first)


@pytest.mark.parametrize("address", PAGES)
def test_a_cached_page_carries_no_token_no_cookie_no_name_and_nothing_inline(hall, address):
    hall.browser(HTTP_COOKIE="hall=lixin").get(address)
    (page,) = kept(hall).values()
    text = page.body.decode()
    assert "csrf_token" not in text
    # A script comes from a file of this site and has no line of its own.
    assert re.sub(r'<script src="/static/[^"<>]+"( defer)?></script>', "", text).count("<script") == 0
    assert "<style" not in text
    assert "Set-Cookie" not in dict(page.headers)
    assert "编号" not in text or "报这个编号" not in text


def test_a_visitor_on_public_pages_is_given_no_session(hall):
    browser = hall.browser()
    for address in (*PAGES, *API, "/track", "/verify"):
        browser.get(address)
    assert COOKIES.isdisjoint(browser.cookies)


def test_headers_are_added_to_a_page_from_the_cache(hall):
    browser = hall.browser()
    for _ in range(2):
        answer = browser.get(GUIDE)
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "private, no-cache"
    secure = hall.browser(**{"wsgi.url_scheme": "https"})
    for _ in range(2):
        assert "max-age" in secure.get(GUIDE).headers["Strict-Transport-Security"]
        assert "Strict-Transport-Security" not in browser.get(GUIDE).headers


def test_the_home_is_remembered_although_it_comes_from_the_cache(hall, made):
    for _ in range(2):
        browser = hall.browser()
        browser.get("/lixin/")
        assert browser.cookies["hall"] == "lixin"
    assert made == ["portal/home.pt"]


def test_the_chooser_offers_each_visitor_the_hall_they_last_visited(hall, made):
    first, second = hall.browser(), hall.browser()
    first.get("/lixin/")
    second.get("/mengcheng/")
    made.clear()
    for browser, key in ((first, "lixin"), (second, "mengcheng"), (first, "lixin")):
        assert browser.get("/").html.select_one("section[aria-labelledby=last] a")["data-hall"] == key
    assert not hall.browser().get("/").html.select("section[aria-labelledby=last]")
    hall.browser(HTTP_COOKIE='hall="x-xss"').get("/")
    assert len(made) == 3


def test_whoever_is_signed_in_sees_their_own_page_and_leaves_none_behind(hall):
    citizen = hall.browser()
    register(citizen)
    assert "王*" in citizen.get("/lixin/")
    assert "王*" in citizen.get(GUIDE)
    assert kept(hall) == {}
    assert "王*" not in hall.browser().get("/lixin/")
    assert "王*" not in hall.browser().get(GUIDE)
    answer = citizen.get(GUIDE)
    assert "王*" in answer
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_browser_that_has_the_page_is_told_so_until_somebody_signs_in(hall):
    citizen = hall.browser()
    tag = citizen.get(GUIDE).headers["ETag"]
    known = {"If-None-Match": tag}
    answer = citizen.get(GUIDE, headers=known, status=304)
    assert (answer.body, answer.headers["ETag"]) == (b"", tag)
    assert citizen.get(GUIDE, headers={"If-None-Match": 'W/"other"'}).status_int == 200
    register(citizen)
    assert "王*" in citizen.get(GUIDE, headers=known, status=200)


def test_each_language_and_each_size_has_its_page(hall, made):
    plain, elder = hall.browser(), hall.browser(HTTP_COOKIE="size=elder")
    for _ in range(2):
        assert 'lang="zh-Hans"' in plain.get(GUIDE).text[:200]
        assert 'lang="en"' in plain.get(f"{GUIDE}?lang=en").text[:200]
        assert 'data-size="elder"' in elder.get(GUIDE)
        assert 'data-size="elder"' not in plain.get(GUIDE)
    assert len(made) == 3


def test_whoever_changes_the_size_gets_the_cookie_each_time(hall):
    for _ in range(2):
        browser = hall.browser()
        assert 'data-size="elder"' in browser.get(f"{GUIDE}?size=elder")
        assert browser.cookies["size"] == "elder"
        assert 'data-size="elder"' not in browser.get(f"{GUIDE}?size=standard")
        assert browser.cookies["size"] == "standard"
    assert kept(hall) == {}


def test_unknown_questions_make_no_second_entry_and_are_carried_nowhere(hall, made):
    browser = hall.browser()
    for mark in ("", "?utm_source=a", "?x=1&y=2", "?lang=de", "?q=anything"):
        assert browser.get(GUIDE + mark).body == browser.get(GUIDE).body
    assert "canary" not in browser.get("/lixin/items/?canary=canary")
    assert len(made) == 2
    assert len(kept(hall)) == 2


def test_the_same_question_in_another_order_is_the_same_page(hall, made):
    browser = hall.browser()
    browser.get("/lixin/items/?dept=a&theme=b&lang=en")
    browser.get("/lixin/items/?lang=en&theme=b&dept=a")
    assert len(made) == 1


def test_addresses_written_in_unusual_ways_are_answered_and_not_kept(hall):
    browser = hall.browser()
    for address in ("/lixin//items/", "/lixin/./items/", "/halls/more/of/it", "/lixin/items/?theme=" + "x" * 600):
        assert browser.get(address).status_int == 200
    assert kept(hall) == {}


def test_broken_letters_are_refused_whether_the_page_is_kept_or_not(hall):
    browser = hall.browser()
    for _ in range(2):
        assert browser.get("/lixin/items/?theme=%ff", status=400)
        browser.get("/lixin/items/")


def test_errors_and_forms_are_not_kept(hall):
    browser = hall.browser()
    browser.get("/lixin/items/nothing", status=404)
    browser.get("/api/v1/items?hall=nowhere", status=404)
    browser.get("/api/v1/items?size=x", status=400)
    browser.get("/sign-in")
    browser.get("/track?number=341622-20260928-03-00187-0")
    browser.post("/track", {"number": "x", "code": "y"}, expect_errors=True)
    assert kept(hall) == {}


def test_a_head_is_answered_from_the_page_and_without_it(hall):
    browser = hall.browser()
    page = browser.get(GUIDE)
    for address in (GUIDE, "/lixin/"):
        head = browser.head(address)
        assert (head.status_int, head.body) == (200, b"")
    assert browser.head(GUIDE).headers["Content-Length"] == str(len(page.body))


def test_a_hall_on_its_own_host_has_pages_of_its_own(hall):
    own = hall.installation.declared.tenants["lixin"].hosts[0]
    city, lixin = hall.browser(), hall.browser(HTTP_HOST=own)
    for _ in range(2):
        assert "/lixin/items/" in city.get("/lixin/items/")
        assert 'href="/items/' in lixin.get("/items/")
        assert lixin.get("/").body != city.get("/").body


def test_the_code_on_a_printed_guide_is_a_picture_kept_like_a_page(hall):
    browser = hall.browser()
    picture = browser.get(browser.get(GUIDE).html.select_one(".wt-print-qr img")["src"])
    assert picture.content_type == "image/svg+xml"
    assert b"<path" in picture.body
    assert len(kept(hall)) == 2
    own = hall.browser(HTTP_HOST=hall.installation.declared.tenants["lixin"].hosts[0])
    address = own.get("/items/440102013002").html.select_one(".wt-print-qr img")["src"]
    assert address == "/items/440102013002/qr.svg"
    assert own.get(address).body == picture.body
    browser.get("/lixin/items/nothing/qr.svg", status=404)
