"""Whoever lands on one part of a main item finds the others that the hall offers; nobody applies for a main item."""

import pytest

from wangting.services.classifying import placed

#: 机动车驾驶证核发, under which 利辛 offers thirty items; 增加准驾车型, which is one of them.
DRIVING, MORE_KINDS = "44010602900Y", "440106029006"
#: 弩的制造、销售、进口、运输、使用审批; 残疾人证新办, which lies under nothing.
CROSSBOWS, DISABILITY = "44010601300Y", "442169016000"
NAME = "机动车驾驶证核发"


def told(browser, hall, code):
    return browser.get(f"/api/v1/items/{hall}/{code}").json


def family(browser, address):
    """Return the rows of the guide that lead to other items of its main item: name and address."""
    found = browser.get(address).html.select(".wt-family")
    assert len(found) < 2
    return [(link.get_text(strip=True), link["href"]) for one in found for link in one.select(".wt-rows a")]


def offered(whole, hall, code):
    """The other items that a hall's file offers of the main item of ``code``."""
    above = whole.items[code].place.parent
    return [row.code for row in whole.tenants[hall].implementations
            if row.code != code and whole.items[row.code].place.parent == above]  # fmt: skip


def test_a_guide_leads_to_the_other_items_of_its_main_item_that_this_hall_offers(whole_hall, whole):
    browser = whole_hall.browser()
    others = sorted(offered(whole, "lixin", MORE_KINDS))
    assert len(others) == 29
    rows = family(browser, f"/lixin/items/{MORE_KINDS}")
    assert rows == [(whole.items[code].name, f"/lixin/items/{code}") for code in others]
    answer = told(browser, "lixin", MORE_KINDS)
    assert (answer["rank"], answer["main_item"]) == ("sub", {"code": DRIVING, "name": NAME})
    assert [one["code"] for one in answer["siblings"]] == others
    # From each of them it is as far to all the others.
    assert len(family(browser, rows[0][1])) == 29


def test_the_main_item_is_named_in_english_pages_as_it_is_called(whole_hall):
    page = whole_hall.browser().get(f"/lixin/items/{MORE_KINDS}?lang=en").html.select_one(".wt-family")
    assert page.summary.get_text(strip=True) == "Other items of the same main item (29)"
    assert page.select_one("p [lang=zh-Hans]").get_text() == NAME


def test_the_page_of_one_edition_leads_to_no_others_what_it_belongs_to_is_of_today(whole_hall):
    assert family(whole_hall.browser(), f"/lixin/items/{MORE_KINDS}/editions/1") == []


@pytest.mark.parametrize(("hall", "code"), [("ezone", MORE_KINDS), ("lixin", DISABILITY)])
def test_a_guide_says_nothing_where_the_hall_offers_no_other(whole_hall, hall, code):
    browser = whole_hall.browser()
    assert family(browser, f"/{hall}/items/{code}") == []
    assert told(browser, hall, code)["siblings"] == []


def test_what_the_hall_switches_off_is_gone_at_the_next_request(whole_hall):
    browser = whole_hall.browser()
    gone = family(browser, f"/lixin/items/{MORE_KINDS}")[0]
    with whole_hall.room(commit=True) as room:
        room.halls["lixin"].implementations[gone[1].rpartition("/")[2]].on = False
        room.register.stamp.move()
    rows = family(browser, f"/lixin/items/{MORE_KINDS}")
    assert (len(rows), gone in rows) == (28, False)


def test_what_lies_under_a_part_and_a_main_item_that_is_offered_itself_are_of_the_family_too(whole_hall, whole):
    first, second, third = sorted(offered(whole, "lixin", MORE_KINDS))[:3]
    with whole_hall.room(commit=True) as room:
        items = room.items
        # 残疾人证新办 is made the main item of two parts, one of which lies under the other.
        items[first].parent, items[first].rank = DISABILITY, "sub"
        items[second].parent, items[second].rank = first, "handled"
        items[DISABILITY].parts, items[first].parts = (first,), (second,)
        room.register.stamp.move()
    browser = whole_hall.browser()
    for one, others in ((first, [second, DISABILITY]), (second, [first, DISABILITY]), (DISABILITY, [first, second])):
        answer = told(browser, "lixin", one)
        assert answer["main_item"]["code"] == DISABILITY
        assert sorted(row["code"] for row in answer["siblings"]) == sorted(others)
    assert third in {row["code"] for row in told(browser, "lixin", MORE_KINDS)["siblings"]}


def test_a_main_item_that_nobody_has_seen_yet_is_told_to_nobody(whole_hall):
    with whole_hall.room(commit=True) as room:
        room.items[DRIVING].editions[-1].stage = "draft"
        room.register.stamp.move()
    browser = whole_hall.browser()
    assert family(browser, f"/lixin/items/{MORE_KINDS}") == []
    assert told(browser, "lixin", MORE_KINDS)["main_item"] is None


def test_the_name_of_a_main_item_finds_its_parts_and_never_itself(whole_hall, whole):
    browser = whole_hall.browser()
    found = browser.get("/api/v1/search", params={"q": NAME, "hall": "lixin", "limit": 20}).json["results"]
    above = {whole.items[row["code"]].place.parent for row in found[:10]}
    assert above == {DRIVING}
    assert DRIVING not in {row["code"] for row in found}
    by_code = browser.get("/api/v1/search", params={"q": CROSSBOWS}).json["results"]
    parts = [code for code, item in whole.items.items() if item.place.parent == CROSSBOWS]
    assert parts
    assert {row["code"] for row in by_code[: len(parts)]} == set(parts)


def test_lists_of_what_can_be_applied_for_leave_main_items_out(whole_hall):
    browser = whole_hall.browser()
    assert browser.get("/api/v1/items").json["total"] == 3407
    assert browser.get(f"/lixin/items/{CROSSBOWS}", status=404)
    assert browser.get(f"/api/v1/items/lixin/{CROSSBOWS}", status=404)


def test_no_hall_can_take_up_a_main_item(whole_hall):
    admin = whole_hall.browser(sign_in=whole_hall.account("hall_admin", "lixin"))
    assert admin.get(f"/lixin/admin/items/{DISABILITY}/").status_int == 200
    admin.get(f"/lixin/admin/items/{CROSSBOWS}/", status=404)
    rows = admin.get("/lixin/admin/items/", params={"q": CROSSBOWS}).html.select("section[aria-labelledby=f] li a")
    assert {row["href"].split("/")[4].partition(".")[0] for row in rows} >= {"440106013001", "440106013002"}
    assert f"/lixin/admin/items/{CROSSBOWS}/" not in {row["href"] for row in rows}


def test_the_central_office_finds_a_main_item_by_name_and_code_and_is_told_that_it_is_one(whole_hall):
    office = whole_hall.browser(sign_in=whole_hall.account("central_office"))
    for asked in (NAME, DRIVING):
        rows = office.get("/office/items/", params={"q": asked}).html.select("section[aria-labelledby=f] li")
        notes = {row.a["href"]: row.select_one(".wt-row-note").get_text() for row in rows}
        assert notes[f"/office/items/{DRIVING}/"] == f"{DRIVING} · 主项，下面 33 项"
    page = office.get(f"/office/items/{DRIVING}/")
    assert "主项，自己不办；下面有 33 项" in page.html.select_one(".wt-lead").get_text()
    listed = page.click("类型、归属和它下面的事项").html.select("section[aria-labelledby=parts] li")
    assert len(listed) == 33


def test_the_linter_finds_nothing_wrong_with_main_items(whole_hall):
    with whole_hall.room() as room:
        main = {code for code, item in room.items.items() if item.only_gathers}
        found = {finding.found.code for finding in room.office.linting.findings()}
        assert placed(room.items[DRIVING]) == ("main", None)
    assert len(main) == 323
    assert found
    assert not found & main


def test_the_editor_of_a_main_item_asks_for_nothing_that_only_an_item_to_apply_for_has(whole_hall):
    with whole_hall.room() as room:
        linting, draft = room.office.linting, {**room.items[DRIVING].editions[-1].data}
        assert list(linting.of_edition(DRIVING, draft)) == []
        # The same words of an item that somebody applies for rest on no law.
        assert "item_without_basis" in {finding.rule.key for finding in linting.of_edition(MORE_KINDS, draft)}
