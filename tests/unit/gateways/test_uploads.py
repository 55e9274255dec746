import io
import struct
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wangting.errors import DeclarationError, Refused, TooLarge
from wangting.gateways.uploads import UploadRules, inspect, rules_from, safe_name

RULES = UploadRules()


def png(width=100, height=80):
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", width, height, 8, 2, 0, 0, 0) + bytes(60)


def jpeg(width=100, height=80, before=b"\xff\xe0\x00\x04ab"):
    return b"\xff\xd8" + before + b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + bytes(60) + b"\xff\xd9"


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
ZIP = b"PK\x03\x04" + bytes(30) + b"PK\x05\x06" + bytes(18)


def look(content, name, rules=RULES):
    return inspect(io.BytesIO(content), name, rules)


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (jpeg(), "身份证.jpg", "image/jpeg"),
        (jpeg(), "IMG_1.JPEG", "image/jpeg"),
        (jpeg(before=b"\xff\xff\xff\xe1\x00\x04ab"), "filled.jpg", "image/jpeg"),
        (jpeg(before=b"\xff\xd0"), "alone.jpg", "image/jpeg"),
        (png(), "照片.png", "image/png"),
        (PDF, "申请表.pdf", "application/pdf"),
    ],
)
def test_what_is_allowed_is_told_by_its_content(content, name, media_type):
    upload = look(content, name)
    assert (upload.name, upload.media_type, upload.size) == (name, media_type, len(content))


def test_the_stream_is_left_at_its_beginning():
    stream = io.BytesIO(png())
    inspect(stream, "a.png", RULES)
    assert stream.tell() == 0


@pytest.mark.parametrize(
    ("name", "kept"), [("照片", "照片.png"), ("", "未命名.png"), ("身份证.正面", "身份证.正面.png")]
)
def test_a_name_without_a_suffix_gets_the_one_of_its_content(name, kept):
    assert look(png(), name).name == kept


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "empty.pdf", "file_empty"),
        (b"<html><script>alert(1)</script>", "photo.jpg", "file_kind_refused"),
        (b"<!DOCTYPE html><p>", "a.pdf", "file_kind_refused"),
        (b'<svg xmlns="http://www.w3.org/2000/svg">', "a.svg", "file_kind_refused"),
        (b"MZ\x90\x00" + bytes(100), "setup.exe", "file_kind_refused"),
        (b"\x7fELF" + bytes(100), "a.jpg", "file_kind_refused"),
        (b"#!/bin/sh\n", "a.pdf", "file_kind_refused"),
        (b"GIF89a" + bytes(100), "a.gif", "file_kind_refused"),
        (ZIP, "a.zip", "file_kind_refused"),
        (ZIP, "a.docx", "file_kind_refused"),
        (b"\n" + PDF, "shifted.pdf", "file_kind_refused"),
        (png(), "photo.jpg", "file_name_mismatch"),
        (jpeg(), "photo.pdf", "file_name_mismatch"),
        (jpeg(), "photo.jpg.exe", "file_name_mismatch"),
        (jpeg(), "photo.svg", "file_name_mismatch"),
        (jpeg(), "photo\u202egpj.exe", "file_name_mismatch"),
        (jpeg() + ZIP, "photo.jpg", "file_two_kinds"),
        (PDF + ZIP, "a.pdf", "file_two_kinds"),
        (jpeg(before=b"\xff\xfe\x00\x0c<script>  "), "photo.jpg", "file_two_kinds"),
        (b"%PDF-1.7\n<HTML><body>", "a.pdf", "file_two_kinds"),
        (png(50_000, 50_000), "bomb.png", "picture_too_large"),
        (jpeg(50_000, 50_000), "bomb.jpg", "picture_too_large"),
        (png(0, 10), "flat.png", "picture_damaged"),
        (png()[:20], "cut.png", "picture_damaged"),
        (jpeg(0, 10), "flat.jpg", "picture_damaged"),
        (b"\xff\xd8\xff", "cut.jpg", "picture_damaged"),
        (b"\xff\xd8\xff\xff\xff", "filled to the end.jpg", "picture_damaged"),
        (b"\xff\xd8\xff\xe0\x00", "cut length.jpg", "picture_damaged"),
        (b"\xff\xd8\xff\xe0\x00\x01", "short segment.jpg", "picture_damaged"),
        (b"\xff\xd8\xff\xe0\x00\x02xx", "no marker.jpg", "picture_damaged"),
        (b"\xff\xd8\xff\xc0\x00\x0b\x08", "cut frame.jpg", "picture_damaged"),
        (b"\xff\xd8\xff\xda\x00\x02", "no frame.jpg", "picture_damaged"),
        (b"\xff\xd8" + b"\xff\xd0" * 1500, "endless.jpg", "picture_damaged"),
    ],
)
def test_everything_else_gets_a_clear_refusal(content, name, code):
    with pytest.raises(Refused) as refusal:
        look(content, name)
    assert refusal.value.code == code


def test_a_refusal_of_the_kind_says_what_is_allowed():
    with pytest.raises(Refused) as refusal:
        look(ZIP, "a.zip")
    assert refusal.value.facts["allowed"] == ("jpg", "png", "pdf")


def test_a_file_over_its_limit_is_too_large():
    with pytest.raises(TooLarge):
        look(PDF, "a.pdf", UploadRules(file_size=len(PDF) - 1))
    assert look(PDF, "a.pdf", UploadRules(file_size=len(PDF)))


def test_an_archive_passes_where_it_is_allowed():
    assert look(ZIP, "a.zip", UploadRules(kinds=("application/zip",))).media_type == "application/zip"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("C:\\Users\\wang\\身份证.jpg", "身份证.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\r\nc.pdf", "ab c.pdf"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\u200bb\ufeff.png", "ab.png"),
        (".htaccess", "htaccess"),
        ("...", "未命名"),
        ("", "未命名"),
        ('a<b>:"c|?*%.pdf', "a_b___c____.pdf"),
        ("a  b .pdf", "a b.pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("\ud800.pdf", "pdf"),
    ],
)
def test_a_name_is_made_safe(name, safe):
    assert safe_name(name) == safe


@given(st.text(max_size=400))
@example("长" * 300 + ".pdf")
@example("." * 300 + "a" * 300)
def test_a_safe_name_is_safe_whatever_was_sent(name):
    safe = safe_name(name)
    assert 0 < len(safe.encode("utf-8")) <= 150
    assert not set(safe) & set('/\\<>:"|?*%\r\n\t')
    assert not any(unicodedata.category(letter).startswith("C") for letter in safe)
    assert not safe.startswith(".")
    assert safe_name(safe) == safe


def test_a_name_of_300_letters_keeps_its_suffix():
    assert safe_name("长" * 300 + ".pdf").endswith("长.pdf")


def test_the_limits_of_the_house_are_the_default():
    rules = rules_from({})
    assert rules == UploadRules()
    assert (rules.file_size, rules.files, rules.case_size) == (20 * 2**20, 30, 100 * 2**20)


def test_a_hall_may_narrow_the_limits_and_choose_the_kinds():
    rules = rules_from({"wangting.uploads.kinds": "pdf zip pdf", "wangting.uploads.file_mb": "5"})
    assert rules.kinds == ("application/pdf", "application/zip")
    assert rules.file_size == 5 * 2**20


@pytest.mark.parametrize(("key", "value"), [("kinds", "pdf exe"), ("file_mb", "21"), ("files", "0"), ("case_mb", "-1")])
def test_limits_beyond_those_of_the_house_stop_the_boot(key, value):
    with pytest.raises(DeclarationError, match=rf"wangting\.uploads\.{key}"):
        rules_from({f"wangting.uploads.{key}": value})
