"""The office finds by name what nobody outside can find: a first draft, an item to come, one that has ended."""

from datetime import timedelta

import pytest

from publishing import TEACHER, TODAY, office, reviewed, seen
from wangting.services.finding.unlisted import unlisted

SEARCH = "/office/items/"


@pytest.fixture
def browser(hall):
    return hall.browser(sign_in=next(one for one in hall.installation.accounts if one["login"] == "central-office"))


def new(browser, name, code):
    form = browser.get("/office/items/new").forms["new"]
    form["name"], form["base_code"] = name, code
    return form.submit(status=303)


@pytest.mark.parametrize("text", ["夜市摆摊", "夜市 备案", "夜市擺攤", "BZ9001"])
def test_a_first_draft_is_found_by_its_name_a_part_of_it_or_traditional_script(hall, browser, text):
    new(browser, "夜市摆摊备案", "BZ9001")
    page = browser.get(SEARCH, {"q": text})
    assert page.text.count("夜市摆摊备案") >= 1
    assert "没有叫这个名字的事项" not in page
    with hall.room() as room:
        script = room.house.knowledge.words.script
        told = [item.code for item in unlisted(room.items, room.finder.index, text, script)]
        assert told == ([] if text == "BZ9001" else ["BZ9001"])
    assert hall.browser().get("/api/v1/search", {"q": "夜市摆摊"}).json["results"] == []


def test_an_item_that_has_ended_is_found_by_its_name_and_says_so(hall, browser):
    with hall.room(commit=True) as room:
        room.retiring.retire(TEACHER, TODAY, (1, None), office(hall)[0], "上级取消")
    page = browser.get(SEARCH, {"q": "职业学校教师"})
    row = page.html.select_one(f"a[href='/office/items/{TEACHER}/']")
    assert "已取消" in row.text


def test_an_item_that_comes_back_later_is_found_until_then(hall, browser):
    with hall.room(commit=True) as room:
        room.retiring.retire(TEACHER, TODAY, (1, None), office(hall)[0], "上级取消")
    number = reviewed(hall, name="中小学教师资格认定")
    with hall.room(commit=True) as room:
        room.publishing.publish(TEACHER, number, office(hall)[1], TODAY + timedelta(days=9), seen(room, number))
    page = browser.get(SEARCH, {"q": "中小学教师资格"})
    row = page.html.select_one(f"a[href='/office/items/{TEACHER}/']")
    assert "还没到施行日" in row.text


def test_no_words_and_words_of_nothing_find_nothing(hall, browser):
    new(browser, "夜市摆摊备案", "BZ9001")
    with hall.room() as room:
        script = room.house.knowledge.words.script
        for text in ("", "  ", "·", "夜市 教师"):
            assert list(unlisted(room.items, room.finder.index, text, script)) == []
    browser.get(SEARCH, {"q": "饕餮纹样"}).mustcontain("没有叫这个名字的事项")
