"""The guide beyond what the record says: the blank form, the same for machines, and places that others may fill."""

from __future__ import annotations

from functools import partial

import pytest
from pyramid import testing
from pyramid.exceptions import ConfigurationConflictError

from printed import text_of
from wangting.services.blanks import TRIES
from wangting.theming.html import Html
from wangting.views.api.item import AS_IT_IS
from wangting.views.portal.slots import PLACES, IGuideSlot, add_guide_slot, guide_slot

TEACHER, POOR = "440102013002", "AH05"


@pytest.mark.parametrize("code", [TEACHER, POOR])
def test_the_blank_form_asks_what_the_form_of_the_page_asks_and_no_more(hall, code):
    browser = hall.browser()
    link = browser.get(f"/mengcheng/items/{code}").html.select_one("a[href$='form.pdf']")
    answer = browser.get(link["href"])
    assert answer.content_type == "application/pdf"
    assert f'filename="-_-{code}.pdf"' in answer.headers["Content-Disposition"]
    text = text_of(answer.body)
    with hall.room() as room:
        offer = room.catalogue.offer("mengcheng", code)
        sheet = room.blanks.sheet(offer)
        fields = [field for section in offer.edition.form for field in section["fields"]]
        titles = [field["title"] or offer.edition.name for field in fields]
        assert [row.label for _title, rows in sheet.sections for row in rows] == titles
        for words in (offer.hall.title, offer.edition.name, code, *titles):
            assert "".join(words.split()) in text, words
        assert f"第{offer.edition.number}版" in text
        assert sheet.guide_url.endswith(f"/mengcheng/items/{code}")


def test_every_item_of_the_catalogue_has_a_blank_form(whole_hall, whole):
    with whole_hall.room() as room:
        for code in {row.code for row in whole.tenants["lixin"].implementations}:
            offer = room.catalogue.offer("lixin", code)
            labels = [row.label for _title, rows in room.blanks.sheet(offer).sections for row in rows]
            assert labels
            assert all(material["name"] in labels for material in offer.edition.materials)


def test_a_network_that_asks_for_one_form_after_the_other_is_asked_to_wait(hall, monkeypatch):
    monkeypatch.setattr("wangting.services.blanks.blank_pdf", lambda sheet: b"%PDF-")
    browser = hall.browser()
    statuses = [
        browser.get(f"/mengcheng/items/{POOR}/form.pdf", expect_errors=True).status_int for _ in range(TRIES + 1)
    ]
    assert statuses == [200] * TRIES + [429]


def test_the_guide_for_machines_says_what_the_edition_says_and_null_where_nobody_said_anything(whole_hall, whole):
    browser = whole_hall.browser()
    for row in whole.tenants["mengcheng"].implementations[::40]:
        told = browser.get(f"/api/v1/items/mengcheng/{row.code}").json
        record = whole.items[row.code]
        for key in AS_IT_IS:
            assert told[key] == record.edition.get(key), key
        assert (told["name"], told["type"], told["hall"]) == (record.name, record.item_class, "mengcheng")
        assert told["department"]["key"] == f"mengcheng/{row.department}"
        assert (told["places"], told["hours"], told["phones"], told["practice"]) == ([], None, [], None)
        assert told["address"].endswith(f"/mengcheng/items/{row.code}")
        limit = row.promised_limit or tuple((record.edition["promised_limit"] or {}).values())
        assert tuple((told["promised_limit"] or {}).values()) == tuple(limit or ())


def test_the_guide_for_machines_carries_what_the_hall_lays_over_the_item(hall):
    with hall.room(commit=True) as room:
        laid = room.catalogue.hall("mengcheng").implementations[POOR]
        laid.places, laid.points = ("政务大厅 3 号窗口", "城关街道"), {"城关街道": (33.26, 116.56)}
        laid.hours, laid.phones, laid.wording = "工作日 8:00-17:30", ("0558-7660001",), {"general": "先取号"}
        room.register.stamp.move()
    told = hall.browser().get(f"/api/v1/items/mengcheng/{POOR}").json
    assert told["places"] == ["政务大厅 3 号窗口", "城关街道"]
    assert told["points"] == {"城关街道": [33.26, 116.56]}
    assert (told["hours"], told["phones"]) == ("工作日 8:00-17:30", ["0558-7660001"])
    assert told["help"] == {"general": "先取号"}


def test_the_api_tells_what_is_not_here_from_what_is_nowhere(hall):
    browser = hall.browser()
    refusal = browser.get(f"/api/v1/items/ezone/{POOR}", status=404).json
    assert refusal["error"] == "not_here"
    assert "mengcheng" in refusal["halls"]
    assert browser.get("/api/v1/items/ezone/000000000000", status=404).json["error"] == "no_item"
    assert browser.get(f"/api/v1/items/atlantis/{POOR}", status=404).json["error"] == "no_hall"
    assert browser.get("/api/v1/nothing/x", status=404).json["error"] == "not_found"


def test_the_law_is_behind_a_fold_and_the_chart_says_who_within_how_many_days(hall):
    page = hall.browser().get(f"/mengcheng/items/{TEACHER}")
    told = page.html.select_one(".wt-flowbox details").get_text(" ", strip=True)
    assert "受理 · 受理岗 · 5 个工作日以内" in told
    assert "送达 · 出件岗 · 10 个工作日以内" in told
    assert "12 个工作日" in page.html.select_one("#g6").parent.get_text()


def put(registry, place, fill):
    registry.registerUtility(fill, IGuideSlot, name=place)


def test_a_place_in_the_guide_is_empty_until_somebody_fills_it(hall):
    browser, registry, path = hall.browser(), hall.application.registry, f"/mengcheng/items/{TEACHER}"
    before = browser.get(path)
    assert "预约" not in before.html.select_one("article").get_text()
    with hall.room(commit=True) as room:
        room.register.stamp.move()
    put(registry, "book", lambda request, offer: Html(f'<a href="/book/{offer.code}">约个号</a>'))
    put(registry, "ask", lambda request, offer: Html('<a href="/ask">问一个问题</a>'))
    put(registry, "held", lambda request, offer, material: Html("<b>已有</b>") if material["id"] == "m2" else None)
    page = browser.get(path)
    assert page.html.select_one(f'a[href="/book/{TEACHER}"]').get_text() == "约个号"
    assert page.html.select_one('a[href="/ask"]')
    assert ["已有" in row.get_text() for row in page.html.select(".wt-mats > li")][:3] == [False, True, False]


def test_two_that_fill_one_place_are_a_conflict_and_an_unknown_place_is_refused():
    fill = partial(Html, "x")
    with testing.testConfig(autocommit=False) as config:
        add_guide_slot(config, "book", fill)
        config.commit()
        assert config.registry.queryUtility(IGuideSlot, name="book") is fill
        config.action(("guide_slot", "ask"), lambda: None, includepath=("a",))
        config.action(("guide_slot", "ask"), lambda: None, includepath=("b",))
        with pytest.raises(ConfigurationConflictError):
            config.commit()
    with pytest.raises(ValueError, match="no place 'coffee'"):
        guide_slot("coffee")
    assert {"held", "book", "ask"} == PLACES


def test_a_function_is_found_by_the_scan_where_it_stands():
    with testing.testConfig(autocommit=False) as config:
        found = []

        @guide_slot("book")
        def booking(request, offer):
            return Html(offer.code)

        class Scanner:
            pass

        scanner = Scanner()
        scanner.config = config
        for callback, *_rest in booking.__venusian_callbacks__["pyramid"]:
            callback(scanner, "booking", booking)
            found.append(callback)
        config.commit()
        assert config.registry.queryUtility(IGuideSlot, name="book") is booking
        assert len(found) == 1
