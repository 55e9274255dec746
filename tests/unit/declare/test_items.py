"""Base items are read from JSON lines, and a record that does not fit its source is told at its line."""

import json

import pytest

from wangting.declare import forms, items, sources
from wangting.declare.registered import REGISTERED

FILE = "tenants/_shared/items/first.jsonl"
CODES = "tenants/_shared/items/codes.csv"
SOURCES = "tenants/_shared/items/sources.yaml"
WORKFLOWS = frozenset({"administrative_licence.v1", "instant.v1"})


def load(home):
    known, _problems = sources.load(home.path)
    generic, _problems = forms.load(home.path, WORKFLOWS, REGISTERED.field_kinds)
    found, problems = items.load(home.path, known, generic, WORKFLOWS, REGISTERED.field_kinds)
    return found, [str(problem) for problem in problems]


def spoil(home, change, line=1):
    """Change the record of ``line`` in place."""
    lines = home.read(FILE).split("\n")
    record = json.loads(lines[line - 1])
    change(record)
    lines[line - 1] = json.dumps(record, ensure_ascii=False)
    home.write(FILE, "\n".join(lines))


def test_the_first_items_are_read_in_file_order(home):
    found, problems = load(home)
    assert problems == []
    assert len(found) == 14
    item = found["440102013002"]
    assert item.name == "高级中学教师、中等职业学校教师和中等职业学校实习指导教师资格认定"
    assert item.item_class == "行政审批"
    assert item.edition["legal_limit"] == {"amount": 30, "unit": "workday"}
    assert item.record["dept"] == item.agency == "广州市教育局"


def test_the_codes_of_one_file_can_be_had_without_reading_it_whole(home):
    assert items.codes_of(home.path, "first.jsonl") == list(load(home)[0])


MISTAKES = [
    (lambda r: r.update(code="999"), "code: '999' is not in tenants/_shared/items/codes.csv"),
    (lambda r: r.update(code="AH01"), "code: belongs to row 1 of anhui_fragments"),
    (lambda r: r.update(code="a b"), "code: 'a b' does not match"),
    (lambda r: r.update(source="gone"), "source: no source 'gone'"),
    (lambda r: r.update({"class": "行政备案"}), "class: is '行政备案'; the source's map gives '行政审批'"),
    (lambda r: r["source_record"].update(type_code="77"), "source_record.type_code: the source has no type '77'"),
    (lambda r: r["source_record"].update(name="别名"), "edition.name: the record's name stays unchanged: '别名'"),
    (lambda r: r.update(colour="red"), "colour: is not known here"),
    (lambda r: r["edition"].pop("workflow"), "edition.workflow: Required"),
    (lambda r: r["edition"].update(workflow="gone.v1"), "edition.workflow: no workflow 'gone.v1'"),
    (lambda r: r["edition"].update(visits="0"), "edition.visits: must be a whole number, not '0'"),
    (lambda r: r["edition"]["legal_limit"].update(unit="moon"), "edition.legal_limit.unit: no such choice 'moon'"),
    (lambda r: r["edition"]["materials"][0].update(copies=0), "edition.materials.1.copies: 0 is less than"),
    (lambda r: r["edition"]["materials"][1].update(form="papyrus"), "edition.materials.2.form: no such choice"),
    (lambda r: r["edition"]["certificate"].update(type_code="1"), "edition.certificate.type_code: '1' does not match"),
    (lambda r: r["edition"]["form"][0]["fields"][0].update(kind="poem"), "edition.form.1.fields.1.kind: no kind"),
    (lambda r: r["edition"]["form"][0]["fields"][0].update(id="Name"), "edition.form.1.fields.1.id: 'Name' does not"),
    (lambda r: r["edition"]["form"][2]["fields"].pop(), "edition.form: nothing asks for the material 'm6'"),
]


@pytest.mark.parametrize(("change", "message"), MISTAKES, ids=[mistake[1] for mistake in MISTAKES])
def test_a_mistake_is_told_at_the_line_of_its_record(home, change, message):
    spoil(home, change)
    found, problems = load(home)
    assert len(found) == 13
    assert any(problem.startswith(f"{FILE}:1: {message}") for problem in problems), problems


def test_a_code_that_stands_twice_is_told_at_the_second(home):
    first = home.read(FILE).split("\n")[0]
    home.write(FILE, home.read(FILE) + first + "\n")
    assert load(home)[1] == [f"{FILE}:15: code: 440102013002 stands here twice"]


@pytest.mark.parametrize("line", ["{", "\xff", "{'a': 1}"])
def test_a_line_that_is_no_json_is_told(home, line):
    home.write(FILE, home.read(FILE) + line + "\n")
    [problem] = load(home)[1]
    assert problem.startswith(f"{FILE}:15: (file): not JSON: ")


def test_a_line_that_is_no_record_is_told(home):
    home.write(FILE, home.read(FILE) + "[1]\n")
    assert load(home)[1] == [f"{FILE}:15: (file): must be keys with values"]


def test_a_code_that_was_changed_by_hand_is_told(home):
    home.mend(CODES, "440101007000\n", "440101007001\n")
    assert load(home)[1] == [f"{CODES}:2: code: is '440101007001', its rule gives '440101007000'"]


def test_a_code_of_an_unknown_source_is_told(home):
    home.write(CODES, home.read(CODES) + "gone,1,,X01\n")
    assert load(home)[1] == [f"{CODES}:3732: source: no source 'gone'"]


def test_a_record_without_a_code_is_told(home):
    home.mend(CODES, "anhui_fragments,10,,AH10\n", "")
    assert load(home)[1] == [f"{CODES}:1: anhui_fragments: has 9 codes for 10 records"]


@pytest.mark.parametrize("spoilt", ["a,b\n1,2\n", "source,source_row,record_code,code\nx,one,y,z\n"])
def test_a_table_of_codes_that_is_none_is_told_and_the_items_are_still_read(home, spoilt):
    home.write(CODES, spoilt)
    problems = load(home)[1]
    assert problems[0].startswith(f"{CODES}:1: (file): cannot be read: ")
    assert len(problems) == 15


def test_a_missing_table_of_codes_is_told(home):
    (home.path / CODES).unlink()
    assert load(home)[1][0].startswith(f"{CODES}:1: (file): cannot be read: FileNotFoundError")


BASE = "tenants/_shared/items/base.jsonl"
LINE = {
    "code": "AH01",
    "source": "anhui_fragments",
    "source_row": 1,
    "source_record": {"name": "社会保障卡注销", "promise": "1工作日", "materials": ["身份证"], "agency": "县人社局"},
}


def base(home, **changes):
    home.write(BASE, json.dumps({**LINE, **changes}, ensure_ascii=False) + "\n")
    return load(home)


def test_an_edition_is_made_of_a_record_that_has_none(home):
    found, problems = base(home)
    assert problems == []
    item = found["AH01"]
    assert (item.name, item.item_class, item.agency) == ("社会保障卡注销", "为民服务", "县人社局")
    assert item.edition["promised_limit"] == {"amount": 1, "unit": "workday"}
    assert [material["name"] for material in item.edition["materials"]] == ["身份证"]
    assert [section["id"] for section in item.edition["form"]] == ["applicant", "agent", "materials", "remarks"]
    assert not item.retired


def test_everyday_words_are_those_of_the_source(home):
    record = {"name": "事项", "type_code": "21", "daily_name": "俗称，又称", "short_name": "简称"}
    line = {"code": "440101007000", "source": "guangdong_2021", "source_row": 1, "source_record": record}
    found, problems = base(home, **line)
    assert problems == []
    assert found["440101007000"].aliases == ("俗称", "又称", "简称")


def test_what_the_source_calls_superseded_has_no_class_and_says_so(home):
    found, problems = base(home, code="AH10", source_row=10)
    assert problems == []
    assert found["AH10"].item_class is None
    assert found["AH10"].retired
    assert found["AH10"].note["zh"].startswith("该规定已被取代")


BASE_MISTAKES = [
    ({"class": "为民服务"}, "class: is not known here"),
    ({"code": "999"}, "code: '999' is not in tenants/_shared/items/codes.csv"),
    ({"source_row": 2}, "code: belongs to row 1 of anhui_fragments"),
    ({"source": "gone"}, "source: no source 'gone'"),
    ({"source_record": []}, "source_record: must be a record with a name"),
    ({"source_record": {"name": ""}}, "source_record: must be a record with a name"),
    ({"source_record": {"name": "甲", "promise": "尽快"}}, "source_record.promise: cannot be read: '尽快'"),
    ({"source_record": {"name": "甲", "materials": [1]}}, "source_record.materials: cannot be read: 1"),
    ({"source_record": {"name": "甲", "agency": 1}}, "source_record.agency: cannot be read: 1"),
]


@pytest.mark.parametrize(("changes", "message"), BASE_MISTAKES, ids=[mistake[1] for mistake in BASE_MISTAKES])
def test_a_mistake_in_a_record_is_told_at_its_line(home, changes, message):
    found, problems = base(home, **changes)
    assert len(found) == 14
    assert any(problem.startswith(f"{BASE}:1: {message}") for problem in problems), problems


MAIN_COLUMN = "      own_code: catalog_code\n"
PART = {
    "code": "440104012001",
    "source": "guangdong_2021",
    "source_row": 22,
    "source_record": {"name": "新申请", "type_code": "01", "catalog_code": "440104012001", "handle_item": "",
                      "parent_catalog_code": "44010401200Y", "parent_catalog_name": "无线电频率使用许可"},
}  # fmt: skip


@pytest.fixture
def speaking(home):
    """A home whose sources say main items, as the real one's do."""
    home.mend(SOURCES, MAIN_COLUMN, MAIN_COLUMN + "      main_code: parent_catalog_code\n")
    return home


def part(home, **said):
    row = next(line for line in home.read(CODES).split("\n") if line.endswith(",440104012001")).split(",")[1]
    record = {**PART["source_record"], **said}
    home.write("tenants/_shared/items/base.jsonl",
               json.dumps({**PART, "source_row": int(row), "source_record": record}, ensure_ascii=False))  # fmt: skip
    return load(home)


def test_a_main_item_that_a_record_names_is_an_item_of_its_own(speaking):
    found, problems = part(speaking)
    assert problems == []
    assert found["440104012001"].place == ("sub", "44010401200Y")
    main = found["44010401200Y"]
    assert (main.name, main.place, main.item_class) == ("无线电频率使用许可", ("main", None), None)
    assert list(found)[-1] != "440104012001"


def test_a_main_item_without_a_name_is_told_at_the_line_of_the_record(speaking):
    assert part(speaking, parent_catalog_name="")[1] == [
        "tenants/_shared/items/base.jsonl:1: source_record.parent_catalog_name: cannot be read: None"
    ]


def test_a_main_item_without_a_committed_code_is_told(speaking):
    assert part(speaking, parent_catalog_code="44010409900Y")[1] == [
        f"{CODES}:1: 440104012001: lies under 44010409900Y, which has no code"
    ]
