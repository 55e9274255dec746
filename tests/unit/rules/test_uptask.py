"""A row of a national table says what is known, leaves open what is not, and cuts nothing off."""

import pytest

from wangting.rules.uptask import Field, Gap, Table, cells, gaps, made, rows_of

WORDS = {"unit": {"workday": "1"}, "yes": {"true": "1", "false": "0"}}
ITEM = {"code": "440102013002", "class": "行政审批", "agency": None}
LIMIT = {"amount": 12, "unit": "workday"}
FACTS = {
    "basis": [{"law": "《某法》", "article": "第三条", "words": "条文"}, {"law": "《某条例》"}],
    "fees": [{"name": "工本费", "basis": "某文件"}, {"name": "检验费"}],
}
EDITION = {"promised_limit": LIMIT, "legal_limit": None, "fee": None, "facts": FACTS,
           "materials": [{"id": "m1", "name": "证"}]}  # fmt: skip


def said(edition=EDITION, *, is_public=False, here=None):
    worked_out = made(ITEM, edition, "1")
    return {"item": ITEM, "edition": edition, "facts": edition.get("facts", {}), "here": here or {}, "made": worked_out,
            "is_public": is_public}  # fmt: skip


def table(*fields, each="item", of="all"):
    return Table("t", each, of, fields)


def only(value, words="", **more):
    """Return the one cell that ``value`` makes."""
    wanted = table(Field("f", "longtext", required=True, comment="", value=value, words=words))
    return cells(wanted, next(rows_of(wanted, said(**more))), WORDS)[0]


@pytest.mark.parametrize(
    ("value", "words", "cell"),
    [
        ("item.code", "", "440102013002"),
        ("item.agency", "", None),
        ("edition.promised_limit.amount", "", 12),
        ("edition.promised_limit.unit", "unit", "1"),
        ("edition.legal_limit.unit", "unit", None),
        ("made.is_charged", "yes", "1"),
        ("made.basis", "", "《某法》 第三条；《某条例》"),
        ("made.fee_basis", "", "某文件"),
        ("made.kind", "", "promised"),
        ("made.type_code", "", "01"),
        ("made.order", "", None),
        ("", "", None),
    ],
)
def test_a_field_says_what_its_place_in_the_item_says(value, words, cell):
    assert only(value, words) == cell


def test_a_word_without_a_code_is_sent_as_it_is():
    assert only("edition.materials", edition={**EDITION, "materials": []}) is None
    assert only("item.class", "unit") == "行政审批"


def test_what_is_not_known_of_a_charge_is_not_guessed():
    assert made(ITEM, {**EDITION, "facts": {}, "fee": "免费"}, None)["is_charged"] is False
    assert made(ITEM, {**EDITION, "facts": {}, "fee": None}, None)["is_charged"] is None
    assert made(ITEM, {**EDITION, "facts": {}, "promised_limit": None}, None)["kind"] is None
    assert made(ITEM, {**EDITION, "facts": {}, "promised_limit": {"amount": 0}}, None)["kind"] == "instant"


@pytest.mark.parametrize(("code", "catalog"), [("511Z07001006", "511Z07001006"), ("511Z07001006.2", None), ("G", None)])
def test_only_a_code_of_twelve_characters_is_a_national_one(code, catalog):
    assert made({**ITEM, "code": code}, EDITION, None)["catalog_code"] == catalog


@pytest.mark.parametrize(("of", "is_public", "count"), [("all", True, 1), ("public", True, 1), ("public", False, 0),
                                                        ("general", True, 0), ("general", False, 1)])  # fmt: skip
def test_a_table_takes_the_items_it_is_for(of, is_public, count):
    assert len(list(rows_of(table(each="hall", of=of), said(is_public=is_public)))) == count


@pytest.mark.parametrize(("each", "count"), [("material", 1), ("fee", 2), ("question", 0)])
def test_each_part_of_an_item_is_a_row_in_its_order(each, count):
    rows = list(rows_of(table(each=each), said(here={"hall": "lixin"})))
    assert [row["made"]["order"] for row in rows] == list(range(1, count + 1))
    assert len({row["made"]["row_guid"] for row in rows}) == count


def test_a_row_is_the_same_row_every_time_and_another_in_another_hall():
    here, there = ([row["made"] for row in rows_of(table(), said(here={"hall": hall}))] for hall in ("lixin", "ezone"))
    again = [row["made"] for row in rows_of(table(), said(here={"hall": "lixin"}))]
    assert here == again
    assert here[0]["task_guid"] != there[0]["task_guid"] != here[0]["row_guid"]


def test_what_the_platform_will_not_take_is_told():
    wanted = table(
        Field("empty", "longtext", required=True, comment=""),
        Field("open", "longtext", required=False, comment=""),
        Field("long", "varchar(2)", required=False, comment=""),
        Field("fits", "varchar(3)", required=True, comment=""),
        Field("number", "int(2)", required=True, comment=""),
    )
    found = gaps(wanted, [None, None, "一二三", "一二三", 100])
    assert list(found) == [Gap("t", "empty", "empty"), Gap("t", "long", "long")]
