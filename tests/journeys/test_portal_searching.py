"""The finder's pages: an item is found as people say, type and spell it, and the page says why it was found."""

from __future__ import annotations

import pytest

from wangting.views.portal.searching import LONGEST

TEACHER = "440102013002"
NAME = "高级中学教师、中等职业学校教师和中等职业学校实习指导教师资格认定"


def names(page):
    return [row.get_text() for row in page.html.select(".wt-results .wt-row-name")]


def reason(page):
    return page.html.select_one(".wt-res-meta .wt-tag").get_text(" ", strip=True)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("教师资格认定", "名称"),
        ("领取普通话证书", "俗称"),
        ("教资", "俗称 教资 → 教师资格"),
        ("jiaoshizigerending", "拼音"),
        ("法律援住", "错字 住 → 助"),
        (TEACHER, "编号"),
        ("11440100007482620J344010201300202", "编号"),
        ("flyz", "拼音首字母"),
        ("蒙城县残疾人联合会", "部门 蒙城县残疾人联合会"),
    ],
)
def test_the_first_answer_says_why_it_was_found(hall, asked, told):
    page = hall.browser().get("/mengcheng/search", {"q": asked})
    assert names(page)
    assert reason(page).startswith(told)


def test_traditional_script_is_read_as_simplified_and_the_page_says_so(hall):
    page = hall.browser().get("/mengcheng/search", {"q": "機動車註冊登記"})
    assert names(page)[0] == "机动车注册登记"
    page.mustcontain("按简体", "机动车注册登记")
    assert "按简体" not in hall.browser().get("/mengcheng/search", {"q": "机动车注册登记"})


def test_the_halls_own_answers_come_first_and_others_are_shown_with_all_their_halls(hall):
    browser = hall.browser()
    page = browser.get("/ezone/search", {"q": "教师"})
    assert not page.html.select("#own")
    links = [link["href"] for link in page.html.select(".wt-offers a")]
    assert f"/mengcheng/items/{TEACHER}" in links
    assert all(browser.get(link).status_int == 200 for link in links)
    assert names(browser.get("/mengcheng/search", {"q": "教师"}))[0] == NAME
    assert browser.get("/mengcheng/search", {"q": "教师"}).html.select_one("#own")


def test_letters_that_were_asked_are_marked_in_the_name(hall):
    page = hall.browser().get("/mengcheng/search", {"q": "机动车登记"})
    row = next(row for row in page.html.select(".wt-result") if row.get_text() == "机动车注册登记")
    assert [mark.get_text() for mark in row.select("mark")] == ["机动车", "登记"]


def test_the_citys_finder_belongs_to_no_hall_and_is_reached_from_a_halls_own_host(hall):
    page = hall.browser().get("/search", {"q": "教师"})
    assert page.html.html.get("data-hall") is None
    assert names(page)[0] == NAME
    own = hall.browser(HTTP_HOST="ezone.localhost")
    assert own.get("/search", {"q": "教师"}).html.html["data-hall"] == "ezone"
    city = own.get("/search", {"q": "教师", "scope": "city"})
    assert city.html.html.get("data-hall") is None
    assert city.forms[0].action == "/search"
    assert city.forms[0]["scope"].value == "city"


def test_what_is_shown_can_be_narrowed_to_people_or_organisations(hall):
    browser = hall.browser()
    page = browser.get("/mengcheng/search", {"q": "登记"})
    firms = page.click(href="object=organisation")
    assert 0 < len(names(firms)) < len(names(page))
    assert firms.html.select_one(".wt-chip[aria-current]").get_text().startswith("企业")


def test_other_ways_to_write_it_are_shown_and_find_it_too(hall):
    browser = hall.browser()
    page = browser.get("/mengcheng/search", {"q": "法律援助"})
    ways = page.html.select(".wt-facts-bare a")
    assert len(ways) >= 3
    for way in ways:
        assert "法律援助" in names(browser.get(way["href"])), way.get_text()


def test_what_nobody_offers_is_told_apart_from_what_nobody_knows(hall):
    with hall.room(commit=True) as room:
        for found in room.catalogue.halls():
            if TEACHER in found.implementations:
                found.implementations[TEACHER].on = False
        room.register.stamp.move()
    page = hall.browser().get("/search", {"q": NAME})
    assert NAME not in names(page)
    assert NAME in page.html.details.get_text()
    page = hall.browser().get("/search", {"q": "kx天外飞仙"})
    page.mustcontain("没有找到", "拼音、首字母")


def test_a_question_that_found_nothing_is_kept_for_the_editors_without_long_numbers(hall):
    hall.browser().get("/lixin/search", {"q": "飞碟停靠 340000199001011234"})
    hall.browser().get("/lixin/search", {"q": "教师资格"})
    (kept,) = hall.house.side.queries.latest()
    assert (kept.hall, kept.results) == ("lixin", 0)
    assert kept.text.startswith("飞碟停靠")
    assert "1990" not in kept.text


def test_a_question_is_shown_as_text_and_cut_where_it_is_too_long(hall):
    page = hall.browser().get("/lixin/search", {"q": "<x-xss>" + "长" * 300})
    assert "<x-xss>" not in page
    assert len(page.html.select_one("#q")["value"]) == LONGEST
    assert hall.browser().get("/lixin/search").html.h1.get_text() == "找事项"


def test_a_new_alias_is_found_at_the_next_request(hall):
    browser = hall.browser()
    assert "机动车注册登记" not in names(browser.get("/search", {"q": "铁皮盒子落地"}))
    with hall.room(commit=True) as room:
        room.items["440106054000"].aliases += ("铁皮盒子落地",)
        room.register.stamp.move()
    page = browser.get("/search", {"q": "铁皮盒子落地"})
    assert names(page)[0] == "机动车注册登记"
    assert reason(page) == "俗称 铁皮盒子落地"


def test_the_api_gives_one_row_for_each_item_with_its_halls_and_the_reason(hall):
    browser = hall.browser()
    rows = browser.get("/api/v1/search", {"q": "教师资格认定"}).json["results"]
    assert set(rows[0]) == {"code", "name", "hall", "halls", "score", "why"}
    assert (rows[0]["code"], rows[0]["name"], rows[0]["why"]) == (TEACHER, NAME, "name")
    assert len({row["code"] for row in rows}) == len(rows)
    assert rows[0]["hall"] == rows[0]["halls"][0]
    scores = [row["score"] for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert browser.get("/api/v1/search", {"q": "教师资格认定", "hall": "lixin"}).json["results"][0]["hall"] == "lixin"
    assert len(browser.get("/api/v1/search", {"q": "证", "limit": "2"}).json["results"]) == 2
    assert browser.get("/api/v1/search").json == {"results": []}


@pytest.mark.parametrize("limit", ["0", "51", "x", "-1", "1" * 20])
def test_the_api_refuses_a_limit_out_of_bounds(hall, limit):
    assert hall.browser().get("/api/v1/search", {"q": "证", "limit": limit}, status=400).json


def test_the_api_knows_no_hall_that_is_not_there(hall):
    assert hall.browser().get("/api/v1/search", {"q": "证", "hall": "nowhere"}, status=404).json


def test_a_village_is_found_by_pinyin_and_by_initials(hall):
    browser = hall.browser()
    for asked in ("杨楼", "yanglou", "YangLou", "yl"):
        rows = browser.get("/halls", {"v": asked}).html.select("[role=status] .wt-rows a")
        assert any("杨楼" in row.get_text() for row in rows), asked
    with hall.room() as room:
        assert [place.unit.name for place in room.placing.find("ganyuan")] == []
