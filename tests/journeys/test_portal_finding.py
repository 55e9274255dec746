"""Finding the hall, the item and its guide: what is known is shown, what is not known is said to be unknown."""

from __future__ import annotations

import pytest

from reading import HAN, listed, text_outside_chinese

TEACHER, CARD = "440102013002", "AH08"


def test_a_village_leads_to_its_hall_and_villages_of_one_name_are_told_apart_by_their_town(hall):
    page = hall.browser().get("/", {"v": "杨楼"})
    rows = [row.get_text(" ", strip=True) for row in page.html.select("[role=status] .wt-rows a")]
    assert len(rows) == len(set(rows)) > 5
    assert any("五马镇" in row and "谯城" in row for row in rows)
    assert page.html.select_one("[role=status] .wt-rows a")["href"] == "/qiaocheng/"
    page.mustcontain("同名的请按镇来选")


def test_a_village_of_the_zone_is_served_by_the_zone_though_its_code_is_of_qiaocheng(hall):
    page = hall.browser().get("/halls", {"v": "十九里"})
    assert page.html.select_one("[role=status] .wt-rows a")["data-hall"] == "ezone"


def test_a_name_nobody_has_is_said_to_be_unknown_and_shown_as_text(hall):
    page = hall.browser().get("/halls", {"v": "<b>没这村"})
    page.mustcontain("没有找到", "&lt;b&gt;没这村")
    assert "<b>没这村" not in page


def test_the_counts_of_the_chooser_are_those_of_the_database(hall):
    page = hall.browser().get("/")
    with hall.room() as room:
        offered = {found.key: len(room.catalogue.offers(found.key)) for found in room.catalogue.halls()}
    listed = {row["data-hall"]: row.select_one(".wt-num").get_text() for row in page.html.select(".wt-halls a")}
    assert {key: f"{count} 项" for key, count in offered.items()} == listed
    drawn = {link["data-hall"]: link["href"] for link in page.html.select(".wt-map a")}
    assert drawn == {key: f"/{key}/" for key in offered}
    page.mustcontain("1,354")


def test_the_hall_visited_last_is_offered_first(hall):
    browser = hall.browser()
    assert "上次去的" not in browser.get("/")
    browser.get("/lixin/")
    assert browser.get("/").html.select_one("#last + ul a")["data-hall"] == "lixin"
    assert "Set-Cookie" not in browser.get("/lixin/").headers


def test_on_its_own_host_the_root_is_the_hall_and_the_chooser_has_its_address(hall):
    browser = hall.browser(HTTP_HOST="mengcheng.localhost")
    browser.get("/").mustcontain("您要办什么事？", 'data-hall="mengcheng"')
    assert browser.get("/").html.select_one(".wt-rows a")["href"].startswith("/items/")
    browser.get("/halls").mustcontain("先选您所在的大厅")
    assert browser.get(f"/items/{TEACHER}").status_int == 200


def test_the_list_is_narrowed_by_theme_by_department_by_object_and_by_letter(hall):
    browser = hall.browser()
    found = browser.get("/mengcheng/items/", {"theme": "交通出行"})
    assert listed(found)[:2] == ["机动车驾驶证增加准驾车型", "机动车注册登记"]
    assert listed(found.click(description="去掉")) == listed(browser.get("/mengcheng/items/"))
    found = browser.get("/mengcheng/items/", {"dept": "mengcheng/shuili"})
    assert found.html.h1.get_text().endswith("2 项")
    found = found.click(href="letter=X")
    assert listed(found) == ["新增取水许可"], "two conditions hold together"
    people = listed(browser.get("/mengcheng/items/", {"object": "person"}))
    assert "机动车注册登记" in people
    assert "新增取水许可" not in listed(browser.get("/mengcheng/items/", {"object": "person", "theme": "交通出行"}))
    assert "一项也没有" in browser.get("/mengcheng/items/", {"theme": "没有这个主题"})
    assert listed(browser.get("/mengcheng/items/", {"page": "99"})), "a page past the end is the last one"


def test_a_hall_remembers_no_letter_that_it_does_not_have(hall):
    page = hall.browser().get("/ezone/items/")
    letters = [link["href"][-1] for link in page.html.select("a[href*='letter=']")]
    assert letters == sorted(set(letters))
    assert all(listed(hall.browser().get(f"/ezone/items/?letter={letter}")) for letter in letters)


def test_no_way_in_leads_nowhere(hall):
    browser = hall.browser()
    for link in browser.get("/ezone/").html.select(".wt-glyphs a, .wt-tries a"):
        assert browser.get(link["href"]).html.select("#items a, .wt-results a")


def test_what_a_hall_does_not_have_is_offered_where_it_is(hall):
    browser = hall.browser()
    page = browser.get("/ezone/search", {"q": "低保"})
    page.mustcontain("别的厅能办 1 项", "/mengcheng/items/AH05", "/guoyang/items/AH05")
    assert page.html.select_one(".wt-result").get_text() == "农村低保初审及转报"
    page = browser.get("/ezone/items/AH05", status=404)
    page.mustcontain("这个厅不办这个事项", "农村低保初审及转报", "蒙城县政务服务大厅", "/mengcheng/items/AH05")
    assert page.html.select("main a[href='/halls']")
    unknown = browser.get("/ezone/items/000000000000", status=404)
    unknown.mustcontain("没有这个事项")
    assert "这几个厅能办" not in unknown


def test_the_guide_says_what_the_record_says_and_what_it_does_not_say(hall):
    page = hall.browser().get(f"/mengcheng/items/{TEACHER}")
    page.mustcontain(
        TEACHER,
        "蒙城县教育局",
        "12 个工作日",
        "30 个工作日",
        "毕业证书",
        "第 1 版，2026 年 7 月 1 日",
        "样例：事项内容取自广东省公开数据（2021）",
        "来源记录的受理条件到此中断",
        "地点还没有登记",
    )
    assert "来源没有写" in page.html.select_one("#g4").parent.get_text()
    assert len(page.html.select(".wt-sq-promise")) == 12
    assert len(page.html.select(".wt-sq-law")) == 30
    assert "天河区" not in page, "the place of the source is not Bozhou's"
    assert page.html.select_one(".wt-btn-main")["href"] == f"/mengcheng/items/{TEACHER}/apply"


def test_a_shorter_promise_of_the_hall_is_the_one_shown(hall):
    page = hall.browser().get("/mengcheng/items/442169016000")
    assert len(page.html.select(".wt-sq-promise")) == 20
    assert len(hall.browser().get("/lixin/items/442169016000").html.select(".wt-sq-promise")) != 20


def test_a_guide_without_a_limit_in_law_says_so(hall):
    page = hall.browser().get(f"/mengcheng/items/{CARD}")
    page.mustcontain("当天", "免费", "法律最多允许多少天：来源没有写", "填登记册")
    assert not page.html.select(".wt-sq-law")


def test_a_public_page_makes_no_session_and_changes_nothing(hall):
    before = hall.database.lastTransaction()
    for path in ("/", "/halls", "/mengcheng/items/", f"/mengcheng/items/{TEACHER}", "/verify"):
        answer = hall.browser().get(path)
        assert "wangting" not in answer.headers.get("Set-Cookie", "")
        assert 'name="csrf_token"' not in answer
    assert hall.database.lastTransaction() == before


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/halls?v=%E6%9D%A8%E6%A5%BC",
        "/mengcheng/",
        "/mengcheng/search?q=%E6%95%99%E5%B8%88",
        "/search?q=%E6%95%99%E5%B8%AB",
        "/mengcheng/search?q=xyzzy",
        "/mengcheng/items/?object=person&letter=J",
        f"/mengcheng/items/{TEACHER}",
        f"/mengcheng/items/{CARD}",
        "/sign-in",
        "/register",
        "/track",
        "/verify",
    ],
)
def test_english_pages_have_no_chinese_that_is_not_marked(hall, path):
    page = hall.browser().get(path + ("&" if "?" in path else "?") + "lang=en")
    assert page.html.html["lang"] == "en"
    left = text_outside_chinese(page)
    assert not HAN.search(left), HAN.findall(left)


def test_the_language_is_kept_in_every_link_of_an_english_page(hall):
    page = hall.browser().get("/mengcheng/?lang=en")
    links = [link["href"] for link in page.html.select("main a[href^='/']")]
    assert links
    assert all("lang=en" in link for link in links)


def test_the_elder_size_is_remembered_and_keeps_the_language(hall):
    browser = hall.browser()
    assert browser.get("/mengcheng/?size=elder").html.html["data-size"] == "elder"
    page = browser.get("/halls")
    assert page.html.html["data-size"] == "elder"
    assert not page.html.select(".wt-map")
    assert page.click(description="回到标准版").html.html.get("data-size") is None
    assert browser.get("/halls").html.html.get("data-size") is None
    assert browser.get("/halls?size=elder&lang=en").html.html["lang"] == "en"


def test_a_query_that_is_no_text_is_refused_and_not_a_fault(hall):
    browser = hall.browser()
    assert browser.get("/halls?v=%FF%FE", status=400).html.h1
    browser.get("/halls?size=huge&v=%00").mustcontain("先选您所在的大厅")
