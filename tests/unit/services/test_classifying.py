"""What an item is and under which it lies: judged, in force at once, traced, taken back, and nobody is overtaken."""

import pytest
from transaction import TransactionManager
from ZODB.POSException import ConflictError

from publishing import TEACHER, office
from wangting.content.item import Deed
from wangting.content.register import Stamp
from wangting.errors import NotFound, Outdated, Refused
from wangting.rules.hierarchy import HANDLED, MAIN, MISSING, PARTS, SUB, UNFIT, UNKNOWN
from wangting.services.classifying import BAD_LEGACY, Classed, all_parts, main_item_of
from wangting.services.workroom import Workroom

OTHER = "442169016000"


def classify(room, code, by=1, **told):
    classifying = room.office.classifying
    stands = classifying.stands(code)
    return classifying.classify(code, stands._replace(**told), by, stands)


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


@pytest.fixture
def three(hall):
    """Let one be a main item, another a sub-item under it, a third a handled item under that; return their codes."""
    with hall.room(commit=True) as room:
        third = next(code for code in sorted(room.items) if code not in (TEACHER, OTHER))
        classify(room, TEACHER, rank=MAIN)
        classify(room, OTHER, rank=SUB, parent=TEACHER)
        classify(room, third, rank=HANDLED, parent=OTHER)
    return TEACHER, OTHER, third


def test_a_change_is_in_force_at_once_and_leaves_what_stood_there_before(hall):
    by = office(hall)[0]
    with hall.room() as room:
        old, mark = room.office.classifying.stands(TEACHER), room.register.stamp.value
        assert classify(room, TEACHER, by, item_class="行政备案", rank=MAIN)
        item = room.items[TEACHER]
        assert (item.item_class, item.rank, item.parent) == ("行政备案", MAIN, None)
        (deed,) = item.log
        assert deed.changed == (("item_class", old.item_class, "行政备案"), ("rank", None, MAIN))
        assert (deed.what, deed.by, room.register.stamp.value) == ("classified", by, mark + 1)
        assert not classify(room, TEACHER, by)
        assert len(item.log) == 1


def test_what_lies_under_what_is_known_from_both_sides(hall, three):
    main, sub, handled = three
    with hall.room() as room:
        classifying = room.office.classifying
        assert [item.code for item in classifying.parts(main)] == [sub]
        assert [item.code for item in classifying.parts(sub)] == [handled]
        classify(room, handled, parent=main)
        assert [item.code for item in classifying.parts(main)] == sorted([sub, handled])
        assert classifying.parts(sub) == []
        classify(room, handled, rank=None, parent=None)
        assert [item.code for item in classifying.parts(main)] == [sub]


def test_what_does_not_fit_is_refused_and_nothing_is_changed(hall, three):
    main, sub, handled = three
    with hall.room() as room:
        assert refusal(lambda: classify(room, main, rank=SUB, parent=main)) == UNFIT
        lone = next(code for code in room.items if code not in three)
        classify(room, lone, rank=MAIN)
        assert refusal(lambda: classify(room, lone, rank=SUB, parent=lone)) == UNFIT
        assert refusal(lambda: classify(room, sub, rank=HANDLED)) == PARTS
        assert refusal(lambda: classify(room, sub, parent=None)) == MISSING
        assert refusal(lambda: classify(room, handled, parent="440100000009")) == UNKNOWN
        assert refusal(lambda: classify(room, sub, parent=handled)) == UNFIT
        assert [len(room.items[code].log) for code in three] == [1, 1, 1]
        with pytest.raises(NotFound):
            room.office.classifying.stands("nothing")


def test_whoever_saw_something_else_changes_nothing(hall):
    with hall.room() as room:
        classifying = room.office.classifying
        seen = classifying.stands(TEACHER)
        classify(room, TEACHER, rank=MAIN)
        with pytest.raises(Outdated):
            classifying.classify(TEACHER, Classed("行政备案"), 1, seen)
        with pytest.raises(Outdated):
            classifying.undo(TEACHER, 1, seen)


def test_the_last_change_is_taken_back_and_that_as_well(hall, three):
    main, sub, _handled = three
    with hall.room() as room:
        classifying = room.office.classifying
        classify(room, sub, item_class="行政确认")
        before = classifying.last(sub)[0][1]
        classifying.undo(sub, 2, classifying.stands(sub))
        assert classifying.stands(sub) == (before, SUB, main, None)
        assert room.items[sub].log[-1][:2] == ("undone", 2)
        classifying.undo(sub, 2, classifying.stands(sub))
        assert classifying.stands(sub).item_class == "行政确认"
        assert refusal(lambda: classifying.undo(main, 1, classifying.stands(main))) == PARTS


def test_what_a_file_changed_is_taken_back_too_but_only_as_long_as_it_stands(hall):
    with hall.room() as room:
        classifying, item = room.office.classifying, room.items[TEACHER]
        assert classifying.last(TEACHER) == ()
        assert refusal(lambda: classifying.undo(TEACHER, 1, classifying.stands(TEACHER))) == "nothing_to_change_back"
        changed = (("item_class", "行政确认", item.item_class), ("aliases", (), ("叫法",)))
        item.log = (Deed("written", 1, 5, changed=changed), Deed("alias_added", 1, 6, "叫法"))
        assert classifying.last(TEACHER) == changed[:1]
        item.item_class = "行政给付"
        assert classifying.last(TEACHER) == ()


def test_a_part_whose_code_went_to_another_item_lies_under_nothing(hall):
    with hall.room() as room:
        room.items[TEACHER].parts = (OTHER, "gone")
        assert room.office.classifying.parts(TEACHER) == []
        room.items[OTHER].parent = "gone"
        room.items[OTHER].rank = SUB
        classify(room, OTHER, rank=None, parent=None)
        assert room.office.classifying.stands(OTHER)[1:] == (None, None, None)


@pytest.mark.parametrize(
    ("before", "lies"),
    [
        ({}, {"rank": SUB, "parent": TEACHER}),
        # It stays under the same, as something that may not lie under what that becomes.
        ({"rank": HANDLED, "parent": TEACHER}, {"rank": SUB}),
    ],
)
def test_of_two_at_once_who_lies_under_and_who_becomes_something_else_one_is_tried_again(
    hall, monkeypatch, before, lies
):
    with hall.room(commit=True) as room:
        third = next(code for code in sorted(room.items) if code not in (TEACHER, OTHER))
        classify(room, third, rank=MAIN)
        classify(room, TEACHER, rank=MAIN)
        classify(room, OTHER, **before)
    # Both move the stamp as well; what protects what lies under what must not hang on that.
    monkeypatch.setattr(Stamp, "move", lambda _stamp: None)
    rooms = []
    for _ in range(2):
        manager = TransactionManager()
        root = hall.database.open(transaction_manager=manager).root()
        rooms.append((manager, Workroom(hall.house, root, hall.house.slots.shared())))
    (first, under), (second, above) = rooms
    try:
        told = {"rank": SUB, "parent": third} if before else {"rank": None}
        assert [part.code for part in above.office.classifying.parts(TEACHER)] == ([OTHER] if before else [])
        classify(under, OTHER, **lies)
        classify(above, TEACHER, **told)
        first.commit()
        with pytest.raises(ConflictError):
            second.commit()
    finally:
        for manager, room in rooms:
            manager.abort()
            room.items[TEACHER]._p_jar.close()


def test_the_main_item_of_each_part_is_the_same_and_so_is_everything_of_it(hall, three):
    with hall.room() as room:
        for code in three:
            main = main_item_of(room.items, room.items[code])
            assert main.code == TEACHER
            assert list(all_parts(room.items, main)) == list(three)


def test_an_item_without_anything_under_it_has_no_family_nor_has_one_whose_main_item_is_gone(hall, three):
    _main, sub, handled = three
    with hall.room() as room:
        alone = next(item for code, item in room.items.items() if code not in three)
        assert main_item_of(room.items, alone) is None
        left = {code: room.items[code] for code in (sub, handled)}
        assert main_item_of(left, left[handled]) is None


def test_a_code_of_before_with_a_blank_is_refused_and_nothing_is_changed(hall):
    with hall.room() as room:
        assert refusal(lambda: classify(room, TEACHER, legacy_code="旧 71", item_class="行政备案")) == BAD_LEGACY
        assert room.items[TEACHER].legacy_code is None
        assert room.items[TEACHER].item_class != "行政备案"
        assert classify(room, TEACHER, legacy_code="AH-71")
        assert room.items[TEACHER].log[-1].changed == (("legacy_code", None, "AH-71"),)
