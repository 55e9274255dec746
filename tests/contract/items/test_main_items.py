"""What the sources say of main items is what the catalogue says, record by record; nothing is made up (ADR 0048)."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from wangting.declare import codes
from wangting.rules.hierarchy import NOWHERE, Placed, misplaced

HOME = Path(__file__).resolve().parents[3]
FREQUENCY, CROSSBOWS = "44010401200Y", "44010601300Y"


@pytest.fixture(scope="module")
def items(whole):
    return whole.items


@pytest.fixture(scope="module")
def main_items(items):
    """The main items of which the source says no more than code and name."""
    return {code: item for code, item in items.items() if item.source_row == codes.NO_ROW}


@pytest.fixture(scope="module")
def guangdong(items):
    return [item for item in items.values() if item.source == "guangdong_2021" and item.source_row != codes.NO_ROW]


@pytest.fixture(scope="module")
def parts(items):
    """The names of what lies under each item."""
    found = defaultdict(list)
    for item in items.values():
        if item.place.parent is not None:
            found[item.place.parent].append(item.name)
    return found


def test_of_guangdong_1176_records_are_main_items_723_sub_items_and_363_handled_ones(guangdong):
    assert Counter(item.place.rank for item in guangdong) == {"main": 1176, "sub": 723, "handled": 363}


def test_each_rank_is_what_three_columns_of_the_record_say(guangdong):
    for item in guangdong:
        own, main, number = (item.record[key] for key in ("catalog_code", "parent_catalog_code", "handle_item"))
        wanted = "handled" if number else "main" if own == main else "sub"
        assert item.place.rank == wanted, item.code
        assert (item.place.parent is None) == (wanted == "main"), item.code


def test_what_a_record_lies_under_has_the_code_and_the_name_that_the_record_gives_its_main_item(items, guangdong):
    for item in guangdong:
        if item.place.parent is None:
            continue
        above = items[item.place.parent].record
        keys = ("parent_catalog_code", "parent_catalog_name")
        assert [above[key] for key in keys] == [item.record[key] for key in keys], item.code


def test_the_other_sources_say_nothing_and_nothing_is_made_up(items):
    others = [item for item in items.values() if item.source != "guangdong_2021"]
    assert len(others) == 1145
    assert {item.place for item in others} == {NOWHERE}


def test_323_main_items_are_no_records_and_each_has_parts(main_items, parts):
    assert len(main_items) == 323
    assert {code for code in main_items if code not in parts} == set()
    assert {item.place for item in main_items.values()} == {Placed("main")}
    assert main_items.keys() == {
        code.code for code in codes.read(HOME / codes.FILE) if code.source_row == codes.NO_ROW
    }


def test_a_main_item_that_is_no_record_says_no_more_than_its_source(main_items):
    for item in main_items.values():
        assert (item.item_class, item.agency, item.aliases, item.note) == (None, None, (), None)
        assert item.name == item.record["parent_catalog_name"]
        edition = item.edition
        assert not any(edition[key] for key in ("conditions", "legal_limit", "promised_limit", "visits", "fee",
                                                "service_object", "materials", "steps", "certificate"))  # fmt: skip


def test_no_hall_offers_a_main_item_that_is_no_record(whole, main_items):
    offered = {row.code for hall in whole.tenants.values() for row in hall.implementations}
    assert not offered & main_items.keys()


def test_everything_lies_where_it_may_lie(items):
    ranks = defaultdict(list)
    for item in items.values():
        ranks[item.place.parent].append(item.place.rank)
    for code, item in items.items():
        above = items[item.place.parent].place if item.place.parent else None
        assert misplaced(item.place, above, ranks[code]) is None, code


def test_buying_and_making_crossbows_lie_under_one_main_item(items, parts):
    assert items[CROSSBOWS].name == "弩的制造、销售、进口、运输、使用审批"
    assert any("购置" in name for name in parts[CROSSBOWS])
    assert any("制造" in name for name in parts[CROSSBOWS])


def test_the_five_acts_on_a_radio_frequency_are_of_one_main_item_at_both_bodies(parts):
    acts = ("新申请", "续期", "变更", "遗失补办", "注销")
    assert sorted(parts[FREQUENCY]) == sorted(f"无线电频率使用许可（{act}）" for act in acts for _body in range(2))


def test_a_main_item_whose_code_records_have_already_gets_the_next_number_behind_it(items, parts):
    # Four handled items of the one code; it is also that of the main item, which no record is.
    assert items["440110100000.5"].name == "注册会计师注册"
    assert len(parts["440110100000.5"]) == 4
    assert len([code for code in parts if "." in code and items[code].source_row == codes.NO_ROW]) == 49


def test_where_a_record_is_the_main_item_itself_the_others_lie_under_that_record(items, parts):
    school = items["440111104000.3"]
    assert (school.name, school.place, school.item_class) == ("技工学校的设立审批", Placed("main"), "行政审批")
    assert len(parts["440111104000.3"]) == 2
