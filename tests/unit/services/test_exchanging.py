"""What comes back in a file is told row by row, becomes drafts, and never half of it."""

import copy
from contextlib import contextmanager

import pytest

from wangting.content.item import Deed
from wangting.declare import REGISTERED
from wangting.errors import Refused
from wangting.rules.exchange import CHANGED, EDITION, GENERIC, NEW, SAME, WRONG, Fault, Row
from wangting.services.exchanging.checking import Ground
from wangting.services.exchanging.service import Exchanging, refuse_wrong
from wangting.substrate.site import current


def ground(declared):
    return Ground(
        frozenset(declared.workflows), frozenset(REGISTERED.field_kinds), declared.sources.classes, declared.generic
    )


@contextmanager
def exchange(hall, *, commit=False):
    """Yield the exchange over the catalogue of ``hall``."""
    registry = hall.application.registry
    with current(registry), hall.room(commit=commit) as room:
        yield Exchanging(
            catalogue=room.items,
            register=room.register,
            ground=ground(hall.installation.declared),
            make=lambda *facts: registry.content.create("Item", *facts),
        )


@pytest.fixture
def rows(hall):
    """Every item as a file would have it, a row each."""
    with exchange(hall) as exchanging:
        assert len(exchanging) == 14
        return [Row(f"line {number}", copy.deepcopy(item)) for number, item in enumerate(exchanging.items(), 1)]


def judged(hall, rows):
    with exchange(hall) as exchanging:
        return list(exchanging.plan(rows))


def taken(hall, rows):
    counted = []
    with exchange(hall, commit=True) as exchanging:
        verdicts = list(exchanging.take(rows, counted.append))
        refuse_wrong(verdicts)
    assert counted == list(range(1, len(rows) + 1))
    return verdicts


def latest(hall, code):
    with hall.room() as room:
        held = room.items[code]
        return held.editions[-1].number, held.editions[-1].stage, dict(held.editions[-1].data), held.aliases


def test_what_has_not_changed_is_left_and_the_stamp_with_it(hall, rows):
    with hall.room() as room:
        before = room.register.stamp.mark
    assert {verdict.outcome for verdict in taken(hall, rows)} == {SAME}
    with hall.room() as room:
        assert room.register.stamp.mark == before


def test_another_promise_is_a_draft_and_the_published_edition_stays(hall, rows):
    code = rows[0].item["code"]
    number, _stage, published, _aliases = latest(hall, code)
    rows[0].item[EDITION]["conditions"] = "新的条件"
    verdicts = taken(hall, rows)
    assert (verdicts[0].outcome, verdicts[0].changes) == (CHANGED, ("edition.conditions",))
    made = latest(hall, code)
    assert made[:2] == (number + 1, "draft")
    assert made[2] == {**published, "conditions": "新的条件", "number": number + 1}
    with hall.room() as room:
        assert room.items[code].edition_on(hall.clock.now().date()).number == number


def test_a_second_file_goes_into_the_same_draft(hall, rows):
    code = rows[0].item["code"]
    rows[0].item[EDITION]["conditions"] = "一"
    taken(hall, rows)
    drafted = latest(hall, code)[0]
    rows[0].item[EDITION] |= {"conditions": "二", "number": drafted}
    taken(hall, rows)
    assert latest(hall, code)[:2] == (drafted, "draft")
    assert latest(hall, code)[2]["conditions"] == "二"


def test_aliases_are_the_items_own_and_need_no_edition(hall, rows):
    code = rows[0].item["code"]
    before = latest(hall, code)[0]
    rows[0].item["aliases"] = ["俗称"]
    assert taken(hall, rows)[0].changes == ("aliases",)
    assert latest(hall, code)[0] == before
    assert latest(hall, code)[3] == ("俗称",)
    with hall.room() as room:
        assert room.finder.search("俗称")[0].entry.code == code


def test_an_item_nobody_has_is_made_with_a_draft_and_is_offered_by_nobody(hall, rows):
    item = copy.deepcopy(rows[0].item)
    item |= {"code": "BZ0001", "source": "office"}
    assert taken(hall, [Row("line 1", item)])[0].outcome == NEW
    assert latest(hall, "BZ0001")[:2] == (1, "draft")
    with hall.room() as room:
        assert room.items["BZ0001"].source == "office"


def test_a_generic_form_follows_the_materials_that_the_file_tells(hall, rows):
    item = copy.deepcopy(rows[0].item)
    material = {**item[EDITION]["materials"][0], "id": "m1", "name": "户口簿"}
    item[EDITION] |= {"materials": [material], "form": GENERIC}
    item |= {"code": "BZ0002", "source": "office"}
    taken(hall, [Row("line 1", item)])
    form = latest(hall, "BZ0002")[2]["form"]
    asked = [field["title"] for section in form for field in section["fields"] if field["kind"] == "material"]
    assert asked == ["户口簿"]


def test_a_file_from_before_another_edition_is_told_and_takes_nothing(hall, rows):
    rows[1].item["aliases"] = ["旧名"]
    rows[0].item[EDITION] |= {"conditions": "晚了", "number": 7}
    with pytest.raises(Refused, match="rows_wrong"):
        taken(hall, rows)
    (wrong,) = [verdict for verdict in judged(hall, rows) if verdict.outcome == WRONG]
    assert [(fault.column, fault.code) for fault in wrong.faults] == [("edition.number", "another_edition")]
    assert latest(hall, rows[1].item["code"])[3] != ("旧名",)


def test_an_edition_that_somebody_reviews_is_not_changed_under_their_hands(hall, rows):
    rows[0].item[EDITION]["conditions"] = "一"
    taken(hall, rows)
    code = rows[0].item["code"]
    with hall.room(commit=True) as room:
        room.items[code].editions[-1].advance("reviewed")
    rows[0].item[EDITION] |= {"conditions": "二", "number": latest(hall, code)[0]}
    assert [fault.code for fault in judged(hall, rows)[0].faults] == ["in_review"]


def test_everything_that_can_be_said_of_an_item_is_kept_in_its_draft(hall, rows):
    row = next(row for row in rows if row.item[EDITION]["materials"])
    material = row.item[EDITION]["materials"][0]
    material |= {"channel": "government", "basis": "户口登记条例"}
    told = {
        "scenarios": [{"id": "first", "title": "首次", "title_en": None, "materials": [material["id"]]}],
        "facts": {"depth": 3, "courier": True, "result": {"name": "证", "kind": None, "sample": None},
                  "fees": [{"name": "工本费", "standard": "10元", "basis": None, "waiver": None}]},
    }  # fmt: skip
    row.item[EDITION] |= copy.deepcopy(told)
    (verdict,) = taken(hall, [row])
    assert verdict.changes == ("edition.materials", "edition.scenarios", "edition.facts")
    data = latest(hall, row.item["code"])[2]
    assert (data["scenarios"], data["facts"]) == (told["scenarios"], told["facts"])
    assert data["materials"][0]["channel"] == "government"
    assert judged(hall, [Row("again", exchange_of(hall, row.item["code"]))])[0].outcome == SAME


def test_what_a_file_changes_of_a_published_item_at_once_leaves_a_trace_of_who_and_what(hall, rows):
    before = next(row.item for row in rows if row.item["class"])
    item = copy.deepcopy(before)
    wanted = "行政许可" if item["class"] == "行政确认" else "行政确认"
    item |= {"class": wanted, "aliases": [*item["aliases"], "新叫法"]}
    with exchange(hall, commit=True) as exchanging:
        (verdict,) = exchanging.take([Row("line 1", item)], deed=Deed("written", 42, 7))
        assert verdict.outcome == CHANGED
        (again,) = exchanging.take([Row("line 1", item)], deed=Deed("written", 43, 8))
        assert again.outcome == SAME
    with hall.room() as room:
        held = room.items[item["code"]]
        names = tuple(tuple(one["aliases"]) for one in (before, item))
        changed = (("item_class", before["class"], wanted), ("aliases", *names))
        assert held.log == (Deed("written", 42, 7, "", changed),)
        assert (held.item_class, held.aliases, len(held.editions)) == (wanted, tuple(item["aliases"]), 1)


def exchange_of(hall, code):
    with exchange(hall) as exchanging:
        return next(item for item in exchanging.items() if item["code"] == code)


@pytest.mark.parametrize(
    ("key", "value", "column"),
    [
        ("class", "行政处罚", "class"),
        ("aliases", "准生证", "aliases"),
        ("code", "不是编码", "code"),
        ("extra", 1, "extra"),
        ("edition.workflow", "gone.v9", "edition.workflow"),
        ("edition.effective", "2026-13-01", "edition.effective"),
        ("edition.stage", "secret", "edition.stage"),
        ("edition.visits", "一次", "edition.visits"),
        ("edition.legal_limit", {"amount": 1, "unit": "year"}, "edition.legal_limit.unit"),
        ("edition.form", "none", "edition.form"),
        ("edition.facts", {"depth": 5}, "edition.facts.depth"),
        ("edition.facts", {"until": "2020-01-01"}, "edition.facts.until"),
        (
            "edition.scenarios",
            [{"id": "a", "title": "甲", "title_en": None, "materials": ["gone"]}],
            "edition.scenarios.1.materials.1",
        ),
        ("edition.scenarios", [{"id": "a", "title": "甲", "materials": []}] * 2, "edition.scenarios.1.id"),
    ],
)
def test_what_does_not_fit_is_told_with_its_key_and_place(hall, rows, key, value, column):
    *above, last = key.split(".")
    target = rows[0].item
    for step in above:
        target = target[step]
    target[last] = value
    verdict = judged(hall, rows)[0]
    assert (verdict.outcome, verdict.faults[0].column, verdict.faults[0].place) == (WRONG, column, "line 1")


def test_a_fault_of_a_material_is_told_where_the_material_stands(hall, rows):
    row = next(row for row in rows if row.item[EDITION]["materials"])
    row.item[EDITION]["materials"][0]["copies"] = 1000
    row.places["edition", "materials", 0] = "材料 17"
    (verdict,) = judged(hall, [row])
    assert {fault.place for fault in verdict.faults} == {"材料 17"}


def test_a_code_that_stands_twice_names_both_places(hall, rows):
    again = Row("line 99", copy.deepcopy(rows[0].item))
    verdict = judged(hall, [*rows, again])[-1]
    assert [(fault.code, fault.facts) for fault in verdict.faults] == [("twice", {"first": "line 1"})]


def test_a_row_that_could_not_be_read_is_told_with_what_the_reader_said(hall, rows):
    rows[0].faults.append(Fault("事项 2", "份数", "not_whole"))
    verdict = judged(hall, rows)[0]
    assert (verdict.outcome, verdict.faults) == (WRONG, tuple(rows[0].faults))


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
