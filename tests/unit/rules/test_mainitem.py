"""What a record says of its main item: by its columns, and by nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.hierarchy import RANKS, UNDER
from wangting.rules.mainitem import UNSAID, MainItem, Ranked, ranked
from wangting.rules.record import Columns, Unreadable

COLUMNS = Columns(own_code="catalog_code", main_code="parent_catalog_code", main_name="parent_catalog_name",
                  handled="handle_item")  # fmt: skip


def record(own, main, name, handled="", title="事项"):
    return {"name": title, "catalog_code": own, "parent_catalog_code": main, "parent_catalog_name": name,
            "handle_item": handled}  # fmt: skip


PRICE = "临时价格干预范围事项提价申报"
FREQUENCY = "无线电频率使用许可"
ANIMALS = "实验动物生产和使用许可核准"
ACCOUNTANTS = "注册会计师注册"


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        # Real rows: its own main item; a sub-item; a handled item of a sub-item; a handled item of a main item.
        (record("440101007000", "440101007000", PRICE), Ranked("main", MainItem("440101007000", PRICE))),
        (record("440104012001", "44010401200Y", FREQUENCY), Ranked("sub", MainItem("44010401200Y", FREQUENCY))),
        (record("440103001001", "44010300100Y", ANIMALS, "02"), Ranked("handled", MainItem("44010300100Y", ANIMALS))),
        (record("440110100000", "440110100000", ACCOUNTANTS, "01"),
         Ranked("handled", MainItem("440110100000", ACCOUNTANTS))),
        # Words in brackets are no statement.
        (record("440101007000", "440101007000", PRICE, title="提价申报（变更）"),
         Ranked("main", MainItem("440101007000", PRICE))),
        (record("", "44010401200Y", FREQUENCY), UNSAID),
        (record("440104012001", "", FREQUENCY, "01"), UNSAID),
        ({"name": "户口登记", "main_item": "户口登记（包括注销、恢复、变更）"}, UNSAID),
    ],
)  # fmt: skip
def test_the_codes_and_the_number_of_a_record_say_what_it_is(said, wanted):
    assert ranked(said, COLUMNS) == wanted


def test_a_source_without_such_columns_says_nothing():
    assert ranked(record("440104012001", "44010401200Y", FREQUENCY), Columns()) == UNSAID


def test_a_main_item_without_a_name_cannot_be_read():
    with pytest.raises(Unreadable) as refused:
        ranked(record("440104012001", "44010401200Y", ""), COLUMNS)
    assert refused.value.column == "parent_catalog_name"


CODES = st.sampled_from(["", "440101001000", "440101001001", "44010100100Y"])


@given(CODES, CODES, st.sampled_from(["", "01"]), st.text(max_size=4))
def test_whatever_a_record_says_its_rank_may_lie_under_its_main_item_and_its_name_changes_nothing(own, main, handled,
                                                                                                  title):  # fmt: skip
    said = ranked(record(own, main, "主项", handled, title), COLUMNS)
    assert said == ranked(record(own, main, "主项", handled), COLUMNS)
    assert (said.rank is None) == (said.main is None) == (not own or not main)
    if said.main is not None:
        assert said.rank in RANKS
        assert said.main.code == main
        # A main item lies under nothing; everything else may lie under a main item.
        assert ("main" in UNDER[said.rank]) == (said.rank != "main")
        assert said.rank != "main" or own == main
