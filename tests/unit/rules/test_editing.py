"""What an editor leaves alone stays as it was; what is changed is changed and nothing else is."""

import pytest

from conftest import ROOT
from told import FACTS, MATERIAL, SCENARIOS
from wangting.declare import load
from wangting.declare.registered import REGISTERED
from wangting.rules.editing import PARTS, control_of, copied
from wangting.rules.item import edition_problems


@pytest.fixture(scope="module")
def declared():
    return load(ROOT)


@pytest.fixture(scope="module")
def full(declared):
    """An edition that says everything."""
    edition = dict(declared.items["440102013002"].edition)
    materials = [{**edition["materials"][0], **MATERIAL}, *edition["materials"][1:]]
    return {**edition, "materials": materials, "scenarios": SCENARIOS, "facts": FACTS}


def plain(data):
    """Return ``data`` with its lists as lists, and without what says nothing."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items() if value is not None}
    return [plain(one) for one in data] if isinstance(data, list | tuple) else data


def problems(declared, data):
    return edition_problems(data, frozenset(declared.workflows), frozenset(REGISTERED.field_kinds))


def changed(data, part, **values):
    shown = PARTS[part].shown(data)
    return PARTS[part].applied(data, {**shown, **values}, ())


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_comes_back_as_it_went_out_changes_nothing(full, part):
    assert plain(changed(full, part)) == plain(full)


def test_no_part_of_any_item_of_the_catalogue_is_changed_by_looking_at_it(declared):
    for code, record in declared.items.items():
        data = dict(record.edition)
        for part in PARTS:
            assert plain(changed(data, part)) == plain(data), (code, part)


def test_a_new_paper_gets_an_id_of_its_own_and_the_form_asks_for_it(declared, full):
    rows = PARTS["materials"].shown(full)["materials"]
    new = {**dict.fromkeys(rows[0], ""), "name": "居住证", "necessity": "optional", "copies": "2"}
    data = changed(full, "materials", materials=[*rows, new])
    added = data["materials"][-1]
    assert (added["name"], added["copies"], added["necessity"]) == ("居住证", 2, "optional")
    assert added["id"] not in {one["id"] for one in full["materials"]}
    assert problems(declared, data) == ()


def test_a_paper_that_goes_leaves_the_form_and_the_scenarios(declared, full):
    rows = PARTS["materials"].shown(full)["materials"]
    data = changed(full, "materials", materials=rows[1:])
    gone = full["materials"][0]["id"]
    assert all(gone not in one["materials"] for one in data["scenarios"])
    assert problems(declared, data) == ()


def test_a_paper_that_is_renamed_is_asked_for_by_its_new_name_under_its_old_id(declared):
    data = dict(declared.items["440101007000"].edition)
    rows = PARTS["materials"].shown(data)["materials"]
    rows[0] = {**rows[0], "name": "新的名字", "necessity": "optional"}
    after = changed(data, "materials", materials=rows)
    field = next(f for s in after["form"] for f in s["fields"] if f["kind"] == "material")
    assert (field["title"], field["required"], field["id"]) == ("新的名字", False, data["materials"][0]["id"])


def test_an_item_without_papers_gets_a_section_for_its_first(declared):
    data = {**dict(declared.items["440101007000"].edition), "materials": []}
    data["form"] = [{**s, "fields": [f for f in s["fields"] if f["kind"] != "material"]} for s in data["form"]]
    data["form"] = [section for section in data["form"] if section["fields"]]
    keys = PARTS["materials"].shown(declared.items["440101007000"].edition)["materials"][0]
    after = changed(data, "materials", materials=[{**dict.fromkeys(keys, ""), "name": "申请书"}])
    assert after["form"][-1]["id"] == "materials"
    assert problems(declared, after) == ()


def test_an_id_that_was_made_up_or_sent_twice_is_not_believed(full):
    rows = PARTS["materials"].shown(full)["materials"]
    after = changed(full, "materials", materials=[rows[0], rows[0], {**rows[1], "id": "made_up"}])
    ids = [one["id"] for one in after["materials"]]
    assert len(set(ids)) == 3
    assert ids[0] == rows[0]["id"]
    assert "made_up" not in ids


def test_a_number_that_no_paper_has_is_told_by_the_check(declared, full):
    rows = PARTS["scenarios"].shown(full)["scenarios"]
    data = changed(full, "scenarios", scenarios=[{**rows[0], "materials": "1，99"}])
    assert [found.key for found in problems(declared, data)] == ["scenarios.1.materials.2"]


def test_what_is_left_empty_is_unknown_and_not_an_empty_text(full):
    empty = dict.fromkeys(PARTS["guide"].shown(full), "") | {"name": full["name"]}
    data = PARTS["guide"].applied(full, empty, ())
    assert (data["conditions"], data["visits"], data["service_object"]) == (None, None, [])
    assert "result" not in data["facts"]
    assert "fees" in data["facts"], "another part is not touched"
    data = changed(changed(full, "fees", fee="", fees=[]), "limits", legal_amount="", promised_amount="x")
    assert (data["fee"], data["legal_limit"], data["promised_limit"]) == (None, None, None)
    assert changed(full, "flow", certificate_name="", certificate_code="")["certificate"] is None
    assert "scenarios" not in changed(full, "scenarios", scenarios=[])


def test_a_copy_keeps_its_own_name_number_and_day(full):
    other = {**full, "name": "另一个", "number": 7, "effective": "2027-01-01", "facts": {}}
    data = copied(other, full)
    assert (data["name"], data["number"], data["effective"]) == ("另一个", 7, "2027-01-01")
    assert data["facts"] == FACTS


def test_every_place_that_the_linter_or_a_check_names_has_its_field_in_the_editor(full):
    guide = PARTS["guide"].shown(full)
    assert all(control_of(f"facts.{key}") == ("guide", key) for key in ("courier", "visit_reason", "depth"))
    assert all(control_of(key) == ("guide", key) for key in ("name", "visits", "steps", "conditions"))
    assert {"courier", "visit_reason", "depth", "visits", "result_sample"} <= guide.keys()
    assert control_of("facts.result.sample") == ("guide", "result_sample")
    assert control_of("facts.result") == ("guide", "result_name")
    assert control_of("facts.promised_note") == ("limits", "promised_note")
    assert control_of("promised_limit") == ("limits", "promised_amount")
    assert control_of("materials.2.basis") == ("materials", "materials-1-basis")
    assert control_of("materials.1") == ("materials", "materials-0-name")
    assert control_of("facts.fees") == ("fees", "fees")
    assert control_of("facts.faq") == ("faq", "faq")
    assert control_of("workflow") == ("flow", "workflow")
    assert control_of("help") is None


def test_where_a_law_can_be_read_is_said_or_not_said_at_all(full):
    silent = {"law": "某法", "article": "", "words": "", "address": ""}
    said = {"law": "某条例", "article": "第一条", "words": "", "address": "https://example.gov.cn/a"}
    told = changed(full, "basis", basis=[silent, said])["facts"]["basis"]
    assert told[0] == {"law": "某法", "article": None, "words": None}
    assert told[1] == {**said, "words": None}
    assert PARTS["basis"].shown({"facts": {"basis": told}}) == {"basis": [silent, said]}
