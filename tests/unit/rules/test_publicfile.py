"""Addresses of public files, and the places of an edition that name one."""

import pytest

from wangting.rules.publicfile import (
    RESULT,
    address_of,
    files_in,
    from_outside,
    link_to,
    named_by,
    places,
    plain_name,
    with_text,
)

SUM = "0123456789abcdef" * 4
ADDRESS = f"/files/{SUM}/申请表（样例）.docx"
EDITION = {
    "materials": [{"id": "m1", "name": "申请表", "blank": ADDRESS}, {"id": "m2", "name": "身份证"}],
    "facts": {"result": {"name": "证书", "kind": None, "sample": "见窗口"}},
}


def test_an_address_names_the_sum_and_the_name():
    assert named_by(address_of(SUM, "申请表.pdf")) == (SUM, "申请表.pdf")


@pytest.mark.parametrize(
    "text",
    ["", None, 3, "见窗口", f"/files/{SUM}", f"/files/{SUM}/", f"/files/{SUM[:-1]}/a.pdf",
     f"/files/{SUM.upper()}/a.pdf",
     f"/files/{SUM}/a/b.pdf", f"/files/{SUM}/a b.pdf", f"/files/{SUM}/a.pdf?x", f"/files/{SUM}/a.pdf#x",
     f"https://example.com/files/{SUM}/a.pdf", f" /files/{SUM}/a.pdf", f"/files/{SUM}/%2e%2e"],
)  # fmt: skip
def test_what_is_no_address_of_ours_names_nothing(text):
    assert named_by(text) is None


def test_a_name_keeps_nothing_that_means_something_in_an_address_or_a_page():
    assert plain_name("@@表.pdf") == "_表.pdf"
    assert plain_name("表 1#2?a&b%20{x}<y>'z'.pdf") == "表_1_2_a_b_20_x_y_z_.pdf"
    assert named_by(address_of(SUM, plain_name("a b/c\\d.pdf"))) == (SUM, "a_b_c_d.pdf")


def test_a_link_has_no_letter_beyond_ascii_and_names_the_same():
    link = link_to(ADDRESS)
    assert link.isascii()
    assert link.startswith(f"/files/{SUM}/%E7%94%B3")


def test_every_paper_has_two_places_and_the_result_one():
    assert [place.key for place in places(EDITION)] == [
        "materials.1.blank", "materials.1.sample", "materials.2.blank", "materials.2.sample", RESULT,
    ]  # fmt: skip
    assert [place.key for place in places({"materials": []})] == []
    assert [place.key for place in places({"materials": [], "facts": {}})] == []


def test_only_addresses_of_ours_are_files():
    assert files_in(EDITION) == {"materials.1.blank": (SUM, "申请表（样例）.docx")}


def test_a_text_is_put_in_its_place_and_nothing_else_is_another():
    after = with_text(EDITION, "materials.2.sample", ADDRESS)
    assert after["materials"] == [EDITION["materials"][0], {"id": "m2", "name": "身份证", "sample": ADDRESS}]
    assert after["facts"] == EDITION["facts"]
    assert "sample" not in EDITION["materials"][1]


def test_an_empty_text_takes_away_what_was_there():
    assert with_text(EDITION, "materials.1.blank", "")["materials"][0] == {"id": "m1", "name": "申请表"}
    assert with_text(EDITION, RESULT, "")["facts"]["result"]["sample"] is None
    assert with_text(EDITION, "materials.2.blank", "") == EDITION


def test_the_sample_of_the_result_has_its_place():
    assert with_text(EDITION, RESULT, ADDRESS)["facts"]["result"]["sample"] == ADDRESS


@pytest.mark.parametrize("key", ["materials.3.blank", "materials.1.name", "materials.0.blank", "facts", "", "name"])
def test_there_is_no_other_place(key):
    assert with_text(EDITION, key, ADDRESS) is None


def test_a_result_that_is_not_named_has_no_place():
    assert with_text({**EDITION, "facts": {}}, RESULT, ADDRESS) is None


def test_others_are_told_the_address_from_outside_and_words_as_they_are():
    told = from_outside(EDITION, "https://hall.example/")
    assert told["materials"][0]["blank"] == "https://hall.example" + link_to(ADDRESS)
    assert told["facts"] == EDITION["facts"]
    assert EDITION["materials"][0]["blank"] == ADDRESS
