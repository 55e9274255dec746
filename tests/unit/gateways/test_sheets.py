"""A catalogue written as XLSX, YAML and JSON reads as it was; what a person breaks in it is told where it stands."""

import json
import zipfile
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from wangting.errors import Refused
from wangting.gateways.sheets import book as sheets
from wangting.gateways.sheets.opening import FORMATS, format_of
from wangting.rules.exchange import GENERIC

#: A sentence as an office types it: no line of its own, nothing but spaces is nothing.
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))
WORDS = st.text(LETTERS, min_size=1, max_size=30).filter(str.strip)


def item(code="4401", **edition):
    """Return a plain item with one material and the generic form."""
    return {
        "code": code,
        "class": "行政审批",
        "rank": "sub",
        "parent": "4403",
        "legacy_code": "AH-71",
        "source": "office",
        "agency": None,
        "aliases": ["准生证", "二胎证"],
        "note": None,
        "edition": {
            "number": 1,
            "stage": "published",
            "effective": "2026-07-01",
            "name": "生育登记",
            "conditions": "本市户籍。\n已婚。",
            "legal_limit": {"amount": 20, "unit": "workday"},
            "promised_limit": None,
            "visits": 0,
            "service_object": ["自然人"],
            "materials": [
                {"id": "m1", "name": "=居民身份证", "necessity": "required", "copies": 1, "form": "copy",
                 "provider": None, "requirement": None}
            ],
            "fee": None,
            "steps": [],
            "workflow": "instant.v1",
            "certificate": {"name": "生育登记卡", "type_code": "11100000MB03271699022"},
            "form": GENERIC,
            **edition,
        },
    }  # fmt: skip


OWN = [
    {"id": "about", "title": "申请人", "title_en": "Applicant", "fields": [
        {"id": "kind", "kind": "choice", "title": "类别", "title_en": "Kind", "required": True, "hint": None,
         "hint_en": None, "options": [{"value": "a", "title": "甲", "title_en": "A"}]},
        {"id": "m1", "kind": "material", "title": "证", "title_en": None, "required": False, "hint": "清晰",
         "hint_en": "Clear"},
    ]},
]  # fmt: skip


#: An item that says everything that can be said of one.
FULL = item(
    "4404",
    materials=[{"id": "m1", "name": "户口簿", "necessity": None, "copies": None, "form": None, "provider": None,
                "requirement": None, "kind": "证件", "channel": "government", "instructions": "填全", "blank": "空表",
                "sample": "样表", "basis": "户口登记条例"}],
    scenarios=[{"id": "first", "title": "首次", "title_en": None, "materials": ["m1"]}],
    facts={"prohibited": "无", "legal_note": "说明", "promised_note": "说明", "visit_reason": "核对原件", "depth": 3,
           "stars": 2, "courier": True, "online_payment": False, "booking": True, "self_service": False,
           "result": {"name": "登记证", "kind": "证照", "sample": "样本"}, "special_procedures": ["听证"],
           "joint_bodies": ["公安局", "民政局"], "handling": ["窗口", "网上"], "scope": "全市", "quantity": "不限",
           "intermediary": "无", "level": "县级", "power_source": "法定", "delegated": "无", "until": "2027-01-01",
           "fees": [{"name": "工本费", "standard": "10元", "basis": None, "waiver": None}],
           "basis": [{"law": "行政许可法", "article": "第三十二条", "words": None}],
           "faq": [{"question": "能代办吗", "answer": "能。\n带委托书。"}]},
)  # fmt: skip


@pytest.fixture(params=sorted(FORMATS))
def file(request, tmp_path):
    return tmp_path / f"catalogue{request.param}"


def read(file):
    return list(format_of(file).read(file))


def rewritten(file, change):
    """Let ``change`` edit the workbook of ``file`` as a person would."""
    book = load_workbook(file)
    change(book)
    book.save(file)


def test_what_is_written_reads_as_it_was(file):
    items = [item(), {**item("4402", form=OWN), "aliases": []}, item("4403", materials=[], certificate=None), FULL]
    assert format_of(file).write(file, iter(items)) == 4
    rows = read(file)
    assert [row.item for row in rows] == items
    assert not any(row.faults for row in rows)
    assert len({row.place for row in rows}) == 4


@given(name=WORDS, steps=st.lists(WORDS, max_size=3), visits=st.integers(0, 9) | st.none())
def test_any_words_survive_every_format(tmp_path_factory, name, steps, visits):
    given = item(name=name, steps=steps, visits=visits)
    for suffix, kind in FORMATS.items():
        file = tmp_path_factory.getbasetemp() / f"words{suffix}"
        kind.write(file, [given])
        assert [row.item for row in kind.read(file)] == [given]


def test_another_kind_of_file_is_refused_with_the_kinds_there_are(tmp_path):
    with pytest.raises(Refused, match="unknown_format"):
        format_of(tmp_path / "catalogue.doc")


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path):
    file = tmp_path / "c.xlsx"
    format_of(file).write(file, [item()])
    cell = load_workbook(file)["材料"]["C2"]
    assert (cell.value, cell.data_type) == ("=居民身份证", "s")


def test_what_has_no_column_is_refused_and_not_left_out(tmp_path):
    with pytest.raises(Refused, match="no_column_for"):
        format_of(tmp_path / "c.xlsx").write(tmp_path / "c.xlsx", [item(strange=1)])


def test_a_cell_that_a_workbook_cannot_hold_is_refused(tmp_path):
    with pytest.raises(Refused, match="cell_too_long"):
        format_of(tmp_path / "c.xlsx").write(tmp_path / "c.xlsx", [item(conditions="长" * 32_768)])


@pytest.mark.parametrize(
    ("sheet", "cell", "typed", "code"),
    [
        ("事项", "M2", "十五", "not_whole"),
        ("事项", "M2", 1.5, "not_whole"),
        ("事项", "M2", True, "not_whole"),
        ("事项", "L2", "=1+1", "formula"),
        ("材料", "E2", "两份", "not_whole"),
        ("表单", "I2", "也许", "not_yes_no"),
        ("表单", "L2", "甲", "not_option"),
        ("事项", "X2", "通用表单", "two_forms"),
        ("事项", "X2", None, "no_form_choice"),
        ("事项", "A2", None, "no_code"),
    ],
)
def test_a_cell_that_does_not_fit_is_told_with_its_place(tmp_path, sheet, cell, typed, code):
    file = tmp_path / "c.xlsx"
    format_of(file).write(file, [item(form=OWN)])

    def spoil(book):
        book[sheet][cell] = typed

    rewritten(file, spoil)
    faults = [fault for row in read(file) for fault in row.faults]
    assert (faults[0].code, faults[0].place) == (code, f"{sheet} 2")


def test_what_a_spreadsheet_makes_of_codes_days_and_numbers_is_taken_as_it_was_meant(tmp_path):
    file = tmp_path / "c.xlsx"
    format_of(file).write(file, [item()])

    def retype(book):
        page = book["事项"]
        page["A2"], page["K2"], page["M2"] = 4401, datetime(2026, 8, 1), "15"  # noqa: DTZ001 - a cell has no zone
        book["材料"]["A2"], book["材料"]["E2"] = 4401.0, 2.0

    rewritten(file, retype)
    (row,) = read(file)
    edition = row.item["edition"]
    assert (row.item["code"], edition["effective"], edition["legal_limit"]["amount"]) == ("4401", "2026-08-01", 15)
    assert (edition["materials"][0]["copies"], row.faults) == (2, [])


def test_columns_may_stand_in_any_order_and_empty_rows_are_passed_over(tmp_path):
    file = tmp_path / "c.xlsx"
    format_of(file).write(file, [item(), item("4402")])

    def shuffle(book):
        page = book["事项"]
        page.insert_rows(3)
        page.move_range("B1:B4", cols=80)
        page.delete_cols(2)

    rewritten(file, shuffle)
    assert [row.item for row in read(file)] == [item(), item("4402")]


def test_a_material_of_no_item_is_told(tmp_path):
    file = tmp_path / "c.xlsx"
    format_of(file).write(file, [item()])

    def orphan(book):
        book["材料"]["A2"] = "9999"

    rewritten(file, orphan)
    rows = read(file)
    assert [(row.place, [fault.code for fault in row.faults]) for row in rows][1:] == [("材料 2", ["no_item"])]


def test_a_missing_sheet_a_missing_and_a_strange_column_are_refused_by_name(tmp_path):
    file = tmp_path / "c.xlsx"
    format_of(file).write(file, [item()])
    rewritten(file, lambda book: book["事项"].__setitem__("B1", "名字"))
    with pytest.raises(Refused) as refused:
        read(file)
    assert refused.value.facts == {"sheet": "事项", "missing": "事项名称", "strange": "名字"}
    rewritten(file, lambda book: book.remove(book["材料"]))
    with pytest.raises(Refused, match="no_sheet"):
        read(file)


def test_a_workbook_of_before_items_had_places_and_codes_of_before_says_nothing_of_them(tmp_path):
    file = tmp_path / "c.xlsx"
    format_of(file).write(file, [item()])
    rewritten(file, without("事项层级", "上级事项编码", "旧编码"))
    (row,) = read(file)
    assert row.item == {key: value for key, value in item().items() if key not in ("rank", "parent", "legacy_code")}
    assert (row.faults, row.unasked) == ([], ())


def test_a_workbook_of_before_there_were_stars_does_not_say_that_there_are_none(tmp_path):
    file = tmp_path / "c.xlsx"
    format_of(file).write(file, [item()])
    rewritten(file, without("网上办理星级"))
    (row,) = read(file)
    assert row.unasked == (("edition", "facts", "stars"),)
    assert row.item == item()


def without(*titles):
    """Return what takes columns out of the sheet of items, as in a workbook of before they were there."""

    def change(book):
        sheet = book["事项"]
        for title in titles:
            sheet.delete_cols(next(cell.column for cell in sheet[1] if cell.value == title))

    return change


def test_no_workbook_and_one_that_unpacks_to_too_much_are_refused(tmp_path, monkeypatch):
    file = tmp_path / "c.xlsx"
    file.write_bytes(b"PK no")
    with pytest.raises(Refused, match="no_workbook"):
        read(file)
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("a", "a")
    with pytest.raises(Refused, match="no_workbook"):
        read(file)
    Workbook().save(file)
    monkeypatch.setattr("wangting.gateways.sheets.xlsx_reading.LARGEST", 10)
    with pytest.raises(Refused, match="workbook_too_large"):
        read(file)


def test_json_of_another_program_is_read_too_and_what_is_no_list_is_refused(tmp_path):
    file = tmp_path / "c.json"
    file.write_text(json.dumps([item(), "x"], indent=1), encoding="utf-8")
    rows = read(file)
    assert rows[0].item == item()
    assert [fault.code for fault in rows[1].faults] == ["no_mapping"]
    for text, code in (("{}", "no_list_of_items"), ("[\n{", "no_json"), ("", "no_json")):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(Refused, match=code):
            read(file)


def test_yaml_is_plain_data_and_a_day_in_it_stays_a_text(tmp_path):
    file = tmp_path / "c.yaml"
    file.write_text("---\neffective: 2026-07-01\n---\n- 1\n", encoding="utf-8")
    rows = read(file)
    assert rows[0].item == {"effective": "2026-07-01"}
    assert [fault.code for fault in rows[1].faults] == ["no_mapping"]
    for text in ("a: &x 1\nb: *x\n", "a: !!set {}\n", "a: [\n"):
        code = "no_yaml" if "[" in text else "yaml_not_plain"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(Refused, match=code):
            read(file)


def test_every_column_has_a_title_of_its_own():
    for sheet in (*sheets.SHEETS, *(sheet for sheet, _path in sheets.LISTS)):
        assert len({column.title for column in sheet.columns}) == len(sheet.columns)
