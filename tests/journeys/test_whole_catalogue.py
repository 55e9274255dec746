"""The halls with everything they offer: the seed's counts, guides that say where they come from, forms that file."""

import random
from collections import Counter
from html import escape
from pathlib import Path

import pytest

from narrowing import first_codes
from proving.size import sized
from walking import file_case, register
from wangting.declare.codes import NO_ROW
from wangting.rules.assurance import WINDOW

TOTALS = {"municipal": 606, "qiaocheng": 547, "guoyang": 668, "mengcheng": 668, "lixin": 668, "ezone": 150}
CLASSES = {
    "municipal": (582, 24), "qiaocheng": (480, 67), "guoyang": (601, 67), "mengcheng": (601, 67), "lixin": (601, 67),
    "ezone": (129, 21),
}  # fmt: skip
PLACES = {"guangdong_2021": "广东省", "guangan_2025": "四川省广安市广安区", "anhui_fragments": "安徽省"}
SERVICE = "为民服务"
#: Which of the 3,307 are filed through their forms: the same each time; 200 of them in ``.ci/run`` and ``make prove``.
SEED_OF_SAMPLES, SAMPLES = 20260928, sized(30, 200)
ROOT = Path(__file__).resolve().parents[2]


def rows(browser, **query):
    """Return all rows of the API, page after page."""
    found, page = [], 1
    while True:
        asked = "&".join(f"{key}={value}" for key, value in {"size": 500, "page": page, **query}.items())
        answer = browser.get(f"/api/v1/items?{asked}").json
        found += answer["items"]
        page += 1
        if not answer["items"]:
            assert answer["total"] == len(found)
            return found


def test_the_halls_offer_the_seeds_numbers(whole_hall):
    answer = whole_hall.browser().get("/api/v1/halls").json
    assert {hall["key"]: hall["items"] for hall in answer["halls"]} == TOTALS
    assert sum(TOTALS.values()) == 3307


@pytest.mark.parametrize("key", TOTALS)
def test_the_classes_of_a_hall_are_the_seeds_and_no_name_comes_twice(whole_hall, key):
    found = rows(whole_hall.browser(), hall=key)
    counted = Counter(row["type"] == SERVICE for row in found)
    assert (counted[False], counted[True]) == CLASSES[key]
    assert {row["hall"] for row in found} == {key}
    assert len({row["name"] for row in found}) == len({row["code"] for row in found}) == TOTALS[key]


def test_the_base_catalogue_is_every_record_and_says_null_where_nobody_offers_it(whole_hall, whole):
    found = {row["code"]: row for row in rows(whole_hall.browser())}
    # Nobody applies for a main item that is no record (test_main_items.py).
    assert found.keys() == {code for code, item in whole.items.items() if item.source_row != NO_ROW}
    assert len(found) == 3407
    for code, row in found.items():
        assert (row["name"], row["type"]) == (whole.items[code].record["name"], whole.items[code].item_class)
    first = {}
    for key, tenant in reversed(whole.tenants.items()):
        first.update(dict.fromkeys((offer.code for offer in tenant.implementations), key))
    assert {code: row["hall"] for code, row in found.items()} == {code: first.get(code) for code in found}
    assert found["AH10"] == {"code": "AH10", "name": "再生育审批", "hall": None, "type": None}


def test_every_implementation_is_of_an_item_and_a_department_that_are_there(whole_hall):
    with whole_hall.room() as room:
        for key in TOTALS:
            for offer in room.catalogue.offers(key):
                assert room.register.orgunit(offer.implementation.unit).hall == key
                assert (offer.implementation.hours, offer.implementation.phones) == ("", ())


def test_every_guide_of_every_hall_renders_and_says_where_the_sample_comes_from(whole_hall, whole):
    browser, crawled = whole_hall.browser(), 0
    for key, tenant in whole.tenants.items():
        for offer in tenant.implementations:
            item = whole.items[offer.code]
            page = browser.get(f"/{key}/items/{offer.code}")
            assert escape(item.name) in page.text
            assert PLACES[item.source] in page.text
            crawled += 1
    assert crawled == 3307


def test_every_item_made_by_hand_and_a_random_part_of_all_are_filed_through_their_forms(whole_hall, whole):
    chance = random.Random(SEED_OF_SAMPLES)
    offered = [(key, offer.code) for key, tenant in whole.tenants.items() for offer in tenant.implementations]
    made = {code: key for key, code in reversed(offered) if code in first_codes(ROOT)}
    chosen = chance.sample(offered, SAMPLES)
    browser = whole_hall.browser()
    phone = register(browser)
    with whole_hall.room(commit=True) as room:
        # Two of the items ask for more than what somebody wrote of themselves.
        person = room.registering.find(phone)
        room.assuring.prove(person, WINDOW, room.assuring.about(person))
    filed = {
        (key, code): file_case(browser, key, code)
        for key, code in dict.fromkeys([*((key, code) for code, key in made.items()), *chosen])
    }
    assert made.keys() == set(first_codes(ROOT))
    assert len(filed) >= SAMPLES
    assert len(set(filed.values())) == len(filed), "no two receipts have one number"
    for (key, code), number in filed.items():
        assert number.startswith(whole.tenants[key].case_prefix), code
        with whole_hall.room() as room:
            assert room.tracking.by_number(number).item_code == code
