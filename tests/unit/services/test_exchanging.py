"""What comes back in a file is told row by row, becomes drafts, and never half of it."""

import copy

import pytest

from bringing import all_rows, exchange, exchange_of, judged, taken
from wangting.content.item import Deed
from wangting.errors import Refused
from wangting.rules.exchange import CHANGED, EDITION, GENERIC, NEW, SAME, WRONG, Fault, Row


@pytest.fixture
def rows(hall):
    return all_rows(hall)


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


def test_the_code_of_before_is_the_items_own_and_a_file_without_it_leaves_it(hall, rows):
    row = rows[0]
    row.item["legacy_code"] = "AH-2015/71"
    assert taken(hall, [row])[0].changes == ("legacy_code",)
    told = exchange_of(hall, row.item["code"])
    assert told["legacy_code"] == "AH-2015/71"
    older = {key: value for key, value in told.items() if key != "legacy_code"}
    assert judged(hall, [Row("older", older)])[0].outcome == SAME
    assert judged(hall, [Row("odd", {**told, "legacy_code": "旧 71"})])[0].faults[0].column == "legacy_code"
    assert taken(hall, [Row("gone", {**told, "legacy_code": None})])[0].changes == ("legacy_code",)


STARS = (EDITION, "facts", "stars")


def test_a_file_of_before_there_were_stars_leaves_each_item_its_own(hall, rows):
    one, other = rows[:2]
    for row in (one, other):
        row.item[EDITION]["facts"] = {"stars": 4}
    assert {verdict.outcome for verdict in taken(hall, [one, other])} == {CHANGED}
    for row in (one, other):
        row.item = exchange_of(hall, row.item["code"])
        del row.item[EDITION]["facts"]
    one.unasked = (STARS,)
    kept, gone = judged(hall, [one, other])
    assert (kept.outcome, gone.outcome, gone.changes) == (SAME, CHANGED, ("edition.facts",))


def test_a_part_that_neither_says_stays_unsaid(hall, rows):
    for row in rows:
        row.unasked = (STARS,)
    assert {verdict.outcome for verdict in judged(hall, rows)} == {SAME}
    rows[0].item["code"] = "990000000000"
    assert judged(hall, rows)[0].outcome == NEW


@pytest.mark.parametrize("stars", [0, 6, "三"])
def test_there_are_one_to_five_stars(hall, rows, stars):
    rows[0].item[EDITION]["facts"] = {"stars": stars}
    assert judged(hall, rows)[0].faults[0].column == "edition.facts.stars"


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


def test_what_a_file_writes_into_a_draft_that_is_there_is_noted_in_its_log(hall, rows):
    item = rows[0].item
    for by, words in ((42, "第一次"), (43, "第二次")):
        with exchange(hall, commit=True) as exchanging:
            told = {**item, EDITION: {**exchange_of(hall, item["code"])[EDITION], "conditions": words}}
            (verdict,) = exchanging.take([Row("line 1", told)], deed=Deed("written", by, 7))
            assert verdict.outcome == CHANGED
    with hall.room() as room:
        assert [deed.by for deed in room.items[item["code"]].editions[-1].log] == [42, 43]
