"""What a hall offers is a list of codes and departments, and each mistake in it is told at its line."""

import pytest

from wangting import declare
from wangting.declare import offered
from wangting.errors import DeclarationError

FILE = "tenants/mengcheng/items.csv"
WATER = "440116004002,shuili,,,新增取水许可"
DISABILITY = "442169016000,canlian,20,workday"


def problems(home):
    with pytest.raises(DeclarationError) as caught:
        declare.load(home.path)
    return caught.value.problems


def test_a_hall_offers_what_its_list_says(home):
    found = {row.code: row for row in declare.load(home.path).tenants["mengcheng"].implementations}
    assert len(found) == 14
    assert (found["440116004002"].department, found["440116004002"].promised_limit) == ("shuili", None)
    assert found["442169016000"].promised_limit == (20, "workday")


def test_a_list_is_written_as_it_is_read(home):
    before = home.read(FILE)
    offered.write(home.path, "mengcheng", offered.read(home.path, "mengcheng"))
    assert home.read(FILE) == before


MISTAKES = [
    (WATER, "440116004002,gone,,,新增取水许可", "department: no department 'gone'"),
    (WATER, "440116004009,shuili,,,新增取水许可", "code: no item '440116004009'"),
    (WATER, "440116004002,shuili,,,取水", "name: is '取水', the item is called '新增取水许可'"),
    (WATER, "440106054000,gongan,,,机动车注册登记", "code: '440106054000' stands here twice"),
    (WATER, "440116004002,shuili,,,老年优待证换发", "name: is '老年优待证换发', the item is called"),
    (DISABILITY, "442169016000,canlian,31,workday", "promised_amount: 31 workday is not within promised_limit"),
    (DISABILITY, "442169016000,canlian,many,workday", "promised_amount: must be a whole number up to"),
    (DISABILITY, "442169016000,canlian,9999999,workday", "promised_amount: must be a whole number up to"),
    (DISABILITY, "442169016000,canlian,,workday", "promised_amount: must be a whole number up to"),
    (DISABILITY, "442169016000,canlian,20,moon", "promised_unit: no such unit 'moon': calendar_day, workday"),
]


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES, ids=[f"{row[1]} {row[2]}" for row in MISTAKES])
def test_a_mistake_is_told_at_its_line(home, old, new, message):
    line = home.line_of(FILE, old)
    home.mend(FILE, old, new)
    found = problems(home)
    assert any(problem.startswith(f"{FILE}:{line}: {message}") for problem in found), found


def test_two_items_of_one_name_cannot_be_offered_together(home):
    rows = offered.read(home.path, "mengcheng")
    offered.write(home.path, "mengcheng", [*rows, rows[0]._replace(code="AH01")])
    found = problems(home)
    assert f"{FILE}:16: name: {rows[0].name!r} is offered twice: nobody could tell one from the other" in found


def test_an_item_without_a_hall_class_cannot_be_offered(home):
    home.mend("tenants/_shared/items/sources.yaml", '"07": 行政确认, "08"', '"07": none, "08"')
    home.mend("tenants/_shared/items/first.jsonl", '"class": "行政确认"', '"class": null')
    found = [problem for problem in problems(home) if problem.startswith(FILE)]
    assert found[0].endswith("'440702103000' has no hall class: it stands in the base catalogue only")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", "is not a table of code, department, promised_amount, promised_unit, name: other columns"),
        ("", "is not a table of"),
        ("code,department,promised_amount,promised_unit,name\n1,2\n", "is not a table of"),
    ],
)
def test_a_list_that_is_none_is_told(home, text, message):
    home.write(FILE, text)
    [problem] = problems(home)
    assert problem.startswith(f"{FILE}:1: (file): {message}")


def test_a_hall_without_a_list_is_told(home):
    (home.path / FILE).unlink()
    assert problems(home) == [f"{FILE}:1: (file): cannot be read: No such file or directory"]
