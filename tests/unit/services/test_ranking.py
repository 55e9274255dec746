"""Sources that say main items reach a database of before: what people said stays, all else follows (ADR 0048)."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from unit.services.provisioned import with_item
from wangting.rules.hierarchy import Placed
from wangting.services.classifying import Classed, placed

#: 教师资格认定 and 机动车驾驶证增加准驾车型, each under a main item; 残疾人证, which is a main item itself.
TEACHER, DRIVER, DISABILITY = "440102013002", "440106029006", "442169016000"


@pytest.fixture
def told(first, whole):
    """The same fourteen items with what their records say, and the main items they name."""
    items = {code: whole.items[code] for code in first.declared.items}
    above = {item.place.parent for item in items.values()} - items.keys() - {None}
    return replace(first.declared, items=MappingProxyType({**items, **{code: whole.items[code] for code in above}}))


def classify(place, code, rank, parent=None):
    with place.room() as room:
        stands = room.office.classifying.stands(code)
        room.office.classifying.classify(code, stands._replace(rank=rank, parent=parent), 1, stands)


def standing(place, *codes):
    with place.room() as room:
        return [placed(room.items[code]) for code in codes]


def quiet(place, declared):
    before = place.tid
    report = place.provision(declared)
    assert (place.tid, report.changed) == (before, False)
    return report


def test_a_database_of_before_gets_the_ranks_and_the_main_items_and_then_nothing_more(place, told):
    main = told.items[DRIVER].place.parent
    assert standing(place, TEACHER, DRIVER) == [Placed(), Placed()]
    plan = place.plan(told)
    report = place.provision(told)
    assert report.lines() == plan.lines()
    new = len(told.items) - len(place.declared.items)
    ranked = len([item for item in told.items.values() if item.place.rank])
    assert (report.made["items"], report.made["ranks"], report.conflicts) == (new, ranked, [])
    with place.room() as room:
        assert {code: placed(room.items[code]) for code in told.items} == {
            code: item.place for code, item in told.items.items()
        }
        item = room.items[main]
        assert (item.title, item.parts, item.only_gathers) == (told.items[main].name, (DRIVER,), True)
        assert not room.items[DISABILITY].only_gathers
        assert room.catalogue.halls_of(main) == []
    assert quiet(place, told).kept["ranks"] == ranked


def test_what_people_said_an_item_is_stays_and_is_told_each_time(place, told):
    classify(place, TEACHER, "main")
    key = f"rank/{TEACHER}"
    place.provision(told)
    for report in (quiet(place, told), quiet(place, told)):
        assert report.conflicts == [
            f"differs from its file, kept as the database has it: {key} (changed: parent by the file, rank by both)"
        ]
    assert standing(place, TEACHER, DRIVER) == [Placed("main"), told.items[DRIVER].place]
    # Who follows the file after all is told once, and then there is nothing left to say.
    classify(place, TEACHER, *told.items[TEACHER].place)
    assert f"file and database say the same again: {key}" in place.provision(told).lines()
    assert quiet(place, told).conflicts == []


def test_who_has_changed_something_else_of_an_item_has_not_changed_what_it_is(place, told):
    with place.room() as room:
        room.office.aliasing.add(TEACHER, "教师证", 1)
    assert place.provision(told).conflicts == []
    assert standing(place, TEACHER) == [told.items[TEACHER].place]
    with place.room() as room:
        assert "教师证" in room.items[TEACHER].aliases


def emptied(place, told):
    """Let people say that the main item is none; return its code."""
    main = told.items[DRIVER].place.parent
    place.provision(told)
    classify(place, DRIVER, None)
    classify(place, main, None)
    return main


def test_what_cannot_lie_where_its_file_puts_it_stays_and_is_told(place, told):
    main = emptied(place, told)
    # A source that is brought up to date says that another item lies under it too.
    changed = with_item(told, DISABILITY, place=Placed("sub", main))
    assert place.provision(changed).conflicts[-1] == (
        f"cannot stand where its file puts it, left where it is: rank/{DISABILITY} (sub, parent_rank)"
    )
    assert standing(place, DISABILITY, main) == [Placed("main"), Placed()]


def test_a_source_that_says_it_otherwise_is_followed(place, told):
    main = told.items[DRIVER].place.parent
    place.provision(told)
    report = place.provision(with_item(told, DISABILITY, place=Placed("handled", main)))
    assert f"updated from its file: rank/{DISABILITY} (parent, rank)" in report.lines()
    with place.room() as room:
        assert placed(room.items[DISABILITY]) == Placed("handled", main)
        assert room.items[main].parts == (DRIVER, DISABILITY)


def test_the_class_can_still_be_taken_back_after_a_file_has_said_the_rank(place, told):
    with place.room() as room:
        stands = room.office.classifying.stands(TEACHER)
        room.office.classifying.classify(TEACHER, stands._replace(item_class="行政备案"), 1, stands)
    place.provision(told)
    with place.room() as room:
        classifying = room.office.classifying
        classifying.undo(TEACHER, 1, classifying.stands(TEACHER))
        assert classifying.stands(TEACHER) == Classed("行政审批", *told.items[TEACHER].place)


def test_what_could_not_be_placed_is_told_again_and_placed_once_it_can_be(place, told):
    main = emptied(place, told)
    changed = with_item(told, DISABILITY, place=Placed("sub", main))
    for _run in range(2):
        report = place.provision(changed)
        assert any(DISABILITY in line for line in report.conflicts)
        assert "ranks" not in report.updated
    classify(place, main, "main")
    place.provision(changed)
    assert standing(place, DISABILITY) == [Placed("sub", main)]
