"""A file says where items stand among others: judged when all of it has been read, and put there all at once."""

import copy

import pytest

from bringing import all_rows, exchange, exchange_of, judged, taken
from wangting.rules.exchange import CHANGED, EDITION, NEW, SAME, Row


@pytest.fixture
def rows(hall):
    return all_rows(hall)


def placed_at(hall, code):
    with hall.room() as room:
        return room.items[code].rank, room.items[code].parent, room.items[code].parts


def test_a_file_puts_items_under_others_also_where_a_part_comes_before_what_it_lies_under(hall, rows):
    first, second, *others = (copy.deepcopy(row) for row in rows)
    new = Row("last", {**copy.deepcopy(others[0].item), "code": "BZ0007", "source": "office"})
    first.item |= {"rank": "sub", "parent": "BZ0007"}
    second.item |= {"rank": "handled", "parent": first.item["code"]}
    new.item |= {"rank": "main", "parent": None}
    new.item[EDITION] |= {"number": 1, "stage": "draft"}
    file = [first, second, new]
    with exchange(hall) as exchanging:
        planned = [(one.code, one.outcome) for one in exchanging.plan(copy.deepcopy(file))]
    assert planned == [(first.item["code"], CHANGED), (second.item["code"], CHANGED), ("BZ0007", NEW)]
    assert [one.outcome for one in taken(hall, file)] == [CHANGED, CHANGED, NEW]
    assert placed_at(hall, first.item["code"]) == ("sub", "BZ0007", (second.item["code"],))
    assert placed_at(hall, second.item["code"]) == ("handled", first.item["code"], ())
    assert placed_at(hall, "BZ0007") == ("main", None, (first.item["code"],))
    told = exchange_of(hall, first.item["code"])
    assert (told["rank"], told["parent"]) == ("sub", "BZ0007")
    # A file of before there were places says nothing of them.
    older = {key: value for key, value in told.items() if key not in ("rank", "parent")}
    assert judged(hall, [Row("older", older)])[0].outcome == SAME
    (gone,) = taken(hall, [Row("gone", {**exchange_of(hall, second.item["code"]), "rank": None, "parent": None})])
    assert gone.changes == ("rank", "parent")
    assert placed_at(hall, first.item["code"])[2] == ()


@pytest.mark.parametrize(
    ("places", "wanted"),
    [
        ((("sub", None), (None, None)), ("parent", "parent_missing")),
        ((("main", "second"), (None, None)), ("parent", "parent_needless")),
        ((("sub", "440100000009"), (None, None)), ("parent", "parent_unknown")),
        ((("sub", "second"), (None, None)), ("parent", "parent_rank")),
        ((("sub", "first"), (None, None)), ("parent", "parent_rank")),
        ((("sub", "second"), ("sub", "first")), ("parent", "parent_rank")),
        ((("handled", "second"), ("sub", "440100000009")), ("parent", "parent_unknown")),
    ],
)
def test_a_row_that_puts_an_item_where_it_cannot_lie_is_wrong(hall, rows, places, wanted):
    pair = dict(zip(("first", "second"), (copy.deepcopy(row) for row in rows), strict=False))
    for row, (rank, parent) in zip(pair.values(), places, strict=True):
        row.item |= {"rank": rank, "parent": pair[parent].item["code"] if parent in pair else parent}
    faults = {(one.column, one.code) for verdict in judged(hall, list(pair.values())) for one in verdict.faults}
    assert wanted in faults


def test_what_lies_under_an_item_stands_in_the_way_of_making_it_something_else(hall, rows):
    first, second = (copy.deepcopy(row) for row in rows[:2])
    first.item |= {"rank": "main", "parent": None}
    second.item |= {"rank": "sub", "parent": first.item["code"]}
    taken(hall, [first, second])
    (verdict,) = judged(hall, [Row("again", {**exchange_of(hall, first.item["code"]), "rank": None})])
    assert [(one.column, one.code) for one in verdict.faults] == [("rank", "parts_rank")]


def test_one_file_may_move_an_item_and_what_lies_under_it(hall, rows):
    first, second = (copy.deepcopy(row) for row in rows[:2])
    first.item |= {"rank": "main", "parent": None}
    second.item |= {"rank": "sub", "parent": first.item["code"]}
    taken(hall, [first, second])
    freed = [Row(row.place, {**exchange_of(hall, row.item["code"]), "rank": None, "parent": None}) for row in rows[:2]]
    assert [one.outcome for one in taken(hall, freed)] == [CHANGED, CHANGED]
    assert [placed_at(hall, row.item["code"]) for row in rows[:2]] == [(None, None, ()), (None, None, ())]
