"""Office documents are told by their own list of parts; what is lively, broken or a bomb is none."""

import io
import zipfile

import openpyxl
import pytest

from documents import BOOK, PARTS, PDF, WORD, docx, listed, xlsx, zipped
from wangting.errors import DeclarationError, Refused, TooLarge
from wangting.gateways import officefiles
from wangting.gateways.officefiles import DOCX, XLSX, office_kind
from wangting.gateways.uploads import form_rules_from, inspect, rules_from

FORMS = form_rules_from({})
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
MAIN = f"{DOCX}.main+xml"


def kind(content):
    return office_kind(io.BytesIO(content))


def real_workbook():
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = "姓名"
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(("content", "found"), [(docx(), DOCX), (xlsx(), XLSX), (real_workbook(), XLSX)])
def test_a_document_is_told_by_its_main_part(content, found):
    assert kind(content) == found


@pytest.mark.parametrize(
    "parts",
    [
        {"a.txt": "a"},
        {WORD: "no list of parts"},
        {PARTS: listed(WORD, MAIN)},
        {PARTS: listed(WORD, MACROS), WORD: ""},
        {PARTS: listed(WORD, MAIN), WORD: "", "word/vbaProject.bin": ""},
        {PARTS: listed(WORD, MAIN) + "vbaProject", WORD: ""},
        {PARTS: listed(WORD, MAIN), WORD: "", "word/embeddings/oleObject1.bin": ""},
        {PARTS: listed(WORD, MAIN) + listed(BOOK, f"{XLSX}.main+xml"), WORD: "", BOOK: ""},
        {PARTS: b"\xff\xfe", WORD: ""},
        {PARTS: "<Override/>", WORD: ""},
    ],
)
def test_another_archive_is_no_document(parts):
    assert kind(zipped(parts)) is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x03\x04" + bytes(40), docx()[:-30]])
def test_a_broken_archive_is_no_document(content):
    assert kind(content) is None


def test_a_list_of_parts_that_was_altered_is_none():
    whole = bytearray(docx())
    whole[40 + len(PARTS)] ^= 0xFF
    assert kind(bytes(whole)) is None


def test_a_bomb_is_no_document(monkeypatch):
    monkeypatch.setattr(officefiles, "UNPACKED", 1000)
    assert kind(zipped({PARTS: listed(WORD, MAIN), WORD: "x" * 2000})) is None


def test_a_document_of_very_many_parts_is_none(monkeypatch):
    monkeypatch.setattr(officefiles, "MOST", 3)
    many = {f"part{number}": "" for number in range(3)}
    assert kind(zipped({PARTS: listed(WORD, MAIN), WORD: "", **many})) is None


def test_a_part_that_is_there_twice_makes_it_none():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        for name, text in ((PARTS, listed(WORD, MAIN)), (WORD, "a")):
            written.writestr(name, text)
        with pytest.warns(UserWarning, match="Duplicate"):
            written.writestr(WORD, "b")
    assert kind(stream.getvalue()) is None


def look(content, name, rules=FORMS):
    return inspect(io.BytesIO(content), name, rules)


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [(PDF, "表.pdf", "application/pdf"), (docx(), "表.docx", DOCX), (xlsx(), "表.XLSX", XLSX), (docx(), "表", DOCX)],
)
def test_what_offices_write_in_may_be_given_out(content, name, found):
    assert look(content, name).media_type == found


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (docx(), "表.xlsx", "file_name_mismatch"),
        (docx(), "表.pdf", "file_name_mismatch"),
        (docx(), "表.docx.exe", "file_name_mismatch"),
        (docx(), "表.zip", "file_name_mismatch"),
        (zipped({"a.txt": "a"}), "表.docx", "file_kind_refused"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "表.doc", "file_kind_refused"),
        (b"<html><script>1</script>", "表.html", "file_kind_refused"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "表.svg", "file_kind_refused"),
        (PDF[:9] + b"<html>", "表.pdf", "file_two_kinds"),
        (PDF + docx(), "表.pdf", "file_two_kinds"),
        (b"", "表.pdf", "file_empty"),
    ],
)
def test_what_is_something_else_is_refused(content, name, code):
    with pytest.raises(Refused) as refused:
        look(content, name)
    assert refused.value.code == code


def test_a_document_is_refused_where_only_photos_are_taken():
    with pytest.raises(Refused, match="file_kind_refused"):
        look(docx(), "表.docx", rules_from({}))


def test_an_archive_is_still_one_where_archives_are_taken():
    rules = rules_from({"wangting.uploads.kinds": "zip"})
    assert look(docx(), "全部.zip", rules).media_type == "application/zip"


def test_how_large_a_form_may_be_is_a_setting_and_never_more_than_any_file():
    assert FORMS.file_size == 10 << 20
    assert form_rules_from({"wangting.uploads.form_mb": "1"}).file_size == 1 << 20
    assert form_rules_from({"wangting.uploads.file_mb": "2"}).file_size == 2 << 20
    with pytest.raises(TooLarge, match="file_too_large"):
        look(PDF + bytes(1 << 20), "表.pdf", form_rules_from({"wangting.uploads.form_mb": "1"}))


def test_which_kinds_of_forms_is_a_setting():
    assert form_rules_from({"wangting.uploads.form_kinds": "pdf"}).kinds == ("application/pdf",)
    with pytest.raises(DeclarationError, match="form_kinds"):
        form_rules_from({"wangting.uploads.form_kinds": "exe"})


def test_what_no_office_program_packs_is_no_document():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(PARTS, "<Types/>" * 50)
    broken = bytearray(stream.getvalue())
    broken[30 + len(PARTS) + 9] = 0xFF
    assert kind(bytes(broken)) is None
    assert kind(stream.getvalue()) is None


LISTED = listed(WORD, MAIN)
RELATED = '<Relationship Type="http://x/attachedTemplate" Target="http://x/t.dotm" TargetMode="External"/>'


@pytest.mark.parametrize(
    "parts",
    [
        {PARTS: LISTED.replace("</Types>", '<Override ContentType="a.vba&#80;roject"/></Types>'), WORD: "<w/>"},
        {PARTS: LISTED + " " * (1 << 20), WORD: "<w/>"},
        {PARTS: LISTED, WORD: "<w/>", "word/_rels/settings.xml.rels": RELATED},
    ],
)
def test_macros_come_by_no_back_door(parts):
    assert kind(zipped(parts)) is None
