"""The room of the central office: its people come to it, and nobody else does."""

import pytest

from wangting.services.administering.recording import NOBODY


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


def test_what_was_done_for_the_city_is_on_a_page(hall, central, keeper):
    with hall.room(commit=True) as room:
        by = room.register.parties.by_login("central-office").id
        template = room.office.templating.called("居民身份证")
        room.office.templating.drop(template.key, by, template.seen_mark)
        room.central.end("central-office-2", "调走了", room.recording(NOBODY))
    page = central.get("/office/").click("台账")
    rows = [row.get_text() for row in page.html.select("main .wt-plain li")]
    assert "去掉了材料模板 · 居民身份证" in rows[1]
    assert "命令行" in rows[0]
    assert "调走了" in rows[0]
    keeper.get("/office/journal", status=403)
