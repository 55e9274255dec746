"""The whole catalogue goes out in every format and comes back equal, into itself and into an empty house (issue 6)."""

from collections import Counter

import pytest

from wangting.declare import REGISTERED
from wangting.gateways.sheets.opening import FORMATS, format_of
from wangting.rules.exchange import SAME
from wangting.services.exchanging.checking import Checking, Ground
from wangting.services.exchanging.service import Exchanging


@pytest.fixture
def ground(whole):
    return Ground(frozenset(whole.workflows), frozenset(REGISTERED.field_kinds), whole.sources.classes, whole.generic)


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_the_whole_catalogue_comes_back_as_it_went(whole_hall, ground, tmp_path, suffix):
    file = tmp_path / f"catalogue{suffix}"
    with whole_hall.room() as room:
        room.items[min(room.items)].legacy_code = "AH-2015/71"
        exchanging = Exchanging(catalogue=room.items, register=room.register, ground=ground)
        assert format_of(file).write(file, exchanging.items()) == 3407 + 323
        rows = list(format_of(file).read(file))
        # With what each is and what it lies under, as the sources say it.
        assert Counter(row.item["rank"] for row in rows) == {"main": 1499, "sub": 723, "handled": 363, None: 1145}
        # Into the house it came from: nothing would change.
        assert {verdict.outcome for verdict in exchanging.plan(rows)} == {SAME}
        # Into any house: the edition with its form spelled out is the one that is held.
        checking = Checking(ground, lambda _named: False)
        for row in format_of(file).read(file):
            item, faults = checking.checked(row)
            held = room.items[item["code"]]
            told = {key: value for key, value in item["edition"].items() if key != "stage"}
            assert (told, faults) == (held.editions[-1].data, ()), row.place
            own = (item["class"], item["rank"], item["parent"], item["legacy_code"], tuple(item["aliases"]),
                   item["agency"], item["note"])  # fmt: skip
            assert own == (held.item_class, held.rank, held.parent, held.legacy_code, held.aliases,
                           held.agency, held.note)  # fmt: skip
