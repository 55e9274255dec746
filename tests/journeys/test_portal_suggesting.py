"""What is offered while somebody types: near answers that can be done, with their reason, and nothing kept of them."""

from __future__ import annotations

import pytest

TEACHER = "440102013002"


def suggested(hall, text, **more):
    asked = {"q": text, "hall": "mengcheng", **more}
    return hall.browser().get("/api/v1/suggest", asked).json["suggestions"]


@pytest.mark.parametrize(
    ("typed", "why"),
    [("教师", "名称"), ("教资", "俗称"), ("jiaoshi", "拼音"), (TEACHER, "编号"), ("法律援住", "错字")],
)
def test_half_a_question_already_leads_to_the_guide_and_says_why(hall, typed, why):
    first = suggested(hall, typed)[0]
    assert first["why"] == why
    assert first["hall"] is None, "the hall's own first"
    assert first["name"] in hall.browser().get(first["href"]).html.h1.get_text()


def test_another_halls_item_is_offered_with_its_hall_and_what_nobody_does_is_not(hall):
    found = hall.browser().get("/api/v1/suggest", {"q": "低保", "hall": "ezone"}).json["suggestions"]
    assert found
    assert all(one["hall"] and "/ezone/" not in one["href"] for one in found)
    assert all(hall.browser().get(one["href"]).status_int == 200 for one in found)


def test_an_english_page_is_answered_in_english_and_its_links_stay_english(hall):
    first = suggested(hall, "教资", lang="en")[0]
    assert first["why"] == "Everyday word"
    assert first["href"].endswith("lang=en")


def test_without_a_hall_the_whole_city_answers_and_an_unknown_hall_is_refused(hall):
    browser = hall.browser()
    assert browser.get("/api/v1/suggest?q=%E6%95%99%E5%B8%88").json["suggestions"][0]["hall"]
    assert browser.get("/api/v1/suggest?q=x&hall=atlantis", status=404).json["error"] == "no_hall"


@pytest.mark.parametrize("typed", ["", "  ", "<>", "飞碟停靠站"])
def test_what_means_nothing_is_answered_with_nothing_and_not_kept(hall, typed):
    assert suggested(hall, typed) == []
    assert hall.house.side.queries.latest() == ()


def test_a_question_that_finds_nothing_is_kept_for_the_editors(hall):
    hall.browser().get("/mengcheng/search", {"q": "飞碟停靠站"})
    assert [(one.text, one.hall) for one in hall.house.side.queries.latest()] == [("飞碟停靠站", "mengcheng")]


@pytest.mark.parametrize(
    ("path", "asked"),
    [("/lixin/", "lixin"), ("/lixin/search?q=x", "lixin"), ("/lixin/items/", "lixin"), ("/search?q=x", None)],
)
def test_every_box_of_the_finder_brings_the_script_of_this_site_and_works_without_it(hall, path, asked):
    browser = hall.browser()
    page = browser.get(path)
    box = page.html.select_one("form[data-suggest]")
    assert (box["data-suggest"], box.get("data-of")) == ("/api/v1/suggest", asked)
    (script,) = page.html.select("script")
    assert script["src"].startswith("/static/")
    assert browser.get(script["src"]).content_type in ("text/javascript", "application/javascript")
    answer = browser.get(box["action"], {box.select_one("input[type=search]")["name"]: "教师"})
    assert answer.html.select(".wt-results a")


def test_on_a_halls_own_host_suggestions_stay_there(hall):
    found = hall.browser(HTTP_HOST="mengcheng.localhost").get("/api/v1/suggest", {"q": "教师", "hall": "mengcheng"})
    assert found.json["suggestions"][0]["href"] == f"/items/{TEACHER}"
