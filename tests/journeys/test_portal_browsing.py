"""Looking through what a hall offers: every way is two steps from its home, and shows nothing that nobody declared."""

from collections import Counter

import pytest

from reading import HAN, hrefs, listed, text_outside_chinese

HALLS = ("municipal", "qiaocheng", "guoyang", "mengcheng", "lixin", "ezone")


def walked(browser, path):
    """Return the names of a list, page after page."""
    page = browser.get(path)
    found = listed(page)
    while page.html.select("a[rel=next]"):
        page = browser.get(page.html.select_one("a[rel=next]")["href"])
        found += listed(page)
    return found


@pytest.mark.parametrize("key", HALLS)
def test_every_way_to_look_is_two_steps_from_the_home_and_leads_to_items(hall, key):
    browser = hall.browser()
    home = browser.get(f"/{key}/")
    assert f"/{key}/browse" in hrefs(home, "main a")
    assert hrefs(home, ".wt-glyphs a")
    ways = browser.get(f"/{key}/browse")
    choices = hrefs(ways, "main .wt-glyphs a, main .wt-chip")
    for kind in ("life=", "object=", "letter=", "/departments/"):
        assert any(kind in choice for choice in choices), kind
    for choice in choices:
        assert listed(browser.get(choice)), choice


def test_a_matter_of_life_holds_exactly_what_its_words_and_themes_say_and_prints_them(whole_hall, whole):
    browser, checked = whole_hall.browser(), 0
    for event in whole.life_events:
        expected = [
            record.name
            for row in whole.tenants["lixin"].implementations
            for record in [whole.items[row.code]]
            if event.has(record.name, record.record.get("theme") or ())
        ]
        assert sorted(walked(browser, f"/lixin/items/?life={event.key}")) == sorted(expected)
        page = browser.get(f"/lixin/items/?life={event.key}")
        page.mustcontain("、".join(event.words), "为什么是这些事项")
        checked += len(expected)
    assert checked >= 100


def test_a_matter_that_nobody_declared_finds_nothing_and_says_how_to_go_on(hall):
    page = hall.browser().get("/lixin/items/?life=luck")
    page.mustcontain("一项也没有", "去掉")
    assert "为什么是这些事项" not in page


def test_every_department_has_a_page_with_its_items_and_together_they_are_the_halls(whole_hall, whole):
    browser = whole_hall.browser()
    for key in ("mengcheng", "ezone"):
        tenant = whole.tenants[key]
        pages = hrefs(browser.get(f"/{key}/departments/"), "main .wt-rows a")
        assert len(pages) == len(tenant.departments)
        owned = Counter(row.department for row in tenant.implementations)
        shown = {page.rsplit("/", 1)[1]: walked(browser, page) for page in pages}
        assert {slug: len(found) for slug, found in shown.items()} == {
            department.slug: owned[department.slug] for department in tenant.departments
        }
        offered = sorted(whole.items[row.code].name for row in tenant.implementations)
        assert sorted(name for found in shown.values() for name in found) == offered


def test_a_department_says_what_is_known_of_it_and_what_is_not(hall):
    browser = hall.browser()
    page = browser.get("/mengcheng/departments/shuili")
    assert page.html.h1.get_text() == "蒙城县水利局"
    page.mustcontain("2 项", "地点还没有登记", "时间还没有登记", "还没有登记，请打")
    with hall.room(commit=True) as room:
        offers = [one for one in room.catalogue.offers("mengcheng") if one.implementation.unit == "mengcheng/shuili"]
        for offer, phone in zip(offers, ("0558-7000001", "0558-7000002"), strict=True):
            offer.implementation.places, offer.implementation.phones = ("水利局一楼",), (phone,)
        offers[0].implementation.hours = "周一至周五 8:30-17:00"
        room.register.stamp.move()
    page = browser.get("/mengcheng/departments/shuili")
    page.mustcontain("水利局一楼", "0558-7000001", "0558-7000002", "周一至周五 8:30-17:00")
    assert page.text.count("水利局一楼") == 1
    assert "还没有登记" not in page


def test_a_department_without_items_and_one_that_is_not_there_are_told_apart(hall):
    browser = hall.browser()
    browser.get("/mengcheng/departments/qixiang").mustcontain("这个部门现在没有进本厅的事项")
    browser.get("/mengcheng/departments/").mustcontain("现在没有事项")
    page = browser.get("/mengcheng/departments/nonsense", status=404)
    page.mustcontain("这个厅没有这个部门", "/mengcheng/departments/")
    assert browser.get("/mengcheng/departments/341622101", status=404).html.h1, "a town is no department"


@pytest.mark.parametrize("path", ["browse", "departments/", "departments/shuili", "items/?life=aid"])
def test_english_pages_of_browsing_have_no_chinese_that_is_not_marked(hall, path):
    page = hall.browser().get(f"/mengcheng/{path}{'&' if '?' in path else '?'}lang=en")
    assert not HAN.search(text_outside_chinese(page)), HAN.findall(text_outside_chinese(page))


def test_the_list_and_the_page_of_a_department_agree(hall):
    browser = hall.browser()
    narrowed = listed(browser.get("/mengcheng/items/?dept=mengcheng/shuili"))
    assert narrowed == listed(browser.get("/mengcheng/departments/shuili"))
