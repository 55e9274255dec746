"""The base catalogue has every real record, and each item shows what its record says and nothing else (DESIGN 5).

The main items that are no records stand in test_main_items.py.
"""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from narrowing import first_codes
from wangting.declare import REGISTERED, codes
from wangting.declare.itemschema import edition_schema
from wangting.declare.schema import check
from wangting.declare.yaml import Document
from wangting.forms.kinds import KINDS
from wangting.forms.spec import sections_of
from wangting.rules.item import edition_problems, fields_of, is_required

HOME = Path(__file__).resolve().parents[3]
SOURCES = HOME.parent / "shared/data"
COMMITTED = codes.read(HOME / codes.FILE)
#: Without the main items that are no records.
OF_RECORDS = [code for code in COMMITTED if code.source_row != codes.NO_ROW]
UNITS = {"工作日": "workday", "自然日": "calendar_day"}
TEN_MB = 10 * 1000 * 1000


@pytest.fixture(scope="module")
def items(whole):
    """The items that are records."""
    return {code: item for code, item in whole.items.items() if item.source_row != codes.NO_ROW}


@pytest.fixture(scope="module")
def based(items):
    """The items whose editions are made of their records."""
    made = first_codes(HOME)
    return [item for code, item in items.items() if code not in made]


def by_source(items, source):
    return [item for item in items.values() if item.source == source]


def test_every_record_of_every_source_is_in_it_once(items):
    assert Counter(item.source for item in items.values()) == {
        "guangdong_2021": 2262,
        "guangan_2025": 1135,
        "anhui_fragments": 10,
    }
    assert items.keys() == {code.code for code in OF_RECORDS}


def test_the_committed_codes_are_those_their_rules_give(whole):
    rules = {key: source.codes for key, source in whole.sources.sources.items()}
    rows = [codes.SourceRow(code.source, code.source_row, code.record_code) for code in COMMITTED]
    assert codes.assign(rows, rules) == COMMITTED
    assert len(OF_RECORDS) == 3407
    assert len({code.code for code in COMMITTED}) == len(COMMITTED) == 3407 + 323
    # Main items came later, and the table is only ever appended to.
    assert COMMITTED[:3407] == OF_RECORDS


def test_1965_catalogue_codes_of_guangdong_are_told_apart_by_a_number():
    guangdong = [code.code for code in OF_RECORDS if code.source == "guangdong_2021"]
    assert len({code.split(".")[0] for code in guangdong}) == 1965
    assert all(code.split(".")[0].isdigit() and len(code.split(".")[0]) == 12 for code in guangdong)


def test_its_classes_are_those_of_the_sources_own_maps(items):
    # Counted over the records with DOMAIN 2's map; 08 and 09 of Guangdong, 8 and 9 of Guang'an have no class.
    assert Counter(item.item_class for item in by_source(items, "guangdong_2021")) == {
        "为民服务": 1586, "行政审批": 510, "行政备案": 75, None: 55, "行政确认": 26, "行政给付": 8, "审核转报": 2
    }  # fmt: skip
    assert Counter(item.item_class for item in by_source(items, "guangan_2025")) == {
        "行政审批": 536, "为民服务": 348, "行政备案": 182, "行政确认": 50, None: 10, "行政给付": 9
    }  # fmt: skip
    assert Counter(item.item_class for item in by_source(items, "anhui_fragments")) == {
        "为民服务": 5, "审核转报": 4, None: 1
    }  # fmt: skip


def test_the_superseded_rule_is_kept_as_retired_and_says_so(items):
    assert [item.code for item in items.values() if item.retired] == ["AH10"]
    assert items["AH10"].note["en"].startswith("This rule has been superseded")


def shown(item):
    """Return what pages show of an item that its record could say."""
    edition = item.edition
    names = ("conditions", "legal_limit", "promised_limit", "visits", "service_object", "fee", "steps")
    told = {name: edition[name] for name in names}
    return {**told, "name": item.name, "agency": item.agency,
            "materials": [material["name"] for material in edition["materials"]]}  # fmt: skip


def limit(amount, unit):
    return None if amount is None else {"amount": amount, "unit": UNITS[unit]}


def test_what_is_shown_of_guangdong_is_what_its_records_say(items):
    for item in by_source(items, "guangdong_2021"):
        record = item.record
        assert shown(item) == {
            "name": record["name"],
            "agency": record["dept"] or None,
            "conditions": record["accept_condition"] or None,
            "legal_limit": limit(record["legal_limit"], record["legal_unit"]),
            "promised_limit": limit(record["promise_limit"], record["promise_unit"]),
            "visits": int(record["visits"]) if record["visits"] else None,
            "service_object": record["service_object"],
            "materials": record["materials"],
            "fee": None,
            "steps": [],
        }, item.code


def test_what_is_shown_of_guangan_is_a_name_and_a_body_and_nothing_else(items):
    for item in by_source(items, "guangan_2025"):
        told = shown(item)
        assert (told.pop("name"), told.pop("agency")) == (item.record["name"], item.record["department"])
        assert not any(told.values()), item.code


def test_what_is_shown_of_anhui_is_what_its_pages_say(items):
    promises = {"1工作日": limit(1, "工作日"), "15个工作日内上报": limit(15, "工作日"), "即办": limit(0, "工作日")}
    for item in by_source(items, "anhui_fragments"):
        record = item.record
        materials = [one if isinstance(one, str) else one["name"] for one in record.get("materials", ())]
        assert shown(item) == {
            "name": record["name"],
            "agency": record.get("agency"),
            "conditions": record.get("condition"),
            "legal_limit": None,
            "promised_limit": promises.get(record.get("promise")),
            "visits": None,
            "service_object": [],
            "materials": materials,
            "fee": record.get("fee"),
            "steps": record.get("steps", []),
        }, item.code


def test_what_is_said_of_a_material_stands_in_its_record(items):
    words = {"required": "必要", "optional": "非必要", None: None}
    for item in items.values():
        for ours, said in zip(item.edition["materials"], item.record.get("materials", ()), strict=True):
            told = {"name": said} if isinstance(said, str) else said
            assert words[ours["necessity"]] == told.get("necessity")
            assert (ours["copies"], ours["requirement"]) == (told.get("copies"), told.get("requirement"))
            assert ours["form"] is None or {"copy": "复印件", "original": "原件"}[ours["form"]] in ours["name"]
            assert ours["provider"] is None


def test_every_everyday_word_stands_in_its_record(items):
    for item in items.values():
        said = f"{item.record.get('daily_name', '')} {item.record.get('short_name', '')}"
        assert all(alias in said for alias in item.aliases), item.code
    assert sum(len(item.aliases) for item in items.values()) > 700


def test_every_edition_is_sound(whole):
    workflows = frozenset(whole.workflows)
    for item in whole.items.values():
        assert edition_problems(item.edition, workflows, REGISTERED.field_kinds) == (), item.code


def test_editions_made_of_records_have_the_shape_of_those_made_by_hand(based):
    # Every hundredth, and every item with another set of fields than those seen before.
    seen = set()
    for number, item in enumerate(based):
        asked = (*(field["id"] for field in fields_of(item.edition)), item.edition["workflow"])
        if number % 100 == 0 or asked not in seen:
            seen.add(asked)
            document = Document(item.code, data=dict(item.edition))
            assert check(document, edition_schema()) == item.edition, document.problems


def test_forms_made_of_records_ask_for_each_material_once_and_for_nobody_who_cannot_apply(based):
    for item in based:
        asked = {field["id"]: field for field in fields_of(item.edition)}
        for material in item.edition["materials"]:
            assert asked.pop(material["id"])["required"] == is_required(material)
        others = {"applicant_name", "id_number", "phone", "address", "agent_name", "agent_phone", "remarks"}
        assert asked.keys() - {"organisation"} == others
        assert ("organisation" in asked) == (item.edition["service_object"] != ["自然人"])


def test_forms_made_of_records_can_be_shown_by_the_kinds_of_fields_there_are(based):
    for item in based[::20]:
        sections = sections_of(item.edition["form"], item.edition["materials"])
        assert all(entry.kind in KINDS for section in sections for entry in section.fields)


def test_no_certificate_is_invented(based):
    assert all(item.edition["certificate"] is None for item in based)


def test_only_what_the_source_calls_instant_goes_the_instant_way(items):
    instant = [item.code for item in items.values() if item.edition["workflow"] == "instant.v1"]
    assert instant == ["AH08"]


def test_its_files_stay_small():
    files = list((HOME / "tenants/_shared/items").glob("*.jsonl"))
    assert len(files) == 4
    assert all(path.stat().st_size < TEN_MB for path in files)


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the source files are not part of the repository (items/README.md)")
def test_the_committed_records_are_those_of_the_source_files_unchanged(items):
    with (SOURCES / "items_guangdong_2021.jsonl").open(encoding="utf-8") as lines:
        guangdong = [json.loads(line) for line in lines]
    with (SOURCES / "items_guangan_county_2025.csv").open(encoding="utf-8", newline="") as lines:
        guangan = list(csv.DictReader(lines))
    pages = json.loads((SOURCES / "guide_fragments_anhui.json").read_text(encoding="utf-8"))["guides"]
    anhui = [(page, record) for page in pages for record in page["items"]]
    for code in OF_RECORDS:
        record = dict(items[code.code].record)
        if code.source == "anhui_fragments":
            page, original = anhui[code.source_row - 1]
            assert record.pop("page").items() <= page.items()
        else:
            original = {"guangdong_2021": guangdong, "guangan_2025": guangan}[code.source][code.source_row - 1]
        assert record == original, code.code
