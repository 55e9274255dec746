"""From a hall's own host to the one for signing in and back, in a real browser over a real server."""

from __future__ import annotations

from urllib.parse import urlsplit

from browser.rows import CITIZEN, VISITOR


def test_who_signs_in_from_a_halls_own_host_is_back_there_without_a_press_more(place):
    account, tab = place.account(CITIZEN), place.new_tab(VISITOR)
    page, port = tab.page, urlsplit(place.origin).port
    own = f"http://mengcheng.localhost:{port}"
    page.goto(f"{own}/sign-in?next=/me/account/")
    page.wait_for_url(f"{place.origin}/sign-in")
    page.fill("[name=login]", account["login"])
    page.fill("[name=password]", account["password"])
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{own}/me/account/")
    assert {cookie["domain"] for cookie in page.context.cookies() if cookie["name"] == "wangting"} == {
        "127.0.0.1", "mengcheng.localhost",
    }  # fmt: skip
    page.click(".wt-leave button")
    page.goto(f"{place.origin}/me/")
    page.wait_for_url(f"{place.origin}/sign-in?**")
